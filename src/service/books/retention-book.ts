/**
 * 留存期限: erases of each county what is older than the term and nobody decided on. By age since it ended (jobs), was made
 * (versions) or was last handed in (bytes), there go: jobs with their files and events, and their proposals that are a draft
 * or withdrawn; versions but the newest; bytes that no row names any more (uploads, answers, reports).
 * There stay: proposals that were published, approved or superseded, with all that is behind them; the newest version that
 * can be solved; policies; the audit log, which names nobody and gets a certificate of each erasure.
 */
import type { Actor, ErasureCertificate } from '../contract.ts';
import { audited } from '../store/audit.ts';
import type { Row, Statement } from '../store/database.ts';
import type { Ground } from './ground.ts';

const SYSTEM: Pick<Actor, 'id'> = { id: 'system' };

/** Rows of county $1 that are older than the moment $2. */
const OLD_ROWS = `with decided as (select * from proposal where county_id = $1 and state not in ('draft', 'withdrawn')),
  old_job as (select id from job j where county_id = $1 and ended_at < $2
    and not exists (select from decided d where d.job_id = j.id)
    and not exists (select from objection o join decided d on d.id = o.proposal_id where o.job_id = j.id)),
  old_version as (select v.id from version v join county c on c.id = v.county_id
    where v.county_id = $1 and v.created_at < $2 and v.id is distinct from c.latest_version_id
    and not exists (select from job j where j.version_id = v.id and j.id <> v.job_id and j.id not in (table old_job))
    and not exists (select from proposal p where p.version_id = v.id and p.job_id not in (table old_job)))
  select to_json(array(table old_version)) as versions,
    to_json(array(select id from proposal where job_id in (table old_job))) as proposals,
    to_json(array(select id from old_job where id not in
      (select job_id from version where county_id = $1 and id not in (table old_version)))) as jobs`;

/** Hashes that rows of county $1 name. What a spec names inside is young instead: each submission says so (`kept_at`). */
const NAMED = `select spec_blob as hash from job where county_id = $1
  union select incumbent_blob from job where county_id = $1
  union select f.hash from job_file f join job j on j.id = f.job_id where j.county_id = $1
  union select unnest(array[county_blob, findings_blob, detail_blob]) from version where county_id = $1
  union select a.why_blob from approval a join proposal p on p.id = a.proposal_id where p.county_id = $1
  union select unnest(array[o.reason_blob, o.ruling_blob]) from objection o join proposal p on p.id = o.proposal_id
    where p.county_id = $1`;
const OLD_BYTES = `select hash, size from blob b where county_id = $1 and kept_at < $2
  and not exists (select from (${NAMED}) n where n.hash = b.hash)`;

type Term = { readonly days: number; readonly before: string };

export class RetentionBook {
  readonly #ground: Ground;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** Erases what is older than so many days. @returns a certificate of each erasure */
  async apply(days: number): Promise<readonly ErasureCertificate[]> {
    const rows = await this.#ground.db.query<{ id: string; before: Date }>(
      'select id, now() - make_interval(days => $1) as before from county order by seq',
      [days],
    );
    const certificates: (ErasureCertificate | null)[] = [];
    for (const { id, before } of rows) {
      const term = { days, before: before.toISOString() };
      certificates.push(await this.#rows(id, term), await this.#bytes(id, term));
    }
    return certificates.filter((each) => each !== null);
  }

  async #rows(countyId: string, term: Term): Promise<ErasureCertificate | null> {
    const [old] = await this.#ground.db.query<Record<'jobs' | 'proposals' | 'versions', string[]>>(
      OLD_ROWS,
      [countyId, term.before],
    );
    const { jobs = [], proposals = [], versions = [] } = old ?? {};
    const counts = { jobs: jobs.length, proposals: proposals.length, versions: versions.length };
    return this.#erase(countyId, term, counts, [
      // Decided on since it was looked at: then nothing goes this time.
      erased('proposal', `state in ('draft', 'withdrawn') and id = any($1::uuid[])`, proposals),
      erased('job', 'id = any($1::uuid[])', jobs),
      erased('version', 'id = any($1::uuid[])', versions),
    ]);
  }

  /** Whoever names bytes takes the lock of the audit log first, and so does this: none are named between look and deed. */
  async #bytes(countyId: string, term: Term): Promise<ErasureCertificate | null> {
    const values = [countyId, term.before];
    const old = await this.#ground.db.query<{ hash: string; size: number }>(OLD_BYTES, values);
    const bytes = old.reduce((sum, { size }) => sum + size, 0);
    return this.#erase(countyId, term, { files: old.length, bytes }, [
      {
        sql: `delete from blob where county_id = $1 and hash in (select hash from (${OLD_BYTES}) o where hash = any($3::text[]))`,
        values: [...values, old.map(({ hash }) => hash)],
        expect: old.length,
      },
    ]);
  }

  /** Exactly what was counted, or nothing; and nothing while jobs wait or run, which may name what would go. */
  async #erase(
    countyId: string,
    { days, before }: Term,
    counts: Readonly<Record<string, number>>,
    deletions: readonly Statement[],
  ): Promise<ErasureCertificate | null> {
    if (Object.values(counts).every((count) => count === 0)) return null;
    const detail = { before, counts, days };
    const done = await this.#ground.db.transaction([
      { sql: 'select id from county where id = $1 for update', values: [countyId], expect: 1 },
      {
        sql: `select 1 where not exists (select from job where county_id = $1 and state in ('queued', 'running'))`,
        values: [countyId],
        expect: 1,
      },
      ...deletions,
      audited(SYSTEM, { action: 'county.retention', target: countyId, countyId, detail }),
      { sql: 'select at from audit_log order by seq desc limit 1' },
    ]);
    if (done === null) return null;
    const [[entry], [moment]] = done.slice(-2) as [[Row], [Row]];
    return {
      ...{ countyId, erasedAt: String(moment?.at), by: SYSTEM.id, why: `留存期限 ${days} 天` },
      ...{ counts, auditHash: String(entry?.hash) },
    };
  }
}

function erased(table: string, where: string, ids: readonly string[]): Statement {
  return { sql: `delete from ${table} where ${where}`, values: [ids], expect: ids.length };
}
