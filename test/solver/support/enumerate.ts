/** Every whole point of a small bounded model, by trying them all. */
import type { Model, Objective } from '../../../solver/index.ts';

/** All points within the bounds of columns and rows; every column is taken as whole. */
export function pointsOf(model: Model): number[][] {
  let points: number[][] = [[]];
  for (const [j, lower] of model.lower.entries()) {
    const size = model.upper[j]! - lower + 1;
    points = points.flatMap((point) =>
      Array.from({ length: size }, (_, k) => [...point, lower + k]),
    );
  }
  return points.filter((point) => isFeasible(model, point));
}

function isFeasible({ start, index, value, rowLower, rowUpper }: Model, point: number[]): boolean {
  const activity = new Float64Array(rowLower.length);
  for (const [j, x] of point.entries())
    for (let k = start[j]!; k < start[j + 1]!; k++) activity[index[k]!]! += value[k]! * x;
  return activity.every((a, i) => a >= rowLower[i]! && a <= rowUpper[i]!);
}

/** c·x of the minimised objective. */
export function minimisedCost(
  { sense, coefficients }: Objective,
  point: readonly number[],
): number {
  const sum = point.reduce((total, x, j) => total + x * coefficients[j]!, 0);
  return sense === 'min' ? sum : 0 - sum;
}
