/** Months as whole numbers (12·year + month − 1) and back to `YYYY-MM`. */

export function monthNumber(yearMonth: string): number {
  return 12 * Number(yearMonth.slice(0, 4)) + Number(yearMonth.slice(5, 7)) - 1;
}

export function yearMonth(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** 1 September 2026, the reference month of the default policy. */
export const REFERENCE_MONTH = monthNumber('2026-09');
