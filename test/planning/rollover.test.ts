/** The end of a year: nobody is lost, exchanges end in time, years and months add up. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import {
  nextYear,
  rollover,
  settleExchanges,
  type YearDecision,
} from '../../src/planning/rollover/index.ts';
import { rotationCounty } from '../support/random-county.ts';
import { type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';

const POLICY = parsePolicy({ round: 'rotation' });

/** A street school with a mathematics post, a rural one with both. */
const county = (teacher: Partial<TinyTeacher> = {}): County =>
  tinyCounty({
    schools: [{ id: 'u' }, { id: 'r', tier: 'R' }],
    groups: [
      { schoolId: 'u', posts: 1, openings: 0 },
      { schoolId: 'r', posts: 2, openings: 2, mustFill: 1 },
      { schoolId: 'r', subject: '数学', posts: 1, openings: 1 },
    ],
    teachers: [{ id: 't', schoolId: 'u', ...teacher }],
  });
const person = (from: County) => from.teachers[0]!;
const go = (kind: YearDecision['kind'], postGroupId: string | null = 'r/P/T/数学') => [
  { teacherId: 't', kind, postGroupId },
];

describe('an exchange', () => {
  test('begins with a term of three years, and the person is bound', () => {
    const { county: next, yearEnd } = rollover(county(), go('rotation'), POLICY);
    expect(person(next)).toMatchObject({
      schoolId: 'r',
      mainSubject: '数学',
      otherSubjects: ['语文'],
      schoolStart: '2026-09',
      boundUntil: '2029-08',
      ruralYears: 1,
      exchange: {
        homeSchoolId: 'u',
        homePostGroupId: 'u/P/T/语文',
        since: '2026-09',
        until: '2029-08',
      },
    });
    expect(yearEnd).toMatchObject({ exchangesBegun: ['t'], away: ['t'], transferred: [] });
  });

  test('ends after the third year: back at the old post, with the months and the right to return', () => {
    let now = rollover(county(), go('rotation'), POLICY);
    let policy = nextYear(POLICY);
    for (let k = 0; k < 2; k++) {
      now = rollover(now.county, [], policy);
      policy = nextYear(policy);
    }
    expect(policy.referenceMonth).toBe('2029-09');
    expect(now.yearEnd.returned).toEqual([
      { teacherId: 't', fromSchoolId: 'r', homeSchoolId: 'u', months: 36, returnRight: true },
    ]);
    expect(person(now.county)).toMatchObject({
      schoolId: 'u',
      mainSubject: '语文',
      otherSubjects: ['数学'],
      schoolStart: '2029-09',
      boundUntil: null,
      exchange: null,
      exchangeMonths: 36,
      returnRight: true,
      ruralYears: 3,
    });
  });

  test('is cut at three years whatever was agreed (R04); a failed assessment earns no right (D10)', () => {
    const exchange = {
      homeSchoolId: 'u',
      homePostGroupId: null,
      since: '2023-10',
      until: '2030-08',
    };
    const away = county({ schoolId: 'r', exchange, exchangeMonths: 5, assessments: ['fail'] });
    const { county: next, yearEnd } = rollover(away, [], POLICY);
    expect(yearEnd.returned[0]).toMatchObject({ months: 36, returnRight: false });
    expect(person(next)).toMatchObject({ schoolId: 'u', exchangeMonths: 41, returnRight: false });
  });

  test('of a person who is away cannot begin (no double booking)', () => {
    const away = rollover(county(), go('rotation'), POLICY).county;
    expect(() => rollover(away, go('rotation', 'u/P/T/语文'), nextYear(POLICY))).toThrow(/未满/);
  });
});

/** An exchange at the rural school from `since` to `until`; the home post is mathematics, the person teaches Chinese there. */
const term = (since: string, until: string, homePostGroupId: string | null = 'u/P/T/数学') => ({
  schoolId: 'r',
  exchange: { homeSchoolId: 'u', homePostGroupId, since, until },
  boundUntil: until,
});

