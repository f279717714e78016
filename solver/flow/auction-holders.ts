/** Who holds the units of each node in an auction: sources by their bids, and anonymous dummies that keep what was held before. */

/** No holder, or an anonymous one. */
export const NOBODY = -1;

export class Holders {
  /** Units held at each node, those of dummies included. */
  readonly count: Int32Array;
  /** Dummies of each node; all of a node's bid the same. */
  readonly dummies: Int32Array;
  readonly dummyBid: Float64Array;
  /** A skew heap of sources by bid at each node (its root). */
  private readonly heap: Int32Array;
  private readonly left: Int32Array;
  private readonly right: Int32Array;
  private readonly bid: Float64Array;

  constructor(nodes: number, sources: number) {
    this.count = new Int32Array(nodes);
    this.dummies = new Int32Array(nodes);
    this.dummyBid = new Float64Array(nodes);
    this.heap = new Int32Array(nodes).fill(NOBODY);
    this.left = new Int32Array(sources);
    this.right = new Int32Array(sources);
    this.bid = new Float64Array(sources);
  }

  /** The least bid held at a node; ∞ where there is none. */
  least(v: number): number {
    const top = this.heap[v]!;
    const least = top === NOBODY ? Infinity : this.bid[top]!;
    return this.dummies[v]! > 0 ? Math.min(least, this.dummyBid[v]!) : least;
  }

  add(v: number, source: number, bid: number): void {
    this.bid[source] = bid;
    this.left[source] = NOBODY;
    this.right[source] = NOBODY;
    this.heap[v] = this.merge(this.heap[v]!, source);
    this.count[v]!++;
  }

  /** Takes the cheapest holder off a node; NOBODY when it was a dummy. */
  turnOut(v: number): number {
    this.count[v]!--;
    const top = this.heap[v]!;
    if (this.dummies[v]! > 0 && (top === NOBODY || this.dummyBid[v]! <= this.bid[top]!)) {
      this.dummies[v]!--;
      return NOBODY;
    }
    this.heap[v] = this.merge(this.left[top]!, this.right[top]!);
    return top;
  }

  /** Forgets the sources; their units stay counted: dummies have them now. */
  release(): void {
    this.heap.fill(NOBODY);
  }

  hasDummies(): boolean {
    return this.dummies.some((count) => count > 0);
  }

  /** Skew heaps, top down. */
  private merge(one: number, other: number): number {
    const { left, right, bid } = this;
    if (one === NOBODY) return other;
    if (other === NOBODY) return one;
    let a = one;
    let b = other;
    if (bid[b]! < bid[a]!) {
      a = other;
      b = one;
    }
    const top = a;
    for (;;) {
      const next = right[a]!;
      right[a] = left[a]!;
      if (next === NOBODY) {
        left[a] = b;
        return top;
      }
      if (bid[b]! < bid[next]!) {
        left[a] = b;
        a = b;
        b = next;
      } else {
        left[a] = next;
        a = next;
      }
    }
  }
}
