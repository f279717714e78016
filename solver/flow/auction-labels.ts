/**
 * Exact labels for a flow that an auction has found: the crossover from prices to a spanning tree.
 *
 *   label[v] = cost of the cheapest way from v to the root in the residual graph
 *
 * An arc u → v with room is residual with its cost, one with flow v → u with its cost times −1. If the
 * flow is of least cost there is no negative cycle; then the labels are duals, every arc that is
 * strictly between its bounds is tight, and the ways form a tree of tight arcs, each of which can take
 * one more unit towards the root (a strongly feasible tree).
 *
 * Dijkstra's order by label − potential, with the auction's prices as potentials: the reduced lengths
 * are at least −2ε, so few nodes are looked at twice. Only the best few arcs of each source are
 * searched; then a pass over all rows looks for arcs that are better still, and the search goes on.
 *
 * Complexity: O(n log n) for n nodes and cached arcs, and one pass over all arcs a round.
 */
import { type Auction, OUTSIDE } from './auction.ts';
import { CACHE } from './auction-rows.ts';

/** Visits of one node that tell a negative cycle: the flow is not of least cost. */
const MOST_VISITS = 20;
/** Passes over all rows. */
const ROUNDS = 5;

export class Labels {
  /** Infinity where there is none. Length nodes + 1. */
  readonly label: Float64Array;
  /** The arc that a node's label comes from; −1 at the root and where there is none. */
  readonly via: Int32Array;
  /** Nodes with a label, in the order of their first visit. */
  readonly reached: number[] = [];
  private readonly auction: Auction;
  private readonly potential: Float64Array;
  private readonly visits: Uint8Array;
  /** The cached arcs that are not in use, by target. */
  private readonly otherStart: Int32Array;
  private readonly other: Int32Array;
  private readonly heapKey: number[] = [];
  private readonly heapNode: number[] = [];
  private mostVisits = MOST_VISITS;
  private negativeCycle = false;

  constructor(auction: Auction) {
    const size = auction.shape.problem.nodes + 1;
    this.auction = auction;
    this.label = new Float64Array(size);
    this.via = new Int32Array(size);
    this.visits = new Uint8Array(size);
    this.potential = new Float64Array(size);
    this.setPotentials();
    this.otherStart = new Int32Array(size + 1);
    this.other = this.listOthers();
  }

  /** Finds all labels; where there is a negative cycle, those of a search that visits no node twice. */
  find(): void {
    this.search();
    for (let round = 0; round < ROUNDS && !this.negativeCycle; round++) {
      if (!this.improveFromRows()) break;
      this.drain();
    }
    if (this.negativeCycle) {
      this.mostVisits = 1;
      this.search();
    }
    this.labelUnreached();
    this.labelIsolated();
  }

  private setPotentials(): void {
    const { auction, potential } = this;
    const { shape, price, choice } = auction;
    const { sources, unplaced, outsideCost, problem, target } = shape;
    for (const v of shape.pipes.order) if (Number.isFinite(price[v])) potential[v] = price[v]!;
    for (let s = 0; s < sources.length; s++) {
      const own = choice[s]!;
      const outside = own !== OUTSIDE && unplaced[s] === 0 ? outsideCost[s]! : Infinity;
      let least = this.leastCached(s, outside);
      // Rows in which something better may have been left out are read again.
      if (least > auction.rows.cacheLimit[s]!) {
        auction.rows.read(s, 0);
        least = this.leastCached(s, outside);
      }
      const node = sources[s]!;
      if (least < Infinity) potential[node] = least;
      else if (own !== OUTSIDE) potential[node] = problem.cost[own]! + potential[target[own]!]!;
    }
  }

  /** The least of `most` and the cached arcs that source s does not use. */
  private leastCached(s: number, most: number): number {
    const { choice, rows } = this.auction;
    const { cached, cacheArc, cacheNode, cacheCost } = rows;
    const { potential } = this;
    const own = choice[s];
    let least = most;
    for (let k = CACHE * s, end = k + cached[s]!; k < end; k++) {
      if (cacheArc[k] === own) continue;
      const value = cacheCost[k]! + potential[cacheNode[k]!]!;
      if (value < least) least = value;
    }
    return least;
  }

