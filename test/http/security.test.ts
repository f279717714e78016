/** The threats of `src/http/README.md`, each with the test that it names. */
import { connect } from 'node:net';
import { serve } from '@hono/node-server';
import { beforeAll, describe, expect, test } from 'vitest';
import { Api, formOf } from '../support/api.ts';
import { PERSONAL } from '../support/fake-county.ts';

let api: Api;
beforeAll(async () => {
  api = await Api.open({ webFolder: 'test/http/page' });
});

const cookieOf = (headers: Headers) => (headers.get('set-cookie') ?? '').split(';')[0] as string;
const signIn = async () => {
  const key = api.service.secret('planner', 'all');
  const told = await api.ask('POST', '/sessions', { key: null, json: { key } });
  expect(told.status).toBe(201);
  return { told, cookie: cookieOf(told.headers) };
};

describe('sessions', () => {
  test('the cookie is out of reach of scripts and other sites', async () => {
    const { told } = await signIn();
    const cookie = told.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    expect(cookie).toMatch(/Path=\/; /);
    const https = await Api.open({ secureCookies: true });
    const json = { key: https.service.secret('viewer', 'all') };
    const secure = await https.ask('POST', '/sessions', { key: null, json });
    expect(secure.headers.get('set-cookie')).toMatch(/; Secure$/);
    expect(secure.headers.get('strict-transport-security')).toContain('max-age=');
  });

  test('a write of another site (without the header) is refused, a read and a write of the page are not', async () => {
    const { cookie } = await signIn();
    const json = { name: '丙县' };
    const bare = await api.ask('POST', '/counties', {
      key: null,
      json,
      headers: { Cookie: cookie },
    });
    expect(bare.code).toBe('csrf-header-missing');
    const own = { Cookie: cookie, 'X-Tiaopei': '1' };
    expect((await api.ask('POST', '/counties', { key: null, json, headers: own })).status).toBe(
      201,
    );
    const read = await api.ask('GET', '/me', { key: null, headers: { Cookie: cookie } });
    expect(read.json).toMatchObject({ role: 'planner', countyId: null });
  });

  test('signing out ends the session', async () => {
    const { cookie } = await signIn();
    const headers = { Cookie: cookie, 'X-Tiaopei': '1' };
    const out = await api.ask('DELETE', '/sessions/current', { key: null, headers });
    expect([out.status, out.headers.get('set-cookie')]).toEqual([
      204,
      expect.stringContaining('Max-Age=0'),
    ]);
    expect((await api.ask('GET', '/me', { key: null, headers })).code).toBe('unauthenticated');
  });

  test('the first sign-in link works once', async () => {
    api.renew();
    const first = await api.ask('GET', '/signin?token=first-sign-in', { key: null });
    expect(first.status).toBe(200);
    const headers = { Cookie: cookieOf(first.headers) };
    expect((await api.ask('GET', '/me', { key: null, headers })).json.role).toBe('admin');
    const again = await api.ask('GET', '/signin?token=first-sign-in', { key: null });
    expect([again.code, again.headers.get('set-cookie')]).toEqual(['unauthenticated', null]);
  });

  test('the form of the sign-in page leads to the page, or back with a sentence', async () => {
    const form = formOf({ key: api.service.secret('viewer', 'a') });
    const good = await api.ask('POST', '/sessions', { key: null, form });
    expect([good.status, good.headers.get('location')]).toEqual([303, '/']);
    const bad = await api.ask('POST', '/sessions', { key: null, form: formOf({ key: 'x' }) });
    expect(bad.headers.get('location')).toBe('/signin?failed=1');
    expect((await api.ask('GET', '/signin?failed=1', { key: null })).text).toContain('密钥无效');
  });
});

describe('keys', () => {
  test('a revoked key opens nothing', async () => {
    const json = { name: 'k', role: 'viewer', countyId: null };
    const { secret, key } = (await api.ask('POST', '/keys', { json })).json;
    expect((await api.ask('GET', '/me', { key: secret })).status).toBe(200);
    await api.ask('DELETE', `/keys/${key.id}`);
    expect((await api.ask('GET', '/me', { key: secret })).code).toBe('unauthenticated');
  });

  test('the secret is shown at its making and in no list', async () => {
    const json = { name: 'k', role: 'viewer', countyId: null };
    const { secret } = (await api.ask('POST', '/keys', { json })).json;
    expect((await api.ask('GET', '/keys?limit=200')).text).not.toContain(secret.split('_').at(-1));
  });

  test('an address that tries keys is stopped, a key that held before is not', async () => {
    const rates = { perMinute: 0, burst: 0, failuresPerMinute: 3, streams: 1 };
    const wary = await Api.open({ rates });
    const good = wary.service.secret('viewer', 'all');
    expect((await wary.ask('GET', '/me', { key: good })).status).toBe(200);
    const tries = [];
    for (const key of ['a1', 'a2', 'a3', 'a4']) tries.push(await wary.ask('GET', '/me', { key }));
    expect(tries.map(({ code }) => code)).toEqual([
      ...Array(3).fill('unauthenticated'),
      'rate-limited',
    ]);
    expect(Number(tries.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await wary.ask('GET', '/me', { key: good })).status).toBe(200);
    const token = await wary.ask('GET', '/signin?token=guess', { key: null });
    expect(token.code).toBe('rate-limited');
  });
});

