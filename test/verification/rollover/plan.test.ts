/** The plan of three years as a whole: the honest one passes; every figure, exchange and return that is changed is refused. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { County } from '../../../src/domain/county.ts';
import { parsePolicy } from '../../../src/domain/policy.ts';
import type {
  PlannedExchange,
  RotationPlan,
  RotationYear,
} from '../../../src/domain/rotation-plan.ts';
import { planRotation } from '../../../src/planning/rotation/index.ts';
import { verifyRotationPlan } from '../../../src/verification/index.ts';
import { type TinyTeacher, tinyCounty } from '../../support/tiny-county.ts';

const due = { title: 'M', schoolStart: '2010-09' } as const;
const people = (schoolId: string, count: number, teacher: Partial<TinyTeacher> = {}) =>
  Array.from({ length: count }, (_, k) => ({ id: `${schoolId}${k}`, schoolId, ...teacher }));
const exchange = { homeSchoolId: 'u', homePostGroupId: 'u/P/T/语文', since: '2023-09' };
const county = tinyCounty({
  schools: [
    { id: 'u', quota: 30 },
    { id: 'r', tier: 'R', quota: 20 },
  ],
  groups: [
    { schoolId: 'u', posts: 8, openings: 0 },
    { schoolId: 'r', posts: 14, openings: 0 },
  ],
  teachers: [
    ...people('u', 14, { ...due, backbone: true }),
    ...people('r', 3),
    { id: 'settled', schoolId: 'r', exchange: { ...exchange, until: '2026-08' } },
  ],
});

let plan: RotationPlan;
let counties: County[];
beforeAll(async () => {
  const policy = parsePolicy({ round: 'rotation' });
  const outcome = await planRotation(county, policy, { years: 3, preset: null });
  if (outcome.kind !== 'plan') throw new Error('no plan');
  plan = outcome.plan;
  counties = [...outcome.solved.map((year) => year.county), outcome.after];
});

const findingsOf = (changed: RotationPlan, at: readonly County[] = counties) =>
  verifyRotationPlan(county, changed, at).findings.join('\n');
const withYear = (change: (year: RotationYear) => Partial<RotationYear>, at = 0): RotationPlan => ({
  ...plan,
  years: plan.years.map((year, k) => (k === at ? { ...year, ...change(year) } : year)),
});

test('the honest plan passes; somebody goes, somebody comes back, one exchange was over before', () => {
  expect(findingsOf(plan)).toBe('');
  expect(plan.years[0]?.exchanges.length).toBeGreaterThan(0);
  expect(plan.years[2]?.returned.length).toBeGreaterThan(0);
  expect(plan.settled).toHaveLength(1);
});

describe('one changed field of an exchange', () => {
  const changes: Record<keyof PlannedExchange, unknown> = {
    teacherId: 'r0',
    fromSchoolId: 'r',
    fromPostGroupId: 'r/P/T/语文',
    schoolId: 'u',
    postGroupId: 'u/P/T/语文',
    ground: 'volunteer',
    form: 'regular',
    backbone: false,
    since: '2026-10',
    until: '2029-09',
    returns: '2029-08',
  };
  test.each(Object.entries(changes))('%s', (field, value) => {
    const changed = withYear(({ exchanges: [first, ...rest] }) => ({
      exchanges: [{ ...first, [field]: value } as PlannedExchange, ...rest],
    }));
    expect(findingsOf(changed)).toContain('Year 1');
  });

  test('left out, made up, or twice', () => {
    const without = withYear(({ exchanges }) => ({ exchanges: exchanges.slice(1) }));
    expect(findingsOf(without)).toContain('is not what the year makes of it');
    const again = withYear(() => ({ exchanges: plan.years[0]?.exchanges ?? [] }), 1);
    expect(findingsOf(again)).toContain('goes while away');
    expect(findingsOf(again)).toContain('booked twice at a time');
  });
});

describe('one changed figure of a year', () => {
  test.each([
    ['referenceMonth', '2026-10'],
    ['countyHash', 'x'],
    ['policyHash', 'x'],
    ['due', 1],
    ['moved', { all: 0, due: 0, total: 0, backbone: 0 }],
    ['awayBefore', 1],
    ['overfull', ['r0']],
    [
      'returned',
      [{ teacherId: 'r0', fromSchoolId: 'r', homeSchoolId: 'u', months: 36, returnRight: true }],
    ],
    ['schools', []],
  ] as const)('%s', (field, value) => {
    expect(findingsOf(withYear(() => ({ [field]: value }) as Partial<RotationYear>))).toContain(
      'Year 1',
    );
  });

  test.each(['due', 'dueOut', 'out', 'in'] as const)('%s of a school', (field) => {
    const changed = withYear(({ schools: [first, ...rest] }) => ({
      schools: [{ ...(first as RotationYear['schools'][number]), [field]: 99 }, ...rest],
    }));
    expect(findingsOf(changed)).toContain('the figures of the school are wrong');
  });

  test('a return that is forgotten, or a month short', () => {
    expect(findingsOf(withYear(() => ({ returned: [] }), 2))).toContain('list of returns is wrong');
    const shorter = withYear(
      ({ returned }) => ({ returned: returned.map((each) => ({ ...each, months: 35 })) }),
      2,
    );
    expect(findingsOf(shorter)).toContain('list of returns is wrong');
  });
});

test('the longest exchange, the settled ones, and the county it was made for', () => {
  expect(findingsOf({ ...plan, longestExchangeMonths: 35 })).toContain('longest exchange');
  expect(findingsOf({ ...plan, settled: [] })).toContain('settled before the plan');
  expect(findingsOf({ ...plan, county: { ...plan.county, hash: 'x' } })).toContain(
    'another county',
  );
  expect(findingsOf(plan, counties.slice(1))).toContain('not one county for each year');
});

test('somebody who is not sent home is found: more than three years, and not at the home post', () => {
  const late = plan.years[2]?.returned[0]?.teacherId as string;
  const during = counties[2]?.teachers.find(({ id }) => id === late);
  const last = counties.at(-1) as County;
  const kept = {
    ...last,
    teachers: last.teachers.map((each) =>
      each.id === late && during !== undefined
        ? { ...during, exchange: { ...exchange, since: '2026-08', until: '2030-08' } }
        : each,
    ),
  };
  const said = findingsOf(plan, [...counties.slice(0, -1), kept]);
  expect(said).toContain(`${late} is over with the exchange and not at the home post`);
  expect(said).toContain(`${late} is away for more than three years`);
  expect(said).toContain('heads do not add up');
});

test('a first county that still has the exchange that was over is refused', () => {
  expect(findingsOf(plan, [county, ...counties.slice(1)])).toContain('settled: exchange is not');
});
