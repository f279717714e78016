/** What a sheet was taken for, column by column, with the nearest guesses for what was not recognised. */
import { distance } from 'fastest-levenshtein';
import { compareIds } from '../domain/canonical.ts';
import type { RecognisedSheet } from '../domain/finding.ts';
import type { RawSheet } from '../workbook/port.ts';
import { comparable } from './cells.ts';
import { type HeaderRow, headerCells } from './header-rows.ts';
import { type Table, type TableBook, type TableId, UNUSED_HEADERS } from './headers.ts';
import { shownText } from './masks.ts';

/** Guesses that are shown for a column. */
const GUESSES = 3;

/** @param rows rows of data below the header */
export function recognised(
  sheet: RawSheet,
  {
    table,
    header,
    rows,
    book,
  }: { table: TableId | null; header: HeaderRow | null; rows: number; book: TableBook },
): RecognisedSheet {
  const fields = new Map([...(header?.columns ?? [])].map(([key, column]) => [column, key]));
  const free = table === null ? null : freeFields(book[table], header);
  return {
    ...{ file: sheet.file ?? '', sheet: sheet.name, table, rows },
    headerRow: header === null ? null : header.row + 1,
    columns: (header === null ? [] : headerCells(header)).map(({ column, letters, text }) => {
      const field = fields.get(column) ?? null;
      const isNeeded = field === null && free !== null && !UNUSED_HEADERS.includes(text);
      return {
        ...{ column: letters, header: shownText(text, 'header') ?? '', field },
        guesses: isNeeded ? guesses(text, free) : [],
      };
    }),
  };
}

/** Fields of the table that no column holds. */
function freeFields({ columns }: Table, header: HeaderRow | null): [string, readonly string[]][] {
  return Object.entries(columns)
    .filter(([key]) => header?.columns.has(key) !== true)
    .map(([key, { headers }]) => [key, headers.map(comparable)]);
}

/** The fields whose names are nearest to a header, best first; ties by key. */
function guesses(text: string, free: readonly [string, readonly string[]][]): string[] {
  return free
    .map(([key, names]) => ({ key, far: Math.min(...names.map((name) => farness(text, name))) }))
    .sort((a, b) => a.far - b.far || compareIds(a.key, b.key))
    .slice(0, GUESSES)
    .map(({ key }) => key);
}

/** Edits a character; less where one name holds the other (「职称」 in 「现任职称名称」). */
function farness(a: string, b: string): number {
  const contained = a.includes(b) || b.includes(a);
  return (distance(a, b) / Math.max(a.length, b.length)) * (contained ? 0.5 : 1);
}