  private listOthers(): Int32Array {
    const { choice, rows } = this.auction;
    const { cached, cacheArc, cacheNode } = rows;
    const { otherStart } = this;
    for (let s = 0; s < choice.length; s++)
      for (let k = CACHE * s, end = k + cached[s]!; k < end; k++)
        if (cacheArc[k] !== choice[s]) otherStart[cacheNode[k]! + 1]!++;
    for (let v = 1; v < otherStart.length; v++) otherStart[v]! += otherStart[v - 1]!;
    const filled = otherStart.slice();
    const other = new Int32Array(otherStart.at(-1)!);
    for (let s = 0; s < choice.length; s++)
      for (let k = CACHE * s, end = k + cached[s]!; k < end; k++)
        if (cacheArc[k] !== choice[s]) other[filled[cacheNode[k]!]!++] = k;
    return other;
  }

  // ── search ─────────────────────────────────────────────────────────────────────────────────────

  private search(): void {
    const { root } = this.auction;
    this.label.fill(Infinity);
    this.via.fill(-1);
    this.visits.fill(0);
    this.reached.length = 0;
    this.heapKey.length = 0;
    this.heapNode.length = 0;
    this.negativeCycle = false;
    this.label[root] = 0;
    this.visits[root] = this.mostVisits;
    this.fromRoot();
    this.drain();
  }

  private drain(): void {
    const { label, potential, visits } = this;
    while (this.heapKey.length > 0) {
      const key = this.heapKey[0]!;
      const v = this.pop();
      if (key !== label[v]! - potential[v]! || visits[v] === this.mostVisits) continue;
      if (visits[v]! === 0) this.reached.push(v);
      if (++visits[v]! === MOST_VISITS) {
        this.negativeCycle = true;
        return;
      }
      const s = this.auction.shape.sourceAt[v]!;
      if (s === -1) this.fromTransit(v);
      else this.fromSource(v, s);
    }
  }

  /** Sources with an unused way straight to the root, and the pipes into it. */
  private fromRoot(): void {
    const { shape, choice, root } = this.auction;
    const { sources, unplaced, outsideArc, outsideCost } = shape;
    this.fromPipesInto(root);
    for (let s = 0; s < sources.length; s++)
      if (choice[s] !== OUTSIDE && unplaced[s] === 0)
        this.offer(sources[s]!, outsideCost[s]!, outsideArc[s]!);
  }

  private fromPipesInto(v: number): void {
    const { shape, units } = this.auction;
    const { downStart, downPipe, tail } = shape.pipes;
    const { next } = units;
    for (let k = downStart[v]!; k < downStart[v + 1]!; k++) {
      const p = downPipe[k]!;
      if (next[p]! < Infinity) this.offer(tail[p]!, next[p]! + this.label[v]!, units.nextArc(p));
    }
  }

  private fromTransit(v: number): void {
    const { auction, otherStart, other } = this;
    const { shape, units } = auction;
    const { cacheCost, cacheArc } = auction.rows;
    const { upStart, head } = shape.pipes;
    const own = this.label[v]!;
    this.fromPipesInto(v);
    for (let p = upStart[v]!; p < upStart[v + 1]!; p++) {
      if (head[p] === auction.root || !this.canTakeBack(p)) continue;
      this.offer(head[p]!, own - units.last[p]!, units.lastArc(p));
    }
    for (let k = otherStart[v]!; k < otherStart[v + 1]!; k++) {
      const place = other[k]!;
      const source = shape.sources[(place / CACHE) | 0]!;
      this.offer(source, cacheCost[place]! + own, cacheArc[place]!);
    }
  }

  /** Whether the pipe has a unit, and one that no lower bound holds. */
  private canTakeBack(p: number): boolean {
    const { units, shape } = this.auction;
    const { flow, last } = units;
    return flow[p]! > 0 && last[p]! >= -shape.penalty / 2;
  }

  /** The node whose unit the source holds could have it back. */
  private fromSource(v: number, s: number): void {
    const { shape, choice } = this.auction;
    const own = choice[s]!;
    if (own !== OUTSIDE)
      this.offer(shape.target[own]!, this.label[v]! - shape.problem.cost[own]!, own);
  }

  /** One pass over all arcs of the sources; true when one of them is better than the way so far. */
  private improveFromRows(): boolean {
    const { label, via, visits } = this;
    const { shape, choice } = this.auction;
    const { rowStart, rowNode, rowCost, rowArc, sources } = shape;
    for (const v of this.reached) visits[v] = 1;
    let improved = false;
    for (let s = 0; s < sources.length; s++) {
      const node = sources[s]!;
      let least = label[node]!;
      let through = -1;
      for (let k = rowStart[s]!; k < rowStart[s + 1]!; k++) {
        const value = rowCost[k]! + label[rowNode[k]!]!;
        if (value >= least || rowArc[k] === choice[s]) continue;
        least = value;
        through = rowArc[k]!;
      }
      if (through === -1 || through === via[node]) continue;
      improved = true;
      this.offer(node, least, through);
    }
    return improved;
  }

