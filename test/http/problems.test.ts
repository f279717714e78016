/**
 * Every documented answer of every route can be reached, and (held by `Api`) every reached one is documented. Problems that
 * follow from a declaration are provoked by rule, those of a route's own one by one.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { Api, type Asking, formOf } from '../support/api.ts';
import type { Told } from '../support/documented.ts';
import type { Seeded } from '../support/fake-service.ts';
import { acceptable, pathOf } from '../support/requests.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
let api: Api;
/** The same with one request a minute for each key. */
let strict: Api;
beforeAll(async () => {
  api = await Api.open({ webFolder: 'test/http/page' });
  const rates = { perMinute: 1, burst: 1, failuresPerMinute: 1, streams: 1 };
  strict = await Api.open({ rates });
});

const routes = () =>
  Object.entries(api.document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      key: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      operation: operation as Record<string, unknown>,
    })),
  );
type Route = ReturnType<typeof routes>[number];

const accepted = async ({ key, method, path }: Route, more: Asking = {}, of = api) => {
  const own = of.service.seeds.a;
  return of.ask(method, pathOf(path, own), { ...acceptable(key, own), ...more });
};

/** What any route may answer for the way it is declared. */
const PROVOKED: Readonly<Record<string, (route: Route) => Promise<Told | null>>> = {
  success: (route) => accepted(route),
  'not modified': async (route) => {
    const etag = (await accepted(route)).headers.get('etag');
    return etag === null ? null : accepted(route, { headers: { 'If-None-Match': etag } });
  },
  'no key': (route) => accepted(route, { key: null }),
  'lowest role': (route) => accepted(route, { key: api.service.secret('viewer', 'all') }),
  'bound key': (route) => accepted(route, { key: api.service.secret('admin', 'a') }),
  'foreign key': (route) => accepted(route, { key: api.service.secret('admin', 'b') }),
  'session without the header': async (route) => {
    const { token } = await api.service.keys.openSession(
      { id: 'key:x', role: 'admin', countyId: null },
      60,
    );
    return accepted(route, { key: null, headers: { Cookie: `tiaopei_session=${token}` } });
  },
  'ill-formed path': ({ key, method, path }) =>
    api.ask(method, path.replaceAll(/\{\w+\}/g, '.%20'), acceptable(key, api.service.seeds.a)),
  'ill-formed query': async ({ key, method, path }) => {
    const own = api.service.seeds.a;
    return api.ask(method, `${pathOf(path, own)}?limit=x&token=`, acceptable(key, own));
  },
  'ill-formed body': async (route) =>
    route.operation.requestBody === undefined
      ? null
      : accepted(route, { json: undefined, form: undefined, ...JSON_BODY, body: '{' }),
  'ill-formed form': async (route) =>
    route.operation.requestBody === undefined
      ? null
      : accepted(route, { json: undefined, form: formOf({ a: 'b' }) }),
  'another media type': async (route) =>
    route.operation.requestBody === undefined
      ? null
      : accepted(route, {
          ...{ json: undefined, form: undefined },
          headers: { 'Content-Type': 'text/plain' },
          body: 'x',
        }),
  'a large body': async (route) =>
    route.operation.requestBody === undefined
      ? null
      : accepted(route, {
          ...{ json: undefined, form: undefined },
          headers: { 'Content-Type': mediaOf(route), 'Content-Length': String(2 ** 30) },
          body: '{}',
        }),
  'unknown things': ({ key, method, path }) => {
    const own = api.service.seeds.a;
    const nothing = Object.fromEntries(Object.keys(own).map((name) => [name, NOBODY]));
    const at = pathOf(path.replace('{name}', 'no.json').replace('{rule}', 'Z99'), nothing as never);
    return api.ask(method, at, acceptable(key, own));
  },
  'too many': async (route) => {
    strict.renew();
    await accepted(route, {}, strict);
    return accepted(route, {}, strict);
  },
  'a fault': async (route) => {
    api.service.faults.thrown = new Error('duplicate key (name)=(张三丰)');
    return accepted(route);
  },
  'a store that is away': async (route) => {
    api.service.faults.thrown = Object.assign(new Error('away'), { name: 'StoreUnavailable' });
    return accepted(route);
  },
};
const mediaOf = ({ operation }: Route) =>
  Object.keys((operation.requestBody as { content: object }).content)[0] as string;
const JSON_BODY = { headers: { 'Content-Type': 'application/json' } };

