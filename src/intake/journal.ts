/** 工作台账 → dated acts: a JSON file, or a sheet of a workbook or a `.csv`. Whatever cannot be told for certain is asked about. */
import type { County } from '../domain/county.ts';
import { InputError, type InputIssue } from '../domain/errors.ts';
import { isRealDay } from '../domain/holidays.ts';
import { inJournalOrder, Journal, type JournalEntry, keptUpTo } from '../domain/journal.ts';
import { inChinese, inputIssues } from '../domain/zod-issues.ts';
import {
  DEFAULT_READ_LIMITS,
  type RawSheet,
  type RawWorkbook,
  type ReadLimits,
} from '../workbook/port.ts';
import { readWorkbook } from '../workbook/read.ts';
import type { WorkbookSource } from '../workbook/source.ts';
import { comparable } from './cells.ts';
import { IssueLog, type Place } from './issues.ts';
import { JournalBook, type JournalKey } from './journal-faults.ts';
import { JOURNAL_TABLE, type JournalColumn, JournalRow } from './journal-sheet.ts';
import { PostBook, SchoolBook } from './plan-names.ts';
import { byHeaders, findHeaderRow, type HeaderRow } from './sheet-claims.ts';
import { dataRows } from './table.ts';

/**
 * A document `{format: 'tiaopei-journal/1', asOf?, entries}`.
 * @throws InputError with the path of everything that is unknown, impossible or said twice
 */
export function journalFromJson(value: unknown, county: County): JournalEntry[] {
  // The path says where; what stands there may be a name.
  const parsed = Journal.safeParse(value, { ...inChinese, reportInput: false });
  if (!parsed.success) throw new InputError(inputIssues(parsed.error, 'not-a-journal'));
  const book = new JournalBook(county);
  const issues = parsed.data.entries.flatMap((entry, at) =>
    book.faults(entry).map(({ key, code, message, suggestion }): InputIssue => {
      const path = `entries.${at}.${key}`;
      return { code, path, message: `「${path}」：${message}${suggestion}` };
    }),
  );
  if (issues.length > 0) throw new InputError(issues);
  return inJournalOrder(withAsOf(parsed.data));
}

/** The day up to which the file is kept, as the entry that says so. */
function withAsOf({ asOf, entries }: Journal): JournalEntry[] {
  if (asOf === undefined) return entries;
  const last = keptUpTo(entries) ?? asOf;
  if (isRealDay(asOf) && last <= asOf)
    return [...entries, { id: `as-of/${asOf}`, on: asOf, kind: 'as-of' }];
  const message = isRealDay(asOf)
    ? `「asOf」：台账已记到 ${last}，晚于截至日 ${asOf}，请更正 (entries later than the day up to which the journal is kept)。`
    : '「asOf」：没有这一天，请按「2026-07-01」的样式填写 (no such day)。';
  throw new InputError([{ code: 'not-kept-so-far', path: 'asOf', message }]);
}

/**
 * Opens and reads a workbook or a `.csv`.
 * @throws InputError with sheet and cell, see {@link readJournal}
 */
export async function readJournalFrom(
  source: WorkbookSource,
  county: County,
  limits: ReadLimits = DEFAULT_READ_LIMITS,
): Promise<JournalEntry[]> {
  return readJournal(await readWorkbook(source, limits), county);
}

/** Column of the sheet that a key of an entry was read from. */
const COLUMN: Readonly<Record<JournalKey, JournalColumn>> = {
  id: 'id',
  on: 'on',
  until: 'until',
  schoolId: 'school',
  teacherId: 'teacher',
  postGroupId: 'post',
};

/**
 * The sheet 工作台账, found by its name or else by its headers; 「全部」 as a school stands for every school.
 * @throws InputError with sheet and cell for everything that is unknown, impossible or said twice
 */
export function readJournal(raw: RawWorkbook, county: County): JournalEntry[] {
  const found = findJournal(raw);
  const log = new IssueLog();
  const book = new JournalBook(county);
  const context = {
    schoolIds: county.schools.map(({ id }) => id),
    schools: new SchoolBook(county),
    posts: new PostBook(county),
    ask: log.error.bind(log),
  };
  const entries = dataRows(found.sheet, { ...found, log }).flatMap(([index, values]) => {
    const row = new JournalRow(found, index, values, context);
    const read = row.entries();
    for (const { key, ...remark } of read.flatMap((entry) => book.faults(entry)))
      log.error(row.place(COLUMN[key]), remark);
    return read;
  });
  const issues = log.sorted();
  if (issues.length > 0)
    throw new InputError(
      issues.map(({ code, sheet, cell, message, suggestion }) => ({
        code,
        ...(sheet === null ? {} : { sheet }),
        ...(cell === null ? {} : { cell }),
        message: `${message}${suggestion}`,
      })),
    );
  return inJournalOrder(entries);
}

interface FoundJournal {
  readonly sheet: RawSheet;
  readonly place: Place;
  readonly header: HeaderRow;
}

function findJournal({ sheets }: RawWorkbook): FoundJournal {
  const names: readonly string[] = JOURNAL_TABLE.sheets;
  const fitting = sheets.filter((sheet) => byHeaders(sheet, JOURNAL_TABLE) > 0);
  const sheet =
    fitting.find(({ name }) => names.some((known) => comparable(name).includes(known))) ??
    fitting[0];
  const header = sheet === undefined ? null : findHeaderRow(sheet, JOURNAL_TABLE);
  if (sheet !== undefined && header !== null) {
    const place = { sheet: sheet.name, sheetIndex: sheets.indexOf(sheet), row: null, column: null };
    return { sheet, place, header };
  }
  const listed = sheets.map(({ name }) => `「${name}」`).join('') || '零个';
  const message = `没有找到「工作台账」：现有工作表${listed}中没有同时含「日期」「事项」的表头 (no journal found)。`;
  throw new InputError([{ code: 'no-journal', message }]);
}
