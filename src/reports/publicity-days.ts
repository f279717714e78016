/** 公示起止 (F01): from the first day, by working days. */
import { InputError } from '../domain/errors.ts';
import { type HolidayYear, isRealDay } from '../domain/holidays.ts';
import type { Policy } from '../domain/policy.ts';
import { workCalendar } from '../rules/workflow/index.ts';
import { publicUntil } from '../rules/workflow/publicity-days.ts';
import type { ReportSources } from './sources.ts';

/**
 * The publicity that begins on a day and lasts as many working days as the policy asks.
 * @param start `YYYY-MM-DD`
 * @param years holidays and make-up days; by default the built-in ones
 * @throws InputError when there is no such day
 */
export function publicityFrom(
  start: string,
  policy: Policy,
  years?: readonly HolidayYear[],
): NonNullable<ReportSources['publicity']> {
  if (!/^20\d\d-\d\d-\d\d$/.test(start) || !isRealDay(start))
    throw new InputError([
      {
        code: 'not-a-day',
        path: 'publicity-start',
        message: `公示开始日「${start}」应为真实的日期，如 2026-08-20 (not a day)。`,
      },
    ]);
  return { start, end: publicUntil(start, policy, workCalendar(years)) };
}
