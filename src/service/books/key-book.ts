/**
 * Keys, sessions, the first sign-in. A key is `tk_<id>_<secret>`; of the secret only a slow hash is kept. A secret that
 * was found right is remembered in memory for a minute, its revocation is looked up again every few seconds. Requests that
 * show the same key at once wait for one look: a slow hash for each would hold up the service for seconds.
 */
import { createHash, randomBytes, randomUUID, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { InputError } from '../../domain/errors.ts';
import type { Actor, KeyView, Page, PageRequest, Role, Service } from '../contract.ts';
import { audited } from '../store/audit.ts';
import type { Row, Statement } from '../store/database.ts';
import { type Ground, iso, isoOrNull, paged, position } from './ground.ts';

type KeyPart = Service['keys'];

const slowHash = promisify(scrypt) as (
  secret: string,
  salt: Uint8Array,
  bytes: number,
) => Promise<Buffer>;
const SECRET_BYTES = 32;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const REMEMBERED_MS = 60_000;
/** Another process may have revoked the key: it works there no longer than this. */
const RECHECK_MS = 5_000;
const MOST_REMEMBERED = 10_000;
const SIGN_IN_HOURS = 24;
const LONGEST_SESSION_SECONDS = 86_400;
const KEY = /^tk_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_([\w-]{20,100})$/;
const SYSTEM: Pick<Actor, 'id'> = { id: 'system' };

interface Remembered {
  readonly actor: Actor;
  readonly keyId: string;
  readonly until: number;
  checked: number;
}

export class KeyBook implements KeyPart {
  readonly #ground: Ground;
  /** By SHA-256 of the whole key. */
  readonly #remembered = new Map<string, Remembered>();
  /** Keys that are being looked at. */
  readonly #looking = new Map<string, Promise<Actor | null>>();

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  async create(
    { name, role, countyId, expiresAt }: Parameters<KeyPart['create']>[0],
    by: Actor,
  ): ReturnType<KeyPart['create']> {
    if (by.countyId !== null && by.countyId !== countyId) refuseForeign();
    const made = await newKey({ name, role, countyId, expiresAt });
    const deed = { action: 'key.create', target: made.id, countyId, detail: { role } };
    await this.#ground.db.transaction([made.statement, audited(by, deed)]);
    return { key: (await this.#get(made.id)) as KeyView, secret: made.secret };
  }

  /** The admin key and the sign-in token of a store without any key; null when there are keys. */
  async first(): Promise<{ readonly secret: string; readonly signInToken: string } | null> {
    const made = await newKey({ name: 'first', role: 'admin', countyId: null, expiresAt: null });
    const signInToken = randomBytes(SECRET_BYTES).toString('base64url');
    const done = await this.#ground.db.transaction([
      { sql: 'lock table api_key in share row exclusive mode' },
      { sql: 'select 1 where not exists (select from api_key)', expect: 1 },
      made.statement,
      {
        sql: `insert into sign_in (token_hash, key_id, expires_at) values ($1, $2, now() + make_interval(hours => $3))`,
        values: [fastHash(signInToken), made.id, SIGN_IN_HOURS],
      },
      audited(SYSTEM, {
        action: 'key.create',
        target: made.id,
        countyId: null,
        detail: { role: 'admin' },
      }),
    ]);
    return done === null ? null : { secret: made.secret, signInToken };
  }

  async #get(id: string): Promise<KeyView | null> {
    const [row] = await this.#ground.db.query('select * from api_key where id = $1', [id]);
    return row === undefined ? null : keyView(row);
  }

  async list(by: Actor, page: PageRequest): Promise<Page<KeyView>> {
    const rows = await this.#ground.db.query<Row & { seq: number }>(
      'select * from api_key where seq > $1 and ($2::uuid is null or county_id = $2) order by seq limit $3',
      [position(page, 0), by.countyId, page.limit + 1],
    );
    return paged(rows, page, keyView);
  }

  async revoke(id: string, by: Actor): Promise<KeyView | null> {
    const found = await this.#get(id);
    const isForeign = by.countyId !== null && found?.countyId !== by.countyId;
    if (found === null || isForeign) return null;
    if (found.revokedAt === null) {
      await this.#ground.db.transaction([
        { sql: 'update api_key set revoked_at = now() where id = $1', values: [id] },
        { sql: 'delete from session where key_id = $1', values: [id] },
        audited(by, { action: 'key.revoke', target: id, countyId: found.countyId }),
      ]);
    }
    for (const [hash, { keyId }] of this.#remembered) {
      if (keyId === id) this.#remembered.delete(hash);
    }
    return this.#get(id);
  }

  async authenticate(secret: string): Promise<Actor | null> {
    const [, id, own] = KEY.exec(secret) ?? [];
    if (id === undefined || own === undefined) return null;
    const hash = fastHash(secret);
    const known = this.#remembered.get(hash);
    const now = Date.now();
    if (known !== undefined && known.until > now && now - known.checked < RECHECK_MS) {
      return known.actor;
    }
    const look = this.#looking.get(hash) ?? this.#look(id, own, hash);
    this.#looking.set(hash, look);
    return look.finally(() => this.#looking.delete(hash));
  }

  async #look(id: string, own: string, hash: string): Promise<Actor | null> {
    const known = this.#remembered.get(hash);
    const now = Date.now();
    if (known !== undefined && known.until > now && (await this.#valid(id)) !== null) {
      known.checked = now;
      return known.actor;
    }
    this.#remembered.delete(hash);
    return this.#proven(id, own, hash);
  }

  async #proven(id: string, own: string, hash: string): Promise<Actor | null> {
    const row = await this.#valid(id);
    // An unknown key costs as much as a wrong one.
    const salt = row === null ? Buffer.alloc(SALT_BYTES) : (row.salt as Uint8Array);
    const expected = row === null ? Buffer.alloc(HASH_BYTES) : (row.secret_hash as Uint8Array);
    const given = await slowHash(own, salt, HASH_BYTES);
    if (!timingSafeEqual(given, expected) || row === null) return null;
    const actor = actorOf(row);
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    const checked = Date.now();
    this.#remembered.set(hash, { actor, keyId: id, until: checked + REMEMBERED_MS, checked });
    await this.#ground.db.query('update api_key set last_used_at = now() where id = $1', [id]);
    return actor;
  }

  async #valid(id: string): Promise<Row | null> {
    const [row] = await this.#ground.db.query(
      `select * from api_key where id = $1 and ${IN_FORCE}`,
      [id],
    );
    return row ?? null;
  }

  async openSession(actor: Actor, lifetimeSeconds: number): ReturnType<KeyPart['openSession']> {
    const token = randomBytes(SECRET_BYTES).toString('base64url');
    const seconds = Math.min(lifetimeSeconds, LONGEST_SESSION_SECONDS);
    const done = await this.#ground.db.transaction([
      { sql: 'delete from session where expires_at < now()' },
      {
        sql: `insert into session (token_hash, key_id, expires_at)
          values ($1, $2, now() + make_interval(secs => $3)) returning expires_at`,
        values: [fastHash(token), keyIdOf(actor), seconds],
        expect: 1,
      },
      audited(actor, { action: 'session.open', target: keyIdOf(actor), countyId: actor.countyId }),
    ]);
    return { token, expiresAt: iso(done?.[1]?.[0]?.expires_at) };
  }

  async session(token: string): Promise<Actor | null> {
    const [row] = await this.#ground.db.query(
      `select k.* from session s join api_key k on k.id = s.key_id
       where s.token_hash = $1 and s.expires_at > now() and ${IN_FORCE.replaceAll('expires_at', 'k.expires_at')}`,
      [fastHash(token)],
    );
    return row === undefined ? null : actorOf(row);
  }

  async closeSession(token: string): Promise<void> {
    await this.#ground.db.query('delete from session where token_hash = $1', [fastHash(token)]);
  }

  async redeemSignIn(token: string): Promise<Actor | null> {
    const [row] = await this.#ground.db.query(
      `with used as (delete from sign_in where token_hash = $1 returning key_id, expires_at)
       select k.* from used u join api_key k on k.id = u.key_id
       where u.expires_at > now() and ${IN_FORCE.replaceAll('expires_at', 'k.expires_at')}`,
      [fastHash(token)],
    );
    return row === undefined ? null : actorOf(row);
  }
}

