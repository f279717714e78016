/** Which sheet is which table: as the mends file says, by its name, by part of its name, or by its headers. */
import type { Mends } from '../domain/mends.ts';
import type { RawSheet } from '../workbook/port.ts';
import { comparable } from './cells.ts';
import { findHeaderRow } from './header-rows.ts';
import { TABLES, type Table, type TableBook, type TableId, UNUSED_HEADERS } from './headers.ts';

export { findHeaderRow, type HeaderRow } from './header-rows.ts';

export const TABLE_IDS = Object.keys(TABLES) as TableId[];

export interface SheetClaims {
  /** Sheet indices by table; several only where the mends file says so. */
  readonly sheets: ReadonlyMap<TableId, readonly number[]>;
  /** Sheets that are to be passed over. */
  readonly ignored: ReadonlySet<number>;
}

/** What the mends file says first; then exact names, names that contain one, headers. Each sheet serves one table. */
export function claimSheets(
  sheets: readonly RawSheet[],
  book: TableBook,
  told: Mends['sheets'],
): SheetClaims {
  const { claims, ignored } = toldClaims(sheets, told);
  const used = new Set([...ignored, ...[...claims.values()].flat()]);
  for (const strength of [byExactName, byPartOfName, byHeaders, byMostHeaders]) {
    for (const { id, index } of rankClaims(sheets, book, strength)) {
      if (claims.has(id) || used.has(index)) continue;
      claims.set(id, [index]);
      used.add(index);
    }
  }
  return { sheets: claims, ignored };
}

function toldClaims(sheets: readonly RawSheet[], told: Mends['sheets']) {
  const claims = new Map<TableId, number[]>();
  const ignored = new Set<number>();
  for (const [index, sheet] of sheets.entries()) {
    const entry = told.findLast((one) => isSheet(one, sheet));
    if (entry === undefined) continue;
    if (entry.table === 'ignore') ignored.add(index);
    else claims.set(entry.table, [...(claims.get(entry.table) ?? []), index]);
  }
  return { claims, ignored };
}

/** Whether an entry of the mends file is about this sheet. */
export function isSheet(
  entry: { readonly file?: string | undefined; readonly sheet: string },
  { file, name }: RawSheet,
): boolean {
  return entry.sheet === name && (entry.file === undefined || entry.file === (file ?? ''));
}

type ClaimStrength = (sheet: RawSheet, table: Table) => number;

function rankClaims(sheets: readonly RawSheet[], book: TableBook, strength: ClaimStrength) {
  return TABLE_IDS.flatMap((id) =>
    sheets.map((sheet, index) => ({ id, index, strength: strength(sheet, book[id]) })),
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
  return required.every((key) => hasColumn(table, key, header.columns)) ? required.length : 0;
}

/** Known columns that make a sheet a table even where required ones are missing, and their share of its headers. */
const ENOUGH = { columns: 4, share: 0.5 } as const;

/** Above 0 for a sheet most of whose headers are columns of the table; what is missing will be named. */
function byMostHeaders(sheet: RawSheet, table: Table): number {
  const header = findHeaderRow(sheet, table);
  if (header === null || header.columns.size < ENOUGH.columns) return 0;
  const filled = header.texts.filter((text) => text !== '' && !UNUSED_HEADERS.includes(text));
  return header.columns.size >= ENOUGH.share * filled.length ? header.columns.size : 0;
}

/** Whether a column is there, or others that stand in for it. */
export function hasColumn(
  { columns }: Table,
  key: string,
  found: ReadonlyMap<string, number>,
): boolean {
  const instead = columns[key]?.orElse ?? [];
  return found.has(key) || instead.some((keys) => keys.every((each) => found.has(each)));
}
