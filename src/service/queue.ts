/**
 * The queue: pg-boss on the same database. It orders (by priority, then age) and hands a job to one worker; whether a
 * job runs, and what it ended with, is told by our own `job` table alone. Its schema may be thrown away at any time.
 */
import { type Db, PgBoss } from 'pg-boss';
import type { Database, Statement } from './store/database.ts';

const NAME = 'job';
/** The longest that pg-boss allows; our own sweeper takes back jobs long before. */
const EXPIRE_SECONDS = 86_400;
/** Years: a queued job is not forgotten because nobody came for it. */
const RETENTION_SECONDS = 10 * 365 * 86_400;

export interface QueuedJob {
  readonly id: string;
  /** Smaller runs first. */
  readonly priority: number;
}

interface QueueOptions {
  /** Makes the queue's schema and keeps it in order: for the process that serves, not for each worker. */
  readonly owner: boolean;
  readonly onFault: (fault: Error) => void;
}

/** See the file head. */
export class Queue {
  readonly #boss: PgBoss;

  private constructor(boss: PgBoss) {
    this.#boss = boss;
  }

  static async open(db: Database, { owner, onFault }: QueueOptions): Promise<Queue> {
    const boss = new PgBoss({
      db: adapter(db),
      backend: db.backend,
      migrate: owner,
      createSchema: owner,
      supervise: owner,
      schedule: false,
    });
    boss.on('error', onFault);
    await boss.start();
    if (owner) {
      await boss.createQueue(NAME, {
        retryLimit: 0,
        expireInSeconds: EXPIRE_SECONDS,
        retentionSeconds: RETENTION_SECONDS,
      });
    }
    return new Queue(boss);
  }

  /** Statements that put jobs into the queue, for the caller's own transaction. */
  async enqueue(jobs: readonly QueuedJob[]): Promise<readonly Statement[]> {
    const entries = jobs.map(({ id, priority }) => ({ id, priority: -priority }));
    return recorded(async (db) => this.#boss.insert(NAME, entries, { db }));
  }

  /** Statements that take jobs out, whatever the queue thinks of them. */
  async dequeue(ids: readonly string[]): Promise<readonly Statement[]> {
    if (ids.length === 0) return [];
    return recorded(async (db) => this.#boss.deleteJob(NAME, [...ids], { db }));
  }

  /** Statements that put jobs in anew. */
  async requeue(jobs: readonly QueuedJob[]): Promise<readonly Statement[]> {
    const out = await this.dequeue(jobs.map(({ id }) => id));
    return [...out, ...(await this.enqueue(jobs))];
  }

  /** Ids of jobs to run, each handed to one caller only. */
  async fetch(most: number): Promise<readonly string[]> {
    const jobs = await this.#boss.fetch(NAME, { batchSize: most });
    return jobs.map(({ id }) => id);
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: false });
  }
}

function adapter(db: Database): Db {
  return {
    executeSql: async (sql, values) => ({
      rows: [...(values?.length ? await db.query(sql, values) : await db.exec(sql))],
    }),
  };
}

/** pg-boss writes its statement into the transaction instead of running it. */
async function recorded(call: (db: Db) => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  await call({
    executeSql: async (sql, values) => {
      statements.push({ sql, values: values ?? [] });
      return { rows: [{ count: '0', ids: [] }] };
    },
  });
  return statements;
}
