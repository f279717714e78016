/** What the competitions of the summer add: applicants who must be taken, late forms, couples, kinds of moves. */
import type { PostGroup, Teacher } from '../../domain/county.ts';
import { admissionLists, holds, kindOfMove } from '../admission.ts';
import { sum } from '../arithmetic.ts';
import { couplesOf } from '../couples.ts';
import * as limits from '../limits.ts';
import type { Move, Outcome } from '../outcome.ts';
import { hasRoom, leftOpen } from './free-posts.ts';
import { inSchoolChecks } from './in-school.ts';
import { rankingChecks } from './ranking.ts';
import { must, type Result, should } from './result.ts';

export function competitionChecks(outcome: Outcome): Result[] {
  const { round, couples } = outcome.facts.policy;
  return [
    ...inSchoolChecks(outcome),
    ...rankingChecks(outcome),
    ...(round === 'in-district' ? mustTake(outcome) : []),
    ...(round === 'placement' ? [lateForms(outcome)] : []),
    ...(couples === 'same-town' && (round === 'placement' || round === 'in-district')
      ? [sameTown(outcome)]
      : []),
    moveKinds(outcome),
  ];
}

const idsOf = (people: readonly Teacher[]) => people.map(({ id }) => id);

/** S06. */
function lateForms({ facts, moves }: Outcome): Result {
  const late = moves.filter(({ person }) => person.formLate);
  const elsewhere = late.filter(({ person, group }) => !holds('late-form', facts, person, group));
  return {
    name: 'late-form',
    rules: ['S06'],
    status: must(elsewhere.length === 0),
    measured: elsewhere.length,
    limit: 0,
    text: `逾期交表并获安置 ${late.length} 人，未安排到农村小学的 ${elsewhere.length} 人。`,
    offenders: idsOf(elsewhere.map(({ person }) => person)),
  };
}

/** X20, C15: both at schools of one district, or neither placed. */
function sameTown({ facts, moves }: Outcome): Result {
  const town = new Map(
    moves.map(({ person, group }) => [
      person.id,
      facts.schools.get(group.schoolId)!.school.districtId,
    ]),
  );
  const couples = couplesOf(facts);
  const apart = couples.filter(([one, other]) => town.get(one.id) !== town.get(other.id));
  return {
    name: 'couple',
    rules: ['X20'],
    status: must(apart.length === 0),
    measured: apart.length,
    limit: 0,
    text: `申请同乡镇（街道）的夫妻 ${couples.length} 对，未安排在同一学区的 ${apart.length} 对。`,
    offenders: idsOf(apart.flat()),
  };
}

/** R08, X17, X18: the kind that the claim gives each move, where it gives one. */
function moveKinds({ facts, moves }: Outcome): Result {
  const told = moves.filter(({ kind }) => kind !== null);
  const wrong = told.filter(({ person, group, kind }) => kind !== kindOfMove(facts, person, group));
  return {
    name: 'move-kind',
    rules: ['R08', 'X17', 'X18'],
    status: must(wrong.length === 0),
    measured: wrong.length,
    limit: 0,
    text: `聘任方式已注明 ${told.length} 人，与规定不符 ${wrong.length} 人。`,
    offenders: idsOf(wrong.map(({ person }) => person)),
  };
}

/**
 * S02: a post was left open for which a qualified applicant of the district is still without one; S04: of the juniors. A
 * breach only where `coverage` is closed: a run that a limit stopped has not said that nobody else can be taken.
 */
function mustTake(outcome: Outcome): Result[] {
  const left = leftOut(outcome);
  const juniors = left.filter(({ person, posts }) => {
    return person.stage === 'J' && posts.some(({ stage }) => stage === 'P');
  });
  const why = outcome.coverageIsOpen
    ? '求解因限额提前停止，「安排人数最多」一层尚未证明最优，未聘人员可能还能安排：请放宽限额重新求解，再据以拒收。'
    : '';
  const result = (rule: string, people: readonly LeftOut[], who: string): Result => ({
    name: 'must-take',
    rules: [rule],
    status: outcome.coverageIsOpen ? should(people.length === 0) : must(people.length === 0),
    measured: people.length,
    limit: 0,
    text: `学区内尚有空缺岗位可聘、符合条件却未聘的${who} ${people.length} 人。${why}`,
    offenders: idsOf(people.map(({ person }) => person)),
  });
  return [result('S02', left, '申请人'), result('S04', juniors, '初中落聘教师（可任乡镇小学）')];
}

