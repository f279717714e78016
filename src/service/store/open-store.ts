/** The store behind the service: embedded in its locked folder, or PostgreSQL; migrated. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../domain/errors.ts';
import { type Database, persistently, StoreUnavailable } from './database.ts';
import { embedded } from './embedded.ts';
import { lockFolder } from './lock-file.ts';
import { migrate } from './migrate.ts';
import { postgres } from './postgres.ts';
import { checkFiles, damaged, readAll, refuseHalfRestored } from './soundness.ts';

/** Inside the data folder. */
const DATABASE_FOLDER = 'database';
const CONNECT_PATIENCE_MS = 30_000;

export interface Store {
  readonly db: Database;
  readonly isEmbedded: boolean;
  readonly crash: () => Promise<void>;
  close(): Promise<void>;
}

/** @throws InputError `store-locked`, `store-newer-schema`, `store-damaged`, `store-other-version`, `store-unreachable` */
export async function openStore(dataFolder: string, databaseUrl: string | null): Promise<Store> {
  return databaseUrl === null ? openEmbedded(dataFolder) : openPostgres(databaseUrl);
}

async function openEmbedded(dataFolder: string): Promise<Store> {
  const unlock = lockFolder(dataFolder);
  try {
    const folder = join(dataFolder, DATABASE_FOLDER);
    checkFiles(dataFolder, folder);
    mkdirSync(folder, { recursive: true });
    const db = await embedded(folder).catch((cause: unknown) =>
      damaged(dataFolder, wordsOf(cause)),
    );
    try {
      await readAll(db);
      await prepare(db);
    } catch (fault) {
      await db.close();
      if (fault instanceof InputError) throw fault;
      damaged(dataFolder, wordsOf(fault));
    }
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
  try {
    await prepare(db);
  } catch (fault) {
    await db.close();
    throw fault;
  }
  const crash = async () => {
    throw new Error('only an embedded database can be crashed from here');
  };
  return { db, isEmbedded: false, crash, close: () => db.close() };
}

async function prepare(db: Database): Promise<void> {
  await migrate(db);
  await refuseHalfRestored(db);
}

/** What WebAssembly says when the database gives up helps nobody. */
function wordsOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return /^Aborted\(/.test(text) ? '数据库中止 (the database gave up)' : text;
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
