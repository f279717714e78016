/** What the resources do, over a service in memory: the short ways, pages, immutability, compression, documents. */
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { readSettings } from '../../src/http/settings.ts';
import { Api, formOf } from '../support/api.ts';

let api: Api;
beforeEach(async () => {
  if (api === undefined) api = await Api.open();
  else api.renew();
});

describe('POST /jobs', () => {
  test('the demo county is read and solved in one request, in a county of its own', async () => {
    const before = (await api.ask('GET', '/counties')).json.items.length;
    const told = await api.ask('POST', '/jobs', { json: { county: 'demo' } });
    expect([told.status, told.json.kind]).toEqual([202, 'place']);
    expect(told.headers.get('location')).toBe(`/jobs/${told.json.id}`);
    expect((await api.ask('GET', '/counties')).json.items).toHaveLength(before + 1);
    const proposal = await api.ask('GET', `/jobs/${told.json.id}/proposal`);
    expect(proposal.json).toMatchObject({ format: 'tiaopei-proposal/1', status: 'optimal' });
  });

  test('a workbook with its policy, in the county that the key is bound to', async () => {
    const form = formOf({
      county: new File(['x'], '某县.xlsx'),
      policy: '{"structuralMovers":true}',
      options: '{"timeLimitSeconds":5}',
    });
    const key = api.service.secret('planner', 'a');
    const told = await api.ask('POST', '/jobs', { key, form });
    expect(told.json).toMatchObject({ kind: 'place', countyId: api.service.seeds.a.county });
  });

  test.each([
    ['an unknown option', { county: 'demo', options: { backnd: 'highs' } }, 'options.backnd'],
    ['a time limit of nothing', { county: 'demo', options: { timeLimitSeconds: 0 } }, 'options'],
    ['an unknown county', { county: 'elsewhere' }, 'county'],
    ['an unknown kind', { kind: 'guess' }, 'kind'],
  ])('%s: 400 with the path', async (_name, json, path) => {
    const told = await api.ask('POST', '/jobs', { json });
    expect([told.status, told.code]).toEqual([400, 'bad-request']);
    expect(told.json.issues[0].path).toContain(path);
  });

  test('a policy that is none is refused at once, with the nearest key', async () => {
    const json = { county: 'demo', policy: { structuralMover: true } };
    const told = await api.ask('POST', '/jobs', { json });
    expect(told.code).toBe('bad-input');
    expect(told.text).toContain('structuralMovers');
  });

  test('the same idempotency key answers with the same job', async () => {
    const { version } = api.service.seeds.a;
    const json = { kind: 'establish', versionId: version, policy: { values: {} } };
    const ids = [];
    for (const key of ['k', 'k', 'l']) {
      ids.push(
        (await api.ask('POST', '/jobs', { json, headers: { 'Idempotency-Key': key } })).json.id,
      );
    }
    expect([ids[0] === ids[1], ids[0] === ids[2]]).toEqual([true, false]);
  });

  test('a full queue says when to ask again', async () => {
    api.service.faults.queueFull = true;
    const { version } = api.service.seeds.a;
    const json = { kind: 'establish', versionId: version, policy: { values: {} } };
    const told = await api.ask('POST', '/jobs', { json });
    expect([told.status, told.headers.get('retry-after')]).toEqual([429, '5']);
  });
});

describe('counties', () => {
  test('files become a version by a check job; mends read them again', async () => {
    const { county, version } = api.service.seeds.a;
    const form = formOf({
      files: [new File(['a'], '学校.csv'), new File(['b'], '花名册.csv')],
      mends: '{"format":"tiaopei-mends/1"}',
    });
    const told = await api.ask('POST', `/counties/${county}/files`, { form });
    expect(told.json).toMatchObject({ kind: 'check', result: 'version' });
    const json = { format: 'tiaopei-mends/1', accept: [{ code: 'unknown-school' }] };
    const again = await api.ask('POST', `/counties/${county}/versions/${version}/mends`, { json });
    expect(again.json.versionId).not.toBe(version);
  });

  test('what is erased is gone, with a certificate', async () => {
    const { county, version } = api.service.seeds.a;
    await api.ask('GET', `/counties/${county}/versions/${version}/people`);
    const told = await api.ask('DELETE', `/counties/${county}`, { json: { why: '到期' } });
    expect(told.json).toMatchObject({ countyId: county, why: '到期' });
    expect((await api.ask('GET', `/counties/${county}`)).code).toBe('unknown-county');
  });
});

