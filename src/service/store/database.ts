/**
 * The database port. Three implementations: PostgreSQL over a pool, PGlite in its own thread, and that one again from
 * another process. There are no interactive transactions, so a killed caller never leaves one open.
 */
import type { BackendProfile } from 'pg-boss';

export interface Statement {
  readonly sql: string;
  /** `$1`, `$2` …; JSON as text, bytes as Uint8Array, moments as ISO text. */
  readonly values?: readonly unknown[];
  /** Rows that must be affected or returned; else everything is rolled back and the answer is null. */
  readonly expect?: number;
}

/** One row by column. Moments arrive as `Date`, bytes as `Uint8Array`, JSON parsed. */
export type Row = Readonly<Record<string, unknown>>;

export interface Database {
  /** What the queue must know of it. */
  readonly backend: Extract<BackendProfile, 'postgres' | 'pglite'>;
  query<R = Row>(sql: string, values?: readonly unknown[]): Promise<readonly R[]>;
  /** All or nothing. @returns the rows of each statement; null when an `expect` did not hold */
  transaction(statements: readonly Statement[]): Promise<readonly (readonly Row[])[] | null>;
  /** Several statements without values. @returns the rows of all of them */
  exec(script: string): Promise<readonly Row[]>;
  /** Calls back for each `notify` on the channel; a lost connection is taken up again. */
  listen(channel: string, onNotify: (payload: string) => void): Promise<void>;
  close(): Promise<void>;
}

/** The database does not answer (restarting, gone, thread ended): nothing is known about the call; try again later. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** It was closed from here: trying again is of no use. */
export class StoreClosed extends StoreUnavailable {}

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1000;

/**
 * Tries until the database answers. Only for calls that may be made twice.
 * @throws StoreUnavailable when it does not within the time; StoreClosed at once
 */
export async function persistently<T>(call: () => Promise<T>, withinMs: number): Promise<T> {
  const end = Date.now() + withinMs;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await call();
    } catch (fault) {
      if (!isWorthAnotherTry(fault) || Date.now() + wait > end) throw fault;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

function isWorthAnotherTry(fault: unknown): boolean {
  return fault instanceof StoreUnavailable && !(fault instanceof StoreClosed);
}
