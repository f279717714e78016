/**
 * Every route of the OpenAPI document with fitting, spoiled and raw requests: no 5xx, nothing that is not documented,
 * nothing of the inside in an answer, and an answer in time.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { Api, type Asking } from '../support/api.ts';
import type { Told } from '../support/documented.ts';
import { PERSONAL } from '../support/fake-county.ts';
import { pathOf } from '../support/requests.ts';
import { fitting, spoiled } from '../support/schema-arbitrary.ts';

const SEED = 20260601;
const FITTING_RUNS = 12;
const SPOILED_RUNS = 18;
const RAW_RUNS = 400;
/** An answer that takes longer is a hang. */
const PATIENCE_MS = 10_000;

let api: Api;
beforeAll(async () => {
  api = await Api.open();
});

/** Stack traces, paths, names of modules, SQL, our own code. */
const INSIDE =
  /\bat \S+ \(|node_modules|\/work\/|\.ts:\d|TypeError|RangeError|SyntaxError|ECONN|select \*|zod/i;

async function asked(method: string, path: string, asking: Asking): Promise<Told> {
  const late = new Promise<never>((_, fail) => {
    setTimeout(() => fail(new Error(`${method} ${path} hangs`)), PATIENCE_MS).unref();
  });
  const told = await Promise.race([api.ask(method, path, asking), late]);
  expect(told.status, `${method} ${path}: ${told.text}`).toBeLessThan(500);
  if (told.code !== null) {
    expect(told.text).not.toMatch(INSIDE);
    for (const word of PERSONAL) expect(told.text).not.toContain(word);
  }
  return told;
}

interface Operation {
  readonly parameters: { name: string; in: string; schema: Record<string, unknown> }[];
  readonly requestBody?: { content: Record<string, { schema: Record<string, unknown> }> };
}
const operations = (): [string, Operation][] =>
  Object.entries(api.document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation as unknown as Operation,
    ]),
  );

/** Ids that are there, so that a request gets past the guard. */
const realIds = (): string[] => Object.values(api.service.seeds.a);

function value(schema: Record<string, unknown>): fc.Arbitrary<unknown> {
  return fitting(schema, api.document.components.schemas, realIds());
}

/** Path, query and body as the document describes them; path parameters name what is there. */
function request([key, { parameters, requestBody }]: [string, Operation]) {
  const own = api.service.seeds.a;
  const query = parameters.filter((each) => each.in === 'query');
  const headers = parameters.filter(
    (each) => each.in === 'header' && each.name !== 'Last-Event-ID',
  );
  const schema = requestBody?.content['application/json']?.schema;
  return fc.record({
    path: fc.constant(pathOf(key.split(' ')[1] ?? '', own)),
    query: fc.record(Object.fromEntries(query.map((each) => [each.name, value(each.schema)])), {
      requiredKeys: [],
    }),
    headers: fc.record(
      Object.fromEntries(headers.map(({ name }) => [name, fc.stringMatching(/^[!-~]{0,20}$/)])),
      { requiredKeys: [] },
    ),
    json: schema === undefined ? fc.constant(undefined) : value(schema),
  });
}

const search = (query: object) => {
  const text = new URLSearchParams(
    Object.entries(query).map(([name, each]): [string, string] => [name, String(each)]),
  ).toString();
  return text === '' ? '' : `?${text}`;
};

test('fitting requests to every route', { timeout: 120_000 }, async () => {
  let fine = 0;
  let refused = 0;
  for (const operation of operations()) {
    api.renew();
    const method = operation[0].split(' ')[0] as string;
    await fc.assert(
      fc.asyncProperty(request(operation), async ({ path, query, headers, json }) => {
        const asking = json === undefined ? { headers } : { headers, json };
        const told = await asked(method, `${path}${search(query)}`, asking);
        if (told.status < 400) fine += 1;
        else refused += 1;
      }),
      { seed: SEED, numRuns: FITTING_RUNS, endOnFailure: true },
    );
  }
  // The requests are really fitting: most get through, some name what is not there.
  expect(fine).toBeGreaterThan(refused);
  expect(refused).toBeGreaterThan(0);
});