describe('lists', () => {
  test('page by cursor until there is none, every item once', async () => {
    const whole = (await api.ask('GET', '/audit-log?limit=200')).json.items;
    const seen = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { items, next }: { items: unknown[]; next: string | null } = (
        await api.ask('GET', `/audit-log?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`)
      ).json;
      seen.push(...items);
      cursor = next;
    }
    expect(seen).toEqual(whole);
    expect(seen.length).toBeGreaterThan(6);
  });

  test('the export of the audit log is the same entries, one a line', async () => {
    const whole = (await api.ask('GET', '/audit-log?limit=200')).json.items;
    const { text } = await api.ask('GET', '/audit-log/export');
    const lines = text.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(whole);
  });
});

describe('big and immutable answers', () => {
  test('are compressed for those who take gzip, the same bytes inside', async () => {
    const key = api.service.secret('admin', 'all');
    const ask = (encoding: string) =>
      api.app.request('/rules', {
        headers: { Authorization: `Bearer ${key}`, 'Accept-Encoding': encoding },
      });
    const [plain, packed] = [await ask('identity'), await ask('gzip, br')];
    expect([plain.headers.get('content-encoding'), packed.headers.get('content-encoding')]).toEqual(
      [null, 'gzip'],
    );
    const bytes = Buffer.from(await packed.arrayBuffer());
    const text = await plain.text();
    expect(gunzipSync(bytes).toString()).toBe(text);
    expect(bytes.length * 3).toBeLessThan(text.length);
    expect(packed.headers.get('vary')).toContain('Accept-Encoding');
  });

  test('are not sent again to those who have them', async () => {
    const { county, version } = api.service.seeds.a;
    const path = `/counties/${county}/versions/${version}/schools`;
    const etag = (await api.ask('GET', path)).headers.get('etag') as string;
    const again = await api.ask('GET', path, { headers: { 'If-None-Match': `"x", ${etag}` } });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test('names and the same without names are different things', async () => {
    const { county, version } = api.service.seeds.a;
    const path = `/counties/${county}/versions/${version}/people`;
    const ask = (role: 'viewer' | 'planner') =>
      api.ask('GET', path, { key: api.service.secret(role, 'a') });
    const [named, bare] = [await ask('planner'), await ask('viewer')];
    expect(named.headers.get('etag')).not.toBe(bare.headers.get('etag'));
    expect(bare.json.columns.name).toBeNull();
  });
});

describe('documents', () => {
  test('metrics are Prometheus text and count the answers', async () => {
    await api.ask('GET', '/health', { key: null });
    const { text } = await api.ask('GET', '/metrics');
    expect(text).toContain('# TYPE tiaopei_jobs gauge\ntiaopei_jobs{state="queued"} 1\n');
    expect(text).toMatch(
      /tiaopei_http_request_duration_seconds_count\{route="GET \/health",status="200"\} [1-9]/,
    );
    for (const line of text.trimEnd().split('\n')) {
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)+\})? [\d.e+-]+)$/);
    }
  });

  test('a policy is validated as the planner types, with what differs from the defaults', async () => {
    const ask = async (values: unknown) =>
      (await api.ask('POST', '/policies/validate', { json: { values } })).json;
    expect(await ask({ 'flow.skip': 'strict' })).toMatchObject({
      valid: true,
      diff: [{ key: 'flow.skip', default: 'fallback', value: 'strict' }],
    });
    const bad = await ask({ publicityDays: 0 });
    expect([bad.valid, bad.issues[0].path]).toEqual([false, 'publicityDays']);
  });

  test('a rule is told with its source in words', async () => {
    const { json } = await api.ask('GET', '/rules/X02');
    expect(json).toMatchObject({ id: 'X02', strengthName: { zh: '硬性' } });
    expect(json.sources[0].quote).not.toBe('');
  });
});

describe('settings', () => {
  test('are read from the environment, with defaults', () => {
    expect(readSettings({})).toMatchObject({ port: 8080, hostname: '127.0.0.1' });
    const set = readSettings({
      ...{ PORT: '0', TIAOPEI_CORS: 'https://a.example, https://b.example:8443' },
      ...{ TIAOPEI_RATE: '0', TIAOPEI_HTTPS: '1', TIAOPEI_WORKERS: '3' },
      TIAOPEI_RETENTION_DAYS: '400',
    });
    expect(set.app).toMatchObject({
      corsOrigins: ['https://a.example', 'https://b.example:8443'],
      ...{ secureCookies: true, rates: { perMinute: 0 } },
    });
    expect(set.service).toMatchObject({ workers: 3, retentionDays: 400 });
    expect(readSettings({}).service.retentionDays).toBeUndefined();
  });

  test.each([
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['TIAOPEI_CORS', '*'],
    ['TIAOPEI_CORS', 'https://a.example/path'],
    ['TIAOPEI_LOG', 'loud'],
    ['TIAOPEI_RATE', '-1'],
    ['TIAOPEI_RETENTION_DAYS', 'ever'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(name);
  });
});
