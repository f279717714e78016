/** A proxy before PostgreSQL that reads along: it knows which process a connection is of, and kills at the statement asked for. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { type KillPoint, phaseOf, waitsFor } from './kill-points.ts';

export interface ReadingProxy {
  /** The same URL by way of the proxy. */
  readonly url: string;
  arm(point: KillPoint): void;
  close(): void;
}

export interface ProxyOptions {
  readonly target: string;
  /** @param pid of the process that made the statement */
  readonly onFire: (point: KillPoint, pid: number) => Promise<void>;
}

export async function startProxy({ target, onFire }: ProxyOptions): Promise<ReadingProxy> {
  const to = new URL(target);
  const [toPort, toHost] = [Number(to.port), to.hostname];
  const state: { armed: KillPoint | null } = { armed: null };
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connect(toPort, toHost);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
    new Connection(client, upstream, state, onFire);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  to.port = String(port);
  to.hostname = '127.0.0.1';
  return {
    url: to.href,
    arm: (point) => {
      state.armed = point;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

class Connection {
  readonly #client: Socket;
  readonly #upstream: Socket;
  readonly #state: { armed: KillPoint | null };
  readonly #onFire: ProxyOptions['onFire'];
  #pid = 0;
  /** The server's answers stay here. */
  #withheld = false;
  /** And what is said to the server. Of a stream only the end can be missing: the rest of a transaction without its begin would be made. */
  #cut = false;

  constructor(
    client: Socket,
    upstream: Socket,
    state: { armed: KillPoint | null },
    onFire: ProxyOptions['onFire'],
  ) {
    this.#client = client;
    this.#upstream = upstream;
    this.#state = state;
    this.#onFire = onFire;
    client.on('data', (chunk) => this.#fromClient(chunk));
    upstream.on('data', (chunk) => {
      if (!this.#withheld) client.write(chunk);
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  }

  #fromClient(chunk: Buffer): void {
    if (this.#cut) return;
    const text = chunk.toString('latin1');
    if (this.#pid === 0) this.#pid = Number(/tiaopei\/(\d+)/.exec(text)?.[1] ?? 0);
    const point = this.#taken(text);
    if (point === null) {
      this.#upstream.write(chunk);
      return;
    }
    if (point.phase === 'solve') {
      this.#upstream.write(chunk);
      setTimeout(() => void this.#fire(point), point.delayMs);
    } else if (point.moment === 'before') {
      this.#cut = true;
      void this.#fire(point);
    } else {
      this.#withheld = point.moment === 'during';
      // 'after': the statement and its answer go by; the rest of the transaction does not.
      this.#upstream.write(chunk, () => void this.#fire(point));
    }
  }

  #taken(text: string): KillPoint | null {
    const phase = phaseOf(text);
    const { armed } = this.#state;
    if (armed === null || phase === null || waitsFor(armed) !== phase) return null;
    this.#state.armed = null;
    return armed;
  }

  async #fire(point: KillPoint): Promise<void> {
    if (point.target === 'connection') {
      this.#client.destroy();
      this.#upstream.destroy();
    }
    await this.#onFire(point, this.#pid);
  }
}
