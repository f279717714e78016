/** A worker process does not outlive its parent, not even one that is gone before the worker has loaded. */
import { fork } from 'node:child_process';
import { expect, test } from 'vitest';

const ENTRY = new URL('../../src/service/worker-process.ts', import.meta.url);

test('a worker whose parent is gone before it has loaded ends by itself', async () => {
  const child = fork(ENTRY, [], { execArgv: ['--import', 'tsx'], stdio: 'ignore' });
  child.disconnect();
  const [, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.once('exit', (code, by) => resolve([code, by]));
  });
  expect(signal).toBe('SIGKILL');
});
