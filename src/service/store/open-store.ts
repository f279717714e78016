/** The store behind the service: embedded in its locked folder, or PostgreSQL; migrated. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../domain/errors.ts';
import { type Database, persistently, StoreUnavailable } from './database.ts';
import { embedded } from './embedded.ts';
import { lockFolder } from './lock-file.ts';
import { migrate } from './migrate.ts';
import { postgres } from './postgres.ts';

/** Inside the data folder. */
const DATABASE_FOLDER = 'database';
const CONNECT_PATIENCE_MS = 30_000;

export interface Store {
  readonly db: Database;
  readonly isEmbedded: boolean;
  readonly crash: () => Promise<void>;
  close(): Promise<void>;
}

/** @throws InputError `store-locked`, `store-newer-schema`, `store-damaged`, `store-unreachable` */
export async function openStore(dataFolder: string, databaseUrl: string | null): Promise<Store> {
  return databaseUrl === null ? openEmbedded(dataFolder) : openPostgres(databaseUrl);
}

async function openEmbedded(dataFolder: string): Promise<Store> {
  const unlock = lockFolder(dataFolder);
  try {
    const folder = join(dataFolder, DATABASE_FOLDER);
    mkdirSync(folder, { recursive: true });
    const db = await embedded(folder).catch((cause: unknown) => damaged(dataFolder, cause));
    await migrateOrClose(db);
    const close = async () => {
      await db.close();
      unlock();
    };
    return { db, isEmbedded: true, crash: () => db.crash(), close };
  } catch (fault) {
    unlock();
    throw fault;
  }
}

async function openPostgres(url: string): Promise<Store> {
  const db = postgres(url);
  try {
    await persistently(() => db.query('select 1'), CONNECT_PATIENCE_MS);
  } catch (fault) {
    await db.close();
    throw fault instanceof StoreUnavailable ? unreachable() : fault;
  }
  await migrateOrClose(db);
  const crash = async () => {
    throw new Error('only an embedded database can be crashed from here');
  };
  return { db, isEmbedded: false, crash, close: () => db.close() };
}

async function migrateOrClose(db: Database): Promise<void> {
  try {
    await migrate(db);
  } catch (fault) {
    await db.close();
    throw fault;
  }
}

function damaged(folder: string, cause: unknown): never {
  const why = cause instanceof Error ? cause.message : String(cause);
  throw new InputError([
    {
      code: 'store-damaged',
      path: folder,
      message: `数据目录「${folder}」无法打开，可能已损坏（${why}）。请把它移开，用 tiaopei restore 从其 backups 文件夹中最近的备份恢复到新目录 (the data folder cannot be opened and may be damaged: move it away and restore the newest dump of its folder backups with tiaopei restore)。`,
    },
  ]);
}

function unreachable(): InputError {
  return new InputError([
    {
      code: 'store-unreachable',
      path: 'DATABASE_URL',
      message:
        'DATABASE_URL 指向的 PostgreSQL 无法连接，请检查地址、用户和网络 (PostgreSQL cannot be reached: check DATABASE_URL)。',
    },
  ]);
}
