/** The rows of a sheet that hold data: below the header, without blank rows, totals and footnotes, merged cells filled. */
import type { CellValue, RawSheet } from '../workbook/port.ts';
import { cleanText, comparable } from './cells.ts';
import type { HeaderRow } from './header-rows.ts';
import type { SheetContext } from './table-remarks.ts';

const TOTAL = /(小计|合计|总计|共计):?$/u;
/** A total row says so in one of its first cells. */
const TOTAL_SEARCH_CELLS = 3;
const FOOTNOTE =
  /^(填表人|制表人|制表|填报人|审核人|负责人|单位负责人|单位\(盖章\)|填表日期|填报日期|注:|备注:|说明:)/u;

/** Rows below the header that hold data: blank rows, subtotals and footnotes are passed over. */
export function dataRows(
  sheet: RawSheet,
  { place, header, log }: SheetContext,
): [number, readonly CellValue[]][] {
  const rows: [number, readonly CellValue[]][] = [];
  const late: number[] = [];
  let ended = false;
  for (let index = header.row + 1; index < sheet.rows.length; index++) {
    const values = sheet.rows[index] ?? [];
    const leads = leadingWords(values);
    if (leads.length === 0) continue;
    if (leads.some(isTotal) || FOOTNOTE.test(leads[0] ?? '')) {
      // A total directly under the header is a summary on top, not the end; a subtotal never is.
      ended ||= rows.length > 0 && !leads.some((lead) => lead.includes('小计'));
      continue;
    }
    if (!ended) rows.push([index, values]);
    else if (holdsData(values, header)) late.push(index);
  }
  for (const row of late) {
    log.warn(
      { ...place, row },
      {
        code: 'row-after-totals',
        message: `第 ${row + 1} 行位于合计行或填表人行之后，未读取。`,
        suggestion: '如属有效数据，请移到合计行之前。',
      },
    );
  }
  return fillMerged(sheet, rows, { place, header, log });
}

/** A cell that is merged downwards holds for all its rows; only its first one stores the value. */
function fillMerged(
  { merges = [], rows: all }: RawSheet,
  rows: [number, readonly CellValue[]][],
  { place, header, log }: SheetContext,
): [number, readonly CellValue[]][] {
  const known = new Set(header.columns.values());
  const tall = merges.filter(
    ({ startRow, endRow, startCol }) =>
      startRow > header.row && endRow > startRow && known.has(startCol),
  );
  if (tall.length === 0) return rows;
  const fills = new Map<number, Map<number, CellValue>>();
  for (const { startRow, endRow, startCol } of tall) {
    const value = all[startRow]?.[startCol] ?? null;
    for (let row = startRow + 1; row <= Math.min(endRow, all.length - 1); row++) {
      fills.set(row, (fills.get(row) ?? new Map()).set(startCol, value));
    }
  }
  return rows.map(([index, values]) => {
    const fill = fills.get(index);
    if (fill === undefined) return [index, values];
    const filled = [...values];
    for (const [column, value] of fill) {
      filled[column] = value;
      log.mended(
        { ...place, row: index, column },
        {
          code: 'merged-cell',
          message: '单元格与上方合并。',
          suggestion: '按合并单元格的内容处理。',
          takenFor: String(value ?? ''),
        },
      );
    }
    return [index, Array.from(filled, (value) => value ?? null)];
  });
}

function leadingWords(values: readonly CellValue[]): string[] {
  const words: string[] = [];
  for (const value of values) {
    const word = comparable(cleanText(value));
    if (word !== '') words.push(word);
    if (words.length === TOTAL_SEARCH_CELLS) break;
  }
  return words;
}

const isTotal = (word: string) => TOTAL.test(word);

/** After the end of a table a signature or a date stands alone; data fills several known columns. */
function holdsData(values: readonly CellValue[], header: HeaderRow): boolean {
  const filled = [...header.columns.values()].filter(
    (column) => cleanText(values[column] ?? null) !== '',
  );
  return filled.length >= Math.min(3, header.columns.size);
}
