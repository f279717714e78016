/**
 * The best allocation that a running job has told: kept beside the job while it runs, so that one whose worker process is
 * killed for its memory, or which is to stop when its worker is lost, still answers with it.
 */
import type { Incumbent } from '../messages.ts';
import type { Statement } from '../store/database.ts';
import type { Ground } from './ground.ts';
import type { Hold } from './running-book.ts';

export class IncumbentBook {
  readonly #ground: Pick<Ground, 'db' | 'blobs'>;

  constructor(ground: Pick<Ground, 'db' | 'blobs'>) {
    this.#ground = ground;
  }

  /** In place of the one before. Fenced: nothing is kept for a job that is another attempt's by now. */
  async keep({ id, countyId, attempt, workerId }: Hold, incumbent: Incumbent): Promise<void> {
    const { db, blobs } = this.#ground;
    // With the job's number no two jobs share the bytes, so that they go with the job.
    const { hash, statement } = blobs.keepJson(countyId, { id, attempt, incumbent });
    await db.transaction([
      dropKept(id),
      statement,
      {
        sql: `update job set incumbent_blob = $3 where id = $1 and attempt = $2 and worker_id = $4
          and state = 'running'`,
        values: [id, attempt, hash, workerId],
        expect: 1,
      },
    ]);
  }

  async read(countyId: string, hash: string): Promise<Incumbent> {
    const kept = await this.#ground.blobs.json<{ incumbent: Incumbent }>(countyId, hash);
    return kept.incumbent;
  }

  /** The job has its answer. (One that is another attempt's by now keeps it.) */
  async drop(id: string): Promise<void> {
    const ended = `state not in ('queued', 'running')`;
    await this.#ground.db.transaction([
      { sql: `select id from job where id = $1 and ${ended}`, values: [id], expect: 1 },
      dropKept(id),
      { sql: `update job set incumbent_blob = null where id = $1`, values: [id] },
    ]);
  }
}

/** The bytes; the job's row still names them. */
export function dropKept(id: string): Statement {
  return {
    sql: `delete from blob b using job j where j.id = $1 and b.county_id = j.county_id and b.hash = j.incumbent_blob`,
    values: [id],
  };
}
