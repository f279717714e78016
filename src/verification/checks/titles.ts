/** Title posts (C11), their tilt (T02), the share of rural and weak schools (C17) and of schools with a senior title (T09). */
import type { School } from '../../domain/county.ts';
import { STAGE_ZH } from '../../domain/vocabulary.ts';
import { percentUp, sum } from '../arithmetic.ts';
import { TITLE_TOTAL_STAGES, titleTotalLimit } from '../limits.ts';
import { titleOverflow } from '../objective.ts';
import { type Outcome, staffAfter } from '../outcome.ts';
import { isRuralOrWeak } from '../title-caps.ts';
import { must, type Result, should } from './result.ts';

interface Overflow {
  readonly id: string;
  readonly H: number;
  readonly HM: number;
}

export function titleChecks(outcome: Outcome): Result[] {
  const over = [...outcome.facts.schools.keys()].map((id) => ({
    id,
    ...titleOverflow(outcome, id),
  }));
  return [
    schoolTitles(outcome, over, 'H'),
    schoolTitles(outcome, over, 'HM'),
    overTitled(over),
    ...overflowMax(outcome, over),
    titleTotals(outcome),
    tilt(outcome),
    ruralShare(outcome),
    seniorSchools(outcome),
    postForTitle(outcome),
  ];
}

function schoolTitles(outcome: Outcome, all: readonly Overflow[], level: 'H' | 'HM'): Result {
  const hard = outcome.facts.policy.titleCaps === 'hard';
  const over = all.filter((each) => each[level] > 0);
  const heads = sum(over.map((each) => each[level]));
  return {
    name: level === 'H' ? 'title-senior' : 'title-senior-middle',
    rules: ['T01'],
    strength: hard ? 'H' : 'S',
    status: hard ? must(heads === 0) : should(heads === 0),
    measured: heads,
    limit: 0,
    text: `${level === 'H' ? '高级' : '高级与中级合计'}岗位：${over.length} 所学校超出核定数，共超 ${heads} 人。`,
    offenders: over.map(({ id }) => id),
  };
}

/** People hired above the posts of their level: a person beyond both limits is one person. */
function overTitled(all: readonly Overflow[]): Result {
  const over = all.filter(({ H, HM }) => H + HM > 0);
  const heads = sum(over.map(({ H, HM }) => Math.max(H, HM)));
  return {
    name: 'title-senior-middle',
    rules: ['T07'],
    status: should(heads === 0),
    measured: heads,
    limit: 0,
    text: `须高职低聘 ${heads} 人，涉及 ${over.length} 所学校。`,
    offenders: over.map(({ id }) => id),
  };
}

function overflowMax(outcome: Outcome, all: readonly Overflow[]): Result[] {
  const { max } = outcome.facts.policy.titleOverflow;
  if (max === null) return [];
  const measured = sum(all.map(({ H, HM }) => H + HM));
  return [
    {
      name: 'title-overflow-max',
      rules: ['T01'],
      status: must(measured <= max),
      measured,
      limit: max,
      text: `全县职称岗位超额合计 ${measured} 人次，允许 ${max} 人次。`,
      offenders: measured <= max ? [] : all.filter((o) => o.H + o.HM > 0).map(({ id }) => id),
    },
  ];
}

function titleTotals(outcome: Outcome): Result {
  const { facts, moves } = outcome;
  const over = TITLE_TOTAL_STAGES.flatMap((stage) =>
    (['H', 'HM'] as const).flatMap((level) => {
      const holders = moves.filter(({ person }) =>
        level === 'H' ? person.title === 'H' : person.title !== 'E',
      );
      const moving = holders.filter(({ person, group }) => person.stage !== group.stage);
      const gain =
        moving.filter(({ group }) => group.stage === stage).length -
        moving.filter(({ person }) => person.stage === stage).length;
      const excess = gain - titleTotalLimit(facts, stage, level);
      return excess > 0 ? [{ stage, level, excess }] : [];
    }),
  );
  const heads = sum(over.map(({ excess }) => excess));
  const names = [...new Set(over.map(({ stage }) => STAGE_ZH[stage]))].join('、');
  return {
    name: 'title-total',
    rules: ['T01'],
    status: must(over.length === 0),
    measured: heads,
    limit: 0,
    text: `跨学段流动后，全县分学段高、中级岗位总量超出 ${heads} 人${names === '' ? '' : `（${names}）`}。`,
    offenders: over.map(({ stage, level }) => `${stage}/${level}`),
  };
}

