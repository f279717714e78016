/** Liveness. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Jobs } from '../service/index.ts';
import { Health } from './schemas.ts';

const health = createRoute({
  method: 'get',
  path: '/health',
  summary: '健康检查 (liveness)',
  responses: {
    200: { content: { 'application/json': { schema: Health } }, description: '正常 (ok)' },
  },
});

export function healthRoutes(jobs: Jobs): OpenAPIHono {
  const app = new OpenAPIHono();
  app.openapi(health, (c) =>
    c.json({ status: 'ok' as const, activeJobs: jobs.activeCount() }, 200),
  );
  return app;
}
