/** The typed client against the app: what it sends, what it hands back, how problems arrive. */
import { beforeAll, expect, test } from 'vitest';
import { createClient, ProblemError, rowsOf } from '../../src/http/client.ts';
import { Api, formOf } from '../support/api.ts';

let api: Api;
beforeAll(async () => {
  api = await Api.open();
});

const clientFor = (key: string, language: 'zh' | 'en' = 'zh') =>
  createClient({
    origin: 'http://localhost',
    key,
    language,
    fetch: async (input, init) => api.app.request(input, init),
  });
const planner = () => clientFor(api.service.secret('planner', 'a'));

test('paths, queries and bodies are those of the declarations', async () => {
  const client = planner();
  const { county, version } = api.service.seeds.a;
  const page = await client.call('GET /counties/{county}/versions', {
    params: { county },
    query: { limit: '1' },
  });
  expect([page.items.length, page.next]).toEqual([1, '1']);
  const job = await client.call('POST /jobs', {
    body: { kind: 'infeasible', versionId: version, policy: { values: {} } },
    headers: { 'Idempotency-Key': 'once' },
  });
  expect([job.kind, job.state]).toEqual(['infeasible', 'done']);
  const form = formOf({ files: new File(['a'], 'plan.csv') });
  const kept = await client.call('POST /counties/{county}/uploads', {
    params: { county },
    body: form,
  });
  expect(kept.files[0]?.name).toBe('plan.csv');
});

test('people come as columns and are read as rows', async () => {
  const { county, version } = api.service.seeds.a;
  const people = await planner().call('GET /counties/{county}/versions/{version}/people', {
    params: { county, version },
  });
  const [first] = rowsOf(people);
  expect(first).toMatchObject({ id: 't1', name: '张三丰', schoolId: 's1', mainSubject: '数学' });
  expect(rowsOf(people)).toHaveLength(2);
});

test('an answer without a body is null; a file is a response', async () => {
  const client = planner();
  expect(await client.call('DELETE /sessions/current', {})).toBeNull();
  const { proposal } = api.service.seeds.a;
  const file = await client.fetch('GET /proposals/{proposal}/files/{name}', {
    params: { proposal, name: 'proposal.json' },
  });
  expect(file.headers.get('content-disposition')).toContain('proposal.json');
});

test('a problem is an error with its code, its words and the time to wait', async () => {
  const client = clientFor(api.service.secret('viewer', 'a'), 'en');
  const fault = await client.call('POST /counties', { body: { name: '县' } }).catch((e) => e);
  expect(fault).toBeInstanceOf(ProblemError);
  expect(fault.problem).toMatchObject({ code: 'forbidden', status: 403 });
  expect(fault.message).toBe('The role does not allow this');
  api.service.faults.queueFull = true;
  const { version } = api.service.seeds.a;
  const full = await planner()
    .call('POST /jobs', { body: { kind: 'establish', versionId: version, policy: { values: {} } } })
    .catch((e) => e);
  expect([full.problem.code, full.retryAfter]).toEqual(['queue-full', 5]);
  api.renew();
});

test('addresses for links and event streams are escaped', () => {
  const address = planner().url('GET /jobs/{job}/files/{name}', {
    params: { job: 'a', name: '方案 1.xlsx' },
  });
  expect(address).toBe('http://localhost/jobs/a/files/%E6%96%B9%E6%A1%88%201.xlsx');
  expect(planner().url('GET /jobs', { query: { state: 'done', cursor: undefined } })).toBe(
    'http://localhost/jobs?state=done',
  );
});
