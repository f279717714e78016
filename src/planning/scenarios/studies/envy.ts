/**
 * What `noEnvy = minimise` would change (`wishes-by-rank.ts`): the lines of justified envy of the optimum of the policy, and
 * of the optimum with wishes met in the order of rank. Both are solved exactly; of a cascade, each as a cascade.
 */
import type { Limits } from '../../../../solver/index.ts';
import type { County } from '../../../domain/county.ts';
import type { Policy } from '../../../domain/policy.ts';
import type { EnvyPoint, EnvyStudy } from '../../../domain/studies.ts';
import { envyClaims } from '../../explain/envy-claims.ts';
import { postChanges, postsOf } from '../../plan-posts.ts';
import { wishesByRank, withWishes } from '../../wishes-by-rank.ts';
import { type Checked, type NoPlan, noPlan, openStudy, optimumOf, type Study } from './study.ts';

export interface EnvyOptions {
  /** Of each solve. */
  readonly limits?: Limits;
  readonly onSolve?: () => void;
}

/** @returns no plan when the round has none, or none was found within the limits */
export async function envyStudy(
  county: County,
  policy: Policy,
  { limits = {}, onSolve }: EnvyOptions = {},
): Promise<EnvyStudy | NoPlan> {
  const study = openStudy(county, { ...policy, noEnvy: 'report' }, onSolve);
  const before = await optimumOf(study, study.goals, limits);
  if (typeof before === 'string') return noPlan(study, before, limits);
  const wishes = wishesByRank(study.formulation);
  const after = await optimumOf(study, withWishes(study.goals, wishes), limits);
  if (typeof after === 'string') return noPlan(study, after, limits);
  return {
    kind: 'envy',
    before: pointOf(study, before),
    after: pointOf(study, after),
    ranks: wishes.length,
    people: postChanges(
      postsOf(before.allocation.placements),
      postsOf(after.allocation.placements),
    ),
  };
}

function pointOf({ formulation }: Study, { allocation, tiers, proven }: Checked): EnvyPoint {
  const claims = envyClaims(formulation, allocation);
  const people = new Set(claims.map(({ person }) => person.teacher.id)).size;
  return { lines: claims.length, people, tiers, proven };
}
