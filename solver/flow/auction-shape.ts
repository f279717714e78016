/**
 * Reads a network as "sources × transit graph", the shape the auction needs.
 *
 *   source   a node that sends at most one unit and receives none (a person)
 *   transit  any other node; what the sources send runs on through its *pipes* towards the root
 *   pipe     all parallel arcs between two transit nodes, or between one and the root, cheapest first:
 *            one convex cost. An arc with a lower bound is two steps, the first of them with a reward
 *            that no cost outweighs
 *
 * A problem with all arcs the other way round has the same answer, so the direction with more sources
 * is taken. Arcs that do not fit (out of the root, closing a directed cycle) stay at their lower bound.
 */

/**
 * min cost·f over flows with lower ≤ f ≤ upper and Σ out − Σ in = 0 at each node but the root; all
 * data whole. Root is node number `nodes`. The last `nodes` arcs are the logical ones, root → node i:
 * what the row of node i may send.
 */
export interface FlowProblem {
  readonly nodes: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly cost: Float64Array;
}

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

/** Pipes p by tail node, steps k by pipe, cheapest first. */
interface Pipes {
  readonly count: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  /** Pipes out of node v: upStart[v] … upStart[v + 1] − 1. */
  readonly upStart: Int32Array;
  /** Pipes into node v: downPipe[downStart[v]] … . */
  readonly downStart: Int32Array;
  readonly downPipe: Int32Array;
  readonly stepStart: Int32Array;
  /** Place in `arcs` of each step. */
  readonly stepMember: Int32Array;
  readonly stepCost: Float64Array;
  readonly stepRoom: Float64Array;
  /** The arcs in pipes; a logical arc runs the other way, so its flow is the pipe's times −1. */
  readonly arcs: Int32Array;
  /** Transit nodes, each before the heads of its pipes. */
  readonly order: Int32Array;
}

/** Fewer sources are solved faster than looked at. */
const FEWEST_SOURCES = 50;
/** Least share of the arcs that leave sources. */
const LEAST_SHARE = 0.3;
/** Most ways from a node to the root, and pipes on one of them: with more, prices are not local. */
const MOST_WAYS = 64;
const MOST_DEPTH = 64;
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
  sources.forEach((node, s) => {
    sourceAt[node] = s;
  });
  const from = flipped ? head : tail;
  const to = flipped ? tail : head;
  const costs = readCosts(problem);
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

/** The problem in the direction in which sources send. */
interface View {
  readonly problem: FlowProblem;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** −1 when the arcs are turned round: a logical arc then takes out what it brings in. */
  readonly sign: 1 | -1;
  /** Number of arcs that are not logical. */
  readonly own: number;
  readonly sourceAt: Int32Array;
  readonly penalty: number;
}

const SENDS = 1;
const RECEIVES = 2;

function whoDoesWhat({ tail, head, nodes }: FlowProblem): Uint8Array {
  const does = new Uint8Array(nodes + 1);
  const own = tail.length - nodes;
  for (let a = 0; a < own; a++) {
    does[tail[a]!]! |= SENDS;
    does[head[a]!]! |= RECEIVES;
  }
  return does;
}

/** Bounds of what a node may take in from the root in the chosen direction. */
function supply(problem: FlowProblem, node: number, sign: 1 | -1): [number, number] {
  const a = problem.tail.length - problem.nodes + node;
  const low = problem.lower[a]!;
  const high = problem.upper[a]!;
  return sign === 1 ? [low, high] : [0 - high, 0 - low];
}

function sourcesOf(problem: FlowProblem, does: Uint8Array, only: number, sign: 1 | -1): Int32Array {
  const found: number[] = [];
  for (let i = 0; i < problem.nodes; i++) {
    if (does[i] !== only) continue;
    const [low, high] = supply(problem, i, sign);
    if (high === 1 && (low === 0 || low === 1)) found.push(i);
  }
  return Int32Array.from(found);
}

