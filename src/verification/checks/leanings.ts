/**
 * What a placement round leans to (X07, X08, X21, Q12): measured, and a warning where a better post was left open that
 * the person could have had for nothing.
 */
import type { PostGroup, School } from '../../domain/county.ts';
import type { Subject } from '../../domain/vocabulary.ts';
import { admits } from '../admission.ts';
import { sum } from '../arithmetic.ts';
import { homeSchool } from '../facts.ts';
import type { Move, Outcome } from '../outcome.ts';
import type { Coefficients } from '../worth.ts';
import { couldHaveHad, freePosts, hasRoom, leftOpen } from './free-posts.ts';
import { type Result, should } from './result.ts';

/** Subjects outside the national curriculum of schools. */
const OWN_CURRICULUM: ReadonlySet<Subject | null> = new Set(['学前教育', '职业专业课', '特殊教育']);

export function leaningChecks(outcome: Outcome): Result[] {
  const { round } = outcome.facts.policy;
  if (round === 'rotation' || round === 'in-school') return [];
  const free = freePosts(outcome);
  return [
    ruralShortages(outcome, free),
    weakSchools(outcome, free),
    wishes(outcome, free),
    nationalSubjects(outcome),
  ];
}

const schoolOf = ({ facts }: Outcome, { schoolId }: PostGroup): School =>
  facts.schools.get(schoolId)!.school;

/** X08: rural teaching posts that were open and are filled. */
function ruralShortages(outcome: Outcome, free: readonly PostGroup[]): Result {
  const { facts, movesInto } = outcome;
  const isRural = (group: PostGroup) => schoolOf(outcome, group).tier === 'R';
  const posts = facts.county.postGroups.filter((each) => each.category === 'T' && isRural(each));
  const open = sum(posts.map(({ openings }) => openings));
  const filled = sum(posts.map(({ id }) => movesInto.get(id)?.length ?? 0));
  const rural = free.filter(isRural);
  const missed = outcome.moves.filter(
    (move) => !isRural(move.group) && couldHaveHad(outcome, move, rural, isTilted),
  );
  return {
    name: 'rural-shortage',
    rules: ['X08'],
    status: should(missed.length === 0),
    measured: filled,
    limit: open,
    text: `农村学校专任教师空缺 ${open} 个，本轮补充 ${filled} 人；可到农村任教而安排在别处、农村岗位仍空的 ${missed.length} 人。`,
    offenders: idsOf(missed),
  };
}

/** X07: people of other schools who came to weak ones. */
function weakSchools(outcome: Outcome, free: readonly PostGroup[]): Result {
  const isWeak = (group: PostGroup) => schoolOf(outcome, group).weak;
  const fromStrong = outcome.moves.filter(({ person }) => !homeSchool(outcome.facts, person).weak);
  const came = fromStrong.filter(({ group }) => isWeak(group));
  const weak = free.filter(isWeak);
  const missed = fromStrong.filter(
    (move) => !isWeak(move.group) && couldHaveHad(outcome, move, weak, isTilted),
  );
  return {
    name: 'weak-schools',
    rules: ['X07'],
    status: should(missed.length === 0),
    measured: came.length,
    limit: null,
    text: `由非薄弱校调入薄弱校 ${came.length} 人；可到薄弱校任教而安排在别处、岗位仍空的 ${missed.length} 人。`,
    offenders: idsOf(missed),
  };
}

/** X21: wishes that were met by the school. */
function wishes(outcome: Outcome, free: readonly PostGroup[]): Result {
  const names = ({ person }: Move, group: PostGroup) =>
    person.wishes.some(({ schoolId, postGroupId }) =>
      postGroupId === null ? schoolId === group.schoolId : postGroupId === group.id,
    );
  const wishing = outcome.moves.filter(({ person }) => person.wishes.length > 0);
  const met = wishing.filter((move) => names(move, move.group));
  const missed = wishing.filter((move) => {
    const wished = free.filter((post) => names(move, post));
    return !names(move, move.group) && couldHaveHad(outcome, move, wished, isFitter);
  });
  return {
    name: 'wishes-met',
    rules: ['X21'],
    status: should(missed.length === 0),
    measured: met.length,
    limit: wishing.length,
    text: `填报志愿并获安置 ${wishing.length} 人，按志愿安置 ${met.length} 人；志愿岗位仍空却安排在别处的 ${missed.length} 人。`,
    offenders: idsOf(missed),
  };
}

/** Q12: a support post took the last quota of a school while a teacher for its open lessons stays on standby. */
function nationalSubjects(outcome: Outcome): Result {
  const { facts, moves, movesInto } = outcome;
  const open = facts.county.postGroups.filter(isNational);
  const posts = sum(open.map(({ openings }) => openings));
  const filled = sum(open.map(({ id }) => movesInto.get(id)?.length ?? 0));
  const placed = new Set(moves.map(({ person }) => person.id));
  const waiting = facts.county.teachers.filter(
    ({ id, refusedPostGroupIds }) =>
      facts.movers.has(id) && !placed.has(id) && refusedPostGroupIds.length === 0,
  );
  const displaced = moves.filter(({ group: support }) => {
    if (support.category === 'T' || hasRoom(outcome, support)) return false;
    const lessons = open.filter(
      (group) => group.schoolId === support.schoolId && leftOpen(outcome, group) > 0,
    );
    return lessons.some((group) => waiting.some((person) => admits(facts, person, group)));
  });
  return {
    name: 'national-subjects-first',
    rules: ['Q12'],
    status: should(displaced.length === 0),
    measured: displaced.length,
    limit: 0,
    text: `国家规定课程专任教师空缺 ${posts} 个，补充 ${filled} 人；占用末位编制而使待岗教师不能补缺的非教学岗位 ${displaced.length} 人。`,
    offenders: idsOf(displaced),
  };
}

const idsOf = (moves: readonly Move[]) => moves.map(({ person }) => person.id);
const isNational = ({ category, subject }: PostGroup) =>
  category === 'T' && !OWN_CURRICULUM.has(subject);

const isTilted = (then: Coefficients, now: Coefficients) =>
  then['shortage-tilt'] > now['shortage-tilt'];
const isFitter = (then: Coefficients, now: Coefficients) =>
  then.fit > now.fit && then['shortage-tilt'] >= now['shortage-tilt'];
