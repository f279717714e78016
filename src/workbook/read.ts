/** readWorkbook: the kind of a file is told by its content first, by its name second. */

import { readCsvSheet } from './csv-read.ts';
import { fileFault } from './faults.ts';
import { DEFAULT_READ_LIMITS, type RawWorkbook, type ReadLimits } from './port.ts';
import { loadSource, type NamedBytes, type WorkbookSource } from './source.ts';
import { readXlsxWorkbook } from './xlsx-read.ts';

const ZIP_MAGIC = [0x50, 0x4b];
const OLE2_MAGIC = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Reads an `.xlsx` file, a `.csv` file, or a folder (its county.xlsx, otherwise its `.csv` files, one a sheet).
 * @throws InputError naming the file and what to do; see the readers for the codes
 */
export async function readWorkbook(
  source: WorkbookSource,
  limits: ReadLimits = DEFAULT_READ_LIMITS,
): Promise<RawWorkbook> {
  const files = await loadSource(source, limits);
  const [first] = files;
  if (first !== undefined && files.length === 1) return readFileByKind(first, limits);
  return { sheets: files.map(({ file, bytes }) => readCsvSheet(bytes, file, limits)) };
}

async function readFileByKind(
  { file, bytes }: NamedBytes,
  limits: ReadLimits,
): Promise<RawWorkbook> {
  if (startsWith(bytes, OLE2_MAGIC)) {
    throw fileFault(
      'old-or-protected-workbook',
      file,
      '是旧版 .xls 或设有打开密码的工作簿，请取消密码并另存为 .xlsx。',
      'an old .xls or password-protected workbook; save it as .xlsx without a password',
    );
  }
  if (startsWith(bytes, ZIP_MAGIC) || !/\.csv$/i.test(file)) {
    return readXlsxWorkbook(bytes, file, limits);
  }
  return { sheets: [readCsvSheet(bytes, file, limits)] };
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}
