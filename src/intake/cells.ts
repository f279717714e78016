/** Cleaning one cell: white space, full-width forms, empty marks; then months, whole numbers, yes and no. */
import type { CellValue } from '../workbook/port.ts';

/** Marks by which a planner says "nothing here". */
const EMPTY_MARKS = new Set([
  '无',
  '/',
  '\\',
  '-',
  '--',
  '—',
  '——',
  '–',
  '#N/A',
  'N/A',
  '#REF!',
  '#VALUE!',
  '空',
  'NULL',
]);

/** Text that NFKC and trimming leave as it is: nearly every cell, so it is asked first. */
const PLAIN = /^[\u4e00-\u9fff0-9A-Za-z.-]*$/;
const LONGEST_MARK = 7;

/** The text as written: NFKC, white space trimmed and runs of it made one blank, a leading text mark (') dropped. */
export function writtenText(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'string' && PLAIN.test(value)) return value;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value).normalize('NFKC').replace(/\s+/gu, ' ').trim().replace(/^'/, '');
}

/** The text with empty marks (无, /, —, #N/A …) as ''. */
export function cleanText(value: CellValue): string {
  const text = writtenText(value);
  return text.length <= LONGEST_MARK && EMPTY_MARKS.has(text.toUpperCase()) ? '' : text;
}

/** The form in which names and headers are compared: NFKC without any white space. */
export function comparable(text: string): string {
  return PLAIN.test(text) ? text : text.normalize('NFKC').replace(/\s+/gu, '');
}

/** A person's name for the bureau's own workbooks: white space out, the characters themselves untouched. */
export function personName(value: CellValue): string {
  return value === null ? '' : String(value).replace(/\s+/gu, '');
}

export type CountFault = 'missing' | 'not-a-number' | 'negative' | 'not-whole';

/** A whole number ≥ 0, from a number or text such as 「12」「12人」「1,200」. */
export function parseCount(value: CellValue): number | CountFault {
  const number = parseDecimal(value);
  if (typeof number !== 'number') return number;
  if (number < 0) return 'negative';
  return Number.isSafeInteger(number) ? number : 'not-whole';
}

/** A decimal number, from a number or text with an optional unit; 「85%」 is 85, as in a column of points. */
export function parseDecimal(value: CellValue): number | 'missing' | 'not-a-number' {
  if (typeof value === 'number') return Number.isFinite(value) ? value : 'not-a-number';
  const text = cleanText(value);
  if (text === '') return 'missing';
  const match = /^([+-]?\d[\d,]*(?:\.\d+)?)\s*(?:个月|学时|小时|人|名|个|班|年|月|分|节|%)?$/u.exec(
    text.replace('−', '-'),
  );
  return match === null ? 'not-a-number' : Number(match[1]?.replaceAll(',', ''));
}

const YES = new Set([
  '是',
  '有',
  '√',
  '✓',
  '✔',
  'Y',
  'YES',
  'TRUE',
  '1',
  '对',
  '可',
  '可以',
  '合格',
  '通过',
  '同意',
  '服从',
  '愿意',
  '已确认',
]);
const NO = new Set([
  '否',
  '无',
  '×',
  'X',
  '✗',
  '✘',
  'N',
  'NO',
  'FALSE',
  '0',
  '不',
  '不可',
  '不可以',
  '不合格',
  '未通过',
  '不同意',
  '不服从',
  '不愿意',
  '未确认',
  '不可任教',
]);

/** true, false, null for blank, 'unclear' for anything else. 「无」 is a no. */
export function parseYesNo(value: CellValue): boolean | null | 'unclear' {
  const text = writtenText(value).toUpperCase();
  if (YES.has(text)) return true;
  if (NO.has(text)) return false;
  return cleanText(value) === '' ? null : 'unclear';
}

/** A month, or what stood in its way. `doubt` says the reading is one of two. */
export interface ParsedMonth {
  readonly month: string;
  readonly doubt: 'october' | 'century' | null;
}
export type MonthFault = 'missing' | 'not-a-month';

const SERIAL_MIN = 3000; // 1908-03
const SERIAL_MAX = 60000; // 2064-04
const DAY_MS = 86_400_000;
/** Excel's day 0, with its phantom 29 February 1900 counted. */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
/** Two-digit years below this are of this century: nobody in service was born before 1940. */
const CENTURY_PIVOT = 40;

/** Reads 1975-03, 1975.3, 197503, 19750312, 1975年3月, 75.3, an Excel serial number or a date. */
export function parseMonth(value: CellValue): ParsedMonth | MonthFault {
  if (value instanceof Date) return fromDate(value);
  const text = cleanText(value);
  if (text === '') return 'missing';
  return fromDigits(text) ?? fromParts(text) ?? 'not-a-month';
}

function fromDate(date: Date): ParsedMonth | MonthFault {
  return month(date.getUTCFullYear(), date.getUTCMonth() + 1) ?? 'not-a-month';
}

function month(
  year: number,
  monthNumber: number,
  doubt: ParsedMonth['doubt'] = null,
): ParsedMonth | null {
  if (year < 1900 || year > 2099 || monthNumber < 1 || monthNumber > 12) return null;
  return { month: `${year}-${String(monthNumber).padStart(2, '0')}`, doubt };
}

/** 197503, 19750312, 27463. */
function fromDigits(text: string): ParsedMonth | null {
  if (/^\d{6}(\d\d)?$/.test(text)) return month(Number(text.slice(0, 4)), Number(text.slice(4, 6)));
  if (!/^\d{4,5}(\.0+)?$/.test(text)) return null;
  const serial = Number(text);
  if (serial < SERIAL_MIN || serial > SERIAL_MAX) return null;
  const date = new Date(SERIAL_EPOCH + serial * DAY_MS);
  return month(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

/** 1975-03, 1975.3, 1975/3/12, 1975年3月, 75.3. */
function fromParts(text: string): ParsedMonth | null {
  const match =
    /^(\d{4}|\d\d)\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(?:\d{1,2}\s*日?)?)?(?: \d\d?:.*)?$/u.exec(
      text,
    );
  if (match === null) return null;
  const [, yearText = '', monthText = ''] = match;
  if (yearText.length === 2) {
    const year = Number(yearText);
    return month(year < CENTURY_PIVOT ? 2000 + year : 1900 + year, Number(monthText), 'century');
  }
  // A spreadsheet drops the zero of 1968.10, so 1968.1 may be January or October.
  return month(Number(yearText), Number(monthText), /^\d{4}\.1$/.test(text) ? 'october' : null);
}
