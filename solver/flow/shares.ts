/**
 * What is left to decide falls apart where no row sees columns of two of its pieces. Then the costs are least where
 * those of each piece are, and branching in one has nothing to do with the others: trees are added up, not multiplied.
 */
import type { Objective } from '../model.ts';
import { WHOLE } from './branch.ts';
import type { State } from './state.ts';

/** Of a tier: the costs of its columns alone. */
interface Share {
  readonly objective: Objective;
  /** Those with a cost, ascending. */
  readonly columns: readonly number[];
  /** 1 where a column of this share must be whole. */
  readonly integer: Uint8Array;
}

export interface Shares {
  /** One for each piece with a column that should be whole and is not, after one for everything else. */
  readonly shares: readonly Share[];
  /** For each column its share. */
  readonly shareOf: Int32Array;
}

/** Costs over all shares: each has a list of its own. */
const MOST_COSTS = 2e7;

/**
 * @param state at an optimum of the relaxation
 * @returns null when fewer than two pieces have a column that should be whole and is not
 */
export function sharesOf(state: State, integer: Uint8Array, objective: Objective): Shares | null {
  const { shareOf, pieces } = fractionalPieces(state, integer);
  if (pieces < 2 || pieces * shareOf.length > MOST_COSTS) return null;
  const shares = Array.from({ length: 1 + pieces }, () => ({
    objective: { ...objective, coefficients: new Float64Array(shareOf.length) },
    columns: [] as number[],
    integer: new Uint8Array(shareOf.length),
  }));
  for (let j = 0; j < shareOf.length; j++) {
    const own = shares[shareOf[j]!]!;
    own.integer[j] = integer[j]!;
    const cost = objective.coefficients[j]!;
    if (cost === 0) continue;
    own.objective.coefficients[j] = cost;
    own.columns.push(j);
  }
  return { shares, shareOf };
}

/** Pieces count from 1, in order of their first such columns; 0 = fixed, or of a piece that is whole. */
function fractionalPieces(
  state: State,
  integer: Uint8Array,
): { readonly shareOf: Int32Array; readonly pieces: number } {
  const { n, x } = state;
  const columns = freeColumns(state);
  const firstRow = joinRows(state, columns);
  const number = new Map<number, number>();
  for (const j of columns) {
    if (integer[j] === 0 || Math.abs(x[j]! - Math.round(x[j]!)) <= WHOLE) continue;
    const row = firstRow(j);
    if (row !== null && !number.has(row)) number.set(row, number.size + 1);
  }
  const shareOf = new Int32Array(n);
  for (const j of columns) shareOf[j] = number.get(firstRow(j) ?? -1) ?? 0;
  return { shareOf, pieces: number.size };
}

function freeColumns({ live, n, lower, upper }: State): number[] {
  const free: number[] = [];
  const count = live ? live.length : n;
  for (let k = 0; k < count; k++) {
    const j = live ? live[k]! : k;
    if (lower[j]! < upper[j]!) free.push(j);
  }
  return free;
}

/** Joins rows (nodes, then side rows) that a column sees both of. @returns the name of a column's piece; null = it is in no row */
function joinRows(state: State, columns: readonly number[]): (column: number) => number | null {
  const { nodes, sides, tail, head, network } = state;
  const { pattern, patternStart, patternRow } = network;
  const above = Int32Array.from({ length: nodes + sides }, (_, row) => row);
  const first = (row: number): number => {
    let at = row;
    while (above[at] !== at) {
      above[at] = above[above[at]!]!;
      at = above[at]!;
    }
    return at;
  };
  const rowsOf = (j: number): number[] => {
    const rows = [tail[j]!, head[j]!].filter((node) => node < nodes);
    const end = patternStart[pattern[j]! + 1]!;
    for (let k = patternStart[pattern[j]!]!; k < end; k++) rows.push(nodes + patternRow[k]!);
    return rows;
  };
  for (const j of columns) {
    const [one, ...others] = rowsOf(j).map(first);
    for (const other of others) above[first(other)] = first(one!);
  }
  return (j) => {
    const [row] = rowsOf(j);
    return row === undefined ? null : first(row);
  };
}
