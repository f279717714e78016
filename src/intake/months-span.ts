/** A span of months in one cell: 「2026-03至2026-12」, 「2026.3-2026.12」, 「2026年3月起」, 「至2026年12月」. */

import type { CellValue } from '../workbook/port.ts';
import { cleanText, parseMonth } from './cells.ts';

export interface MonthSpan {
  /** First and last month; null = open. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Words and marks between two months; a single hyphen only where it cannot belong to a month. */
const BETWEEN = /[至到~—–]+|--+|(?<=^\d{4}[.年/]\d{1,2}月?)-/u;

/** A span, and whether one of its months can be read in two ways. */
export interface ParsedSpan extends MonthSpan {
  readonly doubt: boolean;
}

/** The span a cell tells, null for a blank one, 'unclear' for anything else. A month alone is the first one. */
export function parseSpan(value: CellValue): ParsedSpan | null | 'unclear' {
  const text = cleanText(value).replace(/(起|止|今)$/u, '');
  if (text === '') return null;
  const parts = value instanceof Date ? [text] : text.split(BETWEEN);
  if (parts.length > 2) return 'unclear';
  const [from, to] = [parseMonth(parts[0] ?? ''), parseMonth(parts[1] ?? '')];
  if (from === 'not-a-month' || to === 'not-a-month') return 'unclear';
  if (from === 'missing' && to === 'missing') return 'unclear';
  const told = [from, to].filter((end) => end !== 'missing');
  return {
    from: from === 'missing' ? null : from.month,
    to: to === 'missing' ? null : to.month,
    doubt: told.some(({ doubt }) => doubt !== null),
  };
}