describe('an exchange that is over as the year begins', () => {
  const over = term('2023-09', '2026-08', 'u/P/T/语文');

  test('is settled first: the person is at home since then, not a year later', () => {
    const { county: next, yearEnd } = rollover(county(over), [], POLICY);
    expect(person(next)).toMatchObject({
      schoolId: 'u',
      exchange: null,
      exchangeMonths: 36,
      schoolStart: '2026-09',
      boundUntil: null,
      ruralYears: 0,
    });
    expect(yearEnd).toMatchObject({
      settled: [
        { teacherId: 't', fromSchoolId: 'r', homeSchoolId: 'u', months: 36, returnRight: true },
      ],
      returned: [],
      away: [],
      transferred: [],
    });
  });

  test('does not undo a decision of the year', () => {
    const { county: next, yearEnd } = rollover(
      county(over),
      go('cross-district', 'r/P/T/数学'),
      POLICY,
    );
    // Hired at the school of the exchange: the person stays there (R05), and the years there run on.
    expect(person(next)).toMatchObject({
      schoolId: 'r',
      mainSubject: '数学',
      exchange: null,
      exchangeMonths: 36,
      returnRight: true,
      schoolStart: '2024-09',
      ruralYears: 1,
    });
    expect(yearEnd).toMatchObject({ stayed: ['t'], returned: [], transferred: [] });
  });

  test('leaves the true home to a second exchange', () => {
    const { county: next } = rollover(county(over), go('rotation'), POLICY);
    expect(person(next).exchange).toEqual({
      homeSchoolId: 'u',
      homePostGroupId: 'u/P/T/语文',
      since: '2026-09',
      until: '2029-08',
    });
    expect(person(next).exchangeMonths).toBe(36);
  });

  test('is settled before a plan is made', () => {
    const { county: first, ended } = settleExchanges(county(over), POLICY);
    expect(person(first)).toMatchObject({ schoolId: 'u', exchange: null });
    expect(ended).toHaveLength(1);
    expect(settleExchanges(county(term('2025-09', '2028-08')), POLICY).ended).toEqual([]);
  });

  test('shows the months really spent, not three years', () => {
    const { yearEnd } = rollover(county(term('2022-09', '2030-08')), [], POLICY);
    expect(yearEnd.settled[0]?.months).toBe(48);
    const agreed = rollover(county(term('2022-09', '2026-03')), [], POLICY);
    expect(agreed.yearEnd.settled[0]?.months).toBe(43);
  });
});

describe('the end of an exchange', () => {
  const ends = (teacher: Partial<TinyTeacher>) =>
    rollover(county({ ...term('2024-09', '2027-08'), ...teacher }), [], POLICY);

  test('at a home post that the post table lacks keeps its stage and subject', () => {
    const { county: next } = ends({ mainSubject: '语文' });
    expect(next.postGroups.some(({ id }) => id === 'u/P/T/数学')).toBe(false);
    expect(person(next)).toMatchObject({
      schoolId: 'u',
      stage: 'P',
      category: 'T',
      mainSubject: '数学',
      otherSubjects: ['语文'],
    });
    const strange = term('2024-09', '2027-08', 'u/语文');
    expect(person(ends(strange).county)).toMatchObject({ schoolId: 'u', mainSubject: '语文' });
  });

  test('lists who comes back to a full post', () => {
    // The table has no mathematics post at home, one of Chinese that nobody else holds.
    expect(ends({}).yearEnd.overfull).toEqual(['t']);
    expect(ends(term('2024-09', '2027-08', 'u/P/T/语文')).yearEnd.overfull).toEqual([]);
  });

  test('a service term longer than the exchange goes on; the exchange’s own ends', () => {
    expect(person(ends({ boundUntil: '2029-08' }).county).boundUntil).toBe('2029-08');
    expect(person(ends({ boundUntil: '2027-08' }).county).boundUntil).toBeNull();
    expect(person(ends({ boundUntil: '2026-12' }).county).boundUntil).toBeNull();
  });

  test.each([
    ['all passed', ['fail', 'pass', 'excellent'], true],
    ['the first year of the exchange failed', ['pass', 'fail', 'pass'], false],
    ['基本合格 is no pass', ['pass', 'pass', 'basic'], false],
    ['nothing on record', [], true],
  ] as const)('D10: %s', (_, assessments, right) => {
    // Two of the three years on record are of the exchange.
    const { yearEnd } = ends({ assessments: [...assessments] });
    expect(yearEnd.returned[0]?.returnRight).toBe(right);
  });

  test('D10: from one rural school to another nothing is earned', () => {
    const flat = tinyCounty({
      schools: [
        { id: 'u', tier: 'R' },
        { id: 'r', tier: 'R' },
      ],
      teachers: [{ id: 't', ...term('2024-09', '2027-08') }],
    });
    expect(person(rollover(flat, [], POLICY).county).returnRight).toBe(false);
  });

  test('R05: who stays keeps the post and the years there', () => {
    const { county: next, yearEnd } = rollover(county(term('2024-09', '2027-08')), [], POLICY, {
      stays: ['t'],
    });
    expect(person(next)).toMatchObject({
      schoolId: 'r',
      exchange: null,
      exchangeMonths: 36,
      returnRight: true,
      schoolStart: '2024-09',
    });
    expect(yearEnd).toMatchObject({ stayed: ['t'], overfull: [] });
    expect(() => rollover(county(), [], POLICY, { stays: ['t'] })).toThrow('no-exchange-ends');
  });
});

