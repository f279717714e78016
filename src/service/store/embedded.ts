/** The database port over PGlite in a thread of its own. A thread that dies is opened again; PGlite recovers like after a kill. */
import { Worker } from 'node:worker_threads';
import type { Database } from './database.ts';
import { StoreClosed, StoreUnavailable } from './database.ts';
import { type Call, Calls, portOver, type Reply } from './remote-calls.ts';

const fromSource = import.meta.url.endsWith('.ts');
const threadFile = new URL(
  fromSource ? './embedded-thread.ts' : './embedded-thread.js',
  import.meta.url,
);

/** A thread takes TypeScript only after its loader is registered, so the first lines are JavaScript. */
const TYPESCRIPT_ENTRY = `import('tsx/esm/api').then(({ register }) => {
  register();
  return import(${JSON.stringify(threadFile.href)});
})`;

export interface EmbeddedDatabase extends Database {
  /** Ends the thread at once, as a crash would; the next call waits for the new one. For tests of exactly that. */
  crash(): Promise<void>;
}

/**
 * Opens (or makes) the folder. The caller holds its lock.
 * @throws Error when PGlite cannot open the folder
 */
export async function embedded(folder: string): Promise<EmbeddedDatabase> {
  const host = new ThreadHost(folder);
  await host.open();
  return {
    backend: 'pglite',
    ...portOver((call) => host.call(call)),
    listen: (channel, onNotify) => host.listen(channel, onNotify),
    close: () => host.close(),
    crash: () => host.crash(),
  };
}

class ThreadHost {
  readonly #folder: string;
  readonly #calls = new Calls((message) => {
    if (this.#thread === null) throw new StoreUnavailable('the database is closed');
    this.#thread.postMessage(message);
  });
  #thread: Worker | null = null;
  #opening: Promise<void> | null = null;
  #closed = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** One at a time; callers share it. */
  open(): Promise<void> {
    this.#opening ??= this.#start().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #start(): Promise<void> {
    const workerData = { folder: this.#folder };
    const thread = fromSource
      ? new Worker(TYPESCRIPT_ENTRY, { workerData, eval: true })
      : new Worker(threadFile, { workerData });
    await new Promise<void>((resolve, reject) => {
      thread.on('message', (reply: Reply) =>
        reply.kind === 'ready' ? resolve() : this.#calls.receive(reply),
      );
      thread.once('error', reject);
      thread.once('exit', () => {
        reject(new Error('the database thread ended while it was opening'));
        this.#lost(thread);
      });
    });
    this.#thread = thread;
    for (const channel of this.#calls.channels) await this.#calls.call({ op: 'listen', channel });
    this.#calls.wakeListeners();
  }

  #lost(thread: Worker): void {
    if (this.#thread !== thread) return;
    this.#thread = null;
    this.#calls.lost();
    if (!this.#closed) this.open().catch(() => {});
  }

  async call(call: Call): Promise<unknown> {
    if (this.#closed) throw new StoreClosed('the database is closed');
    if (this.#thread === null) await this.#reopened();
    return this.#calls.call(call);
  }

  async #reopened(): Promise<void> {
    try {
      await this.open();
    } catch (cause) {
      throw new StoreUnavailable('the database cannot be opened again', { cause });
    }
  }

  async listen(channel: string, onNotify: (payload: string) => void): Promise<void> {
    const isNew = !this.#calls.channels.includes(channel);
    this.#calls.addListener(channel, onNotify);
    if (isNew) await this.call({ op: 'listen', channel });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    const thread = this.#thread;
    if (thread !== null) await this.#calls.call({ op: 'close' }).catch(() => {});
    this.#closed = true;
    await thread?.terminate();
  }

  async crash(): Promise<void> {
    await this.#thread?.terminate();
  }
}
