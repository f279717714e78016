/** Coefficients of the objective tiers for one person and one post, each from its line of the definition. */
import type { PostGroup, School, Teacher } from '../domain/county.ts';
import { tieHasher } from '../domain/tie-hash.ts';
import { flowOf } from './admission.ts';
import { nearest } from './arithmetic.ts';
import { type Facts, homeSchool, type SchoolFacts } from './facts.ts';
import { meritPoints } from './merit.ts';
import { homeGroupId } from './people.ts';
import { CONVERTIBLE_MATCH, matchClass, STAGE_LEVEL } from './subject-match.ts';

/** Tiers that add up one coefficient per chosen pair. */
export const PAIR_TIERS = [
  'coverage',
  'soft-rules',
  'shortage-tilt',
  'fit',
  'merit',
  'same-conditions',
  'rural-service',
  'hash-high',
  'hash-low',
] as const;
export type PairTier = (typeof PAIR_TIERS)[number];
export type Coefficients = Readonly<Record<PairTier, number>>;

/** A teacher of the subject, not a stand-in. */
export const GOOD_MATCH = 60;
/** Extra of the first teacher of a subject that the school lacks. */
export const FIRST_BONUS = 100;
const SHORT_SUBJECTS = new Set<string | null>([
  '英语',
  '音乐',
  '美术',
  '体育',
  '科学',
  '信息科技',
  '心理',
]);

/** Whether nobody who stays teaches the group's subject at its school. */
export function lacksSubject(facts: Facts, group: PostGroup): boolean {
  if (group.category !== 'T' || group.subject === null) return false;
  return !facts.schools.get(group.schoolId)!.taughtSubjects.has(group.subject);
}

function isFallback(facts: Facts, from: School, to: School): boolean {
  const { arcs, skip } = facts.policy.flow;
  const flow = flowOf(from, to);
  return (
    facts.policy.round === 'placement' &&
    flow === 'BR' &&
    skip === 'fallback' &&
    !arcs.some((arc) => arc === 'BR')
  );
}

function penalty(facts: Facts, person: Teacher, to: School, match: number): number {
  const training = match === CONVERTIBLE_MATCH ? 3 : 0;
  // Nobody moves: neither the way nor its length can break a rule.
  if (facts.policy.round === 'in-school') return training;
  const distance = facts.distance(person, to);
  const far = distance !== null && distance > 100 * facts.policy.distance.softLimitKm;
  return training + (isFallback(facts, homeSchool(facts, person), to) ? 5 : 0) + (far ? 3 : 0);
}

function shortage(facts: Facts, person: Teacher, group: PostGroup, match: number): number {
  if (group.category !== 'T') return 30;
  const { rural, street, bureau, weak } = facts.policy.ruralTilt;
  const to = facts.schools.get(group.schoolId)!.school;
  const tilt = { R: rural, U: street, B: bureau }[to.tier];
  const toWeak = to.weak && !homeSchool(facts, person).weak ? weak : 0;
  const short = match >= GOOD_MATCH && SHORT_SUBJECTS.has(group.subject) ? 50 : 0;
  return 100 + tilt + toWeak + short;
}

function stagePoints(person: Teacher, group: PostGroup): number {
  const down = STAGE_LEVEL[person.stage] - STAGE_LEVEL[group.stage];
  if (down === 0) return 1500;
  if (down < 0) return 1200;
  return down === 1 ? 900 : 450;
}

/** p of the wish term: 100, 85, … 40 for the rank; 40 for a wished district; else 0. */
function wishPoints(facts: Facts, person: Teacher, group: PostGroup): number {
  // S06: a late form is no form.
  if (person.formLate) return 0;
  const rank = wishRank(person, group);
  if (rank !== null) return 100 - 15 * (rank - 1);
  const district = facts.schools.get(group.schoolId)!.school.districtId;
  const wished = person.wishes.some(
    ({ schoolId }) => facts.schools.get(schoolId)?.school.districtId === district,
  );
  return wished ? 40 : 0;
}

/** Best rank (from 1) of a wish for this post, or for its school without naming a post. */
function wishRank(person: Teacher, group: PostGroup): number | null {
  const index = person.wishes.findIndex((wish) =>
    wish.postGroupId === null ? wish.schoolId === group.schoolId : wish.postGroupId === group.id,
  );
  return index < 0 ? null : index + 1;
}

function nearPoints(distance: number | null): number {
  return distance === null ? 0 : nearest(Math.max(0, 4000 - distance), 4);
}

/** Room for the title at the school before the round. */
function titlePoints(facts: Facts, person: Teacher, school: SchoolFacts): number {
  if (person.title === 'E') return 500;
  const level = person.title === 'H' ? 'H' : 'HM';
  const held = (facts.rotation ? school.present : school.settled).titles[level];
  return held < school.titlePosts[level] ? 500 : 0;
}

/** I05, R05: teaches the subject already, then honours, then a finished exchange. */
function samePoints(person: Teacher, match: number): number {
  return (match === 100 ? 4 : 0) + (person.backbone ? 2 : 0) + (person.returnRight ? 1 : 0);
}

/** Coefficients of a pair (without the bonus of a first arrival), hundredths of a point, percent, hashes. */
export function pairCoefficients(
  facts: Facts,
  person: Teacher,
): (group: PostGroup) => Coefficients {
  const hash = tieHasher(facts.policy.objective.tieSeed, person.id);
  const merit = facts.merit.get(person.id)!;
  const points = meritPoints(facts, person);
  return (group) => {
    const school = facts.schools.get(group.schoolId)!;
    const match = matchClass(facts, person, group);
    const wish = wishPoints(facts, person, group);
    const fit =
      40 * match +
      stagePoints(person, group) +
      nearest(3 * wish * (100 + merit), 20) +
      nearPoints(facts.distance(person, school.school)) +
      titlePoints(facts, person, school);
    return {
      coverage: !facts.rotation && person.refusedPostGroupIds.length === 0 ? 1 : 0,
      'soft-rules': penalty(facts, person, school.school, match),
      'shortage-tilt': shortage(facts, person, group, match),
      fit,
      merit: points,
      'same-conditions': samePoints(person, match),
      'rural-service': person.ruralYears * wish,
      'hash-high': hash.high(group.id),
      'hash-low': hash.low(group.id),
    };
  };
}

/** Coefficients of staying (rotation). */
export function stayCoefficients(facts: Facts, person: Teacher): Coefficients {
  const hash = tieHasher(facts.policy.objective.tieSeed, person.id);
  const group = homeGroupId(person);
  return {
    coverage: 0,
    'soft-rules': 0,
    'shortage-tilt': 0,
    fit: 4000 + 1500 + nearPoints(facts.distance(person, homeSchool(facts, person))) + 500,
    merit: 0,
    'same-conditions': 0,
    'rural-service': 0,
    'hash-high': hash.high(group),
    'hash-low': hash.low(group),
  };
}

/** Balance reward of the m-th arrival (rotation: person), ten-thousandths. */
export function reward(facts: Facts, school: SchoolFacts, m: number): number {
  const { quota } = school;
  const settled = facts.rotation ? 0 : school.settled.total;
  return nearest(10_000 * (2 * (quota - settled - m) + 1), Math.max(1, quota));
}
