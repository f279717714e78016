/** A model with more rows, e.g. tiers held at their values, written out for a third party. */
import type { Costs, Model } from './model.ts';

/** lower ≤ coefficients·x ≤ upper over all columns; coefficients of length n. */
export interface DenseRow {
  readonly name: string;
  readonly coefficients: Costs;
  readonly lower: number;
  readonly upper: number;
}

/** The same columns with the rows appended in order. O(n · rows + nz). */
export function withRows(model: Model, rows: readonly DenseRow[]): Model {
  return {
    ...model,
    rowNames: [...model.rowNames, ...rows.map(({ name }) => name)],
    rowLower: Float64Array.from([...model.rowLower, ...rows.map(({ lower }) => lower)]),
    rowUpper: Float64Array.from([...model.rowUpper, ...rows.map(({ upper }) => upper)]),
    ...matrixWith(model, rows),
  };
}

function matrixWith(
  model: Model,
  rows: readonly DenseRow[],
): Pick<Model, 'start' | 'index' | 'value'> {
  const m = model.rowLower.length;
  const added = rows.reduce((sum, { coefficients }) => sum + nonZeros(coefficients), 0);
  const start = new Int32Array(model.start.length);
  const index = new Int32Array(model.index.length + added);
  const value = new Float64Array(index.length);
  let to = 0;
  for (let j = 0; j < model.lower.length; j++) {
    for (let k = model.start[j]!; k < model.start[j + 1]!; k++, to++) {
      index[to] = model.index[k]!;
      value[to] = model.value[k]!;
    }
    for (const [r, { coefficients }] of rows.entries()) {
      if (coefficients[j] === 0) continue;
      index[to] = m + r;
      value[to++] = coefficients[j]!;
    }
    start[j + 1] = to;
  }
  return { start, index, value };
}

function nonZeros(costs: Costs): number {
  let count = 0;
  for (let j = 0; j < costs.length; j++) if (costs[j] !== 0) count++;
  return count;
}
