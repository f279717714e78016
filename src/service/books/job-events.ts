/** Events of jobs as streams: one query for all streams that are open, several times a second. */
import type { JobState } from '../../domain/job.ts';
import type { JobEvent } from '../contract.ts';
import type { Row } from '../store/database.ts';
import type { Ground } from './ground.ts';
import { eventView, FINAL_STATES } from './job-rows.ts';

const POLL_MS = 150;
const MOST_ROWS = 2000;

interface Stream {
  readonly jobId: string;
  after: number;
  readonly waiting: JobEvent[];
  ended: boolean;
  wake: () => void;
}

export class EventHub {
  readonly #ground: Pick<Ground, 'db'>;
  readonly #streams = new Set<Stream>();
  #timer: NodeJS.Timeout | null = null;

  constructor(ground: Pick<Ground, 'db'>) {
    this.#ground = ground;
  }

  /** Ends after the final state, when the job is gone, or when the signal aborts. */
  async *events(jobId: string, after: number, signal: AbortSignal): AsyncIterable<JobEvent> {
    const stream: Stream = { jobId, after, waiting: [], ended: false, wake: () => {} };
    const onAbort = () => {
      stream.ended = true;
      stream.wake();
    };
    if (signal.aborted) return;
    signal.addEventListener('abort', onAbort, { once: true });
    this.#streams.add(stream);
    this.#arm(0);
    try {
      while (!signal.aborted) {
        const event = stream.waiting.shift();
        if (event !== undefined) yield event;
        else if (stream.ended) return;
        else await new Promise<void>((resolve) => (stream.wake = resolve));
      }
    } finally {
      this.#streams.delete(stream);
      signal.removeEventListener('abort', onAbort);
    }
  }

  close(): void {
    for (const stream of this.#streams) {
      stream.ended = true;
      stream.wake();
    }
    this.#streams.clear();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #arm(ms: number): void {
    if (this.#timer !== null || this.#streams.size === 0) return;
    this.#timer = setTimeout(() => {
      // A database that does not answer is asked again.
      this.#poll()
        .catch(() => {})
        .finally(() => {
          this.#timer = null;
          this.#arm(POLL_MS);
        });
    }, ms);
  }

  async #poll(): Promise<void> {
    const streams = [...this.#streams];
    const lowest = new Map<string, number>();
    for (const { jobId, after } of streams) {
      lowest.set(jobId, Math.min(after, lowest.get(jobId) ?? after));
    }
    const ids = [...lowest.keys()];
    // States first: an event that comes between the two is read, and the state is told at the next poll.
    const states = await this.#ground.db.query<{ id: string; state: JobState; events: number }>(
      'select id, state, events from job where id = any($1::uuid[])',
      [ids],
    );
    const rows = await this.#ground.db.query<Row & { job_id: string }>(
      `select e.* from unnest($1::uuid[], $2::int[]) as s(id, after)
       join job_event e on e.job_id = s.id and e.seq > s.after order by e.job_id, e.seq limit ${MOST_ROWS}`,
      [ids, [...lowest.values()]],
    );
    const byId = new Map(states.map((state) => [state.id, state]));
    for (const stream of streams) this.#deliver(stream, rows, byId.get(stream.jobId));
  }

  #deliver(
    stream: Stream,
    rows: readonly (Row & { job_id: string })[],
    job: { state: JobState; events: number } | undefined,
  ): void {
    for (const row of rows) {
      if (row.job_id !== stream.jobId || Number(row.seq) <= stream.after) continue;
      stream.waiting.push(eventView(row));
      stream.after = Number(row.seq);
    }
    const isOver =
      job === undefined || (FINAL_STATES.includes(job.state) && stream.after >= job.events);
    if (isOver) stream.ended = true;
    if (isOver || stream.waiting.length > 0) stream.wake();
  }
}
