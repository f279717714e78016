/** Keys, sessions, sign-in. */

import type { Actor, Service } from '../../service/contract.ts';
import { sessionCookie, verified } from '../authentication.ts';
import type { Asked, Handlers } from '../handler.ts';
import type { FailureLimit } from '../limits.ts';
import { signedInPage, signInPage } from '../pages.ts';
import { badRequest, checked, ProblemFault } from '../problem.ts';
import type { accessRoutes } from '../routes/access.ts';
import type { Routes } from '../routes/index.ts';
import { NewSession } from '../schemas/access.ts';
import { mayAct } from '../subjects.ts';

/** Life of a session, seconds: a working day. */
const SESSION_SECONDS = 12 * 3600;

export interface AccessOptions {
  /** Cookies only over HTTPS. */
  readonly secureCookies: boolean;
  readonly failures: FailureLimit;
}

export function accessHandlers(options: AccessOptions): Handlers<typeof accessRoutes> {
  const open = async (service: Service, actor: Actor) => {
    const { token, expiresAt } = await service.keys.openSession(actor, SESSION_SECONDS);
    const cookie = sessionCookie(token, SESSION_SECONDS, options.secureCookies);
    return { expiresAt, headers: { 'Set-Cookie': cookie } };
  };
  return {
    'GET /signin': async ({ service, query, language, address }) => {
      if (query.token === undefined) {
        return { status: 200, ...signInPage(language, query.failed !== undefined) };
      }
      options.failures.check(address, '');
      const actor = await service.keys.redeemSignIn(query.token);
      if (actor === null) {
        options.failures.failed(address, '');
        throw new ProblemFault('unauthenticated');
      }
      const { headers } = await open(service, actor);
      const page = signedInPage(language);
      return { status: 200, ...page, headers: { ...page.headers, ...headers } };
    },
    'POST /sessions': async ({ service, json, form, language, address }) => {
      const { key } =
        form === null
          ? (json ?? { key: '' })
          : checked(NewSession, { key: form.get('key') }, language);
      const actor = await verified(key, service, options.failures, address);
      if (actor === null) {
        if (form === null) throw new ProblemFault('unauthenticated');
        return { status: 303, raw: null, headers: { Location: '/signin?failed=1' } };
      }
      const { expiresAt, headers } = await open(service, actor);
      if (form !== null) return { status: 303, raw: null, headers: { ...headers, Location: '/' } };
      return { status: 201, body: { ...identity(actor), expiresAt }, headers };
    },
    'DELETE /sessions/current': async ({ service, session }) => {
      if (session !== null) await service.keys.closeSession(session);
      const cookie = sessionCookie(null, 0, options.secureCookies);
      return { status: 204, raw: null, headers: { 'Set-Cookie': cookie } };
    },
    'GET /me': ({ actor }) => ({ status: 200, body: { ...identity(actor), expiresAt: null } }),
    'GET /keys': async ({ service, actor, query }) => ({
      status: 200,
      body: await service.keys.list(actor, pageRequest(query)),
    }),
    'POST /keys': createKey,
    'DELETE /keys/{key}': async ({ service, actor, params }) => {
      const key = await service.keys.revoke(params.key, actor);
      if (key === null) throw new ProblemFault('unknown-key');
      return { status: 200, body: key };
    },
  };
}

async function createKey({ service, actor, subject, json }: Asked<Routes['POST /keys']>) {
  if (json.countyId === null) subject.everywhere();
  else await subject.county(json.countyId);
  if (!mayAct(actor.role, json.role)) throw new ProblemFault('forbidden');
  // In UTC: a store may know fewer time zones than ISO 8601 has.
  const expiresAt = json.expiresAt === null ? null : new Date(json.expiresAt).toISOString();
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.now()) {
    throw badRequest([{ path: 'expiresAt', message: '已是过去的时间 (lies in the past)' }]);
  }
  return { status: 201, body: await service.keys.create({ ...json, expiresAt }, actor) } as const;
}

function identity({ id, role, countyId }: Actor) {
  return { id, role, countyId };
}

/** The page that a query asks for. */
export function pageRequest({ cursor, limit }: { cursor?: string | undefined; limit: number }) {
  return { cursor: cursor ?? null, limit };
}
