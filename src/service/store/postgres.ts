/** The database port over PostgreSQL. */
import pg from 'pg';
import {
  type Database,
  type Row,
  type Statement,
  StoreClosed,
  StoreUnavailable,
} from './database.ts';

/** A frozen caller must not hold locks: the server ends its transaction after this long. */
const IDLE_IN_TRANSACTION_MS = 10_000;
const CONNECT_MS = 5_000;
const RELISTEN_MS = 250;

/** Classes of SQLSTATE that say the server is not there: connection, operator intervention, too many connections. */
const GONE = /^(08|57P|53300|25P03)/;
/** Serialization failure and deadlock: the transaction did not happen and may be tried again. */
const AGAIN = /^40/;

interface PoolOptions {
  /** Connections at most. */
  readonly connections: number;
}

/** Opens lazily: the first call connects. */
export function postgres(url: string, { connections }: PoolOptions = { connections: 8 }): Database {
  const settings = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    // The statements of a transaction go out together: each waits for the one before it at the server only.
    pipeline: true,
    // Tells in pg_stat_activity which process a connection is of.
    application_name: `tiaopei/${process.pid}`,
  };
  const pool = new pg.Pool({ ...settings, max: connections });
  // A connection that breaks is replaced at the next call: idle ones tell the pool, those in use only their client.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const listeners = new Set<Listener>();
  const open = () => {
    if (pool.ending) throw new StoreClosed('the database is closed');
    return pool;
  };
  return {
    backend: 'postgres',
    query: async <R>(sql: string, values: readonly unknown[] = []) =>
      (await answered(open().query(sql, [...values]))).rows as R[],
    transaction: async (statements) => {
      const client = await answered(open().connect());
      return inTransaction(client, statements);
    },
    exec: async (script) => {
      const client = await answered(open().connect());
      return allRows(client, script);
    },
    listen: async (channel, onNotify) => {
      const listener = new Listener(settings, channel, onNotify);
      listeners.add(listener);
      await listener.start();
    },
    close: async () => {
      await Promise.all([...listeners].map((listener) => listener.stop()));
      await pool.end();
    },
  };
}

async function inTransaction(
  client: pg.PoolClient,
  statements: readonly Statement[],
): Promise<Row[][] | null> {
  try {
    const all = await rowsAsExpected(client, statements);
    await client.query(all === null ? 'rollback' : 'commit');
    client.release();
    return all;
  } catch (fault) {
    await giveBack(client, fault);
    throw translated(fault);
  }
}

/**
 * Two ways to the server for a transaction of any length: all of it, then its end by what came back. What follows a failed
 * statement is refused by the server; what follows one that did not do what it should is rolled back with it.
 */
async function rowsAsExpected(
  client: pg.PoolClient,
  statements: readonly Statement[],
): Promise<Row[][] | null> {
  const sent = [
    client.query('begin'),
    ...statements.map(({ sql, values = [] }) => client.query<Row>(sql, [...values])),
  ];
  const [begun, ...answers] = await Promise.allSettled(sent);
  if (begun?.status === 'rejected') throw begun.reason;
  const all: Row[][] = [];
  for (const [k, answer] of answers.entries()) {
    if (answer.status === 'rejected') throw answer.reason;
    const { rows, rowCount } = answer.value;
    const expect = statements[k]?.expect;
    if (expect !== undefined && (rowCount ?? rows.length) !== expect) return null;
    all.push(rows);
  }
  return all;
}

/** A script may hold its own `begin … commit`; a failed one must not leave its connection inside it. */
async function allRows(client: pg.PoolClient, script: string): Promise<Row[]> {
  try {
    const results: unknown = await client.query(script);
    client.release();
    return [results].flat().flatMap((result) => (result as { rows: Row[] }).rows ?? []);
  } catch (fault) {
    await giveBack(client, fault);
    throw translated(fault);
  }
}

async function giveBack(client: pg.PoolClient, fault: unknown): Promise<void> {
  if (isGone(fault)) return client.release(true);
  const broken = await client.query('rollback').then(
    () => false,
    () => true,
  );
  client.release(broken);
}

async function answered<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (fault) {
    throw translated(fault);
  }
}

function translated(fault: unknown): unknown {
  if (!isGone(fault) && !AGAIN.test(codeOf(fault))) return fault;
  return new StoreUnavailable('the database does not answer', { cause: fault });
}

function isGone(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const code = codeOf(fault);
  // Faults of the server have an SQLSTATE of five characters; faults of the socket have none, or a name like ECONNRESET.
  return code === '' || /^E[A-Z]+$/.test(code) || GONE.test(code);
}

function codeOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault ? String(fault.code) : '';
}

/** A connection of its own that listens, and comes back when it is lost. */
class Listener {
  readonly #settings: pg.ClientConfig;
  readonly #channel: string;
  readonly #onNotify: (payload: string) => void;
  #client: pg.Client | null = null;
  #stopped = false;

  constructor(settings: pg.ClientConfig, channel: string, onNotify: (payload: string) => void) {
    this.#settings = settings;
    this.#channel = channel;
    this.#onNotify = onNotify;
  }

  async start(): Promise<void> {
    const client = new pg.Client(this.#settings);
    let lost = false;
    const onLost = () => {
      if (lost || this.#stopped) return;
      lost = true;
      void client.end().catch(() => {});
      setTimeout(() => void this.start(), RELISTEN_MS).unref();
    };
    client.on('error', onLost);
    client.on('end', onLost);
    client.on('notification', ({ payload }) => this.#onNotify(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${this.#channel}`);
    } catch {
      return onLost();
    }
    this.#client = client;
    if (this.#stopped) await this.stop();
    // What was told while nobody listened.
    else this.#onNotify('');
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#client?.end().catch(() => {});
  }
}
