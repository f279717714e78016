/** An `.xlsx` file → rows, read as a stream under limits. Formulas count as the value Excel stored for them. */
import { readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { InputError } from '../domain/errors.ts';
import { fileFault } from './faults.ts';
import type { CellValue, RawSheet, RawWorkbook, ReadLimits } from './port.ts';
import { checkColumns, checkRows } from './sheet-limits.ts';
import { inspectZip } from './zip-guard.ts';

/**
 * All sheets in the order of the workbook. Blank rows at the end and blank cells at the end of a row are left out.
 * @throws InputError `not-a-workbook`, `zip-bomb`, `too-many-rows`, `too-many-columns`
 */
export async function readXlsxWorkbook(
  bytes: Uint8Array,
  file: string,
  limits: ReadLimits,
): Promise<RawWorkbook> {
  const verdict = await inspectZip(bytes);
  if (verdict === 'damaged') throw notAWorkbook(file);
  if (verdict === 'bomb') {
    throw fileFault(
      'zip-bomb',
      file,
      '解压后的内容超出上限，已拒绝读取；请删去无关工作表和图片后另存为新的 .xlsx。',
      'refused: the file unpacks to far more than a county needs',
    );
  }
  try {
    const sheets: RawSheet[] = [];
    for (const [index, name] of (await sheetNames(bytes)).entries()) {
      sheets.push({ name, rows: await sheetRows(bytes, { index, name, file, limits }) });
    }
    if (sheets.length === 0) throw notAWorkbook(file);
    return { sheets };
  } catch (fault) {
    throw fault instanceof InputError ? fault : notAWorkbook(file);
  }
}

function notAWorkbook(file: string): InputError {
  return fileFault(
    'not-a-workbook',
    file,
    '不是完整的 Excel 工作簿（文件损坏、传输中断或只是改了扩展名），请用 Excel 或 WPS 重新另存为 .xlsx。',
    'not a readable .xlsx workbook: damaged, truncated or of another kind',
  );
}

async function sheetNames(bytes: Uint8Array): Promise<string[]> {
  const names: string[] = [];
  // The predicate sees every sheet before its body is parsed; refusing all of them reads the names only.
  const refuse = (info: { name: string }) => {
    names.push(info.name);
    return false;
  };
  await readXlsx(bytes, { sheets: refuse });
  return names;
}

interface SheetAddress {
  readonly index: number;
  readonly name: string;
  readonly file: string;
  readonly limits: ReadLimits;
}

async function sheetRows(bytes: Uint8Array, address: SheetAddress): Promise<CellValue[][]> {
  const { index, name, file, limits } = address;
  const rows: CellValue[][] = [];
  for await (const row of streamXlsxRows(bytes, { sheet: index })) {
    const values = withoutBlankTail(row.values);
    // Formatted but blank rows and columns reach to the edge of many sheets: they are no data.
    if (values.length === 0) continue;
    checkRows(row.index + 1, file, name, limits);
    checkColumns(values.length, file, name, limits);
    while (rows.length < row.index) rows.push([]);
    rows[row.index] = values;
  }
  return rows;
}

function withoutBlankTail(values: CellValue[]): CellValue[] {
  let length = values.length;
  while (length > 0 && (values[length - 1] ?? '') === '') length--;
  return length === values.length ? values : values.slice(0, length);
}