test('spoiled requests to every route that takes something', { timeout: 120_000 }, async () => {
  const codes = new Set<string | null>();
  for (const operation of operations()) {
    api.renew();
    const method = operation[0].split(' ')[0] as string;
    const bad = request(operation).chain(({ path, query, headers, json }) =>
      fc.record({
        path: fc.constant(path),
        query: spoiled(fc.constant(query)),
        headers: fc.constant(headers),
        json: json === undefined ? fc.constant(undefined) : spoiled(fc.constant(json)),
      }),
    );
    await fc.assert(
      fc.asyncProperty(bad, async ({ path, query, headers, json }) => {
        const asking = json === undefined ? { headers } : { headers, json };
        const told = await asked(method, `${path}${search(Object(query))}`, asking);
        codes.add(told.code);
      }),
      { seed: SEED, numRuns: SPOILED_RUNS, endOnFailure: true },
    );
  }
  expect([...codes]).toContain('bad-request');
});

describe('raw requests', () => {
  const methods = fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'OPTIONS', 'HEAD');
  const piece = fc.constantFrom(
    ...['counties', 'jobs', 'proposals', 'files', 'assets', 'rules', 'keys', 'versions', '..'],
    ...['%2e%2e', '%2f', '%00', '%', '%zz', '%ff%fe', '%E5%8E%BF', '{job}', '*', '.env', ''],
    ...['x'.repeat(3000), '00000000-0000-4000-8000-000000000000', 'proposal.json'],
  );
  const path = fc
    .array(fc.oneof(piece, fc.webSegment()), { maxLength: 6 })
    .map((pieces) => `/${pieces.join('/')}`);
  const types = fc.constantFrom(
    ...['application/json', 'multipart/form-data', 'multipart/form-data; boundary=x'],
    ...['text/plain', 'application/json; charset=utf-16', 'application/x-www-form-urlencoded', ''],
  );
  const odd = fc.record(
    {
      'Content-Type': types,
      Cookie: fc.constantFrom('tiaopei_session=x', 'tiaopei_session=;=;', 'a=b'),
      'Accept-Language': fc.constantFrom('en', 'zh;q=x', ';;;,,,', 'fr, en;q=0.1'),
      'If-None-Match': fc.constantFrom('*', 'W/"', '""'),
      'Last-Event-ID': fc.constantFrom('-1', 'x', '99999999999999999999', '1e9'),
      'Content-Length': fc.constantFrom('0', '5', 'x'),
      'Accept-Encoding': fc.constantFrom('gzip', 'br', 'gzip;q=0', '*'),
    },
    { requiredKeys: [] },
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.constantFrom(...['{', '[]', 'null', '"x"', '{"a":1e999}', '\ufeff{}', '--x\r\n\r\n--x--']),
    fc
      .string()
      .map(
        (text) =>
          `--x\r\nContent-Disposition: form-data; name="files"; filename="${text}"\r\n\r\na\r\n--x--\r\n`,
      ),
  );

  test('any method, any path, any bytes', { timeout: 120_000 }, async () => {
    api.renew();
    await fc.assert(
      fc.asyncProperty(methods, path, odd, bytes, async (method, where, headers, body) => {
        const hasBody = method !== 'GET' && method !== 'HEAD';
        const told = await raw(method, where, headers, hasBody ? body : undefined);
        if (told !== null) expect(told).toBeLessThan(500);
      }),
      { seed: SEED, numRuns: RAW_RUNS, endOnFailure: true },
    );
  });

  test('any bytes to the routes that take a body', { timeout: 120_000 }, async () => {
    const taking = operations().filter(([, { requestBody }]) => requestBody !== undefined);
    expect(taking.length).toBeGreaterThan(12);
    for (const [key] of taking) {
      api.renew();
      const [method = '', template = ''] = key.split(' ');
      const where = pathOf(template, api.service.seeds.a);
      await fc.assert(
        fc.asyncProperty(types, bytes, async (type, body) => {
          const headers: Record<string, string> = type === '' ? {} : { 'Content-Type': type };
          const told = await asked(method, where, { headers, body });
          expect(told.status).toBeGreaterThanOrEqual(400);
        }),
        { seed: SEED, numRuns: 20, endOnFailure: true },
      );
    }
  });

  /** Status, held to the leak patterns only; null for what no client can send. */
  async function raw(
    method: string,
    where: string,
    headers: Record<string, string>,
    body: string | Uint8Array | undefined,
  ): Promise<number | null> {
    let request: Request;
    try {
      request = new Request(`http://localhost${where}`, {
        method,
        headers: { Authorization: `Bearer ${api.service.secret('admin', 'all')}`, ...headers },
        ...(body === undefined ? {} : { body: body as string }),
      });
    } catch {
      return null;
    }
    const response = await api.app.fetch(request);
    const text = await response.text();
    if (response.status >= 400) expect(text).not.toMatch(INSIDE);
    return response.status;
  }
});
