/** The service as `npm start` runs it, in a process of its own, on a free port of the loopback. */
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const START_MS = 120_000;

export interface ServerProcess {
  readonly origin: string;
  /** Shown at the first start on a folder only. */
  readonly adminKey: string | null;
  stop(): Promise<void>;
}

export async function startServer(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/http/server.ts'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', TIAOPEI_LOG: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await greeting(child);
  return {
    origin: /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '',
    adminKey: /tk_[\w-]+/.exec(said)?.[0] ?? null,
    stop: async () => {
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** All that is said in the moment after the address. */
function greeting(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = '';
    const timer = setTimeout(() => fail(new Error('the server did not start')), START_MS);
    child.once('exit', () => fail(new Error('the server ended')));
    child.stdout?.on('data', (text: Buffer) => {
      said += text.toString();
      if (!said.includes('/openapi.json)\n')) return;
      clearTimeout(timer);
      setTimeout(() => done(said), 200);
    });
  });
}
