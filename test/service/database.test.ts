/** The database port over PGlite: in its thread, and from another process. PostgreSQL: test/system/service.test.ts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { persistently } from '../../src/service/store/database.ts';
import { type EmbeddedDatabase, embedded } from '../../src/service/store/embedded.ts';
import { postgres } from '../../src/service/store/postgres.ts';
import { databaseContract } from '../support/database-contract.ts';
import { throughChild } from '../support/remote-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'tiaopei-db-'));
let db: EmbeddedDatabase;
beforeAll(async () => {
  db = await embedded(join(folder, 'database'));
}, 120_000);
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Making a database takes seconds: one for all, emptied in between. */
const emptied = async () => {
  await db.exec('drop schema public cascade; create schema public;');
  return db;
};

databaseContract('PGlite in its thread', async () => ({
  db: await emptied(),
  close: async () => {},
}));

databaseContract('PGlite from another process', async () => {
  const remote = throughChild(await emptied());
  return { db: remote, close: () => remote.close() };
});

test('a thread that dies is opened again; what was committed is there, who listens still hears', async () => {
  await emptied();
  await db.exec('create table kept (id integer)');
  const heard: string[] = [];
  await db.listen('after_crash', (payload) => heard.push(payload));
  await db.query('insert into kept values (1)');
  const lost = db.query('select pg_sleep(60)').catch((fault: Error) => fault.name);
  await db.crash();
  expect(await lost).toBe('StoreUnavailable');
  expect(await db.query('select id from kept')).toEqual([{ id: 1 }]);
  await db.query(`select pg_notify('after_crash', 'again')`);
  await expect.poll(() => heard).toContain('again');
});

test('a database that was closed from here is not asked again and again', async () => {
  // Nobody listens there: a closed pool must not even look.
  const closed = postgres('postgres://nobody@127.0.0.1:1/nothing');
  await closed.close();
  const other = await embedded(join(folder, 'closed'));
  await other.close();
  const statement = { sql: 'select 1' };
  for (const call of [
    () => closed.query('select 1'),
    () => closed.exec('select 1'),
    () => closed.transaction([statement]),
    () => other.query('select 1'),
    () => other.transaction([statement]),
  ]) {
    let tries = 0;
    const counted = (): Promise<unknown> => {
      tries += 1;
      return call();
    };
    await expect(persistently(counted, 600)).rejects.toThrow('the database is closed');
    expect(tries).toBe(1);
  }
}, 60_000);
