/** Which tiers a round has, in what order: each competition has an order of its own (§2.6). */
import type { ObjectiveTierId, Policy } from '../domain/policy.ts';

/** The order that the policy gives for its round. */
export function tierOrder({ round, objective, inSchool, inDistrict }: Policy): ObjectiveTierId[] {
  if (round === 'in-school') return inSchool.order;
  return round === 'in-district' ? inDistrict.order : objective.order;
}

/** Tiers that stand in the program, in order: in a rotation everybody has a post, elsewhere every move counts. */
export function tiersOf(policy: Policy): ObjectiveTierId[] {
  const idle: ObjectiveTierId = policy.round === 'rotation' ? 'coverage' : 'fewest-moves';
  return tierOrder(policy).filter((id) => id !== idle);
}

/** The policy with another order for its round. */
export function withTierOrder(policy: Policy, order: readonly ObjectiveTierId[]): Policy {
  const key = { 'in-school': 'inSchool', 'in-district': 'inDistrict' } as const;
  const of =
    policy.round === 'in-school' || policy.round === 'in-district'
      ? key[policy.round]
      : 'objective';
  return { ...policy, [of]: { ...policy[of], order: [...order] } };
}
