/** A private PostgreSQL in a folder of its own, on a free port of the loopback, as the user `postgres` when we are root. */
import { execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const INSTALLED = '/usr/lib/postgresql';
const START_MS = 60_000;

export interface PrivatePostgres {
  /** A new, empty database. */
  database(): Promise<string>;
  /** kill −9 of the server (its children end when they miss it), and a new server on the same folder. */
  crash(): Promise<void>;
  /** kill −9 of the server; the answer starts a new one on the same folder. */
  down(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

/** Fails when PostgreSQL is not installed: what needs it is not skipped. */
export async function startPostgres(): Promise<PrivatePostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'tiaopei-pg-'));
  const port = await freePort();
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(folder, idOf('-u'), idOf('-g'));
  const as: SpawnOptions = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  const data = join(folder, 'data');
  execFileSync(
    tool('initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8'],
    {
      ...as,
      stdio: 'ignore',
    },
  );
  const args = [
    ...['-D', data, '-p', String(port), '-k', folder],
    ...['-c', 'max_connections=120', '-c', 'listen_addresses=127.0.0.1'],
  ];
  const url = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`;
  const start = async () => {
    for (;;) {
      const server = spawn(tool('postgres'), args, { ...as, stdio: 'ignore' });
      const gone = new Promise<'gone'>((resolve) => server.once('exit', () => resolve('gone')));
      // Children of a killed server hold its shared memory for a moment: a new one refuses to start so long.
      const outcome = await Promise.race([answering(url('postgres')), gone]);
      if (outcome !== 'gone') return server;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  let server = await start();
  let made = 0;
  const ended = () => new Promise((resolve) => server.once('exit', resolve));
  const down = async () => {
    const gone = ended();
    server.kill('SIGKILL');
    await gone;
    return async () => {
      server = await start();
    };
  };
  return {
    down,
    database: async () => {
      made += 1;
      await run(url('postgres'), `create database d${made}`);
      return url(`d${made}`);
    },
    crash: async () => (await down())(),
    stop: async () => {
      const gone = ended();
      server.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function tool(name: string): string {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED) : [];
  const found = versions.map((version) => join(INSTALLED, version, 'bin', name)).find(existsSync);
  if (found === undefined)
    throw new Error(`PostgreSQL is not installed (${INSTALLED}/*/bin/${name})`);
  return found;
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end().catch(() => {});
  }
}

async function answering(url: string): Promise<'answers'> {
  for (const end = Date.now() + START_MS; ; ) {
    try {
      await run(url, 'select 1');
      return 'answers';
    } catch (fault) {
      if (Date.now() > end) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
