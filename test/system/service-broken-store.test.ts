/** Data folders that are torn, newer, or half restored: refused in one sentence that says what to do; nothing is written to them. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { backup, restore } from '../../src/service/backup.ts';
import { openWithInsides } from '../../src/service/open-service.ts';
import { embedded } from '../../src/service/store/embedded.ts';
import { openStore } from '../../src/service/store/open-store.ts';
import { POSTGRES_MAJOR, UNFINISHED } from '../../src/service/store/soundness.ts';
import { scene } from '../support/service-scene.ts';
import { everythingIn } from '../support/store-contents.ts';

const parent = mkdtempSync(join(tmpdir(), 'tiaopei-broken-'));
const whole = join(parent, 'whole');
const dump = join(parent, 'whole.jsonl.gz');
/** Files of tables in the folder, by name. */
let fileOf: Map<string, string>;
/** Those of our own tables. */
let ownFiles: string[];
beforeAll(async () => {
  const { service, insides } = await openWithInsides({ dataFolder: whole, workers: 0 });
  await scene(service, insides);
  const { db } = insides.ground;
  const rows = await db.query<{ name: string; file: string; own: boolean }>(
    `select relname as name, pg_relation_filepath(oid) as file, relnamespace = 'public'::regnamespace as own
     from pg_class where relkind = 'r'`,
  );
  fileOf = new Map(rows.map(({ name, file }) => [name, file]));
  ownFiles = rows.filter(({ own }) => own).map(({ file }) => file);
  await backup(db, dump);
  await service.close(0);
}, 120_000);
afterAll(() => rmSync(parent, { recursive: true, force: true }), 120_000);
afterEach(() => {
  // A copy has a thousand files.
  for (let k = 1; k <= copies; k += 1)
    rmSync(join(parent, `copy-${k}`), { recursive: true, force: true });
}, 120_000);

let copies = 0;
/** A copy of the whole folder, with something done to it. */
function copy(spoil: (database: string) => void): string {
  copies += 1;
  const folder = join(parent, `copy-${copies}`);
  cpSync(whole, folder, { recursive: true });
  spoil(join(folder, 'database'));
  return folder;
}
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    files
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  );
}
const refusal = (folder: string) =>
  openStore(folder, null).then(
    async (store) => {
      await store.close();
      return 'opened';
    },
    (fault) => fault.issues?.[0] ?? fault,
  );

describe('a torn folder', () => {
  const DAMAGED = {
    code: 'store-damaged',
    message: expect.stringMatching(/tiaopei restore .*backups.*restore the newest dump/),
  };

  test.each<[string, (database: string) => void]>([
    // The embedded database would make a new, empty one over all that is there.
    ['without PG_VERSION', (at) => rmSync(join(at, 'PG_VERSION'))],
    ['without its log', (at) => rmSync(join(at, 'pg_wal'), { recursive: true })],
    ['without its tables', (at) => rmSync(join(at, 'base'), { recursive: true })],
    ['with an empty control file', (at) => truncateSync(join(at, 'global/pg_control'), 0)],
    ['with a torn control file', (at) => truncateSync(join(at, 'global/pg_control'), 100)],
    ['without control file', (at) => rmSync(join(at, 'global/pg_control'))],
  ])('%s is refused, and not a byte of it changes', async (_, spoil) => {
    const folder = copy(spoil);
    const before = contents(folder);
    expect(await refusal(folder)).toMatchObject(DAMAGED);
    expect(contents(folder)).toEqual(before);
  });

  test.each<[string, (database: string) => void]>([
    [
      'whose newest log is empty',
      (at) => {
        const log = join(at, 'pg_wal');
        for (const name of readdirSync(log)) {
          if (/^[\dA-F]{24}$/.test(name)) truncateSync(join(log, name), 0);
        }
      },
    ],
    ['with a torn catalogue', (at) => tear(at, 'pg_class')],
    ['with a torn table of versions', (at) => tear(at, 'schema_version')],
    ['with a torn table of jobs that nobody asks for at the start', (at) => tear(at, 'county')],
    ['with a table whose file is gone', (at) => rmSync(join(at, fileOf.get('audit_log') ?? ''))],
  ])('%s is refused when it is opened; its rows are not touched', async (_, spoil) => {
    const folder = copy(spoil);
    const rows = () => {
      const all = contents(join(folder, 'database'));
      return ownFiles.map((file) => [file, all[file]]);
    };
    const before = rows();
    expect(await refusal(folder)).toMatchObject(DAMAGED);
    expect(rows()).toEqual(before);
  });

  function tear(at: string, table: string): void {
    writeFileSync(join(at, fileOf.get(table) ?? ''), Buffer.alloc(8192, 0x5a));
  }
});

