/**
 * 编制周转池 over the whole summer (Q03): a head that a stage or batch put above the quota of a school is lent until the summer is
 * over. What is left is what the next solve may lend; to a school that has borrowed as to any other.
 */
import { schoolQuota } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Decision, StageRecord } from '../../domain/summer.ts';
import { ledgerOf } from '../../domain/vocabulary.ts';
import { holdsPlace } from '../../rules/movers.ts';
import type { SummerContext } from './context.ts';
import { inScope } from './people.ts';

type Decided = Pick<StageRecord, 'stage' | 'decisions'>;
type Known = Pick<SummerContext, 'county' | 'policy'>;

/** The pool before a solve. */
export interface Pool {
  /** Heads that it may lend still: of its size or, where that is less, of the idle quota. */
  readonly left: number;
  /** Heads that it has lent, by school. */
  readonly lent: ReadonlyMap<string, number>;
}

/** @param done decided so far, stage by stage; the last is the stage of the solve, with as much of it as there is */
export function poolBefore(known: Known, done: readonly Decided[]): Pool {
  const { county, policy } = known;
  const { heads, lent } = lending(known, done);
  const own = done.at(-1)?.stage === 'in-school' ? competingAtHome(known, done) : new Map();
  const idle = county.schools
    .filter(({ parts }) => parts[0] !== undefined && ledgerOf(parts[0].stage) === 'school')
    .map((school) => schoolQuota(school) - (heads.get(school.id) ?? 0) - (own.get(school.id) ?? 0));
  const free = sum(idle.map((quota) => Math.max(0, quota)));
  return { left: Math.max(0, Math.min(policy.pool.size, free) - sum([...lent.values()])), lent };
}

/** The policy of a solve that may lend no more than that. */
export const lendingOnly = (policy: Policy, size: number): Policy => ({
  ...policy,
  pool: { ...policy.pool, size },
});

/** Heads at each school, and those of them that were hired where the quota was full. */
function lending({ county, policy }: Known, done: readonly Decided[]) {
  const siteOf = sites({ county, policy });
  const quotas = new Map(county.schools.map((school) => [school.id, schoolQuota(school)]));
  const heads = new Map<string, number>();
  const lent = new Map<string, number>();
  for (const decision of done.flatMap(inOrder)) {
    const site = siteOf(decision);
    if (site === null) continue;
    const isLent = decision.kind !== 'direct' && (heads.get(site) ?? 0) >= (quotas.get(site) ?? 0);
    if (isLent) addOne(lent, site);
    addOne(heads, site);
  }
  return { heads, lent };
}

/** I03: the quota of the own school is not idle while its people compete for it. */
function competingAtHome({ county, policy }: Known, done: readonly Decided[]) {
  const decided = new Set(done.flatMap(({ decisions }) => decisions.map((each) => each.teacherId)));
  const heads = new Map<string, number>();
  for (const teacher of inScope(county, policy)) {
    const holds = holdsPlace({ ...teacher, countsAgainstPosts: true }, policy);
    if (holds && !decided.has(teacher.id)) addOne(heads, teacher.schoolId);
  }
  return heads;
}

function addOne(heads: Map<string, number>, site: string): void {
  heads.set(site, (heads.get(site) ?? 0) + 1);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Direct hires come before the hires of their stage; those who fall back on one (D07) after. */
function inOrder({ stage, decisions }: Decided): Decision[] {
  const direct = decisions.filter(({ kind }) => kind === 'direct');
  const hired = decisions.filter(({ kind }) => kind !== 'direct');
  return stage === 'direct-hire' ? [...direct, ...hired] : [...hired, ...direct];
}

/** The school where a decision takes a place; null = it takes none. */
function sites({ county, policy }: Known): (decision: Decision) => string | null {
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
