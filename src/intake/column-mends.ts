/** What a mends file says about headers, columns and cells, worked into the tables and the sheets. */
import { InputError } from '../domain/errors.ts';
import type { Mends } from '../domain/mends.ts';
import {
  cellPosition,
  columnIndex,
  columnLetters,
  type RawSheet,
  type RawWorkbook,
} from '../workbook/port.ts';
import { fullestRow, type HeaderRow } from './header-rows.ts';
import { TABLES, type Table, type TableBook } from './headers.ts';
import { isSheet } from './sheet-claims.ts';

/**
 * The tables with the synonyms of the mends file behind their own.
 * @throws InputError `unknown-field` for a field that no table has
 */
export function bookWith(mends: Mends): TableBook {
  const book: Record<string, Table> = { ...TABLES };
  for (const { table, field, names } of mends.headers) {
    const known = book[table] as Table;
    const column = known.columns[field];
    if (column === undefined) throw unknownField(field, Object.keys(known.columns));
    const headers = [...column.headers, ...names];
    book[table] = { ...known, columns: { ...known.columns, [field]: { ...column, headers } } };
  }
  return book as TableBook;
}

function unknownField(field: string, known: readonly string[]): InputError {
  return new InputError([
    {
      code: 'unknown-field',
      path: field,
      message: `修正文件中的字段「${field}」不存在，可用：${known.join('、')} (no such field)。`,
    },
  ]);
}

/** The header with the columns that the mends file names; null where there is none and none is told. */
export function applyColumns(
  sheet: RawSheet,
  header: HeaderRow | null,
  mends: Mends,
): HeaderRow | null {
  const told = mends.columns.filter((entry) => isSheet(entry, sheet));
  if (told.length === 0) return header;
  const base = header ?? fullestRow(sheet);
  if (base === null) return null;
  const columns = new Map(base.columns);
  for (const { column, field } of told) {
    for (const [key, index] of columns) {
      if (columnLetters(index) === column) columns.delete(key);
    }
    if (field !== 'ignore') columns.set(field, columnIndex(column));
  }
  return { ...base, columns };
}

/** The workbook with the cells that were corrected by hand. */
export function withCells(raw: RawWorkbook, mends: Mends): RawWorkbook {
  if (mends.cells.length === 0) return raw;
  const sheets = raw.sheets.map((sheet) => {
    const told = new Map(
      mends.cells.filter((one) => isSheet(one, sheet)).map(({ cell, value }) => [cell, value]),
    );
    return told.size === 0 ? sheet : { ...sheet, rows: correctedRows(sheet, told) };
  });
  return { ...raw, sheets };
}

function correctedRows(sheet: RawSheet, told: ReadonlyMap<string, string>): RawSheet['rows'] {
  const rows = sheet.rows.map((row) => [...row]);
  for (const [address, value] of told) {
    const at = cellPosition(address);
    const cells = at === null ? undefined : rows[at.row];
    if (at === null || cells === undefined) continue;
    const { column } = at;
    while (cells.length < column) cells.push(null);
    cells[column] = value === '' ? null : value;
  }
  return rows;
}