test('a folder of another PostgreSQL is told from a torn one: back up there, restore here', async () => {
  expect(readFileSync(join(whole, 'database/PG_VERSION'), 'utf8').trim()).toBe(POSTGRES_MAJOR);
  const folder = copy((at) => writeFileSync(join(at, 'PG_VERSION'), '17\n'));
  const before = contents(folder);
  expect(await refusal(folder)).toMatchObject({
    code: 'store-other-version',
    message: expect.stringMatching(/PostgreSQL 17.*tiaopei backup.*tiaopei restore/),
  });
  expect(contents(folder)).toEqual(before);
});

async function rowsOf(folder: string): Promise<unknown> {
  const db = await embedded(join(folder, 'database'));
  const all = await everythingIn(db);
  await db.close();
  return all;
}

test('a folder of a newer program is refused with the ways out; no row and no table of it changes', async () => {
  const folder = copy(() => {});
  const db = await embedded(join(folder, 'database'));
  await db.exec(
    'insert into schema_version (version) values (999); create table of_the_future (id int)',
  );
  await db.close();
  const before = await rowsOf(folder);
  expect(await refusal(folder)).toMatchObject({
    code: 'store-newer-schema',
    message: expect.stringMatching(/999.*tiaopei restore.*upgrade the program/),
  });
  expect(await rowsOf(folder)).toEqual(before);
  // The lock is given back: the program that can read it may.
  expect(readdirSync(folder)).not.toContain('tiaopei.lock');
});

describe('a restore', () => {
  const target = () => mkdtempSync(join(parent, 'restored-'));
  const restored = async (folder: string, path: string) => {
    const store = await openStore(folder, null);
    try {
      return await restore(store.db, path);
    } catch (fault) {
      return (fault as { issues: { code: string }[] }).issues[0]?.code;
    } finally {
      await store.close();
    }
  };

  test('of a file that is torn, cut short or none of ours writes nothing; the whole one goes into the same folder', async () => {
    const folder = target();
    const bytes = readFileSync(dump);
    const text = gunzipSync(bytes).toString('utf8').split('\n');
    const bad = join(parent, 'bad.jsonl.gz');
    for (const spoiled of [
      bytes.subarray(0, bytes.length - 20),
      gzipSync(text.slice(0, -2).join('\n')),
      gzipSync(text.toSpliced(5, 1).join('\n')),
      gzipSync(text.toSpliced(5, 1, '{"table":').join('\n')),
      gzipSync('hello'),
      Buffer.from('no gzip'),
    ]) {
      writeFileSync(bad, spoiled);
      expect(await restored(folder, bad)).toBe('bad-backup');
    }
    expect(await restored(folder, dump)).toBe(text.length - 3);
  });

  test('that was killed half-way leaves a store that nobody takes for a whole one', async () => {
    const folder = target();
    const store = await openStore(folder, null);
    await store.db.exec(`create table ${UNFINISHED} ()`);
    await store.close();
    expect(await refusal(folder)).toMatchObject({
      code: 'store-damaged',
      message: expect.stringContaining('restore into this store was interrupted'),
    });
  });

  test('of a backup of the schema before this one fills what that did not know', async () => {
    const lines = gunzipSync(readFileSync(dump)).toString('utf8').split('\n');
    const older = lines.map((line) =>
      line.replace(/,"kept_at":"[^"]+"/, '').replace(/,"incumbent_blob":null/, ''),
    );
    expect(older).not.toEqual(lines);
    const path = join(parent, 'older.jsonl.gz');
    writeFileSync(path, gzipSync(older.join('\n')));
    expect(await restored(target(), path)).toBe(lines.length - 3);
  });
});
