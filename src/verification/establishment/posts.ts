/** Posts of each school part: non-teaching caps, subjects by curriculum hours, PE teachers. Read from the national tables anew. */
import type { School, SchoolPart } from '../../domain/county.ts';
import type { PartRow } from '../../domain/establishment.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Stage } from '../../domain/vocabulary.ts';
import { percentDown, sum } from '../arithmetic.ts';
import { must, type Result, should } from '../checks/result.ts';
import { isEstablished } from '../people.ts';
import { type Audit, countyParts, partId } from './quotas.ts';
import { wrongShares } from './shares.ts';

export function postResults(audit: Audit): Result[] {
  return [nonTeachingCap(audit), subjectPosts(audit), peFloor(audit)];
}

function capOf(row: PartRow, { county, policy }: Audit): number | null {
  const { primaryPct, juniorPct, seniorPct, base } = policy.nonTeaching;
  const percents: Partial<Record<Stage, number>> = {
    ...{ K: primaryPct, P: primaryPct, J: juniorPct, H: seniorPct, V: seniorPct },
  };
  const pct = percents[row.stage];
  if (pct === undefined) return null;
  if (base === 'quota') return percentDown(pct, row.quota);
  const staff = county.teachers.filter(
    (each) => isEstablished(each) && each.schoolId === row.schoolId && each.stage === row.stage,
  );
  return percentDown(pct, staff.length);
}

/** N01: what the table sets stays under the cap; what the bureau set above it is a warning. */
function nonTeachingCap(audit: Audit): Result {
  const caps = new Map(audit.table.parts.map((row) => [row, capOf(row, audit)]));
  const above = (heads: (row: PartRow) => number) =>
    audit.table.parts.filter((row) => {
      const cap = caps.get(row) ?? null;
      return cap !== null && heads(row) > cap;
    });
  const broken = above((row) => row.nonTeaching.posts);
  const entered = above((row) => row.nonTeaching.entered);
  return {
    name: 'non-teaching-cap',
    rules: ['N01', 'N02', 'N05'],
    status: broken.length > 0 ? 'fail' : should(entered.length === 0),
    measured: sum(audit.table.parts.map((row) => row.nonTeaching.posts)),
    limit: sum([...caps.values()].map((cap) => cap ?? 0)),
    text: `非教学岗位超过上限的学校学段 ${broken.length} 个；原设岗数超过上限 ${entered.length} 个。`,
    offenders: (broken.length > 0 ? broken : entered).map(partId),
  };
}

/** Periods a week, grades 1 to 9, as the subjects that have posts get them; 心理 and the rest of 校本 come after. */
const PERIODS: Readonly<Record<string, string>> = {
  语文: '8 8 7 7 6 6 5 4 5',
  数学: '4 4 4 4 5 5 4 4 5',
  英语: '0 0 2 2 3 3 4 4 4',
  道德与法治: '3 3 3 3 2 2 2 2 2',
  科学: '1 1 2 2 2 2 0 0 0',
  历史: '0 0 0 0 0 0 2 2 2',
  地理: '0 0 0 0 0 0 2 2 0',
  生物: '0 0 0 0 0 0 3 3 0',
  物理: '0 0 0 0 0 0 0 2 3',
  化学: '0 0 0 0 0 0 0 0 3',
  体育: '4 4 3 3 3 3 3 3 3',
  音乐: '2 2 2 2 2 2 1 1 1',
  美术: '2 2 2 2 2 2 1 1 1',
  信息科技: '0 0 1 1 1 1 1 1 1',
  劳动综合: '1 1 1 1 2 2 2 2 2',
};
const LOCAL = '4 4 3 3 2 2 4 3 2';

/** Weekly periods of a teacher. */
function load(stage: 'P' | 'J', subject: string): number {
  if (subject === '语文' || subject === '数学') return stage === 'P' ? 14 : 12;
  if (stage === 'P') return 18;
  if (subject === '英语') return 12;
  return ['物理', '化学', '生物', '道德与法治', '历史', '地理', '体育'].includes(subject) ? 14 : 16;
}

/** Teaching time in 1008ths of a teacher (a common multiple of all loads). */
const PER_TEACHER = 1008;

/** Classes by grade 1–9; spread evenly, every grade counts as if it had them all. */
function classesAt(part: SchoolPart): number[] {
  const known = part.classesByGrade ?? Array(part.stage === 'P' ? 6 : 3).fill(part.classes);
  const first = part.stage === 'P' ? 0 : 9 - known.length;
  return [...Array(first).fill(0), ...known];
}

function time(part: SchoolPart, stage: 'P' | 'J', subject: string, table: string): bigint {
  const classes = classesAt(part);
  const periods = sum(
    table.split(' ').map((hours, grade) => Number(hours) * (classes[grade] ?? 0)),
  );
  return BigInt((periods * PER_TEACHER) / load(stage, subject));
}

