/** The API without a socket: what tests call and what the server listens with. */
import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import type { Jobs } from '../service/index.ts';
import { healthRoutes } from './health.ts';
import { jobRoutes } from './jobs.ts';
import { onError, problem } from './problem.ts';

/** Largest upload in bytes, the same as the workbook reader's limit. */
const MAX_BODY = 64 * 1024 * 1024;

export function createApp(jobs: Jobs): OpenAPIHono {
  const app = new OpenAPIHono();
  app.use(secureHeaders());
  app.use(
    bodyLimit({
      maxSize: MAX_BODY,
      onError: (c) => {
        // After a refused chunked body the socket is unusable: say so, or the next request hangs.
        c.header('Connection', 'close');
        return c.json(problem('too-large', '文件超过 64 MB (too large)'), 413);
      },
    }),
  );
  app.onError(onError);
  app.notFound((c) => c.json(problem('not-found', '没有这个地址 (not found)'), 404));
  app.route('/', jobRoutes(jobs));
  app.route('/', healthRoutes(jobs));
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Tiaopei 调配', version: '0.1.0', description: '县管校聘跨学区调配求解服务' },
  });
  return app;
}
