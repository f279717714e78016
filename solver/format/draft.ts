/** A program while it is being read: rows and columns by name, entries in any order. */
import { ModelBuilder } from '../builder.ts';
import type { Objective } from '../model.ts';
import type { Problem } from './text.ts';

interface DraftRow {
  readonly name: string;
  lower: number;
  upper: number;
}

export interface DraftColumn {
  readonly name: string;
  lower: number;
  upper: number;
  integer: boolean;
  cost: number;
  /** Not part of the model after all. */
  dropped: boolean;
}

/** What is known beside rows and columns. */
interface Titles {
  readonly model: string;
  readonly objective: string;
  readonly sense: Objective['sense'];
  readonly constant: number;
}

export class Draft {
  readonly rows: DraftRow[] = [];
  readonly columns: DraftColumn[] = [];
  private readonly columnByName = new Map<string, number>();
  private readonly entryColumn: number[] = [];
  private readonly entryRow: number[] = [];
  private readonly entryValue: number[] = [];

  addRow(name: string, lower: number, upper: number): number {
    return this.rows.push({ name, lower, upper }) - 1;
  }

  /** Index of the column of that name; undefined when there is none. */
  findColumn(name: string): number | undefined {
    return this.columnByName.get(name);
  }

  /** A new continuous column with bounds 0 and infinity and cost 0. @returns its index */
  addColumn(name: string): number {
    const column = { name, lower: 0, upper: Infinity, integer: false, cost: 0, dropped: false };
    const index = this.columns.push(column) - 1;
    this.columnByName.set(name, index);
    return index;
  }

  /** Each pair of row and column at most once; those of a dropped column are left out. */
  addEntry(row: number, column: number, value: number): void {
    this.entryRow.push(row);
    this.entryColumn.push(column);
    this.entryValue.push(value);
  }

  /** O(n + m + nz). */
  finish({ model, objective, sense, constant }: Titles): Problem {
    const builder = new ModelBuilder(model);
    for (const { name, lower, upper } of this.rows) builder.addRow(name, lower, upper);
    const { starts, order } = this.byColumn();
    this.columns.forEach(({ name, lower, upper, integer, dropped }, j) => {
      if (dropped) return;
      const rows: number[] = [];
      const values: number[] = [];
      for (let k = starts[j]!; k < starts[j + 1]!; k++) {
        rows.push(this.entryRow[order[k]!]!);
        values.push(this.entryValue[order[k]!]!);
      }
      builder.addColumn(name, lower, upper, integer, rows, values);
    });
    const kept = this.columns.filter(({ dropped }) => !dropped);
    const coefficients = Float64Array.from(kept, ({ cost }) => cost);
    return {
      model: builder.build(),
      objective: { name: objective, sense, coefficients },
      constant,
    };
  }

  /** The entries sorted by column (a counting sort): those of column j stand at starts[j] … starts[j+1]−1. */
  private byColumn(): { readonly starts: Int32Array; readonly order: Int32Array } {
    const starts = new Int32Array(this.columns.length + 1);
    for (const j of this.entryColumn) starts[j + 1]!++;
    for (let j = 0; j < this.columns.length; j++) starts[j + 1]! += starts[j]!;
    const next = starts.slice();
    const order = new Int32Array(this.entryColumn.length);
    this.entryColumn.forEach((j, k) => {
      order[next[j]!++] = k;
    });
    return { starts, order };
  }
}
