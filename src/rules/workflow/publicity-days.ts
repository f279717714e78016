/** 公示期 (F01): the working days of a publicity, with or without its first day as the policy counts. */
import type { Day } from '../../domain/journal.ts';
import type { Policy } from '../../domain/policy.ts';
import {
  addWorkingDays,
  lastDayOf,
  shiftDay,
  type WorkCalendar,
  workingDaysBetween,
} from './working-days.ts';

type Count = Pick<Policy, 'publicityDays' | 'publicityCountsFirstDay'>;

/** Working days from the first day to the last, both included, of a publicity that begins on a working day. */
export function publicitySpan({ publicityDays, publicityCountsFirstDay }: Count): number {
  return publicityDays + (publicityCountsFirstDay ? 0 : 1);
}

/** The earliest last day of a publicity that begins on `on`. */
export function publicUntil(on: Day, policy: Count, calendar: WorkCalendar): Day {
  const { publicityDays, publicityCountsFirstDay } = policy;
  return publicityCountsFirstDay
    ? lastDayOf(on, publicityDays, calendar)
    : addWorkingDays(on, publicityDays, calendar);
}

/** Working days that count from `on` to `until`. */
export function publicDays(on: Day, until: Day, policy: Count, calendar: WorkCalendar): number {
  const first = policy.publicityCountsFirstDay ? on : shiftDay(on, 1);
  return workingDaysBetween(first, until, calendar);
}
