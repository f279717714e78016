/** A plan that somebody made, without solving: what it breaks, and what it is worth by every tier of the policy. */
import type { AuditColumn } from '../domain/audit.ts';
import { countyHash } from '../domain/canonical.ts';
import type { County } from '../domain/county.ts';
import { type Policy, policyHash } from '../domain/policy.ts';
import type { RuleCheck } from '../domain/proposal.ts';
import { formulate } from '../formulation/index.ts';
import { verify } from '../verification/index.ts';
import { columnOf, standbyAfter } from './audit/columns.ts';
import { type Placements, postsOf } from './plan-posts.ts';

export interface PlanScore {
  readonly county: { readonly name: string; readonly hash: string };
  readonly policyHash: string;
  readonly plan: AuditColumn;
  readonly ruleChecks: readonly RuleCheck[];
}

/**
 * @param placements moves; ids must be known and nobody may be named twice (the intake sees to it)
 * @throws InputError when a lock of the policy cannot stand
 */
export function scorePlan(county: County, policy: Policy, placements: Placements): PlanScore {
  const formulation = formulate(county, policy);
  const standby = standbyAfter(formulation, placements);
  const claim = { placements, standby, tiers: [], weighted: null, program: null };
  const verification = verify(county, policy, claim);
  const bounds = new Map<string, number>();
  return {
    county: { name: county.name, hash: countyHash(county) },
    policyHash: policyHash(policy),
    plan: columnOf(formulation, postsOf(placements), { placements, verification, bounds }),
    ruleChecks: verification.ruleChecks,
  };
}
