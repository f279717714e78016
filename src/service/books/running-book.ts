/**
 * What workers do with jobs. Every write is fenced: it holds only while the job runs in the same attempt of the same worker
 * (an attempt that a stop ended is not counted, and the next has its number), so whoever was taken for dead and comes back
 * writes nothing.
 */
import { randomUUID } from 'node:crypto';
import type { LimitKind } from '../../../solver/index.ts';
import type { JobKind, JobProgress, JobSpec } from '../../domain/job.ts';
import type { Incumbent, NamedFile } from '../messages.ts';
import type { OperationResult } from '../operations/result.ts';
import { audited, type Deed } from '../store/audit.ts';
import type { Row, Statement } from '../store/database.ts';
import { type Ground, notify, WAKE } from './ground.ts';
import { IncumbentBook } from './incumbent-book.ts';
import { addEvent } from './job-rows.ts';
import { kindsOf, outcome, proposalRow, stateAfter } from './result-rows.ts';
import { endLost, finishKept, type Loss, type Taken, waitAgain } from './take-back.ts';

/** A job that a worker holds. */
export interface Claimed {
  readonly id: string;
  readonly countyId: string;
  readonly workerId: string;
  readonly kind: JobKind;
  readonly attempt: number;
  readonly attempts: number;
  readonly priority: number;
  readonly submittedBy: string;
  readonly cancelRequested: boolean;
  readonly spec: JobSpec;
  /** The attempts are used up: nothing is solved, the allocation of an earlier one is finished and verified. */
  readonly finish: { readonly incumbent: Incumbent; readonly limit: LimitKind } | null;
}

/** Enough to write to a job, or to hand it back. */
export type Hold = Pick<
  Claimed,
  'id' | 'countyId' | 'workerId' | 'attempt' | 'attempts' | 'priority'
>;

