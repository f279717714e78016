/**
 * A rooted spanning tree over the nodes of a network, as the network simplex needs it: who is above
 * whom, by which arc, and the subtree below a node. Root is node number `nodes`.
 *
 * Invariant: each node but the root has one arc to its parent; `depth` grows by 1 along it; the
 * children of a node form a doubly linked list. Moving a subtree costs O(its size).
 */
export class Tree {
  readonly root: number;
  readonly parent: Int32Array;
  /** Arc between a node and its parent. */
  readonly arc: Int32Array;
  /** 1 when that arc runs from the node to its parent, 0 when the other way. */
  readonly up: Uint8Array;
  readonly depth: Int32Array;
  private readonly child: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly order: Int32Array;
  /** `order` is that of the tree as it is now. */
  private isOrdered = false;

  constructor(nodes: number) {
    this.root = nodes;
    this.parent = new Int32Array(nodes + 1).fill(-1);
    this.arc = new Int32Array(nodes + 1).fill(-1);
    this.up = new Uint8Array(nodes + 1);
    this.depth = new Int32Array(nodes + 1);
    this.child = new Int32Array(nodes + 1).fill(-1);
    this.next = new Int32Array(nodes + 1).fill(-1);
    this.previous = new Int32Array(nodes + 1).fill(-1);
    this.order = new Int32Array(nodes);
  }

  /**
   * Takes the arcs as the tree.
   * @param arcs one for each node, connecting all nodes and the root
   * @throws Error when they are not a spanning tree: a fault of the caller
   */
  build(arcs: Int32Array, tail: Int32Array, head: Int32Array): void {
    const { root } = this;
    this.isOrdered = false;
    const first = new Int32Array(root + 1).fill(-1);
    const link = new Int32Array(2 * arcs.length);
    for (let entry = 0; entry < link.length; entry++) {
      const a = arcs[entry >> 1]!;
      const node = (entry & 1) === 0 ? tail[a]! : head[a]!;
      link[entry] = first[node]!;
      first[node] = entry;
    }
    this.child.fill(-1);
    this.next.fill(-1);
    this.previous.fill(-1);
    this.parent.fill(-1);
    this.depth.fill(0);
    const queue = new Int32Array(root + 1);
    queue[0] = root;
    let filled = 1;
    for (let done = 0; done < filled; done++) {
      const node = queue[done]!;
      for (let entry = first[node]!; entry !== -1; entry = link[entry]!) {
        const a = arcs[entry >> 1]!;
        const other = (entry & 1) === 0 ? head[a]! : tail[a]!;
        if (other === this.parent[node] || other === root || this.parent[other] !== -1) continue;
        this.parent[other] = node;
        this.arc[other] = a;
        this.up[other] = tail[a] === other ? 1 : 0;
        this.depth[other] = this.depth[node]! + 1;
        this.link(other, node);
        queue[filled++] = other;
      }
    }
    if (filled !== root + 1) throw new Error(`not a spanning tree: ${filled} of ${root + 1} nodes`);
  }

  /** The arc above each node but the root. */
  arcs(): Int32Array {
    return this.arc.slice(0, this.root);
  }

  /** Is `node` in the subtree of `top`? */
  isBelow(node: number, top: number): boolean {
    const { parent, depth } = this;
    const level = depth[top]!;
    let at = node;
    while (depth[at]! > level) at = parent[at]!;
    return at === top;
  }

  /**
   * Cuts the subtree of `top` off its parent and hangs it under `outside` by the arc e, one end of
   * which is `inside` the subtree.
   * @param up 1 when e runs from `inside` to `outside`
   */
  rehang(top: number, inside: number, outside: number, e: number, up: number): void {
    this.isOrdered = false;
    let node = inside;
    let above = outside;
    let a = e;
    let direction = up;
    for (;;) {
      const oldParent = this.parent[node]!;
      const oldArc = this.arc[node]!;
      const oldUp = this.up[node]!;
      this.unlink(node, oldParent);
      this.parent[node] = above;
      this.arc[node] = a;
      this.up[node] = direction;
      this.link(node, above);
      if (node === top) break;
      above = node;
      a = oldArc;
      direction = 1 - oldUp;
      node = oldParent;
    }
    this.levelBelow(inside);
  }

  /** Visits the subtree of `top`. */
  eachBelow(top: number, visit: (node: number) => void): void {
    const { child, next, parent } = this;
    let node = top;
    for (;;) {
      visit(node);
      if (child[node] !== -1) {
        node = child[node]!;
        continue;
      }
      while (node !== top && next[node] === -1) node = parent[node]!;
      if (node === top) return;
      node = next[node]!;
    }
  }

  /** Adds `by` to `values` over the subtree of `top`. */
  addBelow(top: number, values: Float64Array, by: number): void {
    const { child, next, parent } = this;
    let node = top;
    for (;;) {
      values[node]! += by;
      if (child[node] !== -1) {
        node = child[node]!;
        continue;
      }
      while (node !== top && next[node] === -1) node = parent[node]!;
      if (node === top) return;
      node = next[node]!;
    }
  }

  /** All nodes but the root, each after its parent; to be read before the tree changes. */
  preorder(): Int32Array {
    const { child, next, parent, root, order } = this;
    if (this.isOrdered) return order;
    this.isOrdered = true;
    let filled = 0;
    let node = child[root]!;
    while (node !== -1) {
      order[filled++] = node;
      if (child[node] !== -1) {
        node = child[node]!;
        continue;
      }
      while (node !== root && next[node] === -1) node = parent[node]!;
      node = node === root ? -1 : next[node]!;
    }
    return order;
  }

  /** Adds to each node's value those of all nodes above it. */
  sumDown(values: Float64Array): void {
    const { child, next, parent, root } = this;
    values[root] = 0;
    let node = child[root]!;
    while (node !== -1) {
      values[node]! += values[parent[node]!]!;
      if (child[node] !== -1) {
        node = child[node]!;
        continue;
      }
      while (node !== root && next[node] === -1) node = parent[node]!;
      node = node === root ? -1 : next[node]!;
    }
  }

  private levelBelow(top: number): void {
    const { child, next, parent, depth } = this;
    let node = top;
    for (;;) {
      depth[node] = depth[parent[node]!]! + 1;
      if (child[node] !== -1) {
        node = child[node]!;
        continue;
      }
      while (node !== top && next[node] === -1) node = parent[node]!;
      if (node === top) return;
      node = next[node]!;
    }
  }

  private link(node: number, above: number): void {
    const first = this.child[above]!;
    this.next[node] = first;
    this.previous[node] = -1;
    if (first !== -1) this.previous[first] = node;
    this.child[above] = node;
  }

  private unlink(node: number, above: number): void {
    const before = this.previous[node]!;
    const after = this.next[node]!;
    if (before === -1) this.child[above] = after;
    else this.next[before] = after;
    if (after !== -1) this.previous[after] = before;
  }
}
