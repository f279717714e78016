/** Stops, kills, cancels and retention of the whole service, embedded and on a private PostgreSQL. */
import { afterAll, beforeAll } from 'vitest';
import { type PrivatePostgres, startPostgres } from '../support/postgres.ts';
import { reliabilityContract } from '../support/reliability-contract.ts';
import { retentionContract } from '../support/retention-contract.ts';

let server: PrivatePostgres;
beforeAll(async () => {
  server = await startPostgres();
}, 120_000);
afterAll(() => server.stop());

reliabilityContract('the service, embedded', async () => null);
reliabilityContract('the service on PostgreSQL', () => server.database());
retentionContract('retention on PostgreSQL', () => server.database());
