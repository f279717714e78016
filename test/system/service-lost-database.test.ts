/** A PostgreSQL that goes away and comes back while jobs run: nothing crashes, the API says 503, each job ends once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import type { JobView, Service } from '../../src/service/contract.ts';
import { EVIL_NODE_LIMITS } from '../../src/service/evil-backend.ts';
import { openWithInsides, type ServiceInsides } from '../../src/service/open-service.ts';
import { type PrivatePostgres, startPostgres } from '../support/postgres.ts';
import { ADMIN, type Scene, scene, untilReady } from '../support/service-scene.ts';

const folder = mkdtempSync(join(tmpdir(), 'tiaopei-lost-'));
let server: PrivatePostgres;
let url: string;
let service: Service;
let insides: ServiceInsides;
let county: Scene;
let key: string;
let pids: readonly number[];
beforeAll(async () => {
  process.env.TIAOPEI_TEST_BACKEND = 'any';
  server = await startPostgres();
  url = await server.database();
  const opened = await openWithInsides({
    ...{ dataFolder: folder, databaseUrl: url, threads: 2, silentMs: 60_000 },
  });
  ({ service, insides } = opened);
  key = opened.firstStart?.secret ?? '';
  await untilReady(service);
  county = await scene(service, insides);
  pids = insides.workerPids();
}, 120_000);
afterAll(async () => {
  delete process.env.TIAOPEI_TEST_BACKEND;
  await service.close(1000);
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

const ask = async (method: string, path: string, body?: object) => {
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  return app().request(path, init);
};
let made: ReturnType<typeof createApp> | null = null;
const app = () => {
  made ??= createApp(service);
  return made;
};

/** Asks until the store answers again. */
async function after(job: JobView, holds: (now: JobView) => boolean): Promise<JobView> {
  for (;;) {
    const now = await service.jobs.get(job.id).catch(() => null);
    if (now !== null && holds(now)) return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const isOver = ({ endedAt }: JobView) => endedAt !== null;

/** It ended, once, with one proposal, in the first attempt: who ran it has held on to it. */
async function expectOneEnd(job: JobView, state: string): Promise<void> {
  expect(await after(job, isOver)).toMatchObject({ state, result: 'proposal', attempt: 1 });
  const [counts] = await insides.ground.db.query(
    `select (select count(*)::int from job_event where job_id = $1 and kind = 'state'
        and data->>'state' in ('done', 'failed', 'cancelled')) as ends,
      (select count(*)::int from proposal where job_id = $1) as proposals,
      (select count(*)::int from audit_log where target = $1::text and action = 'job.end') as entries`,
    [job.id],
  );
  expect(counts).toEqual({ ends: 1, proposals: 1, entries: 1 });
}

test('every connection ended by the administrator: the job that runs ends once, and so does what is submitted next', async () => {
  // Holds a thread until it is told to stop.
  const job = await county.submit({ options: { nodeLimit: EVIL_NODE_LIMITS.stall } });
  await after(job, ({ state }) => state === 'running');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
  );
  await client.end();
  expect(rowCount).toBeGreaterThan(3);
  const next = await after(job, () => true).then(() => county.submit());
  await expectOneEnd(next, 'done');
  await after(job, () => true).then(() => service.jobs.cancel(job.id, ADMIN));
  await expectOneEnd(job, 'cancelled');
  expect(insides.workerPids()).toEqual(pids);
});

test('the server gone for a while: 503 as problem details with Retry-After, not ready; then everything goes on where it was', async () => {
  const stalled = await county.submit({ options: { nodeLimit: EVIL_NODE_LIMITS.stall } });
  await after(stalled, ({ state }) => state === 'running');
  const waiting = await Promise.all([1, 2, 3].map(() => county.submit()));
  const up = await server.down();
  expect(await service.ready()).toBe(false);
  const submission = {
    kind: 'place',
    versionId: county.versionId,
    policy: { values: {} },
    countyId: county.countyId,
  };
  for (const [method, path, body] of [
    ['GET', `/jobs/${stalled.id}`],
    ['GET', '/counties'],
    ['DELETE', `/jobs/${stalled.id}`],
    ['POST', '/jobs', submission],
    ['GET', '/ready'],
  ] as const) {
    const answer = await ask(method, path, body);
    expect([path, answer.status]).toEqual([path, 503]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    const problem = (await answer.json()) as Record<string, unknown>;
    expect(problem).toMatchObject({ status: 503, code: 'not-ready' });
    expect(JSON.stringify(problem)).not.toMatch(/ECONN|postgres|127\.0\.0\.1/);
  }
  expect((await ask('GET', '/health')).status).toBe(200);
  await up();
  for (const job of waiting) await expectOneEnd(job, 'done');
  expect((await ask('GET', `/jobs/${stalled.id}`)).status).toBe(200);
  await service.jobs.cancel(stalled.id, ADMIN);
  await expectOneEnd(stalled, 'cancelled');
  await untilReady(service);
  expect(insides.workerPids()).toEqual(pids);
  expect((await service.auditLog.verify()).broken).toBeNull();
});