function refuseForeign(): never {
  throw new InputError([
    {
      code: 'foreign-county',
      path: 'countyId',
      message:
        '本县管理员只能为本县建立密钥 (a key of one county makes keys of that county only)。',
    },
  ]);
}

const IN_FORCE = 'revoked_at is null and (expires_at is null or expires_at > now())';

interface NewKey {
  readonly id: string;
  readonly secret: string;
  readonly statement: Statement;
}

async function newKey({
  name,
  role,
  countyId,
  expiresAt,
}: Parameters<KeyPart['create']>[0]): Promise<NewKey> {
  const id = randomUUID();
  const own = randomBytes(SECRET_BYTES).toString('base64url');
  const salt = randomBytes(SALT_BYTES);
  return {
    id,
    secret: `tk_${id}_${own}`,
    statement: {
      sql: `insert into api_key (id, name, role, county_id, salt, secret_hash, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7)`,
      values: [id, name, role, countyId, salt, await slowHash(own, salt, HASH_BYTES), expiresAt],
    },
  };
}

/** For secrets of 256 random bits a slow hash adds nothing. */
function fastHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function keyIdOf({ id }: Actor): string {
  return id.replace(/^key:/, '');
}

function actorOf(row: Row): Actor {
  return { id: `key:${row.id}`, role: row.role as Role, countyId: row.county_id as string | null };
}

function keyView(row: Row): KeyView {
  return {
    id: String(row.id),
    name: String(row.name),
    role: row.role as Role,
    countyId: row.county_id as string | null,
    createdAt: iso(row.created_at),
    expiresAt: isoOrNull(row.expires_at),
    revokedAt: isoOrNull(row.revoked_at),
    lastUsedAt: isoOrNull(row.last_used_at),
  };
}
