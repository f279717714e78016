/**
 * Puts right what a crash left: running jobs whose worker is silent, queued jobs that the queue has forgotten. Everything is
 * fenced, so any number of processes may sweep at once. The first sweep is the recovery before the service is ready.
 */
import type { RunningBook } from './books/running-book.ts';
import type { Database } from './store/database.ts';

const SWEEP_MS = 3000;
/** Between fetching an entry and claiming its job the queue rightly knows nothing of it. */
const QUIET_MS = 5000;
/** Rows of workers that nobody will hear of again. */
const DEAD_WORKER_SECONDS = 600;

interface SweeperOptions {
  readonly db: Database;
  readonly running: RunningBook;
  /** Workers are silent after so long; ms. */
  readonly silentMs: number;
  readonly onLog: (event: string, detail: Readonly<Record<string, unknown>>) => void;
}

export class Sweeper {
  readonly #options: SweeperOptions;
  #timer: NodeJS.Timeout | null = null;
  #sweeping: Promise<void> | null = null;

  constructor(options: SweeperOptions) {
    this.#options = options;
  }

  /**
   * What the last run left. An embedded database has no workers but those of its process: whoever ran then is dead.
   */
  async recover(alone: boolean): Promise<void> {
    await this.#sweep(alone ? 0 : this.#options.silentMs, 0);
    if (alone) await this.#options.db.query('delete from worker');
  }

  start(): void {
    this.#timer = setInterval(() => {
      // A database that does not answer is swept later.
      this.#sweeping ??= this.#sweep(this.#options.silentMs, QUIET_MS)
        .catch(() => {})
        .finally(() => {
          this.#sweeping = null;
        });
    }, SWEEP_MS);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#sweeping;
  }

  async #sweep(silentMs: number, quietMs: number): Promise<void> {
    const { db, running, onLog } = this.#options;
    const holds = await running.heldBySilent(silentMs);
    const taken = holds.length === 0 ? 0 : await running.handBack(holds, 'silent');
    const requeued = await running.requeueForgotten(quietMs);
    if (taken + requeued > 0) onLog('swept', { taken, requeued });
    await db.query('delete from worker where heartbeat_at < now() - make_interval(secs => $1)', [
      DEAD_WORKER_SECONDS,
    ]);
  }
}
