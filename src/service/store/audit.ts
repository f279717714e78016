/**
 * The audit log: entries are appended by SQL in the transaction of the change they tell of. The hash of an entry is
 * SHA-256 over `previous \n seq \n at \n canonical JSON of {action, actor, countyId, detail, target}`.
 */
import { createHash } from 'node:crypto';
import type { Actor, AuditEntry } from '../contract.ts';
import type { Database, Statement } from './database.ts';

export interface Deed {
  readonly action: string;
  readonly target: string;
  readonly countyId: string | null;
  /** Ids, hashes and numbers only. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** The statement that writes an entry. */
export function audited(by: Pick<Actor, 'id'>, deed: Deed): Statement {
  const { action, target, countyId, detail = {} } = deed;
  const more = canonicalJson(detail);
  return {
    sql: 'select audit_append($1::text, $2::uuid, $3::text, $4::text, $5::text, $6::text) as hash',
    values: [by.id, countyId, action, target, more, body({ ...deed, actor: by.id, detail })],
    expect: 1,
  };
}

/** Also taken by `audit_append`: held to the end of the transaction. */
const TAKE_LOCK: Statement = { sql: 'select pg_advisory_xact_lock(7364201)' };

/**
 * The same database, where a transaction with an entry takes the lock of the log before anything else: two that wait for
 * each other's rows and for the log would never end.
 */
export function lockingFirst(db: Database): Database {
  return {
    ...db,
    transaction: async (statements) => {
      if (!statements.some(({ sql }) => sql.includes('audit_append('))) {
        return db.transaction(statements);
      }
      const rows = await db.transaction([TAKE_LOCK, ...statements]);
      return rows?.slice(1) ?? null;
    },
  };
}

type Body = Pick<AuditEntry, 'actor' | 'countyId' | 'action' | 'target' | 'detail'>;

function body({ actor, countyId, action, target, detail }: Body): string {
  return canonicalJson({ action, actor, countyId, detail, target });
}

/** What the hash of an entry must be. */
export function auditHash(entry: Omit<AuditEntry, 'hash'>): string {
  const { previous, seq, at } = entry;
  return createHash('sha256')
    .update(`${previous}\n${seq}\n${at}\n${body(entry)}`)
    .digest('hex');
}

/** JSON with the keys of every object in code-unit order. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : each,
  );
}
