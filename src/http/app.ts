/** The API without a socket: what tests call and what the server listens with. */
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Service } from '../service/contract.ts';
import { accessHandlers } from './handlers/access.ts';
import { bookHandlers } from './handlers/books.ts';
import { countyHandlers } from './handlers/counties.ts';
import { jobHandlers } from './handlers/jobs.ts';
import { policyHandlers } from './handlers/policies.ts';
import { proposalHandlers } from './handlers/proposals.ts';
import { type Rates, USUAL_RATES } from './limits.ts';
import { createLogger, faultPlaces, type Logger } from './log.ts';
import { HttpMetrics } from './metrics.ts';
import { createGuard, type Env, mount } from './mount.ts';
import { openApiDocument } from './openapi.ts';
import { asProblem, languageOf, PROBLEM_MEDIA, ProblemFault, problemBody } from './problem.ts';
import { accessRoutes } from './routes/access.ts';
import { bookRoutes } from './routes/books.ts';
import { countyRoutes } from './routes/counties.ts';
import { ROUTES } from './routes/index.ts';
import { jobRoutes } from './routes/jobs.ts';
import { policyRoutes } from './routes/policies.ts';
import { proposalRoutes } from './routes/proposals.ts';
import { secure } from './security-headers.ts';
import { readWebFiles } from './web-files.ts';

export interface AppOptions {
  readonly version?: string;
  /** Folder of the built page; absent = no page. */
  readonly webFolder?: string;
  readonly rates?: Rates;
  readonly logger?: Logger;
  /** Origins that other sites may ask from; none = no CORS headers at all. */
  readonly corsOrigins?: readonly string[];
  /** Cookies only over HTTPS. */
  readonly secureCookies?: boolean;
}

/** @param service what stands behind the API */
export function createApp(service: Service, options: AppOptions = {}): Hono<Env> {
  const rates = options.rates ?? USUAL_RATES;
  const logger = options.logger ?? createLogger('silent');
  const metrics = new HttpMetrics();
  const guard = createGuard(service, rates);
  const app = new Hono<Env>();
  const secureCookies = options.secureCookies ?? false;
  observe(app, logger, metrics, secureCookies);
  if (options.corsOrigins !== undefined && options.corsOrigins.length > 0) {
    app.use(cors({ origin: [...options.corsOrigins], allowHeaders: CORS_HEADERS, maxAge: 600 }));
  }
  app.onError((fault, c) => problemResponse(c, fault, logger));
  app.notFound((c) => problemResponse(c, new ProblemFault('not-found'), logger));
  const document = openApiDocument(ROUTES, options.version ?? '0');
  const web = readWebFiles(options.webFolder ?? '');
  mount(app, bookRoutes, bookHandlers({ document, web, metrics }), guard);
  mount(app, accessRoutes, accessHandlers({ secureCookies, failures: guard.failures }), guard);
  mount(app, countyRoutes, countyHandlers(), guard);
  mount(app, policyRoutes, policyHandlers(), guard);
  mount(app, jobRoutes, jobHandlers(rates), guard);
  mount(app, proposalRoutes, proposalHandlers(), guard);
  return app;
}

const CORS_HEADERS = ['Authorization', 'Content-Type', 'Idempotency-Key', 'Last-Event-ID'];

/** Request id, security headers, log line and metrics of every answer. */
function observe(app: Hono<Env>, logger: Logger, metrics: HttpMetrics, https: boolean): void {
  app.use(async (c, next) => {
    c.set('requestId', randomUUID());
    c.set('route', 'none');
    c.set('actorId', null);
    c.set('countyId', null);
    const start = performance.now();
    await next();
    const ms = performance.now() - start;
    secure(c.res.headers, https);
    c.res.headers.set('X-Request-Id', c.get('requestId'));
    const { route, actorId: actor, countyId: county, requestId: id } = c.var;
    metrics.count(route, c.res.status, ms / 1000);
    logger.info({ id, route, status: c.res.status, ms: Math.round(ms), actor, county });
  });
}

/** Faults of the asker are told in words; others leave as `internal` or `not-ready`, and their places in the log. */
function problemResponse(c: Context<Env>, fault: unknown, logger: Logger): Response {
  const problem = asProblem(fault) ?? operatorProblem(c, fault, logger);
  const body = problemBody(
    problem,
    languageOf(c.req.header('accept-language')),
    c.get('requestId'),
  );
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: {
      'Content-Type': `${PROBLEM_MEDIA}; charset=UTF-8`,
      'Cache-Control': 'no-store',
      ...problem.headers,
    },
  });
}

/** Seconds after which a store that does not answer is asked again. */
const ASK_AGAIN = { 'Retry-After': '2' };

function operatorProblem(c: Context<Env>, fault: unknown, logger: Logger): ProblemFault {
  logger.error({ id: c.get('requestId'), route: c.get('route'), ...faultPlaces(fault) });
  if (fault instanceof Error && fault.name === 'StoreUnavailable') {
    return new ProblemFault('not-ready', { headers: ASK_AGAIN });
  }
  return new ProblemFault('internal');
}
