/** What is said about sheets, columns and rows that a file hides: all of it is read. */
import type { RawSheet } from '../workbook/port.ts';
import { type SheetContext, shortened } from './table-remarks.ts';

/** Hidden columns and rows are easily forgotten when a table is brought up to date. */
export function remarkHidden(
  { hidden, hiddenColumns = [], hiddenRows = [] }: RawSheet,
  { place, header, log }: SheetContext,
): void {
  if (hidden === true) {
    log.warn(place, {
      code: 'hidden-sheet',
      message: `工作表「${place.sheet}」是隐藏的，已读取。`,
      suggestion: '请取消隐藏后核对；不需要的请删除。',
    });
  }
  const used = new Set(header.columns.values());
  for (const column of hiddenColumns) {
    if (!used.has(column)) continue;
    log.warn(
      { ...place, row: header.row, column },
      {
        code: 'hidden-column',
        message: `「${shortened(header.texts[column] ?? '')}」列是隐藏的，已读取。`,
        suggestion: '请取消隐藏后核对该列是否为最新。',
      },
    );
  }
  remarkHiddenRows(
    hiddenRows.filter((row) => row > header.row),
    { place, log },
  );
}

/** One finding a sheet: a filter left on hides thousands. */
function remarkHiddenRows(
  rows: readonly number[],
  { place, log }: Pick<SheetContext, 'place' | 'log'>,
): void {
  const [first] = rows;
  if (first === undefined) return;
  log.warn(
    { ...place, row: first, column: 0 },
    {
      code: 'hidden-rows',
      message: `第 ${spans(rows)}行（共 ${rows.length} 行）是隐藏的或被筛选掉的，已读取。`,
      suggestion: '请清除筛选、取消隐藏，核对这些行是否仍应计入。',
    },
  );
}

const MOST_SPANS = 5;

/** Rows as a reader counts them, e.g. 3、5–9; the first few. */
function spans(rows: readonly number[]): string {
  const found: [first: number, last: number][] = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (last?.[1] === row - 1) last[1] = row;
    else found.push([row, row]);
  }
  const words = found.map(([from, to]) => (from === to ? `${from + 1}` : `${from + 1}–${to + 1}`));
  return `${words.slice(0, MOST_SPANS).join('、')}${words.length > MOST_SPANS ? ' 等' : ' '}`;
}
