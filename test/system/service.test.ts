/** Database port and service on a private PostgreSQL; a backup of it restored into an embedded folder, and the other way. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWithInsides } from '../../src/service/open-service.ts';
import { postgres } from '../../src/service/store/postgres.ts';
import { databaseContract } from '../support/database-contract.ts';
import { deafUntil } from '../support/deaf-proxy.ts';
import { type PrivatePostgres, startPostgres } from '../support/postgres.ts';
import { serviceContract } from '../support/service-contract.ts';
import { scene } from '../support/service-scene.ts';
import { everythingIn } from '../support/store-contents.ts';

const folder = mkdtempSync(join(tmpdir(), 'tiaopei-system-'));
let server: PrivatePostgres;
beforeAll(async () => {
  server = await startPostgres();
}, 120_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

databaseContract('PostgreSQL', async () => {
  const db = postgres(await server.database());
  return { db, close: () => db.close() };
});

test('the statements of a transaction do not wait for the answers of those before them', async () => {
  // The server is heard only after the last of them has come by.
  const proxy = await deafUntil(await server.database(), 'select 7 as last');
  const db = postgres(proxy.url);
  try {
    const rows = await db.transaction([
      { sql: 'select 1 as first' },
      { sql: 'select $1::int as second', values: [2], expect: 1 },
      { sql: 'select 7 as last' },
    ]);
    expect(rows).toEqual([[{ first: 1 }], [{ second: 2 }], [{ last: 7 }]]);
    expect(proxy.wasDeaf()).toBe(true);
  } finally {
    await db.close();
    proxy.close();
  }
});

test('a database of a newer program is refused with the ways out; no row, no table and no column of it changes', async () => {
  const databaseUrl = await server.database();
  const open = () => openWithInsides({ dataFolder: folder, databaseUrl, workers: 0 });
  const { service, insides } = await open();
  await scene(service, insides);
  await service.close(0);
  const db = postgres(databaseUrl);
  await db.exec(
    'insert into schema_version (version) values (999); create table of_the_future (id int)',
  );
  const before = await everythingIn(db);
  await expect(open()).rejects.toMatchObject({
    issues: [
      {
        code: 'store-newer-schema',
        message: expect.stringMatching(/999.*tiaopei restore.*upgrade the program/),
      },
    ],
  });
  expect(await everythingIn(db)).toEqual(before);
  await db.close();
});

serviceContract('the service on PostgreSQL, its backup restored embedded', {
  databaseUrl: () => server.database(),
  other: async () => null,
});

serviceContract('the service embedded, its backup restored on PostgreSQL', {
  databaseUrl: async () => null,
  other: () => server.database(),
});
