/**
 * Reads a network as "sources × transit graph", the shape the auction needs.
 *
 *   source   a node that sends at most one unit and receives none (a person)
 *   transit  any other node; what the sources send runs on through its *pipes* towards the root
 *   pipe     all parallel arcs between two transit nodes, or between one and the root (`auction-pipes.ts`)
 *
 * A problem with all arcs the other way round has the same answer, so the direction with more sources
 * is taken. Arcs that do not fit (out of the root, closing a directed cycle) stay at their lower bound.
 */
import { type Pipes, readPipes } from './auction-pipes.ts';
import { type FlowProblem, leastSupply, mostSupply, type View } from './auction-problem.ts';

/** P sources, N nodes, root = node N. */
export interface Shape {
  readonly problem: FlowProblem;
  /** Node an arc leads to; sign −1 when that is its tail. */
  readonly target: Int32Array;
  readonly sign: 1 | -1;
  /** Largest |cost|, at least `unit`; greatest common divisor of the costs, 1 when all are 0. */
  readonly largest: number;
  readonly unit: number;
  /** Outweighs every cost: of staying unplaced, of a unit missing below a lower bound. */
  readonly penalty: number;
  /** Node of each source; the source at each node, −1 elsewhere (length N + 1). */
  readonly sources: Int32Array;
  readonly sourceAt: Int32Array;
  /** Arcs of source s into transit nodes: rowArc[rowStart[s]] … rowArc[rowStart[s + 1] − 1]. */
  readonly rowStart: Int32Array;
  readonly rowArc: Int32Array;
  /** Their targets and costs once more, in the order they are read in. */
  readonly rowNode: Int32Array | Uint16Array;
  readonly rowCost: Float64Array | Int32Array;
  /** What a source does when it uses none of them: arc to the root or its logical arc; and the cost. */
  readonly outsideArc: Int32Array;
  readonly outsideCost: Float64Array;
  /** 1 where the row of the source forbids that: it then is unplaced, at the cost of the penalty. */
  readonly unplaced: Uint8Array;
  readonly pipes: Pipes;
}

/** Fewer sources are solved faster than looked at. */
const FEWEST_SOURCES = 50;
/** Least share of the arcs that leave sources. */
const LEAST_SHARE = 0.3;
/** The penalty in units of the largest cost. */
const PENALTY = 4;

/** The shape of a problem; null when it has another one. O(arcs). */
export function findShape(problem: FlowProblem): Shape | null {
  const { tail, head, nodes } = problem;
  const does = whoDoesWhat(problem);
  const forward = sourcesOf(problem, does, SENDS, 1);
  const backward = sourcesOf(problem, does, RECEIVES, -1);
  const flipped = backward.length > forward.length;
  const sources = flipped ? backward : forward;
  if (sources.length < FEWEST_SOURCES) return null;
  const sourceAt = new Int32Array(nodes + 1).fill(-1);
  for (let s = 0; s < sources.length; s++) sourceAt[sources[s]!] = s;
  const from = flipped ? head : tail;
  const to = flipped ? tail : head;
  const costs = readCosts(problem.cost);
  const penalty = PENALTY * costs.largest;
  const sign = flipped ? -1 : 1;
  const view: View = { problem, from, to, sign, own: tail.length - nodes, sourceAt, penalty };
  const read = readRows(view, sources, costs.small);
  const pipes = read && readPipes(view, read.others);
  if (!read || !pipes) return null;
  const { largest, unit } = costs;
  return {
    problem,
    target: to,
    sign,
    largest,
    unit,
    penalty,
    sources,
    sourceAt,
    ...read.rows,
    pipes,
  };
}

const SENDS = 1;
const RECEIVES = 2;

function whoDoesWhat({ tail, head, nodes }: FlowProblem): Uint8Array {
  const sends = new Uint8Array(nodes + 1);
  const receives = new Uint8Array(nodes + 1);
  const own = tail.length - nodes;
  for (let a = 0; a < own; a++) {
    sends[tail[a]!] = SENDS;
    receives[head[a]!] = RECEIVES;
  }
  for (let v = 0; v <= nodes; v++) sends[v]! |= receives[v]!;
  return sends;
}

