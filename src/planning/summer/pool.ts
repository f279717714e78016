/**
 * 编制周转池 over the whole summer (Q03): a head that a stage or batch put above the quota of a school is lent until the summer is
 * over. What is left is what the next solve may lend.
 */
import { schoolQuota } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Decision, StageRecord } from '../../domain/summer.ts';
import { ledgerOf } from '../../domain/vocabulary.ts';
import { holdsPlace } from '../../rules/movers.ts';
import type { SummerContext } from './context.ts';

type Decided = Pick<StageRecord, 'stage' | 'decisions'>;

/**
 * @param done decided so far, stage by stage, of the last one as much as there is
 * @returns heads that the pool may lend still: of its size or, where that is less, of the idle quota
 */
export function poolLeft(
  { county, policy }: Pick<SummerContext, 'county' | 'policy'>,
  done: readonly Decided[],
): number {
  const siteOf = sites({ county, policy });
  const heads = new Map<string, number>();
  const quotas = new Map(county.schools.map((school) => [school.id, schoolQuota(school)]));
  let lent = 0;
  for (const decision of done.flatMap(inOrder)) {
    const site = siteOf(decision);
    if (site === null) continue;
    const before = heads.get(site) ?? 0;
    if (decision.kind !== 'direct' && before >= (quotas.get(site) as number)) lent++;
    heads.set(site, before + 1);
  }
  const idle = county.schools
    .filter(({ parts }) => parts[0] !== undefined && ledgerOf(parts[0].stage) === 'school')
    .reduce(
      (sum, school) => sum + Math.max(0, schoolQuota(school) - (heads.get(school.id) ?? 0)),
      0,
    );
  return Math.max(0, Math.min(policy.pool.size, idle) - lent);
}

/** The policy of a solve that may lend no more than that. */
export const lending = (policy: Policy, size: number): Policy => ({
  ...policy,
  pool: { ...policy.pool, size },
});

/** Direct hires come before the hires of their stage; those who fall back on one (D07) after. */
function inOrder({ stage, decisions }: Decided): Decision[] {
  const direct = decisions.filter(({ kind }) => kind === 'direct');
  const hired = decisions.filter(({ kind }) => kind !== 'direct');
  return stage === 'direct-hire' ? [...direct, ...hired] : [...hired, ...direct];
}

/** The school where a decision takes a place; null = it takes none. */
function sites({
  county,
  policy,
}: Pick<SummerContext, 'county' | 'policy'>): (decision: Decision) => string | null {
  const people = new Map(county.teachers.map((teacher) => [teacher.id, teacher]));
  const posts = new Map(county.postGroups.map((group) => [group.id, group.schoolId]));
  return ({ teacherId, kind, postGroupId }) => {
    const teacher = people.get(teacherId);
    if (teacher === undefined || kind === 'standby') return null;
    // Q23: who holds a post takes a place, also who was kept outside the posts before.
    const counts = holdsPlace(
      postGroupId === null ? teacher : { ...teacher, countsAgainstPosts: true },
      policy,
    );
    if (!counts) return null;
    return kind === 'direct'
      ? teacher.schoolId
      : (posts.get(postGroupId ?? '') ?? teacher.schoolId);
  };
}
