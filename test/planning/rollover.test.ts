/** The end of a year: nobody is lost, exchanges end in time, years and months add up. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { nextYear, rollover, type YearDecision } from '../../src/planning/rollover/index.ts';
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
      ['u/P/T/语文', 1, 0],
    ]);
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
    { numRuns: 200, seed: 5 },
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