const SENIOR: Readonly<Record<string, number>> = {
  ...{ 语文: 140, 数学: 145, 英语: 140, 道德与法治: 70, 历史: 70, 地理: 70, 物理: 90, 化学: 80 },
  ...{ 生物: 75, 体育: 50, 音乐: 15, 美术: 15, 信息科技: 20, 通用技术: 10, 心理: 10 },
};

/** Claims of the subjects; null where the rules name none (中职, 特教, no classes). */
function needs(part: SchoolPart): Map<string, bigint> | null {
  if (part.stage === 'H') {
    return new Map(Object.entries(SENIOR).map(([subject, n]) => [subject, BigInt(n)]));
  }
  if (part.stage !== 'P' && part.stage !== 'J') return null;
  const { stage } = part;
  const own = new Map(
    Object.entries(PERIODS).map(([subject, table]) => [subject, time(part, stage, subject, table)]),
  );
  const all = [...own.values()].reduce((a, b) => a + b, 0n);
  if (all === 0n) return null;
  const local = time(part, stage, '校本', LOCAL);
  // A third to 心理, the rest in proportion: times 3·all to stay whole.
  const whole = new Map([...own].map(([subject, n]) => [subject, n * (3n * all + 2n * local)]));
  return whole.set('心理', local * all);
}

/** L07, by grades: one PE teacher for 6 classes of grades 1–2, 7 above, 9 in senior schools. */
function leastPe(school: School, part: SchoolPart, { quota }: Policy): number {
  if (!quota.peFloor || part.classes === 0) return 0;
  const rural = school.tier === 'R' && part.pupils >= 200 ? 1 : 0;
  if (part.stage === 'J') return Math.max(rural, Math.ceil(part.classes / 7));
  if (part.stage === 'H') return Math.max(rural, Math.ceil(part.classes / 9));
  if (part.stage !== 'P') return 0;
  const at = classesAt(part);
  const spread = part.classesByGrade === null ? at.length : 1;
  const low = sum(at.slice(0, 2));
  return Math.max(rural, Math.ceil((7 * low + 6 * (sum(at) - low)) / (42 * spread)));
}

interface Line {
  readonly row: PartRow;
  readonly part: SchoolPart;
  readonly school: School;
  readonly teaching: number;
  readonly pe: number;
}

function lines(audit: Audit): Line[] {
  const parts = countyParts(audit);
  const schools = new Map(audit.county.schools.map((school) => [school.id, school]));
  return audit.table.parts.flatMap((row) => {
    const part = parts.get(partId(row));
    const school = schools.get(row.schoolId);
    if (part === undefined || school === undefined) return [];
    const teaching = row.quota - row.nonTeaching.posts;
    return [
      { row, part, school, teaching, pe: Math.min(teaching, leastPe(school, part, audit.policy)) },
    ];
  });
}

/** N03, Q24: the posts of the subjects fill the quota exactly and follow the hours. */
function subjectPosts(audit: Audit): Result {
  const wrong = lines(audit).filter(({ row, part, teaching, pe }) => {
    const posts = new Map<string, number>(row.subjects.map((each) => [each.subject, each.posts]));
    if (sum(posts.values()) !== teaching) return true;
    const claims = needs(part);
    if (claims === null) return false;
    if ([...posts].some(([subject, heads]) => heads > 0 && !claims.has(subject))) return true;
    const portions = [...claims].map(([id, weight], at) => ({
      // Ties go by the order of the word list, which the table keeps.
      id: String(100 + orderOf(row, id, at)),
      ...{ weight, least: id === '体育' ? pe : 0, heads: posts.get(id) ?? 0 },
    }));
    return wrongShares(teaching, portions).length > 0;
  });
  return {
    name: 'subject-posts',
    rules: ['N03', 'Q12', 'Q24', 'L06'],
    status: must(wrong.length === 0),
    measured: sum(audit.table.parts.flatMap((row) => row.subjects.map(({ posts }) => posts))),
    limit: null,
    text: `学科岗位之和不等于编制减非教学岗位，或不符合课时比例的学校学段 ${wrong.length} 个。`,
    offenders: wrong.map(({ row }) => partId(row)),
  };
}

/** Position of a subject in the row; subjects without a post are not tied with one that has. */
function orderOf(row: PartRow, subject: string, otherwise: number): number {
  const at = row.subjects.findIndex((each) => each.subject === subject);
  return at < 0 ? row.subjects.length + otherwise : at;
}

function peFloor(audit: Audit): Result {
  const short = lines(audit).filter(
    ({ row, pe }) => (row.subjects.find(({ subject }) => subject === '体育')?.posts ?? 0) < pe,
  );
  return {
    name: 'pe-floor',
    rules: ['L07'],
    status: must(short.length === 0),
    measured: short.length,
    limit: 0,
    text: `体育岗位少于按班数应配的学校学段 ${short.length} 个。`,
    offenders: short.map(({ row }) => partId(row)),
  };
}
