/** Working days: known days of the published notices, counts with both ends, and files that add years. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/domain/errors.ts';
import { HOLIDAY_YEARS, parseHolidays } from '../../../src/domain/holidays.ts';
import {
  addWorkingDays,
  isWorkingDay,
  lastDayOf,
  shiftDay,
  unpublishedYears,
  weekdayOf,
  workCalendar,
  workingDaysBetween,
} from '../../../src/rules/workflow/working-days.ts';

const CALENDAR = workCalendar();
const between = (from: string, until: string) => workingDaysBetween(from, until, CALENDAR);

describe('the published notices', () => {
  test.each([
    ['2024-02-09', true, 'New Year’s Eve was no day off yet'],
    ['2024-02-12', false, 'Spring Festival'],
    ['2024-02-18', true, 'a Sunday made up'],
    ['2024-04-07', true, 'a Sunday made up'],
    ['2024-09-14', true, 'a Saturday made up'],
    ['2024-09-16', false, 'Mid-Autumn'],
    ['2025-01-02', true, 'one day off at New Year only'],
    ['2025-01-26', true, 'a Sunday made up'],
    ['2025-02-04', false, 'Spring Festival'],
    ['2025-09-28', true, 'a Sunday made up for National Day'],
    ['2025-10-01', false, 'National Day'],
    ['2025-10-08', false, 'National Day with Mid-Autumn'],
    ['2025-10-09', true, 'the day after'],
    ['2025-10-11', true, 'a Saturday made up for National Day'],
    ['2026-01-02', false, 'New Year'],
    ['2026-02-28', true, 'a Saturday made up'],
    ['2026-09-20', true, 'a Sunday made up'],
    ['2026-10-10', true, 'a Saturday made up'],
    ['2026-07-04', false, 'a Saturday'],
    ['2026-07-06', true, 'a Monday'],
  ])('%s: %s, %s', (day, working) => {
    expect(isWorkingDay(day, CALENDAR)).toBe(working);
  });

  test('every make-up day is a Saturday or Sunday, every day off stands in its year', () => {
    for (const { year, rest, work } of HOLIDAY_YEARS) {
      expect(work.map(weekdayOf).filter((day) => day !== 0 && day !== 6)).toEqual([]);
      expect([...work, ...rest.flatMap(({ from, until }) => [from, until])]).toSatisfy(
        (days: string[]) => days.every((day) => day.startsWith(String(year))),
      );
    }
  });

  test('working days of whole years, as the labour calendars count them', () => {
    // 366 − 104 weekend days − 11 public holidays; 365 − 104 − 13 from 2025 on.
    expect(between('2024-01-01', '2024-12-31')).toBe(251);
    expect(between('2025-01-01', '2025-12-31')).toBe(248);
    expect(between('2026-01-01', '2026-12-31')).toBe(248);
  });

  test('2027 has no notice yet, and is counted too short rather than too long', () => {
    expect(unpublishedYears('2026-12-30', '2027-01-04', CALENDAR)).toEqual([2027]);
    expect(unpublishedYears('2024-01-01', '2026-12-31', CALENDAR)).toEqual([]);
    // 365 − 104 − 13 would be 248 with the make-up days.
    expect(between('2027-01-01', '2027-12-31')).toBeLessThanOrEqual(248);
    // Beyond the data: weekends only, and said so.
    expect(isWorkingDay('2031-10-01', CALENDAR)).toBe(true);
    expect(unpublishedYears('2031-10-01', '2031-10-01', CALENDAR)).toEqual([2031]);
  });
});

describe('counting', () => {
  test('both ends count, a weekend and a holiday do not', () => {
    expect(between('2026-07-06', '2026-07-10')).toBe(5);
    expect(between('2026-07-06', '2026-07-12')).toBe(5);
    expect(between('2026-07-04', '2026-07-05')).toBe(0);
    expect(between('2025-09-26', '2025-10-11')).toBe(7);
    expect(between('2026-07-10', '2026-07-06')).toBe(0);
    expect(addWorkingDays('2025-09-30', 1, CALENDAR)).toBe('2025-10-09');
    expect(addWorkingDays('2025-09-26', 1, CALENDAR)).toBe('2025-09-28');
    expect(lastDayOf('2026-07-04', 5, CALENDAR)).toBe('2026-07-10');
    expect(lastDayOf('2026-07-06', 5, CALENDAR)).toBe('2026-07-10');
    expect(addWorkingDays('2026-07-04', 0, CALENDAR)).toBe('2026-07-04');
  });

  test('the n-th working day after a day ends a span of n working days, and is one', () => {
    const day = fc.integer({ min: 0, max: 1400 }).map((n) => shiftDay('2024-01-01', n));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), (from, count) => {
        const last = addWorkingDays(from, count, CALENDAR);
        expect(between(shiftDay(from, 1), last)).toBe(count);
        expect(isWorkingDay(last, CALENDAR)).toBe(true);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe('a holiday file', () => {
  const file = (years: unknown[]) => ({ format: 'tiaopei-holidays/1', years });
  const year = (more: object = {}) => ({
    year: 2027,
    source: 'notice',
    provisional: false,
    rest: [{ name: '国庆节', from: '2027-10-01', until: '2027-10-07' }],
    work: ['2027-09-26'],
    ...more,
  });
  const issues = (raw: unknown) => {
    try {
      parseHolidays(raw);
    } catch (fault) {
      if (fault instanceof InputError) return fault.issues;
      throw fault;
    }
    throw new Error('nothing was refused');
  };

  test('replaces a year and leaves the others', () => {
    const calendar = workCalendar(parseHolidays(file([year()])));
    expect(isWorkingDay('2027-09-26', calendar)).toBe(true);
    expect(isWorkingDay('2027-02-08', calendar)).toBe(true);
    expect(isWorkingDay('2026-10-01', calendar)).toBe(false);
    expect(unpublishedYears('2027-09-01', '2027-09-30', calendar)).toEqual([]);
  });

  test.each<[string, unknown, string, string]>([
    ['no document', [], 'not-a-holiday-file', ''],
    ['another format', { format: 'x', years: [] }, 'not-a-holiday-file', 'format'],
    ['an unknown key', file([year({ name: 'x' })]), 'not-a-holiday-file', 'years.0'],
    ['no date', file([year({ work: ['26 Sept'] })]), 'not-a-holiday-file', 'years.0.work.0'],
    ['no such day', file([year({ work: ['2027-09-31'] })]), 'not-a-day', 'years.0.work.0'],
    [
      'a make-up Monday',
      file([year({ work: ['2027-09-27'] })]),
      'work-day-no-weekend',
      'years.0.work.0',
    ],
    ['off and on', file([year({ work: ['2027-10-02'] })]), 'work-day-off', 'years.0.work.0'],
    [
      'another year',
      file([year({ work: ['2026-09-26'] })]),
      'holiday-other-year',
      'years.0.work.0',
    ],
    ['a year twice', file([year(), year()]), 'holiday-year-twice', 'years.1.year'],
    [
      'wrong order',
      file([year({ rest: [{ name: 'x', from: '2027-10-07', until: '2027-10-01' }] })]),
      'holiday-span',
      'years.0.rest.0',
    ],
    [
      'a day off that is none',
      file([year({ rest: [{ name: 'x', from: '2027-02-29', until: '2027-03-01' }] })]),
      'not-a-day',
      'years.0.rest.0.from',
    ],
  ])('%s is refused', (_, raw, code, path) => {
    expect(issues(raw)).toMatchObject([{ code, path }]);
  });
});