function sourcesOf(problem: FlowProblem, does: Uint8Array, only: number, sign: 1 | -1): Int32Array {
  const found: number[] = [];
  for (let i = 0; i < problem.nodes; i++) {
    if (does[i] !== only) continue;
    const low = leastSupply(problem, i, sign);
    if (mostSupply(problem, i, sign) === 1 && (low === 0 || low === 1)) found.push(i);
  }
  return new Int32Array(found);
}

function readCosts(cost: Float64Array): { largest: number; unit: number; small: boolean } {
  let largest = 0;
  let unit = 0;
  let small = true;
  for (let a = 0; a < cost.length; a++) {
    const c = cost[a]!;
    if (c !== (c | 0)) small = false;
    const size = Math.abs(c);
    if (size > largest) largest = size;
    if (unit !== 1 && (unit === 0 || size % unit !== 0)) unit = commonDivisor(unit, size);
  }
  if (unit === 0) unit = 1;
  // Costs that are not whole have a meaningless divisor: no tolerance near the rounding of doubles.
  unit = Math.max(unit, largest / 2 ** 40);
  return { largest: Math.max(largest, unit), unit, small };
}

function commonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return x;
}

function readRows(view: View, sources: Int32Array, small: boolean) {
  const { problem, from, to, own, sourceAt, sign, penalty } = view;
  const { nodes, upper, cost } = problem;
  const P = sources.length;
  const outsideArc = new Int32Array(P);
  const outsideCost = new Float64Array(P);
  const unplaced = new Uint8Array(P);
  for (let s = 0; s < P; s++) {
    const low = leastSupply(problem, sources[s]!, sign);
    outsideArc[s] = own + sources[s]!;
    outsideCost[s] = low === 0 ? 0 : penalty;
    unplaced[s] = low;
  }
  const { room, forced, direct, others } = sortArcs(view, P);
  if (own - others.length < LEAST_SHARE * own) return null;
  for (const a of direct) {
    const s = sourceAt[from[a]!]!;
    if (forced[s] !== -1 && forced[s] !== a) continue;
    if (cost[a]! >= outsideCost[s]! && forced[s] !== a) continue;
    outsideArc[s] = a;
    outsideCost[s] = cost[a]!;
    unplaced[s] = 0;
  }
  const rowStart = new Int32Array(P + 1);
  for (let s = 0; s < P; s++) {
    if (forced[s] !== -1) room[s] = to[forced[s]!] === nodes ? 0 : 1;
    rowStart[s + 1] = rowStart[s]! + room[s]!;
  }
  const rowArc = new Int32Array(rowStart[P]!);
  const rowNode = nodes < 65536 ? new Uint16Array(rowArc.length) : new Int32Array(rowArc.length);
  const rowCost = small ? new Int32Array(rowArc.length) : new Float64Array(rowArc.length);
  const filled = rowStart.slice(0, P);
  for (let a = 0; a < own; a++) {
    const s = sourceAt[from[a]!]!;
    if (s === -1 || to[a] === nodes || !(upper[a]! >= 1)) continue;
    if (forced[s] !== -1 && forced[s] !== a) continue;
    const k = filled[s]!++;
    rowArc[k] = a;
    rowNode[k] = to[a]!;
    rowCost[k] = cost[a]!;
  }
  const rows = { rowStart, rowArc, rowNode, rowCost, outsideArc, outsideCost, unplaced };
  return { rows, others };
}

/**
 * One pass over all arcs: those of each source into transit nodes counted, the forced one of each (a lower bound of 1
 * makes it the only one), those straight to the root, and those that leave no source.
 */
function sortArcs({ problem, from, to, own, sourceAt }: View, P: number) {
  const { nodes, lower, upper } = problem;
  const room = new Int32Array(P);
  const forced = new Int32Array(P).fill(-1);
  const direct: number[] = [];
  const others: number[] = [];
  for (let a = 0; a < own; a++) {
    const s = sourceAt[from[a]!]!;
    if (s === -1) others.push(a);
    else if (upper[a]! >= 1) {
      if (lower[a]! >= 1) forced[s] = a;
      if (to[a] === nodes) direct.push(a);
      else room[s]!++;
    }
  }
  return { room, forced, direct, others };
}
