/** The fifteen admissibility tests of the definition, each as it is written there. */
import type { PostGroup, School, Teacher } from '../domain/county.ts';
import type { MoveKind } from '../domain/proposal.ts';
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
  | 'locks'
  | 'late-form';

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
  // The order of the arcs is the cross-district round's; the competitions only bar the way up.
  if (facts.policy.round !== 'placement') return !isUpward(from, to) || returns;
  const flow = flowOf(from, to);
  const listed = arcs.some((arc) => arc === flow);
  return listed || (flow === 'BR' && skip !== 'strict') || returns;
}

function otherDistrict(facts: Facts, person: Teacher, to: School): boolean {
  const own = to.id === person.schoolId;
  const sameDistrict = to.districtId === homeSchool(facts, person).districtId;
  const { round } = facts.policy;
  if (round === 'in-school') return own;
  if (round === 'in-district') return sameDistrict && !own;
  return round === 'rotation' ? !own : !sameDistrict;
}

function subjectMatch(facts: Facts, person: Teacher, post: PostKind): boolean {
  const match = matchClass(facts, person, post);
  const { round, inDistrictMinMatchPct } = facts.policy;
  const least = round === 'in-district' && post.category === 'T' ? inDistrictMinMatchPct : 0;
  return match > 0 && match >= least;
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
  const floor = facts.policy.rotation.floorCounts === 'stays' ? least : 0;
  if (facts.rotation) return most - floor > 0;
  const school = facts.schools.get(group.schoolId)!;
  return group.openings > 0 && (headroom(school) > 0 || mostLent(facts, school) > 0);
}

function inTheRound(facts: Facts, person: Teacher): boolean {
  return facts.exempt.get(person.id) === null && hasDocuments(facts, person);
}

/** S03: who was not hired shows it by papers; inside the own school nobody asks for them. */
export function hasDocuments(facts: Facts, person: Teacher): boolean {
  return facts.policy.round === 'in-school' || person.documentsComplete;
}

/** B08: certificate, the latest assessment, and the monitoring of the last years. */
export function mayTeach({ teachable, assessments, monitoringFails }: Teacher): boolean {
  return teachable && assessments.at(-1) !== 'fail' && monitoringFails < 2;
}

function serviceTerm(facts: Facts, person: Teacher): boolean {
  const inside = (until: string | undefined | null) =>
    until != null && until >= facts.policy.referenceMonth;
  return !inside(person.boundUntil) && !inside(person.exchange?.until);
}

/** X10, X11: entry to the county seat; inside a district, who works at a bureau-run school is there already. */
export function entersByRight(facts: Facts, person: Teacher, to: School): boolean {
  if (facts.policy.round === 'in-school') return true;
  const from = homeSchool(facts, person);
  const upward = isUpward(from, to);
  const intoBureau = to.tier === 'B';
  if (!facts.policy.examForEntry || person.examPassed) return true;
  if (facts.policy.round === 'in-district' && from.tier === 'B') return true;
  return (!intoBureau && !upward) || (upward && hasReturnRight(facts, person));
}

/** X22: another stage group outside the compulsory stage is entered by exam. */
export function changesStageByExam(facts: Facts, person: Teacher, { stage }: PostKind): boolean {
  const { round, nonCompulsoryExam } = facts.policy;
  if (round === 'in-school' || !nonCompulsoryExam || person.examPassed) return true;
  const compulsory = stage !== 'K' && stage !== 'H' && stage !== 'V';
  return compulsory || stage === person.stage;
}

/** S06: in the cross-district round a late form leaves the rural primary schools. */
function lateForm({ policy }: Facts, person: Teacher, post: PostKind, to: School): boolean {
  const asked = policy.round === 'placement' && person.formLate;
  if (!asked || (person.stage !== 'P' && person.stage !== 'J')) return true;
  return post.stage === 'P' && to.tier === 'R';
}