export class RunningBook {
  readonly #ground: Ground;
  readonly incumbents: IncumbentBook;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.incumbents = new IncumbentBook(ground);
  }

  /** Null = not to be had: cancelled, erased, or another worker has it. */
  async claim(id: string, workerId: string): Promise<Claimed | null> {
    const { db, blobs } = this.#ground;
    const done = await db.transaction([
      {
        sql: `update job set state = 'running', attempt = attempt + 1, worker_id = $2, started_at = clock_timestamp(),
          solving_at = null, progress = null where id = $1 and state = 'queued' returning *`,
        values: [id, workerId],
        expect: 1,
      },
      addEvent(id, 'state', { state: 'running' }),
      {
        sql: `select b.bytes from job j join blob b on b.county_id = j.county_id and b.hash = j.spec_blob where j.id = $1`,
        values: [id],
      },
    ]);
    const row = done?.[0]?.[0];
    if (row === undefined) return null;
    const hold = holdOf(row);
    const spec = blobs.opened(
      hold.countyId,
      String(row.spec_blob),
      done?.[2]?.[0]?.bytes as Uint8Array,
    );
    return {
      ...hold,
      finish: hold.attempt > hold.attempts ? await this.#finishOf(row) : null,
      kind: row.kind as JobKind,
      submittedBy: String(row.submitted_by),
      cancelRequested: row.cancel_requested === true,
      spec: JSON.parse(new TextDecoder().decode(spec)) as JobSpec,
    };
  }

  async #finishOf(row: Row): Promise<Claimed['finish']> {
    const [countyId, hash] = [String(row.county_id), String(row.incumbent_blob)];
    return {
      incumbent: await this.incumbents.read(countyId, hash),
      limit: row.cancel_requested === true ? 'cancelled' : 'memory',
    };
  }

  /** @returns false when the job is no longer this attempt's */
  async progress({ id, attempt, workerId }: Hold, progress: JobProgress): Promise<boolean> {
    const rows = await this.#ground.db.query(
      `with j as (update job set progress = $3::json, events = events + 1, solving_at = case when $4
          then coalesce(solving_at, clock_timestamp()) else solving_at end
        where id = $1 and attempt = $2 and worker_id = $6 and state = 'running' returning id, events)
       insert into job_event (job_id, seq, kind, at, data)
         select id, events, $5, clock_timestamp(), $3::json from j returning seq`,
      [
        ...[id, attempt, JSON.stringify(progress), progress.phase === 'solve'],
        progress.incumbent === null ? 'progress' : 'incumbent',
        workerId,
      ],
    );
    return rows.length === 1;
  }

  /** Jobs of a worker that are to stop: cancelled, or no longer its own. */
  async toStop(
    holds: readonly Hold[],
  ): Promise<readonly { readonly id: string; readonly lost: boolean }[]> {
    const rows = await this.#ground.db.query<{ id: string; lost: boolean }>(
      `select h.id, j.id is null as lost from unnest($1::uuid[], $2::int[], $3::uuid[]) as h(id, attempt, worker_id)
       left join job j on j.id = h.id and j.attempt = h.attempt and j.worker_id = h.worker_id and j.state = 'running'
       where j.id is null or j.cancel_requested`,
      [
        holds.map(({ id }) => id),
        holds.map(({ attempt }) => attempt),
        holds.map(({ workerId }) => workerId),
      ],
    );
    return rows;
  }

  /** The result and all that hangs on it, in one transaction. @returns false when the job was no longer this attempt's */
  async finish(job: Claimed, result: OperationResult, solvingAt: Date | null): Promise<boolean> {
    const { db, queue } = this.#ground;
    const { id, countyId, attempt, workerId } = job;
    const state = stateAfter(result);
    const files = 'files' in result ? result.files : [];
    const kept = files.map((file) => this.#keepFile(job, file));
    const extra = this.#rowsOf(job, result, kept);
    const done = await db.transaction([
      // Numbers of versions and proposals are given out one after the other, and an erased county gets nothing.
      { sql: 'select id from county where id = $1 for update', values: [countyId], expect: 1 },
      {
        sql: `update job set state = $3, ended_at = clock_timestamp(), result = $4, limit_reached = $5, reasons = $6::json,
          issues = $7::json, error = $8::json, version_id = coalesce($9, version_id), proposal_id = $10,
          solving_at = coalesce(solving_at, $11)
          where id = $1 and attempt = $2 and worker_id = $12 and state = 'running'`,
        values: [
          ...[id, attempt, state, result.kind === 'cancelled' ? null : result.kind],
          ...[
            ...outcome(result),
            extra.versionId,
            extra.proposalId,
            solvingAt?.toISOString() ?? null,
            workerId,
          ],
        ],
        expect: 1,
      },
      ...kept.flatMap(({ statements }) => statements),
      ...extra.statements,
      addEvent(id, 'state', { state, result: result.kind }),
      ...(await queue.dequeue([id])),
      audited(
        { id: job.submittedBy },
        { action: 'job.end', target: id, countyId, detail: { state, result: result.kind } },
      ),
    ]);
    return done !== null;
  }

  #keepFile({ id, countyId }: Hold, { name, bytes }: NamedFile) {
    const { hash, statement } = this.#ground.blobs.keep(countyId, bytes);
    const row: Statement = {
      sql: 'insert into job_file (job_id, name, hash, bytes) values ($1, $2, $3, $4)',
      values: [id, name, hash, bytes.length],
    };
    return { name, hash, statements: [statement, row] };
  }

  #rowsOf(
    job: Claimed,
    result: OperationResult,
    files: readonly { readonly name: string; readonly hash: string }[],
  ): { versionId: string | null; proposalId: string | null; statements: readonly Statement[] } {
    if (result.kind === 'version') {
      const versionId = randomUUID();
      return { versionId, proposalId: null, statements: this.#version(job, versionId, result) };
    }
    if (result.kind !== 'proposal') return { versionId: null, proposalId: null, statements: [] };
    const proposalId = randomUUID();
    const hash = files.find(({ name }) => name === 'proposal.json')?.hash ?? '';
    return { versionId: null, proposalId, statements: proposalRow(job, proposalId, result, hash) };
  }

  #version(
    job: Claimed,
    id: string,
    result: Extract<OperationResult, { kind: 'version' }>,
  ): Statement[] {
    const { countyId, submittedBy } = job;
    const { blobs } = this.#ground;
    const { county, hash, findings, detail, counts } = result;
    const keptCounty = county === null ? null : blobs.keep(countyId, county);
    const keptFindings = blobs.keepJson(countyId, findings);
    const keptDetail = blobs.keepJson(countyId, detail);
    const count = (severity: string) =>
      findings.filter((issue) => issue.severity === severity).length;
    const deed: Deed = { action: 'version.create', target: id, countyId, detail: { hash } };
    return [
      ...(keptCounty === null ? [] : [keptCounty.statement]),
      keptFindings.statement,
      keptDetail.statement,
      {
        sql: `insert into version (id, county_id, number, hash, county_blob, findings_blob, detail_blob, counts, errors, warnings,
          mended, kinds, created_by, job_id) select $1::uuid, $2::uuid, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7::json, $8, $9, $10,
          $11::json, $12, $13::uuid from version where county_id = $2::uuid`,
        values: [
          ...[id, countyId, hash, keptCounty?.hash ?? null, keptFindings.hash, keptDetail.hash],
          ...[JSON.stringify(counts), count('error'), count('warning'), count('mended')],
          ...[JSON.stringify(kindsOf(findings)), submittedBy, job.id],
        ],
      },
      ...(county === null
        ? []
        : [
            {
              sql: 'update county set latest_version_id = $2 where id = $1',
              values: [countyId, id],
            },
          ]),
      audited({ id: submittedBy }, deed),
    ];
  }

  /**
   * Takes jobs back from a worker that is gone. Those with attempts left wait again, at once; others with an allocation kept
   * wait for that to be finished; the rest fail, and say why.
   * @returns how many were this attempt's still
   */
  async handBack(holds: readonly Hold[], loss: Loss, { counted = true } = {}): Promise<number> {
    let taken = 0;
    for (const hold of holds) if (await this.#takeBack({ hold, loss, counted })) taken += 1;
    return taken;
  }

  async #takeBack(taken: Taken): Promise<boolean> {
    const { db, queue } = this.#ground;
    for (const way of [waitAgain, finishKept, endLost]) {
      if ((await db.transaction(await way(queue, taken))) !== null) return true;
    }
    return false;
  }

  /** Jobs that run in a worker, by the table. */
  async heldBy(workerId: string): Promise<readonly Hold[]> {
    const rows = await this.#ground.db.query(
      `select * from job where worker_id = $1 and state = 'running'`,
      [workerId],
    );
    return rows.map(holdOf);
  }

  /** Jobs that run in workers which have not been heard of for so long. */
  async heldBySilent(silentMs: number): Promise<readonly Hold[]> {
    const rows = await this.#ground.db.query(
      `select j.* from job j left join worker w on w.id = j.worker_id where j.state = 'running'
       and (w.id is null or w.heartbeat_at < now() - make_interval(secs => $1))`,
      [silentMs / 1000],
    );
    return rows.map(holdOf);
  }

  /** Puts queued jobs that the queue does not know (any more) back into it. @returns how many */
  async requeueForgotten(quietMs: number): Promise<number> {
    const { db, queue } = this.#ground;
    const rows = await db.query<{ id: string; priority: number }>(
      `select id, priority from job where state = 'queued' and queued_at <= now() - make_interval(secs => $1)
       and not exists (select from pgboss.job q where q.id = job.id and q.state in ('created', 'retry'))`,
      [quietMs / 1000],
    );
    if (rows.length > 0) await db.transaction([...(await queue.requeue(rows)), notify(WAKE.job)]);
    return rows.length;
  }
}

function holdOf(row: Row): Hold {
  return {
    id: String(row.id),
    countyId: String(row.county_id),
    workerId: String(row.worker_id),
    attempt: Number(row.attempt),
    attempts: Number(row.attempts),
    priority: Number(row.priority),
  };
}
