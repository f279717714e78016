/** Finds the tables in a workbook: sheets by name or headers, the header rows, the data rows, the meaning of each column. */
import type { RecognisedSheet } from '../domain/finding.ts';
import type { Mends } from '../domain/mends.ts';
import { type CellValue, cellAddress, type RawSheet, type RawWorkbook } from '../workbook/port.ts';
import { cleanText, comparable } from './cells.ts';
import { applyColumns, bookWith } from './column-mends.ts';
import { dataRows } from './data-rows.ts';
import { findHeaderRow, fullestRow, type HeaderRow } from './header-rows.ts';
import type { TABLES, TableBook, TableId } from './headers.ts';
import { remarkHidden } from './hidden-remarks.ts';
import type { IssueLog, Place } from './issues.ts';
import { recognised } from './recognised.ts';
import { claimSheets, TABLE_IDS } from './sheet-claims.ts';
import {
  remarkEmptyTable,
  remarkMissingColumns,
  remarkMissingHeader,
  remarkMissingSheet,
  remarkUnknownColumns,
  remarkUnusedSheets,
  remarkUnvalued,
} from './table-remarks.ts';
import { tidyRow } from './tidy.ts';

export { dataRows } from './data-rows.ts';

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

  /** The value as stored, tidied; null where the column is absent. */
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
  /** Of one sheet, or of several that were joined; every row knows its own. */
  readonly rows: readonly Row<Id>[];
}

export type FoundTables = { readonly [Id in TableId]: FoundTable<Id> | null };

export interface TableSearch {
  readonly tables: FoundTables;
  readonly sheets: readonly RecognisedSheet[];
}

interface Search {
  readonly raw: RawWorkbook;
  readonly log: IssueLog;
  readonly book: TableBook;
  readonly mends: Mends;
  readonly headers: Map<number, HeaderRow>;
  readonly rowCounts: Map<number, number>;
}

/** Every table of the workbook; a missing one is null and, when required, an error. */
export function findTables(raw: RawWorkbook, log: IssueLog, mends: Mends): TableSearch {
  const book = bookWith(mends);
  const search = { raw, log, book, mends, headers: new Map(), rowCounts: new Map() };
  const claims = claimSheets(raw.sheets, book, mends.sheets);
  const tableOf = new Map<number, TableId>();
  for (const [id, indices] of claims.sheets) for (const index of indices) tableOf.set(index, id);
  for (const [id, index] of remarkUnusedSheets(
    raw,
    { tableOf, ignored: claims.ignored, book },
    log,
  )) {
    tableOf.set(index, id);
  }
  const indicesOf = (id: TableId) =>
    [...tableOf].flatMap(([index, table]) => (table === id ? [index] : [])).sort((a, b) => a - b);
  const found = TABLE_IDS.map((id) => [id, readTable(id, indicesOf(id), search)]);
  return { tables: Object.fromEntries(found) as FoundTables, sheets: describe(search, tableOf) };
}

function readTable<Id extends TableId>(
  id: Id,
  indices: readonly number[],
  search: Search,
): FoundTable<Id> | null {
  if (indices.length === 0) remarkMissingSheet(id, search.raw, search.log);
  const parts = indices.flatMap((index) => readSheet(id, index, search) ?? []);
  const [first] = parts;
  if (first === undefined || parts.length === 1) return first ?? null;
  return { ...first, rows: parts.flatMap(({ rows }) => rows) };
}

function readSheet<Id extends TableId>(
  id: Id,
  sheetIndex: number,
  { raw, log, book, mends, headers, rowCounts }: Search,
): FoundTable<Id> | null {
  const sheet = raw.sheets[sheetIndex] as RawSheet;
  const place: Place = { sheet: sheet.name, sheetIndex, row: null, column: null };
  const header = applyColumns(sheet, findHeaderRow(sheet, book[id]), mends);
  if (header === null) {
    remarkMissingHeader(id, place, log);
    return null;
  }
  headers.set(sheetIndex, header);
  const fields = new Map([...header.columns].map(([key, column]) => [column, key]));
  log.know(sheetIndex, { table: id, fields, headerRow: header.row });
  remarkMissingColumns(book[id], sheet, { place, header, log });
  remarkUnknownColumns(book[id], { place, header, log });
  remarkHidden(sheet, { place, header, log });
  remarkUnvalued(sheet, { place, header, log });
  const columns = header.columns as ReadonlyMap<ColumnOf<Id>, number>;
  const rows: Row<Id>[] = [];
  const table: FoundTable<Id> = { id, sheet: sheet.name, sheetIndex, columns, rows };
  for (const [index, values] of dataRows(sheet, { place, header, log })) {
    const tidied = tidyRow(values, { table: id, sheet, header, at: { ...place, row: index }, log });
    rows.push(new Row(table, index, tidied));
  }
  rowCounts.set(sheetIndex, rows.length);
  if (rows.length === 0) remarkEmptyTable(id, place, log);
  return table;
}

function describe(
  { raw, book, headers, rowCounts }: Search,
  tableOf: ReadonlyMap<number, TableId>,
): RecognisedSheet[] {
  return raw.sheets.flatMap((sheet, index) => {
    const table = tableOf.get(index) ?? null;
    const header = headers.get(index) ?? fullestRow(sheet);
    const rows = rowCounts.get(index) ?? Math.max(0, sheet.rows.length - (header?.row ?? -1) - 1);
    return sheet.rows.length === 0 ? [] : recognised(sheet, { table, header, rows, book });
  });
}