describe('a direct hire (D06)', () => {
  const direct = (teacher: Partial<TinyTeacher>) =>
    rollover(county({ hiring: 'direct', ...teacher }), [], POLICY);

  test('is hired like everybody else a year later', () => {
    const { county: next, yearEnd } = direct({});
    expect(person(next).hiring).toBe('hired');
    expect(yearEnd.directEnded).toEqual(['t']);
  });

  test('stays one when a leader, or still exempt', () => {
    const illness = { kind: 'illness' as const, missing: [], from: null, to: '2027-09' };
    expect(person(direct({ leader: true }).county).hiring).toBe('direct');
    expect(person(direct({ exemption: illness }).county).hiring).toBe('direct');
    const over = { ...illness, to: '2027-08' };
    expect(person(direct({ exemption: over }).county).hiring).toBe('hired');
  });
});

describe('the other decisions', () => {
  test('a transfer changes the school for good', () => {
    const { county: next, yearEnd } = rollover(county(), go('cross-district'), POLICY);
    expect(person(next)).toMatchObject({ schoolId: 'r', exchange: null, schoolStart: '2026-09' });
    expect(yearEnd.transferred).toEqual(['t']);
  });

  test('who stands by has no post next year; who comes home by right has used the right', () => {
    const standby = rollover(county(), go('standby', null), POLICY);
    expect(person(standby.county)).toMatchObject({ hiring: 'unplaced', schoolId: 'u' });
    expect(standby.yearEnd.standby).toEqual(['t']);
    const returning = county({ schoolId: 'r', returnRight: true });
    const { county: next } = rollover(returning, go('return', 'u/P/T/语文'), POLICY);
    expect(person(next)).toMatchObject({ schoolId: 'u', returnRight: false });
  });

  test('posts that nobody holds are open', () => {
    const { county: next } = rollover(county(), go('rotation'), POLICY);
    expect(next.postGroups.map(({ id, openings, mustFill }) => [id, openings, mustFill])).toEqual([
      ['r/P/T/数学', 0, 0],
      ['r/P/T/语文', 2, 0],
      // The person on exchange comes back to it.
      ['u/P/T/语文', 0, 0],
    ]);
    const away = rollover(county(), go('cross-district'), POLICY).county.postGroups;
    expect(away.find(({ id }) => id === 'u/P/T/语文')?.openings).toBe(1);
  });

  test.each([
    ['unknown-teacher', [{ teacherId: 'x', kind: 'rotation' as const, postGroupId: null }]],
    ['unknown-post-group', go('rotation', 'x')],
    ['decided-twice', [...go('in-school', 'u/P/T/语文'), ...go('rotation')]],
  ])('%s is bad input', (code, decisions) => {
    expect(() => rollover(county(), decisions, POLICY)).toThrow(code);
  });
});

