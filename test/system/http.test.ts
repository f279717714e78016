/**
 * The real thing: `server.ts` as a process on the embedded store. A newcomer's three requests, the first start's key and
 * link, what survives a restart; and the API over the real store: authorisation, odd input, no 5xx.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient, type ProblemError, rowsOf } from '../../src/http/client.ts';
import type { OpenApiDocument } from '../../src/http/openapi.ts';
import { Documented, toldOf } from '../support/documented.ts';
import { fitting, spoiled } from '../support/schema-arbitrary.ts';

const root = resolve(import.meta.dirname, '../..');

interface Server {
  readonly origin: string;
  /** What it printed. */
  readonly printed: () => string;
  readonly logged: () => string;
  /** Exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

async function start(dataFolder: string, env: Record<string, string> = {}): Promise<Server> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/http/server.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '0', TIAOPEI_DATA: dataFolder, ...env },
  });
  let printed = '';
  let logged = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    printed += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    logged += text;
  });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const origin = await new Promise<string>((done, fail) => {
    child.stdout.on('data', () => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
      // The greeting of a first start is printed in one piece after the address.
      if (found !== undefined) setTimeout(() => done(found), 200);
    });
    void ended.then((code) => fail(new Error(`exit ${code}: ${logged}`)));
  });
  return {
    origin,
    printed: () => printed,
    logged: () => logged,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

let folder: string;
let server: Server;
let key: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiaopei-http-'));
  server = await start(folder);
  key = /tk_\S+/.exec(server.printed())?.[0] ?? '';
});
afterAll(async () => {
  await server.stop('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const curl = (...args: string[]) =>
  new Promise<string>((done, fail) => {
    const child = spawn('curl', ['-sS', '-H', `Authorization: Bearer ${key}`, ...args], {
      cwd: root,
    });
    let text = '';
    let fault = '';
    child.stdout.setEncoding('utf8').on('data', (each) => {
      text += each;
    });
    child.stderr.setEncoding('utf8').on('data', (each) => {
      fault += each;
    });
    child.on('error', fail);
    child.on('close', (code) => (code === 0 ? done(text) : fail(new Error(fault))));
  });
const client = (secret = key) => createClient({ origin: server.origin, key: secret });

describe('a newcomer', () => {
  test('three requests: upload the demo county, follow the solve, download the proposal', async () => {
    const uploaded = JSON.parse(
      await curl(
        ...['-F', 'county=@data/demo/county.xlsx', '-F', 'policy=@data/demo/policy.json'],
        `${server.origin}/jobs`,
      ),
    );
    expect(uploaded).toMatchObject({ kind: 'place', attempts: 3 });
    const events = await curl('-N', `${server.origin}/jobs/${uploaded.id}/events`);
    expect(events).toContain('event: progress');
    expect(events.trimEnd()).toMatch(/event: end\ndata: {}$/);
    const ids = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    const seen = ids(events);
    const again = await curl(
      ...['-N', '-H', `Last-Event-ID: ${seen[1]}`, `${server.origin}/jobs/${uploaded.id}/events`],
    );
    expect(ids(again)).toEqual(seen.slice(2));
    const proposal = JSON.parse(await curl(`${server.origin}/jobs/${uploaded.id}/proposal`));
    expect(proposal).toMatchObject({ format: 'tiaopei-proposal/1', status: 'optimal', gap: 0 });
    expect(proposal.placements.length).toBeGreaterThan(50);
  });

  test('the sign-in link opens a session, once', async () => {
    const link = /http:\S+\/signin\?token=\S+/.exec(server.printed())?.[0] ?? '';
    const first = await fetch(link);
    expect(first.status).toBe(200);
    const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] as string;
    const me = await fetch(`${server.origin}/me`, { headers: { Cookie: cookie } });
    expect(await me.json()).toMatchObject({ role: 'admin', countyId: null });
    expect((await fetch(link)).status).toBe(401);
  });

  test('without a key: health, readiness, the document, the sign-in page, and nothing else', async () => {
    const status = async (path: string) => (await fetch(`${server.origin}${path}`)).status;
    for (const path of ['/health', '/ready', '/openapi.json', '/signin']) {
      expect([path, await status(path)]).toEqual([path, 200]);
    }
    for (const path of ['/counties', '/jobs', '/metrics', '/audit-log', '/rules', '/assets/a.js']) {
      expect([path, await status(path)]).toEqual([path, 401]);
    }
  });
});

describe('over the real store', () => {
  test('people come as columns with names for a planner, without for a viewer', async () => {
    const { items } = await client().call('GET /counties', {});
    const county = items[0]?.id as string;
    const version = items[0]?.latestVersionId as string;
    const params = { county, version };
    const route = 'GET /counties/{county}/versions/{version}/people';
    const people = await client().call(route, { params });
    expect(people.count).toBeGreaterThan(6000);
    expect(rowsOf(people)[0]?.name).not.toBe('');
    const body = { name: 'v', role: 'viewer' as const, countyId: county };
    const viewer = await client().call('POST /keys', { body });
    const bare = await client(viewer.secret).call(route, { params });
    expect(bare.columns.name).toBeNull();
  });

  test('a key of one county sees and touches nothing of another', async () => {
    const admin = client();
    const own = await admin.call('POST /counties', { body: { name: '乙县' } });
    const { items } = await admin.call('GET /counties', {});
    const foreign = items.find(({ id }) => id !== own.id)?.id as string;
    const made = await admin.call('POST /keys', {
      body: { name: 'own', role: 'admin', countyId: own.id },
    });
    const other = await admin.call('POST /keys', {
      body: { name: 'other', role: 'viewer', countyId: foreign },
    });
    const bound = client(made.secret);
    const code = (asked: Promise<unknown>) =>
      asked.then(
        () => 'allowed',
        (fault) => (fault as ProblemError).problem.code,
      );
    expect((await bound.call('GET /counties', {})).items.map(({ id }) => id)).toEqual([own.id]);
    expect((await bound.call('GET /jobs', {})).items).toEqual([]);
    const keys = (await bound.call('GET /keys', {})).items;
    expect(keys.map(({ countyId }) => countyId)).toEqual([own.id]);
    const log = (await bound.call('GET /audit-log', {})).items;
    expect(log.every(({ countyId }) => countyId === own.id)).toBe(true);
    const params = { county: foreign };
    expect(await code(bound.call('GET /counties/{county}', { params }))).toBe('unknown-county');
    const erase = { params, body: { why: 'x' } };
    expect(await code(bound.call('DELETE /counties/{county}', erase))).toBe('unknown-county');
    const revoke = { params: { key: other.key.id } };
    expect(await code(bound.call('DELETE /keys/{key}', revoke))).toBe('unknown-key');
    const proposal = (await admin.call('GET /jobs', {})).items.find(
      (job) => job.proposalId !== null,
    );
    const explain = {
      body: {
        kind: 'explain' as const,
        proposalId: proposal?.proposalId as string,
        question: { ask: 'envy' as const },
      },
    };
    expect(await code(bound.call('POST /jobs', explain))).toBe('unknown-reference');
  });

  test('every answer is as documented, odd input is answered in words: no 5xx', async () => {
    const { document } = contract;
    const { items } = await client().call('GET /jobs', {});
    const done = items.find((job) => job.proposalId !== null);
    const ids: Record<string, string> = {
      county: done?.countyId as string,
      version: done?.versionId as string,
      job: done?.id as string,
      proposal: done?.proposalId as string,
    };
    const job = await client().call('GET /jobs/{job}', { params: { job: ids.job as string } });
    ids.name = job.files[0]?.name as string;
    ids.rule = 'X02';
    const faults: string[] = [];
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, each]) => [method.toUpperCase(), path, each] as const),
    );
    for (const [method, path, operation] of operations) {
      // What is asked about must be there for the next question.
      if (method === 'DELETE') continue;
      const where = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? NOBODY);
      if (method === 'GET') await statusOf(method, where, {}, undefined);
      const { parameters, requestBody } = operation as unknown as Operation;
      const schema = requestBody?.content['application/json']?.schema;
      const make = (each: Record<string, unknown>) =>
        fitting(each, document.components.schemas, Object.values(ids));
      const query = Object.fromEntries(
        parameters
          .filter((each) => each.in === 'query')
          .map((each) => [each.name, make(each.schema)]),
      );
      const asked = fc.record({
        query: spoiled(fc.record(query, { requiredKeys: [] })),
        json:
          schema === undefined
            ? fc.constant(undefined)
            : fc.oneof(make(schema), spoiled(make(schema))),
      });
      for (const { query: search, json } of fc.sample(asked, { numRuns: 8, seed: 20260602 })) {
        const status = await statusOf(method, where, search, json);
        if (status >= 500)
          faults.push(`${method} ${path} ${status} ${JSON.stringify({ search, json })}`);
      }
    }
    expect(faults).toEqual([]);
    // Every answer was held to the document, and most of what is read was there.
    const read = [...contract.reached].filter((each) => /^GET .* 200$/.test(each));
    expect(read.length).toBeGreaterThan(30);
    expect((await fetch(`${server.origin}/ready`)).status).toBe(200);
  });

  test('the log has a line for each answer and neither names nor secrets', async () => {
    const text = server.logged();
    const { items } = await client().call('GET /counties', {});
    const params = { county: items[0]?.id as string, version: items[0]?.latestVersionId as string };
    const route = 'GET /counties/{county}/versions/{version}/people';
    const names = rowsOf(await client().call(route, { params })).map(({ name }) => name as string);
    expect(text).toContain('"route":"POST /jobs","status":202');
    expect(names.filter((name) => text.includes(name))).toEqual([]);
    expect(text).not.toContain(key.split('_').at(-1));
  });
});

const contract = new Documented(
  JSON.parse(readFileSync('src/http/openapi.json', 'utf8')) as OpenApiDocument,
);
const NOBODY = '00000000-0000-4000-8000-000000000000';
interface Operation {
  readonly parameters: { name: string; in: string; schema: Record<string, unknown> }[];
  readonly requestBody?: { content: Record<string, { schema: Record<string, unknown> }> };
}

async function statusOf(
  method: string,
  where: string,
  query: unknown,
  json: unknown,
): Promise<number> {
  const search = new URLSearchParams(
    Object.entries(Object(query)).map(([name, each]): [string, string] => [name, String(each)]),
  );
  const response = await fetch(`${server.origin}${where}?${search}`, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    redirect: 'manual',
    signal: AbortSignal.timeout(60_000),
  });
  if (response.status === 303) return 303;
  contract.hold(method, where, await toldOf(response));
  return response.status;
}

test('a second process on the same folder is refused; after a stop everything is there', async () => {
  await expect(start(folder)).rejects.toThrow(/exit 2: [\s\S]*store-locked/);
  const before = (await client().call('GET /jobs', { query: { state: 'done' } })).items;
  expect(before.length).toBeGreaterThan(0);
  expect(await server.stop()).toBe(0);
  server = await start(folder);
  expect(server.printed()).not.toMatch(/tk_|token=/);
  const after = (await client().call('GET /jobs', { query: { state: 'done' } })).items;
  expect(after.map(({ id }) => id)).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
});

test('a port that is no port is refused by name', async () => {
  await expect(start(folder, { PORT: 'http' })).rejects.toThrow(
    /exit 2: [\s\S]*bad-setting: .*PORT/,
  );
});
