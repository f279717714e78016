/**
 * Ranges in LP files. `low <= a·x <= high` is in the format, but GLPK and HiGHS do not read it and CBC
 * forgets one side without a word. So ranges are written as Gurobi does it, with one more column
 * named after the row,
 *
 *   R1: a·x − RgR1 = low,   0 <= RgR1 <= high − low
 *
 * and reading takes such columns back into the bounds of their rows.
 */
import type { Draft, DraftColumn } from './draft.ts';

/** A constraint while it is read. */
export interface LpRow {
  /** Null when it has no label. */
  readonly name: string | null;
  readonly columns: readonly number[];
  readonly values: readonly number[];
  lower: number;
  upper: number;
}

/** Name of the column that takes up the range of a row. */
export function rangeColumn(row: string): string {
  return `Rg${row}`;
}

/**
 * Widens equations to ranges and marks their range columns as dropped. A range column stands in
 * its own row only, with coefficient ±1, costs nothing and need not be whole. O(n + nz).
 */
export function foldRangeColumns(rows: readonly LpRow[], draft: Draft): void {
  const uses = new Int32Array(draft.columns.length);
  for (const { columns } of rows) for (const j of columns) uses[j]!++;
  for (const row of rows) {
    const index = row.name === null ? undefined : draft.findColumn(rangeColumn(row.name));
    if (index === undefined || uses[index] !== 1 || row.lower !== row.upper) continue;
    const column = draft.columns[index]!;
    const value = row.values[row.columns.indexOf(index)];
    if (column.cost === 0 && !column.integer && (value === 1 || value === -1))
      fold(row, column, value);
  }
}

/** a·x + value · column = side  →  side − value · column holds a·x between its two ends. */
function fold(row: LpRow, column: DraftColumn, value: 1 | -1): void {
  const side = row.lower;
  const ends = [side - value * column.lower, side - value * column.upper];
  row.lower = Math.min(...ends);
  row.upper = Math.max(...ends);
  column.dropped = true;
}