/** What only some routes answer, each with the request that brings it about. */
const OWN: readonly (readonly [string, (own: Seeded) => Promise<Told>])[] = [
  ['POST /sessions 201', () => post('/sessions', { key: api.service.secret('viewer', 'all') })],
  [
    'POST /sessions 303',
    () => api.ask('POST', '/sessions', { key: null, form: formOf({ key: 'tk_wrong' }) }),
  ],
  ['GET /signin unauthenticated', () => api.ask('GET', '/signin?token=used', { key: null })],
  ['GET /signin internal', () => failing('/signin?token=x', new Error('x'))],
  ['GET /signin not-ready', () => failing('/signin?token=x', away())],
  ['POST /keys bad-request', () => post('/keys', { ...KEY, expiresAt: '2020-01-01T00:00:00Z' })],
  ['POST /keys unknown-county', () => post('/keys', { ...KEY, countyId: NOBODY })],
  [
    'POST /keys bound-to-county',
    () => post('/keys', { ...KEY, countyId: null }, api.service.secret('admin', 'a')),
  ],
  ...['/counties', '/keys', '/jobs', '/audit-log'].map(
    (path) => [`GET ${path} bad-input`, () => api.ask('GET', `${path}?cursor=x`)] as const,
  ),
  ...['versions', 'policies', 'proposals'].map(
    (list) =>
      [
        `GET /counties/{county}/${list} bad-input`,
        ({ county }: Seeded) => api.ask('GET', `/counties/${county}/${list}?cursor=x`),
      ] as const,
  ),
  [
    'GET /counties/{county}/versions/{version}/findings bad-input',
    ({ county, version }) =>
      api.ask('GET', `/counties/${county}/versions/${version}/findings?cursor=x`),
  ],
  ...['county', 'people', 'schools'].map(
    (view) =>
      [
        `GET /counties/{county}/versions/{version}/${view} not-solvable`,
        ({ county, broken }: Seeded) =>
          api.ask('GET', `/counties/${county}/versions/${broken}/${view}`),
      ] as const,
  ),
  [
    'GET /counties/{county}/versions/{version}/findings.xlsx unknown-file',
    ({ county, broken }) => api.ask('GET', `/counties/${county}/versions/${broken}/findings.xlsx`),
  ],
  [
    'POST /counties/{county}/policies bad-input',
    ({ county }) => post(`/counties/${county}/policies`, { name: 'p', values: { flw: 1 } }),
  ],
  ...['files', 'uploads'].map(
    (to) =>
      [
        `POST /counties/{county}/${to} bad-file-kind`,
        ({ county }: Seeded) => upload(`/counties/${county}/${to}`, 'files', 'virus.exe'),
      ] as const,
  ),
  ['POST /jobs bad-file-kind', () => upload('/jobs', 'county', 'virus.exe')],
  ['POST /jobs unknown-report', ({ proposal }) => post('/jobs', report(proposal))],
  [
    'POST /jobs bad-input',
    ({ version }) =>
      post('/jobs', { ...CHECKED, versionId: version, policy: { values: { a: 1 } } }),
  ],
  ['POST /jobs unknown-reference', () => post('/jobs', { ...CHECKED, versionId: NOBODY })],
  [
    'POST /jobs unknown-county',
    () => post('/jobs', { kind: 'check', countyId: NOBODY, files: 'demo' }),
  ],
  [
    'POST /proposals/{proposal}/reports unknown-report',
    ({ proposal }) => post(`/proposals/${proposal}/reports`, report(proposal, true)),
  ],
  ['GET /jobs unknown-county', ({ county }) => get(`/jobs?county=${county}`, 'viewer', 'b')],
  ['GET /jobs/{job}/answer 200', async ({ version }) => answered(version)],
  [
    'GET /jobs/{job}/answer 304',
    async ({ version }) => {
      const told = await answered(version);
      const etag = told.headers.get('etag') as string;
      return api.ask('GET', lastAnswer, { headers: { 'If-None-Match': etag } });
    },
  ],
  ['GET /jobs/{job}/answer no-answer', ({ running }) => api.ask('GET', `/jobs/${running}/answer`)],
  [
    'GET /jobs/{job}/proposal no-proposal',
    ({ running }) => api.ask('GET', `/jobs/${running}/proposal`),
  ],
  [
    'GET /jobs/{job}/files/{name} unknown-file',
    ({ job }) => api.ask('GET', `/jobs/${job}/files/none.json`),
  ],
  [
    'GET /proposals/{proposal}/files/{name} unknown-file',
    ({ proposal }) => api.ask('GET', `/proposals/${proposal}/files/none.json`),
  ],
  [
    'POST /proposals/{proposal}/approvals refused',
    ({ proposal }) => post(`/proposals/${proposal}/approvals`, { to: 'superseded', why: '试' }),
  ],
  [
    'POST /proposals/{proposal}/objections refused',
    ({ proposal }) => post(`/proposals/${proposal}/objections`, { teacherId: 'x', reason: '试' }),
  ],
  [
    'POST /objections/{objection}/ruling refused',
    async ({ objection }) => {
      const ruling = { upheld: false, why: '试' };
      await post(`/objections/${objection}/ruling`, ruling);
      return post(`/objections/${objection}/ruling`, ruling);
    },
  ],
  ['GET / unknown-file', () => strictPage('/')],
  ['GET /assets/{file} unknown-file', () => api.ask('GET', '/assets/none.js')],
  ['GET /ready not-ready', () => unready()],
  ...(
    [
      ['POST /counties/{county}/files', { demo: true }],
      ['POST /counties/{county}/versions/{version}/mends', { format: 'tiaopei-mends/1' }],
      ['POST /proposals/{proposal}/reports', { reports: [] }],
      ['POST /jobs', null],
    ] as const
  ).flatMap(([route, json]) => [
    [
      `${route} queue-full`,
      async (own: Seeded) => {
        api.service.faults.queueFull = true;
        return post(
          pathOf(route.split(' ')[1] as string, own),
          json ?? { ...CHECKED, versionId: own.version },
        );
      },
    ] as const,
    [
      `${route} key-reused`,
      async (own: Seeded) => {
        const first = { ...CHECKED, versionId: own.version };
        const headers = { 'Idempotency-Key': 'k1' };
        const path = pathOf(route.split(' ')[1] as string, own);
        const other = { ...first, kind: 'establish' };
        // The key's first use is another job of the county.
        await api.ask('POST', '/jobs', { json: first, headers });
        return api.ask('POST', path, { json: json ?? other, headers });
      },
    ] as const,
  ]),
];

