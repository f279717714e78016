/**
 * A worker process at work: takes jobs while threads are free, tells how far they are, writes what they end with. The next
 * job starts while the result of the last one is being written. A job that was lost before runs alone, so that one which
 * brings the process down takes nobody with it twice.
 */
import { hostname } from 'node:os';
import { type Ground, WAKE } from './books/ground.ts';
import type { Claimed, Hold, RunningBook } from './books/running-book.ts';
import type { JobRunner } from './job-runner.ts';
import type { Incumbent, JobProgress } from './messages.ts';
import { gather } from './operations/gather.ts';
import type { OperationResult } from './operations/result.ts';
import { RecentCounties } from './recent-counties.ts';
import { persistently } from './store/database.ts';
import { Teller } from './teller.ts';
import type { WorkerConfig } from './worker-messages.ts';

/** Longest wait for a job that nobody announced. */
const POLL_MS = 1000;
const STOP_POLL_MS = 500;
const ALIVE_MS = 2000;
/** Between two looks at whether the others have ended. */
const ALONE_POLL_MS = 200;
/** A job of half a second tells its start and its end. */
const PROGRESS_PACE = { firstMs: 500, betweenMs: 200 };
/** The best so far is large: kept when the job does not end soon after it (most do), then seldom. */
const INCUMBENT_PACE = { firstMs: 1000, betweenMs: 5000 };
/** How long a result waits for a database that restarts. */
const PATIENCE_MS = 120_000;

interface Active {
  hold: Hold | null;
  readonly cancel: AbortController;
  /** When its solve began. */
  solvingAt: Date | null;
  /** Taken back: nothing of it may be written. */
  lost: boolean;
  /** An allocation lies beside the job. */
  kept: boolean;
}

export class WorkerLoop {
  readonly #ground: Ground;
  readonly #running: RunningBook;
  readonly #runner: JobRunner;
  readonly #config: WorkerConfig;
  readonly #recent: RecentCounties;
  readonly #active = new Map<string, Active>();
  readonly #timers: NodeJS.Timeout[] = [];
  /** Jobs that occupy a thread; those that only write their result do not. */
  #busy = 0;
  #alone = false;
  #draining = false;
  #pumping: Promise<void> | null = null;
  #pumpAgain = false;
  /** Claims on their way. */
  #claiming = 0;
  #onIdle: () => void = () => {};

  constructor(ground: Ground, running: RunningBook, runner: JobRunner, config: WorkerConfig) {
    this.#ground = ground;
    this.#running = running;
    this.#runner = runner;
    this.#config = config;
    this.#recent = new RecentCounties(config.memoryMiB);
  }

  get busy(): number {
    return this.#busy;
  }

