/** The county as it stood before a solve of the summer, and the policy of that solve. */
import type { County, PostGroup, Teacher } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Decision } from '../../domain/summer.ts';
import { monthNumber } from '../calendar.ts';
import { meritPercents } from '../merit.ts';
import { homeGroupId, isCounted } from '../people.ts';
import { endOf } from '../rollover/person.ts';
import { isAppeal } from './appeal-record.ts';
import { isInScope } from './people.ts';
import { borrowedBefore, poolBefore } from './pool.ts';
import type { Step } from './replay.ts';

/** Posts held by decided people, by post group. */
export function holders(decisions: readonly Decision[]): Map<string, number> {
  const held = new Map<string, number>();
  for (const { postGroupId } of decisions) {
    if (postGroupId !== null) held.set(postGroupId, (held.get(postGroupId) ?? 0) + 1);
  }
  return held;
}

/** Vacancies before a solve, whatever its categories: a post that somebody comes back to is none (R04). */
export function vacancies(
  county: County,
  policy: Policy,
  decisions: readonly Decision[],
): Map<string, number> {
  const held = holders(decisions);
  const now = monthNumber(policy.referenceMonth);
  for (const person of county.teachers) {
    const home = person.exchange?.homePostGroupId;
    if (home == null || endOf(person.exchange!) <= now || !isCounted(person, policy)) continue;
    held.set(home, (held.get(home) ?? 0) + 1);
  }
  return new Map(
    county.postGroups.map(({ id, posts }) => [id, Math.max(0, posts - (held.get(id) ?? 0))]),
  );
}

export function stageCounty(policy: Policy, step: Step): County {
  const { county } = step;
  const free = vacancies(county, policy, step.earlier);
  const decided = new Map(step.earlier.map((each) => [each.teacherId, each]));
  const groups = new Map(county.postGroups.map((group) => [group.id, group]));
  const merit = meritPercents(county, policy);
  const borrowed = step.first ? new Map<string, number>() : borrowedBefore(policy, step);
  const atHome = step.first ? holdersAtHome(policy, step, decided) : new Map<string, number>();
  return {
    ...county,
    schools: county.schools.map((each) =>
      borrowed.has(each.id) ? { ...each, lent: borrowed.get(each.id)! } : each,
    ),
    postGroups: county.postGroups.map((group) => {
      const left = Math.max(0, free.get(group.id)! - (atHome.get(group.id) ?? 0));
      const openings = step.isOpen(group) ? left : 0;
      const mustFill = step.name === 'cross-district' ? Math.min(group.mustFill, openings) : 0;
      return { ...group, openings, mustFill };
    }),
    teachers: county.teachers.map((each): Teacher => {
      // §4.5: ranked among the colleagues of the school as read, whatever the summer has decided since.
      const person = { ...each, merit: 100 * merit.get(each.id)! };
      if (!isInScope(person, policy)) return { ...person, hiring: 'hired', unplacedReason: null };
      const decision = decided.get(person.id);
      if (decision !== undefined) return settled(person, decision, groups);
      return undecided(person, step);
    }),
  };
}

/** I03: those without a decision, by the post group of the own school. */
function holdersAtHome(
  policy: Policy,
  { county }: Step,
  decided: ReadonlyMap<string, Decision>,
): Map<string, number> {
  const heads = new Map<string, number>();
  for (const person of county.teachers) {
    if (!isInScope(person, policy) || decided.has(person.id)) continue;
    const id = homeGroupId(person);
    heads.set(id, (heads.get(id) ?? 0) + 1);
  }
  return heads;
}

/** Competes or waits; before the in-school competition who does not compete is at home still, and who does may go back. */
function undecided(person: Teacher, { candidates, first }: Step): Teacher {
  const competes = candidates.has(person.id);
  if (!first) {
    return competes
      ? { ...person, hiring: 'unplaced', unplacedReason: 'not-hired' }
      : { ...person, hiring: 'waiting', unplacedReason: null };
  }
  const atPost = { ...person, countsAgainstPosts: true };
  // S03: before the hiring nobody can have been left out of it.
  return competes
    ? { ...atPost, hiring: 'unplaced', unplacedReason: 'volunteer', documentsComplete: true }
    : { ...atPost, hiring: 'hired', unplacedReason: null };
}

/** A decided person stands at the new post; the old main subject is one of the others from then on. */
function settled(
  person: Teacher,
  { kind, postGroupId }: Decision,
  groups: ReadonlyMap<string, PostGroup>,
): Teacher {
  const hiring = kind === 'direct' ? 'direct' : 'hired';
  // Q23: whoever is hired at a post takes a hiring place.
  const countsAgainstPosts = postGroupId === null ? person.countsAgainstPosts : true;
  const stays = { ...person, hiring, unplacedReason: null, countsAgainstPosts } as const;
  const group = groups.get(postGroupId ?? '');
  if (kind === 'direct' || group === undefined) return stays;
  const { schoolId, stage, category, subject } = group;
  const former = person.mainSubject;
  const others = person.otherSubjects.filter((each) => each !== subject);
  const added = former === null || former === subject || others.includes(former) ? [] : [former];
  return {
    ...stays,
    schoolId,
    stage,
    category,
    mainSubject: subject,
    otherSubjects: [...others, ...added],
  };
}

/** T05: an appeal in school is about one school; its batches are counted over all schools in `batch-floor.ts`. */
function floorOf({ ruralTilt: { floorPct } }: Policy, { stage, name }: Step): number | null {
  return floorPct !== null && stage === 'in-school' && isAppeal({ name }) ? 0 : floorPct;
}

/** The policy of a solve; what the planner fixed is looked at when the summer is over. */
export function stepPolicy(policy: Policy, step: Step): Policy {
  const { round, first } = step;
  return {
    ...policy,
    round,
    ruralTilt: { ...policy.ruralTilt, floorPct: floorOf(policy, step) },
    // The stage county brings percents.
    merit: { ...policy.merit, scale: 'raw' },
    // I03: before the hiring nothing is lent.
    pool: { ...policy.pool, size: first ? 0 : poolBefore(policy, step) },
    locks: { ...policy.locks, forced: [] },
  };
}
