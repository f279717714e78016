/** The fourteen admissibility tests of the definition, each as it is written there. */
import type { PostGroup, School, Teacher } from '../domain/county.ts';
import { TIER_RANK } from '../domain/vocabulary.ts';
import { type Facts, homeSchool } from './facts.ts';
import { groupLimits, headroom, mostLent } from './limits.ts';
import { matchClass, type PostKind, STAGE_LEVEL } from './subject-match.ts';

/** Names of the tests, in the order of the definition. */
export type TestName =
  | 'flow-direction'
  | 'other-district'
  | 'certificate'
  | 'subject-match'
  | 'open-post'
  | 'in-the-round'
  | 'service-term'
  | 'kinship'
  | 'entry-exam'
  | 'teachable'
  | 'distance-limit'
  | 'zones'
  | 'refused-post'
  | 'locks';

export function flowOf(from: School, to: School): string {
  return from.tier + to.tier;
}

export function isUpward(from: School, to: School): boolean {
  return TIER_RANK[to.tier] < TIER_RANK[from.tier];
}

/** D10: finished a rural term, and the policy honours it. */
export function hasReturnRight(facts: Facts, person: Teacher): boolean {
  return facts.policy.returnRight && person.returnRight;
}

function flowDirection(facts: Facts, person: Teacher, to: School): boolean {
  const from = homeSchool(facts, person);
  const { arcs, skip } = facts.policy.flow;
  const returns = isUpward(from, to) && hasReturnRight(facts, person);
  if (facts.rotation) {
    return facts.policy.rotation.twoWay || !isUpward(from, to) || returns;
  }
  const flow = flowOf(from, to);
  const listed = arcs.some((arc) => arc === flow);
  return listed || (flow === 'BR' && skip !== 'strict') || returns;
}

function otherDistrict(facts: Facts, person: Teacher, to: School): boolean {
  if (facts.rotation) return to.id !== person.schoolId;
  return to.districtId !== homeSchool(facts, person).districtId;
}

function certificate(facts: Facts, person: Teacher, post: PostKind): boolean {
  if (post.category !== 'T') return true;
  const { stage: rules, kindergartenNeedsOwnCert } = facts.policy;
  const wanted = STAGE_LEVEL[post.stage];
  const own = STAGE_LEVEL[person.stage];
  const ownKind = post.stage === 'K' && kindergartenNeedsOwnCert;
  const certified = person.certificates.some(({ stage }) =>
    ownKind ? stage === 'K' : STAGE_LEVEL[stage] >= wanted,
  );
  const upAllowed = rules.up === 'cert';
  const downAllowed =
    rules.down === 'free' ||
    (rules.down === 'junior-to-primary' && person.stage === 'J' && post.stage === 'P');
  return certified && (wanted <= own || upAllowed) && (wanted >= own || downAllowed);
}

function openPost(facts: Facts, group: PostGroup): boolean {
  const { most, least } = groupLimits(facts, group);
  if (facts.rotation) return most - least > 0;
  const school = facts.schools.get(group.schoolId)!;
  return group.openings > 0 && (headroom(school) > 0 || mostLent(facts, school) > 0);
}

function inTheRound(facts: Facts, person: Teacher): boolean {
  return facts.exempt.get(person.id) === null && person.documentsComplete;
}

function serviceTerm(facts: Facts, person: Teacher): boolean {
  return person.boundUntil === null || person.boundUntil < facts.policy.referenceMonth;
}

function entryExam(facts: Facts, person: Teacher, to: School): boolean {
  const from = homeSchool(facts, person);
  const upward = isUpward(from, to);
  const intoBureau = to.tier === 'B';
  if (!facts.policy.examForEntry || person.examPassed) return true;
  return (!intoBureau && !upward) || (upward && hasReturnRight(facts, person));
}

function distanceLimit(facts: Facts, person: Teacher, to: School): boolean {
  const { maxKm } = facts.policy.distance;
  if (maxKm === null) return true;
  const distance = facts.distance(person, to);
  return distance === null || distance <= 100 * maxKm;
}

