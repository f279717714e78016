/** writeCsv: header and rows → `.csv` in UTF-8 with a byte order mark, as Excel opens it without asking. */
import type { SheetToWrite } from './port.ts';

/** What a spreadsheet takes for the beginning of a formula when it opens a `.csv`, also behind blanks. */
const FORMULA_START = /^[\s\p{Cc}]*[=+\-@＝＋－＠|]|^[\t\r\n\0]/u;
const CONTROL = /\p{Cc}/gu;

/**
 * Title, notes and colours are for paper and left out. A text that a spreadsheet would run gets an apostrophe in front;
 * control characters become blanks.
 */
export function writeCsv({ headers, rows }: Pick<SheetToWrite, 'headers' | 'rows'>): Uint8Array {
  const lines = [headers, ...rows].map((row) => row.map(field).join(','));
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`);
}

function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = (FORMULA_START.test(value) ? `'${value}` : value).replace(CONTROL, ' ');
  return /[",']|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
