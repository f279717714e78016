/** Short ways to write small models in tests. */
import { type Model, ModelBuilder, type Objective } from '../../../solver/index.ts';

export const INF = Number.POSITIVE_INFINITY;

/** [lower, upper, 'int' | 'real', one coefficient for each row]. */
export type ColumnSpec = readonly [number, number, 'int' | 'real', readonly number[]];

/** Rows r0 …, columns c0 …. */
export function modelOf(
  rows: readonly (readonly [number, number])[],
  columns: readonly ColumnSpec[],
): Model {
  const builder = new ModelBuilder('test');
  const indices = rows.map(([lower, upper], i) => builder.addRow(`r${i}`, lower, upper));
  columns.forEach(([lower, upper, kind, values], j) => {
    builder.addColumn(
      `c${j}`,
      lower,
      upper,
      kind === 'int',
      indices.slice(0, values.length),
      values,
    );
  });
  return builder.build();
}

export function minimise(...coefficients: readonly number[]): Objective {
  return { name: 'cost', sense: 'min', coefficients: Float64Array.from(coefficients) };
}

export function maximise(...coefficients: readonly number[]): Objective {
  return { name: 'gain', sense: 'max', coefficients: Float64Array.from(coefficients) };
}

export interface Knapsack {
  readonly model: Model;
  readonly objective: Objective;
  /** By dynamic programming over the room. */
  readonly optimum: number;
}

/** A seeded 0/1 knapsack whose prices lie close to the weights, so that branching takes its time. */
export function knapsack(items: number, random: () => number): Knapsack {
  const weights = Array.from({ length: items }, () => 1_000 + Math.floor(random() * 9_000));
  const prices = weights.map((w) => w + Math.floor(random() * 50));
  const room = Math.floor(weights.reduce((a, b) => a + b, 0) / 2);
  const columns = weights.map((w): ColumnSpec => [0, 1, 'int', [w]]);
  return {
    model: modelOf([[0, room]], columns),
    objective: maximise(...prices),
    optimum: optimum(weights, prices, room),
  };
}

function optimum(weights: readonly number[], prices: readonly number[], room: number): number {
  const best = new Float64Array(room + 1);
  weights.forEach((w, i) => {
    for (let r = room; r >= w; r--) best[r] = Math.max(best[r]!, best[r - w]! + prices[i]!);
  });
  return best[room]!;
}
