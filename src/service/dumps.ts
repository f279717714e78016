/** Dumps of the embedded store on a schedule: it survives a killed process, but not a power cut. The newest are kept. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backup } from './backup.ts';
import type { Database } from './store/database.ts';

const KEPT = 12;
const NAME = /^tiaopei-\d{8}T\d{6}Z\.jsonl\.gz$/;

export class Dumps {
  readonly #timer: NodeJS.Timeout | null;

  constructor(
    db: Database,
    folder: string,
    everyMs: number,
    onLog: (event: string, detail: Readonly<Record<string, unknown>>) => void,
  ) {
    this.#timer =
      everyMs === 0
        ? null
        : setInterval(() => {
            dump(db, folder).then(
              ({ rows, bytes }) => onLog('dumped', { rows, bytes }),
              (fault: unknown) => onLog('dump-failed', { message: String(fault) }),
            );
          }, everyMs);
    this.#timer?.unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }
}

async function dump(db: Database, folder: string) {
  mkdirSync(folder, { recursive: true });
  const moment = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const result = await backup(db, join(folder, `tiaopei-${moment}.jsonl.gz`));
  const dumps = readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort();
  for (const name of dumps.slice(0, -KEPT)) rmSync(join(folder, name), { force: true });
  return result;
}
