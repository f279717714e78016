/** Terms rolled over: who is appointed begins a term, who stays goes on, who is not named steps down. */
import { expect, test } from 'vitest';
import { County } from '../../src/domain/county.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { planPrincipals, rolloverHeads } from '../../src/planning/principals/index.ts';
import { tinyCounty } from '../support/tiny-county.ts';
import { deputy, head } from '../support/tiny-heads.ts';

const COUNTY = tinyCounty({
  schools: [
    { id: 'a' },
    { id: 'b' },
    { id: 'c' },
    { id: 'j', stage: 'J' },
    { id: 'z', kind: '教学点' },
  ],
  teachers: [
    head('h', 'a', '2020-09'),
    head('i', 'b', '2020-09'),
    head('k', 'c', '2023-09'),
    head('m', 'j', '2020-09', { certificates: [{ stage: 'J', subject: null }] }),
    head('v', 'z', '2010-09'),
    deputy('d', 'b'),
  ],
});
const policyOf = (year: number) => parsePolicy({ referenceMonth: `${year}-09` });
const who = ({ teachers }: County, id: string) => {
  const person = teachers.find((each) => each.id === id);
  if (person === undefined) throw new Error(id);
  return person;
};

test('each kind of appointment', () => {
  const after = rolloverHeads(
    COUNTY,
    [
      { teacherId: 'm', schoolId: 'a' },
      { teacherId: 'd', schoolId: 'b' },
      { teacherId: 'k', schoolId: 'c' },
    ],
    policyOf(2026),
  );
  expect(County.parse(after)).toEqual(after);
  expect(who(after, 'm')).toMatchObject({
    schoolId: 'a',
    stage: 'P',
    schoolStart: '2026-09',
    homeDistrictId: 'D-j',
    leader: true,
    leadership: { duty: 'head', since: '2026-09' },
  });
  // Promoted at the own school: nothing moves but the duty.
  expect(who(after, 'm').leadership?.lastHeaded).toEqual({
    ...{ schoolId: 'j', until: '2026-09', months: 72 },
  });
  expect(who(after, 'd')).toEqual({
    ...who(COUNTY, 'd'),
    leadership: { ...who(COUNTY, 'd').leadership, duty: 'head', since: '2026-09' },
  });
  expect(who(after, 'k')).toEqual(who(COUNTY, 'k'));
  expect(who(after, 'h')).toMatchObject({
    schoolId: 'a',
    leader: false,
    leadership: { duty: null, lastHeaded: { schoolId: 'a', until: '2026-09', months: 72 } },
  });
  expect(who(after, 'v')).toEqual(who(COUNTY, 'v'));
});

test('an unknown person, school, or one named twice is refused', () => {
  const roll =
    (...pairs: [string, string][]) =>
    () =>
      rolloverHeads(
        COUNTY,
        pairs.map(([teacherId, schoolId]) => ({ teacherId, schoolId })),
        policyOf(2026),
      );
  expect(roll(['x', 'a'])).toThrow('x → a');
  expect(roll(['h', 'x'])).toThrow('h → x');
  expect(roll(['h', 'a'], ['h', 'b'])).toThrow('h → b');
  expect(roll(['h', 'a'], ['i', 'a'])).toThrow('i → a');
});

test('a head appointed while on an exchange belongs to the new school', () => {
  const exchange = { homeSchoolId: 'a', homePostGroupId: null, since: '2025-09', until: '2028-08' };
  const county = tinyCounty({
    schools: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
    teachers: [deputy('d', 'b', { exchange, boundUntil: '2028-08', hiring: 'unplaced' })],
  });
  const after = rolloverHeads(county, [{ teacherId: 'd', schoolId: 'c' }], policyOf(2026));
  expect(who(after, 'd')).toMatchObject({
    ...{ schoolId: 'c', exchange: null, exchangeMonths: 12, boundUntil: null, hiring: 'direct' },
  });
});

/** Years that somebody led a school up to `year`, summers in between of less than a term passed over. */
function yearsInARow(years: readonly number[], year: number): number {
  const before = years.filter((each) => each < year);
  const last = before.at(-1);
  if (last === undefined || year - last > 3) return 0;
  return 1 + yearsInARow(before, last);
}

test('two terms, a term’s rest: nobody comes back to a school sooner', async () => {
  const teachers = [head('h', 'a', '2020-09'), deputy('d', 'a')];
  let county = tinyCounty({ schools: [{ id: 'a' }], teachers });
  const told: (string | undefined)[] = [];
  for (let year = 2026; year < 2032; year++) {
    const { report } = await planPrincipals(county, policyOf(year));
    told.push(report.appointments[0]?.teacherId);
    if (year === 2027 || year === 2028) {
      expect(report.relaxation?.items.map(({ kind }) => kind)).toEqual(['must-move']);
    }
    county = rolloverHeads(county, report.appointments, policyOf(year));
    // The deputy is dismissed after a year.
    const failed = { reviews: ['fail' as const] };
    county = {
      ...county,
      teachers: county.teachers.map((each) =>
        each.id === 'd' && each.leadership !== null
          ? { ...each, leadership: { ...each.leadership, ...failed } }
          : each,
      ),
    };
  }
  expect(told).toEqual(['d', undefined, undefined, 'h', 'h', 'h']);
});

test('nine summers: nobody leads one school for more than two terms, and no term is broken off', async () => {
  let county = COUNTY;
  let moves = 0;
  const led = new Map<string, number[]>();
  let longest = 0;
  for (let year = 2026; year < 2035; year++) {
    const policy = policyOf(year);
    const { report } = await planPrincipals(county, policy);
    for (const each of report.heads) {
      if (each.standing === 'must-move') expect(each.outcome).not.toBe('stays');
      if (each.standing === 'in-term') expect(each.outcome).toBe('stays');
      // Appointed in September: after six years to the month the head is gone.
      if (each.teacherId !== 'k') expect(each.months).toBeLessThanOrEqual(72);
    }
    for (const { teacherId, schoolId } of report.appointments) {
      const key = `${teacherId}>${schoolId}`;
      // Who led at the beginning had been there for six years, k for three.
      const before = teacherId === 'k' ? [2023, 2024, 2025] : [2020, 2021, 2022, 2023, 2024, 2025];
      const began = COUNTY.teachers.some(
        (each) => `${each.id}>${each.schoolId}` === key && each.leadership?.duty === 'head',
      );
      const years = led.get(key) ?? (began ? before : []);
      longest = Math.max(longest, 1 + yearsInARow(years, year));
      led.set(key, [...years, year]);
    }
    moves += report.appointments.filter(({ kind }) => kind === 'move').length;
    county = rolloverHeads(county, report.appointments, policy);
  }
  expect(moves).toBeGreaterThan(3);
  expect(longest).toBe(6);
});
