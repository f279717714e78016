#!/usr/bin/env node
/**
 * `npm start`: opens the service, listens on PORT (8080) of HOST (127.0.0.1), keeps its data in TIAOPEI_DATA. Recovery is
 * done before it listens; the very first start prints an admin key and a one-time sign-in link. SIGINT and SIGTERM let
 * running jobs end within the grace period, or hand them back.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { InputError } from '../domain/errors.ts';
import { type OpenedService, openService } from '../service/index.ts';
import { productVersion } from '../service/reference.ts';
import { createApp } from './app.ts';
import { BODY_LIMITS } from './declare.ts';
import { createLogger, type Logger } from './log.ts';
import { readSettings, type Settings } from './settings.ts';

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const logger = createLogger(settings.logLevel, { write: (line) => process.stderr.write(line) });
  const opened = await openService({
    ...settings.service,
    onLog: ({ level, event, ...detail }) => logger[level]({ event, ...detail }),
  });
  const app = createApp(opened.service, {
    ...settings.app,
    logger,
    version: productVersion(),
    webFolder: webFolder(),
  });
  const { port, hostname } = settings;
  const server = serve({ fetch: app.fetch, port, hostname }, (address) => {
    greet(`http://${hostname}:${address.port}`, opened.firstStart);
  });
  server.on('error', (fault) => {
    complain(`无法监听 ${hostname}:${port} (cannot listen): ${fault.message}`);
    void opened.service.close(0).then(() => process.exit(2));
  });
  refuseBeforeItIsSent(server);
  stopOnSignals(server, opened, settings, logger);
}

/**
 * Who asks before sending (curl does, beyond a megabyte) is not told to go on with what is too large anyway: it would still
 * be sending when the socket is closed, and might never read why.
 */
function refuseBeforeItIsSent(server: ReturnType<typeof serve>): void {
  const most = Math.max(...Object.values(BODY_LIMITS));
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (Number(request.headers['content-length'] ?? 0) <= most) response.writeContinue();
    server.emit('request', request, response);
  });
}

/** The page stands beside the build, also when this runs from source. */
function webFolder(): string {
  const fromBuild = import.meta.url.includes('/dist/src/');
  return fileURLToPath(new URL(fromBuild ? '../../web/' : '../../dist/web/', import.meta.url));
}

function greet(origin: string, first: OpenedService['firstStart']): void {
  process.stdout.write(`调配 Tiaopei: ${origin} (GET /docs, /openapi.json)\n`);
  if (first === null) return;
  process.stdout.write(
    [
      '首次启动：以下密钥与链接只显示这一次，请妥善保存 (first start: shown once)',
      `管理员密钥 (admin key): ${first.secret}`,
      `登录链接，用一次即失效 (one-time sign-in link): ${origin}/signin?token=${first.signInToken}`,
      '',
    ].join('\n'),
  );
}

function stopOnSignals(
  server: ReturnType<typeof serve>,
  { service }: OpenedService,
  { graceMs }: Settings,
  logger: Logger,
): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    logger.info({ event: 'stopping', graceMs });
    server.close();
    // Open event streams would keep the socket for as long as their jobs run.
    if ('closeAllConnections' in server)
      setTimeout(() => server.closeAllConnections(), LAST_WORDS_MS);
    void service.close(graceMs).then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
}

/** Answers that are under way may end. */
const LAST_WORDS_MS = 1000;

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

main().catch((fault: unknown) => {
  if (!(fault instanceof InputError)) throw fault;
  for (const { code, message } of fault.issues) complain(`${code}: ${message}`);
  process.exit(2);
});
