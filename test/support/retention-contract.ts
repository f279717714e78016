/** The term of retention: what is older goes, with a certificate; what was decided on stays. The same on every database. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RetentionBook } from '../../src/service/books/retention-book.ts';
import type { Service } from '../../src/service/contract.ts';
import { openWithInsides, type ServiceInsides } from '../../src/service/open-service.ts';
import { ADMIN, type Scene, scene, untilReady } from './service-scene.ts';

const PAGE = { cursor: null, limit: 200 };
const DAYS = 30;

export function retentionContract(name: string, databaseUrl: () => Promise<string | null>): void {
  describe(name, () => {
    const folder = mkdtempSync(join(tmpdir(), 'tiaopei-retention-'));
    let service: Service;
    let insides: ServiceInsides;
    let book: RetentionBook;
    beforeAll(async () => {
      ({ service, insides } = await openWithInsides({
        ...{ dataFolder: folder, databaseUrl: await databaseUrl(), threads: 1 },
      }));
      book = new RetentionBook(insides.ground);
      await untilReady(service);
    }, 120_000);
    afterAll(async () => {
      await service.close(0);
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    /** Everything of a county that is there now becomes so many days older. */
    const grow = ({ countyId }: Scene, days: number) =>
      insides.ground.db.exec(
        [
          `update job set ended_at = ended_at - interval '${days} days' where county_id = '${countyId}'`,
          `update proposal set created_at = created_at - interval '${days} days' where county_id = '${countyId}'`,
          `update version set created_at = created_at - interval '${days} days' where county_id = '${countyId}'`,
          `update blob set kept_at = kept_at - interval '${days} days' where county_id = '${countyId}'`,
        ].join(';'),
      );
    const names = async (sql: string, { countyId }: Scene) =>
      (await insides.ground.db.query<{ n: string }>(sql, [countyId])).map(({ n }) => n).sort();
    const proposals = (county: Scene) =>
      names('select id as n from proposal where county_id = $1', county);
    const upload = async ({ countyId }: Scene, text: string) =>
      (await service.counties.keepFile(countyId, 'a.csv', new TextEncoder().encode(text), ADMIN))
        .hash;
    const isThere = async ({ countyId }: Scene, hash: string) =>
      (await insides.ground.blobs.read(countyId, hash)) !== null;
    const certificates = async ({ countyId }: Scene) =>
      (await service.auditLog.list({ ...ADMIN, countyId }, PAGE)).items.filter(
        ({ action }) => action === 'county.retention',
      );

    test('what is older than the term goes: jobs, drafts, uploads; each erasure has its certificate in the log', async () => {
      const county = await scene(service, insides);
      const draft = await county.solved();
      const withdrawn = await county.solved();
      await service.proposals.approve(
        withdrawn.proposalId ?? '',
        'withdrawn',
        { why: '作废', publicityStart: null },
        ADMIN,
      );
      const old = await upload(county, '花名册一');
      await grow(county, DAYS + 1);
      const young = await county.solved();
      const fresh = await upload(county, '花名册二');
      const done = (await book.apply(DAYS)).filter(({ countyId }) => countyId === county.countyId);
      expect(await proposals(county)).toEqual([young.proposalId]);
      for (const { id } of [draft, withdrawn]) expect(await service.jobs.get(id)).toBeNull();
      expect(await service.jobs.get(young.id)).toEqual(young);
      expect([await isThere(county, old), await isThere(county, fresh)]).toEqual([false, true]);
      expect(done.map(({ counts }) => counts)).toEqual([
        { jobs: 2, proposals: 2, versions: 0 },
        { files: expect.any(Number), bytes: expect.any(Number) },
      ]);
      const entries = await certificates(county);
      expect(entries.map(({ hash }) => hash)).toEqual(done.map(({ auditHash }) => auditHash));
      expect(entries.map(({ actor, detail }) => [actor, detail.days, detail.counts])).toEqual(
        done.map(({ counts }) => ['system', DAYS, counts]),
      );
      expect((await service.auditLog.verify()).broken).toBeNull();
      // What is left is whole: every file named can be read, and it can be solved again.
      for (const { name } of young.files) {
        expect((await service.jobs.file(young.id, name))?.length).toBeGreaterThan(0);
      }
      expect(await county.solved()).toMatchObject({ state: 'done' });
      // A second look finds nothing, and says nothing.
      expect(await book.apply(DAYS)).toEqual([]);
    });

    test('what was published or approved stays for good, with its job, its version, its objections and their words', async () => {
      const county = await scene(service, insides);
      const kept = await county.solved();
      const id = kept.proposalId ?? '';
      const publish = { why: '公示的理由', publicityStart: '2026-08-20' };
      await service.proposals.approve(id, 'published', publish, ADMIN);
      const objection = await service.proposals.object(id, 't1', '路途太远', ADMIN);
      const objectionId = objection.kind === 'done' ? objection.value.id : '';
      await service.proposals.rule(
        objectionId,
        { upheld: false, why: '不属实', lock: null },
        ADMIN,
      );
      await insides.ground.db.query(`update proposal set state = 'approved' where id = $1`, [id]);
      const gone = await county.solved();
      // A newer version, so that the proposal's own is not kept for being the newest.
      const newer = await scene(service, insides);
      await insides.ground.db.exec(
        `update county set latest_version_id = '${newer.versionId}' where id = '${county.countyId}'`,
      );
      await grow(county, DAYS + 1);
      await book.apply(DAYS);
      expect(await proposals(county)).toEqual([id]);
      expect(await service.jobs.get(gone.id)).toBeNull();
      expect(await service.jobs.get(kept.id)).not.toBeNull();
      expect(await service.counties.text(county.versionId)).not.toBeNull();
      expect((await service.proposals.approvals(id)).map(({ why }) => why)).toEqual(['公示的理由']);
      expect(await service.proposals.objections(id)).toMatchObject([
        { reason: '路途太远', ruling: '不属实' },
      ]);
      const file = await service.proposals.file(id, 'proposal.json');
      expect(file?.length).toBeGreaterThan(0);
    });

    test('old versions go, the newest that can be solved stays however old it is', async () => {
      const county = await scene(service, insides);
      const { countyId, versionId } = county;
      const check = async () => {
        const spec = { kind: 'check', countyId, files: 'demo', mends: null } as never;
        const job = { countyId, spec, priority: 0, idempotencyKey: null };
        const asked = await service.jobs.submit(job, ADMIN);
        if (asked.kind !== 'accepted') throw new Error(asked.kind);
        for await (const _ of service.jobs.events(asked.job.id, 0, new AbortController().signal));
        return (await service.jobs.get(asked.job.id))?.versionId as string;
      };
      const newest = await check();
      await grow(county, DAYS + 1);
      const done = (await book.apply(DAYS)).filter((each) => each.countyId === countyId);
      expect(done[0]?.counts).toMatchObject({ versions: 1 });
      expect(await service.counties.version(versionId)).toBeNull();
      expect(await service.counties.version(newest)).not.toBeNull();
      expect(await service.counties.file(newest, 'findings.xlsx')).not.toBeNull();
      expect(await service.counties.text(newest)).not.toBeNull();
      expect((await service.counties.get(countyId))?.latestVersionId).toBe(newest);
    });

    test('nothing goes while jobs wait; bytes that were handed in or named again are young again', async () => {
      const county = await scene(service, insides);
      await county.solved();
      const again = await upload(county, '同一花名册');
      const named = await upload(county, '方案');
      await grow(county, DAYS + 1);
      await upload(county, '同一花名册');
      await insides.ground.db.exec(
        `update job set state = 'running' where county_id = '${county.countyId}'`,
      );
      const mine = async () =>
        (await book.apply(DAYS)).filter(({ countyId }) => countyId === county.countyId);
      expect(await mine()).toEqual([]);
      await insides.ground.db.exec(
        `update job set state = 'done' where county_id = '${county.countyId}'`,
      );
      const file = { name: 'plan.xlsx', hash: named };
      // Bad as a plan, but named.
      await county.solved({ operation: 'none', plan: { file } });
      expect((await mine()).length).toBe(2);
      expect([await isThere(county, again), await isThere(county, named)]).toEqual([true, true]);
    });
  });
}
