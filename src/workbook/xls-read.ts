/** A true old `.xls` (BIFF8, Excel 97–2003) → rows. Formulas count as the value that was stored for them. */
import { readXls } from 'hucre/xlsx';
import { fileFault } from './faults.ts';
import { inspectOle2 } from './ole2.ts';
import type { CellValue, RawSheet, ReadLimits } from './port.ts';
import { encryptedWorkbook, macroWorkbook, notAWorkbook } from './refusals.ts';
import { checkColumns, checkRows, filled, withoutBlankTail } from './sheet-limits.ts';
import { type HiddenParts, hiddenInXls } from './xls-hidden.ts';

/** @throws InputError `encrypted-workbook`, `macro-workbook`, `not-a-workbook`, `too-many-rows`, `too-many-columns` */
export async function readXlsSheets(
  bytes: Uint8Array,
  file: string,
  limits: ReadLimits,
): Promise<RawSheet[]> {
  const { kind, date1904 } = inspectOle2(bytes);
  if (kind === 'encrypted') throw encryptedWorkbook(file);
  if (kind === 'macros') throw macroWorkbook(file);
  const workbook = await readXls(bytes).catch((fault: unknown) => {
    throw isOldVersion(fault) ? tooOld(file) : notAWorkbook(file);
  });
  if (workbook.sheets.length === 0) throw notAWorkbook(file);
  const parts = hiddenInXls(bytes);
  return workbook.sheets.map(({ name, rows, merges = [] }, k) => {
    const kept = rowsOf(rows);
    checkRows(kept.length, file, name, limits);
    for (const row of kept) checkColumns(row.length, file, name, limits);
    return {
      ...{ name, file, rows: kept, merges },
      ...(date1904 ? { date1904 } : {}),
      ...hiddenOf(parts[k], kept),
    };
  });
}

/** Columns and rows beyond what is written hide nothing. */
function hiddenOf(
  parts: HiddenParts | undefined,
  rows: readonly (readonly CellValue[])[],
): Pick<RawSheet, 'hidden' | 'hiddenColumns' | 'hiddenRows'> {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const hiddenColumns = (parts?.hiddenColumns ?? []).filter((column) => column < width);
  const hiddenRows = filled(parts?.hiddenRows ?? [], rows);
  return {
    ...(parts?.hidden === true ? { hidden: true } : {}),
    ...(hiddenColumns.length > 0 ? { hiddenColumns } : {}),
    ...(hiddenRows.length > 0 ? { hiddenRows } : {}),
  };
}

/** The library leaves holes for rows that were never written. */
function rowsOf(rows: readonly (readonly CellValue[] | undefined)[]): CellValue[][] {
  const kept = Array.from(rows, (row) => withoutBlankTail([...(row ?? [])]));
  while (kept.length > 0 && kept.at(-1)?.length === 0) kept.pop();
  return kept;
}

const isOldVersion = (fault: unknown) =>
  fault instanceof Error && fault.message.startsWith('Unsupported XLS version');

function tooOld(file: string) {
  return fileFault(
    'too-old-workbook',
    file,
    '是 Excel 95 或更早的 .xls，请用 Excel 或 WPS 打开后另存为 .xlsx。',
    'an .xls of Excel 95 or before; save it as .xlsx',
  );
}
