/**
 * Whether what a store holds is whole. The embedded database must not be let near a folder that is not: it makes a new, empty
 * one over a folder without `PG_VERSION`, and finds a torn table only when somebody reads it.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../domain/errors.ts';
import type { Database } from './database.ts';

/** Of the PostgreSQL inside PGlite. */
export const POSTGRES_MAJOR = '18';
const CONTROL_BYTES = 8192;
const PARTS = ['PG_VERSION', 'base', 'global', 'pg_wal', 'pg_xact'];

/**
 * Looks at the files, before anything is opened or written. An empty folder is whole: a new store.
 * @throws InputError `store-damaged`, `store-other-version`
 */
export function checkFiles(dataFolder: string, databaseFolder: string): void {
  if (!existsSync(databaseFolder) || readdirSync(databaseFolder).length === 0) return;
  for (const part of PARTS) {
    if (!existsSync(join(databaseFolder, part))) damaged(dataFolder, `缺少 ${part} (missing)`);
  }
  const version = readFileSync(join(databaseFolder, 'PG_VERSION'), 'utf8').trim();
  if (version !== POSTGRES_MAJOR) otherVersion(dataFolder, version);
  const control = join(databaseFolder, 'global', 'pg_control');
  const bytes = existsSync(control) ? statSync(control).size : 0;
  if (bytes !== CONTROL_BYTES) damaged(dataFolder, 'global/pg_control 不完整 (torn)');
}

/**
 * Reads every row of every table once: a torn page (each has a check sum) is found now and not in the middle of a job.
 * @throws Error of the database
 */
export async function readAll(db: Database): Promise<void> {
  const tables = await db.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1`,
  );
  for (const { name } of tables) await db.query(`select count(*) from ${name}`);
}

/** Stands in a store from the first row of a restore to the last. */
export const UNFINISHED = 'restore_unfinished';

/** @throws InputError `store-damaged` when a restore was interrupted */
export async function refuseHalfRestored(db: Database): Promise<void> {
  const [row] = await db.query<{ unfinished: boolean }>(
    `select to_regclass('${UNFINISHED}') is not null as unfinished`,
  );
  if (row?.unfinished !== true) return;
  refuse(
    'store-damaged',
    null,
    '这里的恢复（tiaopei restore）没有完成，数据不全：请在空的数据目录或空的数据库重新恢复 (a restore into this store was interrupted: begin it again in an empty folder or database)。',
  );
}

export function damaged(folder: string, why: string): never {
  refuse(
    'store-damaged',
    folder,
    `数据目录「${folder}」无法打开，可能已损坏（${why}）。请把它移开，用 tiaopei restore 从其 backups 文件夹中最近的备份恢复到新目录 (the data folder cannot be opened and may be damaged: move it away and restore the newest dump of its folder backups with tiaopei restore)。`,
  );
}

function otherVersion(folder: string, version: string): never {
  refuse(
    'store-other-version',
    folder,
    `数据目录「${folder}」属于 PostgreSQL ${version}，本程序内嵌的是 ${POSTGRES_MAJOR}：请用写它的程序 tiaopei backup，再用本程序 tiaopei restore 到新目录 (the folder is of PostgreSQL ${version}, this program has ${POSTGRES_MAJOR}: back it up with the program that wrote it, and restore that into a new folder)。`,
  );
}

function refuse(code: string, path: string | null, message: string): never {
  throw new InputError([{ code, ...(path === null ? {} : { path }), message }]);
}
