/** What a worker process writes of a job while it runs: nothing of one that ends soon, its best so far of one that goes on. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { JobSpec } from '../../src/domain/job.ts';
import type { Ground } from '../../src/service/books/ground.ts';
import type { RunningBook } from '../../src/service/books/running-book.ts';
import type { JobRunner, JobWatch } from '../../src/service/job-runner.ts';
import type { Incumbent, JobProgress } from '../../src/service/messages.ts';
import { WorkerLoop } from '../../src/service/worker-loop.ts';

const ID = '00000000-0000-4000-8000-000000000001';
const SPEC = JobSpec.parse({ kind: 'place', versionId: ID, policy: { values: {} } });
const CONFIG = {
  ...{ workerId: ID, databaseUrl: null, encryptionKey: null, threads: 1, heapMiB: 100 },
  ...{ memoryMiB: 1000, longestJobMs: 1000, attempts: 3, restarts: 0 },
};
const incumbent = { placements: [], standby: [], spent: {} } as unknown as Incumbent;
const progress = { phase: 'solve' } as JobProgress;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** One job that tells its first allocation at once and ends so many ms later. @returns what was written of it, in order */
async function written(ms: number): Promise<string[]> {
  const calls: string[] = [];
  const db = {
    listen: async () => {},
    query: async (sql: string) =>
      sql.includes('from version') ? [{ county_id: ID, county_blob: 'hash' }] : [],
  };
  const waiting = [ID];
  const queue = { fetch: async () => waiting.splice(0, 1) };
  const blobs = { read: async () => new Uint8Array(1) };
  const ground = { db, queue, blobs, limits: {} } as unknown as Ground;
  const job = { id: ID, countyId: ID, workerId: ID, attempt: 1, attempts: 3, spec: SPEC };
  const running = {
    claim: async () => ({ ...job, finish: null }),
    heldBy: async () => [],
    handBack: async () => 0,
    toStop: async () => [],
    progress: async () => calls.push('progress') > 0,
    finish: async () => calls.push('finish') > 0,
    incumbents: {
      keep: async () => calls.push('keep'),
      drop: async () => calls.push('drop'),
    },
  } as unknown as RunningBook;
  const runner = {
    run: async (_input: unknown, watch: JobWatch) => {
      watch.onProgress(progress);
      watch.onIncumbent(incumbent);
      await new Promise((resolve) => setTimeout(resolve, ms));
      return { kind: 'cancelled' };
    },
  } as unknown as JobRunner;
  const loop = new WorkerLoop(ground, running, runner, CONFIG);
  await loop.start();
  await vi.advanceTimersByTimeAsync(ms + 10);
  await loop.drain();
  return calls;
}

test('a round of half a second writes its result and nothing else', async () => {
  expect(await written(450)).toEqual(['finish']);
});

test('a job of seconds tells how far it is, keeps its best so far, and lets it go at the end', async () => {
  const calls = await written(3000);
  expect(calls).toContain('progress');
  expect(calls.filter((call) => call !== 'progress')).toEqual(['keep', 'finish', 'drop']);
});
