/** The database port from a worker process: its parent, who holds the database, makes the calls for it. */
import type { ChildProcess } from 'node:child_process';
import { type Database, StoreUnavailable } from './database.ts';
import { type Call, Calls, portOver, type Reply, UNAVAILABLE } from './remote-calls.ts';

interface Request {
  readonly database: { readonly id: number; readonly call: Call };
}
interface Answer {
  readonly database: Reply;
}

/** In the worker process. */
export function remote(backend: Database['backend']): Database {
  const calls = new Calls((database) => {
    if (process.send === undefined) throw new StoreUnavailable('this process has no parent');
    // A parent that is gone is told by 'disconnect'.
    process.send({ database } satisfies Request, () => {});
  });
  process.on('message', (message: Partial<Answer>) => {
    if (message.database !== undefined) calls.receive(message.database);
  });
  process.on('disconnect', () => calls.lost());
  return {
    backend,
    ...portOver((call) => calls.call(call)),
    listen: async (channel, onNotify) => {
      const isNew = !calls.channels.includes(channel);
      calls.addListener(channel, onNotify);
      if (isNew) await calls.call({ op: 'listen', channel });
    },
    close: async () => {},
  };
}

/** In the parent: answers the calls of a child. */
export function serveDatabase(child: ChildProcess, db: Database): void {
  const send = (database: Reply) => {
    // A child that has just died needs no answer.
    if (child.connected) child.send({ database } satisfies Answer, () => {});
  };
  child.on('message', async (message: Partial<Request>) => {
    if (message.database === undefined) return;
    // What a killed child still had in its pipe must not happen after its jobs were handed back.
    if (child.exitCode !== null || child.signalCode !== null) return;
    const { id, call } = message.database;
    send(
      await perform(db, call, send).then(
        (value): Reply => ({ kind: 'value', id, value }),
        (fault: unknown): Reply => faultReply(id, fault),
      ),
    );
  });
}

async function perform(db: Database, call: Call, send: (reply: Reply) => void): Promise<unknown> {
  switch (call.op) {
    case 'query':
      return db.query(call.sql, call.values);
    case 'transaction':
      return db.transaction(call.statements);
    case 'exec':
      return db.exec(call.script);
    case 'listen': {
      const { channel } = call;
      return db.listen(channel, (payload) => send({ kind: 'notify', channel, payload }));
    }
    case 'close':
      return null;
  }
}

function faultReply(id: number, fault: unknown): Reply {
  const message = fault instanceof Error ? fault.message : String(fault);
  if (fault instanceof StoreUnavailable) return { kind: 'fault', id, message, code: UNAVAILABLE };
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : null;
  return { kind: 'fault', id, message, code };
}
