/**
 * One objective that stands for the first of several in strict order: a basis that is optimal for it is
 * optimal or nearly so for each of them in turn (county: 26 000 pivots for it and 3 600 for all eight
 * tiers after it, instead of 42 000 from tier to tier).
 *
 * Each objective is rounded to LEVELS levels, and its weight exceeds what one column can gain in all that
 * come after it. As many are taken as fit under LARGEST. It only chooses where the tiers begin. O(k · n).
 */
import type { Objective } from '../model.ts';

/** Finer differences than this share of an objective's range are left to its own tier. */
const LEVELS = 128;
/** Largest cost: with room for the sums of a simplex, and whole in 32 bits for the auction. */
const LARGEST = 2 ** 31;

/**
 * @param cost filled with the blend, minimised; length n
 * @param most levels of an objective
 * @param limit largest cost
 */
export function blend(
  objectives: readonly Objective[],
  cost: Float64Array,
  most = LEVELS,
  limit = LARGEST,
): void {
  const ranges = objectives.map(({ coefficients }) => largest(coefficients));
  const levels = ranges.map((range) => Math.min(range, most));
  let weights: number[] = [];
  for (let count = 1; count <= objectives.length; count++) {
    const next = weightsOf(levels.slice(0, count));
    if (count > 1 && next[0]! * (1 + levels[0]!) > limit) break;
    weights = next;
  }
  cost.fill(0);
  weights.forEach((weight, k) => {
    if (ranges[k] === 0) return;
    const { sense, coefficients } = objectives[k]!;
    const by = sense === 'min' ? weight : -weight;
    const unit = levels[k]! / ranges[k]!;
    for (let j = 0; j < cost.length; j++)
      if (coefficients[j] !== 0) cost[j]! += by * Math.round(coefficients[j]! * unit);
  });
}

/** From the last one up, each more than the ranges below it together. */
function weightsOf(levels: readonly number[]): number[] {
  const weights: number[] = [];
  let weight = 1;
  for (const level of [...levels].reverse()) {
    weights.unshift(weight);
    weight *= 1 + level;
  }
  return weights;
}

function largest(coefficients: Objective['coefficients']): number {
  let most = 0;
  for (let j = 0; j < coefficients.length; j++) most = Math.max(most, Math.abs(coefficients[j]!));
  return most;
}
