/**
 * The pipes between the transit nodes of an auction's network: all parallel arcs between two of them, or between one and
 * the root, cheapest first, are one pipe with a convex cost. An arc with a lower bound is two steps, the first of them
 * with a reward that no cost outweighs. Arcs that close a directed cycle are left out.
 */
import { leastSupply, mostSupply, type View } from './auction-problem.ts';

/** Pipes p by tail node, steps k by pipe, cheapest first. */
export interface Pipes {
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

/** Most ways from a node to the root, and pipes on one of them: with more, prices are not local. */
const MOST_WAYS = 64;
const MOST_DEPTH = 64;
/** Steps out of one node that are sorted by insertion. */
const MOST_INSERTED = 64;

/** Steps of pipes, one array for each of their properties; `member` is a place in the pipes' `arcs`. */
interface Steps {
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly cost: Float64Array;
  readonly room: Float64Array;
  readonly member: Int32Array;
}

/** Null where a node has to take something in, or the ways to the root are many or long. O(nodes + arcs), times log arcs where many leave one node. */
export function readPipes(view: View, others: readonly number[]): Pipes | null {
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
