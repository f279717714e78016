/** `tiaopei worker`, `backup` and `restore` as processes, with the server of `npm start` beside them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Service } from '../../src/service/contract.ts';
import { EVIL_NODE_LIMITS } from '../../src/service/evil-backend.ts';
import { openWithInsides, type ServiceInsides } from '../../src/service/open-service.ts';
import { openStore } from '../../src/service/store/open-store.ts';
import { type PrivatePostgres, startPostgres } from '../support/postgres.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { ADMIN, ended, type Scene, scene, untilReady } from '../support/service-scene.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'tiaopei-commands-'));
const data = join(folder, 'data');
let server: PrivatePostgres;
beforeAll(async () => {
  server = await startPostgres();
}, 120_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

type Place = { readonly TIAOPEI_DATA: string } | { readonly DATABASE_URL: string };
const tiaopei = (args: readonly string[], place: Place): Promise<CliResult> =>
  runCli(args, { env: { ...place } });

/** Every row of every table of ours; bytes by their sum, moments as the store has them. */
async function tables(place: Place): Promise<Record<string, unknown>> {
  const store =
    'DATABASE_URL' in place
      ? await openStore(folder, place.DATABASE_URL)
      : await openStore(place.TIAOPEI_DATA, null);
  const { db } = store;
  const names = await db.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const all: Record<string, unknown> = {};
  for (const { name } of names) {
    // Who runs, and since when the schema is there, is of the place and not of the data.
    if (name === 'worker' || name === 'schema_version') continue;
    const rows = await db.query<{ row: string }>(`select t::text as row from ${name} t`);
    all[name] = rows.map(({ row }) => row).sort();
  }
  await store.close();
  return all;
}

test('backup and restore: embedded → PostgreSQL → embedded, equal table by table', async () => {
  const { service, insides } = await openWithInsides({ dataFolder: data, threads: 1 });
  await untilReady(service);
  const county = await scene(service, insides);
  const { proposalId } = await county.solved();
  const publish = { why: '会议决定', publicityStart: '2026-08-20' };
  await service.proposals.approve(proposalId ?? '', 'published', publish, ADMIN);
  await service.proposals.object(proposalId ?? '', 't1', '路途太远', ADMIN);
  await service.policies.create(county.countyId, '甲', {}, ADMIN);
  const bound = { name: '乙', role: 'viewer', countyId: county.countyId, expiresAt: null } as const;
  await service.keys.create(bound, ADMIN);
  const waiting = await county.submit({}, 5);
  await service.jobs.cancel(waiting.id, ADMIN);

  const file = join(folder, 'one.jsonl.gz');
  const embedded = { TIAOPEI_DATA: data };
  const locked = await tiaopei(['backup', file], embedded);
  expect([locked.code, locked.stderr]).toEqual([
    2,
    expect.stringContaining('data folder is in use'),
  ]);
  await service.close(1000);
  const before = await tables(embedded);
  const one = await tiaopei(['backup', file, '--json'], embedded);
  expect([one.code, one.stderr]).toEqual([0, '']);
  const { rows } = JSON.parse(one.stdout);
  const taken = await tiaopei(['backup', file], embedded);
  expect([taken.code, taken.stderr]).toEqual([
    2,
    expect.stringContaining('the file is there already'),
  ]);

  const postgres = { DATABASE_URL: await server.database() };
  const there = await tiaopei(['restore', file, '--json'], postgres);
  expect([there.code, JSON.parse(there.stdout)]).toEqual([0, { rows }]);
  expect(await tables(postgres)).toEqual(before);
  const twice = await tiaopei(['restore', file], postgres);
  expect([twice.code, twice.stderr]).toEqual([
    2,
    expect.stringContaining('the store is not empty'),
  ]);

  const second = join(folder, 'two.jsonl.gz');
  expect((await tiaopei(['backup', second], postgres)).code).toBe(0);
  const back = { TIAOPEI_DATA: join(folder, 'back') };
  expect((await tiaopei(['restore', second], back)).code).toBe(0);
  expect(await tables(back)).toEqual(before);
  for (const name of ['job', 'proposal', 'blob', 'audit_log', 'api_key', 'objection']) {
    expect([name, (before[name] as unknown[]).length]).not.toEqual([name, 0]);
  }
});

interface Worker {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}
async function worker(databaseUrl: string): Promise<Worker> {
  const env = { ...process.env, DATABASE_URL: databaseUrl, LANG: 'C', LC_ALL: 'C' };
  const args = ['--import', 'tsx', 'src/cli/main.ts', 'worker', '--threads', '1'];
  const child = spawn(process.execPath, args, { cwd: root, env });
  let text = '';
  child.stderr.on('data', (chunk) => {
    text += String(chunk);
  });
  child.stdout.on('data', (chunk) => {
    text += String(chunk);
  });
  const gone = new Promise<number | null>((done) => child.once('close', done));
  await expect.poll(() => text, { timeout: 60_000 }).toContain('wait for jobs');
  return { child, said: () => text, ended: gone };
}

test('worker: takes jobs of a service that has none, gives back what it cannot end when it is stopped, and is replaced', async () => {
  const url = await server.database();
  process.env.TIAOPEI_TEST_BACKEND = 'any';
  let service: Service | null = null;
  try {
    const options = { dataFolder: folder, databaseUrl: url, workers: 0 };
    const opened = await openWithInsides(options);
    service = opened.service;
    const insides: ServiceInsides = opened.insides;
    const county: Scene = await scene(service, insides);
    const jobs = [await county.submit(), await county.submit()];
    const first = await worker(url);
    for (const { id } of jobs) {
      expect(await ended(service, id)).toMatchObject({ state: 'done', attempt: 1 });
    }
    const stuck = await county.submit({ options: { nodeLimit: EVIL_NODE_LIMITS.hang } });
    const state = async () => (await opened.service.jobs.get(stuck.id))?.state;
    await expect.poll(state, { timeout: 60_000 }).toBe('running');
    first.child.kill('SIGTERM');
    expect([await first.ended, first.said()]).toEqual([0, expect.not.stringContaining('Error')]);
    expect(await service.jobs.get(stuck.id)).toMatchObject({ state: 'queued', attempt: 0 });
    delete process.env.TIAOPEI_TEST_BACKEND;
    const second = await worker(url);
    expect(await ended(service, stuck.id)).toMatchObject({ state: 'done', attempt: 1 });
    // Killed with −9 in the middle of nothing: another goes on.
    second.child.kill('SIGKILL');
    await second.ended;
    const third = await worker(url);
    expect(await county.solved()).toMatchObject({ state: 'done' });
    third.child.kill('SIGINT');
    expect(await third.ended).toBe(0);
  } finally {
    delete process.env.TIAOPEI_TEST_BACKEND;
    await service?.close(0);
  }
});

test('worker without DATABASE_URL says in a sentence what is missing', async () => {
  const { DATABASE_URL: _, ...env } = process.env;
  expect(env.DATABASE_URL).toBeUndefined();
  const run = await tiaopei(['worker'], { TIAOPEI_DATA: data });
  expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('DATABASE_URL')]);
  expect(run.stderr).not.toMatch(/\n\s+at /);
});
