/** The database port over PGlite: in its thread, and from another process. PostgreSQL: test/system/service.test.ts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedDatabase, embedded } from '../../src/service/store/embedded.ts';
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
