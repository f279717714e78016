/**
 * Runs the command line as a real process: from source, or what `npm run build` made where TIAOPEI_CLI=built says so
 * (as CI does: it is what users run, and it starts in a third of the time).
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: Record<string, string>;
  /** Sends SIGINT when stderr first contains this text. */
  readonly interruptAt?: string;
  /** Program and first arguments. */
  readonly command?: readonly string[];
}

const CLI =
  process.env.TIAOPEI_CLI === 'built'
    ? [process.execPath, 'dist/src/cli/main.js']
    : [process.execPath, '--import', 'tsx', 'src/cli/main.ts'];

export function runCli(
  args: readonly string[],
  { env = {}, interruptAt, command = CLI }: CliOptions = {},
): Promise<CliResult> {
  return new Promise((done, fail) => {
    const [program = '', ...first] = command;
    const child = spawn(program, [...first, ...args], {
      cwd: root,
      env: { ...process.env, LANG: 'C', LC_ALL: 'C', ...env },
    });
    // A character may come in two chunks.
    child.stdout.setEncoding('utf8');
    child.stderr.setEncoding('utf8');
    let stdout = '';
    let stderr = '';
    let interrupted = false;
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
      if (interruptAt !== undefined && !interrupted && stderr.includes(interruptAt)) {
        interrupted = true;
        child.kill('SIGINT');
      }
    });
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}

/** A fresh folder that is gone after the callback. */
export async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tiaopei-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
