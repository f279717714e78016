/** Scheduled dumps of the embedded database: made, rotated, restorable; what a killed one left is cleared away. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KEPT_DUMPS } from '../../src/service/dumps.ts';
import { openWithInsides } from '../../src/service/open-service.ts';
import { restoreStore } from '../../src/service/store-files.ts';
import { ADMIN, scene, twoMovers } from '../support/service-scene.ts';

const parent = mkdtempSync(join(tmpdir(), 'tiaopei-dumps-'));
const folder = join(parent, 'data');
const backups = join(folder, 'backups');
const dumps = () => readdirSync(backups).filter((name) => name.endsWith('.jsonl.gz'));
const open = (dataFolder: string, more: object = {}) =>
  openWithInsides({ ...{ dataFolder, workers: 0 }, ...more });
beforeAll(() => mkdirSync(backups, { recursive: true }));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const old = (n: number) => `tiaopei-202001${String(n).padStart(2, '0')}T000000Z.jsonl.gz`;

test('dumps are made on schedule, the newest are kept, nothing else in the folder is touched', async () => {
  for (let n = 1; n <= KEPT_DUMPS + 2; n += 1) writeFileSync(join(backups, old(n)), 'old');
  const left = `${old(1)}.part`;
  writeFileSync(join(backups, left), 'of a killed process');
  writeFileSync(join(backups, 'mine.jsonl.gz'), 'mine');
  const aYearAgo = Date.now() / 1000 - 365 * 86_400;
  for (const name of dumps()) utimesSync(join(backups, name), aYearAgo, aYearAgo);
  const { service, insides } = await open(folder, { dumpEveryMs: 500 });
  const { countyId, versionId } = await scene(service, insides);
  await expect
    .poll(() => dumps().filter((name) => !name.startsWith('tiaopei-2020')).length, {
      timeout: 30_000,
    })
    .toBeGreaterThanOrEqual(3);
  await service.close(0);
  const names = dumps().filter((name) => name !== 'mine.jsonl.gz');
  expect(names.length).toBe(KEPT_DUMPS);
  expect(names).not.toContain(old(1));
  expect(names).toContain(old(KEPT_DUMPS + 2));
  expect(readdirSync(backups)).not.toContain(left);
  expect(readFileSync(join(backups, 'mine.jsonl.gz'), 'utf8')).toBe('mine');
  // The last of them is the store.
  const newest = names.sort().at(-1) as string;
  const other = join(parent, 'restored');
  await restoreStore({ dataFolder: other, databaseUrl: null }, join(backups, newest));
  const again = await open(other);
  expect(await again.service.counties.get(countyId)).toMatchObject({ latestVersionId: versionId });
  expect(await again.service.counties.text(versionId)).toBe(JSON.stringify(twoMovers()));
  expect((await again.service.auditLog.verify()).broken).toBeNull();
  await again.service.close(0);
}, 120_000);

test('the schedule goes over restarts: a dump that is due is made after the start, one that is not is not', async () => {
  const first = await open(folder, { dumpEveryMs: 3_600_000 });
  const before = dumps().length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(dumps().length).toBe(before);
  await first.service.close(0);
}, 60_000);

test('a dump that is being written when the service stops is ended first', async () => {
  const events: string[] = [];
  const data = join(parent, 'stopping');
  const { service } = await open(data, {
    dumpEveryMs: 1,
    onLog: ({ event }: { event: string }) => events.push(event),
  });
  await service.counties.create('甲县', ADMIN);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await service.close(0);
  expect(events).toContain('dumped');
  expect(events).not.toContain('dump-failed');
  expect(readdirSync(join(data, 'backups')).filter((name) => name.endsWith('.part'))).toEqual([]);
}, 60_000);
