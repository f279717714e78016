/** The short chaos (the long one: test/chaos/run.ts), and a service whose backends misbehave beside honest jobs. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JobView, Service } from '../../src/service/contract.ts';
import { EVIL_NODE_LIMITS } from '../../src/service/evil-backend.ts';
import { openWithInsides } from '../../src/service/open-service.ts';
import { chaos } from '../chaos/chaos.ts';
import { type PrivatePostgres, startPostgres } from '../support/postgres.ts';
import { ended, type Scene, scene, untilReady } from '../support/service-scene.ts';

const KILLS = 10;

describe('kill −9 in submit, claim, solve and commit', () => {
  for (const [on, workers] of [
    ['embedded', 1],
    ['postgres', 2],
  ] as const) {
    test(`${on}: every accepted job has exactly one answer`, async () => {
      const report = await chaos({ on, workers, kills: KILLS, seed: 7, onKill: () => {} });
      expect(report.wrong).toEqual([]);
      const killed = Object.values(report.histogram).reduce((sum, count) => sum + count, 0);
      expect(killed).toBe(KILLS);
      expect(report.accepted).toBeGreaterThan(KILLS);
      expect(report.done + report.failed).toBeGreaterThanOrEqual(report.accepted);
    }, 300_000);
  }
});

describe('an evil backend', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiaopei-evil-'));
  let server: PrivatePostgres;
  let service: Service;
  let county: Scene;
  beforeAll(async () => {
    server = await startPostgres();
    process.env.TIAOPEI_TEST_BACKEND = 'any';
    const opened = await openWithInsides({
      ...{ dataFolder: folder, databaseUrl: await server.database() },
      ...{ workers: 1, threads: 2, memoryLimitMiB: 1500 },
    });
    service = opened.service;
    await untilReady(service);
    county = await scene(service, opened.insides);
  }, 120_000);
  afterAll(async () => {
    delete process.env.TIAOPEI_TEST_BACKEND;
    await service.close(1000);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const evil = (kind: keyof typeof EVIL_NODE_LIMITS, timeLimitSeconds: number | null = null) =>
    county.submit({ options: { nodeLimit: EVIL_NODE_LIMITS[kind], timeLimitSeconds } }, 1);

  /** Both threads are there: two honest jobs at once, and one after the other. */
  const expectFullStrength = async () => {
    const jobs = await Promise.all([county.solved(), county.solved()]);
    expect([...jobs, await county.solved()].map(({ state }) => state)).toEqual(
      Array.from({ length: 3 }, () => 'done'),
    );
  };

  const beside = async (job: JobView) => {
    const honest = await Promise.all(Array.from({ length: 4 }, () => county.submit({}, 1)));
    const bad = await ended(service, job.id);
    for (const { id } of honest) expect(await ended(service, id)).toMatchObject({ state: 'done' });
    return bad;
  };

  test('a liar is caught by the check: no proposal, one attempt', async () => {
    const job = await beside(await evil('lie'));
    expect(job).toMatchObject({ state: 'failed', result: 'fault', attempt: 1, proposalId: null });
    expect(job.error?.message).toContain('independent check');
    await expectFullStrength();
  });

  test('one that throws, and one that ends its thread, fail alone', async () => {
    for (const kind of ['throw', 'exit'] as const) {
      const job = await beside(await evil(kind));
      expect(job).toMatchObject({ state: 'failed', result: 'fault', attempt: 1, proposalId: null });
    }
    await expectFullStrength();
  });

  test('one that hangs is stopped on request', async () => {
    const job = await evil('hang');
    await expect
      .poll(async () => (await service.jobs.get(job.id))?.state, { timeout: 60_000 })
      .toBe('running');
    await service.jobs.cancel(job.id, { id: 'key:test', role: 'admin', countyId: null });
    expect(await beside(job)).toMatchObject({ state: 'cancelled', limit: 'cancelled' });
    await expectFullStrength();
  });

  test('one that eats memory takes its process with it, fails after its attempts, and the others are answered', async () => {
    const job = await beside(await evil('allocate'));
    expect(job).toMatchObject({ state: 'failed', result: 'fault', attempt: 3 });
    expect(job.error?.code).toBe('worker-memory');
    const { workers } = await service.metrics();
    expect(workers[0]?.restarts).toBeGreaterThanOrEqual(3);
    await expectFullStrength();
  });
});
