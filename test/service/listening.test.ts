/** What a thread says before its answer arrives before the answer does. */
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { listening } from '../../src/service/listening.ts';

const TALKER = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ port, count }) => {
  for (let k = 0; k < count; k++) port.postMessage({ k, bytes: new Uint8Array(10_000) });
  parentPort.postMessage('done');
});`;

test('every message is heard, in order, before the answer, also when many come at once', async () => {
  const worker = new Worker(TALKER, { eval: true });
  try {
    for (let turn = 0; turn < 50; turn++) {
      const heard: number[] = [];
      await listening<{ k: number }, void>(
        ({ k }) => heard.push(k),
        (port) =>
          new Promise((resolve) => {
            worker.once('message', () => resolve());
            worker.postMessage({ port, count: 200 }, [port]);
          }),
      );
      expect(heard).toEqual(Array.from({ length: 200 }, (_, k) => k));
    }
  } finally {
    await worker.terminate();
  }
});