function readCosts({ cost }: FlowProblem): { largest: number; unit: number; small: boolean } {
  let largest = 0;
  let unit = 0;
  let small = true;
  for (let a = 0; a < cost.length; a++) {
    const c = cost[a]!;
    if (c !== (c | 0)) small = false;
    const size = Math.abs(c);
    if (size > largest) largest = size;
    if (unit !== 1) unit = commonDivisor(unit, size);
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
  sources.forEach((node, s) => {
    const [low] = supply(problem, node, sign);
    outsideArc[s] = own + node;
    outsideCost[s] = low === 0 ? 0 - sign * cost[own + node]! : penalty;
    unplaced[s] = low;
  });
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

/** A pipe's step before sorting. */
interface Step {
  readonly tail: number;
  readonly head: number;
  readonly cost: number;
  readonly room: number;
  readonly member: number;
}

function readPipes(view: View, others: readonly number[]): Pipes | null {
  const { problem, from, to, own, sourceAt, sign, penalty } = view;
  const { nodes, lower, upper, cost } = problem;
  const arcs: number[] = [];
  const steps: Step[] = [];
  const add = (a: number, tail: number, head: number, low: number, high: number, c: number) => {
    if (high <= 0) return;
    const member = arcs.push(a) - 1;
    const least = Math.max(0, low);
    if (least > 0) steps.push({ tail, head, cost: c - penalty, room: least, member });
    if (high > least) steps.push({ tail, head, cost: c, room: high - least, member });
  };
  for (const a of others) {
    const tail = from[a]!;
    if (tail === nodes || tail === to[a]) continue;
    add(a, tail, to[a]!, lower[a]!, upper[a]!, cost[a]!);
  }
  for (let i = 0; i < nodes; i++) {
    if (sourceAt[i] !== -1) continue;
    const [low, high] = supply(problem, i, sign);
    if (low > 0) return null;
    add(own + i, i, nodes, 0 - high, 0 - low, 0 - sign * cost[own + i]!);
  }
  const order = orderOf(steps, nodes, sourceAt);
  const rank = new Int32Array(nodes + 1).fill(order.length);
  order.forEach((v, k) => {
    rank[v] = k;
  });
  const kept = steps.filter(({ tail, head }) => rank[tail]! < rank[head]!);
  kept.sort((a, b) => a.tail - b.tail || a.head - b.head || a.cost - b.cost || a.member - b.member);
  const pipes = group(kept, arcs, nodes, order);
  return isLocal(pipes, nodes) ? pipes : null;
}

/** Whether few and short ways lead from each node to the root. */
function isLocal({ order, upStart, head }: Pipes, nodes: number): boolean {
  const ways = new Float64Array(nodes + 1);
  const depth = new Int32Array(nodes + 1);
  ways[nodes] = 1;
  for (let k = order.length - 1; k >= 0; k--) {
    const v = order[k]!;
    for (let p = upStart[v]!; p < upStart[v + 1]!; p++) {
      ways[v]! += ways[head[p]!]!;
      depth[v] = Math.max(depth[v]!, depth[head[p]!]! + 1);
    }
    if (ways[v]! > MOST_WAYS || depth[v]! > MOST_DEPTH) return false;
  }
  return true;
}

/**
 * Transit nodes, each before the heads of its arcs. On a cycle the lowest node number is taken first
 * all the same; the arcs into it then run backwards and are left out.
 */
function orderOf(steps: readonly Step[], nodes: number, sourceAt: Int32Array): Int32Array {
  const start = new Int32Array(nodes + 2);
  const waiting = new Int32Array(nodes + 1);
  for (const { tail, head } of steps) {
    start[tail + 1]!++;
    waiting[head]!++;
  }
  for (let v = 0; v <= nodes; v++) start[v + 1]! += start[v]!;
  const heads = new Int32Array(steps.length);
  const filled = start.slice();
  for (const { tail, head } of steps) heads[filled[tail]!++] = head;
  const order: number[] = [];
  const taken = new Uint8Array(nodes + 1);
  const take = (first: number) => {
    taken[first] = 1;
    let next = order.push(first) - 1;
    for (; next < order.length; next++) {
      const v = order[next]!;
      for (let k = start[v]!; k < start[v + 1]!; k++) {
        const w = heads[k]!;
        if (--waiting[w]! > 0 || w === nodes || taken[w] === 1) continue;
        taken[w] = 1;
        order.push(w);
      }
    }
  };
  for (let v = 0; v < nodes; v++)
    if (sourceAt[v] === -1 && waiting[v] === 0 && taken[v] === 0) take(v);
  for (let v = 0; v < nodes; v++) if (sourceAt[v] === -1 && taken[v] === 0) take(v);
  return Int32Array.from(order);
}

/** Sorted steps → pipes. */
function group(
  steps: readonly Step[],
  arcs: readonly number[],
  nodes: number,
  order: Int32Array,
): Pipes {
  const tail: number[] = [];
  const head: number[] = [];
  const stepStart: number[] = [];
  steps.forEach((step, k) => {
    if (step.tail === tail.at(-1) && step.head === head.at(-1)) return;
    tail.push(step.tail);
    head.push(step.head);
    stepStart.push(k);
  });
  const count = tail.length;
  stepStart.push(steps.length);
  const upStart = new Int32Array(nodes + 2);
  const downStart = new Int32Array(nodes + 2);
  for (let p = 0; p < count; p++) {
    upStart[tail[p]! + 1]!++;
    downStart[head[p]! + 1]!++;
  }
  for (let v = 0; v <= nodes; v++) {
    upStart[v + 1]! += upStart[v]!;
    downStart[v + 1]! += downStart[v]!;
  }
  const downPipe = new Int32Array(count);
  const filled = downStart.slice();
  for (let p = 0; p < count; p++) downPipe[filled[head[p]!]!++] = p;
  return {
    count,
    tail: Int32Array.from(tail),
    head: Int32Array.from(head),
    upStart,
    downStart,
    downPipe,
    stepStart: Int32Array.from(stepStart),
    stepMember: Int32Array.from(steps, (step) => step.member),
    stepCost: Float64Array.from(steps, (step) => step.cost),
    stepRoom: Float64Array.from(steps, (step) => step.room),
    arcs: Int32Array.from(arcs),
    order,
  };
}
