/** Row and column limits, said the same way for every kind of file. */
import { fileFault } from './faults.ts';
import type { ReadLimits } from './port.ts';

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
