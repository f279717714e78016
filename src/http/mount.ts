/**
 * From declarations and handlers to routes. One order for every route: who is asking → how often → role → path and query →
 * the thing in the asker's reach → body → handler → answer.
 */
import type { Context, Hono } from 'hono';
import type { Actor, Service } from '../service/contract.ts';
import { type Identity, identify } from './authentication.ts';
import { readBody } from './body.ts';
import { methodAndPath, type ReadHeader, type RouteShape, type RouteTable } from './declare.ts';
import type { Asked, Handlers, LooseReply } from './handler.ts';
import { FailureLimit, type Rates, RequestLimit } from './limits.ts';
import { checked, languageOf, ProblemFault } from './problem.ts';
import { send } from './reply.ts';
import { gateOf, permit, subjectOf } from './subjects.ts';

interface Variables {
  requestId: string;
  /** Route key and actor, for the log. */
  route: string;
  actorId: string | null;
  countyId: string | null;
}
export type Env = { Variables: Variables };

export interface Guard {
  readonly service: Service;
  readonly requests: RequestLimit;
  readonly failures: FailureLimit;
}

export function createGuard(service: Service, rates: Rates): Guard {
  return { service, requests: new RequestLimit(rates), failures: new FailureLimit(rates) };
}

/** Adds the routes of a table. */
export function mount<T extends RouteTable>(
  app: Hono<Env>,
  table: T,
  handlers: Handlers<T>,
  guard: Guard,
): void {
  for (const [key, route] of Object.entries(table)) {
    const { method, path } = methodAndPath(key);
    const handler = handlers[key] as unknown as Handler;
    app.on(method, path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c) => {
      c.set('route', key);
      return send(c, route, await answer(c, route, handler, guard));
    });
  }
}

type Handler = (asked: unknown) => Promise<LooseReply> | LooseReply;

/** Nobody: what an open route sees. */
const NOBODY: Actor = { id: 'nobody', role: 'viewer', countyId: null };

async function answer(
  c: Context<Env>,
  route: RouteShape,
  handler: Handler,
  guard: Guard,
): Promise<LooseReply> {
  const { service } = guard;
  const identity = await admit(c, route, guard);
  if (identity === 'sign-in') return { status: 303, raw: null, headers: { Location: '/signin' } };
  const { actor, session } = identity;
  const language = languageOf(c.req.header('accept-language'));
  const params = route.params && checked(route.params, c.req.param(), language);
  const query = route.query && checked(route.query, singleQuery(c), language);
  const { gate, passed } = gateOf(service, actor);
  const subject =
    route.scope === 'request'
      ? gate
      : await subjectOf(route.scope, service, (params ?? {}) as Record<string, string>, actor);
  const body = await readBody(c.req.raw, route.body, language);
  const asked: Record<keyof Asked<RouteShape>, unknown> = {
    ...{ service, actor, session, subject, language, ...body },
    params: params ?? null,
    query: query ?? null,
    header: (name: ReadHeader) => c.req.header(name),
    signal: c.req.raw.signal,
    address: addressOf(c),
  };
  const reply = await handler(asked);
  if (route.scope === 'request' && !passed()) throw new Error('The handler asked for no county.');
  return reply;
}

/**
 * Who is let in; `sign-in` = a browser without a session.
 * @throws ProblemFault `unauthenticated`, `rate-limited`, `forbidden`, `bound-to-county`, `csrf-header-missing`
 */
async function admit(
  c: Context<Env>,
  route: RouteShape,
  { service, requests, failures }: Guard,
): Promise<Identity | 'sign-in'> {
  const address = addressOf(c);
  if (route.role === 'open') {
    requests.take(`address:${address}`);
    return { actor: NOBODY, session: null };
  }
  const identity = await identify(c.req.raw, service, failures, address);
  if (identity === null) {
    requests.take(`address:${address}`);
    if (route.page === true) return 'sign-in';
    throw new ProblemFault('unauthenticated', { headers: { 'WWW-Authenticate': 'Bearer' } });
  }
  c.set('actorId', identity.actor.id);
  c.set('countyId', identity.actor.countyId);
  requests.take(identity.actor.id);
  permit(route, identity.actor);
  return identity;
}

/** Address of the other end of the socket; tests have none. */
function addressOf(c: Context): string {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return env?.incoming?.socket?.remoteAddress ?? 'local';
}

/** Query parameters; one that is given twice is kept as a list, which no schema takes. */
function singleQuery(c: Context): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [
      name,
      values.length === 1 ? (values[0] as string) : values,
    ]),
  );
}
