/** The child of `remote-database.ts`: performs what its parent asks through its own port, which leads back to the parent. */
import { remote } from '../../src/service/store/remote.ts';
import type { Call, Reply } from '../../src/service/store/remote-calls.ts';

const db = remote('pglite');
const tell = (answered: Reply) => process.send?.({ answered });

async function perform(call: Call): Promise<unknown> {
  if (call.op === 'query') return db.query(call.sql, call.values);
  if (call.op === 'transaction') return db.transaction(call.statements);
  if (call.op === 'exec') return db.exec(call.script);
  if (call.op === 'close') return null;
  const { channel } = call;
  return db.listen(channel, (payload) => tell({ kind: 'notify', channel, payload }));
}

process.on('message', async (message: { readonly asked?: { id: number; call: Call } }) => {
  if (message.asked === undefined) return;
  const { id, call } = message.asked;
  tell(
    await perform(call).then(
      (value): Reply => ({ kind: 'value', id, value }),
      (fault): Reply => ({ kind: 'fault', id, message: String(fault), code: fault?.code ?? null }),
    ),
  );
});
