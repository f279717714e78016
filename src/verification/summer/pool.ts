/** Q03: the turnover pool over the whole summer. A head once lent is lent in every later batch and stage. */
import type { County } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Decision, SummerState } from '../../domain/summer.ts';
import { ledgerOf } from '../../domain/vocabulary.ts';
import { sum } from '../arithmetic.ts';
import { must, type Result } from '../checks/result.ts';
import { isCounted } from '../people.ts';
import { prefersToCompete } from './people.ts';
import type { Step } from './replay.ts';

/** The name of the check in a solve: added up over the solves its limit would be the pool many times over. */
export const POOL = 'turnover-pool';

type Standing = Pick<Step, 'county' | 'earlier'>;

/** Heads that a solve may lend, before what is idle in its own round is looked at. */
export function poolBefore(policy: Policy, step: Standing & Pick<Step, 'round'>): number {
  const { free, lent } = count(policy, step);
  if (step.round === 'in-school') takeOwn(policy, step, free);
  const lenders = step.county.schools.filter(({ parts }) => ledgerOf(parts[0]!.stage) === 'school');
  const idle = sum(lenders.map(({ id }) => Math.max(0, free.get(id)!)));
  return Math.max(0, Math.min(policy.pool.size, idle) - lent);
}

/** Heads that each school had from the pool before a solve; a school without any is left out. */
export const borrowedBefore = (policy: Policy, standing: Standing): ReadonlyMap<string, number> =>
  count(policy, standing).borrowed;

/** Who competes at the own school still has a claim to its quota: it is not idle (I03). */
function takeOwn(policy: Policy, { county, earlier }: Standing, free: Map<string, number>): void {
  const decided = new Set(earlier.map(({ teacherId }) => teacherId));
  for (const person of county.teachers) {
    if (decided.has(person.id) || !isCounted({ ...person, countsAgainstPosts: true }, policy))
      continue;
    free.set(person.schoolId, free.get(person.schoolId)! - 1);
  }
}

/** Once for the summer: heads that the competitions put above the quotas of the schools. */
export function summerPool(county: County, { policy, stages }: SummerState): Result {
  const { size } = policy.values.pool;
  const earlier = stages.flatMap(({ decisions }) => decisions);
  const { lent, borrowed } = count(policy.values, { county, earlier });
  return {
    name: POOL,
    rules: ['Q03'],
    status: must(lent <= size),
    measured: lent,
    limit: size,
    text: `全程核查：编制周转池各环节、各批次共借出 ${lent} 名，池规模 ${size} 名。`,
    offenders: lent <= size ? [] : [...borrowed.keys()],
  };
}

/** Person after person: who is hired where the quota is full is lent. What is free of the quotas in the end, and who borrowed. */
function count(policy: Policy, { county, earlier }: Standing) {
  const people = new Map(county.teachers.map((each) => [each.id, each]));
  const posts = new Map(county.postGroups.map((each) => [each.id, each.schoolId]));
  const free = new Map(county.schools.map(({ id, parts }) => [id, sum(parts.map((p) => p.quota))]));
  const borrowed = new Map<string, number>();
  for (const { teacherId, kind, postGroupId } of asTheyCame(policy, people, earlier)) {
    const person = people.get(teacherId)!;
    // Q23: with a post comes a place.
    const counted = isCounted(
      postGroupId === null ? person : { ...person, countsAgainstPosts: true },
      policy,
    );
    if (!counted) continue;
    const at = kind === 'direct' ? person.schoolId : (posts.get(postGroupId!) ?? person.schoolId);
    const left = free.get(at)!;
    if (kind !== 'direct' && left <= 0) borrowed.set(at, (borrowed.get(at) ?? 0) + 1);
    free.set(at, left - 1);
  }
  return { free, borrowed, lent: sum([...borrowed.values()]) };
}

/**
 * Direct hires, volunteers, in-school hires, those who fall back on the direct hire (D07), hires between schools. Decisions
 * are told stage by stage, inside one by staff number.
 */
function asTheyCame(
  policy: Policy,
  people: ReadonlyMap<string, County['teachers'][number]>,
  decisions: readonly Decision[],
): Decision[] {
  const known = decisions.filter(
    ({ teacherId, kind }) => people.has(teacherId) && kind !== 'standby',
  );
  const fallsBack = ({ teacherId, kind }: Decision) =>
    kind === 'direct' && prefersToCompete(people.get(teacherId)!, policy);
  const isOfSchool = (each: Decision) => each.kind === 'in-school' || fallsBack(each);
  const first = known.findIndex(isOfSchool);
  const turn = (each: Decision, k: number): number => {
    if (each.kind === 'direct') return fallsBack(each) ? 3 : 0;
    if (each.kind === 'in-school') return 2;
    return first === -1 || k < first ? 1 : 4;
  };
  return known
    .map((each, k) => ({ each, turn: turn(each, k) }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ each }) => each);
}
