/** One cell as a day: 2026-07-01, 2026.7.1, 2026/7/1, 2026年7月1日, 20260701, an Excel serial number or a date. */
import { isRealDay } from '../domain/holidays.ts';
import { Day } from '../domain/journal.ts';
import type { CellValue } from '../workbook/port.ts';
import { cleanText } from './cells.ts';

const DAY_MS = 86_400_000;
/** Excel's day 0, with its phantom 29 February 1900 counted. */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const PARTS =
  /^(20\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:[ T]00:00(?::00)?.*)?$/u;

/** The day, or null for what is none between 2000 and 2099. */
export function parseDay(value: CellValue): Day | null {
  if (value instanceof Date) return known(value.toISOString().slice(0, 10));
  const text = cleanText(value);
  if (/^\d{8}$/.test(text)) return known(text.replace(/^(....)(..)(..)$/, '$1-$2-$3'));
  if (/^\d{5}(\.0+)?$/.test(text))
    return known(new Date(SERIAL_EPOCH + Number(text) * DAY_MS).toISOString().slice(0, 10));
  const match = PARTS.exec(text);
  if (match === null) return null;
  const [, year = '', month = '', day = ''] = match;
  return known(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

const known = (day: string): Day | null =>
  Day.safeParse(day).success && isRealDay(day) ? day : null;
