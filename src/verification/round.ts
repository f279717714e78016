/** What depends on the kind of round alone. */
import type { ObjectiveTierId, Policy } from '../domain/policy.ts';

/** Tiers in the order of the round, those that do not apply to it included. */
export function tierOrder(policy: Policy): readonly ObjectiveTierId[] {
  if (policy.round === 'in-school') return policy.inSchool.order;
  return policy.round === 'in-district' ? policy.inDistrict.order : policy.objective.order;
}
