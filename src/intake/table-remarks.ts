/** What is said about sheets, header rows and columns that are missing, unknown or superfluous. */
import type { RawSheet, RawWorkbook } from '../workbook/port.ts';
import { comparable } from './cells.ts';
import { TABLES, type Table, type TableId, UNUSED_HEADERS } from './headers.ts';
import type { IssueLog, Place } from './issues.ts';
import { nearest } from './nearest.ts';
import {
  byHeaders,
  HEADER_SEARCH_ROWS,
  type HeaderRow,
  headerText,
  TABLE_IDS,
} from './sheet-claims.ts';

/** Sheets that explain the workbook need no remark. */
const GUIDE_SHEET = /说明|须知|目录|示例|README|readme/u;

export interface SheetContext {
  readonly place: Place;
  readonly header: HeaderRow;
  readonly log: IssueLog;
}

export function remarkMissingSheet(id: TableId, raw: RawWorkbook, log: IssueLog): void {
  const table: Table = TABLES[id];
  if (table.quiet === true) return;
  const names = raw.sheets.map((sheet) => `「${sheet.name}」`).join('');
  const [canonical = ''] = table.sheets;
  const remark = {
    code: 'missing-sheet',
    message: `缺少工作表「${canonical}」；文件中现有${names || '零个工作表'}。`,
    suggestion: table.required
      ? `请补上该表，或把对应的表改名为「${canonical}」。`
      : '按没有此表处理。',
  };
  if (table.required) log.error(null, remark);
  else log.warn(null, remark);
}

/** Without schools and people there is no county; the other tables may be empty in a first draft. */
export function remarkEmptyTable(id: TableId, place: Place, log: IssueLog): void {
  const isVital = id === 'schools' || id === 'roster';
  const remark = {
    code: 'empty-table',
    message: `工作表「${place.sheet}」没有数据行。`,
    suggestion: isVital ? '请填写后重新提交。' : '按没有内容处理；如有遗漏请补填。',
  };
  if (isVital) log.error(place, remark);
  else log.warn(place, remark);
}

export function remarkMissingHeader(id: TableId, place: Place, log: IssueLog): void {
  const required = Object.values<Table['columns'][string]>(TABLES[id].columns).filter(
    (c) => c.required,
  );
  log.error(place, {
    code: 'missing-header-row',
    message: `工作表「${place.sheet}」前 ${HEADER_SEARCH_ROWS} 行中找不到表头。`,
    suggestion: `表头应含：${required.map((column) => column.headers[0]).join('、')}。`,
  });
}

export function remarkMissingColumns(
  id: TableId,
  sheet: RawSheet,
  { place, header, log }: SheetContext,
): boolean {
  const table: Table = TABLES[id];
  const present = (sheet.rows[header.row] ?? []).map(headerText).filter((text) => text !== '');
  const used = new Set(
    [...header.columns.values()].map((i) => headerText(sheet.rows[header.row]?.[i] ?? null)),
  );
  const free = present.filter((text) => !used.has(text));
  let complete = true;
  for (const [key, column] of Object.entries(table.columns)) {
    if (!column.required || header.columns.has(key)) continue;
    complete = false;
    const [canonical = ''] = column.headers;
    const close = nearest(canonical, free);
    log.error(
      { ...place, row: header.row },
      {
        code: 'missing-column',
        message: `工作表「${sheet.name}」缺少「${canonical}」列；现有表头：${present.map(shortened).join('、')}。`,
        suggestion: `${close === null ? '' : `最接近的是「${shortened(close)}」。`}请把该列表头改为「${canonical}」${column.headers.length > 1 ? `（也可写作${column.headers.slice(1).join('、')}）` : ''}。`,
      },
    );
  }
  return complete;
}

export function remarkUnknownColumns(
  id: TableId,
  sheet: RawSheet,
  { place, header, log }: SheetContext,
): void {
  const table: Table = TABLES[id];
  const known = Object.values(table.columns).flatMap((column) => column.headers.map(comparable));
  const taken = new Set(header.columns.values());
  for (const [column, value] of (sheet.rows[header.row] ?? []).entries()) {
    const text = headerText(value);
    if (text === '' || taken.has(column)) continue;
    const at = { ...place, row: header.row, column };
    if (known.includes(text)) {
      log.warn(at, {
        code: 'duplicate-column',
        message: `「${shortened(text)}」列与另一列含义相同，未采用。`,
        suggestion: '请只保留一列。',
      });
    } else if (!UNUSED_HEADERS.includes(text)) {
      log.warn(at, {
        code: 'unknown-column',
        message: `「${shortened(text)}」列未被识别，未采用。`,
        suggestion: `最接近的已知表头是「${nearest(text, known) ?? ''}」；如是同一列，请改名。`,
      });
    }
  }
}

export function remarkUnusedSheets(
  raw: RawWorkbook,
  used: ReadonlySet<number>,
  log: IssueLog,
): void {
  for (const [sheetIndex, sheet] of raw.sheets.entries()) {
    if (used.has(sheetIndex) || sheet.rows.length === 0 || GUIDE_SHEET.test(sheet.name)) continue;
    const place: Place = { sheet: sheet.name, sheetIndex, row: null, column: null };
    const twin = TABLE_IDS.find((id) => byHeaders(sheet, TABLES[id]) > 0);
    if (twin === undefined) remarkUnusedSheet(place, log);
    else remarkSecondSheet(twin, place, log);
  }
}

function remarkUnusedSheet(place: Place, log: IssueLog): void {
  log.warn(place, {
    code: 'unused-sheet',
    message: `工作表「${place.sheet}」不是所需的表，未读取。`,
    suggestion: `所需的表：${TABLE_IDS.map((id) => TABLES[id].sheets[0]).join('、')}。`,
  });
}

/** A table handed in as several sheets: reading the first alone would lose schools or people. */
function remarkSecondSheet(id: TableId, place: Place, log: IssueLog): void {
  log.error(place, {
    code: 'second-sheet',
    message: `工作表「${place.sheet}」与另一工作表都是「${TABLES[id].sheets[0]}」。`,
    suggestion: '请合并为一个工作表；不需要的请删除。',
  });
}

/** A header fit to be shown: short, and without long digit runs that could be a person's number. */
function shortened(text: string): string {
  const safe = text.replace(/\d{6,}/g, '…');
  return safe.length > 20 ? `${safe.slice(0, 20)}…` : safe;
}
