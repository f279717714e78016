/**
 * Where the simplex begins. On a large network of the right shape an auction (`crash.ts`) ends near the
 * optimum without side rows; else a plain start: every node hangs on the way to the root that is shortest in arcs; a node with
 * supply on the arc that fewest side rows see, the cheapest of those. With nobody moved and no
 * capacity looked at it is a basis, often near a feasible one: what side rows limit is what costs.
 */
import { crash, type Start } from './crash.ts';
import type { State } from './state.ts';

/** Columns from which an auction costs less than the pivots it saves. */
const LARGE = 20_000;

/** Columns from which the dual simplex with its restarts is faster than the primal simplex alone. */
const VERY_LARGE = 600_000;

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
  const again = (cost: Float64Array) => auctioned(state, cost);
  const start = state.n >= Math.min(LARGE, veryLarge) ? again(state.cost) : null;
  if (start === null)
    return { tree: plainStart(state), atUpper: NOTHING, near: false, again: null };
  return { ...start, near: true, again: state.n >= veryLarge && state.sides > 0 ? again : null };
}

const NOTHING = new Int32Array(0);

function auctioned(
  { n, nodes, tail, head, lower, upper }: State,
  cost: Float64Array,
): Start | null {
  const size = n + nodes;
  return crash({
    nodes,
    tail,
    head,
    lower: lower.subarray(0, size),
    upper: upper.subarray(0, size),
    cost,
  });
}

/** Arcs of a spanning tree, one for each node. O(n + rounds · arcs between nodes without supply). */
function plainStart(state: State): Int32Array {
  const { n, nodes, tail, head, lower, upper, cost, network } = state;
  const { pattern, patternStart } = network;
  const source = new Uint8Array(nodes + 1);
  for (let i = 0; i < nodes; i++) source[i] = lower[n + i]! > 0 ? 1 : 0;
  const chosen = Int32Array.from({ length: nodes }, (_, i) => n + i);
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
  const seen = new Float64Array(nodes + 1).fill(Infinity);
  const price = new Float64Array(nodes + 1).fill(Infinity);
  for (let j = 0; j < n; j++) {
    const from = tail[j]!;
    if (source[from] === 0 || source[head[j]!] === 1 || level[head[j]!] === -1) continue;
    if (upper[j] === lower[j]) continue;
    const p = pattern[j]!;
    const entries = patternStart[p + 1]! - patternStart[p]!;
    if (entries > seen[from]! || (entries === seen[from]! && cost[j]! >= price[from]!)) continue;
    seen[from] = entries;
    price[from] = cost[j]!;
    chosen[from] = j;
  }
  return chosen;
}

/** Arcs with room that leave a node without supply. */
function transitArcs(state: State, source: Uint8Array): number[] {
  const { n, nodes, tail, lower, upper } = state;
  const arcs: number[] = [];
  for (let j = 0; j < n; j++)
    if (tail[j] !== nodes && source[tail[j]!] === 0 && lower[j]! < upper[j]!) arcs.push(j);
  return arcs;
}
