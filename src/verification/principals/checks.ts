/** One check for each rule about heads, on a set of appointments. */
import type { School, Teacher } from '../../domain/county.ts';
import type { Relaxation } from '../../domain/principals.ts';
import { type Result, should } from '../checks/result.ts';
import { STAGE_LEVEL } from '../subject-match.ts';
import { isHead, type Question, schoolsInScope, standing } from './facts.ts';
import type { Reading } from './reading.ts';

export function headResults(question: Question, reading: Reading): Result[] {
  return [
    oneHead(question, reading),
    obstacle(reading, 'must-move', {
      ...{ name: 'must-move', rules: ['P01', 'P02'] },
      text: (n) => `任满应交流而留在（回任）原校的校长 ${n} 人。`,
    }),
    obstacle(reading, 'in-term', {
      ...{ name: 'term-kept', rules: ['P01'] },
      text: (n) => `任期未满而离开原校的校长 ${n} 人。`,
    }),
    obstacle(reading, 'experience', {
      ...{ name: 'head-experience', rules: ['P03'] },
      text: (n) => `任职经历（副职、中层、教龄）不够的新任校长 ${n} 人。`,
    }),
    obstacle(reading, 'not-dismissed', {
      ...{ name: 'head-reviews', rules: ['P04'] },
      text: (n) => `考核应解聘而任用的校长 ${n} 人。`,
    }),
    obstacle(reading, 'kinship', {
      ...{ name: 'head-kinship', rules: ['L09'] },
      text: (n) => `违反任职回避的校长 ${n} 人。`,
    }),
    obstacle(reading, 'stage-fit', {
      ...{ name: 'head-stage', rules: ['L02'] },
      text: (n) => `学段资格或经历不符的校长 ${n} 人。`,
    }),
    obstacle(reading, 'full-term', {
      ...{ name: 'head-retirement', rules: ['L03'] },
      text: (n) => `距退休不足一届而新到任的校长 ${n} 人。`,
    }),
    papers(reading),
    servingPapers(question),
    unknownTerms(question),
    excellentShare(question),
  ];
}

function oneHead(question: Question, { vacant, misplaced }: Reading): Result {
  const schools = schoolsInScope(question);
  return {
    name: 'one-head',
    rules: ['I08'],
    status: misplaced.length > 0 ? 'fail' : should(vacant.length === 0),
    measured: schools.length - vacant.length,
    limit: schools.length,
    text: `应配校长的学校 ${schools.length} 所，空缺 ${vacant.length} 所；一校多人、一人多校或范围外 ${misplaced.length} 处。`,
    offenders: [...misplaced, ...vacant],
  };
}

interface Words {
  readonly name: string;
  readonly rules: readonly string[];
  readonly text: (people: number) => string;
}

/** Broken without leave: fails; set aside by a relaxation: a warning. */
function obstacle({ broken, unwaived }: Reading, kind: Relaxation['kind'], words: Words): Result {
  const people = (list: readonly Relaxation[]) =>
    list.flatMap((each) => (each.kind === kind ? [each.teacherId] : []));
  const offenders = people(broken);
  return {
    name: words.name,
    rules: words.rules,
    status: people(unwaived).length > 0 ? 'fail' : should(offenders.length === 0),
    measured: offenders.length,
    limit: 0,
    text: words.text(offenders.length),
    offenders,
  };
}

/** Certificate and 240 hours of training of new heads. */
function papers({ broken, unwaived }: Reading): Result {
  const of = (list: readonly Relaxation[]) =>
    list.flatMap(({ kind, teacherId }) =>
      kind === 'certificate' || kind === 'training' ? [teacherId] : [],
    );
  const offenders = [...new Set(of(broken))];
  return {
    name: 'head-papers',
    rules: ['P03'],
    strength: 'C',
    status: of(unwaived).length > 0 ? 'fail' : should(offenders.length === 0),
    measured: offenders.length,
    limit: 0,
    text: `无任职资格证或培训学时不足的新任校长 ${offenders.length} 人。`,
    offenders,
  };
}

const serving = (question: Question): Teacher[] =>
  question.county.teachers.filter(
    (person) => isHead(person, question) && standing(person, question) !== 'retired',
  );

function servingPapers(question: Question): Result {
  const { trainingHours } = question.policy.principals;
  const without = serving(question).filter(
    ({ leadership }) =>
      leadership?.certificate !== true || leadership.trainingHours < trainingHours,
  );
  return {
    name: 'serving-papers',
    rules: ['P03'],
    strength: 'R',
    status: should(without.length === 0),
    measured: without.length,
    limit: 0,
    text: `无任职资格证或培训学时不足 ${trainingHours} 的现任校长 ${without.length} 人，应补。`,
    offenders: without.map(({ id }) => id),
  };
}

function unknownTerms(question: Question): Result {
  const unknown = serving(question).filter(({ leadership }) => leadership?.since === null);
  return {
    name: 'term-known',
    rules: ['P01'],
    strength: 'R',
    status: should(unknown.length === 0),
    measured: unknown.length,
    limit: 0,
    text: `任现职时间未填的校长 ${unknown.length} 人，按任期内不动，请补填。`,
    offenders: unknown.map(({ id }) => id),
  };
}

/** P04: at most so many percent 优秀, secondary and primary apart. */
const EXCELLENT_PCT = 10;

/** 幼儿园 are in neither group. */
function groupOf({ parts }: School): '中学' | '小学' | null {
  const level = Math.max(...parts.map(({ stage }) => STAGE_LEVEL[stage]));
  if (level >= STAGE_LEVEL.J) return '中学';
  return level === STAGE_LEVEL.K ? null : '小学';
}

function excellentShare(question: Question): Result {
  const schools = new Map(question.county.schools.map((school) => [school.id, school]));
  const reviewed = serving(question).flatMap((person) => {
    const last = person.leadership?.reviews.at(-1);
    const group = groupOf(schools.get(person.schoolId) as School);
    return last === undefined || group === null ? [] : [{ id: person.id, last, group }];
  });
  const groups = (['中学', '小学'] as const).map((group) => {
    const own = reviewed.filter((each) => each.group === group);
    const best = own.filter(({ last }) => last === 'excellent');
    return { group, own, best, most: Math.floor((EXCELLENT_PCT * own.length) / 100) };
  });
  const over = groups.filter(({ best, most }) => best.length > most);
  const words = groups.map(
    ({ group, own, best, most }) =>
      `${group} ${own.length} 人中 ${best.length} 人（至多 ${most} 人）`,
  );
  return {
    name: 'excellent-share',
    rules: ['P04'],
    status: should(over.length === 0),
    measured: groups.reduce((sum, { best }) => sum + best.length, 0),
    limit: groups.reduce((sum, { most }) => sum + most, 0),
    text: `上一年度考核优秀的校长：${words.join('，')}。`,
    offenders: over.flatMap(({ best }) => best.map(({ id }) => id)),
  };
}
