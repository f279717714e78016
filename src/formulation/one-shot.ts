/** The one-shot objective: the weighted sum of the tiers, for quick what-ifs. */
import type { Costs, Objective } from '../../solver/index.ts';
import type { ObjectiveTierId } from '../domain/policy.ts';
import { roundDiv } from '../rules/arithmetic.ts';
import type { TierObjective } from './formulation.ts';

/** Unit of each tier in the one-shot sum and the range of one person's choice in that unit (§2.6). */
const ONE_SHOT = {
  fit: { unit: 100, range: 100 },
  balance: { unit: 100, range: 200 },
  'shortage-tilt': { unit: 10, range: 33 },
  'soft-rules': { unit: 1, range: 51 },
  coverage: { unit: 1, range: 1 },
} as const;

function isOneShotTier(id: ObjectiveTierId): id is keyof typeof ONE_SHOT {
  return id in ONE_SHOT;
}

/**
 * One-shot weights with true per-person dominance: from the last tier up, each weight exceeds everything
 * the tiers below can gain for one person. In the default order 1 / 101 / 20 301 / 690 234 / 35 892 168.
 */
export function oneShotWeights(order: readonly ObjectiveTierId[]): Map<ObjectiveTierId, number> {
  const weights = new Map<ObjectiveTierId, number>();
  let weight = 1;
  for (const id of order.filter(isOneShotTier).reverse()) {
    weights.set(id, weight);
    weight *= ONE_SHOT[id].range + 1;
  }
  return weights;
}

/** The weighted sum, maximised. */
export function oneShotObjective(tiers: readonly TierObjective[]): Objective {
  const weights = oneShotWeights(tiers.map(({ id }) => id));
  const size = tiers[0]?.objective.coefficients.length ?? 0;
  const coefficients = new Float64Array(size);
  for (const { id, objective } of tiers) {
    const weight = weights.get(id);
    if (weight === undefined || !isOneShotTier(id)) continue;
    const { unit } = ONE_SHOT[id];
    const sign = objective.sense === 'max' ? 1 : -1;
    addScaled(coefficients, objective.coefficients, sign * weight, unit);
  }
  return { name: 'one-shot', sense: 'max', coefficients };
}

/** Adds factor · nearest(cost / unit), column by column. */
function addScaled(sum: Float64Array, costs: Costs, factor: number, unit: number): void {
  for (let j = 0; j < costs.length; j++) {
    const cost = costs[j] as number;
    if (cost !== 0) sum[j] = (sum[j] as number) + factor * roundDiv(cost, unit);
  }
}
