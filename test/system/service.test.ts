/** Database port and service on a private PostgreSQL; a backup of it restored into an embedded folder, and the other way. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { postgres } from '../../src/service/store/postgres.ts';
import { databaseContract } from '../support/database-contract.ts';
import { type PrivatePostgres, startPostgres } from '../support/postgres.ts';
import { serviceContract } from '../support/service-contract.ts';

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

serviceContract('the service on PostgreSQL, its backup restored embedded', {
  databaseUrl: () => server.database(),
  other: async () => null,
});

serviceContract('the service embedded, its backup restored on PostgreSQL', {
  databaseUrl: async () => null,
  other: () => server.database(),
});
