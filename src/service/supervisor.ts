/**
 * Watches the worker processes from outside: memory, heartbeat, end. One that ends, exceeds its memory or falls silent is
 * killed and replaced, and its jobs are handed back at once.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { RunningBook } from './books/running-book.ts';
import type { Loss } from './books/take-back.ts';
import type { ServiceMetrics } from './contract.ts';
import type { MemoryReader } from './resident-memory.ts';
import { type Database, persistently } from './store/database.ts';
import { serveDatabase } from './store/remote.ts';
import type { Beat, ToWorker, WorkerConfig } from './worker-messages.ts';

const fromSource = import.meta.url.endsWith('.ts');
const entry = fileURLToPath(
  new URL(fromSource ? './worker-process.ts' : './worker-process.js', import.meta.url),
);

const WATCH_MS = 250;
const MIB = 2 ** 20;
const FIRST_RESTART_MS = 50;
const LONGEST_RESTART_MS = 5000;
/** A process that lived this long starts again at once. */
const STABLE_MS = 10_000;
const HAND_BACK_PATIENCE_MS = 600_000;
/** A stop waits so long for a database that does not answer; a sweeper takes back what is left. */
const LAST_HAND_BACK_MS = 10_000;

export interface SupervisorOptions {
  readonly processes: number;
  readonly worker: Omit<WorkerConfig, 'workerId' | 'restarts'>;
  /** Heartbeats missing for so long end a process; ms. */
  readonly silentMs: number;
  /** Served to the workers where the database is embedded. */
  readonly db: Database;
  readonly running: RunningBook;
  /** Reads the memory of a process. */
  readonly memoryOf: MemoryReader;
  readonly onLog: (event: string, detail: Readonly<Record<string, unknown>>) => void;
}

interface Slot {
  child: ChildProcess | null;
  workerId: string;
  restarts: number;
  startedAt: number;
  beatAt: number;
  beat: Beat | null;
  rssBytes: number;
  /** Why it is being killed. */
  loss: Loss | null;
}

export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #slots: Slot[];
  #timer: NodeJS.Timeout | null = null;
  /** Of workers that ended: their jobs are on the way back. */
  readonly #endings = new Set<Promise<void>>();
  #stopping = false;
  #watching = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#slots = Array.from({ length: options.processes }, () => ({
      ...{ child: null, workerId: '', restarts: -1, startedAt: 0, beatAt: 0 },
      ...{ beat: null, rssBytes: 0, loss: null },
    }));
  }

  start(): void {
    for (const slot of this.#slots) this.#spawn(slot);
    this.#timer = setInterval(() => void this.#watch(), WATCH_MS);
  }

  /** At least one process takes jobs (or none is asked for). */
  get ready(): boolean {
    return this.#slots.length === 0 || this.#slots.some(({ beat }) => beat?.ready === true);
  }

  get workers(): ServiceMetrics['workers'] {
    return this.#slots.map(({ workerId, beat, rssBytes, restarts }) => ({
      ...{ id: workerId, threads: this.#options.worker.threads, busy: beat?.busy ?? 0 },
      ...{ rssBytes, restarts },
    }));
  }

  /** Process numbers, for tests that kill them. */
  get pids(): readonly number[] {
    return this.#slots.flatMap(({ child }) => (child?.pid === undefined ? [] : [child.pid]));
  }

  #spawn(slot: Slot): void {
    const child = fork(entry, [], {
      execArgv: fromSource ? ['--import', 'tsx'] : [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const now = Date.now();
    slot.workerId = randomUUID();
    slot.restarts += 1;
    Object.assign(slot, {
      child,
      startedAt: now,
      beatAt: now,
      beat: null,
      loss: null,
      rssBytes: 0,
    });
    child.on('message', (message: Beat | { readonly kind?: undefined }) => {
      if (message.kind !== 'beat') return;
      slot.beat = message;
      slot.beatAt = Date.now();
    });
    child.once('error', () => {});
    child.once('exit', (code, signal) => {
      const ending = this.#ended(slot, child, signal ?? `${code}`);
      this.#endings.add(ending);
      void ending.finally(() => this.#endings.delete(ending));
    });
    if (this.#options.worker.databaseUrl === null) serveDatabase(child, this.#options.db);
    const { workerId, restarts } = slot;
    const config: WorkerConfig = { ...this.#options.worker, workerId, restarts };
    child.send({ kind: 'start', config } satisfies ToWorker, () => {});
  }

  async #ended(slot: Slot, child: ChildProcess, how: string): Promise<void> {
    if (slot.child !== child) return;
    const { workerId, loss } = slot;
    slot.child = null;
    slot.beat = null;
    const lived = Date.now() - slot.startedAt;
    const why = loss ?? (this.#stopping ? 'shutdown' : 'killed');
    this.#options.onLog('worker-ended', { workerId, how, loss: why, lived });
    if (!this.#stopping) {
      const wait =
        lived > STABLE_MS
          ? 0
          : Math.min(FIRST_RESTART_MS * 2 ** Math.min(slot.restarts, 7), LONGEST_RESTART_MS);
      setTimeout(() => this.#stopping || this.#spawn(slot), wait);
    }
    await this.#handBack(workerId, why);
  }

  /** A stop of the service is not the job's fault: it does not count as an attempt. */
  async #handBack(workerId: string, loss: Loss): Promise<void> {
    const { running, db } = this.#options;
    const counted = loss !== 'shutdown';
    await persistently(async () => {
      await running.handBack(await running.heldBy(workerId), loss, { counted });
      await db.query('delete from worker where id = $1', [workerId]);
    }, HAND_BACK_PATIENCE_MS).catch((fault: unknown) =>
      this.#options.onLog('hand-back-failed', { workerId, message: String(fault) }),
    );
  }

  async #watch(): Promise<void> {
    // A reading that takes long (`ps` on a busy machine) is not begun twice.
    if (this.#watching) return;
    this.#watching = true;
    await Promise.all(this.#slots.map((slot) => this.#look(slot)));
    this.#watching = false;
  }

  async #look(slot: Slot): Promise<void> {
    const { silentMs, worker, memoryOf } = this.#options;
    const { child } = slot;
    if (child?.pid === undefined || slot.loss !== null) return;
    const bytes = await memoryOf(child.pid);
    // Ended, or being killed, meanwhile.
    if (slot.child !== child || slot.loss !== null) return;
    slot.rssBytes = bytes ?? slot.rssBytes;
    if (slot.rssBytes > worker.memoryMiB * MIB) this.#kill(slot, 'memory');
    else if (Date.now() - slot.beatAt > silentMs) this.#kill(slot, 'silent');
  }

  #kill(slot: Slot, loss: Loss): void {
    slot.loss = loss;
    this.#options.onLog('worker-killed', { workerId: slot.workerId, loss, rss: slot.rssBytes });
    slot.child?.kill('SIGKILL');
  }

  /** Running jobs end within the grace period; what does not is killed and handed back. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    const children = this.#slots.flatMap(({ child }) => (child === null ? [] : [child]));
    const ends = children.map((child) => new Promise((resolve) => child.once('exit', resolve)));
    for (const child of children) child.send({ kind: 'drain' } satisfies ToWorker, () => {});
    const all = Promise.all(ends);
    await within(graceMs, all);
    for (const slot of this.#slots) if (slot.child !== null) this.#kill(slot, 'shutdown');
    await all;
    if (this.#timer !== null) clearInterval(this.#timer);
    await within(LAST_HAND_BACK_MS, Promise.all(this.#endings));
  }
}

/** Waits for it, but no longer than that. */
async function within(ms: number, what: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([what, late]);
  clearTimeout(timer);
}
