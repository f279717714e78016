/** Counties and their versions. */
import { randomUUID } from 'node:crypto';
import type { IntakeIssue } from '../../domain/finding.ts';
import type { StoredFile } from '../../domain/job.ts';
import type {
  Actor,
  CountyView,
  ErasureCertificate,
  Page,
  PageRequest,
  Service,
  VersionView,
} from '../contract.ts';
import { audited } from '../store/audit.ts';
import { keptNow } from '../store/blobs.ts';
import type { Row } from '../store/database.ts';
import { type Ground, iso, NEWEST, paged, position } from './ground.ts';

const COUNTY = `select c.id, c.name, c.created_at, c.latest_version_id, c.seq,
  (select count(*)::int from version v where v.county_id = c.id) as versions from county c`;

/** What is kept of a version beside its figures; personal, so in a blob. */
export interface VersionDetail {
  readonly files: readonly StoredFile[];
  readonly mends: unknown;
  readonly sheets: unknown;
}

/** Tables that an erasure empties of a county, in the words of the certificate. */
const COUNTED = {
  files: 'blob',
  versions: 'version',
  policies: 'policy',
  jobs: 'job',
  proposals: 'proposal',
} as const;

type CountyPart = Service['counties'];

export class CountyBook implements CountyPart {
  readonly #ground: Ground;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  async create(name: string, by: Actor): Promise<CountyView> {
    const id = randomUUID();
    const insert = {
      sql: 'insert into county (id, name, created_by) values ($1, $2, $3)',
      values: [id, name, by.id],
    };
    const deed = { action: 'county.create', target: id, countyId: id };
    await this.#ground.db.transaction([insert, audited(by, deed)]);
    return (await this.get(id)) as CountyView;
  }

  async get(id: string): Promise<CountyView | null> {
    const [row] = await this.#ground.db.query(`${COUNTY} where c.id = $1`, [id]);
    return row === undefined ? null : countyView(row);
  }

  async list(by: Actor, page: PageRequest): Promise<Page<CountyView>> {
    const rows = await this.#ground.db.query<Row & { seq: number }>(
      `${COUNTY} where c.seq > $1 and ($2::uuid is null or c.id = $2) order by c.seq limit $3`,
      [position(page, 0), by.countyId, page.limit + 1],
    );
    return paged(rows, page, countyView);
  }

  /** Jobs that run meanwhile find no row to write to. Keys of the county are revoked. */
  async erase(id: string, why: string, by: Actor): Promise<ErasureCertificate | null> {
    const { db, queue } = this.#ground;
    const [counts] = await db.query<Record<string, number>>(
      `select ${Object.entries(COUNTED)
        .map(
          ([word, table]) => `(select count(*)::int from ${table} where county_id = $1) as ${word}`,
        )
        .join(', ')}`,
      [id],
    );
    const jobs = await db.query<{ id: string }>('select id from job where county_id = $1', [id]);
    const detail = { why, counts };
    const done = await db.transaction([
      { sql: 'select id from county where id = $1 for update', values: [id], expect: 1 },
      { sql: 'delete from proposal where county_id = $1', values: [id] },
      { sql: 'delete from job where county_id = $1', values: [id] },
      { sql: 'delete from county where id = $1', values: [id] },
      // Jobs before their queue entries, as everywhere: else two could wait for each other.
      ...(await queue.dequeue(jobs.map((job) => job.id))),
      {
        sql: 'update api_key set revoked_at = now() where county_id = $1 and revoked_at is null',
        values: [id],
      },
      audited(by, { action: 'county.erase', target: id, countyId: id, detail }),
      { sql: 'select at from audit_log order by seq desc limit 1' },
    ]);
    if (done === null) return null;
    const [[entry], [moment]] = done.slice(-2) as [[{ hash: string }], [{ at: string }]];
    return {
      ...{ countyId: id, erasedAt: moment.at, by: by.id, why },
      ...{ counts: counts ?? {}, auditHash: entry.hash },
    };
  }

  async versions(countyId: string, page: PageRequest): Promise<Page<VersionView>> {
    const rows = await this.#ground.db.query<Row & { seq: number }>(
      `${VERSION} where v.county_id = $1 and v.number < $2 order by v.number desc limit $3`,
      [countyId, Math.min(position(page, NEWEST), 2_147_483_647), page.limit + 1],
    );
    return paged(rows, page, (row) => this.#versionView(row));
  }

  async version(id: string): Promise<VersionView | null> {
    const [row] = await this.#ground.db.query(`${VERSION} where v.id = $1`, [id]);
    return row === undefined ? null : this.#versionView(row);
  }

  #versionView(row: Row): VersionView {
    const text = this.#ground.blobs.opened(
      String(row.county_id),
      String(row.detail_blob),
      row.detail_bytes as Uint8Array,
    );
    const detail = JSON.parse(new TextDecoder().decode(text)) as VersionDetail;
    return {
      id: String(row.id),
      countyId: String(row.county_id),
      number: Number(row.number),
      hash: row.hash as string | null,
      createdAt: iso(row.created_at),
      createdBy: String(row.created_by),
      ...detail,
      findings: {
        error: Number(row.errors),
        warning: Number(row.warnings),
        mended: Number(row.mended),
      },
      counts: row.counts as VersionView['counts'],
    };
  }

  async findings(
    versionId: string,
    page: PageRequest,
    code: string | null,
  ): Promise<Page<IntakeIssue>> {
    const [row] = await this.#ground.db.query<{ county_id: string; findings_blob: string }>(
      'select county_id, findings_blob from version where id = $1',
      [versionId],
    );
    if (row === undefined) return { items: [], next: null };
    const all = await this.#ground.blobs.json<IntakeIssue[]>(row.county_id, row.findings_blob);
    const chosen = code === null ? all : all.filter((issue) => issue.code === code);
    const from = position(page, 0);
    const to = from + page.limit;
    return { items: chosen.slice(from, to), next: to < chosen.length ? String(to) : null };
  }

  async findingKinds(versionId: string): ReturnType<Service['counties']['findingKinds']> {
    const [row] = await this.#ground.db.query<{ kinds: never }>(
      'select kinds from version where id = $1',
      [versionId],
    );
    return row?.kinds ?? [];
  }

  async text(versionId: string): Promise<string | null> {
    const [row] = await this.#ground.db.query<{ county_id: string; county_blob: string | null }>(
      'select county_id, county_blob from version where id = $1',
      [versionId],
    );
    if (row === undefined || row.county_blob === null) return null;
    return this.#ground.blobs.text(row.county_id, row.county_blob);
  }

  async file(versionId: string, name: string): Promise<Uint8Array | null> {
    const [row] = await this.#ground.db.query<{ county_id: string; hash: string }>(
      `select v.county_id, f.hash from version v join job_file f on f.job_id = v.job_id
       where v.id = $1 and f.name = $2`,
      [versionId, name],
    );
    return row === undefined ? null : this.#ground.blobs.read(row.county_id, row.hash);
  }

  async keepFile(
    countyId: string,
    name: string,
    bytes: Uint8Array,
    by: Actor,
  ): Promise<StoredFile> {
    const { hash, statement } = this.#ground.blobs.keep(countyId, bytes);
    const detail = { hash, bytes: bytes.length };
    await this.#ground.db.transaction([
      statement,
      keptNow(countyId, [hash]),
      audited(by, { action: 'file.keep', target: hash, countyId, detail }),
    ]);
    return { name, hash };
  }
}

const VERSION = `select v.*, v.number as seq, b.bytes as detail_bytes from version v
  join blob b on b.county_id = v.county_id and b.hash = v.detail_blob`;

function countyView(row: Row): CountyView {
  return {
    id: String(row.id),
    name: String(row.name),
    createdAt: iso(row.created_at),
    latestVersionId: row.latest_version_id as string | null,
    versions: Number(row.versions),
  };
}
