/** Reading the audit log, and recomputing its chain. */
import type { Actor, AuditEntry, Page, PageRequest, Service } from '../contract.ts';
import { auditHash } from '../store/audit.ts';
import type { Row } from '../store/database.ts';
import { type Ground, paged, position } from './ground.ts';

type AuditPart = Service['auditLog'];

const BATCH = 500;
const NO_ENTRY = '0'.repeat(64);
const EVERY: Actor = { id: 'system', role: 'admin', countyId: null };

export class AuditBook implements AuditPart {
  readonly #ground: Ground;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  async list(by: Actor, page: PageRequest): Promise<Page<AuditEntry>> {
    const rows = await this.#rows(by, position(page, 0), page.limit + 1);
    return paged(rows, page, entryView);
  }

  async *all(by: Actor): AsyncIterable<AuditEntry> {
    for (let after = 0; ; ) {
      const rows = await this.#rows(by, after, BATCH);
      yield* rows.map(entryView);
      if (rows.length < BATCH) return;
      after = Number(rows.at(-1)?.seq);
    }
  }

  async verify(): ReturnType<AuditPart['verify']> {
    let previous = NO_ENTRY;
    let entries = 0;
    for await (const entry of this.all(EVERY)) {
      const fits =
        entry.seq === entries + 1 && entry.previous === previous && entry.hash === auditHash(entry);
      if (!fits) return { entries, broken: entry.seq };
      entries += 1;
      previous = entry.hash;
    }
    return { entries, broken: null };
  }

  #rows({ countyId }: Actor, after: number, limit: number) {
    return this.#ground.db.query<Row & { seq: number | string }>(
      `select * from audit_log where seq > $1 and ($2::uuid is null or county_id = $2)
       order by seq limit $3`,
      [after, countyId, limit],
    );
  }
}

function entryView(row: Row): AuditEntry {
  return {
    seq: Number(row.seq),
    at: String(row.at),
    actor: String(row.actor),
    countyId: row.county_id as string | null,
    action: String(row.action),
    target: String(row.target),
    detail: JSON.parse(String(row.detail)) as Record<string, unknown>,
    previous: String(row.previous),
    hash: String(row.hash),
  };
}
