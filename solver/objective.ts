/** Objectives over a model: evaluate, turn to minimisation, check their size. */
import type { Model, Objective } from './model.ts';

/**
 * c·x in the objective's own sense.
 * @param values length n
 */
export function objectiveValue(objective: Objective, values: Float64Array): number {
  const { coefficients } = objective;
  let sum = 0;
  for (let j = 0; j < coefficients.length; j++) {
    const c = coefficients[j]!;
    if (c !== 0) sum += c * values[j]!;
  }
  return sum;
}

/** The same objective with sense 'min': itself, or its negative. */
export function minimised(objective: Objective): Objective {
  if (objective.sense === 'min') return objective;
  // 0 − c rather than −c, so that no −0 reaches a printed model.
  const coefficients = objective.coefficients.map((c) => 0 - c);
  return { name: objective.name, sense: 'min', coefficients };
}

/** Turns a minimised value into the objective's own sense, or back; the turn is its own inverse. */
export function turn(objective: Objective, value: number): number {
  return objective.sense === 'min' ? value : 0 - value;
}

/** True when c·x is whole at every integer point: whole costs, and none on a continuous column. */
export function isIntegral(model: Model, objective: Objective): boolean {
  return objective.coefficients.every(
    (c, j) => c === 0 || (Number.isInteger(c) && model.integer[j] === 1),
  );
}

/**
 * Why sums of this objective would not be exact in doubles, or null when they are: n · max|cost|
 * and Σ|c_j|·max|bound_j| (finite bounds) must stay under 2^53.
 */
export function magnitudeProblem(model: Model, objective: Objective): string | null {
  let largest = 0;
  let reach = 0;
  objective.coefficients.forEach((c, j) => {
    if (c === 0) return;
    largest = Math.max(largest, Math.abs(c));
    const bound = Math.max(Math.abs(model.lower[j]!), Math.abs(model.upper[j]!));
    if (Number.isFinite(bound)) reach += Math.abs(c) * bound;
  });
  const size = Math.max(largest * objective.coefficients.length, reach);
  if (size < 2 ** 53) return null;
  return `costs reach ${size.toExponential(2)}, at or above 2^53: sums would not be exact`;
}
