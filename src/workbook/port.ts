/**
 * The one door to spreadsheet files. The library behind it (hucre, csv-parse) is named in this folder only,
 * so it can be replaced without a planner noticing.
 */

/** What a cell holds, as stored; dates stay what the file says (serial number or text) plus a flag. */
export type CellValue = string | number | boolean | Date | null;

/** A block of merged cells, zero-based and inclusive; the value stands in its first cell. */
export interface MergedRange {
  readonly startRow: number;
  readonly endRow: number;
  readonly startCol: number;
  readonly endCol: number;
}

export interface RawSheet {
  readonly name: string;
  /** Bare name of the file it came from; absent for rows that never stood in a file. */
  readonly file?: string;
  /** Rows from the top of the sheet, row 0 = spreadsheet row 1; short rows are allowed. */
  readonly rows: readonly (readonly CellValue[])[];
  readonly merges?: readonly MergedRange[];
  /** Zero-based columns that the file hides. */
  readonly hiddenColumns?: readonly number[];
  /** Zero-based rows that the file hides, by hand or by a filter; with something in them. */
  readonly hiddenRows?: readonly number[];
  /** True for a sheet that the file hides. */
  readonly hidden?: boolean;
  /** True where serial numbers count from 1904 (workbooks of old Macs), not from 1900. */
  readonly date1904?: boolean;
  /** A1 addresses of formulas without a stored value; they read as empty. */
  readonly unvalued?: readonly string[];
  /** True where the file knows no numbers, only text (CSV, HTML). */
  readonly textOnly?: boolean;
}

/** What is to be said about a file that was read all the same. */
export interface FileRemark {
  readonly code: string;
  readonly file: string;
  readonly message: string;
  readonly suggestion: string;
}

export interface RawWorkbook {
  readonly sheets: readonly RawSheet[];
  readonly remarks?: readonly FileRemark[];
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

/** What a cell of a sheet to write may hold. */
export type CellToWrite = string | number | null;

/**
 * How a column is shown: decimals of a number; text that stays text when a clerk edits it; `centre`: running numbers and
 * short words in the middle.
 */
export type NumberForm = 'whole' | 'one' | 'two' | 'four' | 'text' | 'centre';

/** Colour of what breaks a limit, comes near it, or keeps it. */
export type AlertColour = 'bad' | 'warn' | 'good';

/** Cells that take a colour by what they (or `column` of their row) hold; the sheet decides anew when a cell is changed. */
export interface AlertToWrite {
  /** Zero-based columns that are coloured. */
  readonly columns: readonly number[];
  readonly colour: AlertColour;
  /** Column that is asked; by default the coloured one itself. */
  readonly column?: number;
  /** One of these words, or a number on one side of another column or of a value. */
  readonly when:
    | { readonly words: readonly string[] }
    | { readonly sign: '<' | '>'; readonly column: number }
    | { readonly sign: '<' | '>'; readonly value: number };
}

/** A native chart over columns of its own sheet, below the table. */
export interface ChartToWrite {
  /** `column`: upright, `bar`: lying. */
  readonly kind: 'column' | 'bar';
  readonly stacked?: boolean;
  readonly title: string;
  /** Zero-based column with the names along the axis. */
  readonly names: number;
  readonly series: readonly {
    readonly name: string;
    readonly column: number;
    readonly rgb: string;
  }[];
  /** First and last data row, zero-based; by default all. */
  readonly rows?: { readonly first: number; readonly last: number };
  /** Rows of the sheet that the picture covers. */
  readonly height: number;
}

/** One sheet to write: header row frozen, widths in characters. */
export interface SheetToWrite {
  readonly name: string;
  readonly headers: readonly string[];
  readonly widths?: readonly number[];
  readonly rows: readonly (readonly CellToWrite[])[];
  /** Stands above the header, and at the foot of each printed page; with it the sheet gets borders. */
  readonly title?: string;
  /** Units, dates, what to know before reading: a line under the title each. */
  readonly notes?: readonly string[];
  /** By column; null = as it comes. */
  readonly forms?: readonly (NumberForm | null)[];
  readonly alerts?: readonly AlertToWrite[];
  readonly charts?: readonly ChartToWrite[];
  /** Left columns that stay in sight. */
  readonly frozenColumns?: number;
  /** A4; by default by the width of the columns. */
  readonly orientation?: 'portrait' | 'landscape';
}

/** A1-style address of a zero-based row and column, e.g. (0, 27) → AB1. */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** Zero-based row and column of an A1-style address; null for what is none. */
export function cellPosition(address: string): { row: number; column: number } | null {
  const [, letters, digits] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(address) ?? [];
  if (letters === undefined || digits === undefined) return null;
  return { row: Number(digits) - 1, column: columnIndex(letters) };
}

/** Zero-based column of letters, e.g. AB → 27. */
export function columnIndex(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Letters of a zero-based column, e.g. 27 → AB. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
