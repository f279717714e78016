/** A proxy before PostgreSQL that holds back what the server says from a `begin` on, until a certain text has gone to it. */
import { connect, createServer } from 'node:net';

/** A client that waits for an answer in between would wait for ever: so long and no longer. */
const GIVE_UP_MS = 10_000;

export interface DeafProxy {
  /** The same URL by way of the proxy. */
  readonly url: string;
  /** Whether answers were held back until the text came, and not longer than it took. */
  readonly wasDeaf: () => boolean;
  close(): void;
}

export async function deafUntil(target: string, text: string): Promise<DeafProxy> {
  const to = new URL(target);
  const [port, host] = [Number(to.port), to.hostname];
  let ended: 'text' | 'given-up' | null = null;
  const server = createServer((client) => {
    const upstream = connect(port, host);
    let heldBack: Buffer[] | null = null;
    const release = (why: 'text' | 'given-up') => {
      if (heldBack === null) return;
      ended ??= why;
      for (const chunk of heldBack) client.write(chunk);
      heldBack = null;
    };
    client.on('data', (chunk) => {
      const said = chunk.toString('latin1');
      if (said.includes('begin')) {
        heldBack = [];
        setTimeout(() => release('given-up'), GIVE_UP_MS).unref();
      }
      upstream.write(chunk);
      if (said.includes(text)) release('text');
    });
    upstream.on('data', (chunk) => {
      if (heldBack === null) client.write(chunk);
      else heldBack.push(chunk);
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => {});
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  to.port = String((server.address() as { port: number }).port);
  return { url: to.href, wasDeaf: () => ended === 'text', close: () => server.close() };
}