const KEY = { name: 'k', role: 'viewer', countyId: null };
const CHECKED = { kind: 'infeasible', policy: { values: {} } };
const report = (proposalId: string, bare = false) => ({
  ...(bare ? {} : { kind: 'report', proposalId }),
  reports: [{ id: 'none', format: 'xlsx' }],
});
const away = () => Object.assign(new Error('away'), { name: 'StoreUnavailable' });
const post = (path: string, json: unknown, key?: string) =>
  api.ask('POST', path, key === undefined ? { json } : { json, key });
const get = (path: string, role: 'viewer', binding: 'a' | 'b') =>
  api.ask('GET', path, { key: api.service.secret(role, binding) });
const upload = (path: string, field: string, name: string) =>
  api.ask('POST', path, { form: formOf({ [field]: new File(['x'], name) }) });
let lastAnswer = '';
async function answered(version: string): Promise<Told> {
  const job = await post('/jobs', { ...CHECKED, versionId: version });
  lastAnswer = `/jobs/${job.json.id}/answer`;
  return api.ask('GET', lastAnswer);
}
async function failing(path: string, fault: Error): Promise<Told> {
  api.service.faults.thrown = fault;
  return api.ask('GET', path, { key: null });
}
async function strictPage(path: string): Promise<Told> {
  strict.renew();
  const told = await strict.ask('GET', path);
  api.documented.reached.add(`GET ${path} ${told.code}`);
  return told;
}
async function unready(): Promise<Told> {
  api.service.faults.ready = false;
  return api.ask('GET', '/ready', { key: null });
}

test('everything documented can be reached', { timeout: 120_000 }, async () => {
  for (const provoke of Object.values(PROVOKED)) {
    api.renew();
    for (const route of routes()) {
      const { faults } = api.service;
      await provoke(route);
      // After a deed, or a fault that was switched on, the next route is asked of fresh counties.
      if (route.method !== 'GET' || faults.thrown !== null) api.renew();
    }
  }
  const surprises: string[] = [];
  for (const [what, ask] of OWN) {
    api.renew();
    const told = await ask(api.service.seeds.a);
    if (!what.endsWith(` ${told.code ?? told.status}`)) surprises.push(`${what}: ${told.text}`);
  }
  expect(surprises).toEqual([]);
  const reached = new Set([...api.documented.reached, ...strict.documented.reached]);
  expect(api.documented.all().filter((each) => !reached.has(each))).toEqual([]);
});

describe('a problem', () => {
  test('is told in the language that is asked for', async () => {
    const title = async (language: string) => {
      const told = await api.ask('GET', '/me', {
        key: null,
        headers: { 'Accept-Language': language },
      });
      return told.json.title;
    };
    expect(await title('zh-CN')).toBe('请先登录或出示密钥');
    expect(await title('en')).toBe('A key or a session is needed');
    expect(await title('fr, zh;q=0.2, en-GB;q=0.7')).toBe('A key or a session is needed');
    expect(await title('fr')).toBe('请先登录或出示密钥');
  });

  test('has the form of RFC 9457, the stable code and the path of each fault', async () => {
    api.renew();
    const told = await post('/counties', { nam: '县' });
    expect(told.headers.get('content-type')).toContain('application/problem+json');
    expect(told.json).toMatchObject({ status: 400, code: 'bad-request' });
    expect(told.json.type).toBe('urn:tiaopei:problem:bad-request');
    expect(told.json.issues.map(({ path }: { path: string }) => path)).toContain('name');
    expect(told.json.instance).toContain(told.headers.get('x-request-id'));
  });

  test('in a policy keeps the code of the command line and names the nearest key', async () => {
    const { county } = api.service.seeds.a;
    const told = await post(`/counties/${county}/policies`, {
      name: 'p',
      values: { structuralMover: true },
    });
    expect(told.json.issues[0]).toMatchObject({ code: 'policy-unknown-key' });
    expect(told.text).toContain('structuralMovers');
  });

  test('of the service leaves without its message', async () => {
    api.renew();
    api.service.faults.thrown = new Error('duplicate key (name)=(张三丰)');
    const told = await api.ask('GET', '/counties');
    expect([told.status, told.text.includes('张三丰')]).toEqual([500, false]);
  });
});
