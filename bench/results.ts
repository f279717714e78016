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

  /**
   * What was measured takes the place of the same rows; the part's other rows stay, with the day and commit they are from,
   * unless the instance is another one now.
   */
  add(result: PartResult): void {
    const old = this.load().find(({ part }) => part === result.part);
    const isNew = (row: Measurement) => result.measurements.some((one) => supersedes(one, row));
    const kept = (old?.measurements ?? [])
      .filter((row) => !isNew(row))
      .map((row) => ({ from: `${old!.date}, ${old!.commit}`, ...row }));
    this.save({
      ...result,
      measurements: [...kept, ...result.measurements],
      warm: [...others(old?.warm, result.warm), ...result.warm],
      verify: [...others(old?.verify, result.verify), ...result.verify],
    });
  }

  /** Every part that has been measured, in the order of the parts. */
  load(): PartResult[] {
    return PART_NAMES.map((part) => `${this.path}/${part}.json`)
      .filter((file) => existsSync(file))
      .map((file) => JSON.parse(readFileSync(file, 'utf8')) as PartResult);
  }
}

/** Whether a row says again what an older one said, or shows that its instance is no more. */
function supersedes(row: Measurement, old: Measurement): boolean {
  if (row.instance !== old.instance) return false;
  if (row.task === old.task && row.peer === old.peer) return true;
  const sized = row.columns > 0 && old.columns > 0;
  return sized && (row.columns !== old.columns || row.rows !== old.rows);
}

/** Runs of jobs that were not asked again. */
function others<T extends WarmRun | VerifyRun>(old: readonly T[] = [], now: readonly T[]): T[] {
  const isAsked = ({ job }: T) =>
    now.some((run) => run.job.instance === job.instance && run.job.task === job.task);
  return old.filter((run) => !isAsked(run));
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
