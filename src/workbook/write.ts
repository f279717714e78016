/** writeWorkbook: rows → `.xlsx`. The bytes depend on the content alone: no clock, no machine name. */
import type { WriteSheet } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';
import { alertRules } from './alerts.ts';
import { withCharts } from './charts.ts';
import { type CellToWrite, cellAddress, type SheetToWrite } from './port.ts';
import { pageFooter, pageSetup, repeatedHeader } from './print-form.ts';
import { BODY_FONT, columnStyle, headCells, rowHeights } from './sheet-style.ts';
import { displayWidth } from './text-width.ts';

/** The time stamp every workbook carries, so that the same content gives the same bytes. */
const FIXED_TIME = new Date(Date.UTC(1980, 0, 1));
const MIN_WIDTH = 6;
const MAX_WIDTH = 40;
/** Rows looked at for a width: the first ones speak for the rest. */
const WIDTH_SAMPLE = 200;

/**
 * A workbook with a bold, frozen and filtered header row on each sheet, set up for A4. Text is stored as text, never as
 * a formula, whatever it begins with; null leaves the cell empty.
 */
export async function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(toSheet),
    namedRanges: sheets.map((sheet) => repeatedHeader(sheet, rowsAbove(sheet))),
    properties: { created: FIXED_TIME, modified: FIXED_TIME },
    defaultFont: BODY_FONT,
  });
}

/** Rows above the header: the title and the notes under it. */
function rowsAbove({ title, notes }: SheetToWrite): number {
  return (title === undefined ? 0 : 1) + (notes?.length ?? 0);
}

function toSheet(sheet: SheetToWrite): WriteSheet {
  const widths = columnWidths(sheet);
  const head = rowsAbove(sheet);
  const width = sheet.headers.length;
  const lines = [...(sheet.title === undefined ? [] : [sheet.title]), ...(sheet.notes ?? [])];
  const above = lines.map((line) => [line, ...Array<null>(Math.max(0, width - 1)).fill(null)]);
  const last = cellAddress(head + sheet.rows.length, Math.max(0, width - 1));
  return {
    name: sheet.name,
    columns: widths.map((each, at) => {
      const style = columnStyle(sheet, at);
      return { width: each, ...(style === null ? {} : { style }) };
    }),
    rows: [...above, [...sheet.headers], ...sheet.rows.map((row) => filled(row, sheet))],
    cells: headCells(sheet, head),
    rowDefs: rowHeights(sheet, head, widths),
    freezePane: { rows: head + 1, columns: sheet.frozenColumns ?? 0 },
    ...(width === 0 ? {} : { autoFilter: { range: `${cellAddress(head, 0)}:${last}` } }),
    ...(width < 2
      ? {}
      : {
          merges: above.map((_, row) => ({
            startRow: row,
            startCol: 0,
            endRow: row,
            endCol: width - 1,
          })),
        }),
    conditionalRules: alertRules(sheet, head),
    ...withCharts(sheet, head),
    pageSetup: pageSetup(sheet, widths),
    headerFooter: { oddFooter: pageFooter(sheet) },
  };
}

/** A printed table has its border to the last column also where a row ends early. */
function filled(row: readonly CellToWrite[], { title, headers }: SheetToWrite): CellToWrite[] {
  const missing = title === undefined ? 0 : Math.max(0, headers.length - row.length);
  return [...row, ...Array<null>(missing).fill(null)];
}

function columnWidths(sheet: SheetToWrite): number[] {
  return sheet.headers.map((header, column) => {
    const given = sheet.widths?.[column];
    if (given !== undefined) return given;
    const sample = sheet.rows.slice(0, WIDTH_SAMPLE).map((row) => displayWidth(row[column] ?? ''));
    const widest = sample.reduce((a, b) => Math.max(a, b), displayWidth(header));
    return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, widest + 2));
  });
}
