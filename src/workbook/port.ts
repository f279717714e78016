/**
 * The one door to spreadsheet files. The library behind it (hucre, csv-parse) is named in this folder only,
 * so it can be replaced without a planner noticing.
 */

/** What a cell holds, as stored; dates stay what the file says (serial number or text) plus a flag. */
export type CellValue = string | number | boolean | Date | null;

export interface RawSheet {
  readonly name: string;
  /** Rows from the top of the sheet, row 0 = spreadsheet row 1; short rows are allowed. */
  readonly rows: readonly (readonly CellValue[])[];
}

export interface RawWorkbook {
  readonly sheets: readonly RawSheet[];
}

/** Hard limits of what is read; a file beyond them is refused before it fills the memory. */
export interface ReadLimits {
  readonly maxBytes: number;
  readonly maxRowsPerSheet: number;
  readonly maxColumns: number;
}

export const DEFAULT_READ_LIMITS: ReadLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxRowsPerSheet: 200_000,
  maxColumns: 500,
};

/** One sheet to write: header row frozen, widths in characters. */
export interface SheetToWrite {
  readonly name: string;
  readonly headers: readonly string[];
  readonly widths?: readonly number[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A1-style address of a zero-based row and column, e.g. (0, 27) → AB1. */
export function cellAddress(row: number, column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}
