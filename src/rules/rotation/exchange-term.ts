/** 交流期 (R04): when an exchange ends, how long it lasted, and what follows for the person (R05, D10). */
import type { Exchange, Teacher, YearMonth } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import { type SchoolTier, TIER_RANK } from '../../domain/vocabulary.ts';
import { addMonths, MONTHS_PER_YEAR, monthNumber } from '../arithmetic.ts';

/** R04: an exchange lasts at most three years. */
const LONGEST_EXCHANGE_MONTHS = 36;

/** The term of an exchange that begins in `since`; its last month is inside. */
export function exchangeTerm(
  since: YearMonth,
  { rotation }: Policy,
): Pick<Exchange, 'since' | 'until'> {
  return { since, until: addMonths(since, MONTHS_PER_YEAR * rotation.termYears - 1) };
}

/** Last month of an exchange: as agreed, but never beyond three years. */
export function lastMonth({ since, until }: Pick<Exchange, 'since' | 'until'>): YearMonth {
  const longest = addMonths(since, LONGEST_EXCHANGE_MONTHS - 1);
  return until < longest ? until : longest;
}

/** Months from `since` to the last month, both inside; 1–36. */
export function exchangeMonths(exchange: Pick<Exchange, 'since' | 'until'>): number {
  return monthNumber(lastMonth(exchange)) - monthNumber(exchange.since) + 1;
}

/**
 * D10: a finished exchange opens the way up for who was in the country, or at a school of a lower rank than the own
 * one, and did not fail the last assessment.
 */
export function earnsReturnRight(
  { assessments }: Pick<Teacher, 'assessments'>,
  home: SchoolTier,
  exchange: SchoolTier,
): boolean {
  const down = exchange === 'R' || TIER_RANK[exchange] > TIER_RANK[home];
  return down && assessments.at(-1) !== 'fail';
}
