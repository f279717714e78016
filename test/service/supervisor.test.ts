/** What a stop leaves behind: nothing that still wants the database. */
import { expect, test } from 'vitest';
import type { RunningBook } from '../../src/service/books/running-book.ts';
import type { Database } from '../../src/service/store/database.ts';
import { Supervisor } from '../../src/service/supervisor.ts';

test('a stop ends after the last job is handed back, however long the database takes', async () => {
  // Asks of the workers stay open: they are killed before they are of any use.
  const never = () => new Promise<never>(() => {});
  const calls: string[] = [];
  const db: Database = {
    ...{ backend: 'pglite', transaction: never, exec: never, listen: never },
    query: async <R>(sql: string) => {
      calls.push(sql.split(' ').slice(0, 3).join(' '));
      return [] as R[];
    },
    close: async () => {},
  };
  let asked = 0;
  const slow = {
    heldBy: async () => {
      asked += 1;
      // The first to ask waits longest.
      await new Promise((resolve) => setTimeout(resolve, asked === 1 ? 500 : 0));
      return [];
    },
    handBack: async () => {
      calls.push('hand back');
      return 0;
    },
  };
  const worker = {
    ...{ databaseUrl: null, encryptionKey: null, threads: 1, heapMiB: 100, memoryMiB: 1000 },
    ...{ longestJobMs: 1000, attempts: 1 },
  };
  const supervisor = new Supervisor({
    ...{ processes: 1, worker, silentMs: 60_000, db, memoryOf: async () => null },
    ...{ running: slow as unknown as RunningBook, onLog: () => {} },
  });
  supervisor.start();
  await supervisor.stop(0);
  const atEnd = [...calls];
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(calls).toEqual(atEnd);
  expect(calls).toEqual(['hand back', 'delete from worker']);
});
