/**
 * Statutory retirement under the gradual schedule from 2025-01-01 (渐进式延迟法定退休年龄; L03, D01).
 * Source: NPC Standing Committee decision of 2024-09-13 with the State Council's measures.
 */
import type { Teacher, YearMonth } from '../domain/county.ts';
import { monthNumber } from './arithmetic.ts';

/** Base age in years, one month of delay for every `step` months, at most `max` months. */
const TRACKS = {
  men60: { base: 60, step: 4, max: 36 },
  women55: { base: 55, step: 4, max: 36 },
  women50: { base: 50, step: 2, max: 60 },
} as const;
export type RetirementTrack = keyof typeof TRACKS;

/** Men 60; women 55 as teachers and cadres, 50 as workers (工勤); a recorded override wins. */
function retirementTrack(
  teacher: Pick<Teacher, 'sex' | 'category' | 'statutoryTrack'>,
): RetirementTrack {
  if (teacher.statutoryTrack !== null) return teacher.statutoryTrack;
  if (teacher.sex === 'M') return 'men60';
  return teacher.category === 'W' ? 'women50' : 'women55';
}

/**
 * Month of statutory retirement.
 * @returns `YYYY-MM` and the delay in months (0 … 36 or 60)
 */
export function retirementMonth(
  birth: YearMonth,
  track: RetirementTrack,
): { month: YearMonth; delay: number } {
  const { base, step, max } = TRACKS[track];
  const atBase = monthNumber(birth) + base * 12;
  const monthsPastReform = atBase - monthNumber('2025-01') + 1;
  const delay = monthsPastReform <= 0 ? 0 : Math.min(Math.ceil(monthsPastReform / step), max);
  const month = atBase + delay;
  const year = Math.floor(month / 12);
  return { month: `${year}-${String((month % 12) + 1).padStart(2, '0')}`, delay };
}

/** Months from the reference month to retirement; negative once past. */
export function monthsToRetirement(teacher: Teacher, reference: YearMonth): number {
  const { month } = retirementMonth(teacher.birth, retirementTrack(teacher));
  return monthNumber(month) - monthNumber(reference);
}
