/** Objectives over a model: evaluate, turn to minimisation, check their size. */
import type { Costs, Model, Objective } from './model.ts';

/**
 * c·x in the objective's own sense.
 * @param values length n
 */
export function objectiveValue(objective: Objective, values: Float64Array): number {
  const { coefficients } = objective;
  let sum = 0;
  // Most columns of a point are 0.
  for (let j = 0; j < coefficients.length; j++) {
    const x = values[j]!;
    if (x !== 0) sum += coefficients[j]! * x;
  }
  return sum;
}

/** {@link objectiveValue} of each. O(n + objectives · non-zeros of the point). */
export function objectiveValues(objectives: readonly Objective[], values: Float64Array): number[] {
  const used: number[] = [];
  for (let j = 0; j < values.length; j++) if (values[j] !== 0) used.push(j);
  return objectives.map(({ coefficients }) => {
    let sum = 0;
    for (const j of used) sum += coefficients[j]! * values[j]!;
    return sum;
  });
}

/** The same objective with sense 'min': itself, or its negative. */
export function minimised(objective: Objective): Objective {
  if (objective.sense === 'min') return objective;
  return { name: objective.name, sense: 'min', coefficients: negative(objective.coefficients) };
}

function negative(costs: Costs): Costs {
  const turned = costs instanceof Int32Array ? new Int32Array(costs.length) : null;
  if (turned === null) return turnedInto(new Float64Array(costs.length), costs);
  // 32 bits hold −2^31, but not its negative.
  return turnedInto(turned, costs).includes(-(2 ** 31))
    ? turnedInto(new Float64Array(costs.length), costs)
    : turned;
}

/** 0 − c rather than −c, so that no −0 reaches a printed model. */
function turnedInto<C extends Costs>(turned: C, costs: Costs): C {
  for (let j = 0; j < costs.length; j++) turned[j] = 0 - costs[j]!;
  return turned;
}

/** Turns a minimised value into the objective's own sense, or back; the turn is its own inverse. */
export function turn(objective: Objective, value: number): number {
  return objective.sense === 'min' ? value : 0 - value;
}

/** True when c·x is whole at every integer point: whole costs, and none on a continuous column. */
export function isIntegral(model: Model, objective: Objective): boolean {
  return !Number.isNaN(largestWholeCost(model, objective));
}

/** Largest |cost|; NaN unless all are whole and none lies on a continuous column. */
export function largestWholeCost({ integer }: Model, { coefficients }: Objective): number {
  let largest = 0;
  for (let j = 0; j < coefficients.length; j++) {
    const c = coefficients[j]!;
    if (c === 0) continue;
    const size = Math.abs(c);
    if (c !== Math.floor(c) || size === Infinity || integer[j] !== 1) return Number.NaN;
    if (size > largest) largest = size;
  }
  return largest;
}

/**
 * Why sums of this objective would not be exact in doubles, or null when they are: n · max|cost|
 * and Σ|c_j|·max|bound_j| (finite bounds) must stay under 2^53.
 */
export function magnitudeProblem(model: Model, objective: Objective): string | null {
  const { coefficients } = objective;
  let largest = 0;
  let reach = 0;
  for (let j = 0; j < coefficients.length; j++) {
    const c = Math.abs(coefficients[j]!);
    if (c === 0) continue;
    largest = Math.max(largest, c);
    const bound = Math.max(Math.abs(model.lower[j]!), Math.abs(model.upper[j]!));
    if (Number.isFinite(bound)) reach += c * bound;
  }
  const size = Math.max(largest * coefficients.length, reach);
  if (size < 2 ** 53) return null;
  return `costs reach ${size.toExponential(2)}, at or above 2^53: sums would not be exact`;
}
