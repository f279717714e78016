/** The thread that holds PGlite: a call at a time, so that its synchronous WebAssembly stalls nobody else. */
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, types } from '@electric-sql/pglite';
import type { Row, Statement } from './database.ts';
import type { Call, Reply } from './remote-calls.ts';

const port = parentPort;
if (port === null) throw new Error('the embedded database runs in a thread of its own');
const { folder } = workerData as { folder: string };

/** Leaves a transaction that is rolled back because an expectation did not hold. */
class Unexpected extends Error {}

/** Bytes travel as hex text; PGlite's own conversion takes a second for what these do in ten milliseconds. */
const hexOf = (bytes: Uint8Array) =>
  `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`;
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text.slice(2), 'hex'));

const db = await PGlite.create({
  dataDir: folder,
  relaxedDurability: false,
  serializers: { [types.BYTEA]: hexOf },
  parsers: { [types.BYTEA]: bytesOf },
});

async function transaction(statements: readonly Statement[]): Promise<Row[][] | null> {
  try {
    return await db.transaction(async (tx) => {
      const all: Row[][] = [];
      for (const { sql, values = [], expect } of statements) {
        const { rows, affectedRows } = await tx.query<Row>(sql, [...values]);
        const count = rows.length > 0 ? rows.length : (affectedRows ?? 0);
        if (expect !== undefined && count !== expect) throw new Unexpected();
        all.push(rows);
      }
      return all;
    });
  } catch (fault) {
    if (fault instanceof Unexpected) return null;
    throw fault;
  }
}

async function exec(script: string): Promise<Row[]> {
  try {
    return (await db.exec(script)).flatMap(({ rows }) => rows as Row[]);
  } catch (fault) {
    // There is one connection: it must not stay inside a failed transaction.
    await db.exec('rollback').catch(() => {});
    throw fault;
  }
}

async function run(call: Call): Promise<unknown> {
  switch (call.op) {
    case 'query':
      return (await db.query(call.sql, [...call.values])).rows;
    case 'transaction':
      return transaction(call.statements);
    case 'exec':
      return exec(call.script);
    case 'listen': {
      const { channel } = call;
      await db.listen(channel, (payload) =>
        port?.postMessage({ kind: 'notify', channel, payload } satisfies Reply),
      );
      return null;
    }
    case 'close':
      return db.close();
  }
}

port.on('message', async ({ id, call }: { id: number; call: Call }) => {
  const reply = await run(call).then(
    (value): Reply => ({ kind: 'value', id, value }),
    (fault: unknown): Reply => ({
      kind: 'fault',
      id,
      message: fault instanceof Error ? fault.message : String(fault),
      code: fault instanceof Error && 'code' in fault ? String(fault.code) : null,
    }),
  );
  port.postMessage(reply);
  if (call.op === 'close') port.close();
});
port.postMessage({ kind: 'ready' } satisfies Reply);
