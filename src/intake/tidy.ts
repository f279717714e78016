/**
 * Safe mends of the cells of a row, each listed: white space, full-width letters and digits, text marks, pinyin that a
 * converter put between the characters, marks of emptiness, forms of dates and numbers. Only what leaves no doubt is
 * changed; the readers of the tables judge the rest.
 */
import type { CellValue, RawSheet } from '../workbook/port.ts';
import { cleanText, parseDecimal, parseMonth } from './cells.ts';
import { parseDay } from './days.ts';
import { type FieldKind, fieldKind } from './field-kinds.ts';
import type { HeaderRow } from './header-rows.ts';
import { TABLES, type Table, type TableId } from './headers.ts';
import type { IssueLog, Place } from './issues.ts';

/** Days between the epochs of the two date systems of Excel. */
const EPOCHS_APART = 1462;
/** Text without any of these needs no tidying. */
const SUSPECT =
  /[\s\u200b-\u200f\u2060\ufeff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u0080-\u024f\ufffd]|^['`’]|锟斤拷/u;
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff]/gu;
const WIDE = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/gu;
/** Pinyin with a tone mark in brackets behind a character: 「应(yīng)」. */
const PINYIN =
  /(?<=\p{Script=Han})[(（](?=[a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+[)）]/gu;
/** What is left of characters that were read in the wrong encoding. */
const LOST = /\ufffd|锟斤拷|[\u00c2-\u00f4][\u0080-\u00bf]/u;
const EMPTY_LENGTH = 7;

interface Context {
  readonly table: TableId;
  readonly sheet: RawSheet;
  readonly header: HeaderRow;
  /** The row. */
  readonly at: Place;
  readonly log: IssueLog;
}

/** A known column of a sheet. */
interface KnownColumn {
  readonly column: number;
  readonly kind: FieldKind;
  readonly label: string;
}

interface Cell extends KnownColumn {
  readonly textOnly: boolean;
  /** Lists a mend of this cell. */
  readonly note: (code: string, what: string, takenFor: string) => void;
  readonly warn: (code: string, what: string, suggestion: string) => void;
}

/** The values of a row with the known columns tidied; the same array where nothing had to be done. */
export function tidyRow(values: readonly CellValue[], context: Context): readonly CellValue[] {
  let tidied: CellValue[] | null = null;
  for (const known of columnsOf(context)) {
    const value = values[known.column] ?? null;
    if (value === null || value === '' || isTidy(value, known.kind)) continue;
    const next = tidyCell(value, known, context);
    if (next === value) continue;
    tidied ??= [...values];
    tidied[known.column] = next;
  }
  return tidied ?? values;
}

const columnsBySheet = new WeakMap<HeaderRow, readonly KnownColumn[]>();

function columnsOf({ header, table }: Context): readonly KnownColumn[] {
  const known = columnsBySheet.get(header);
  if (known !== undefined) return known;
  const columns: Table['columns'] = TABLES[table].columns;
  const made = [...header.columns].map(([key, column]) => ({
    ...{ column, kind: fieldKind(table, key) },
    label: columns[key]?.headers[0] ?? key,
  }));
  columnsBySheet.set(header, made);
  return made;
}

/** Most cells are as they should be; they are passed over before anything is made for them. */
function isTidy(value: CellValue, { form }: FieldKind): boolean {
  if (value instanceof Date || typeof value === 'boolean') return true;
  if (typeof value === 'number') return form === 'count' || form === 'text';
  if (form === 'month') return /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(String(value));
  return form === 'text' && isPlain(String(value));
}

function tidyCell(value: CellValue, known: KnownColumn, { sheet, at, log }: Context): CellValue {
  const { kind, label, column } = known;
  const place = { ...at, column };
  const cell: Cell = {
    ...known,
    textOnly: sheet.textOnly === true,
    note: (code, what, takenFor) =>
      log.mended(place, {
        code,
        message: `「${label}」${what}。`,
        suggestion: '已按规范写法处理。',
        takenFor,
      }),
    warn: (code, what, suggestion) =>
      log.warn(place, { code, message: `「${label}」${what}。`, suggestion }),
  };
  const text = typeof value === 'string' ? tidyText(value, cell) : value;
  if (kind.form === 'month' || kind.form === 'day')
    return tidyDate(text, cell, sheet.date1904 === true);
  if (kind.form === 'count') noteNumber(text, cell);
  return text;
}

const isPlain = (text: string) =>
  !SUSPECT.test(text) && (text.length > EMPTY_LENGTH || cleanText(text) !== '');

function tidyText(text: string, { kind, note, warn }: Cell): string {
  let next = text;
  const step = (changed: string, code: string, what: string) => {
    if (changed !== next) note(code, what, changed);
    next = changed;
  };
  step(next.replace(PINYIN, ''), 'pinyin-inserted', '夹有拼音');
  step(next.replace(INVISIBLE, '').trim(), 'stray-space', '前后有空白或不可见字符');
  step(next.replace(/^['`’](?=.)/u, ''), 'text-mark', '前有文本标记');
  if (!kind.isPersonName) {
    const narrow = (wide: string) => wide.normalize('NFKC');
    step(next.replace(WIDE, narrow), 'full-width', '含全角字母或数字');
  }
  if (kind.isWord) step(next.replace(/\s+/gu, ''), 'stray-space', '中间有空白');
  if (LOST.test(next)) {
    warn('lost-characters', '含有已损坏的文字', '编码转换时丢失，无法还原；请从原文件重新复制。');
  }
  const isMark = next !== '' && next.length <= EMPTY_LENGTH && cleanText(next) === '';
  if (isMark && !kind.isAnswer) note('empty-mark', '以符号或文字表示空白', '');
  return next;
}

/** Serial numbers of the 1904 system become those of the 1900 system; other forms than 2026-03 are listed. */
function tidyDate(value: CellValue, { kind, note }: Cell, date1904: boolean): CellValue {
  if (value instanceof Date) return value;
  const isSerial =
    /^[1-9]\d{3,4}(\.0+)?$/.test(String(value)) && !/^(19|20)\d\d$/.test(String(value));
  const next = isSerial && date1904 ? Number(value) + EPOCHS_APART : value;
  const month = parseMonth(next);
  const read =
    kind.form === 'day' ? parseDay(next) : typeof month === 'string' ? month : month.month;
  const isDoubtful = typeof month !== 'string' && month.doubt !== null;
  if (/^(missing|not-a-)/.test(read) || isDoubtful) return next;
  if (isSerial) {
    note('serial-date', `是日期序列号（${date1904 ? '1904' : '1900'} 日期系统）`, read);
  } else if (String(value) !== read) note('date-form', '不是规范的日期写法', read);
  return next;
}

function noteNumber(value: CellValue, { note, textOnly }: Cell): void {
  if (typeof value !== 'string') return;
  const number = parseDecimal(value);
  if (typeof number === 'string') return;
  const isPlainNumber = /^-?\d+(\.\d+)?$/.test(value);
  if (!isPlainNumber) note('number-form', '含单位、千分位或百分号', String(number));
  else if (!textOnly) note('number-as-text', '的数字以文本存放', String(number));
}
