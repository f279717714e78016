/** Where the bytes come from: paths on disk or uploads, one or several. Size is checked before a byte is read. */
import type { Stats } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileFault, mebibytes } from './faults.ts';
import type { ReadLimits } from './port.ts';

/** A file or folder on disk, or several of them, or bytes that were uploaded under a name. */
export type WorkbookSource =
  | { readonly path: string | readonly string[] }
  | { readonly bytes: Uint8Array; readonly fileName: string };

export interface NamedBytes {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** The workbook `generate` writes; its neighbours in the folder are other plans and samples. */
const COUNTY_FILE = 'county.xlsx';
/** What a folder or an archive is searched for. */
const TABLE_FILE = /\.(xlsx|xlsm|xls|et|csv|tsv|zip)$/i;
/** Lock files of Excel and WPS, and what macOS and unpackers leave behind. */
const LEFTOVER = /^(~\$|\.|__MACOSX)/;
/** Folders within folders: one for the county, one for each school, and one to spare. */
const MAX_DEPTH = 3;
/** More files than a county has schools are no county. */
const MAX_FILES = 1000;

/** True for a name that may be a table. */
export function isTableFile(name: string): boolean {
  return TABLE_FILE.test(name) && !LEFTOVER.test(name);
}

/**
 * The files to read in the order given, those of a folder in order of name.
 * @throws InputError `file-not-found`, `unreadable-file`, `file-too-large`, `empty-file`, `too-many-files`, `no-tables-in-folder`
 */
export async function loadSource(
  source: WorkbookSource | readonly WorkbookSource[],
  limits: ReadLimits,
): Promise<NamedBytes[]> {
  const files: NamedBytes[] = [];
  let total = 0;
  for await (const loaded of eachFile(source, limits)) {
    total += loaded.bytes.length;
    checkSize(total, loaded.file, limits);
    files.push(loaded);
    if (files.length > MAX_FILES) throw tooManyFiles(loaded.file);
  }
  return files;
}

async function* eachFile(
  source: WorkbookSource | readonly WorkbookSource[],
  limits: ReadLimits,
): AsyncGenerator<NamedBytes> {
  for (const one of Array.isArray(source) ? source : [source]) yield* filesOf(one, limits);
}

async function* filesOf(source: WorkbookSource, limits: ReadLimits): AsyncGenerator<NamedBytes> {
  if ('bytes' in source) {
    const file = basename(source.fileName.replaceAll('\\', '/'));
    checkSize(source.bytes.length, file, limits);
    yield { file, bytes: source.bytes };
    return;
  }
  for (const path of [source.path].flat()) yield* filesAt(path, limits);
}

async function* filesAt(path: string, limits: ReadLimits): AsyncGenerator<NamedBytes> {
  const info = await statOrFault(path);
  if (!info.isDirectory()) {
    yield await loadFile(path, limits);
    return;
  }
  const paths = await tablesIn(path, MAX_DEPTH);
  if (paths.length === 0) throw noTables(path);
  for (const each of paths) yield await loadFile(each, limits);
}

/** Paths of the tables of a folder; `county.xlsx` alone where it stands. */
async function tablesIn(folder: string, depth: number): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true }))
    .filter(({ name }) => !LEFTOVER.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (entries.some(({ name }) => name === COUNTY_FILE)) return [join(folder, COUNTY_FILE)];
  const paths: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth > 1) paths.push(...(await tablesIn(path, depth - 1)));
    else if (entry.isFile() && isTableFile(entry.name)) paths.push(path);
  }
  return paths;
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

function noTables(folder: string) {
  return fileFault(
    'no-tables-in-folder',
    basename(folder),
    `文件夹中没有 ${COUNTY_FILE}，也没有 .xlsx、.xls、.csv、.tsv、.zip 文件；请放入其一，或直接指定文件。`,
    `the folder holds neither ${COUNTY_FILE} nor any .xlsx, .xls, .csv, .tsv or .zip file`,
  );
}

function tooManyFiles(file: string) {
  return fileFault(
    'too-many-files',
    file,
    `所在的一批文件超过 ${MAX_FILES} 个，请只提交所需的表。`,
    `more than ${MAX_FILES} files were handed in`,
  );
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