interface LeftOut {
  readonly person: Teacher;
  readonly posts: readonly PostGroup[];
}

/** Unplaced people and the open posts that they could take as things stand. Who refused a post on record waits (X04). */
function leftOut(outcome: Outcome): LeftOut[] {
  const { facts, moves } = outcome;
  const placed = new Set(moves.map(({ person }) => person.id));
  const tied = new Set(couplesOf(facts).flatMap((couple) => idsOf(couple)));
  const open = facts.county.postGroups.filter(
    (group) =>
      leftOpen(outcome, group) > 0 && hasRoom(outcome, group) && hasSupportRoom(outcome, group),
  );
  const admitted = admissionLists(facts);
  return facts.county.teachers
    .filter(({ id, refusedPostGroupIds }) => {
      return (
        facts.movers.has(id) && !placed.has(id) && !tied.has(id) && refusedPostGroupIds.length === 0
      );
    })
    .map((person) => {
      const may = new Set(admitted(person));
      return { person, posts: open.filter((post) => may.has(post) && fits(outcome, person, post)) };
    })
    .filter(({ posts }) => posts.length > 0);
}

/** N01. */
function hasSupportRoom({ facts, movesToSchool }: Outcome, group: PostGroup): boolean {
  const { category, stage, schoolId } = group;
  if (category === 'T' || !limits.NON_TEACHING_STAGES.includes(stage)) return true;
  const came = (movesToSchool.get(schoolId) ?? []).filter(
    (move) => move.group.stage === stage && move.group.category !== 'T',
  );
  return came.length < limits.nonTeachingLimit(facts, facts.schools.get(schoolId)!, stage);
}

/** Whether the titles let one more person in: the total of a stage, hard posts of a school, bounds over the county (T01, T05). */
function fits(outcome: Outcome, person: Teacher, post: PostGroup): boolean {
  if (person.title === 'E') return true;
  const { titleCaps, titleOverflow, ruralTilt } = outcome.facts.policy;
  const free = titleCaps === 'soft' && titleOverflow.max === null;
  return (
    ruralTilt.floorPct === null &&
    (free || hasTitlePost(outcome, person, post)) &&
    (person.stage === post.stage || mayChangeStage(outcome, person, post))
  );
}

const holders = (moves: readonly Move[], level: 'H' | 'HM'): readonly Move[] =>
  moves.filter(({ person: { title } }) => (level === 'H' ? title === 'H' : title !== 'E'));
const levelsOf = ({ title }: Teacher): ('H' | 'HM')[] => (title === 'H' ? ['H', 'HM'] : ['HM']);

function hasTitlePost({ facts, movesToSchool }: Outcome, person: Teacher, post: PostGroup) {
  const site = facts.schools.get(post.schoolId)!;
  const came = movesToSchool.get(post.schoolId) ?? [];
  return levelsOf(person).every(
    (level) => holders(came, level).length < limits.titleLimit(facts, site, level),
  );
}

function mayChangeStage({ facts, moves }: Outcome, person: Teacher, { stage }: PostGroup) {
  if (!limits.TITLE_TOTAL_STAGES.includes(stage)) return true;
  return levelsOf(person).every((level) => {
    const changing = holders(moves, level).filter((move) => move.person.stage !== move.group.stage);
    const gain = sum(
      changing.map((move) =>
        move.group.stage === stage ? 1 : move.person.stage === stage ? -1 : 0,
      ),
    );
    return gain < limits.titleTotalLimit(facts, stage, level);
  });
}