function zones(facts: Facts, person: Teacher, group: PostGroup): boolean {
  if (!facts.policy.zones) return true;
  const from = homeSchool(facts, person);
  const to = facts.schools.get(group.schoolId)!.school;
  if (to.keySchool && group.openings === 0) return false;
  if (from.keySchool && to.zone !== 'mountain') return false;
  return to.zone !== 'plain' || from.zone === 'plain';
}

function locks(facts: Facts, person: Teacher, groupId: string): boolean {
  if (facts.banned.get(person.id)?.has(groupId)) return false;
  const forced = facts.forced.get(person.id) ?? new Set();
  return [...forced].every((each) => each === groupId);
}

/** Whether one person may take one post, as far as one test is concerned. */
export function holds(test: TestName, facts: Facts, person: Teacher, group: PostGroup): boolean {
  const to = facts.schools.get(group.schoolId)!.school;
  switch (test) {
    case 'flow-direction':
      return flowDirection(facts, person, to);
    case 'other-district':
      return otherDistrict(facts, person, to);
    case 'certificate':
      return certificate(facts, person, group);
    case 'subject-match':
      return matchClass(person, group) > 0;
    case 'open-post':
      return openPost(facts, group);
    case 'in-the-round':
      return inTheRound(facts, person);
    case 'service-term':
      return serviceTerm(facts, person);
    case 'kinship':
      return group.category !== 'M' || !person.kinSchoolIds.includes(to.id);
    case 'entry-exam':
      return entryExam(facts, person, to);
    case 'teachable':
      return person.teachable || group.category !== 'T';
    case 'distance-limit':
      return distanceLimit(facts, person, to);
    case 'zones':
      return zones(facts, person, group);
    case 'refused-post':
      return !person.refusedPostGroupIds.includes(group.id);
    case 'locks':
      return locks(facts, person, group.id);
  }
}

/** Tests that need only the person, the kind of post (stage, category, subject), or the person and the school. */
const PERSON_TESTS = ['in-the-round', 'service-term'] as const;
const KIND_TESTS = ['subject-match', 'certificate', 'teachable'] as const;
const SCHOOL_TESTS = ['flow-direction', 'other-district', 'entry-exam', 'distance-limit'] as const;
const REST = ['kinship', 'zones', 'refused-post', 'locks'] as const;

/** Whether a person may take a post: all fourteen tests. */
export function admits(facts: Facts, person: Teacher, group: PostGroup): boolean {
  const tests: readonly TestName[] = [...PERSON_TESTS, ...KIND_TESTS, ...SCHOOL_TESTS, ...REST];
  return (
    facts.mayMove.has(person.id) &&
    openPost(facts, group) &&
    tests.every((test) => holds(test, facts, person, group))
  );
}

const kindOf = ({ stage, category, subject }: PostKind) => `${stage}/${category}/${subject}`;

/**
 * All admissible post groups, person by person. Each test is asked once for what it looks at: a shortcut in the order
 * of asking, never in what is asked.
 */
export function admissionLists(facts: Facts): (person: Teacher) => PostGroup[] {
  const open = facts.county.postGroups.filter((group) => openPost(facts, group));
  const kinds = new Map<string, Map<string, PostGroup[]>>();
  for (const group of open) {
    const bySchool = kinds.get(kindOf(group)) ?? new Map<string, PostGroup[]>();
    bySchool.set(group.schoolId, [...(bySchool.get(group.schoolId) ?? []), group]);
    kinds.set(kindOf(group), bySchool);
  }
  const every = (tests: readonly TestName[], person: Teacher, group: PostGroup) =>
    tests.every((test) => holds(test, facts, person, group));
  return (person) => {
    const [any] = open;
    if (any === undefined || !facts.mayMove.has(person.id)) return [];
    if (!every(PERSON_TESTS, person, any)) return [];
    const reachable = new Map<string, boolean>();
    const found: PostGroup[] = [];
    for (const bySchool of kinds.values()) {
      const [sample] = bySchool.values().next().value!;
      if (!every(KIND_TESTS, person, sample!)) continue;
      for (const [schoolId, groups] of bySchool) {
        if (!reachable.has(schoolId)) {
          reachable.set(schoolId, every(SCHOOL_TESTS, person, groups[0]!));
        }
        if (!reachable.get(schoolId)) continue;
        found.push(...groups.filter((group) => every(REST, person, group)));
      }
    }
    return found;
  };
}
