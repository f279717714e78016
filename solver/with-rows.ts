/** A model with more rows, e.g. tiers held at their values, written out for a third party. */
import type { Model } from './model.ts';

/** lower ≤ coefficients·x ≤ upper over all columns; coefficients of length n. */
export interface DenseRow {
  readonly name: string;
  readonly coefficients: Float64Array;
  readonly lower: number;
  readonly upper: number;
}

/** The same columns with the rows appended in order. O(n · rows + nz). */
export function withRows(model: Model, rows: readonly DenseRow[]): Model {
  const m = model.rowNames.length;
  const start = new Int32Array(model.start.length);
  const index: number[] = [];
  const value: number[] = [];
  for (let j = 0; j < model.columnNames.length; j++) {
    for (let k = model.start[j]!; k < model.start[j + 1]!; k++) {
      index.push(model.index[k]!);
      value.push(model.value[k]!);
    }
    rows.forEach(({ coefficients }, r) => {
      if (coefficients[j] === 0) return;
      index.push(m + r);
      value.push(coefficients[j]!);
    });
    start[j + 1] = index.length;
  }
  return {
    ...model,
    rowNames: [...model.rowNames, ...rows.map(({ name }) => name)],
    rowLower: Float64Array.from([...model.rowLower, ...rows.map(({ lower }) => lower)]),
    rowUpper: Float64Array.from([...model.rowUpper, ...rows.map(({ upper }) => upper)]),
    start,
    index: Int32Array.from(index),
    value: Float64Array.from(value),
  };
}
