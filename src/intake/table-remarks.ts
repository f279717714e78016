/** What is said about sheets, header rows and columns that are missing, unknown or superfluous. */
import { cellPosition, type RawSheet, type RawWorkbook } from '../workbook/port.ts';
import { comparable } from './cells.ts';
import { HEADER_SEARCH_ROWS, type HeaderRow, headerCells } from './header-rows.ts';
import { TABLES, type Table, type TableBook, type TableId, UNUSED_HEADERS } from './headers.ts';
import type { IssueLog, Place } from './issues.ts';
import { nearest } from './nearest.ts';
import { byHeaders, hasColumn, TABLE_IDS } from './sheet-claims.ts';

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
  table: Table,
  sheet: RawSheet,
  { place, header, log }: SheetContext,
): void {
  const cells = headerCells(header);
  const used = new Set(header.columns.values());
  const free = cells.filter(({ column }) => !used.has(column)).map(({ text }) => text);
  const present = cells.map(({ text }) => shortened(text)).join('、');
  for (const [key, column] of Object.entries(table.columns)) {
    if (!column.required || hasColumn(table, key, header.columns)) continue;
    const [canonical = ''] = column.headers;
    const close = nearest(canonical, free);
    log.error(
      { ...place, row: header.row },
      {
        code: 'missing-column',
        message: `工作表「${sheet.name}」缺少「${canonical}」列；现有表头：${present}。`,
        suggestion: `${close === null ? '' : `最接近的是「${shortened(close)}」。`}请把该列表头改为「${canonical}」${column.headers.length > 1 ? `（也可写作${column.headers.slice(1).join('、')}）` : ''}。`,
      },
    );
  }
}

export function remarkUnknownColumns(table: Table, { place, header, log }: SheetContext): void {
  const names = new Map(
    Object.entries(table.columns).flatMap(([key, column]) =>
      column.headers.map((name) => [comparable(name), key] as const),
    ),
  );
  const known = [...names.keys()];
  const fields = new Map([...header.columns].map(([key, column]) => [column, key]));
  for (const { column, text } of headerCells(header)) {
    const at = { ...place, row: header.row, column };
    const field = fields.get(column);
    if (field !== undefined) remarkSynonym(table, { field, text, at }, log);
    else if (names.has(text)) {
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

function remarkSynonym(
  table: Table,
  { field, text, at }: { field: string; text: string; at: Place },
  log: IssueLog,
): void {
  const [canonical = ''] = table.columns[field]?.headers ?? [];
  if (comparable(canonical) === text) return;
  log.mended(at, {
    code: 'header-synonym',
    message: `表头「${shortened(text)}」按「${canonical}」处理。`,
    suggestion: '如不是同一列，请改名或在修正文件中指明。',
    takenFor: canonical,
  });
}

/** A formula whose value was never stored reads as empty; formulas are not run here. */
export function remarkUnvalued(
  { unvalued = [] }: RawSheet,
  { place, header, log }: SheetContext,
): void {
  const used = new Set(header.columns.values());
  for (const address of unvalued) {
    const at = cellPosition(address);
    if (at === null || at.row <= header.row || !used.has(at.column)) continue;
    log.warn(
      { ...place, ...at },
      {
        code: 'formula-without-value',
        message: '单元格是公式，文件中没有保存它的计算结果，按空白处理。',
        suggestion: '请在 Excel 或 WPS 中打开并保存一次，或把公式粘贴为数值。',
      },
    );
  }
}

interface Claimed {
  readonly tableOf: ReadonlyMap<number, TableId>;
  readonly ignored: ReadonlySet<number>;
  readonly book: TableBook;
}

/** Says what is left over. @returns further sheets of a table that were accepted: [table, sheet index] */
export function remarkUnusedSheets(
  raw: RawWorkbook,
  { tableOf, ignored, book }: Claimed,
  log: IssueLog,
): [TableId, number][] {
  const joined: [TableId, number][] = [];
  for (const [sheetIndex, sheet] of raw.sheets.entries()) {
    const isUsed = tableOf.has(sheetIndex) || ignored.has(sheetIndex);
    if (isUsed || sheet.rows.length === 0 || GUIDE_SHEET.test(sheet.name)) continue;
    const place: Place = { sheet: sheet.name, sheetIndex, row: null, column: null };
    const twin = TABLE_IDS.find((id) => byHeaders(sheet, book[id]) > 0);
    if (twin === undefined) remarkUnusedSheet(place, log);
    else if (offerSecondSheet(twin, place, log)) joined.push([twin, sheetIndex]);
  }
  return joined;
}

function remarkUnusedSheet(place: Place, log: IssueLog): void {
  log.warn(place, {
    code: 'unused-sheet',
    message: `工作表「${place.sheet}」不是所需的表，未读取。`,
    suggestion: `所需的表：${TABLE_IDS.map((id) => TABLES[id].sheets[0]).join('、')}。`,
  });
}

/** A table handed in as several sheets: reading the first alone would lose schools or people. */
function offerSecondSheet(id: TableId, place: Place, log: IssueLog): boolean {
  const canonical = TABLES[id].sheets[0];
  return log.offer(place, {
    code: 'second-sheet',
    message: `工作表「${place.sheet}」与另一工作表都是「${canonical}」。`,
    suggestion: `如各表内容不重复，可同意把各行合并为一个表；不需要的请删除。`,
    takenFor: canonical,
  });
}

/** A header fit to be shown: short, and without long digit runs that could be a person's number. */
export function shortened(text: string): string {
  const safe = text.replace(/\d{6,}/g, '…');
  return safe.length > 20 ? `${safe.slice(0, 20)}…` : safe;
}
