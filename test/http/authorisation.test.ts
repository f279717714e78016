/**
 * Who may do what: every route of the OpenAPI document × every role × own county, foreign county, no key. The expectation
 * is written down here a second time, by route, so that a slip in a declaration is seen.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { ROLES, type Role } from '../../src/service/contract.ts';
import { Api } from '../support/api.ts';
import { FakeService, type Seeded } from '../support/fake-service.ts';
import { acceptable, pathOf } from '../support/requests.ts';

/** Least role of each route, and whether a key of one county is refused outright. `open` = without a key. */
const EXPECTED: Readonly<Record<string, Role | 'open' | 'admin of all' | 'planner of all'>> = {
  'GET /health': 'open',
  'GET /ready': 'open',
  'GET /openapi.json': 'open',
  'GET /signin': 'open',
  'POST /sessions': 'open',
  'GET /metrics': 'admin of all',
  'POST /counties': 'planner of all',
  'GET /docs': 'viewer',
  'GET /': 'viewer',
  'GET /assets/{file}': 'viewer',
  'DELETE /sessions/current': 'viewer',
  'GET /me': 'viewer',
  'GET /keys': 'admin',
  'POST /keys': 'admin',
  'DELETE /keys/{key}': 'admin',
  'GET /counties': 'viewer',
  'GET /counties/{county}': 'viewer',
  'DELETE /counties/{county}': 'admin',
  'POST /counties/{county}/files': 'planner',
  'POST /counties/{county}/uploads': 'planner',
  'GET /counties/{county}/versions': 'viewer',
  'GET /counties/{county}/versions/{version}': 'viewer',
  'POST /counties/{county}/versions/{version}/mends': 'planner',
  'GET /counties/{county}/versions/{version}/findings': 'viewer',
  'GET /counties/{county}/versions/{version}/finding-kinds': 'viewer',
  'GET /counties/{county}/versions/{version}/findings.xlsx': 'planner',
  'GET /counties/{county}/versions/{version}/county': 'viewer',
  'GET /counties/{county}/versions/{version}/people': 'viewer',
  'GET /counties/{county}/versions/{version}/schools': 'viewer',
  'GET /policies/presets': 'viewer',
  'GET /policies/keys': 'viewer',
  'POST /policies/validate': 'viewer',
  'GET /counties/{county}/policies': 'viewer',
  'POST /counties/{county}/policies': 'planner',
  'GET /counties/{county}/policies/{policy}': 'viewer',
  'GET /jobs': 'viewer',
  'POST /jobs': 'planner',
  'GET /jobs/{job}': 'viewer',
  'DELETE /jobs/{job}': 'planner',
  'GET /jobs/{job}/events': 'viewer',
  'GET /jobs/{job}/answer': 'viewer',
  'GET /jobs/{job}/proposal': 'viewer',
  'GET /jobs/{job}/files/{name}': 'viewer',
  'GET /counties/{county}/proposals': 'viewer',
  'GET /proposals/{proposal}': 'viewer',
  'PATCH /proposals/{proposal}': 'planner',
  'GET /proposals/{proposal}/files/{name}': 'viewer',
  'GET /proposals/{proposal}/diff/{other}': 'viewer',
  'GET /reports': 'viewer',
  'POST /proposals/{proposal}/reports': 'planner',
  'GET /proposals/{proposal}/approvals': 'viewer',
  'POST /proposals/{proposal}/approvals': 'approver',
  'GET /proposals/{proposal}/objections': 'viewer',
  'POST /proposals/{proposal}/objections': 'planner',
  'POST /objections/{objection}/ruling': 'approver',
  'GET /rules': 'viewer',
  'GET /rules/{rule}': 'viewer',
  'GET /intake/tables': 'viewer',
  'GET /audit-log': 'planner',
  'GET /audit-log/export': 'planner',
  'GET /audit-log/verify': 'approver',
};

let api: Api;
beforeAll(async () => {
  api = await Api.open();
});

/** After a deed the next question is asked of fresh counties. */
async function answer(route: string, key: string | null, whose: 'a' | 'b') {
  if (!route.startsWith('GET ')) api.renew();
  const [method = '', path = ''] = route.split(' ');
  const own = api.service.seeds[whose];
  const secret = key === null ? null : api.service.secrets.get(key);
  const asking = acceptable(route, own);
  return api.ask(method, pathOf(path, own), { ...asking, key: secret ?? null });
}

/** Routes about one county's things: a key of another county must not see them. */
const isScoped = (route: string) =>
  /\{(county|version|policy|job|proposal|objection|key)\}/.test(route) ||
  route === 'POST /jobs' ||
  route === 'POST /keys';

test('the expectation names every route of the document, and no other', () => {
  const routes = Object.entries(api.document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.sort()).toEqual(Object.keys(EXPECTED).sort());
});

test('the app answers at no address that the document does not name', async () => {
  const app = createApp(await FakeService.open());
  const handled = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  expect([...new Set(handled)].sort()).toEqual(Object.keys(EXPECTED).sort());
});

/** Allowed: whatever the answer, it is none of the guard's. */
const guarded = (status: number) => status === 401 || status === 403;