describe('what belongs to one year', () => {
  test('leaves that are over, recruits, wishes and papers', () => {
    const leave = { kind: 'illness' as const, missing: [], from: '2026-01', to: '2027-03' };
    const ill = county({
      exemption: leave,
      countsAgainstPosts: false,
      volunteer: true,
      wishes: [{ schoolId: 'r', postGroupId: null }],
    });
    const { county: next, yearEnd } = rollover(ill, [], POLICY);
    expect(person(next)).toMatchObject({
      exemption: null,
      countsAgainstPosts: true,
      volunteer: false,
      wishes: [],
    });
    expect(yearEnd.exemptionsEnded).toEqual(['t']);
    const open = rollover(county({ exemption: { ...leave, to: '2027-09' } }), [], POLICY);
    expect(person(open.county).exemption).not.toBeNull();
    const recruit = { kind: 'new-recruit' as const, missing: [], from: null, to: null };
    expect(
      person(rollover(county({ exemption: recruit }), [], POLICY).county).exemption,
    ).toBeNull();
  });

  test('years as a leader, and heads at the end of a term', () => {
    const leadership = {
      duty: 'head' as const,
      since: '2024-02',
      deputyYears: 4,
      middleYears: 2,
      teachingYears: 20,
      trainingHours: 300,
      certificate: true,
      reviews: [],
      lastHeaded: null,
    };
    const { county: next, yearEnd } = rollover(county({ leader: true, leadership }), [], POLICY);
    expect(person(next).leadership).toMatchObject({
      teachingYears: 21,
      deputyYears: 4,
      since: '2024-02',
    });
    // Three years from February 2024 end in February 2027, inside this year.
    expect(yearEnd.headsTermsEnded).toEqual(['t']);
    expect(rollover(next, [], nextYear(POLICY)).yearEnd.headsTermsEnded).toEqual([]);
  });
});

test('over any years nobody is lost, no exchange passes three years, months never shrink', () => {
  const termYears = fc.constantFrom(1, 2, 3);
  fc.assert(
    fc.property(
      rotationCounty,
      termYears,
      fc.array(fc.nat(60), { maxLength: 6 }),
      (start, term, picks) => {
        let now = start;
        let policy = parsePolicy({ round: 'rotation', 'rotation.termYears': term });
        let returns = 0;
        let begun = 0;
        for (let year = 0; year < 7; year++) {
          const { county: next, yearEnd } = rollover(now, decisionsOf(now, picks[year]), policy);
          expect(next.teachers.map(({ id }) => id)).toEqual(start.teachers.map(({ id }) => id));
          const before = new Map(now.teachers.map((each) => [each.id, each]));
          for (const each of next.teachers) {
            expect(each.exchangeMonths).toBeGreaterThanOrEqual(before.get(each.id)!.exchangeMonths);
            if (each.exchange !== null)
              expect(each.exchange.until >= nextYear(policy).referenceMonth).toBe(true);
          }
          expect(yearEnd.returned.every(({ months }) => months === 12 * term)).toBe(true);
          begun += yearEnd.exchangesBegun.length;
          returns += yearEnd.returned.length;
          now = next;
          policy = nextYear(policy);
        }
        expect(returns + now.teachers.filter(({ exchange }) => exchange !== null).length).toBe(
          begun,
        );
      },
    ),
    { numRuns: 80, seed: 5 },
  );
});

/** One person who is free goes to a post group of another school. */
function decisionsOf(now: County, pick: number | undefined): YearDecision[] {
  if (pick === undefined) return [];
  const person = now.teachers[pick % now.teachers.length]!;
  const post = now.postGroups[pick % now.postGroups.length]!;
  if (person.exchange !== null || post.schoolId === person.schoolId) return [];
  return [{ teacherId: person.id, kind: 'rotation', postGroupId: post.id }];
}
