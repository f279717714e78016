/** Jobs in memory, bounded: the newest are kept, a full queue refuses. A restart forgets them. */
import { randomUUID } from 'node:crypto';
import type { JobOutcome, JobProgress, JobSpec } from './messages.ts';
import type { SolverPool } from './pool.ts';
import { runJob } from './run-job.ts';

type JobStatus = 'queued' | 'running' | 'cancelling' | 'finished';

export interface Job {
  readonly id: string;
  readonly status: JobStatus;
  readonly progress: JobProgress | null;
  readonly outcome: JobOutcome | null;
}

interface Entry {
  id: string;
  status: JobStatus;
  progress: JobProgress | null;
  outcome: JobOutcome | null;
  readonly cancel: AbortController;
}

export interface JobLimits {
  /** Finished jobs kept for reading; the oldest go first. */
  readonly keep: number;
  /** Jobs queued or running at once. */
  readonly active: number;
}

/** See the file head. */
export class Jobs {
  readonly #pool: SolverPool;
  readonly #limits: JobLimits;
  readonly #entries = new Map<string, Entry>();

  constructor(pool: SolverPool, limits: JobLimits = { keep: 50, active: 16 }) {
    this.#pool = pool;
    this.#limits = limits;
  }

  /** Starts a job; null when as many as allowed are already waiting or running. */
  start(spec: JobSpec): Job | null {
    if (this.activeCount() >= this.#limits.active) return null;
    const entry: Entry = {
      id: randomUUID(),
      status: 'queued',
      progress: null,
      outcome: null,
      cancel: new AbortController(),
    };
    this.#entries.set(entry.id, entry);
    this.#forgetOldest();
    void this.#run(entry, spec);
    return entry;
  }

  get(id: string): Job | null {
    return this.#entries.get(id) ?? null;
  }

  /** Stops a job; the best allocation so far is verified and kept. Null for an unknown id. */
  cancel(id: string): Job | null {
    const entry = this.#entries.get(id);
    if (entry === undefined) return null;
    if (entry.status !== 'finished') {
      entry.status = 'cancelling';
      entry.cancel.abort();
    }
    return entry;
  }

  activeCount(): number {
    return [...this.#entries.values()].filter(({ status }) => status !== 'finished').length;
  }

  async #run(entry: Entry, spec: JobSpec): Promise<void> {
    entry.outcome = await runJob(this.#pool, spec, {
      signal: entry.cancel.signal,
      onProgress: (progress) => {
        if (entry.status === 'queued') entry.status = 'running';
        entry.progress = progress;
      },
    });
    entry.status = 'finished';
  }

  #forgetOldest(): void {
    const finished = [...this.#entries.values()].filter(({ status }) => status === 'finished');
    for (const { id } of finished.slice(0, Math.max(0, finished.length - this.#limits.keep))) {
      this.#entries.delete(id);
    }
  }
}
