/** Who is asking: a key in `Authorization: Bearer`, or the session cookie of the page. */
import { createHash } from 'node:crypto';
import type { Actor, Service } from '../service/contract.ts';
import type { FailureLimit } from './limits.ts';
import { ProblemFault } from './problem.ts';

const SESSION_COOKIE = 'tiaopei_session';
/** Asked of every write with a cookie: another site's form cannot send it. */
const CSRF_HEADER = 'x-tiaopei';
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Longest secret that is looked at. */
const LONGEST_SECRET = 200;

export interface Identity {
  readonly actor: Actor;
  /** The session's token; null with a key. */
  readonly session: string | null;
}

/**
 * Null = nothing that holds was shown.
 * @throws ProblemFault `rate-limited` for an address that keeps failing, `csrf-header-missing`
 */
export async function identify(
  request: Request,
  service: Service,
  failures: FailureLimit,
  address: string,
): Promise<Identity | null> {
  const secret = bearer(request);
  if (secret !== null) {
    const actor = await verified(secret, service, failures, address);
    return actor === null ? null : { actor, session: null };
  }
  const token = sessionToken(request);
  const actor = token === null ? null : await service.keys.session(token);
  if (actor === null) return null;
  if (!SAFE_METHODS.has(request.method) && request.headers.get(CSRF_HEADER) !== '1') {
    throw new ProblemFault('csrf-header-missing');
  }
  return { actor, session: token };
}

/**
 * The slow hash is paid for each unknown secret: an address that keeps showing wrong ones is stopped before it, unless
 * the secret held a moment ago.
 * @throws ProblemFault `rate-limited`
 */
export async function verified(
  secret: string,
  service: Service,
  failures: FailureLimit,
  address: string,
): Promise<Actor | null> {
  const digest = createHash('sha256').update(secret).digest('base64');
  failures.check(address, digest);
  const actor = await service.keys.authenticate(secret);
  if (actor === null) failures.failed(address, digest);
  else failures.held(digest);
  return actor;
}

function bearer(request: Request): string | null {
  const match = /^Bearer\s+([\w~+/=.-]+)$/i.exec(request.headers.get('authorization') ?? '');
  const secret = match?.[1];
  return secret === undefined || secret.length > LONGEST_SECRET ? null : secret;
}

function sessionToken(request: Request): string | null {
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === SESSION_COOKIE && value !== undefined && /^[\w-]{1,200}$/.test(value)) {
      return value;
    }
  }
  return null;
}

/** `Set-Cookie` of a session; `null` clears it. `secure` when the service is reached over HTTPS. */
export function sessionCookie(
  token: string | null,
  lifetimeSeconds: number,
  secure: boolean,
): string {
  const life = token === null ? 0 : lifetimeSeconds;
  const flags = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  return `${SESSION_COOKIE}=${token ?? ''}; Max-Age=${life}; ${flags}`;
}
