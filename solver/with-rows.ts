/** A model with more rows, e.g. tiers held at their values, written out for a third party. */
import type { Costs, Model } from './model.ts';

interface Row {
  readonly name: string;
  readonly lower: number;
  readonly upper: number;
}

/** lower ≤ coefficients·x ≤ upper over all columns; coefficients of length n. */
export interface DenseRow extends Row {
  readonly coefficients: Costs;
}

/** lower ≤ Σ coefficients[k]·x[columns[k]] ≤ upper; the columns all different, the coefficients not 0. */
export interface SparseRow extends Row {
  readonly columns: readonly number[];
  readonly coefficients: readonly number[];
}

/** The same columns with the rows appended in order. O(n · rows + nz). */
export function withRows(model: Model, rows: readonly DenseRow[]): Model {
  return withSparseRows(
    model,
    rows.map(({ name, lower, upper, coefficients }) => {
      const columns: number[] = [];
      coefficients.forEach((value, j) => {
        if (value !== 0) columns.push(j);
      });
      return { name, lower, upper, columns, coefficients: columns.map((j) => coefficients[j]!) };
    }),
  );
}

/** The same columns with the rows appended in order. O(n + nz). */
export function withSparseRows(model: Model, rows: readonly SparseRow[]): Model {
  return {
    ...model,
    rowNames: model.rowNames.concat(rows.map(({ name }) => name)),
    rowLower: appended(
      model.rowLower,
      rows.map(({ lower }) => lower),
    ),
    rowUpper: appended(
      model.rowUpper,
      rows.map(({ upper }) => upper),
    ),
    ...matrixWith(model, rows),
  };
}

function appended(sides: Float64Array, more: readonly number[]): Float64Array {
  const all = new Float64Array(sides.length + more.length);
  all.set(sides);
  all.set(more, sides.length);
  return all;
}

function matrixWith(
  model: Model,
  rows: readonly SparseRow[],
): Pick<Model, 'start' | 'index' | 'value'> {
  const n = model.lower.length;
  const start = new Int32Array(n + 1);
  for (const { columns } of rows) for (const j of columns) start[j + 1]!++;
  for (let j = 0; j < n; j++) {
    start[j + 1]! += start[j]! + model.start[j + 1]! - model.start[j]!;
  }
  const index = new Int32Array(start[n]!);
  const value = new Float64Array(index.length);
  const free = Int32Array.from(start);
  for (let j = 0; j < n; j++) {
    for (let k = model.start[j]!; k < model.start[j + 1]!; k++) {
      index[free[j]!] = model.index[k]!;
      value[free[j]!++] = model.value[k]!;
    }
  }
  const m = model.rowLower.length;
  rows.forEach(({ columns, coefficients }, r) => {
    columns.forEach((j, k) => {
      index[free[j]!] = m + r;
      value[free[j]!++] = coefficients[k]!;
    });
  });
  return { start, index, value };
}
