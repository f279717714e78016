/** A zip archive of tables → its files. Archives within archives are not opened. */
import { InputError } from '../domain/errors.ts';
import { fileFault } from './faults.ts';
import type { ReadLimits } from './port.ts';
import { zipBomb } from './refusals.ts';
import { isTableFile, type NamedBytes } from './source.ts';
import { Bomb, Damaged, inflateWhole, listEntries, type ZipEntry } from './zip-entries.ts';

/** More files than a county has schools are no county. */
const MAX_FILES = 1000;

/** True for an Office document, which is a zip archive too, also for one that lost some of its parts. */
function isDocument(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => /^(\[Content_Types\]\.xml|mimetype|xl\/.*)$/.test(name));
}

/**
 * The tables of an archive in order of name, or null for an Office document (or what is no archive at all).
 * @throws InputError `broken-archive`, `encrypted-archive`, `zip-bomb`, `too-many-files`, `no-tables-in-archive`
 */
export async function unpackTables(
  bytes: Uint8Array,
  file: string,
  limits: ReadLimits,
): Promise<NamedBytes[] | null> {
  try {
    const entries = listEntries(bytes);
    if (entries.length === 0 || isDocument(entries)) return null;
    return await inflateTables(entries, file, limits);
  } catch (fault) {
    if (fault instanceof InputError) throw fault;
    if (fault instanceof Bomb) throw zipBomb(file);
    if (!(fault instanceof Damaged || fault instanceof RangeError)) throw fault;
    if (!/\.zip$/i.test(file)) return null;
    throw fileFault(
      'broken-archive',
      file,
      '不是完整的压缩包，请重新压缩或直接提交其中的表格文件。',
      'a damaged or truncated archive',
    );
  }
}

async function inflateTables(
  entries: readonly ZipEntry[],
  file: string,
  limits: ReadLimits,
): Promise<NamedBytes[] | null> {
  const named = entries.map((entry) => ({ entry, path: entry.name.replaceAll('\\', '/') }));
  const tables = named
    .filter(({ path }) => path.split('/').every((part) => !/^(\.|__MACOSX)/.test(part)))
    .filter(({ path }) => isTableFile(path.slice(path.lastIndexOf('/') + 1)))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  if (tables.length === 0) {
    if (/\.zip$/i.test(file)) throw noTables(file);
    return null;
  }
  if (tables.length > MAX_FILES) throw tooManyFiles(file);
  if (tables.some(({ entry }) => entry.encrypted)) throw encrypted(file);
  const files: NamedBytes[] = [];
  let room = limits.maxBytes;
  for (const { entry, path } of tables) {
    const content = await inflateWhole(entry, room);
    room -= content.length;
    files.push({ file: path.slice(path.lastIndexOf('/') + 1), bytes: content });
  }
  return files;
}

function noTables(file: string) {
  return fileFault(
    'no-tables-in-archive',
    file,
    '中没有 .xlsx、.xls、.csv 或 .tsv 文件；请检查压缩包的内容（压缩包内不要再放压缩包）。',
    'the archive holds no table',
  );
}

function tooManyFiles(file: string) {
  return fileFault(
    'too-many-files',
    file,
    `中的表格超过 ${MAX_FILES} 个，请只提交所需的表。`,
    `the archive holds more than ${MAX_FILES} tables`,
  );
}

function encrypted(file: string) {
  return fileFault(
    'encrypted-archive',
    file,
    '是加密的压缩包，请取消密码后重新压缩。',
    'the archive is protected by a password',
  );
}
