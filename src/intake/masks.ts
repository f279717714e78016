/**
 * What of a cell may be shown: whole for tables of schools and posts; in tables about people only the words of the
 * bureau (stages, titles, subjects, school names), numbers and marks. Everything else becomes 「＊＊＊」, because in a
 * shifted column any cell may hold a name.
 */
import type { CellValue } from '../workbook/port.ts';
import { TABLES, type TableId } from './headers.ts';
import { allWords } from './vocabulary.ts';

const MASK = '＊＊＊';
/** Longest text of a cell that is shown. */
const LONGEST = 40;

/** Tables about people: their cells are shown in part. */
const ABOUT_PEOPLE: ReadonlySet<TableId> = new Set([
  'roster',
  'wishes',
  'merits',
  'researchers',
  'tasks',
]);
/** Fields that are never shown: names, numbers and births of persons, their health and where they live. */
const NEVER_SHOWN: ReadonlySet<string> = new Set([
  'name',
  'idNumber',
  'birth',
  'exemption',
  'exemptionSpan',
  'evidence',
  'homeDistrict',
]);

/** True for a table about people. */
export function isAboutPeople(table: TableId): boolean {
  return ABOUT_PEOPLE.has(table);
}

/**
 * The text of a cell fit for messages, logs and the API, at most 40 characters; null for a blank cell.
 * @param where 'header', or the table and the field of the column (null = a column that was not recognised)
 */
export function shownText(
  value: CellValue,
  where: 'header' | { readonly table: TableId; readonly field: string | null },
): string | null {
  const text = value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? '');
  if (text.trim() === '') return null;
  if (where === 'header') return shortened(text.replace(/\d{6,}/g, '…'));
  if (!ABOUT_PEOPLE.has(where.table)) return shortened(text.replace(/\d{11,}/g, MASK));
  if (where.field === null || NEVER_SHOWN.has(where.field)) return MASK;
  return shortened(where.field === 'staffNo' ? staffNumber(text) : withoutNames(text));
}

const shortened = (text: string) =>
  text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;

/** A staff number may be shown; what is as long as an ID number, or no number at all, may not. */
const staffNumber = (text: string) => (/^[\w\s-]{1,14}$/.test(text.trim()) ? text : MASK);

/** Words that give nobody away, the longest first; single characters only where they are all there is. */
const KNOWN_WORDS = [
  ...allWords(),
  ...Object.values(TABLES).flatMap(({ columns }) =>
    Object.values(columns).flatMap(({ headers }): readonly string[] => headers),
  ),
  ...[
    '优秀',
    '基本合格',
    '不合格',
    '合格',
    '称职',
    '不称职',
    '不确定',
    '服从',
    '不服从',
    '专技',
    '班主任',
    '班级',
  ],
].filter((word) => word.length >= 2 && !/[.*+?^${}()|[\]\\]/.test(word));

const SCHOOL = '[\\p{Script=Han}\\d０-９]{1,15}(?:小学|中学|学校|幼儿园|教学点|完小|学区|街道)';
const KNOWN = new RegExp(
  `^(?:${SCHOOL}|${[...new Set(KNOWN_WORDS)].sort((a, b) => b.length - a.length).join('|')})`,
  'u',
);
/** Numbers too short to be a year of birth, marks, and letters too few to spell a name. */
const HARMLESS = /^(?:[\d０-９]{1,3}(?![\d０-９])|[A-Za-z]{1,3}(?![A-Za-z])|[^\p{L}\p{N}])/u;
const SINGLE = /^[男女是否有无对可不年月日班级至起止第一二三四五六七八九十]$/u;

function withoutNames(text: string): string {
  if (SINGLE.test(text.trim())) return text;
  let shown = '';
  let rest = text.slice(0, 2 * LONGEST);
  while (rest !== '') {
    const plain = (KNOWN.exec(rest) ?? HARMLESS.exec(rest))?.[0];
    const hidden = plain ?? /^(?:\p{N}+|\p{L})/u.exec(rest)?.[0] ?? rest.slice(0, 1);
    if (plain !== undefined) shown += plain;
    else if (!shown.endsWith(MASK)) shown += MASK;
    rest = rest.slice(hidden.length);
  }
  return shown;
}
