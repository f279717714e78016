/** Months and the gradual retirement schedule (L03, domain.md §3.3), in whole months. */
import type { Teacher, YearMonth } from '../domain/county.ts';

/** Base age in years, months of birth per month of delay, longest delay in months. */
const TRACKS = {
  men60: { age: 60, step: 4, most: 36 },
  women55: { age: 55, step: 4, most: 36 },
  women50: { age: 50, step: 2, most: 60 },
} as const;
export type RetirementTrack = keyof typeof TRACKS;

/** Months since the year 0; differences of two are months between. */
export function monthNumber(month: YearMonth): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** Month number of the statutory retirement month. */
export function retirementMonth(birth: YearMonth, track: RetirementTrack): number {
  const { age, step, most } = TRACKS[track];
  const born = monthNumber(birth);
  const year = Number(birth.slice(0, 4));
  const sinceReform = (year + age - 2025) * 12 + Number(birth.slice(5, 7));
  const delay = sinceReform <= 0 ? 0 : Math.min(Math.ceil(sinceReform / step), most);
  return born + 12 * age + delay;
}

export function trackOf(person: Teacher): RetirementTrack {
  if (person.statutoryTrack !== null) return person.statutoryTrack;
  if (person.sex === 'M') return 'men60';
  return person.category === 'W' ? 'women50' : 'women55';
}
