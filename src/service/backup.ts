/**
 * Backup and restore: our own tables as lines of JSON, gzipped; the same for the embedded database and PostgreSQL, so that a
 * store moves from one to the other. The queue is not in it: it is made again from the jobs. Encrypted blobs stay encrypted.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { InputError } from '../domain/errors.ts';
import type { Database, Row } from './store/database.ts';
import { SCHEMA_VERSION } from './store/migrate.ts';
import { UNFINISHED } from './store/soundness.ts';

const FORMAT = 'tiaopei-backup/1';

/** In an order in which every row finds what it refers to. `blob` is the big one and goes by pages. */
const TABLES = [
  'county',
  'blob',
  'version',
  'policy',
  'job',
  'job_file',
  'job_event',
  'proposal',
  'approval',
  'objection',
  'api_key',
  'session',
  'sign_in',
  'audit_log',
] as const;
type Table = (typeof TABLES)[number];

/** Columns that order a page; all are unique together. */
const ORDER: Record<Table, string> = {
  county: 'seq',
  blob: 'county_id, hash',
  version: 'county_id, number',
  policy: 'seq',
  job: 'seq',
  job_file: 'job_id, name',
  job_event: 'job_id, seq',
  proposal: 'county_id, number',
  approval: 'proposal_id, seq',
  objection: 'seq',
  api_key: 'seq',
  session: 'token_hash',
  sign_in: 'token_hash',
  audit_log: 'seq',
};
/** Columns that backups of older schemas lack and that must not be empty. */
const SINCE: Partial<Record<Table, Row>> = { blob: { kept_at: 'now' } };
/** Numbered by the database itself. */
const NUMBERED: ReadonlySet<Table> = new Set(['county', 'policy', 'job', 'objection', 'api_key']);

export interface BackupResult {
  readonly rows: number;
  readonly bytes: number;
}

/** Writes a backup beside the path and moves it there when it is whole. */
export async function backup(db: Database, path: string): Promise<BackupResult> {
  const part = `${path}.part`;
  let rows = 0;
  async function* lines() {
    for await (const line of backupLines(db)) {
      rows += 1;
      yield line;
    }
  }
  const file = createWriteStream(part);
  try {
    await pipeline(Readable.from(lines()), createGzip(), file);
  } catch (fault) {
    await rm(part, { force: true });
    throw fault;
  }
  await rename(part, path);
  return { rows: rows - 2, bytes: file.bytesWritten };
}

/** Everything but the blobs is read in one snapshot; blobs never change, and what the snapshot names is there. */
async function* backupLines(db: Database): AsyncIterable<string> {
  yield line({ format: FORMAT, schema: SCHEMA_VERSION });
  const small = TABLES.filter((table) => table !== 'blob');
  const snapshot = await db.transaction([
    { sql: 'set transaction isolation level repeatable read' },
    ...small.map((table) => ({
      sql: `select row_to_json(t)::text as row from ${table} t order by ${ORDER[table]}`,
    })),
    { sql: 'select county_id, hash from blob order by county_id, hash' },
  ]);
  const answers = (snapshot ?? []).slice(1);
  const blobs = answers.at(-1) ?? [];
  let count = 0;
  for (const table of TABLES) {
    if (table === 'blob') {
      for (const { county_id, hash } of blobs) {
        const row = await blobRow(db, String(county_id), String(hash));
        if (row === null) continue;
        yield line({ table, row });
        count += 1;
      }
      continue;
    }
    for (const { row } of answers[small.indexOf(table)] ?? []) {
      yield `{"table":"${table}","row":${row}}\n`;
      count += 1;
    }
  }
  yield line({ end: count });
}

