/** What the service does, embedded and on PostgreSQL alike. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { publicityFrom } from '../../src/reports/index.ts';
import { backup, restore } from '../../src/service/backup.ts';
import type { Actor, JobEvent, Service } from '../../src/service/contract.ts';
import { backupStore } from '../../src/service/index.ts';
import { openWithInsides, type ServiceInsides } from '../../src/service/open-service.ts';
import { openStore } from '../../src/service/store/open-store.ts';
import { ADMIN, ended, type Scene, scene, twoMovers, untilReady } from './service-scene.ts';

const FIRST_PAGE = { cursor: null, limit: 50 };
/** The last stored key of a data folder's blobs must not be readable in the files. */
const KEY = Buffer.alloc(32, 7).toString('base64');

export interface Stores {
  /** A new, empty database; null = embedded in the folder. */
  readonly databaseUrl: () => Promise<string | null>;
  /** Another kind of database than `databaseUrl` gives, empty: where the backup is restored. */
  readonly other: () => Promise<string | null>;
}

export function serviceContract(name: string, { databaseUrl, other }: Stores): void {
  describe(name, () => {
    const folder = mkdtempSync(join(tmpdir(), 'tiaopei-service-'));
    let url: string | null;
    let service: Service;
    let insides: ServiceInsides;
    let firstStart: Awaited<ReturnType<typeof openWithInsides>>['firstStart'];
    let county: Scene;

    beforeAll(async () => {
      url = await databaseUrl();
      ({ service, insides, firstStart } = await openWithInsides({
        dataFolder: folder,
        databaseUrl: url,
        encryptionKey: KEY,
        ...{ threads: 1, queueLimit: 20 },
      }));
      await untilReady(service);
      county = await scene(service, insides);
    }, 180_000);
    afterAll(async () => {
      await service.close(1000);
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    test('the first key and the one-time token are given once', async () => {
      const actor = await service.keys.authenticate(firstStart?.secret ?? '');
      expect(actor).toMatchObject({ role: 'admin', countyId: null });
      expect(await service.keys.redeemSignIn(firstStart?.signInToken ?? '')).toEqual(actor);
      expect(await service.keys.redeemSignIn(firstStart?.signInToken ?? '')).toBeNull();
    });

    test('a job goes through its states to a proposal, with five timestamps in order and numbered events', async () => {
      const job = await county.submit();
      expect(job).toMatchObject({ state: 'queued', attempt: 0, startedAt: null });
      const events: JobEvent[] = [];
      for await (const event of service.jobs.events(job.id, 0, new AbortController().signal)) {
        events.push(event);
      }
      const done = await service.jobs.get(job.id);
      expect(done).toMatchObject({ state: 'done', result: 'proposal', attempt: 1, error: null });
      const { submittedAt, queuedAt, startedAt, solvingAt, endedAt } = done as never;
      const stamps = [submittedAt, queuedAt, startedAt, solvingAt, endedAt] as string[];
      expect(stamps).toEqual([...stamps].sort());
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, k) => k + 1));
      const states = events.filter(({ kind }) => kind === 'state').map(({ data }) => data);
      expect(states).toEqual([
        { state: 'queued' },
        { state: 'running' },
        { state: 'done', result: 'proposal' },
      ]);
      const later: JobEvent[] = [];
      for await (const event of service.jobs.events(job.id, 2, new AbortController().signal)) {
        later.push(event);
      }
      expect(later).toEqual(events.slice(2));
    });

    test('the proposal is the file that the solve wrote, and its figures are in the list', async () => {
      const { proposalId, files } = await county.solved();
      const view = await service.proposals.get(proposalId ?? '');
      expect(view).toMatchObject({ state: 'draft', status: 'optimal', files });
      expect(view?.summary).toMatchObject({ movers: 2, placed: 2, standby: 0, gap: 0 });
      const bytes = await service.proposals.file(proposalId ?? '', 'proposal.json');
      const document = JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array()));
      expect(document.placements.length).toBe(2);
      expect(files.map((file) => file.name)).toEqual([
        'certificate.json',
        'proposal.json',
        'proposal.xlsx',
      ]);
      const list = await service.proposals.list(county.countyId, FIRST_PAGE);
      expect(list.items.map(({ number }) => number)).toEqual(
        list.items.map((_, k) => list.items.length - k),
      );
    });

    test('the same idempotency key is the same job, at once or later; another body is refused', async () => {
      const job = {
        countyId: county.countyId,
        spec: county.spec(),
        priority: 0,
        idempotencyKey: 'k',
      };
      const both = await Promise.all([1, 2, 3].map(() => service.jobs.submit(job, ADMIN)));
      const ids = both.map((each) => (each.kind === 'accepted' ? each.job.id : each.kind));
      expect(new Set(ids).size).toBe(1);
      expect(await service.jobs.submit({ ...job, priority: 5 }, ADMIN)).toEqual({
        kind: 'key-reused',
      });
      await ended(service, ids[0] as string);
    });

    test('what a job names must be of its county', async () => {
      const foreign = await scene(service, insides);
      const { proposalId } = await foreign.solved();
      const submit = (spec: object) =>
        service.jobs.submit(
          { countyId: county.countyId, spec: county.spec(spec), priority: 0, idempotencyKey: null },
          ADMIN,
        );
      const unknown = (path: string) => ({ kind: 'unknown-reference', path });
      expect(await submit({ versionId: foreign.versionId })).toEqual(unknown('versionId'));
      expect(await submit({ keep: proposalId })).toEqual(unknown('keep'));
      expect(await submit({ plan: { file: { name: 'a.xlsx', hash: 'a'.repeat(64) } } })).toEqual(
        unknown('plan.file'),
      );
    });

    test('bad input ends the job with its issues, and nothing is tried again', async () => {
      const job = await county.solved({
        steer: { forced: [{ teacherId: 'nobody', postGroupId: 's2/P/T/数学' }], banned: [] },
      });
      expect(job).toMatchObject({ state: 'failed', result: 'bad-input', attempt: 1 });
      expect(job.issues.length).toBeGreaterThan(0);
    });

    test('steer bans a pair, keep changes as few people as can be, operation none only scores', async () => {
      const { proposalId } = await county.solved();
      const banned = [{ teacherId: 't1', postGroupId: 's2/P/T/数学' }];
      const after = await county.solved({ steer: { forced: [], banned }, keep: proposalId });
      const diff = await service.proposals.diff(proposalId ?? '', after.proposalId ?? '');
      expect(diff?.people).toEqual([{ teacherId: 't1', from: 's2/P/T/数学', to: null }]);
      const scored = await county.solved({
        operation: 'none',
        plan: { placements: [{ teacherId: 't1', postGroupId: 's2/P/T/数学' }] },
      });
      expect(scored).toMatchObject({ state: 'done', result: 'evaluation', proposalId: null });
      const bytes = await service.jobs.file(scored.id, 'answer.json');
      const answer = JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array()));
      expect(answer.plan).toMatchObject({ legal: true, moves: 1, standby: 1 });
    });

    test('a question about a proposal is answered in a file', async () => {
      const { proposalId } = await county.solved();
      const spec = { kind: 'explain', proposalId, question: { ask: 'standby' } } as never;
      const submitted = await service.jobs.submit(
        { countyId: county.countyId, spec, priority: 0, idempotencyKey: null },
        ADMIN,
      );
      const job = await ended(service, submitted.kind === 'accepted' ? submitted.job.id : '');
      expect(job).toMatchObject({ state: 'done', result: 'answer' });
      expect(job.files.map((file) => file.name)).toEqual(['answer.en.json', 'answer.json']);
    });

    test('approval: published with its days, not approved before they are over, objected, ruled, solved again', async () => {
      const { proposalId } = await county.solved();
      const id = proposalId ?? '';
      const approve = (to: 'approved' | 'published', publicityStart: string | null) =>
        service.proposals.approve(id, to, { why: '会议决定', publicityStart }, ADMIN);
      expect(await approve('approved', null)).toMatchObject({ code: 'approval-step' });
      expect(await approve('published', null)).toMatchObject({ code: 'publicity-start-missing' });
      const early = await service.proposals.object(id, 't1', '异议', ADMIN);
      expect(early).toMatchObject({ kind: 'refused', code: 'not-published' });
      expect(await approve('published', '2026-08-20')).toMatchObject({
        kind: 'done',
        value: {
          from: 'draft',
          to: 'published',
          publicity: publicityFrom('2026-08-20', DEFAULT_POLICY),
        },
      });
      const objection = await service.proposals.object(id, 't1', '路途太远', ADMIN);
      expect(objection).toMatchObject({
        kind: 'done',
        value: { state: 'open', reason: '路途太远' },
      });
      expect(await service.proposals.object(id, 'nobody', 'x', ADMIN)).toMatchObject({
        code: 'unknown-teacher',
      });
      expect(await approve('approved', null)).toMatchObject({ kind: 'refused' });
      const objectionId = objection.kind === 'done' ? objection.value.id : '';
      const lock = { forced: null, banned: 's2/P/T/数学' };
      const ruled = await service.proposals.rule(
        objectionId,
        { upheld: true, why: '属实', lock },
        ADMIN,
      );
      expect(ruled).toMatchObject({ kind: 'done', value: { state: 'upheld', ruling: '属实' } });
      const job = await ended(service, ruled.kind === 'done' ? (ruled.value.jobId ?? '') : '');
      const diff = await service.proposals.diff(id, job.proposalId ?? '');
      expect(diff?.people.map(({ teacherId }) => teacherId)).toEqual(['t1']);
      expect(
        await service.proposals.rule(objectionId, { upheld: false, why: '', lock: null }, ADMIN),
      ).toMatchObject({ code: 'already-ruled' });
    });

    test('keys: shown once, wrong ones refused, revoked ones at once, one county cannot make another a key', async () => {
      const bound: Actor = { ...ADMIN, countyId: county.countyId };
      const wanted = {
        name: 'a',
        role: 'planner',
        countyId: county.countyId,
        expiresAt: null,
      } as const;
      const { key, secret } = await service.keys.create(wanted, bound);
      expect(await service.keys.authenticate(secret)).toEqual({
        id: `key:${key.id}`,
        role: 'planner',
        countyId: county.countyId,
      });
      expect(await service.keys.authenticate(`${secret}x`)).toBeNull();
      expect(await service.keys.authenticate('tk_x_y')).toBeNull();
      const session = await service.keys.openSession({ ...bound, id: `key:${key.id}` }, 60);
      expect(await service.keys.session(session.token)).toMatchObject({ id: `key:${key.id}` });
      await expect(service.keys.create({ ...wanted, countyId: null }, bound)).rejects.toMatchObject(
        {
          issues: [{ code: 'foreign-county' }],
        },
      );
      const foreign: Actor = { ...ADMIN, countyId: UNKNOWN };
      expect(await service.keys.revoke(key.id, foreign)).toBeNull();
      expect(await service.keys.revoke(key.id, bound)).toMatchObject({ id: key.id });
      expect(await service.keys.authenticate(secret)).toBeNull();
      expect(await service.keys.session(session.token)).toBeNull();
      const past = { ...wanted, expiresAt: '2020-01-01T00:00:00Z' };
      const expired = await service.keys.create(past, bound);
      expect(await service.keys.authenticate(expired.secret)).toBeNull();
    });

    test('lists go on where the cursor says, and a cursor of nothing is bad input', async () => {
      const by = { ...ADMIN, countyId: county.countyId };
      const filter = { countyId: null, state: null };
      const all = await service.jobs.list(by, filter, FIRST_PAGE);
      const seen: string[] = [];
      for (let cursor: string | null = null; ; ) {
        const page = await service.jobs.list(by, filter, { cursor, limit: 2 });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.next;
        if (cursor === null) break;
      }
      expect(seen).toEqual(all.items.map(({ id }) => id));
      await expect(service.jobs.list(by, filter, { cursor: 'x', limit: 2 })).rejects.toMatchObject({
        issues: [{ code: 'bad-cursor' }],
      });
    });

    test('stored policies are checked, and a job may name one', async () => {
      await expect(
        service.policies.create(county.countyId, 'x', { round: 'none' }, ADMIN),
      ).rejects.toThrow();
      const policy = await service.policies.create(county.countyId, '甲', {}, ADMIN);
      const job = await county.solved({ policy: { policyId: policy.id } });
      const proposal = await service.proposals.get(job.proposalId ?? '');
      expect(proposal?.summary.policyHash).toBe(policy.hash);
    });

    test('what is personal is encrypted where it lies', async () => {
      const { id } = await service.counties.create('密', ADMIN);
      const secret = '张三丰110101199003070000';
      await service.counties.keepFile(id, 'a.csv', new TextEncoder().encode(secret), ADMIN);
      const [row] = await insides.ground.db.query<{ bytes: Uint8Array; hash: string }>(
        'select bytes, hash from blob where county_id = $1',
        [id],
      );
      expect(Buffer.from(row?.bytes ?? []).includes('110101')).toBe(false);
      const back = await insides.ground.blobs.read(id, row?.hash ?? '');
      expect(new TextDecoder().decode(back ?? new Uint8Array())).toBe(secret);
    });

    test('erasing a county leaves its certificate and nothing else; others keep theirs', async () => {
      const doomed = await scene(service, insides);
      const { proposalId } = await doomed.solved();
      const waiting = await doomed.submit();
      const certificate = await service.counties.erase(doomed.countyId, '合同到期', ADMIN);
      expect(certificate?.counts).toMatchObject({ versions: 1, proposals: 1, jobs: 2 });
      expect(await service.proposals.get(proposalId ?? '')).toBeNull();
      expect(await service.jobs.get(waiting.id)).toBeNull();
      const left = await insides.ground.db.query(
        'select hash from blob where county_id = $1 union all select spec_blob from job where county_id = $1',
        [doomed.countyId],
      );
      expect(left).toEqual([]);
      const entries = await service.auditLog.list(
        { ...ADMIN, countyId: doomed.countyId },
        FIRST_PAGE,
      );
      expect(entries.items.at(-1)).toMatchObject({
        action: 'county.erase',
        hash: certificate?.auditHash,
      });
      expect(await service.counties.get(county.countyId)).not.toBeNull();
      expect(await service.counties.erase(doomed.countyId, 'again', ADMIN)).toBeNull();
    });

    test('a backup restored into another kind of database tells the same, chain and all', async () => {
      const path = join(folder, 'store.jsonl.gz');
      await backup(insides.ground.db, path);
      const target = { dataFolder: join(folder, 'other'), databaseUrl: await other() };
      const store = await openStore(target.dataFolder, target.databaseUrl);
      const rows = await restore(store.db, path);
      await expect(restore(store.db, path)).rejects.toMatchObject({
        issues: [{ code: 'store-not-empty' }],
      });
      await store.close();
      const again = join(folder, 'again.jsonl.gz');
      expect((await backupStore(target, again)).rows).toBe(rows);
      const opened = await openWithInsides({
        ...target,
        ...{ encryptionKey: KEY, workers: 0, queueLimit: 3 },
      });
      const by = { countyId: null, state: null };
      const there = await opened.service.jobs.list(ADMIN, by, FIRST_PAGE);
      expect(there).toEqual(await service.jobs.list(ADMIN, by, FIRST_PAGE));
      expect(await opened.service.counties.text(county.versionId)).toBe(
        JSON.stringify(twoMovers()),
      );
      expect((await opened.service.auditLog.verify()).broken).toBeNull();
      // It goes on after what came: numbers continue, and of five jobs at once no more are taken than may wait.
      const job = {
        countyId: county.countyId,
        spec: county.spec(),
        priority: 0,
        idempotencyKey: null,
      };
      const five = await Promise.all(
        [1, 2, 3, 4, 5].map(() => opened.service.jobs.submit(job, ADMIN)),
      );
      const taken = five.flatMap((each) => (each.kind === 'accepted' ? [each.job.id] : []));
      expect(taken.length).toBe(3);
      expect(five.filter(({ kind }) => kind === 'queue-full').length).toBe(2);
      expect(await opened.service.jobs.cancel(taken[0] ?? '', ADMIN)).toMatchObject({
        state: 'cancelled',
        result: null,
      });
      await opened.service.close(0);
      expect(readFileSync(again).length).toBeGreaterThan(0);
    });

    test('the whole audit log hangs together, and a changed entry is found', async () => {
      const { broken, entries } = await service.auditLog.verify();
      expect(broken).toBeNull();
      expect(entries).toBeGreaterThan(20);
      const { db } = insides.ground;
      await db.exec(`alter table audit_log disable trigger audit_only_grows;
        update audit_log set actor = 'key:nobody' where seq = 5; alter table audit_log enable trigger audit_only_grows;`);
      expect((await service.auditLog.verify()).broken).toBe(5);
    });

    test('smaller numbers run first, in order of age', async () => {
      const jobs = [];
      for (const priority of [5, 5, 9, 0, 5]) jobs.push(await county.submit({}, priority));
      const ends = await Promise.all(jobs.map(({ id }) => ended(service, id)));
      const order = ends
        .map(({ startedAt }, k) => ({ at: startedAt ?? '', k }))
        .sort((a, b) => (a.at < b.at ? -1 : 1))
        .map(({ k }) => k);
      // The first was taken before the others came, or the second as well.
      expect(order.indexOf(3)).toBeLessThan(order.indexOf(4));
      expect(order.at(-1)).toBe(2);
    });
  });
}

const UNKNOWN = '00000000-0000-4000-8000-00000000000f';
