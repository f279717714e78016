/** 交流期 (R04): when an exchange ends, how long it lasted, and what follows for the person (R05, D10). */
import type { Exchange, Teacher, YearMonth } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import { type SchoolTier, TIER_RANK } from '../../domain/vocabulary.ts';
import { addMonths, MONTHS_PER_YEAR, monthNumber } from '../arithmetic.ts';

/** R04: an exchange lasts at most three years. */
const LONGEST_EXCHANGE_MONTHS = 36;

type Term = Pick<Exchange, 'since' | 'until'>;

/** The term of an exchange that begins in `since`; its last month is inside. */
export function exchangeTerm(since: YearMonth, { rotation }: Policy): Term {
  return { since, until: addMonths(since, MONTHS_PER_YEAR * rotation.termYears - 1) };
}

/** Last month of an exchange: as agreed, but never beyond three years. */
export function lastMonth({ since, until }: Term): YearMonth {
  const longest = addMonths(since, LONGEST_EXCHANGE_MONTHS - 1);
  return until < longest ? until : longest;
}

/** Whether the exchange is over as `month` begins. */
export function isOver(exchange: Exchange | null, month: YearMonth): exchange is Exchange {
  return exchange !== null && lastMonth(exchange) < month;
}

/**
 * Months really spent on an exchange as `month` begins, never cut: who was there longer than three years was.
 * The agreed last month ends it, the month itself otherwise.
 */
export function monthsSpent({ since, until }: Term, month: YearMonth): number {
  const end = Math.min(monthNumber(until) + 1, monthNumber(month));
  return Math.max(0, end - monthNumber(since));
}

/** An exchange that is over, as far as the right to move up hangs on it. */
export interface FinishedTerm {
  readonly home: SchoolTier;
  readonly exchange: SchoolTier;
  /** Years of the exchange that the record of assessments knows, latest last. */
  readonly yearsOnRecord: number;
}

/**
 * D10: a finished exchange opens the way up for who went down a tier and was assessed at least 合格 in each year of the
 * exchange; a year that the record does not have stands against nobody.
 */
export function earnsReturnRight(
  { assessments }: Pick<Teacher, 'assessments'>,
  { home, exchange, yearsOnRecord }: FinishedTerm,
): boolean {
  const known = yearsOnRecord === 0 ? [] : assessments.slice(-yearsOnRecord);
  return (
    TIER_RANK[exchange] > TIER_RANK[home] &&
    known.every((grade) => grade === 'excellent' || grade === 'pass')
  );
}