async function blobRow(db: Database, countyId: string, hash: string): Promise<unknown> {
  const [row] = await db.query<{ bytes: Uint8Array; size: number; kept_at: Date }>(
    'select bytes, size, kept_at from blob where county_id = $1 and hash = $2',
    [countyId, hash],
  );
  // Null: the county was erased meanwhile.
  return row === undefined
    ? null
    : {
        county_id: countyId,
        hash,
        bytes: `\\x${Buffer.from(row.bytes).toString('hex')}`,
        size: row.size,
        kept_at: row.kept_at.toISOString(),
      };
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

/** Rows written in one transaction. */
const BATCH_ROWS = 200;
const BATCH_CHARACTERS = 8_000_000;

/**
 * Fills an empty store. The whole file is read before the first row is written, and until the last one is, the store says
 * that it is not to be used. @returns how many rows
 * @throws InputError `store-not-empty`, `bad-backup`, `store-newer-schema`
 */
export async function restore(db: Database, path: string): Promise<number> {
  await refuseUsed(db);
  for await (const _ of entriesOf(path));
  await db.exec(`create table ${UNFINISHED} ()`);
  const filler = new Filler(db);
  for await (const { entry, characters } of entriesOf(path)) await filler.add(entry, characters);
  await filler.flush();
  await filler.number();
  await db.exec(`drop table ${UNFINISHED}`);
  return filler.rows;
}

interface Entry {
  readonly table: Table;
  readonly row: Row;
}

/** @throws InputError when the file is not whole */
async function* entriesOf(path: string): AsyncIterable<{ entry: Entry; characters: number }> {
  const reader = createInterface({ input: createReadStream(path).pipe(createGunzip()) });
  let rows = -1;
  let end: number | null = null;
  try {
    for await (const text of reader) {
      const line = parsed(text, path);
      if (rows === -1) checkHead(line, path);
      else if ('end' in line) end = Number(line.end);
      else if (!TABLES.includes(line.table as Table))
        throw new Error(`unknown table ${line.table}`);
      else yield { entry: line as unknown as Entry, characters: text.length };
      if (end === null) rows += 1;
    }
  } catch (fault) {
    if (fault instanceof InputError) throw fault;
    badBackup(path, fault instanceof Error ? fault.message : String(fault));
  }
  if (end !== rows) badBackup(path, 'it ends too early');
}

class Filler {
  readonly #db: Database;
  rows = 0;
  #batch: Entry[] = [];
  #characters = 0;

  constructor(db: Database) {
    this.#db = db;
  }

  async add({ table, row }: Entry, characters: number): Promise<void> {
    this.#batch.push({ table, row: { ...SINCE[table], ...row } });
    this.#characters += characters;
    const isFull = this.#batch.length >= BATCH_ROWS || this.#characters >= BATCH_CHARACTERS;
    if (isFull) await this.flush();
  }

  async flush(): Promise<void> {
    const statements = TABLES.flatMap((table) => {
      const rows = this.#batch.filter((entry) => entry.table === table).map(({ row }) => row);
      if (rows.length === 0) return [];
      const overriding = NUMBERED.has(table) ? 'overriding system value' : '';
      return [
        {
          sql: `insert into ${table} ${overriding} select * from json_populate_recordset(null::${table}, $1::json)`,
          values: [JSON.stringify(rows)],
        },
      ];
    });
    await this.#db.transaction(statements);
    this.rows += this.#batch.length;
    this.#batch = [];
    this.#characters = 0;
  }

  /** New rows are numbered after those that came. */
  async number(): Promise<void> {
    for (const table of NUMBERED) {
      await this.#db.query(
        `select setval(pg_get_serial_sequence('${table}', 'seq'), (select coalesce(max(seq), 1) from ${table}))`,
      );
    }
  }
}

async function refuseUsed(db: Database): Promise<void> {
  const [row] = await db.query<{ used: boolean }>(
    'select exists (select from county) or exists (select from audit_log) as used',
  );
  if (row?.used !== true) return;
  throw new InputError([
    {
      code: 'store-not-empty',
      message:
        '目标数据库不是空的，未恢复：请指定新的数据目录（TIAOPEI_DATA）或空的数据库 (the store is not empty: restore into a new data folder or an empty database)。',
    },
  ]);
}

function parsed(text: string, path: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return badBackup(path, 'a line is not JSON');
  }
}

function checkHead({ format, schema }: Record<string, unknown>, path: string): void {
  if (format !== FORMAT) badBackup(path, 'not a backup of this program');
  if (Number(schema) <= SCHEMA_VERSION) return;
  throw new InputError([
    {
      code: 'store-newer-schema',
      path,
      message: `备份来自更新版本的程序（结构第 ${schema} 版，本程序第 ${SCHEMA_VERSION} 版），请先升级 (the backup is of a newer schema: upgrade first)。`,
    },
  ]);
}

function badBackup(path: string, why: string): never {
  throw new InputError([
    {
      code: 'bad-backup',
      path,
      message: `「${path}」不是完整的备份文件：${why} (not a whole backup)。`,
    },
  ]);
}
