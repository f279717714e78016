/**
 * Where the header of a sheet stands and which of a table's columns it names. A header has one row, or two of which
 * the upper one groups columns (「高级」 over 「核定」 and 「已聘」) or is merged with the lower one.
 */
import { type CellValue, columnLetters, type RawSheet } from '../workbook/port.ts';
import { comparable, writtenText } from './cells.ts';
import type { Table } from './headers.ts';

/** Title rows stand above the header row, never more than these. */
export const HEADER_SEARCH_ROWS = 10;
/** A header row names at least this many known columns. */
const MIN_KNOWN_HEADERS = 2;

export interface HeaderRow {
  /** Zero-based last row of the header; the data begin below it. */
  readonly row: number;
  readonly columns: ReadonlyMap<string, number>;
  /** Header text by column, '' for none; of two rows joined. */
  readonly texts: readonly string[];
}

/** The names that a column's header may be known by, the most telling first. */
type Candidates = readonly (readonly string[])[];

interface Reading {
  readonly row: number;
  readonly candidates: Candidates;
}

/** The header that names the most columns; one row before two, the upper before the lower. */
export function findHeaderRow(sheet: RawSheet, table: Table): HeaderRow | null {
  let best: { reading: Reading; columns: Map<string, number> } | null = null;
  for (const reading of readings(sheet)) {
    const columns = matchColumns(reading.candidates, table);
    if (columns.size >= MIN_KNOWN_HEADERS && columns.size > (best?.columns.size ?? 0)) {
      best = { reading, columns };
    }
  }
  if (best === null) return null;
  const { reading, columns } = best;
  const row = Math.max(reading.row, lastMergedRow(sheet, reading.row));
  return { row, columns, texts: reading.candidates.map((names) => names[0] ?? '') };
}

/** The header as far as it can be told without knowing the table: the fullest of the first rows. */
export function fullestRow(sheet: RawSheet): HeaderRow | null {
  const texts = sheet.rows.slice(0, HEADER_SEARCH_ROWS).map((row) => row.map(headerText));
  const filled = (row: readonly string[]) => row.filter((text) => text !== '').length;
  const best = texts.reduce((a, b, i) => (filled(b) > filled(texts[a] ?? []) ? i : a), 0);
  const row = texts[best];
  if (row === undefined || filled(row) === 0) return null;
  return { row: best, columns: new Map(), texts: row };
}

/** A header without white space and without a star that marks required columns. */
function headerText(value: CellValue): string {
  return comparable(writtenText(value)).replace(/^\*|\*$/g, '');
}

/** Letters and text of every column that has a header. */
export function headerCells(
  header: HeaderRow,
): { column: number; letters: string; text: string }[] {
  return header.texts.flatMap((text, column) =>
    text === '' ? [] : [{ column, letters: columnLetters(column), text }],
  );
}

function* readings(sheet: RawSheet): Generator<Reading> {
  const texts = sheet.rows
    .slice(0, HEADER_SEARCH_ROWS + 1)
    .map((row) => Array.from(row, headerText));
  for (const [row, line] of texts.slice(0, HEADER_SEARCH_ROWS).entries()) {
    yield { row, candidates: line.map((text) => (text === '' ? [] : [text])) };
  }
  for (let row = 0; row + 1 < texts.length; row++) {
    yield { row: row + 1, candidates: twoRows(sheet, row, texts) };
  }
}

/** Lower text alone, then with its group in front; the upper text where the lower cell is blank. */
function twoRows(sheet: RawSheet, row: number, texts: readonly (readonly string[])[]): Candidates {
  const [upper = [], lower = []] = [texts[row], texts[row + 1]];
  const groups = groupTexts(sheet, row, upper, Math.max(upper.length, lower.length));
  return groups.map((group, column) => {
    const own = lower[column] ?? '';
    if (own === '') return (upper[column] ?? '') === '' ? [] : [upper[column] ?? ''];
    return group === '' ? [own] : [own, group + own];
  });
}

/** The upper text of every column: that of its merged cell, else of the nearest filled cell to the left. */
function groupTexts(
  { merges = [] }: RawSheet,
  row: number,
  upper: readonly string[],
  width: number,
): string[] {
  const groups: string[] = [];
  for (let column = 0; column < width; column++) {
    const merge = merges.find(
      ({ startRow, endRow, startCol, endCol }) =>
        startRow <= row && row <= endRow && startCol <= column && column <= endCol,
    );
    const own = upper[merge?.startCol ?? column] ?? '';
    groups.push(own === '' && merges.length === 0 ? (groups[column - 1] ?? '') : own);
  }
  return groups;
}

/** Where header cells are merged downwards, the data begin below them. */
function lastMergedRow({ merges = [] }: RawSheet, row: number): number {
  const tall = merges.filter(
    ({ startRow, endRow }) => startRow <= row && endRow === row + 1 && endRow < HEADER_SEARCH_ROWS,
  );
  return tall.length >= MIN_KNOWN_HEADERS ? row + 1 : row;
}

/** Column index by key; where two headers name the same column the canonical one wins, then the left one. */
function matchColumns(candidates: Candidates, table: Table): Map<string, number> {
  const places = new Map<string, number>();
  for (const [column, names] of candidates.entries()) {
    for (const name of names) if (!places.has(name)) places.set(name, column);
  }
  const columns = new Map<string, number>();
  const taken = new Set<number>();
  for (const [key, column] of Object.entries(table.columns)) {
    const found = column.headers.map((known) => places.get(comparable(known)));
    const place = found.find((at) => at !== undefined && !taken.has(at));
    if (place === undefined) continue;
    columns.set(key, place);
    taken.add(place);
  }
  return columns;
}
