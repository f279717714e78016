/** Who is signed in. The key itself is never kept in the browser: the cookie is the service's. */
import { call, connection, statusOf } from '../api/request.ts';
import type { Me, Role } from '../api/shapes.ts';
import { createStore } from './store.ts';

export const me = createStore<Me | null>(null);

const RANK: Readonly<Record<Role, number>> = { viewer: 0, planner: 1, approver: 2, admin: 3 };

/** Each role may what the one before may. */
export function mayAs(role: Role): boolean {
  const now = me.get();
  return now !== null && RANK[now.role] >= RANK[role];
}

/** Asks who we are; whoever is not signed in goes to the service's own sign-in page. */
export async function loadMe(): Promise<void> {
  try {
    me.set(await call('GET /me', {}));
    connection.update((now) => ({ ...now, session: 'signed-in' }));
  } catch (fault) {
    if (statusOf(fault) === 401) location.assign(SIGN_IN);
    throw fault;
  }
}
const SIGN_IN = '/signin';

/** Signs in again after the session has run out. @throws ProblemError when the key is not known */
export async function signIn(key: string): Promise<void> {
  await call('POST /sessions', { body: { key } });
  await loadMe();
}

export async function signOut(): Promise<void> {
  await call('DELETE /sessions/current', {});
  location.assign(SIGN_IN);
}
