/** The memory of worker processes, watched from outside: with /proc, without it, and what a process over its limit comes to. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWithInsides } from '../../src/service/open-service.ts';
import { residentMemory } from '../../src/service/resident-memory.ts';
import { ended, scene, untilReady } from '../support/service-scene.ts';

const MIB = 2 ** 20;

test('ps says what /proc says, where there is no /proc', async () => {
  const kept = new Uint8Array(200 * MIB).fill(1);
  const [proc, ps] = [
    await residentMemory(process.pid),
    await residentMemory(process.pid, '/nonexistent'),
  ];
  expect(proc).toBeGreaterThan(kept.length);
  expect(ps).toBeGreaterThan(kept.length);
  // Moments apart, of a process that goes on.
  expect(Math.abs((ps ?? 0) - (proc ?? 0))).toBeLessThan(64 * MIB);
});

test('a process that is gone has no memory', async () => {
  expect(await residentMemory(2 ** 22 + 1)).toBeNull();
  expect(await residentMemory(2 ** 22 + 1, '/nonexistent')).toBeNull();
});

test('a worker over its limit is killed and replaced, whoever reads its memory; without a reading it is left alone', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tiaopei-memory-'));
  const events: { event: string; loss?: unknown }[] = [];
  const huge = new Set<number>();
  const { service, insides } = await openWithInsides(
    { dataFolder, memoryLimitMiB: 1000, onLog: (entry) => events.push(entry) },
    async (pid) => (huge.has(pid) ? 1001 * MIB : null),
  );
  await untilReady(service);
  const [first = 0] = insides.workerPids();
  expect(events.filter(({ event }) => event === 'worker-killed')).toEqual([]);
  huge.add(first);
  await expect.poll(() => insides.workerPids()[0] ?? first, { timeout: 30_000 }).not.toBe(first);
  await untilReady(service);
  expect(events.filter(({ event }) => event === 'worker-killed')).toMatchObject([
    { loss: 'memory', rss: 1001 * MIB },
  ]);
  expect(() => process.kill(first, 0)).toThrow();
  await service.close(0);
  rmSync(dataFolder, { recursive: true, force: true });
}, 120_000);

test('a worker that falls silent is killed from outside and replaced; what was submitted meanwhile is done', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tiaopei-silent-'));
  const events: { event: string; loss?: unknown }[] = [];
  const { service, insides } = await openWithInsides({
    ...{ dataFolder, threads: 1, silentMs: 3000 },
    onLog: (entry) => events.push(entry),
  });
  await untilReady(service);
  const county = await scene(service, insides);
  const [frozen = 0] = insides.workerPids();
  process.kill(frozen, 'SIGSTOP');
  const job = await county.submit();
  await expect.poll(() => insides.workerPids()[0] ?? frozen, { timeout: 30_000 }).not.toBe(frozen);
  expect(await ended(service, job.id)).toMatchObject({ state: 'done', result: 'proposal' });
  expect(events.find(({ event }) => event === 'worker-killed')).toMatchObject({ loss: 'silent' });
  await service.close(0);
  rmSync(dataFolder, { recursive: true, force: true });
}, 120_000);
