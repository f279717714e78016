/**
 * Where the simplex begins. On a large network of the right shape an auction (`crash.ts`) ends near the
 * optimum without side rows; else a plain start: every node hangs on the way to the root that is shortest in arcs; nodes with
 * supply choose one after the other, among the arcs with room left on that way, one that fewest side rows see, the cheapest
 * of those. It is a basis, often near a feasible one: what side rows limit is what costs.
 */
import type { Sides } from './ascent.ts';
import { crash, type Start } from './crash.ts';
import type { State } from './state.ts';

/** Columns from which an auction costs less than the pivots it saves, whatever the network. */
const LARGE = 20_000;

/**
 * … and where most nodes have supply. A rotation of 2 349 pairs: 15.5 ms from the plain start, 8 from the auction; a round
 * of 17 835, where one node in six has supply, 12 and 26.
 */
const BUSY = 1_000;
const MOST = 1 / 3;

/** Costs are scaled up to this at most. */
const PRECISION = 2 ** 20;

/**
 * Columns from which the dual simplex, with the ascent before it, is faster than the primal simplex alone (a county of
 * 301 000, seeds 1 to 3: 1.4, 1.1 and 1.5 s against 1.05, 0.75 and 0.9; 214 650: 1.5 against 0.9).
 */
const VERY_LARGE = 200_000;

interface FirstStart extends Start {
  /** Near the optimum. */
  readonly near: boolean;
  /** Starts for other costs, from which the dual simplex goes on; null when it would not pay. */
  readonly again: ((cost: Float64Array) => Start | null) | null;
}

/** Whether the dual simplex comes first, given the right shape. */
export function isVeryLarge({ n, sides }: State): boolean {
  return n >= VERY_LARGE && sides > 0;
}

/**
 * A first basis for the costs in `state`.
 * @param veryLarge columns from which the dual simplex comes first
 */
export function firstStart(state: State, veryLarge = VERY_LARGE): FirstStart {
  const { n, sides } = state;
  const again = n >= veryLarge && sides > 0 ? (cost: Float64Array) => auctioned(state, cost) : null;
  const pays = n >= Math.min(LARGE, veryLarge) || (n >= BUSY && supplied(state) > MOST);
  const start = !pays ? null : again ? ascended(state) : auctioned(state, state.cost);
  if (start === null)
    return { tree: plainStart(state), atUpper: NOTHING, mu: null, near: false, again: null };
  return { ...start, near: true, again };
}

const NOTHING = new Int32Array(0);

/** Share of the nodes with supply. */
function supplied({ n, nodes, lower }: State): number {
  let count = 0;
  for (let i = 0; i < nodes; i++) if (lower[n + i]! > 0) count++;
  return count / nodes;
}

/** With multipliers of the side rows. */
function ascended(state: State): Start | null {
  const { n, nodes, size, lower, upper, network, cost } = state;
  const scale = scaleOf(state);
  const sides = {
    network,
    lower: lower.subarray(n + nodes, size),
    upper: upper.subarray(n + nodes, size),
  };
  const start = auctioned(
    state,
    cost.map((c) => scale * c),
    sides,
  );
  return start && { ...start, mu: start.mu?.map((mu) => mu / scale) ?? null };
}

/** What costs are multiplied with for an auction, whose multipliers and reduced costs are whole: finer where costs are small. */
export function scaleOf(state: State): number {
  return 2 ** Math.max(0, Math.floor(Math.log2(PRECISION / state.largestCost())));
}

function auctioned(
  { n, nodes, tail, head, lower, upper }: State,
  cost: Float64Array,
  sides: Sides | null = null,
): Start | null {
  const size = n + nodes;
  const problem = {
    nodes,
    tail,
    head,
    lower: lower.subarray(0, size),
    upper: upper.subarray(0, size),
    cost,
  };
  return crash(problem, sides);
}

/**
 * Arcs of a spanning tree, one for each node. O(n + rounds · arcs between nodes without supply), and for each arc that is
 * better than what its tail has found so far the way from its head to the root.
 */
