/** Finds the tables in a workbook: the sheet by name, by part of a name or by its headers; then the header row and the data rows. */
import { type CellValue, cellAddress, type RawSheet, type RawWorkbook } from '../workbook/port.ts';
import { cleanText, comparable } from './cells.ts';
import { TABLES, type TableId } from './headers.ts';
import type { IssueLog, Place } from './issues.ts';
import { claimSheets, findHeaderRow, type HeaderRow, TABLE_IDS } from './sheet-claims.ts';
import {
  remarkEmptyTable,
  remarkMissingColumns,
  remarkMissingHeader,
  remarkMissingSheet,
  remarkUnknownColumns,
  remarkUnusedSheets,
  type SheetContext,
} from './table-remarks.ts';

const TOTAL = /(小计|合计|总计|共计):?$/u;
/** A total row says so in one of its first cells. */
const TOTAL_SEARCH_CELLS = 3;
const FOOTNOTE =
  /^(填表人|制表人|制表|填报人|审核人|负责人|单位负责人|单位\(盖章\)|填表日期|填报日期|注:|备注:|说明:)/u;

export type ColumnOf<Id extends TableId> = keyof (typeof TABLES)[Id]['columns'] & string;

/** One data row, its cells by column key. */
export class Row<Id extends TableId> {
  readonly table: FoundTable<Id>;
  /** Zero-based row of the sheet. */
  readonly index: number;
  readonly #values: readonly CellValue[];
  constructor(table: FoundTable<Id>, index: number, values: readonly CellValue[]) {
    this.table = table;
    this.index = index;
    this.#values = values;
  }

  /** The value as stored; null where the column is absent. */
  raw(key: ColumnOf<Id>): CellValue {
    const column = this.table.columns.get(key);
    return column === undefined ? null : (this.#values[column] ?? null);
  }

  /** Cleaned text, '' for blank and for marks of emptiness. */
  text(key: ColumnOf<Id>): string {
    return cleanText(this.raw(key));
  }

  /** Cleaned text without any white space: names, codes, words. */
  word(key: ColumnOf<Id>): string {
    return comparable(this.text(key));
  }

  /** A1 address of a cell of this row. */
  address(key: ColumnOf<Id>): string {
    return cellAddress(this.index, this.table.columns.get(key) ?? 0);
  }

  place(key: ColumnOf<Id>): Place {
    const { sheet, sheetIndex, columns } = this.table;
    return { sheet, sheetIndex, row: this.index, column: columns.get(key) ?? null };
  }
}

export interface FoundTable<Id extends TableId> {
  readonly id: Id;
  readonly sheet: string;
  readonly sheetIndex: number;
  readonly columns: ReadonlyMap<ColumnOf<Id>, number>;
  readonly rows: readonly Row<Id>[];
}

export type FoundTables = { readonly [Id in TableId]: FoundTable<Id> | null };

/** Every table of the workbook; a missing one is null and, when required, an error. */
export function findTables(raw: RawWorkbook, log: IssueLog): FoundTables {
  const claims = claimSheets(raw.sheets);
  const found = TABLE_IDS.map((id) => [id, readTable(id, raw, claims.get(id), log)]);
  remarkUnusedSheets(raw, new Set(claims.values()), log);
  return Object.fromEntries(found) as FoundTables;
}

function readTable<Id extends TableId>(
  id: Id,
  raw: RawWorkbook,
  sheetIndex: number | undefined,
  log: IssueLog,
): FoundTable<Id> | null {
  const sheet = sheetIndex === undefined ? undefined : raw.sheets[sheetIndex];
  if (sheet === undefined || sheetIndex === undefined) {
    remarkMissingSheet(id, raw, log);
    return null;
  }
  const place: Place = { sheet: sheet.name, sheetIndex, row: null, column: null };
  const header = findHeaderRow(sheet, TABLES[id]);
  if (header === null) {
    remarkMissingHeader(id, place, log);
    return null;
  }
  const complete = remarkMissingColumns(id, sheet, { place, header, log });
  remarkUnknownColumns(id, sheet, { place, header, log });
  if (!complete) return null;
  const columns = header.columns as ReadonlyMap<ColumnOf<Id>, number>;
  const rows: Row<Id>[] = [];
  const table: FoundTable<Id> = { id, sheet: sheet.name, sheetIndex, columns, rows };
  for (const [index, values] of dataRows(sheet, { place, header, log })) {
    rows.push(new Row(table, index, values));
  }
  if (rows.length === 0) remarkEmptyTable(id, place, log);
  return table;
}

/** Rows below the header that hold data: blank rows, subtotals and footnotes are passed over. */
export function dataRows(
  sheet: RawSheet,
  { place, header, log }: SheetContext,
): [number, readonly CellValue[]][] {
  const rows: [number, readonly CellValue[]][] = [];
  const late: number[] = [];
  let ended = false;
  for (let index = header.row + 1; index < sheet.rows.length; index++) {
    const values = sheet.rows[index] ?? [];
    const leads = leadingWords(values);
    if (leads.length === 0) continue;
    if (leads.some(isTotal) || FOOTNOTE.test(leads[0] ?? '')) {
      // A total directly under the header is a summary on top, not the end; a subtotal never is.
      ended ||= rows.length > 0 && !leads.some((lead) => lead.includes('小计'));
      continue;
    }
    if (!ended) rows.push([index, values]);
    else if (holdsData(values, header)) late.push(index);
  }
  for (const row of late) {
    log.warn(
      { ...place, row },
      {
        code: 'row-after-totals',
        message: `第 ${row + 1} 行位于合计行或填表人行之后，未读取。`,
        suggestion: '如属有效数据，请移到合计行之前。',
      },
    );
  }
  return rows;
}

function leadingWords(values: readonly CellValue[]): string[] {
  const words: string[] = [];
  for (const value of values) {
    const word = comparable(cleanText(value));
    if (word !== '') words.push(word);
    if (words.length === TOTAL_SEARCH_CELLS) break;
  }
  return words;
}

const isTotal = (word: string) => TOTAL.test(word);

/** After the end of a table a signature or a date stands alone; data fills several known columns. */
function holdsData(values: readonly CellValue[], header: HeaderRow): boolean {
  const filled = [...header.columns.values()].filter(
    (column) => cleanText(values[column] ?? null) !== '',
  );
  return filled.length >= Math.min(3, header.columns.size);
}
