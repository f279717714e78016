/** Dumps of the embedded store on a schedule: it survives a killed process, but not a power cut. The newest are kept. */
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backup } from './backup.ts';
import type { Database } from './store/database.ts';

export const KEPT_DUMPS = 12;
const NAME = /^tiaopei-\d{8}T\d{6}Z\.jsonl\.gz$/;
/** A store without a dump gets its first when the start is over. */
const SETTLE_MS = 60_000;
/** What a process that was killed while it dumped has left. */
const PART = /^tiaopei-\d{8}T\d{6}Z\.jsonl\.gz\.part$/;

export interface DumpOptions {
  readonly db: Database;
  readonly folder: string;
  /** From dump to dump, over restarts: a service that is started anew every day is dumped as often as one that is not. */
  readonly everyMs: number;
  readonly onLog: (event: string, detail: Readonly<Record<string, unknown>>) => void;
}

export class Dumps {
  readonly #options: DumpOptions;
  #timer: NodeJS.Timeout | null = null;
  #dumping: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: DumpOptions) {
    this.#options = options;
  }

  start(): void {
    const { folder, everyMs } = this.#options;
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) if (PART.test(name)) rmSync(join(folder, name));
    const newest = dumpsIn(folder).at(-1);
    const age = newest === undefined ? everyMs : Date.now() - statSync(newest).mtimeMs;
    this.#wait(Math.max(everyMs - age, Math.min(everyMs, SETTLE_MS)));
  }

  #wait(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#dumping = this.#dump().then(() => {
        if (!this.#stopped) this.#wait(this.#options.everyMs);
      });
    }, ms);
    this.#timer.unref();
  }

  async #dump(): Promise<void> {
    const { db, folder, onLog } = this.#options;
    const moment = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
    try {
      const { rows, bytes } = await backup(db, join(folder, `tiaopei-${moment}.jsonl.gz`));
      for (const old of dumpsIn(folder).slice(0, -KEPT_DUMPS)) rmSync(old, { force: true });
      onLog('dumped', { rows, bytes });
    } catch (fault) {
      onLog('dump-failed', { message: fault instanceof Error ? fault.message : String(fault) });
    }
  }

  /** A dump that is being written is ended first. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#dumping;
  }
}

/** Oldest first. */
function dumpsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort()
    .map((name) => join(folder, name));
}
