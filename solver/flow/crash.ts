/**
 * A start for the network simplex: a spanning tree that is optimal or nearly so, for networks of the
 * shape "sources × transit graph" (`auction-shape.ts`).
 *
 *   1 auction   a flow of least cost, to a tolerance below the unit of the costs     (`auction.ts`)
 *   2 labels    the cheapest residual way of each node to the root                (`auction-labels.ts`)
 *   3 tree      the arcs strictly between their bounds; then the first arcs of the ways, which are
 *               tight; then, for sources without a way, the arcs they use; then logical arcs
 *
 * Each step only offers arcs, and an arc that would close a cycle is left out: whatever the auction
 * did, the result is a spanning tree. When the flow is of least cost, the tree is optimal, in parts
 * without a way to the root nearly so. Nothing is promised: the simplex has the last word.
 *
 * Complexity: that of the auction, plus a few passes over all arcs.
 */
import { Ascent, chargeable, type Sides } from './ascent.ts';
import { Auction, OUTSIDE } from './auction.ts';
import { Labels } from './auction-labels.ts';
import type { FlowProblem } from './auction-problem.ts';
import { findShape } from './auction-shape.ts';

export type { FlowProblem } from './auction-problem.ts';

/**
 * A spanning tree (one arc for each node, connecting all nodes and the root) and the non-tree arcs
 * that are at their upper bound; the others are at their lower bound, or at 0 when that is −∞.
 */
export interface Start {
  readonly tree: Int32Array;
  readonly atUpper: Int32Array;
  /** Of the side rows: the tree is optimal for the costs less what these charge. null = all 0. */
  readonly mu: Float64Array | null;
}

/**
 * Finds a start.
 * @param sides side rows whose multipliers are to be estimated; null = they are left out
 * @returns null when the network has another shape, or too few sources for it to pay
 */
export function crash(problem: FlowProblem, sides: Sides | null = null): Start | null {
  const plain = findShape(problem);
  if (plain === null) return null;
  const charged = sides && chargeable(plain, sides.network);
  const auction = new Auction(charged ?? plain);
  const { shape } = auction;
  const ascent = charged && new Ascent(auction, sides!);
  const eps = ascent?.run();
  if (eps === 0) return crash(problem);
  auction.run(eps);
  const labels = new Labels(auction);
  labels.find();
  const forest = new Forest(problem);
  const full: number[] = [];
  joinPipes(auction, forest, full);
  joinSources(auction, forest, full);
  const { reached, via } = labels;
  for (let k = 0; k < reached.length; k++) forest.join(via[reached[k]!]!);
  const { choice } = auction;
  for (let s = 0; s < choice.length; s++)
    forest.join(choice[s] === OUTSIDE ? shape.outsideArc[s]! : choice[s]!);
  const own = problem.tail.length - problem.nodes;
  for (let i = 0; i < problem.nodes; i++) forest.join(own + i);
  const tree = forest.arcs;
  const inTree = new Uint8Array(problem.tail.length);
  for (let i = 0; i < tree.length; i++) inTree[tree[i]!] = 1;
  const atUpper = new Int32Array(full.filter((a) => inTree[a] === 0));
  return { tree, atUpper, mu: ascent?.mu ?? null };
}

/** Arcs without cycles, by union-find over the nodes. */
class Forest {
  readonly arcs: Int32Array;
  private joined = 0;
  private readonly above: Int32Array;
  private readonly problem: FlowProblem;

  constructor(problem: FlowProblem) {
    this.problem = problem;
    this.arcs = new Int32Array(problem.nodes);
    this.above = new Int32Array(problem.nodes + 1);
    for (let v = 0; v < this.above.length; v++) this.above[v] = v;
  }

  /** Takes an arc if it joins two parts. */
  join(arc: number): void {
    const one = this.part(this.problem.tail[arc]!);
    const other = this.part(this.problem.head[arc]!);
    if (one === other) return;
    this.above[one] = other;
    this.arcs[this.joined++] = arc;
  }

  private part(v: number): number {
    const { above } = this;
    let top = v;
    while (above[top] !== top) {
      above[top] = above[above[top]!]!;
      top = above[top]!;
    }
    return top;
  }
}

/** Joins the arcs of pipes that are strictly between their bounds; lists the full ones. */
function joinPipes(auction: Auction, forest: Forest, full: number[]): void {
  const { problem, pipes, sign } = auction.shape;
  const { lower, upper, tail, nodes } = problem;
  const own = tail.length - nodes;
  const units = auction.units.byArc();
  for (let member = 0; member < units.length; member++) {
    const a = pipes.arcs[member]!;
    const flow = a < own ? units[member]! : 0 - sign * units[member]!;
    if (flow === upper[a]) full.push(a);
    else if (flow !== lower[a]) forest.join(a);
  }
}

/** The same for the arcs that sources use, and the logical arcs of sources. */
function joinSources(auction: Auction, forest: Forest, full: number[]): void {
  const { choice, shape } = auction;
  const { problem, sources, outsideArc, unplaced, sign } = shape;
  const { lower, upper, tail, nodes } = problem;
  const own = tail.length - nodes;
  for (let s = 0; s < sources.length; s++) {
    const outside = choice[s] === OUTSIDE;
    const used = outside ? outsideArc[s]! : choice[s]!;
    if (outside && unplaced[s] === 1) {
      forest.join(used);
      continue;
    }
    if (used < own && upper[used] !== 1) forest.join(used);
    else if (used < own) full.push(used);
    const logical = own + sources[s]!;
    const flow = used === logical ? 0 : sign;
    if (flow === upper[logical] && flow !== lower[logical]) full.push(logical);
  }
}
