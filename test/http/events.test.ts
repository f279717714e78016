/** Events of a job: what is streamed, resuming after the last one seen, leaving, and how many streams a key may hold. */
import { beforeEach, expect, test } from 'vitest';
import { Api } from '../support/api.ts';

let api: Api;
beforeEach(async () => {
  api = await Api.open({ rates: { perMinute: 0, burst: 0, failuresPerMinute: 9, streams: 2 } });
});

interface Stream {
  /** Reads until the text holds `word`. */
  until(word: string): Promise<string>;
  leave(): Promise<void>;
  readonly response: Response;
}

async function open(job: string, headers: Record<string, string> = {}): Promise<Stream> {
  const key = api.service.secret('viewer', 'a');
  const response = await api.app.request(`/jobs/${job}/events`, {
    headers: { Authorization: `Bearer ${key}`, ...headers },
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  return {
    response,
    async until(word) {
      while (!text.includes(word)) {
        const { done, value } = await reader.read();
        if (done) break;
        text += decoder.decode(value, { stream: true });
      }
      return text;
    },
    leave: () => reader.cancel(),
  };
}

const idsIn = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));

test('a job that has ended is told in full and ends the stream', async () => {
  const stream = await open(api.service.seeds.a.job);
  expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
  const text = await stream.until('event: end');
  expect(idsIn(text)).toEqual([1, 2, 3, 4]);
  expect(text).toMatch(/event: progress\ndata: {"seq":3,"kind":"progress"/);
});

test('a stream that broke off resumes after the last event seen, and nothing is told twice', async () => {
  const { running } = api.service.seeds.a;
  const first = await open(running);
  await first.until('id: 3\n');
  await first.leave();
  api.service.progress(running, 0.25);
  const second = await open(running, { 'Last-Event-ID': '3' });
  expect(idsIn(await second.until('id: 4\n'))).toEqual([4]);
  api.service.progress(running, 0);
  await second.until('id: 5\n');
  const key = api.service.secret('planner', 'a');
  const stopped = await api.ask('DELETE', `/jobs/${running}`, { key });
  expect(stopped.json.cancelRequested).toBe(true);
  const text = await second.until('event: end');
  expect(idsIn(text)).toEqual([4, 5, 6]);
  expect(text).toContain('"state":"cancelled"');
});

test('an odd Last-Event-ID starts from the beginning', async () => {
  for (const id of ['-1', 'x', '99999999999', '1.5']) {
    const stream = await open(api.service.seeds.a.job, { 'Last-Event-ID': id });
    expect(idsIn(await stream.until('event: end'))).toEqual([1, 2, 3, 4]);
  }
});

test('a key holds so many streams at once; one that leaves makes room', async () => {
  const { running } = api.service.seeds.a;
  const [one] = [await open(running), await open(running)];
  const refused = await open(running);
  expect([refused.response.status, refused.response.headers.get('retry-after')]).toEqual([
    429,
    '1',
  ]);
  await one.leave();
  expect((await open(running)).response.status).toBe(200);
});
