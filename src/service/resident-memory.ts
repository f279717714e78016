/** Resident memory of another process: from /proc, and where there is none (macOS, BSD) from `ps`. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const KIB = 1024;
const run = promisify(execFile);

/** @returns bytes; null when the process is gone or nobody can say */
export type MemoryReader = (pid: number) => Promise<number | null>;

/** @param proc where the processes are listed */
export async function residentMemory(pid: number, proc = '/proc'): Promise<number | null> {
  return (await fromProc(pid, proc)) ?? (await fromPs(pid));
}

/** `VmRSS:  1234 kB`; counted in KiB whatever the page size of the machine. */
async function fromProc(pid: number, proc: string): Promise<number | null> {
  const status = await readFile(`${proc}/${pid}/status`, 'utf8').catch(() => '');
  const kib = /^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1];
  return kib === undefined ? null : Number(kib) * KIB;
}

async function fromPs(pid: number): Promise<number | null> {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  const kib = Number(stdout.trim());
  return kib > 0 ? kib * KIB : null;
}
