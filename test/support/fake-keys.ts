/** Keys and sessions of the service in memory. */
import { randomUUID } from 'node:crypto';
import type { Actor, KeyView, Role, Service } from '../../src/service/contract.ts';
import { at, kept, mine, paged, sha256 } from './fake-lists.ts';

interface FakeKey extends KeyView {
  readonly secret: string;
}

type KeyPart = Service['keys'];

export class FakeKeys implements KeyPart {
  /** Of the first start; null once it was used. */
  signInToken: string | null = 'first-sign-in';
  readonly #keys = kept<FakeKey>();
  readonly #sessions = new Map<string, Actor>();
  readonly #check: () => void;

  /** @param check throws the fault that a test has switched on */
  constructor(check: () => void) {
    this.#check = check;
  }

  make(name: string, role: Role, countyId: string | null, expiresAt: string | null = null) {
    const id = randomUUID();
    const key: FakeKey = {
      ...{ id, name, role, countyId, createdAt: at, expiresAt, revokedAt: null, lastUsedAt: null },
      secret: `tk_${id}_${sha256(id)}`,
    };
    this.#keys.values.set(id, key);
    return key;
  }

  create: KeyPart['create'] = async ({ name, role, countyId, expiresAt }) => {
    const { secret, ...key } = this.make(name, role, countyId, expiresAt);
    return { key, secret };
  };

  list: KeyPart['list'] = async (by, page) => {
    const { items, next } = paged(this.#keys, page, ({ countyId }) => mine(by, countyId));
    return { items: items.map(({ secret: _, ...key }) => key), next };
  };

  revoke: KeyPart['revoke'] = async (id, by) => {
    const key = this.#keys.values.get(id);
    if (key === undefined || !mine(by, key.countyId)) return null;
    const { secret: _, ...revoked } = { ...key, revokedAt: at };
    this.#keys.values.set(id, { ...key, revokedAt: at });
    return revoked;
  };

  authenticate: KeyPart['authenticate'] = async (secret) => {
    this.#check();
    const key = [...this.#keys.values.values()].find((each) => each.secret === secret);
    return key === undefined || key.revokedAt !== null ? null : actorOf(key);
  };

  openSession: KeyPart['openSession'] = async (actor) => {
    const token = sha256(randomUUID());
    this.#sessions.set(token, actor);
    return { token, expiresAt: at };
  };

  session: KeyPart['session'] = async (token) => this.#sessions.get(token) ?? null;

  closeSession: KeyPart['closeSession'] = async (token) => {
    this.#sessions.delete(token);
  };

  redeemSignIn: KeyPart['redeemSignIn'] = async (token) => {
    this.#check();
    if (token !== this.signInToken) return null;
    this.signInToken = null;
    return { id: 'key:first', role: 'admin', countyId: null };
  };
}

function actorOf({ id, role, countyId }: KeyView): Actor {
  return { id: `key:${id}`, role, countyId };
}
