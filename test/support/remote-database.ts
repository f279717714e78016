/** The embedded database as a worker process sees it: a child makes each call over its IPC, and its parent answers it. */
import { fork } from 'node:child_process';
import type { Database } from '../../src/service/store/database.ts';
import { serveDatabase } from '../../src/service/store/remote.ts';
import { type Call, Calls, portOver, type Reply } from '../../src/service/store/remote-calls.ts';

const CHILD = new URL('./remote-database-child.ts', import.meta.url);

/** @param db closed by the caller */
export function throughChild(db: Database): Database {
  const child = fork(CHILD, [], { execArgv: ['--import', 'tsx'], serialization: 'advanced' });
  serveDatabase(child, db);
  const calls = new Calls((asked) => child.send({ asked }));
  child.on('message', (message: { readonly answered?: Reply }) => {
    if (message.answered !== undefined) calls.receive(message.answered);
  });
  return {
    backend: db.backend,
    ...portOver((call: Call) => calls.call(call)),
    listen: async (channel, onNotify) => {
      calls.addListener(channel, onNotify);
      await calls.call({ op: 'listen', channel });
    },
    close: async () => {
      child.kill('SIGKILL');
    },
  };
}
