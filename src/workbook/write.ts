/** writeWorkbook: rows → `.xlsx`. The bytes depend on the content alone: no clock, no machine name. */
import { writeXlsx } from 'hucre/xlsx';
import type { SheetToWrite } from './port.ts';

/** The time stamp every workbook carries, so that the same content gives the same bytes. */
const FIXED_TIME = new Date(Date.UTC(1980, 0, 1));
const MIN_WIDTH = 6;
const MAX_WIDTH = 40;
/** Rows looked at for a width: the first ones speak for the rest. */
const WIDTH_SAMPLE = 200;

/**
 * A workbook with a bold, frozen header row on each sheet. Text is stored as text, never as a formula,
 * whatever it begins with; null leaves the cell empty.
 */
export async function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map((sheet) => ({
      name: sheet.name,
      columns: columnWidths(sheet).map((width) => ({ width })),
      rows: [[...sheet.headers], ...sheet.rows.map((row) => [...row])],
      cells: headerStyles(sheet.headers),
      freezePane: { rows: 1 },
    })),
    properties: { created: FIXED_TIME, modified: FIXED_TIME },
  });
}

function headerStyles(headers: readonly string[]) {
  const style = { font: { bold: true } };
  return new Map(headers.map((_, column) => [`0,${column}`, { style }]));
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

/** Width in Latin characters; a Chinese character takes two. */
function displayWidth(value: string | number): number {
  let width = 0;
  for (const character of String(value)) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
  return width;
}
