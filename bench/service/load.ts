/**
 * Reads and submissions over HTTP on the loopback at 1, 16 and 128 connections, then submissions to a full queue. The server
 * is a process of its own without workers, so that nothing but the API and its store is measured; autocannon shares its cores.
 *
 *   npx tsx bench/service/load.ts [--on embedded|postgres] [--seconds 4] [--out folder]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { startPostgres } from '../../test/support/postgres.ts';
import { Figures, round1 } from './figures.ts';
import { startServer } from './server.ts';
import { storeKind } from './site.ts';

const { values } = parseArgs({
  options: {
    on: { type: 'string', default: 'embedded' },
    seconds: { type: 'string', default: '4' },
    out: { type: 'string' },
  },
});
const on = storeKind(values.on);
const CONNECTIONS = [1, 16, 128];
const ASK_MS = 250;

const figures = new Figures(`load-${on}`);
const folder = mkdtempSync(join(tmpdir(), 'tiaopei-load-'));
const database = on === 'postgres' ? await startPostgres() : null;
const environment = {
  TIAOPEI_DATA: folder,
  TIAOPEI_RATE: '0',
  ...(database === null ? {} : { DATABASE_URL: await database.database() }),
};
try {
  const { key, job, place } = await prepared();
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  await withServer({ TIAOPEI_WORKERS: '0', TIAOPEI_QUEUE: '1000000' }, async (origin) => {
    for (const connections of CONNECTIONS) {
      for (const path of ['/jobs?limit=20', `/jobs/${job}`, `/jobs/${job}/proposal`]) {
        const name = `GET ${path.replace(job, '{job}')}`;
        await measure(name, { url: `${origin}${path}`, connections, headers }, ['200']);
      }
      await measure('POST /jobs', { ...submission(origin, headers, place), connections }, ['202']);
    }
  });
  // What was submitted waits still: there is no room.
  await withServer({ TIAOPEI_WORKERS: '0', TIAOPEI_QUEUE: '1' }, async (origin) => {
    const full = submission(origin, headers, place);
    await measure('POST /jobs, queue full', { ...full, connections: 128 }, ['429']);
  });
  figures.save(values.out);
} finally {
  await database?.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** The demo county, solved once. */
async function prepared() {
  const server = await startServer(environment);
  const key = server.adminKey ?? '';
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    return (await (await fetch(`${server.origin}${path}`, { ...init, headers })).json()) as {
      readonly id: string;
      readonly state: string;
      readonly versionId: string;
    };
  };
  const { id } = await ask('/jobs', { method: 'POST', body: '{"county":"demo"}' });
  for (;;) {
    const { state, versionId } = await ask(`/jobs/${id}`);
    if (state === 'done') {
      await server.stop();
      return { key, job: id, place: { kind: 'place', versionId, policy: { values: {} } } };
    }
    if (state === 'failed' || state === 'cancelled') throw new Error(`the demo county: ${state}`);
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
}

async function withServer(
  settings: Readonly<Record<string, string>>,
  use: (origin: string) => Promise<void>,
): Promise<void> {
  const server = await startServer({ ...environment, ...settings });
  try {
    await use(server.origin);
  } finally {
    await server.stop();
  }
}

function submission(origin: string, headers: object, place: object) {
  return { url: `${origin}/jobs`, method: 'POST', headers, body: JSON.stringify(place) };
}

/** @param intended status codes that are no error */
async function measure(
  name: string,
  options: Readonly<Record<string, unknown>>,
  intended: readonly string[],
): Promise<void> {
  const result = await autocannon({ ...options, duration: Number(values.seconds) });
  const { latency, requests, statusCodeStats = {}, errors, timeouts } = result;
  const codes = Object.fromEntries(
    Object.entries(statusCodeStats).map(([code, { count }]) => [code, count]),
  );
  const clean = errors + timeouts === 0 && Object.keys(codes).every((c) => intended.includes(c));
  figures.add({
    ...{ on, name, connections: options.connections, perSecond: round1(requests.average) },
    ...{ p50Ms: latency.p50, p99Ms: latency.p99, codes, errors, timeouts, clean },
  });
}