  async start(): Promise<void> {
    const { db } = this.#ground;
    await persistently(() => this.#enrol(), PATIENCE_MS);
    await db.listen(WAKE.job, () => this.#pump());
    await db.listen(WAKE.cancel, () => void this.#lookForStops());
    this.#every(POLL_MS, () => this.#pump());
    this.#every(STOP_POLL_MS, () => void this.#lookForStops());
    this.#every(ALIVE_MS, () => void this.#tellAlive());
    this.#pump();
  }

  #every(ms: number, action: () => void): void {
    this.#timers.push(setInterval(action, ms));
  }

  /** Takes no more jobs; resolves when the last one is written. */
  async drain(): Promise<void> {
    this.#draining = true;
    // What is being claimed at this moment runs, too.
    await this.#pumping;
    if (this.#active.size > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
    for (const timer of this.#timers) clearInterval(timer);
    await this.#ground.db.query('delete from worker where id = $1', [this.#config.workerId]);
  }

  #pump(): void {
    this.#pumpAgain = true;
    // A database that does not answer is asked again at the next tick.
    this.#pumping ??= this.#fill()
      .catch(() => {})
      .finally(() => {
        this.#pumping = null;
      });
  }

  async #fill(): Promise<void> {
    while (this.#pumpAgain) {
      this.#pumpAgain = false;
      const free = this.#free();
      if (free === 0) return;
      const ids = await this.#ground.queue.fetch(free);
      for (const id of ids) await this.#take(id);
      // As many as asked for: there may be more.
      if (ids.length === free) this.#pumpAgain = true;
    }
  }

  #free(): number {
    if (this.#draining || this.#alone) return 0;
    return Math.max(0, this.#config.threads - this.#busy);
  }

  async #take(id: string): Promise<void> {
    // Left in the queue: a sweeper, or the next start, finds it.
    if (this.#draining) return;
    const active: Active = {
      hold: null,
      cancel: new AbortController(),
      lost: false,
      solvingAt: null,
      kept: false,
    };
    const job = await this.#claimed(id, active);
    if (job === null) return;
    if (job.attempt > 1) await this.#untilAlone();
    this.#busy += 1;
    void this.#work(job, active);
  }

  async #claimed(id: string, active: Active): Promise<Claimed | null> {
    this.#claiming += 1;
    try {
      const job = await this.#running.claim(id, this.#config.workerId);
      if (job === null) return null;
      active.hold = job;
      this.#active.set(id, active);
      return job;
    } finally {
      this.#claiming -= 1;
    }
  }

  /** A claim whose answer was lost on the way is a job that nobody runs: it goes back. */
  async #giveUnknownBack(): Promise<void> {
    if (this.#claiming > 0) return;
    const held = await this.#running.heldBy(this.#config.workerId);
    if (this.#claiming > 0) return;
    const unknown = held.filter(({ id }) => !this.#active.has(id));
    await this.#running.handBack(unknown, 'killed', { counted: false });
  }

  /** A job that was lost before waits for the others, and none starts beside it. */
  async #untilAlone(): Promise<void> {
    this.#alone = true;
    while (this.#busy > 0) await new Promise((resolve) => setTimeout(resolve, ALONE_POLL_MS));
  }

  async #work(job: Claimed, active: Active): Promise<void> {
    let result: OperationResult;
    try {
      result = await this.#run(job, active);
    } catch (fault) {
      const message = fault instanceof Error ? fault.message : String(fault);
      result = { kind: 'fault', code: 'internal', message };
    }
    this.#busy -= 1;
    if (job.attempt > 1) this.#alone = false;
    this.#pump();
    await this.#write(job, active, result);
    this.#active.delete(job.id);
    if (this.#draining && this.#active.size === 0) this.#onIdle();
  }

  async #run(job: Claimed, active: Active): Promise<OperationResult> {
    const { memoryMiB } = this.#config;
    const { countyId, spec } = job;
    const store = { ...this.#ground, recent: this.#recent };
    const input = await persistently(() => gather(store, countyId, spec, memoryMiB), PATIENCE_MS);
    const progresses = new Teller<JobProgress>(PROGRESS_PACE, (each) => this.#tell(job, each));
    const incumbents = new Teller<Incumbent>(INCUMBENT_PACE, (each) => this.#keep(job, each));
    // What is only finished has been stopped already.
    const { signal } = job.finish === null ? active.cancel : new AbortController();
    try {
      const watch = {
        signal,
        onProgress: (progress: JobProgress) => {
          if (progress.phase === 'solve') active.solvingAt ??= new Date();
          progresses.tell(progress);
        },
        onIncumbent: (incumbent: Incumbent) => incumbents.tell(incumbent),
      };
      return await this.#runner.run(input, watch, job.finish);
    } finally {
      progresses.stop();
      incumbents.stop();
    }
  }

  /** What is not kept now is kept with the next one, or not at all: it is a precaution. */
  async #keep(hold: Hold, incumbent: Incumbent): Promise<void> {
    const active = this.#active.get(hold.id);
    if (active === undefined) return;
    active.kept = true;
    await this.#running.incumbents.keep(hold, incumbent).catch(() => {});
  }

  async #tell(hold: Hold, progress: JobProgress): Promise<void> {
    // What is not told now is told by the next progress, or by the result.
    const mine = await this.#running.progress(hold, progress).catch(() => true);
    if (!mine) this.#lose(hold.id);
  }

  #lose(id: string): void {
    const active = this.#active.get(id);
    if (active === undefined) return;
    active.lost = true;
    active.cancel.abort();
  }

  async #write(job: Claimed, active: Active, result: OperationResult): Promise<void> {
    if (active.lost) return;
    try {
      await persistently(() => this.#running.finish(job, result, active.solvingAt), PATIENCE_MS);
    } catch (fault) {
      // The result cannot be written (too large, refused by the database): the job must end all the same.
      const message = `结果无法写入 (the result cannot be stored): ${fault instanceof Error ? fault.message : ''}`;
      const instead: OperationResult = { kind: 'fault', code: 'not-stored', message };
      await this.#running.finish(job, instead, active.solvingAt).catch(() => {});
    }
    // An earlier attempt may have left one, too.
    if (active.kept || job.attempt > 1) {
      await this.#running.incumbents.drop(job.id).catch(() => {});
    }
  }

  async #lookForStops(): Promise<void> {
    if (this.#active.size === 0) return;
    const holds = [...this.#active.values()].flatMap(({ hold }) => (hold === null ? [] : [hold]));
    const stops = await this.#running.toStop(holds).catch(() => []);
    for (const { id, lost } of stops) {
      if (lost) this.#lose(id);
      else this.#active.get(id)?.cancel.abort();
    }
  }

  /** The row may have been swept away while the database was not there. */
  async #tellAlive(): Promise<void> {
    try {
      await this.#enrol();
      await this.#giveUnknownBack();
    } catch {
      // A database that does not answer hears the next one.
    }
  }

  async #enrol(): Promise<void> {
    const { workerId, threads, restarts } = this.#config;
    const rss = process.memoryUsage.rss();
    await this.#ground.db.query(
      `insert into worker (id, host, pid, threads, restarts, busy, rss_bytes) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (id) do update set heartbeat_at = now(), busy = excluded.busy, rss_bytes = excluded.rss_bytes`,
      [workerId, hostname(), process.pid, threads, restarts, this.#busy, rss],
    );
  }
}