function plainStart(state: State): Int32Array {
  const { n, nodes, tail, head, lower } = state;
  const source = new Uint8Array(nodes + 1);
  for (let i = 0; i < nodes; i++) source[i] = lower[n + i]! > 0 ? 1 : 0;
  const chosen = new Int32Array(nodes);
  for (let i = 0; i < nodes; i++) chosen[i] = n + i;
  const level = new Int32Array(nodes + 1).fill(-1);
  level[nodes] = 0;
  const transit = transitArcs(state, source);
  for (let depth = 1, grown = true; grown; depth++) {
    grown = false;
    for (const j of transit) {
      const from = tail[j]!;
      if (level[from] !== -1 || level[head[j]!] !== depth - 1) continue;
      level[from] = depth;
      chosen[from] = j;
      grown = true;
    }
  }
  const isWay = (j: number) =>
    source[tail[j]!] === 1 &&
    source[head[j]!] === 0 &&
    level[head[j]!] !== -1 &&
    lower[j]! < state.upper[j]!;
  hangSources(state, chosen, isWay);
  return chosen;
}

/**
 * One after the other, those with the fewest arcs first, nodes with supply choose among the arcs whose way to the root
 * still has room for it. Without room anywhere a node chooses as if there were.
 */
function hangSources(state: State, chosen: Int32Array, isWay: (j: number) => boolean): void {
  const { n, nodes, lower, upper, cost, head, network } = state;
  const { pattern, patternStart } = network;
  const { first, arcs } = byTail(state, isWay);
  const room = new Float64Array(nodes);
  for (let i = 0; i < nodes; i++) room[i] = chosen[i]! < n ? upper[chosen[i]!]! : -lower[n + i]!;
  const up = (node: number) => (chosen[node]! < n ? head[chosen[node]!]! : nodes);
  const hasRoom = (node: number, supply: number) => {
    for (let i = node; i !== nodes; i = up(i)) if (room[i]! < supply) return false;
    return true;
  };
  const entries = (j: number) => patternStart[pattern[j]! + 1]! - patternStart[pattern[j]!]!;
  /** The best arc of a node among those that are good enough, −1 when none is. */
  const bestOf = (i: number, isGood: (j: number) => boolean) => {
    let best = -1;
    let fewest = Infinity;
    let cheapest = Infinity;
    for (let k = first[i]!; k < first[i + 1]!; k++) {
      const j = arcs[k]!;
      const seen = entries(j);
      if (seen > fewest || (seen === fewest && cost[j]! >= cheapest) || !isGood(j)) continue;
      best = j;
      fewest = seen;
      cheapest = cost[j]!;
    }
    return best;
  };
  const own = (i: number) => first[i + 1]! - first[i]!;
  const sources = Array.from(chosen.keys()).filter((i) => own(i) > 0);
  for (const i of sources.sort((a, b) => own(a) - own(b) || a - b)) {
    const supply = lower[n + i]!;
    const roomy = bestOf(i, (j) => hasRoom(head[j]!, supply));
    chosen[i] = roomy === -1 ? bestOf(i, () => true) : roomy;
    for (let v = head[chosen[i]!]!; v !== nodes; v = up(v)) room[v]! -= supply;
  }
}

/** The arcs that may be chosen by their tails: those of node i are at first[i] … first[i + 1] − 1. */
function byTail(
  { n, nodes, tail }: State,
  isWay: (j: number) => boolean,
): { first: Int32Array; arcs: Int32Array } {
  const first = new Int32Array(nodes + 2);
  const ways = new Int32Array(n);
  let count = 0;
  for (let j = 0; j < n; j++) {
    if (!isWay(j)) continue;
    ways[count++] = j;
    first[tail[j]! + 2]!++;
  }
  for (let i = 2; i < first.length; i++) first[i]! += first[i - 1]!;
  const arcs = new Int32Array(count);
  for (let k = 0; k < count; k++) arcs[first[tail[ways[k]!]! + 1]!++] = ways[k]!;
  return { first, arcs };
}

/** Arcs with room that leave a node without supply. */
function transitArcs(state: State, source: Uint8Array): number[] {
  const { n, nodes, tail, lower, upper } = state;
  const arcs: number[] = [];
  for (let j = 0; j < n; j++)
    if (tail[j] !== nodes && source[tail[j]!] === 0 && lower[j]! < upper[j]!) arcs.push(j);
  return arcs;
}
