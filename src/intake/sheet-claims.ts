/** Which sheet is which table: by its name, by part of its name, or by its headers; and where its header row stands. */
import type { CellValue, RawSheet } from '../workbook/port.ts';
import { comparable, writtenText } from './cells.ts';
import { TABLES, type Table, type TableId } from './headers.ts';

/** Title rows stand above the header row, never more than these. */
export const HEADER_SEARCH_ROWS = 10;
/** A header row names at least this many known columns. */
const MIN_KNOWN_HEADERS = 2;

export const TABLE_IDS = Object.keys(TABLES) as TableId[];

/** Sheet index by table: exact names first, then names that contain one, then headers. Each sheet serves one table. */
export function claimSheets(sheets: readonly RawSheet[]): Map<TableId, number> {
  const claims = new Map<TableId, number>();
  const passes = [byExactName, byPartOfName, byHeaders];
  for (const strength of passes) {
    for (const { id, index } of rankClaims(sheets, strength)) {
      if (!claims.has(id) && ![...claims.values()].includes(index)) claims.set(id, index);
    }
  }
  return claims;
}

type ClaimStrength = (sheet: RawSheet, table: Table) => number;

function rankClaims(sheets: readonly RawSheet[], strength: ClaimStrength) {
  return TABLE_IDS.flatMap((id) =>
    sheets.map((sheet, index) => ({ id, index, strength: strength(sheet, TABLES[id]) })),
  )
    .filter((claim) => claim.strength > 0)
    .sort((a, b) => b.strength - a.strength);
}

function byExactName(sheet: RawSheet, table: Table): number {
  return table.sheets.includes(comparable(sheet.name)) ? 1 : 0;
}

function byPartOfName(sheet: RawSheet, table: Table): number {
  const name = comparable(sheet.name);
  return Math.max(
    0,
    ...table.sheets.filter((word) => name.includes(word)).map((word) => word.length),
  );
}

/** Above 0 only for a sheet with every required column: such a one is the table, whatever its name. */
export function byHeaders(sheet: RawSheet, table: Table): number {
  const header = findHeaderRow(sheet, table);
  if (header === null) return 0;
  const required = Object.keys(table.columns).filter((key) => table.columns[key]?.required);
  return required.every((key) => header.columns.has(key)) ? required.length : 0;
}

export interface HeaderRow {
  readonly row: number;
  readonly columns: ReadonlyMap<string, number>;
}

export function findHeaderRow(sheet: RawSheet, table: Table): HeaderRow | null {
  let best: HeaderRow | null = null;
  for (const [row, values] of sheet.rows.slice(0, HEADER_SEARCH_ROWS).entries()) {
    const columns = matchColumns(values, table);
    if (columns.size >= MIN_KNOWN_HEADERS && columns.size > (best?.columns.size ?? 0)) {
      best = { row, columns };
    }
  }
  return best;
}

/** Column index by key; where two headers name the same column the canonical one wins, then the left one. */
function matchColumns(values: readonly CellValue[], table: Table): Map<string, number> {
  const headers = values.map(headerText);
  const columns = new Map<string, number>();
  for (const [key, column] of Object.entries(table.columns)) {
    const name = column.headers.find((known) => headers.includes(comparable(known)));
    if (name !== undefined) columns.set(key, headers.indexOf(comparable(name)));
  }
  return columns;
}

/** A header without white space and without a star that marks required columns. */
export function headerText(value: CellValue): string {
  return comparable(writtenText(value)).replace(/^\*|\*$/g, '');
}
