/** One column of the audit: what an allocation breaks, what it is worth, how the county stands after it. */
import type { AuditColumn } from '../../domain/audit.ts';
import { compareIds } from '../../domain/canonical.ts';
import type { Formulation } from '../../formulation/index.ts';
import type { Verification } from '../../verification/index.ts';
import { measureIndicators } from '../indicators/index.ts';
import { changedPeople, type Placements, type PlanPosts, postsOf } from '../plan-posts.ts';
import { violationsOf } from './violations.ts';

/** What a column is made of. */
export interface Answer {
  readonly placements: Placements;
  readonly verification: Pick<Verification, 'accepted' | 'ruleChecks' | 'tiers'>;
  /** Proven bounds by tier; empty = none claimed. */
  readonly bounds: ReadonlyMap<string, number>;
}

export function columnOf(
  { round, tiers }: Formulation,
  plan: PlanPosts,
  { placements, verification, bounds }: Answer,
): AuditColumn {
  const { accepted, ruleChecks } = verification;
  const values = new Map(verification.tiers.map(({ id, value }) => [id, value]));
  const violations = violationsOf(round, placements, ruleChecks);
  const rules = (status: 'fail' | 'warn') =>
    new Set(violations.filter((each) => each.status === status).map(({ ruleId }) => ruleId)).size;
  return {
    legal: accepted,
    moves: placements.length,
    standby: standbyAfter({ round }, placements).length,
    changed: changedPeople(plan, postsOf(placements)).length,
    hardBroken: rules('fail'),
    softBroken: rules('warn'),
    violations,
    tiers: tiers.map(({ id, objective: { sense } }) => ({
      id,
      sense,
      value: values.get(id) as number,
      bound: bounds.get(id) ?? null,
    })),
    indicators: measureIndicators(round.county, round.policy, placements).stages,
    placements: placements
      .map(({ teacherId, postGroupId }) => ({ teacherId, postGroupId }))
      .sort((a, b) => compareIds(a.teacherId, b.teacherId)),
  };
}

/** Movers of a placement round that a plan gives no post; nobody in a rotation. */
export function standbyAfter(
  { round: { policy, people } }: Pick<Formulation, 'round'>,
  placements: Placements,
): string[] {
  if (policy.round === 'rotation') return [];
  const placed = new Set(placements.map(({ teacherId }) => teacherId));
  return people.map(({ teacher }) => teacher.id).filter((id) => !placed.has(id));
}
