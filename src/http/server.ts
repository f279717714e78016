#!/usr/bin/env node
/** `npm start`: listens on PORT (8080) of HOST (127.0.0.1); stops cleanly on SIGINT and SIGTERM. */
import { serve } from '@hono/node-server';
import { createPool, Jobs } from '../service/index.ts';
import { createApp } from './app.ts';

const port = Number(process.env.PORT ?? 8080);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write(`PORT 应为 0–65535 的整数 (must be a port number): ${process.env.PORT}\n`);
  process.exit(2);
}
const hostname = process.env.HOST ?? '127.0.0.1';
const pool = createPool({ threads: 2 });
const server = serve({ fetch: createApp(new Jobs(pool)).fetch, port, hostname }, (address) => {
  process.stdout.write(`调配 Tiaopei: http://${hostname}:${address.port} (GET /openapi.json)\n`);
});

server.on('error', (fault) => {
  process.stderr.write(`无法监听 ${hostname}:${port} (cannot listen): ${fault.message}\n`);
  void pool.destroy().then(() => process.exit(2));
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close();
    void pool.destroy().then(() => process.exit(0));
  });
}
