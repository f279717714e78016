/** A day in a cell: 2026-07-15, 2026.7.15, 2026年7月15日, 20260715, a date or an Excel serial number. */
import type { CellValue } from '../workbook/port.ts';
import { cleanText } from './cells.ts';

const DAY_MS = 86_400_000;
/** Excel's day 0, with its phantom 29 February 1900 counted. */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const PARTS = /^((?:19|20)\d\d)[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?(?: \d\d?:.*)?$/u;
const SERIAL = /^[1-9]\d{4}(\.\d+)?$/u;

/** YYYY-MM-DD, 'missing' for a blank cell or 'not-a-day'. */
export function parseDay(value: CellValue): string {
  if (value instanceof Date) return dayOf(value.getTime());
  const text = cleanText(value);
  if (text === '') return 'missing';
  if (SERIAL.test(text)) return dayOf(SERIAL_EPOCH + Math.floor(Number(text)) * DAY_MS);
  const match = PARTS.exec(text);
  if (match === null) return 'not-a-day';
  const [year = 0, month = 0, day = 0] = match.slice(1, 4).map(Number);
  const written = new Date(Date.UTC(year, month - 1, day));
  const exists = written.getUTCMonth() === month - 1 && written.getUTCDate() === day;
  return exists ? dayOf(written.getTime()) : 'not-a-day';
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
