/**
 * Running a program of the operating system: every line of its output bears the time it came, so that
 * reading the file can be told from solving; its peak memory is read off /proc while it runs.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface StampedLine {
  /** Seconds since the start of the program. */
  readonly at: number;
  readonly text: string;
}

export interface ProgramRun {
  readonly lines: readonly StampedLine[];
  readonly errors: string;
  readonly seconds: number;
  /** null = ended by a signal. */
  readonly code: number | null;
  readonly timedOut: boolean;
  readonly peakMiB: number;
}

/** Runs it to its end, or kills it after `limitSeconds`. Lines are not held back by a buffer (stdbuf). */
export function runProgram(
  command: readonly string[],
  folder: string,
  limitSeconds: number,
): Promise<ProgramRun> {
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  const child = spawn('stdbuf', ['-oL', ...command], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: StampedLine[] = [];
  let rest = '';
  let errors = '';
  let peakMiB = 0;
  let timedOut = false;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const text of parts) lines.push({ at: elapsed(), text });
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
  });
  const memory = setInterval(() => {
    peakMiB = Math.max(peakMiB, residentPeak(child.pid));
  }, 20);
  const guard = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, 1000 * limitSeconds);
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => {
      clearInterval(memory);
      clearTimeout(guard);
      if (rest !== '') lines.push({ at: elapsed(), text: rest });
      done({ lines, errors, seconds: elapsed(), code, timedOut, peakMiB });
    });
  });
}

/** The system's own high-water mark of a process, MiB; 0 where there is no /proc or it is gone. */
function residentPeak(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** First match of the pattern in what a program prints about itself; null when there is no such program. */
export function programVersion(command: readonly string[], pattern: RegExp): string | null {
  const [file, ...args] = command;
  const { stdout, stderr, error } = spawnSync(file!, args, { encoding: 'utf8', timeout: 20_000 });
  if (error) return null;
  return pattern.exec(`${stdout}${stderr}`)?.[1] ?? null;
}
