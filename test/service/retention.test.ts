/** Retention on the embedded database. The same on PostgreSQL: test/system/service-reliability.test.ts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWithInsides } from '../../src/service/open-service.ts';
import { retentionContract } from '../support/retention-contract.ts';
import { scene } from '../support/service-scene.ts';

retentionContract('retention, embedded', async () => null);

test('off unless asked for; asked for, it is applied at the start', {
  timeout: 120_000,
}, async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tiaopei-retention-'));
  const events: unknown[] = [];
  const open = (more: object) =>
    openWithInsides({
      ...{ dataFolder, workers: 0, dumpEveryMs: 0 },
      ...more,
      onLog: (entry) => events.push(entry),
    });
  const first = await open({});
  const { countyId } = await scene(first.service, first.insides);
  const bytes = new TextEncoder().encode('花名册');
  const by = { id: 'key:test', role: 'admin', countyId: null } as const;
  const { hash } = await first.service.counties.keepFile(countyId, 'a.csv', bytes, by);
  await first.insides.ground.db.exec(`update blob set kept_at = now() - interval '400 days'`);
  await first.service.close(0);
  const second = await open({});
  expect(await second.insides.ground.blobs.read(countyId, hash)).not.toBeNull();
  await second.service.close(0);
  const third = await open({ retentionDays: 365 });
  await third.service.close(0);
  const fourth = await open({});
  expect(await fourth.insides.ground.blobs.read(countyId, hash)).toBeNull();
  await fourth.service.close(0);
  expect(
    events.filter((entry) => (entry as { event: string }).event === 'retention'),
  ).toMatchObject([{ countyId, counts: { files: 1 } }]);
  rmSync(dataFolder, { recursive: true, force: true });
});
