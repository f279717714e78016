/** Conditional colours: what breaks a limit is seen, and seen anew when a clerk changes the cell. */
import type { ConditionalRule } from 'hucre';
import { type AlertColour, type AlertToWrite, cellAddress, type SheetToWrite } from './port.ts';

/** Fill and font, as spreadsheets mark bad, neutral and good. */
const COLOURS: Readonly<Record<AlertColour, readonly [fill: string, font: string]>> = {
  bad: ['FFC7CE', '9C0006'],
  warn: ['FFEB9C', '7F6000'],
  good: ['C6EFCE', '006100'],
};

/** @param headerRow zero-based */
export function alertRules(
  { alerts = [], rows }: SheetToWrite,
  headerRow: number,
): ConditionalRule[] {
  if (rows.length === 0) return [];
  const first = headerRow + 1;
  const last = headerRow + rows.length;
  const each = alerts.flatMap((alert) => alert.columns.map((column) => ({ alert, column })));
  return each.map(({ alert, column }, k) => ({
    type: 'expression',
    priority: k + 1,
    range: `${cellAddress(first, column)}:${cellAddress(last, column)}`,
    formula: formulaOf(alert, alert.column ?? column, first),
    style: styleOf(alert.colour),
  }));
}

function styleOf(colour: AlertColour): NonNullable<ConditionalRule['style']> {
  const [fill, font] = COLOURS[colour];
  return {
    font: { color: { rgb: font } },
    // In a conditional style it is the background colour that fills.
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: fill }, bgColor: { rgb: fill } },
  };
}

function formulaOf({ when }: AlertToWrite, column: number, row: number): string {
  const asked = columnOf(column, row);
  if ('words' in when)
    return `OR(${when.words.map((word) => `${asked}="${word.replaceAll('"', '""')}"`).join(',')})`;
  const other = 'value' in when ? String(when.value) : columnOf(when.column, row);
  return `AND(ISNUMBER(${asked}),ISNUMBER(${other}),${asked}${when.sign}${other})`;
}

/** `$F5`: the column stands still, the row moves with the cell. */
function columnOf(column: number, row: number): string {
  return `$${cellAddress(row, column)}`;
}
