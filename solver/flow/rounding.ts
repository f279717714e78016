/**
 * A whole point by rounding alone: each fractional column up or down, the better way first, where every row that sees
 * it has the room. What only counts (heads for days, say) is rounded up at no cost, and the bound is met without a dive.
 */
import { WHOLE } from './branch.ts';
import type { State } from './state.ts';

/**
 * @param state at an optimum of the relaxation
 * @param integer which columns must be whole
 * @returns values of the columns; null where one of them can be rounded neither way
 */
export function roundedPoint(state: State, integer: Uint8Array): Float64Array | null {
  const { n, live, cost } = state;
  const x = state.x.slice();
  const count = live ? live.length : n;
  for (let k = 0; k < count; k++) {
    const j = live ? live[k]! : k;
    if (integer[j] === 0) continue;
    const near = Math.round(x[j]!) + 0;
    if (Math.abs(x[j]! - near) <= WHOLE) {
      x[j] = near;
      continue;
    }
    const far = near > x[j]! ? near - 1 : near + 1;
    const ways = cost[j]! * (near - far) > 0 ? [far, near] : [near, far];
    const way = ways.find((each) => hasRoom(state, x, j, each - x[j]!));
    if (way === undefined) return null;
    shift(state, x, j, way - x[j]!);
    x[j] = way;
  }
  return x.slice(0, n);
}

/** Rows' own variables and by how much they change with a column. */
function* seen(state: State, j: number, by: number): Generator<readonly [number, number]> {
  const { n, nodes, tail, head, network } = state;
  const { pattern, patternStart, patternRow, patternValue } = network;
  if (tail[j]! < nodes) yield [n + tail[j]!, by];
  if (head[j]! < nodes) yield [n + head[j]!, -by];
  const end = patternStart[pattern[j]! + 1]!;
  for (let k = patternStart[pattern[j]!]!; k < end; k++)
    yield [n + nodes + patternRow[k]!, by * patternValue[k]!];
}

function hasRoom(state: State, x: Float64Array, j: number, by: number): boolean {
  const within = (v: number, value: number) =>
    value >= state.lower[v]! - WHOLE && value <= state.upper[v]! + WHOLE;
  if (!within(j, x[j]! + by)) return false;
  for (const [v, change] of seen(state, j, by)) if (!within(v, x[v]! + change)) return false;
  return true;
}

function shift(state: State, x: Float64Array, j: number, by: number): void {
  for (const [v, change] of seen(state, j, by)) x[v]! += change;
}
