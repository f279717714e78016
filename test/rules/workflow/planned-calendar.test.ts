/** The planned calendar: steps in order, publicity long enough, deadlines of the plans (F02, Q13, R07). */
import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICY, parsePolicy } from '../../../src/domain/policy.ts';
import { plannedCalendar } from '../../../src/rules/workflow/index.ts';
import { PLANNED_STEPS } from '../../../src/rules/workflow/planned-calendar.ts';
import {
  shiftDay,
  workCalendar,
  workingDaysBetween,
} from '../../../src/rules/workflow/working-days.ts';

const CALENDAR = workCalendar();
const plan = (start: string, policy = DEFAULT_POLICY) => plannedCalendar(start, policy, CALENDAR);
const step = (start: string, name: string, policy = DEFAULT_POLICY) =>
  plan(start, policy).steps.find((each) => each.name === name);

describe('from Monday 22 June 2026', () => {
  test('the days of every step', () => {
    const days = plan('2026-06-22').steps.map(({ name, from, due }) => `${name} ${from} ${due}`);
    expect(days).toEqual([
      'adjustment-plan 2026-06-22 2026-06-24',
      'posts-set 2026-06-25 2026-06-26',
      'direct-hire 2026-06-29 2026-06-30',
      'plan-passed 2026-06-29 2026-06-30',
      'direct-publicity 2026-07-01 2026-07-08',
      'plan-publicity 2026-07-01 2026-07-08',
      'in-school 2026-07-09 2026-07-10',
      'in-school-list 2026-07-13 2026-07-13',
      'in-school-publicity 2026-07-13 2026-07-20',
      'in-district-vacancies 2026-07-21 2026-07-21',
      'in-district 2026-07-22 2026-07-23',
      'in-district-publicity 2026-07-24 2026-07-31',
      'cross-district-vacancies 2026-08-03 2026-08-03',
      'forms 2026-08-04 2026-08-06',
      'intentions-approved 2026-08-07 2026-08-07',
      'cross-district 2026-08-10 2026-08-10',
      'cross-district-publicity 2026-08-11 2026-08-18',
      'list-approved 2026-08-19 2026-08-19',
      'contracts 2026-08-20 2026-08-20',
    ]);
  });
  test('nothing is late', () => {
    expect(plan('2026-06-22').steps.filter(({ late }) => late)).toEqual([]);
  });
});

test('the plans’ own days stand beside the steps', () => {
  const deadlines = plan('2026-06-22').steps.flatMap(({ name, deadline, rules }) =>
    deadline === null ? [] : [`${name} ${deadline} ${rules[0]}`],
  );
  expect(deadlines).toEqual([
    'adjustment-plan 2026-07-31 Q13',
    'posts-set 2026-08-22 F02',
    'in-school 2026-08-24 F02',
    'in-school-list 2026-08-25 F02',
    'contracts 2026-09-01 R07',
  ]);
});

test('the latest start is in time, the day after it is not', () => {
  const { latestStart } = plan('2026-06-22');
  expect(latestStart).toBe('2026-07-02');
  const late = (start: string) => plan(start).steps.some((each) => each.late);
  expect(late(latestStart as string)).toBe(false);
  expect(late(shiftDay(latestStart as string, 1))).toBe(true);
});

test('with the first day counted every publicity is a day shorter', () => {
  const first = parsePolicy({ publicityCountsFirstDay: true });
  expect(step('2026-06-22', 'direct-publicity')?.days).toBe(6);
  expect(step('2026-06-22', 'direct-publicity', first)).toMatchObject({
    days: 5,
    due: '2026-07-07',
  });
});

test('a longer publicity lengthens every publicity, a merged competition shortens the hiring', () => {
  const longer = parsePolicy({ publicityDays: 7 });
  for (const { name, from, due } of plan('2026-06-22', longer).steps) {
    if (name.endsWith('publicity')) expect(workingDaysBetween(from, due, CALENDAR)).toBe(8);
  }
  const merged = parsePolicy({
    'inSchool.batches': [
      ['middle-leaders', 'class-teachers', 'subject-teachers'],
      ['support', 'administration', 'logistics'],
    ],
  });
  expect(step('2026-06-22', 'in-school', merged)?.days).toBe(1);
});

test('steps follow those that they name, and start on working days', () => {
  const steps = plan('2026-09-25').steps;
  const of = (name: string) => steps.find((each) => each.name === name);
  for (const { name, after } of PLANNED_STEPS) {
    for (const before of after) {
      expect([name, (of(before)?.due as string) < (of(name)?.from as string)]).toEqual([
        name,
        true,
      ]);
    }
  }
  // 25–27 September 2026 is Mid-Autumn.
  expect(steps[0]?.from).toBe('2026-09-28');
});

test('a summer in a year without a notice says so', () => {
  expect(plan('2026-06-22').steps.flatMap(({ provisional }) => provisional)).toEqual([]);
  expect(new Set(plan('2027-06-21').steps.flatMap(({ provisional }) => provisional))).toEqual(
    new Set([2027]),
  );
});
