/** 工作日: which days are working days, how many lie between two, and when a number of them is over (F01). */
import { HOLIDAY_YEARS, type HolidayYear } from '../../domain/holidays.ts';
import type { Day } from '../../domain/journal.ts';

/** The years that a count of working days rests on; see {@link workCalendar}. */
export interface WorkCalendar {
  /** As given. */
  readonly years: readonly HolidayYear[];
  readonly rest: ReadonlySet<Day>;
  readonly work: ReadonlySet<Day>;
  /** Years with a published notice. */
  readonly published: ReadonlySet<number>;
}

const DAY_MS = 86_400_000;

/** The day `count` days after (before, when negative). */
export function shiftDay(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** @param years by default the built-in ones; `parseHolidays` gives those of a file beside them */
export function workCalendar(years: readonly HolidayYear[] = HOLIDAY_YEARS): WorkCalendar {
  return {
    years,
    rest: new Set(years.flatMap(({ rest }) => rest.flatMap(daysOf))),
    work: new Set(years.flatMap(({ work }) => work)),
    published: new Set(years.filter(({ provisional }) => !provisional).map(({ year }) => year)),
  };
}

function daysOf({ from, until }: { from: Day; until: Day }): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= until; day = shiftDay(day, 1)) days.push(day);
  return days;
}

/** A year without data has its weekends off and nothing else; see {@link unpublishedYears}. */
export function isWorkingDay(day: Day, calendar: WorkCalendar): boolean {
  if (calendar.work.has(day)) return true;
  if (calendar.rest.has(day)) return false;
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6;
}

/** Working days from `from` to `until`, both included; 0 when they are in wrong order. */
export function workingDaysBetween(from: Day, until: Day, calendar: WorkCalendar): number {
  let count = 0;
  for (let day = from; day <= until; day = shiftDay(day, 1)) {
    if (isWorkingDay(day, calendar)) count++;
  }
  return count;
}

/** The `count`-th working day after `day`; `day` itself for 0. */
export function addWorkingDays(day: Day, count: number, calendar: WorkCalendar): Day {
  let last = day;
  for (let left = count; left > 0; ) {
    last = shiftDay(last, 1);
    if (isWorkingDay(last, calendar)) left--;
  }
  return last;
}

/** Last day of a period of `count` ≥ 1 working days that begins on `from`, which counts when it is one. */
export function lastDayOf(from: Day, count: number, calendar: WorkCalendar): Day {
  return addWorkingDays(shiftDay(from, -1), count, calendar);
}

/** Years from `from` to `until` of which no notice is known: a count in them is provisional. */
export function unpublishedYears(from: Day, until: Day, { published }: WorkCalendar): number[] {
  const years: number[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(until.slice(0, 4)); year++) {
    if (!published.has(year)) years.push(year);
  }
  return years;
}
