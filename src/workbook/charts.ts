/** Native charts below a table; they read the cells of the sheet, so a changed cell changes the picture. */
import type { SheetChart, WriteSheet } from 'hucre';
import { type ChartToWrite, cellAddress, type SheetToWrite } from './port.ts';

/** Empty rows between the table and the first picture, and between pictures. */
const GAP = 1;
/** Rows of an upright page: a picture that has no room below its table stands on a page of its own. */
export const PAGE_ROWS = 52;

/** Rows of table and pictures, from the top. */
export function chartedRows({ charts = [], rows, notes = [] }: SheetToWrite): number {
  const head = 2 + notes.length + 1;
  return charts.reduce((sum, { height }) => sum + GAP + height, head + rows.length);
}

/** @param headerRow zero-based */
export function withCharts(
  sheet: SheetToWrite,
  headerRow: number,
): Pick<WriteSheet, 'charts' | 'rowBreaks'> {
  const { charts = [], rows, headers } = sheet;
  if (charts.length === 0 || rows.length === 0) return {};
  const breaks: number[] = [];
  const splits = chartedRows(sheet) > PAGE_ROWS;
  let top = headerRow + rows.length + 1 + GAP;
  const placed = charts.map((chart) => {
    if (splits) breaks.push(top - 1);
    const height = Math.min(chart.height, PAGE_ROWS - 2);
    const anchor = { from: { row: top, col: 0 }, to: { row: top + height, col: headers.length } };
    top += height + GAP;
    return { ...chartOf(chart, sheet, headerRow), anchor };
  });
  return { charts: placed, ...(splits ? { rowBreaks: breaks } : {}) };
}

function chartOf(
  { kind, stacked, title, names, series, rows }: ChartToWrite,
  sheet: SheetToWrite,
  headerRow: number,
): Omit<SheetChart, 'anchor'> {
  const first = headerRow + 1 + (rows?.first ?? 0);
  const last = headerRow + 1 + (rows?.last ?? sheet.rows.length - 1);
  const range = (column: number) =>
    `'${sheet.name.replaceAll("'", "''")}'!${fixed(first, column)}:${fixed(last, column)}`;
  return {
    type: kind,
    title,
    barGrouping: stacked === true ? 'stacked' : 'clustered',
    gapWidth: kind === 'bar' ? 40 : 80,
    legend: series.length > 1 ? 'bottom' : false,
    axes: {
      // A lying chart counts from below: the first row belongs on top. Names stand clear of bars below zero.
      x: {
        tickLblPos: 'low',
        labelFontSize: 8,
        tickLblSkip: 1,
        ...(kind === 'bar' ? { reverse: true } : {}),
      },
      y: { minorTickMark: 'none', labelFontSize: 8 },
    },
    series: series.map(({ name, column, rgb }) => ({
      name,
      values: range(column),
      categories: range(names),
      color: rgb,
    })),
  };
}

/** `$B$4`. */
function fixed(row: number, column: number): string {
  return cellAddress(row, column).replace(/^([A-Z]+)/, '$$$1$$');
}