function distanceLimit(facts: Facts, person: Teacher, to: School): boolean {
  const { maxKm } = facts.policy.distance;
  if (maxKm === null || to.id === person.schoolId) return true;
  const distance = facts.distance(person, to);
  return distance === null || distance <= 100 * maxKm;
}

/** X12–X15 are rules of the rounds that leave the district. */
export function asksZones({ policy, rotation }: Facts): boolean {
  return policy.zones && (rotation || policy.round === 'placement');
}

function zones(facts: Facts, person: Teacher, group: PostGroup): boolean {
  if (!asksZones(facts)) return true;
  const from = homeSchool(facts, person);
  const to = facts.schools.get(group.schoolId)!.school;
  const outsider = to.keySchool && from.id !== to.id;
  if (outsider && (group.openings === 0 || group.category !== 'T')) return false;
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
      return subjectMatch(facts, person, group);
    case 'open-post':
      return openPost(facts, group);
    case 'in-the-round':
      return inTheRound(facts, person);
    case 'service-term':
      return serviceTerm(facts, person);
    case 'kinship':
      return group.category !== 'M' || !person.kinSchoolIds.includes(to.id);
    case 'entry-exam':
      return entersByRight(facts, person, to) && changesStageByExam(facts, person, group);
    case 'teachable':
      return mayTeach(person) || group.category !== 'T';
    case 'distance-limit':
      return distanceLimit(facts, person, to);
    case 'zones':
      return zones(facts, person, group);
    case 'refused-post':
      return !person.refusedPostGroupIds.includes(group.id);
    case 'locks':
      return locks(facts, person, group.id);
    case 'late-form':
      return lateForm(facts, person, group, to);
  }
}

/** Tests that need only the person, the kind of post (stage, category, subject), or the person and the school. */
const PERSON_TESTS = ['in-the-round', 'service-term'] as const;
const KIND_TESTS = ['subject-match', 'certificate', 'teachable'] as const;
const SCHOOL_TESTS = ['flow-direction', 'other-district', 'distance-limit'] as const;
const REST = ['entry-exam', 'kinship', 'zones', 'refused-post', 'locks', 'late-form'] as const;

/** Whether a person may take a post: all fifteen tests. */
export function admits(facts: Facts, person: Teacher, group: PostGroup): boolean {
  const tests: readonly TestName[] = [...PERSON_TESTS, ...KIND_TESTS, ...SCHOOL_TESTS, ...REST];
  return (
    facts.mayMove.has(person.id) &&
    openPost(facts, group) &&
    tests.every((test) => holds(test, facts, person, group))
  );
}

/** X17, X18: a junior teacher who volunteered, with a primary school as the first wish of a form in time (S06). */
function wishesPrimary({ groups, schools }: Facts, person: Teacher): boolean {
  const [first] = person.wishes;
  const applied = person.volunteer && !person.formLate && first !== undefined;
  if (!applied || person.category !== 'T' || person.stage !== 'J') return false;
  const stages =
    first.postGroupId === null
      ? (schools.get(first.schoolId)?.school.parts ?? []).map(({ stage }) => stage)
      : [groups.get(first.postGroupId)?.stage];
  return stages.includes('P');
}

/** 聘任方式 of a placement (R08): a return, what a volunteer's move counts as (X17, X18), else the round's own. */
export function kindOfMove(facts: Facts, person: Teacher, group: PostGroup): MoveKind {
  const from = homeSchool(facts, person);
  const to = facts.schools.get(group.schoolId)!.school;
  const { round } = facts.policy;
  if (round === 'rotation' || round === 'in-school') return round;
  if (isUpward(from, to)) return 'return';
  const volunteers = group.stage === 'P' && wishesPrimary(facts, person);
  if (volunteers && from.districtId === to.districtId) return 'transfer';
  if (volunteers && from.tier !== 'R' && to.zone === 'mountain') return 'rotation';
  return round === 'placement' ? 'cross-district' : round;
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
