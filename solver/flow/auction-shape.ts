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
 * what the row of node i may send; they cost nothing.
 */
export interface FlowProblem {
  readonly nodes: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Of the arcs that are not logical. */
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
/** Steps out of one node that are sorted by insertion. */
const MOST_INSERTED = 64;
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

/** Bounds of what a node may take in from the root in the chosen direction. */
function leastSupply({ tail, nodes, lower, upper }: FlowProblem, node: number, sign: 1 | -1) {
  const a = tail.length - nodes + node;
  return sign === 1 ? lower[a]! : 0 - upper[a]!;
}

function mostSupply({ tail, nodes, lower, upper }: FlowProblem, node: number, sign: 1 | -1) {
  const a = tail.length - nodes + node;
  return sign === 1 ? upper[a]! : 0 - lower[a]!;
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

/** Steps of pipes, one array for each of their properties; `member` is a place in the pipes' `arcs`. */
interface Steps {
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly cost: Float64Array;
  readonly room: Float64Array;
  readonly member: Int32Array;
}

function readPipes(view: View, others: readonly number[]): Pipes | null {
  const { problem, from, to, own, sourceAt, sign, penalty } = view;
  const { nodes, lower, upper, cost } = problem;
  const arcs: number[] = [];
  const steps = roomForSteps(2 * (others.length + nodes));
  let count = 0;
  const put = (tail: number, head: number, c: number, room: number) => {
    steps.tail[count] = tail;
    steps.head[count] = head;
    steps.cost[count] = c;
    steps.room[count] = room;
    steps.member[count++] = arcs.length - 1;
  };
  const add = (a: number, tail: number, head: number, low: number, high: number, c: number) => {
    if (high <= 0) return;
    arcs.push(a);
    const least = Math.max(0, low);
    if (least > 0) put(tail, head, c - penalty, least);
    if (high > least) put(tail, head, c, high - least);
  };
  for (const a of others) {
    const tail = from[a]!;
    if (tail === nodes || tail === to[a]) continue;
    add(a, tail, to[a]!, lower[a]!, upper[a]!, cost[a]!);
  }
  for (let i = 0; i < nodes; i++) {
    if (sourceAt[i] !== -1) continue;
    const low = leastSupply(problem, i, sign);
    if (low > 0) return null;
    add(own + i, i, nodes, 0 - mostSupply(problem, i, sign), 0 - low, 0);
  }
  const order = orderOf(steps, count, nodes, sourceAt);
  const rank = new Int32Array(nodes + 1).fill(order.length);
  for (let k = 0; k < order.length; k++) rank[order[k]!] = k;
  const kept = sortedSteps(steps, count, nodes, rank);
  const pipes = group(steps, kept, arcs, nodes, order);
  return isLocal(pipes, nodes) ? pipes : null;
}

function roomForSteps(size: number): Steps {
  return {
    tail: new Int32Array(size),
    head: new Int32Array(size),
    cost: new Float64Array(size),
    room: new Float64Array(size),
    member: new Int32Array(size),
  };
}

/** The steps that run from a lower rank to a higher one, by tail, head, cost and member: a bucket a tail, sorted by insertion. */
function sortedSteps(steps: Steps, count: number, nodes: number, rank: Int32Array): Int32Array {
  const { tail, head, cost, member } = steps;
  const end = new Int32Array(nodes + 2);
  const runsUp = (k: number) => rank[tail[k]!]! < rank[head[k]!]!;
  for (let k = 0; k < count; k++) if (runsUp(k)) end[tail[k]! + 1]!++;
  for (let v = 0; v <= nodes; v++) end[v + 1]! += end[v]!;
  const sorted = new Int32Array(end[nodes + 1]!);
  const before = (a: number, b: number) =>
    head[a]! - head[b]! || cost[a]! - cost[b]! || member[a]! - member[b]!;
  const begin = end.slice();
  for (let k = 0; k < count; k++) if (runsUp(k)) sorted[end[tail[k]!]!++] = k;
  for (let v = 0; v <= nodes; v++) {
    const size = end[v]! - begin[v]!;
    if (size > MOST_INSERTED) sorted.subarray(begin[v], end[v]).sort(before);
    else insertionSort(sorted, begin[v]!, end[v]!, before);
  }
  return sorted;
}

function insertionSort(
  items: Int32Array,
  begin: number,
  end: number,
  before: (a: number, b: number) => number,
): void {
  for (let k = begin + 1; k < end; k++) {
    const item = items[k]!;
    let place = k;
    for (; place > begin && before(item, items[place - 1]!) < 0; place--)
      items[place] = items[place - 1]!;
    items[place] = item;
  }
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
function orderOf(
  { tail, head }: Steps,
  count: number,
  nodes: number,
  sourceAt: Int32Array,
): Int32Array {
  const start = new Int32Array(nodes + 2);
  const waiting = new Int32Array(nodes + 1);
  for (let k = 0; k < count; k++) {
    start[tail[k]! + 1]!++;
    waiting[head[k]!]!++;
  }
  for (let v = 0; v <= nodes; v++) start[v + 1]! += start[v]!;
  const heads = new Int32Array(count);
  const filled = start.slice();
  for (let k = 0; k < count; k++) heads[filled[tail[k]!]!++] = head[k]!;
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
  return new Int32Array(order);
}

/** Sorted steps → pipes. */
function group(
  steps: Steps,
  sorted: Int32Array,
  arcs: readonly number[],
  nodes: number,
  order: Int32Array,
): Pipes {
  const size = sorted.length;
  const tail = new Int32Array(size);
  const head = new Int32Array(size);
  const stepStart = new Int32Array(size + 1);
  const stepMember = new Int32Array(size);
  const stepCost = new Float64Array(size);
  const stepRoom = new Float64Array(size);
  const upStart = new Int32Array(nodes + 2);
  const downStart = new Int32Array(nodes + 2);
  let count = 0;
  for (let k = 0; k < size; k++) {
    const step = sorted[k]!;
    stepMember[k] = steps.member[step]!;
    stepCost[k] = steps.cost[step]!;
    stepRoom[k] = steps.room[step]!;
    const from = steps.tail[step]!;
    const to = steps.head[step]!;
    if (count > 0 && from === tail[count - 1] && to === head[count - 1]) continue;
    tail[count] = from;
    head[count] = to;
    upStart[from + 1]!++;
    downStart[to + 1]!++;
    stepStart[count++] = k;
  }
  stepStart[count] = size;
  for (let v = 0; v <= nodes; v++) {
    upStart[v + 1]! += upStart[v]!;
    downStart[v + 1]! += downStart[v]!;
  }
  const downPipe = new Int32Array(count);
  const filled = downStart.slice();
  for (let p = 0; p < count; p++) downPipe[filled[head[p]!]!++] = p;
  return {
    count,
    tail: tail.slice(0, count),
    head: head.slice(0, count),
    upStart,
    downStart,
    downPipe,
    stepStart: stepStart.slice(0, count + 1),
    stepMember,
    stepCost,
    stepRoom,
    arcs: new Int32Array(arcs),
    order,
  };
}
