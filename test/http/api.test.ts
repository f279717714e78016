/** The API in process: routes, refusals in words, the declared shapes; the solves run in real worker threads. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Proposal } from '../../src/domain/proposal.ts';
import { createApp } from '../../src/http/app.ts';
import type { ProblemBody } from '../../src/http/problem.ts';
import type { JobView } from '../../src/http/schemas.ts';
import { createPool, Jobs, type SolverPool } from '../../src/service/index.ts';

let pool: SolverPool;
let app: ReturnType<typeof createApp>;
beforeAll(() => {
  pool = createPool();
  app = createApp(new Jobs(pool, { keep: 2, active: 2 }));
});
afterAll(() => pool.destroy());

const postJson = (body: unknown) =>
  app.request('/jobs', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** The body of an answer, of the shape that the caller then looks at. */
async function read<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}

async function show(id: string): Promise<JobView> {
  return read(await app.request(`/jobs/${id}`));
}

async function finished(id: string): Promise<JobView> {
  for (;;) {
    const job = await show(id);
    if (job.status === 'finished') return job;
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function started(response: Response): Promise<JobView> {
  expect(response.status).toBe(202);
  return read(response);
}

describe('the demo county', () => {
  test('is solved, and its proposal can be read', async () => {
    const response = await postJson({ county: 'demo' });
    const { id } = await started(response);
    expect(response.headers.get('location')).toBe(`/jobs/${id}`);
    expect((await app.request(`/jobs/${id}/proposal`)).status).toBe(409);
    const job = await finished(id);
    expect([job.result, job.error]).toEqual(['proposal', null]);
    const proposal = await app.request(`/jobs/${id}/proposal`);
    expect(proposal.status).toBe(200);
    expect(await proposal.json()).toMatchObject({ status: 'optimal', gap: 0 });
  });

  test('as an upload with its policy gives the same placements', async () => {
    const upload = async (policy: string | File | null) => {
      const form = new FormData();
      form.append('county', new File([readFileSync('data/demo/county.xlsx')], 'county.xlsx'));
      if (policy !== null) form.append('policy', policy);
      const { id } = await started(await app.request('/jobs', { method: 'POST', body: form }));
      await finished(id);
      const { timings: _, ...rest } = await read<Proposal>(
        await app.request(`/jobs/${id}/proposal`),
      );
      return rest;
    };
    const demo = await started(await postJson({ county: 'demo' }));
    await finished(demo.id);
    const { timings: _, ...expected } = await read<Proposal>(
      await app.request(`/jobs/${demo.id}/proposal`),
    );
    expect(await upload(readFileSync('data/demo/policy.json', 'utf8'))).toEqual(expected);
    const asFile = new File([readFileSync('data/demo/policy.json')], 'policy.json');
    expect(await upload(asFile)).toEqual(expected);
    // Without structural movers fewer people take part: the policy is read.
    expect((await upload(null)).county.movers).toBeLessThan(expected.county.movers);
  });

  test('can be stopped', async () => {
    const { id } = await started(await postJson({ county: 'demo' }));
    const stopped = await app.request(`/jobs/${id}`, { method: 'DELETE' });
    expect(stopped.status).toBe(202);
    const job = await finished(id);
    expect(job.limit).toBe('cancelled');
  });
});

describe('refusals', () => {
  test.each([
    ['an unknown county', { county: 'elsewhere' }],
    ['an unknown option', { county: 'demo', options: { backnd: 'highs' } }],
    ['a time limit of nothing', { county: 'demo', options: { timeLimitSeconds: 0 } }],
  ])('%s: 400 with the path', async (_name, body) => {
    const response = await postJson(body);
    expect(response.status).toBe(400);
    const { error } = await read<ProblemBody>(response);
    expect(error.code).toBe('bad-input');
    expect(error.issues[0]?.path).toMatch(/county|options/);
  });
  test('broken JSON: 400 in the same shape', async () => {
    const response = await postJson('{"county":');
    expect(response.status).toBe(400);
    expect(await response.json()).toHaveProperty('error.message');
  });
  test('another content type: 415', async () => {
    const headers = { 'content-type': 'text/plain' };
    const response = await app.request('/jobs', { method: 'POST', headers, body: 'x' });
    expect(response.status).toBe(415);
    expect(await response.json()).toHaveProperty('error.message');
  });
  test('a form without a workbook: 400', async () => {
    const response = await app.request('/jobs', { method: 'POST', body: new FormData() });
    expect(response.status).toBe(400);
  });
  test('a bad policy ends the job with the key and the nearest one', async () => {
    const { id } = await started(
      await postJson({ county: 'demo', policy: { structuralMover: true } }),
    );
    const job = await finished(id);
    expect(job.result).toBe('bad-input');
    expect(JSON.stringify(job.error)).toContain('structuralMovers');
  });
  test('an unknown job: 404; an id that is none: 400; an unknown address: 404', async () => {
    const unknown = '/jobs/00000000-0000-4000-8000-000000000000';
    expect((await app.request(unknown)).status).toBe(404);
    expect((await app.request(`${unknown}/proposal`)).status).toBe(404);
    expect((await app.request(unknown, { method: 'DELETE' })).status).toBe(404);
    expect((await app.request('/jobs/none')).status).toBe(400);
    const nowhere = await app.request('/nowhere');
    expect([nowhere.status, await nowhere.json()]).toMatchObject([
      404,
      { error: { code: 'not-found' } },
    ]);
  });
  test('a body over the limit: 413', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': `${65 * 1024 * 1024}` };
    const response = await app.request('/jobs', { method: 'POST', headers, body: 'x' });
    expect(response.status).toBe(413);
  });
  test('more jobs than allowed: 503 with Retry-After, and old ones are forgotten', async () => {
    const first = await started(await postJson({ county: 'demo' }));
    const second = await started(await postJson({ county: 'demo' }));
    const third = await postJson({ county: 'demo' });
    expect([third.status, third.headers.get('retry-after')]).toEqual([503, '5']);
    for (const { id } of [first, second]) await app.request(`/jobs/${id}`, { method: 'DELETE' });
    await finished(first.id);
    await finished(second.id);
    const fourth = await started(await postJson({ county: 'demo' }));
    await app.request(`/jobs/${fourth.id}`, { method: 'DELETE' });
    await finished(fourth.id);
    await started(await postJson({ county: 'demo' }));
    expect((await app.request(`/jobs/${first.id}`)).status).toBe(404);
  });
});

describe('documents', () => {
  test('/health', async () => {
    const response = await app.request('/health');
    expect(await response.json()).toMatchObject({ status: 'ok' });
  });
  test('/openapi.json names every route', async () => {
    const document = await read<{ openapi: string; paths: object }>(
      await app.request('/openapi.json'),
    );
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual([
      '/health',
      '/jobs',
      '/jobs/{id}',
      '/jobs/{id}/proposal',
    ]);
  });
});
