/** Where the bytes come from: a path on disk or an upload. Size is checked before a byte is read. */
import type { Stats } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileFault, mebibytes } from './faults.ts';
import type { ReadLimits } from './port.ts';

/** A file or folder on disk, or bytes that were uploaded under a name. */
export type WorkbookSource =
  | { readonly path: string }
  | { readonly bytes: Uint8Array; readonly fileName: string };

export interface NamedBytes {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** The workbook `generate` writes; its neighbours in the folder are other plans and samples. */
const COUNTY_FILE = 'county.xlsx';

/**
 * The files to read: one, or the CSV files of a folder in order of name.
 * @throws InputError `file-not-found`, `unreadable-file`, `file-too-large`, `empty-file`, `no-tables-in-folder`
 */
export async function loadSource(
  source: WorkbookSource,
  limits: ReadLimits,
): Promise<NamedBytes[]> {
  if ('bytes' in source) {
    const file = basename(source.fileName.replaceAll('\\', '/'));
    checkSize(source.bytes.length, file, limits);
    return [{ file, bytes: source.bytes }];
  }
  const info = await statOrFault(source.path);
  if (info.isDirectory()) return loadFolder(source.path, limits);
  return [await loadFile(source.path, limits)];
}

async function loadFolder(folder: string, limits: ReadLimits): Promise<NamedBytes[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  if (names.includes(COUNTY_FILE)) return [await loadFile(join(folder, COUNTY_FILE), limits)];
  const tables = names.filter((name) => /\.csv$/i.test(name));
  if (tables.length === 0) {
    throw fileFault(
      'no-tables-in-folder',
      basename(folder),
      `文件夹中没有 ${COUNTY_FILE}，也没有 .csv 文件；请放入其一，或直接指定 .xlsx 文件。`,
      `the folder holds neither ${COUNTY_FILE} nor .csv files`,
    );
  }
  const files: NamedBytes[] = [];
  let total = 0;
  for (const name of tables) {
    const loaded = await loadFile(join(folder, name), limits);
    total += loaded.bytes.length;
    checkSize(total, name, limits);
    files.push(loaded);
  }
  return files;
}

async function loadFile(path: string, limits: ReadLimits): Promise<NamedBytes> {
  const file = basename(path);
  const info = await statOrFault(path);
  if (!info.isFile()) throw unreadable(file);
  checkSize(info.size, file, limits);
  try {
    return { file, bytes: await readFile(path) };
  } catch {
    throw unreadable(file);
  }
}

async function statOrFault(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch {
    throw fileFault(
      'file-not-found',
      basename(path),
      '不存在或无权访问，请检查路径。',
      'no such file or folder; check the path',
    );
  }
}

function unreadable(file: string) {
  return fileFault(
    'unreadable-file',
    file,
    '无法读取，请检查权限，或先在 Excel 中关闭该文件。',
    'the file cannot be read; check permissions',
  );
}

function checkSize(size: number, file: string, limits: ReadLimits): void {
  if (size === 0) {
    throw fileFault('empty-file', file, '是空文件，请重新导出后提交。', 'the file is empty');
  }
  if (size > limits.maxBytes) {
    const limit = mebibytes(limits.maxBytes);
    throw fileFault(
      'file-too-large',
      file,
      `超过 ${limit} MB 的上限，请删去图片和无关工作表后重新提交。`,
      `larger than the limit of ${limit} MB`,
    );
  }
}
