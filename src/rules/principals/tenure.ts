/** 任期: how long a head has been at a school, and what the terms say of this summer (P01, P02). */
import type { LastHeaded, Leadership, Teacher, YearMonth } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import { monthNumber } from '../arithmetic.ts';

const YEAR = 12;

/** Months as head of this school at the reference month; null = not told. */
export function monthsAsHead({ since }: Leadership, reference: YearMonth): number | null {
  return since === null ? null : monthNumber(reference) - monthNumber(since);
}

const longest = ({ principals: { termYears, maxTerms, mustMoveYears } }: Policy): number =>
  YEAR * Math.min(termYears * maxTerms, mustMoveYears);

/** P01, P02: two terms at one school, or six years. */
export function mustMove(months: number | null, policy: Policy): boolean {
  return months !== null && months >= longest(policy);
}

/** Months of an earlier office at the school that count on, because less than a whole term lies between. */
export function earlierMonths(
  { lastHeaded }: Pick<Leadership, 'lastHeaded'>,
  schoolId: string,
  { from, policy }: { readonly from: YearMonth; readonly policy: Policy },
): number {
  if (lastHeaded === null || lastHeaded.schoolId !== schoolId) return 0;
  const between = monthNumber(from) - monthNumber(lastHeaded.until);
  if (between >= YEAR * policy.principals.termYears) return 0;
  return lastHeaded.months ?? longest(policy);
}

/** Months as head of the own school, an earlier office that counts on included; null = not told. */
export function monthsAtSchool(
  { schoolId }: Pick<Teacher, 'schoolId'>,
  leadership: Leadership,
  policy: Policy,
): number | null {
  const { since } = leadership;
  if (since === null) return null;
  const months = monthsAsHead(leadership, policy.referenceMonth) as number;
  return months + earlierMonths(leadership, schoolId, { from: since, policy });
}

/** What stays on record of a head who leaves the office at the own school at the reference month. */
export function officeLeft(
  teacher: Pick<Teacher, 'schoolId'>,
  leadership: Leadership,
  policy: Policy,
): LastHeaded | null {
  if (leadership.duty !== 'head') return leadership.lastHeaded;
  const months = monthsAtSchool(teacher, leadership, policy);
  return {
    schoolId: teacher.schoolId,
    until: policy.referenceMonth,
    months: months === null ? null : Math.max(0, months),
  };
}

/**
 * P01: a term ends in the first summer after its last month; in the summers between, nobody is moved. An unknown
 * start counts as inside a term: nobody is moved on a guess.
 */
export function insideTerm(months: number | null, { principals }: Policy): boolean {
  const term = YEAR * principals.termYears;
  if (months === null || months < term) return true;
  return Math.floor(months / term) === Math.floor((months - YEAR) / term);
}