describe.each(Object.entries(EXPECTED))('%s (%s)', (route, least) => {
  const [role, ofAll] = least.split(' of ') as [Role | 'open', string | undefined];
  const isPage = route === 'GET /' || route === 'GET /docs';

  test('without a key', async () => {
    const told = await answer(route, null, 'a');
    if (role === 'open') {
      expect([route, told.status === 401]).toEqual([route, route === 'POST /sessions']);
    } else if (isPage) {
      expect([told.status, told.headers.get('location')]).toEqual([303, '/signin']);
    } else expect(told.code).toBe('unauthenticated');
  });

  test.each(ROLES)('as %s of every county, of the own, of a foreign one', async (asker) => {
    if (role === 'open') return;
    const may = ROLES.indexOf(asker) >= ROLES.indexOf(role);
    const [all, own, foreign] = [
      await answer(route, `${asker}-all`, 'a'),
      await answer(route, `${asker}-a`, 'a'),
      await answer(route, `${asker}-b`, 'a'),
    ];
    expect([guarded(all.status), all.code === 'forbidden']).toEqual([!may, !may]);
    if (!may) expect([own.code, foreign.code]).toEqual(['forbidden', 'forbidden']);
    else if (ofAll !== undefined) expect(own.code).toBe('bound-to-county');
    else {
      expect(guarded(own.status)).toBe(false);
      if (isScoped(route)) expect(foreign.code).toMatch(/^unknown-/);
      if (isScoped(route)) expect(foreign.text).not.toContain(api.service.seeds.a.county);
      else expect(guarded(foreign.status)).toBe(false);
      // What the owner may, succeeds: the refusals above are refusals of the right thing.
      if (!isPage && route !== 'GET /assets/{file}' && route !== 'GET /jobs/{job}/answer') {
        expect(own.status, `${route}: ${own.text}`).toBeLessThan(400);
      }
    }
  });
});

describe('lists show the own county only', () => {
  test.each([
    ['/counties', 'id'],
    ['/jobs', 'countyId'],
    ['/keys', 'countyId'],
    ['/audit-log', 'countyId'],
  ])('%s', async (path, field) => {
    const { a } = api.service.seeds;
    const told = await api.ask('GET', path, { key: api.service.secret('admin', 'a') });
    const of = new Set(told.json.items.map((item: Record<string, unknown>) => item[field]));
    expect([...of]).toEqual([a.county]);
    const all = await api.ask('GET', path);
    expect(new Set(all.json.items.map((item: Record<string, unknown>) => item[field])).size).toBe(
      path === '/keys' ? 3 : 2,
    );
  });

  test('the export of the audit log', async () => {
    const told = await api.ask('GET', '/audit-log/export', {
      key: api.service.secret('planner', 'b'),
    });
    const entries = told.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries.length).toBeGreaterThan(3);
    expect(new Set(entries.map(({ countyId }) => countyId))).toEqual(
      new Set([api.service.seeds.b.county]),
    );
  });

  test('jobs of a foreign county are not asked for by its id', async () => {
    const { a } = api.service.seeds;
    const key = api.service.secret('viewer', 'b');
    expect((await api.ask('GET', `/jobs?county=${a.county}`, { key })).code).toBe('unknown-county');
  });
});

describe('a key of one county reaches no other through what it names', () => {
  const mixed = async (spec: (a: Seeded, b: Seeded) => unknown) => {
    const { a, b } = api.service.seeds;
    return api.ask('POST', '/jobs', { key: api.service.secret('admin', 'a'), json: spec(a, b) });
  };
  const policy = { values: {} };
  test.each<[string, (a: Seeded, b: Seeded) => unknown]>([
    ['version', (_, b) => ({ kind: 'infeasible', versionId: b.version, policy })],
    [
      'proposal',
      (_, b) => ({ kind: 'explain', proposalId: b.proposal, question: { ask: 'envy' } }),
    ],
    [
      'policy',
      (a, b) => ({ kind: 'infeasible', versionId: a.version, policy: { policyId: b.policy } }),
    ],
    ['kept plan', (a, b) => ({ kind: 'place', versionId: a.version, policy, keep: b.proposal })],
    [
      'audited plan',
      (a, b) => ({
        ...{ kind: 'audit', versionId: a.version, policy },
        plan: { proposalId: b.proposal },
      }),
    ],
  ])('%s', async (_name, spec) => {
    expect((await mixed(spec)).code).toBe('unknown-reference');
  });

  test('county of a check', async () => {
    const told = await mixed((_, b) => ({ kind: 'check', countyId: b.county, files: 'demo' }));
    expect(told.code).toBe('unknown-county');
  });

  test('the other side of a difference', async () => {
    const { a, b } = api.service.seeds;
    const told = await api.ask('GET', `/proposals/${a.proposal}/diff/${b.proposal}`);
    expect(told.code).toBe('unknown-proposal');
  });

  test('a version under another county of the same asker', async () => {
    const { a, b } = api.service.seeds;
    const told = await api.ask('GET', `/counties/${a.county}/versions/${b.version}`);
    expect(told.code).toBe('unknown-version');
  });

  test('keys: a county admin makes none for another county or for all', async () => {
    const key = api.service.secret('admin', 'a');
    const json = { name: 'k', role: 'viewer', countyId: api.service.seeds.b.county };
    expect((await api.ask('POST', '/keys', { key, json })).code).toBe('unknown-county');
    const all = await api.ask('POST', '/keys', { key, json: { ...json, countyId: null } });
    expect(all.code).toBe('bound-to-county');
  });
});
