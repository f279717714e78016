/** Calls of the database port as messages: to the thread of the embedded database, and from a worker process to its parent. */
import { type Row, type Statement, StoreUnavailable } from './database.ts';

export type Call =
  | { readonly op: 'query'; readonly sql: string; readonly values: readonly unknown[] }
  | { readonly op: 'transaction'; readonly statements: readonly Statement[] }
  | { readonly op: 'exec'; readonly script: string }
  | { readonly op: 'listen'; readonly channel: string }
  | { readonly op: 'close' };

export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | {
      readonly kind: 'fault';
      readonly id: number;
      readonly message: string;
      /** SQLSTATE, or `unavailable`. */
      readonly code: string | null;
    }
  | { readonly kind: 'notify'; readonly channel: string; readonly payload: string };

export const UNAVAILABLE = 'unavailable';

/** A fault that came as a message. */
class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';
  readonly code: string | null;
  constructor(message: string, code: string | null) {
    super(message);
    this.code = code;
  }
}

interface Waiting {
  resolve(value: unknown): void;
  reject(fault: Error): void;
}

/** Matches replies to calls. */
export class Calls {
  readonly #send: (message: { id: number; call: Call }) => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, ((payload: string) => void)[]>();
  #next = 1;

  constructor(send: (message: { id: number; call: Call }) => void) {
    this.#send = send;
  }

  call(call: Call): Promise<unknown> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      try {
        this.#send({ id, call });
      } catch (cause) {
        this.#waiting.delete(id);
        reject(new StoreUnavailable('the database does not answer', { cause }));
      }
    });
  }

  receive(reply: Reply): void {
    if (reply.kind === 'ready') return;
    if (reply.kind === 'notify') {
      for (const each of this.#listeners.get(reply.channel) ?? []) each(reply.payload);
      return;
    }
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.kind === 'value') waiting?.resolve(reply.value);
    else if (reply.code === UNAVAILABLE) waiting?.reject(new StoreUnavailable(reply.message));
    else waiting?.reject(new DatabaseFault(reply.message, reply.code));
  }

  /** Whoever answers is gone: nothing is known about the calls that wait. */
  lost(): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new StoreUnavailable('the database does not answer'));
  }

  addListener(channel: string, onNotify: (payload: string) => void): void {
    this.#listeners.set(channel, [...(this.#listeners.get(channel) ?? []), onNotify]);
  }

  get channels(): readonly string[] {
    return [...this.#listeners.keys()];
  }

  /** Listeners look for themselves what they missed. */
  wakeListeners(): void {
    for (const each of [...this.#listeners.values()].flat()) each('');
  }
}

/** The port's calls that are the same over any kind of message. */
export function portOver(call: (call: Call) => Promise<unknown>) {
  return {
    query: async <R>(sql: string, values: readonly unknown[] = []) =>
      (await call({ op: 'query', sql, values })) as R[],
    transaction: async (statements: readonly Statement[]) =>
      (await call({ op: 'transaction', statements })) as Row[][] | null,
    exec: async (script: string) => (await call({ op: 'exec', script })) as Row[],
  };
}
