/** A4 for the printer: orientation, fit to the width, the header on every page, page numbers at the foot. */
import type { NamedRange, PageSetup } from 'hucre';
import { chartedRows, PAGE_ROWS } from './charts.ts';
import type { SheetToWrite } from './port.ts';

/** Characters that an upright A4 page takes without getting small. */
const PORTRAIT_WIDTH = 100;
/** Inches. */
const MARGINS = { top: 0.6, right: 0.4, bottom: 0.7, left: 0.4, header: 0.3, footer: 0.3 };

export function pageSetup(sheet: SheetToWrite, widths: readonly number[]): PageSetup {
  const { orientation, charts = [] } = sheet;
  const whole = widths.reduce((sum, width) => sum + width, 0);
  return {
    paperSize: 'a4',
    orientation: orientation ?? (whole > PORTRAIT_WIDTH ? 'landscape' : 'portrait'),
    fitToPage: true,
    fitToWidth: 1,
    // A short table and its picture are one page.
    fitToHeight: charts.length > 0 && chartedRows(sheet) <= PAGE_ROWS ? 1 : 0,
    margins: MARGINS,
    horizontalCentered: true,
  };
}

/**
 * The header repeated on every page. The library's own setting leaves the sheet name bare, which spreadsheets take for
 * damage where the name has brackets or dots.
 * @param headerRow zero-based
 */
export function repeatedHeader({ name }: SheetToWrite, headerRow: number): NamedRange {
  const row = headerRow + 1;
  return {
    name: '_xlnm.Print_Titles',
    range: `'${name.replaceAll("'", "''")}'!$${row}:$${row}`,
    scope: name,
  };
}

/** Title or sheet name at the left, 「第 1 页 共 9 页」 in the middle. */
export function pageFooter({ title, name }: SheetToWrite): string {
  // `&` begins a code of the footer.
  return `&L${(title ?? name).replaceAll('&', '&&')}&C第 &P 页 共 &N 页`;
}
