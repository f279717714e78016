/** One CSV or TSV file → one sheet. Quotes must be right (a broken quote silently swallows people); row lengths may differ. */
import { CsvError, parse } from 'csv-parse/sync';
import { fileFault } from './faults.ts';
import type { CellValue, RawSheet, ReadLimits } from './port.ts';
import { checkColumns, checkRows } from './sheet-limits.ts';
import { decodeText } from './text.ts';

/** Text looked at to tell what stands between the fields. */
const SAMPLE = 4096;

/**
 * Reads the bytes as a sheet named after the file; empty fields become null, all others stay text.
 * @throws InputError `broken-csv` with the line, `not-text`, `too-many-rows`, `too-many-columns`
 */
export function readCsvSheet(bytes: Uint8Array, file: string, limits: ReadLimits): RawSheet {
  const name = file.replace(/\.(csv|tsv|txt|xls|xlsx|et)$/i, '');
  const records = parseRecords(decodeText(bytes, file), file, limits);
  checkRows(records.length, file, name, limits);
  const rows = records.map((record) => record.map((field): CellValue => field || null));
  for (const row of rows) checkColumns(row.length, file, name, limits);
  return { name, file, rows, textOnly: true };
}

function parseRecords(text: string, file: string, limits: ReadLimits): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      to: limits.maxRowsPerSheet + 1,
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    // The counter of csv-parse stands at the line where the broken record is noticed.
    const line = Number(cause.lines ?? 0);
    throw fileFault(
      'broken-csv',
      file,
      `第 ${line} 行附近的引号不成对或位置不对，请在 Excel 中检查该行后重新导出。`,
      `broken quoting near line ${line}: ${cause.code}`,
    );
  }
}

/** The mark that occurs most often outside quotes; a comma where none does. */
function delimiterOf(text: string): string {
  const bare = text.slice(0, SAMPLE).replace(/"[^"]*"/g, '');
  const count = (mark: string) => bare.split(mark).length - 1;
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
