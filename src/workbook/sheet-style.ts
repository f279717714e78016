/** Fonts, borders and heights of a written sheet. A table with a title is for paper: it gets borders and the fonts of an official form. */
import type { Cell, CellStyle, RowDef } from 'hucre';
import type { CellToWrite, NumberForm, SheetToWrite } from './port.ts';
import { displayWidth } from './text-width.ts';

/** 宋体 stands on every office computer; where it is missing the system takes another Chinese font. */
export const BODY_FONT = { name: '宋体', size: 10 } as const;
const TITLE_FONT = { name: '黑体', size: 16, bold: true } as const;
const HEADER_FILL = 'DDE6F0';
const LINE = { style: 'thin', color: { rgb: '8C8C8C' } } as const;
const BORDER = { top: LINE, right: LINE, bottom: LINE, left: LINE };

const NUMBER_FORMAT: Readonly<Record<NumberForm, string>> = {
  whole: '0',
  one: '0.0',
  two: '0.00',
  four: '0.0000',
  text: '@',
  centre: 'General',
};

const isPrinted = ({ title }: SheetToWrite): boolean => title !== undefined;

/** Of the cells below the header; null = plain, so that a large table of data stays small. */
export function columnStyle(sheet: SheetToWrite, column: number): CellStyle | null {
  const form = sheet.forms?.[column] ?? null;
  const number = form === null ? {} : { numFmt: NUMBER_FORMAT[form] };
  if (!isPrinted(sheet)) return form === null ? null : number;
  return {
    ...number,
    font: BODY_FONT,
    border: BORDER,
    alignment: { vertical: 'center', ...alignmentOf(form) },
  };
}

function alignmentOf(form: NumberForm | null): NonNullable<CellStyle['alignment']> {
  if (form === null || form === 'text') return { wrapText: true };
  // In the middle a number keeps off the text of the next column; an indent is not drawn alike by all programs.
  return { horizontal: 'center', ...(form === 'centre' ? { wrapText: true } : {}) };
}

/** Title, notes and header, keyed by "row,column". */
export function headCells(sheet: SheetToWrite, headerRow: number): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>();
  const titleRows = isPrinted(sheet) ? 1 : 0;
  for (let row = 0; row < headerRow; row++) {
    const style = row < titleRows ? TITLE_STYLE : NOTE_STYLE;
    for (let column = 0; column < sheet.headers.length; column++)
      cells.set(`${row},${column}`, { style });
  }
  const style = isPrinted(sheet) ? PRINTED_HEADER : PLAIN_HEADER;
  sheet.headers.forEach((_, column) => {
    cells.set(`${headerRow},${column}`, { style });
  });
  return cells;
}

const TITLE_STYLE: CellStyle = {
  font: TITLE_FONT,
  numFmt: 'General',
  border: {},
  alignment: { horizontal: 'center', vertical: 'center' },
};
const NOTE_STYLE: CellStyle = {
  font: BODY_FONT,
  numFmt: 'General',
  border: {},
  alignment: { horizontal: 'left', vertical: 'center', wrapText: true },
};
const PLAIN_HEADER: CellStyle = { font: { bold: true } };
const PRINTED_HEADER: CellStyle = {
  font: { ...BODY_FONT, bold: true },
  numFmt: 'General',
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: HEADER_FILL } },
  border: BORDER,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};

/** Points. */
const TITLE_HEIGHT = 30;
const LINE_HEIGHT = 14;
const ROW_PADDING = 2;

/** Heights of merged and wrapped rows: not every program finds them by itself. */
export function rowHeights(
  sheet: SheetToWrite,
  headerRow: number,
  widths: readonly number[],
): Map<number, RowDef> {
  if (!isPrinted(sheet)) return new Map();
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const heights = new Map<number, RowDef>([[0, { height: TITLE_HEIGHT }]]);
  sheet.notes?.forEach((note, k) => {
    heights.set(1 + k, heightOf(linesOf(note, whole)));
  });
  const lines = (row: SheetToWrite['rows'][number]) =>
    row.reduce<number>((most, cell, at) => Math.max(most, linesOf(cell, widths[at] as number)), 1);
  heights.set(headerRow, heightOf(lines(sheet.headers)));
  sheet.rows.forEach((row, k) => {
    const most = lines(row);
    if (most > 1) heights.set(headerRow + 1 + k, heightOf(most));
  });
  return heights;
}

/** Most that a spreadsheet takes, points. */
const TALLEST = 400;
const heightOf = (lines: number): RowDef => ({
  height: Math.min(TALLEST, ROW_PADDING + LINE_HEIGHT * lines),
});

/** Lines that a text takes in a column of so many characters. */
function linesOf(cell: CellToWrite, width: number): number {
  if (typeof cell !== 'string') return 1;
  const room = Math.max(2, width - 1);
  return cell
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / room)), 0);
}
