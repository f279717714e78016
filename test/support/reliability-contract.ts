/** What the service does when it is stopped, killed or asked to stop, embedded and on PostgreSQL alike. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { recheck } from '../../src/planning/index.ts';
import { type Claimed, RunningBook } from '../../src/service/books/running-book.ts';
import type { JobView, Service } from '../../src/service/contract.ts';
import { EVIL_NODE_LIMITS } from '../../src/service/evil-backend.ts';
import type { ServiceOptions } from '../../src/service/index.ts';
import { openWithInsides, type ServiceInsides } from '../../src/service/open-service.ts';
import type { OperationResult } from '../../src/service/operations/result.ts';
import { ADMIN, ended, type Scene, scene, twoMovers, untilReady } from './service-scene.ts';

type Opened = Awaited<ReturnType<typeof openWithInsides>>;
const NEVER = () => new AbortController().signal;

export function reliabilityContract(name: string, databaseUrl: () => Promise<string | null>): void {
  describe(name, () => {
    const folder = mkdtempSync(join(tmpdir(), 'tiaopei-reliable-'));
    let url: string | null;
    let key: string;
    let place: Pick<Scene, 'countyId' | 'versionId'>;
    let service: Service;
    let insides: ServiceInsides;
    let county: Scene;
    let isOpen = false;

    const open = async (more: Partial<ServiceOptions> = {}): Promise<Opened> => {
      const opened = await openWithInsides({
        ...{ dataFolder: folder, databaseUrl: url, threads: 2, memoryLimitMiB: 1500 },
        ...more,
      });
      ({ service, insides } = opened);
      isOpen = true;
      return opened;
    };
    const close = async (graceMs: number) => {
      isOpen = false;
      await service.close(graceMs);
    };
    const evil = (kind: keyof typeof EVIL_NODE_LIMITS) =>
      county.submit({ options: { nodeLimit: EVIL_NODE_LIMITS[kind] } });
    const until = async (job: JobView, holds: (now: JobView) => boolean) => {
      for (;;) {
        const now = (await service.jobs.get(job.id)) as JobView;
        if (holds(now)) return now;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const untilKept = async ({ id }: JobView) => {
      const kept = 'select incumbent_blob as hash from job where id = $1';
      await expect
        .poll(async () => (await insides.ground.db.query(kept, [id]))[0]?.hash, { timeout: 60_000 })
        .toBeTypeOf('string');
    };
    const states = async ({ id }: JobView) => {
      const data: unknown[] = [];
      for await (const event of service.jobs.events(id, 0, NEVER())) {
        if (event.kind === 'state') data.push(event.data);
      }
      return data;
    };
    /** The proposal of a job that was not solved to the end: legal by the independent check, and honest about its bound. */
    const expectBestSoFar = async (job: JobView, limit: 'cancelled' | 'memory') => {
      expect(job).toMatchObject({ result: 'proposal', limit, error: null });
      const view = await service.proposals.get(job.proposalId ?? '');
      expect(view).toMatchObject({ status: 'feasible', certificate: null, jobId: job.id });
      expect(view?.summary).toMatchObject({ gap: null, checks: { fail: 0 } });
      expect(view?.summary.tiers.some(({ bound }) => bound === null)).toBe(true);
      const bytes = await service.proposals.file(job.proposalId ?? '', 'proposal.json');
      const document = JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array()));
      expect(document).toMatchObject({ status: 'feasible', limit, gap: null });
      expect(document.placements.length).toBeGreaterThan(0);
      expect(recheck(document, twoMovers())).toEqual([]);
      const left = `select b.hash from job j left join blob b on b.county_id = j.county_id and b.hash = j.incumbent_blob
        where j.id = $1 and (j.incumbent_blob is not null or b.hash is not null)`;
      await expect.poll(() => insides.ground.db.query(left, [job.id])).toEqual([]);
    };

    beforeAll(async () => {
      process.env.TIAOPEI_TEST_BACKEND = 'any';
      url = await databaseUrl();
      const { firstStart } = await open({ workers: 0 });
      key = firstStart?.secret ?? '';
      county = await scene(service, insides);
      place = county;
      await close(0);
    }, 120_000);
    beforeEach(() => {
      process.env.TIAOPEI_TEST_BACKEND = 'any';
    });
    const again = async (more: Partial<ServiceOptions> = {}) => {
      await open(more);
      const submit = async (spec: object = {}, priority = 0) => {
        const job = { countyId: place.countyId, priority, idempotencyKey: null };
        const asked = await service.jobs.submit({ ...job, spec: county.spec(spec) }, ADMIN);
        if (asked.kind !== 'accepted') throw new Error(asked.kind);
        return asked.job;
      };
      const solved = async (spec: object = {}) => ended(service, (await submit(spec)).id);
      county = { ...county, submit, solved };
    };
    afterEach(async () => {
      if (isOpen) await close(0);
    }, 60_000);
    afterAll(() => {
      delete process.env.TIAOPEI_TEST_BACKEND;
      rmSync(folder, { recursive: true, force: true });
    });

    test('a stop lets what runs end, takes nothing new, and leaves what waits to the next start', async () => {
      await again({ threads: 1 });
      await untilReady(service);
      const jobs = [await county.submit(), await county.submit(), await county.submit()];
      await until(jobs[0] as JobView, ({ state }) => state !== 'queued');
      await close(60_000);
      await open({ workers: 0 });
      const found = await Promise.all(jobs.map(({ id }) => service.jobs.get(id)));
      // Ended or untouched: nothing in between, and no attempt lost.
      for (const job of found) {
        expect([job?.state, job?.attempt]).toEqual(
          job?.state === 'done' ? ['done', 1] : ['queued', 0],
        );
      }
      expect(found[0]).toMatchObject({ state: 'done' });
      await close(0);
      await again();
      for (const job of found) {
        expect(await ended(service, job?.id as string)).toMatchObject({
          state: 'done',
          attempt: 1,
        });
      }
    });

    test('what does not end within the grace period is handed back, uncounted, and ends after the next start', async () => {
      await again();
      const job = await evil('hang');
      await until(job, ({ state }) => state === 'running');
      await close(300);
      delete process.env.TIAOPEI_TEST_BACKEND;
      await again();
      expect(await ended(service, job.id)).toMatchObject({ state: 'done', attempt: 1 });
      expect(await states(job)).toEqual([
        { state: 'queued' },
        { state: 'running' },
        { state: 'queued', reason: 'shutdown' },
        { state: 'running' },
        { state: 'done', result: 'proposal' },
      ]);
    });

    test('an attempt that was handed back uncounted writes nothing more, though the next has its number', async () => {
      await again({ workers: 0 });
      const { id } = await county.submit();
      const running = new RunningBook(insides.ground);
      const [one, two] = [randomUUID(), randomUUID()];
      const first = (await running.claim(id, one)) as Claimed;
      expect(await running.handBack([first], 'shutdown', { counted: false })).toBe(1);
      const second = (await running.claim(id, two)) as Claimed;
      expect([first.attempt, second.attempt]).toEqual([1, 1]);

      const late: OperationResult = { kind: 'fault', code: 'late', message: 'late' };
      expect(await running.finish(first, late, null)).toBe(false);
      expect(await running.handBack([first], 'shutdown', { counted: false })).toBe(0);
      expect(await running.handBack([first], 'killed')).toBe(0);
      expect(await running.toStop([first, second])).toEqual([{ id, lost: true }]);
      expect(await running.heldBy(two)).toMatchObject([{ id, workerId: two }]);
      expect(await running.handBack([second], 'shutdown', { counted: false })).toBe(1);
      await service.jobs.cancel(id, ADMIN);
    });

    test('what a crash left is put right before the service is there, and it is ready only when a worker is', async () => {
      await again({ workers: 0 });
      const { db } = insides.ground;
      const lost = await county.submit();
      const forgotten = await county.submit();
      // As a kill −9 of everything leaves them: one in the hands of a worker that is no more, one without its queue entry.
      await db.query(
        `update job set state = 'running', attempt = 1, worker_id = gen_random_uuid() where id = $1`,
        [lost.id],
      );
      await db.query('delete from pgboss.job where id = any($1::uuid[])', [
        [lost.id, forgotten.id],
      ]);
      await close(0);
      await again();
      expect(await service.ready()).toBe(false);
      const rows = await insides.ground.db.query(
        `select j.id, j.worker_id, q.state::text as entry from job j join pgboss.job q on q.id = j.id where j.id = any($1::uuid[])
         and q.state <= 'active' order by j.seq`,
        [[lost.id, forgotten.id]],
      );
      expect(rows.map(({ id }) => id)).toEqual([lost.id, forgotten.id]);
      expect(rows.every((row) => row.worker_id === null)).toBe(true);
      await untilReady(service);
      expect(await ended(service, lost.id)).toMatchObject({ state: 'done', attempt: 2 });
      expect(await ended(service, forgotten.id)).toMatchObject({ state: 'done', attempt: 1 });
    });

    test('DELETE of a running solve keeps the best so far: a proposal without bound, verified', async () => {
      await again();
      const app = createApp(service);
      const ask = (method: string, path: string) =>
        app.request(path, { method, headers: { Authorization: `Bearer ${key}` } });
      const job = await evil('stall');
      await untilKept(job);
      const answer = await ask('DELETE', `/jobs/${job.id}`);
      expect(answer.status).toBe(202);
      expect(await answer.json()).toMatchObject({ id: job.id, cancelRequested: true });
      const end = await ended(service, job.id);
      expect(end).toMatchObject({ state: 'cancelled', attempt: 1 });
      await expectBestSoFar(end, 'cancelled');
      const proposal = await ask('GET', `/jobs/${job.id}/proposal`);
      expect([proposal.status, await proposal.json()]).toMatchObject([200, { status: 'feasible' }]);
      // Once more changes nothing.
      expect(await (await ask('DELETE', `/jobs/${job.id}`)).json()).toEqual(end);
    });

    test('a solve whose worker memory ends, attempt after attempt, answers with its best so far; its neighbours are untouched', async () => {
      await again({ attempts: 2 });
      const job = await evil('swell');
      const honest = await Promise.all([1, 2, 3].map(() => county.submit()));
      const end = await ended(service, job.id);
      expect(end).toMatchObject({ state: 'done', attempts: 2, attempt: 3 });
      await expectBestSoFar(end, 'memory');
      const turns = (await states(job)).filter((data) => 'reason' in (data as object));
      expect(turns).toEqual([
        { state: 'queued', reason: 'memory' },
        { state: 'queued', reason: 'memory' },
      ]);
      for (const { id } of honest) {
        expect(await ended(service, id)).toMatchObject({ state: 'done', result: 'proposal' });
      }
    });

    test('a job that is to stop keeps its best so far even when its worker is killed before it hears of it', async () => {
      await again();
      const job = await evil('stall');
      await untilKept(job);
      const [pid = 0] = insides.workerPids();
      process.kill(pid, 'SIGSTOP');
      expect(await service.jobs.cancel(job.id, ADMIN)).toMatchObject({ state: 'running' });
      process.kill(pid, 'SIGKILL');
      const end = await ended(service, job.id);
      expect(end).toMatchObject({ state: 'cancelled' });
      await expectBestSoFar(end, 'cancelled');
    });

    test('a job that waits because its worker was killed may be stopped: its best so far is kept', async () => {
      await again();
      const job = await evil('stall');
      await untilKept(job);
      await close(0);
      await open({ workers: 0 });
      expect(await service.jobs.get(job.id)).toMatchObject({ state: 'queued', attempt: 0 });
      expect(await service.jobs.cancel(job.id, ADMIN)).toMatchObject({
        state: 'queued',
        cancelRequested: true,
      });
      await close(0);
      await again();
      const end = await ended(service, job.id);
      expect(end).toMatchObject({ state: 'cancelled' });
      await expectBestSoFar(end, 'cancelled');
    });
  });
}
