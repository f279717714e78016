/** What the proxy of the chaos keeps from the server; against a server that only listens. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type ReadingProxy, startProxy } from './proxy.ts';

const COMMIT = 'update job set state = $3, ended_at';
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

test('a statement that is never made: nothing that follows on its connection comes by either', async () => {
  const { heard, url } = await listener();
  let fire: () => void = () => {};
  const fired = new Promise<void>((resolve) => {
    fire = resolve;
  });
  // Whoever is to die takes a moment: its connection still sends what it has.
  const proxy = await startProxy({ target: url, onFire: async () => fire() });
  closing.push(() => proxy.close());
  const [client, other] = [await connected(proxy), await connected(proxy)];
  client.write('begin;');
  await expect.poll(heard).toBe('begin;');
  proxy.arm({ phase: 'commit', moment: 'before', target: 'worker', delayMs: 0 });
  client.write(`${COMMIT};`);
  await fired;
  client.write('insert into job_event;');
  other.write('of another connection;');
  await expect.poll(heard).toContain('of another connection;');
  client.end();
  await new Promise((resolve) => client.once('close', resolve));
  expect(heard()).toBe('begin;of another connection;');
});

async function listener(): Promise<{ heard: () => string; url: string }> {
  let text = '';
  const server: Server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const { port } = server.address() as { port: number };
  return { heard: () => text, url: `postgres://postgres@127.0.0.1:${port}/d` };
}

async function connected(proxy: ReadingProxy): Promise<Socket> {
  const { port, hostname } = new URL(proxy.url);
  const socket = connect(Number(port), hostname);
  closing.push(() => socket.destroy());
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
}