/** T02: the pool moves posts and makes none. */
function tilt({ facts }: Outcome): Result {
  const { mode, pct } = facts.policy.titleTilt;
  const before = sum(
    facts.county.schools.flatMap(({ parts }) =>
      parts.map(({ titleCaps }) => titleCaps.H + titleCaps.M),
    ),
  );
  const after = sum([...facts.schools.values()].map(({ titlePosts }) => titlePosts.HM));
  const keepsTotal = mode === 'pool' || mode === 'off';
  const how = mode === 'off' ? '未倾斜' : `倾斜 ${pct}%（${mode}）`;
  return {
    name: 'title-tilt',
    rules: ['T02'],
    status: keepsTotal ? must(after === before) : should(after === before),
    measured: after,
    limit: before,
    text: `高、中级岗位向农村和薄弱学校${how}：全县总数由 ${before} 变为 ${after}。`,
    offenders: [],
  };
}

function ruralShare({ facts, moves }: Outcome): Result {
  const floor = facts.policy.ruralTilt.floorPct;
  const titled = moves.filter(({ person }) => person.title !== 'E');
  const rural = titled.filter(({ group }) =>
    isRuralOrWeak(facts.schools.get(group.schoolId)!.school),
  );
  const kept = floor === null || 100 * rural.length >= floor * titled.length;
  return {
    name: 'rural-floor',
    rules: ['T05'],
    ...(floor === null ? {} : { strength: 'C' as const }),
    status: must(kept),
    measured: rural.length,
    limit: floor === null ? null : Math.ceil((floor * titled.length) / 100),
    text: `调配的高、中级职称人员 ${titled.length} 人，其中到农村或薄弱学校 ${rural.length} 人${
      floor === null ? '' : `，要求不低于 ${floor}%`
    }。`,
    offenders: [],
  };
}

/** L04: 教学点 with fewer pupils are left out. */
const SMALLEST_SITE = 50;

/** Has pupils in primary or junior classes; 特教, 中职 and small 教学点 are measured nowhere. */
function isCompulsory({ kind, parts }: School): boolean {
  if (kind === '特教' || kind === '中职') return false;
  const least = kind === '教学点' ? SMALLEST_SITE : 1;
  return parts.some(({ stage, pupils }) => (stage === 'P' || stage === 'J') && pupils >= least);
}

/** T09: schools of the compulsory stage that have a teacher with a senior title after the round. */
function seniorSchools(outcome: Outcome): Result {
  const { facts } = outcome;
  const schools = facts.county.schools.filter(isCompulsory);
  const seniors = staffAfter(outcome).filter(
    ({ person, category, stage }) =>
      person.title === 'H' && category === 'T' && (stage === 'P' || stage === 'J'),
  );
  const served = new Set(seniors.map(({ schoolId }) => schoolId));
  const without = schools.filter(({ id }) => !served.has(id));
  const measured = schools.length - without.length;
  const pct = facts.policy.indicators.seniorSchoolsPct;
  const limit = percentUp(pct, schools.length);
  return {
    name: 'senior-schools',
    rules: ['T09'],
    status: should(measured >= limit),
    measured,
    limit,
    text: `义务教育学校 ${schools.length} 所，调配后有高级职称教师的 ${measured} 所，要求不低于 ${pct}%（${limit} 所）。`,
    offenders: measured >= limit ? [] : without.map(({ id }) => id),
  };
}

/** T10: people who come to a school whose posts of their title were full before the round. */
function postForTitle({ facts, moves }: Outcome): Result {
  const unmatched = moves.filter(({ person, group }) => {
    if (person.title === 'E') return false;
    const school = facts.schools.get(group.schoolId)!;
    const level = person.title === 'H' ? 'H' : 'HM';
    const held = (facts.rotation ? school.present : school.settled).titles[level];
    return held >= school.titlePosts[level];
  });
  return {
    name: 'post-for-title',
    rules: ['T10'],
    status: should(unmatched.length === 0),
    measured: unmatched.length,
    limit: 0,
    text: `安置到本职称层级岗位原已满员学校的 ${unmatched.length} 人。`,
    offenders: unmatched.map(({ person }) => person.id),
  };
}
