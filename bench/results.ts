/** Results on disk: one JSON file a part, so that parts can be measured on different evenings and read together. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { PART_NAMES, type PartName } from './parts.ts';
import type { Broken } from './process.ts';
import type { Measurement } from './protocol.ts';
import type { VerifyJob, VerifyResult } from './verify.ts';
import type { WarmJob, WarmResult } from './warm/run.ts';

/** A job that is no comparison, and what came of it. */
export interface WarmRun {
  readonly job: WarmJob;
  readonly outcome: readonly WarmResult[] | Broken;
}
export interface VerifyRun {
  readonly job: VerifyJob;
  readonly outcome: VerifyResult | Broken;
}

/** Seconds of a kernel inside one process, as tinybench counts them. */
export interface Kernel {
  readonly name: string;
  readonly medianSeconds: number;
  readonly madSeconds: number;
  readonly samples: number;
}

export interface PartResult {
  readonly part: PartName;
  readonly full: boolean;
  readonly seed: number;
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  readonly measurements: readonly Measurement[];
  readonly warm: readonly WarmRun[];
  readonly verify: readonly VerifyRun[];
  readonly kernels: readonly Kernel[];
}

const DEFAULT_FOLDER = fileURLToPath(new URL('./results/', import.meta.url));

/** A folder of results. */
export class ResultFolder {
  readonly path: string;

  constructor(path: string | undefined) {
    this.path = path ?? DEFAULT_FOLDER;
    mkdirSync(this.path, { recursive: true });
  }

  write(name: string, text: string): void {
    writeFileSync(`${this.path}/${name}`, text);
  }

  save(result: PartResult): void {
    this.write(`${result.part}.json`, `${JSON.stringify(result, null, 1)}\n`);
  }

  /** Every part that has been measured, in the order of the parts. */
  load(): PartResult[] {
    return PART_NAMES.map((part) => `${this.path}/${part}.json`)
      .filter((file) => existsSync(file))
      .map((file) => JSON.parse(readFileSync(file, 'utf8')) as PartResult);
  }
}

/** Where and on what state of the code a part was measured. */
export function circumstances(): Pick<PartResult, 'date' | 'commit' | 'machine'> {
  const memory = Math.round(totalmem() / 2 ** 30);
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: git('describe', '--always', '--dirty'),
    machine: `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${memory} GiB, Node ${process.version}`,
  };
}

function git(...args: string[]): string {
  try {
    return execFileSync('git', args, { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
