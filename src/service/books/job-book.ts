/** Jobs as those see them who ask for them: submit, read, list, cancel. What workers do with them is in `running-book.ts`. */
import { randomUUID } from 'node:crypto';
import type { JobState } from '../../domain/job.ts';
import type {
  Actor,
  JobEvent,
  JobView,
  NewJob,
  Page,
  PageRequest,
  Service,
  Submitted,
} from '../contract.ts';
import { audited, canonicalJson } from '../store/audit.ts';
import { hashOfBytes, keptNow } from '../store/blobs.ts';
import type { Row, Statement } from '../store/database.ts';
import { type Ground, isDuplicate, NEWEST, notify, paged, position, WAKE } from './ground.ts';
import { EventHub } from './job-events.ts';
import { addEvent, JOB, jobView } from './job-rows.ts';
import { filesNamed, unknownReference } from './references.ts';

type JobPart = Service['jobs'];

/** Guess of how long one place in the queue takes to come free. */
const RETRY_AFTER_SECONDS = 5;

/** A job and the statements that store it, for the caller's own transaction. */
export interface PreparedJob {
  readonly id: string;
  readonly statements: readonly Statement[];
}

export class JobBook implements JobPart {
  readonly #ground: Ground;
  readonly #hub: EventHub;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#hub = new EventHub(ground);
  }

  async submit(job: NewJob, by: Actor): Promise<Submitted> {
    const requestHash = hashOfBytes(
      new TextEncoder().encode(canonicalJson({ spec: job.spec, priority: job.priority })),
    );
    const before = await this.#earlier(job, requestHash);
    if (before !== null) return before;
    const { db, limits } = this.#ground;
    const path = await unknownReference(this.#ground, job.countyId, job.spec);
    if (path !== null) return { kind: 'unknown-reference', path };
    const { statements } = await this.prepare(job, requestHash, by, limits.queued);
    try {
      const done = await db.transaction(statements);
      if (done === null) return { kind: 'queue-full', retryAfterSeconds: RETRY_AFTER_SECONDS };
      const row = done.flat().find((each) => 'spec_blob' in each) as Row;
      return { kind: 'accepted', job: jobView({ ...row, files: [] }), repeated: false };
    } catch (fault) {
      // The same key at the same moment: whoever came first has the job.
      const other = isDuplicate(fault) ? await this.#earlier(job, requestHash) : null;
      if (other === null) throw fault;
      return other;
    }
  }

  async #earlier(
    { countyId, idempotencyKey }: NewJob,
    requestHash: string,
  ): Promise<Submitted | null> {
    if (idempotencyKey === null) return null;
    const [row] = await this.#ground.db.query(
      `${JOB} where j.county_id = $1 and j.idempotency_key = $2`,
      [countyId, idempotencyKey],
    );
    if (row === undefined) return null;
    if (row.request_hash !== requestHash) return { kind: 'key-reused' };
    return { kind: 'accepted', job: jobView(row), repeated: true };
  }

  /**
   * Job, spec, first event, queue entry and audit entry: all or nothing.
   * @param most nothing at all when so many wait already. The audit entry comes first: submissions wait for each other at
   *   its lock, so that the bound is exact
   */
  async prepare(
    job: NewJob,
    requestHash: string | null,
    by: Actor,
    most: number,
  ): Promise<PreparedJob> {
    const { blobs, queue, limits } = this.#ground;
    const { countyId, spec, priority, idempotencyKey } = job;
    const id = randomUUID();
    const { hash, statement } = blobs.keepJson(countyId, spec);
    const files = filesNamed(spec);
    return {
      id,
      statements: [
        audited(by, { action: 'job.submit', target: id, countyId, detail: { kind: spec.kind } }),
        statement,
        ...(files.length === 0 ? [] : [keptNow(countyId, files)]),
        {
          sql: `insert into job (id, county_id, kind, spec_blob, state, priority, attempts, submitted_by,
            idempotency_key, request_hash, version_id) select $1::uuid, $2::uuid, $3::text, $4::text, 'queued', $5::int,
            $6::int, $7::text, $8::text, $9::text, $10::uuid where (select count(*) from job where state = 'queued') < $11
            returning *`,
          values: [
            ...[id, countyId, spec.kind, hash, priority, limits.attempts, by.id],
            ...[idempotencyKey, requestHash, 'versionId' in spec ? spec.versionId : null, most],
          ],
          expect: 1,
        },
        addEvent(id, 'state', { state: 'queued' }),
        ...(await queue.enqueue([{ id, priority }])),
        notify(WAKE.job),
      ],
    };
  }

  async get(id: string): Promise<JobView | null> {
    const [row] = await this.#ground.db.query(`${JOB} where j.id = $1`, [id]);
    return row === undefined ? null : jobView(row);
  }

  async list(
    by: Actor,
    { countyId, state }: { readonly countyId: string | null; readonly state: JobState | null },
    page: PageRequest,
  ): Promise<Page<JobView>> {
    const rows = await this.#ground.db.query<Row & { seq: number }>(
      `${JOB} where j.seq < $1 and ($2::uuid is null or j.county_id = $2) and ($3::uuid is null or j.county_id = $3)
       and ($4::text is null or j.state = $4) order by j.seq desc limit $5`,
      [position(page, NEWEST), by.countyId, countyId, state, page.limit + 1],
    );
    return paged(rows, page, jobView);
  }

  /**
   * A job that waits ends at once; one that runs is told, and keeps its best. One that waits because its worker was lost and
   * has an allocation already waits on, to have that finished.
   */
  async cancel(id: string, by: Actor): Promise<JobView | null> {
    const job = await this.get(id);
    if (job === null || job.endedAt !== null || job.cancelRequested) return job;
    const { db, queue } = this.#ground;
    const note = audited(by, { action: 'job.cancel', target: id, countyId: job.countyId });
    const waiting = await db.transaction([
      {
        sql: `update job set cancel_requested = true, state = 'cancelled', ended_at = now()
          where id = $1 and state = 'queued' and incumbent_blob is null`,
        values: [id],
        expect: 1,
      },
      addEvent(id, 'state', { state: 'cancelled' }),
      ...(await queue.dequeue([id])),
      note,
    ]);
    if (waiting === null) {
      await db.transaction([
        {
          sql: `update job set cancel_requested = true, attempt = case state when 'queued' then attempts else attempt end
            where id = $1 and state in ('queued', 'running')`,
          values: [id],
          expect: 1,
        },
        note,
        notify(WAKE.cancel, id),
      ]);
    }
    return this.get(id);
  }

  events(id: string, after: number, signal: AbortSignal): AsyncIterable<JobEvent> {
    return this.#hub.events(id, after, signal);
  }

  async file(id: string, name: string): Promise<Uint8Array | null> {
    const [row] = await this.#ground.db.query<{ county_id: string; hash: string }>(
      `select j.county_id, f.hash from job_file f join job j on j.id = f.job_id
       where f.job_id = $1 and f.name = $2`,
      [id, name],
    );
    return row === undefined ? null : this.#ground.blobs.read(row.county_id, row.hash);
  }

  close(): void {
    this.#hub.close();
  }
}
