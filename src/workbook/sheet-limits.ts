/** Row and column limits, said the same way for every kind of file; where a row ends, which rows hold something. */
import { fileFault } from './faults.ts';
import type { CellValue, ReadLimits } from './port.ts';

/** @throws InputError `too-many-rows` */
export function checkRows(count: number, file: string, sheet: string, limits: ReadLimits): void {
  if (count <= limits.maxRowsPerSheet) return;
  throw fileFault(
    'too-many-rows',
    file,
    `工作表「${sheet}」超过 ${limits.maxRowsPerSheet} 行，请删去无关内容或分县提交。`,
    `sheet has more than ${limits.maxRowsPerSheet} rows`,
  );
}

/** @throws InputError `too-many-columns` */
export function checkColumns(count: number, file: string, sheet: string, limits: ReadLimits): void {
  if (count <= limits.maxColumns) return;
  throw fileFault(
    'too-many-columns',
    file,
    `工作表「${sheet}」超过 ${limits.maxColumns} 列，请删去无关的列。`,
    `sheet has more than ${limits.maxColumns} columns`,
  );
}

/** A row without the blank cells at its end: formatted but blank cells reach to the edge of many sheets. */
export function withoutBlankTail(values: CellValue[]): CellValue[] {
  let length = values.length;
  while (length > 0 && (values[length - 1] ?? '') === '') length--;
  return length === values.length ? values : values.slice(0, length);
}

/** Those of the rows (zero-based) that hold something, in order. */
export function filled(
  numbers: readonly number[],
  rows: readonly (readonly CellValue[])[],
): number[] {
  return numbers.filter((row) => (rows[row]?.length ?? 0) > 0).sort((a, b) => a - b);
}
