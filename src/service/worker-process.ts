/** The entry of a worker process: forked by the supervisor, it solves; it dies with its parent. */

import { RunningBook } from './books/running-book.ts';
import { JobRunner } from './job-runner.ts';
import { Queue } from './queue.ts';
import { lockingFirst } from './store/audit.ts';
import { Blobs, readKey } from './store/blobs.ts';
import { persistently } from './store/database.ts';
import { postgres } from './store/postgres.ts';
import { remote } from './store/remote.ts';
import { WorkerLoop } from './worker-loop.ts';
import type { Beat, ToWorker, WorkerConfig } from './worker-messages.ts';

const BEAT_MS = 500;
const OPEN_PATIENCE_MS = 60_000;

let loop: WorkerLoop | null = null;

function beat(): void {
  const message: Beat = { kind: 'beat', ready: loop !== null, busy: loop?.busy ?? 0 };
  // A parent that died while this process was still loading is never told of.
  if (!process.connected) die();
  process.send?.(message, () => {});
}

async function start(config: WorkerConfig): Promise<void> {
  const { databaseUrl, encryptionKey, threads, heapMiB, longestJobMs, attempts } = config;
  const db = lockingFirst(
    databaseUrl === null ? remote('pglite') : postgres(databaseUrl, { connections: threads + 3 }),
  );
  const blobs = new Blobs(db, encryptionKey === null ? null : readKey(encryptionKey));
  const onFault = () => {};
  const queue = await persistently(
    () => Queue.open(db, { owner: false, onFault }),
    OPEN_PATIENCE_MS,
  );
  const ground = { db, blobs, queue, limits: { queued: 0, attempts } };
  const runner = new JobRunner({ threads, heapMiB, longestMs: longestJobMs });
  const starting = new WorkerLoop(ground, new RunningBook(ground), runner, config);
  await starting.start();
  loop = starting;
  beat();
}

async function drain(): Promise<never> {
  await loop?.drain().catch(() => {});
  process.exit(0);
}

process.on('message', (message: ToWorker | { readonly kind?: undefined }) => {
  if (message.kind === 'start') start(message.config).catch(fail);
  if (message.kind === 'drain') void drain();
});
process.on('disconnect', die);
// Ctrl-C reaches the whole group; when to stop is the parent's word.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
setInterval(beat, BEAT_MS);

/** The parent is gone, and with it (embedded) the database: somebody else takes the jobs. There is nothing to wind up. */
function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

function fail(fault: unknown): never {
  process.stderr.write(`worker: ${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exit(1);
}