  // ── nodes without a way to the root ────────────────────────────────────────────────────────────

  /**
   * Where ways lead from the root, but none back: the least label at which no residual arc into the
   * node prices out. So no pivot is spent on finding that nothing can get through.
   */
  private labelUnreached(): void {
    const { auction, label, via } = this;
    const { shape, units } = auction;
    const { next, last } = units;
    const { order, upStart, downStart, downPipe, tail, head } = shape.pipes;
    const most = this.bestOffers();
    for (const v of order) {
      if (label[v]! < Infinity) continue;
      for (let k = downStart[v]!; k < downStart[v + 1]!; k++) {
        const p = downPipe[k]!;
        const below = label[tail[p]!]!;
        if (next[p] === Infinity || below === Infinity || below - next[p]! <= most[v]!) continue;
        most[v] = below - next[p]!;
        via[v] = units.nextArc(p);
      }
      for (let p = upStart[v]!; p < upStart[v + 1]!; p++) {
        const above = label[head[p]!]!;
        if (above === Infinity || !this.canTakeBack(p) || above + last[p]! <= most[v]!) continue;
        most[v] = above + last[p]!;
        via[v] = units.lastArc(p);
      }
      if (via[v] === -1) continue;
      label[v] = most[v]!;
      this.visits[v] = this.mostVisits;
      this.reached.push(v);
    }
  }

  /** What the sources would pay for a unit of a node without a label, at most; its arc in `via`. */
  private bestOffers(): Float64Array {
    const { label, via } = this;
    const { sources, rowStart, rowArc, rowNode, rowCost } = this.auction.shape;
    const most = new Float64Array(label.length).fill(-Infinity);
    for (let s = 0; s < sources.length; s++) {
      const own = label[sources[s]!]!;
      if (own === Infinity) continue;
      for (let k = rowStart[s]!, end = rowStart[s + 1]!; k < end; k++) {
        const v = rowNode[k]!;
        if (label[v] !== Infinity || own - rowCost[k]! <= most[v]!) continue;
        most[v] = own - rowCost[k]!;
        via[v] = rowArc[k]!;
      }
    }
    return most;
  }

  /** Parts with ways neither from nor to the root hang on some arc; their labels only count inside. */
  private labelIsolated(): void {
    const { auction, label } = this;
    const { order, upStart, head, stepStart, stepMember, stepCost, arcs } = auction.shape.pipes;
    for (let k = order.length - 1; k >= 0; k--) {
      const v = order[k]!;
      const p = upStart[v]!;
      if (label[v]! < Infinity || p === upStart[v + 1] || label[head[p]!] === Infinity) continue;
      const step = stepStart[p + 1]! - 1;
      this.offer(v, stepCost[step]! + label[head[p]!]!, arcs[stepMember[step]!]!);
      this.drain();
    }
  }

  // ── heap ───────────────────────────────────────────────────────────────────────────────────────

  /** A way from v of this cost, that begins with `arc`. */
  private offer(v: number, value: number, arc: number): void {
    if (value >= this.label[v]! || this.visits[v]! >= this.mostVisits) return;
    this.label[v] = value;
    this.via[v] = arc;
    const { heapKey, heapNode } = this;
    const key = value - this.potential[v]!;
    let i = heapKey.length;
    heapKey.push(key);
    heapNode.push(v);
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (heapKey[up]! <= key) break;
      heapKey[i] = heapKey[up]!;
      heapNode[i] = heapNode[up]!;
      i = up;
    }
    heapKey[i] = key;
    heapNode[i] = v;
  }

  private pop(): number {
    const { heapKey, heapNode } = this;
    const top = heapNode[0]!;
    const key = heapKey.pop()!;
    const node = heapNode.pop()!;
    const count = heapKey.length;
    if (count === 0) return top;
    let i = 0;
    for (;;) {
      let below = 2 * i + 1;
      if (below >= count) break;
      if (below + 1 < count && heapKey[below + 1]! < heapKey[below]!) below++;
      if (heapKey[below]! >= key) break;
      heapKey[i] = heapKey[below]!;
      heapNode[i] = heapNode[below]!;
      i = below;
    }
    heapKey[i] = key;
    heapNode[i] = node;
    return top;
  }
}