describe('limits', () => {
  test('of requests are for each key', async () => {
    const rates = { perMinute: 60, burst: 2, failuresPerMinute: 9, streams: 1 };
    const strict = await Api.open({ rates });
    const [one, two] = [strict.service.secret('viewer', 'a'), strict.service.secret('viewer', 'b')];
    const codes = [];
    for (const key of [one, one, one, two]) {
      codes.push((await strict.ask('GET', '/me', { key })).code);
    }
    expect(codes).toEqual([null, null, 'rate-limited', null]);
  });

  test('of bodies hold before they are read, also for a stream without a length', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(8192).fill(32));
      },
    });
    const response = await api.app.request('/counties', {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${api.service.secret('admin', 'all')}`,
        'Content-Type': 'application/json',
      },
      body: endless,
      duplex: 'half',
    } as RequestInit);
    expect([response.status, response.headers.get('connection')]).toEqual([413, 'close']);
    expect(pulled).toBeLessThan(20);
  });

  test('of bodies: nothing of a body is read for an asker without a key', async () => {
    let pulled = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled = true;
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
    expect((await api.app.request('/jobs', init)).status).toBe(401);
    expect(pulled).toBe(false);
  });

  test.each(['a.exe', 'a.html', 'a', 'a.xlsx.js'])('of uploads by kind: %s', async (name) => {
    const { county } = api.service.seeds.a;
    const form = formOf({ files: new File(['x'], name) });
    const told = await api.ask('POST', `/counties/${county}/files`, { form });
    expect(told.code).toBe('bad-file-kind');
  });

  test('a socket is usable, or closed, after a refused body', async () => {
    const server = serve({ fetch: api.app.fetch, port: 0 });
    await new Promise((done) => server.once('listening', done));
    const { port } = server.address() as { port: number };
    const text = await new Promise<string>((done) => {
      let all = '';
      const socket = connect(port, '127.0.0.1', () => {
        socket.write('POST /sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n');
        socket.write(`Transfer-Encoding: chunked\r\n\r\n20000\r\n${' '.repeat(0x20000)}\r\n`);
      });
      socket.on('data', (chunk) => {
        all += chunk;
      });
      socket.on('close', () => done(all));
      socket.on('error', () => done(all));
    });
    server.close();
    expect(text).toMatch(/^HTTP\/1.1 413 /);
    expect(text.toLowerCase()).toContain('connection: close');
  });
});

describe('file names', () => {
  test.each(['../../etc/passwd', 'a/b.xlsx', '..\\a.xlsx', '.env', 'a\u0000.xlsx', 'C:a.xlsx'])(
    'no way out of the county in an upload: %j',
    async (name) => {
      const { county } = api.service.seeds.a;
      const form = formOf({ files: new File(['x'], `${name}`) });
      const told = await api.ask('POST', `/counties/${county}/uploads`, { form });
      // A multipart parser may take the last part of a path for the name: then that is what is kept.
      if (told.status === 201) expect(told.json.files[0].name).toMatch(/^[^/\\]+$/);
      else expect(told.status).toBe(400);
    },
  );

  test.each([
    '%2e%2e%2fpackage.json',
    '..%5cpackage.json',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '.env',
  ])('no way out of the folders in a path: %s', async (name) => {
    const { job, proposal } = api.service.seeds.a;
    for (const folder of ['/assets', `/jobs/${job}/files`, `/proposals/${proposal}/files`]) {
      const told = await api.ask('GET', `${folder}/${name}`);
      expect([400, 404]).toContain(told.status);
    }
  });

  test('a file that is downloaded is an attachment of a harmless type', async () => {
    const { job } = api.service.seeds.a;
    const told = await api.ask('GET', `/jobs/${job}/files/proposal.json`);
    expect(told.headers.get('content-disposition')).toContain(
      'attachment; filename="proposal.json"',
    );
    expect(told.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('browsers', () => {
  test('the page may run its own files only; every answer says so', async () => {
    for (const path of ['/', '/assets/app.js', '/me', '/nowhere']) {
      const { headers } = await api.ask('GET', path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  test('our own pages have no script at all', async () => {
    for (const path of ['/signin', '/docs']) {
      const { text, headers } = await api.ask('GET', path);
      expect(text).toContain('<style>');
      expect(text).not.toMatch(/<script|javascript:|\son\w+=|https?:\/\//i);
      expect(headers.get('content-security-policy')).not.toContain('script-src');
      expect(headers.get('content-security-policy')).toMatch(/style-src 'sha256-/);
    }
  });

  test('no other site may ask, unless it is named', async () => {
    const Origin = 'https://a.example';
    const plain = await api.ask('GET', '/health', { headers: { Origin } });
    expect(plain.headers.get('access-control-allow-origin')).toBeNull();
    const open = await Api.open({ corsOrigins: [Origin] });
    const named = await open.ask('GET', '/health', { headers: { Origin } });
    expect(named.headers.get('access-control-allow-origin')).toBe(Origin);
    const other = await open.ask('GET', '/health', { headers: { Origin: 'https://b.example' } });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    expect(named.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test('answers about people are kept by no cache in between', async () => {
    const { county, version } = api.service.seeds.a;
    const people = await api.ask('GET', `/counties/${county}/versions/${version}/people`);
    expect(people.headers.get('cache-control')).toBe('private, no-cache');
    expect((await api.ask('GET', '/jobs')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('personal data', () => {
  test('names are for planners; grounds and birth dates for nobody', async () => {
    const { county, version } = api.service.seeds.a;
    const at = `/counties/${county}/versions/${version}`;
    const as = (role: 'viewer' | 'planner', path: string) =>
      api.ask('GET', `${at}/${path}`, { key: api.service.secret(role, 'a') });
    expect((await as('planner', 'people')).text).toContain('张三丰');
    for (const path of ['people', 'county', 'schools', 'findings', 'finding-kinds']) {
      const { text } = await as('viewer', path);
      for (const word of [...PERSONAL, 'illness']) expect(text).not.toContain(word);
    }
    const machine = await as('planner', 'county');
    for (const word of [...PERSONAL, 'illness']) expect(machine.text).not.toContain(word);
    expect(machine.json.teachers.map(({ exempt }: { exempt: boolean }) => exempt)).toEqual([
      false,
      true,
    ]);
  });

  test('logs and errors hold no personal data and no secrets, whatever is sent or breaks', async () => {
    api.renew();
    api.logged.length = 0;
    const own = api.service.seeds.a;
    const [name, , birth, number] = PERSONAL as [string, string, string, string];
    const secret = api.service.secret('admin', 'all');
    const told = [
      await api.ask('POST', `/proposals/${own.proposal}/objections`, {
        json: { teacherId: name, reason: number, [name]: birth },
      }),
      await api.ask('POST', `/proposals/${own.proposal}/objections`, {
        json: { teacherId: [name] },
      }),
      await api.ask('POST', '/jobs', { json: { kind: name } }),
      await api.ask('POST', '/jobs', { body: `{"${name}":`, headers: JSON_TYPE }),
      await api.ask('GET', `/rules/${encodeURIComponent(name)}`),
      await api.ask('GET', `/jobs/${own.job}/files/${encodeURIComponent(`${name}.xlsx`)}`),
      await api.ask('GET', `/counties?cursor=${encodeURIComponent(number)}&${number}=1`),
      await api.ask('GET', `/signin?token=${number}`, { key: null }),
      await api.ask('POST', `/counties/${own.county}/files`, {
        form: formOf({ files: new File([name], `${name}.exe`) }),
      }),
      await api.ask('GET', `/${encodeURIComponent(name)}`),
    ];
    api.service.faults.thrown = Object.assign(new Error(`value (${name}, ${number})`), {
      code: '23505',
      detail: name,
    });
    told.push(
      await api.ask('GET', '/jobs'),
      await api.ask('POST', '/counties', { json: { name } }),
    );
    expect(told.every(({ status }) => status >= 400)).toBe(true);
    const written = [...told.map(({ text }) => text), ...api.logged].join('\n');
    for (const word of [...PERSONAL, secret, secret.split('_').at(-1) as string]) {
      expect(written).not.toContain(word);
    }
    // The log is not empty: it has a line for each answer, with the pattern of its route and the fault's places.
    expect(api.logged.length).toBeGreaterThanOrEqual(told.length);
    expect(written).toContain('"route":"GET /rules/{rule}"');
    expect(written).toContain('"fault":"Error","code":"23505"');
  });
});

const JSON_TYPE = { 'Content-Type': 'application/json' };
