/** 异议 (F02–F05): filed against a published proposal, ruled once; upheld with a lock, the round is solved again around it. */
import { randomUUID } from 'node:crypto';
import type { Locks } from '../../domain/policy.ts';
import type { Proposal } from '../../domain/proposal.ts';
import type { Actor, ObjectionView, ProposalView, Ruled, Service } from '../contract.ts';
import { audited } from '../store/audit.ts';
import type { Row } from '../store/database.ts';
import { refused } from './approval-steps.ts';
import { type Ground, iso, isoOrNull } from './ground.ts';
import type { JobBook } from './job-book.ts';

type ProposalPart = Service['proposals'];

/** Where the proposals themselves are read. */
interface Proposals {
  get(id: string): Promise<ProposalView | null>;
  document(id: string): Promise<{ readonly proposal: Proposal } | null>;
}

/** Text that lies in a blob joined as `<name>_bytes`. */
export function textOf({ blobs }: Pick<Ground, 'blobs'>, row: Row, name: string): string {
  const bytes = row[`${name}_bytes`] as Uint8Array;
  const hash = String(row[`${name}_blob`]);
  return new TextDecoder().decode(blobs.opened(String(row.county_id), hash, bytes));
}

export class ObjectionBook {
  readonly #ground: Ground;
  readonly #jobs: JobBook;
  readonly #proposals: Proposals;

  constructor(ground: Ground, jobs: JobBook, proposals: Proposals) {
    this.#ground = ground;
    this.#jobs = jobs;
    this.#proposals = proposals;
  }

  async of(id: string): Promise<readonly ObjectionView[]> {
    return this.#where('o.proposal_id = $1', id);
  }

  async #where(where: string, id: string): Promise<readonly ObjectionView[]> {
    const rows = await this.#ground.db.query(
      `select o.*, p.county_id, b.bytes as reason_bytes, r.bytes as ruling_bytes from objection o
       join proposal p on p.id = o.proposal_id
       join blob b on b.county_id = p.county_id and b.hash = o.reason_blob
       left join blob r on r.county_id = p.county_id and r.hash = o.ruling_blob where ${where} order by o.seq`,
      [id],
    );
    return rows.map((row) => ({
      id: String(row.id),
      proposalId: String(row.proposal_id),
      teacherId: String(row.teacher_id),
      state: row.state as ObjectionView['state'],
      filedAt: iso(row.filed_at),
      filedBy: String(row.filed_by),
      reason: textOf(this.#ground, row, 'reason'),
      ruledAt: isoOrNull(row.ruled_at),
      ruledBy: row.ruled_by as string | null,
      ruling: row.ruling_blob === null ? null : textOf(this.#ground, row, 'ruling'),
      jobId: row.job_id as string | null,
    }));
  }

  async file(
    id: string,
    teacherId: string,
    reason: string,
    by: Actor,
  ): Promise<Ruled<ObjectionView>> {
    const document = await this.#proposals.document(id);
    const found = await this.#proposals.get(id);
    if (found === null || document === null) return { kind: 'unknown' };
    const { placements, standby } = document.proposal;
    if (![...placements, ...standby].some((each) => each.teacherId === teacherId)) {
      return refused(
        'unknown-teacher',
        '该职工号不在此方案中 (this staff number is not in the proposal)。',
      );
    }
    const objectionId = randomUUID();
    const { countyId } = found;
    const kept = this.#ground.blobs.keepText(countyId, reason);
    const done = await this.#ground.db.transaction([
      {
        sql: `select id from proposal where id = $1 and state = 'published' for update`,
        values: [id],
        expect: 1,
      },
      kept.statement,
      {
        sql: 'insert into objection (id, proposal_id, teacher_id, filed_by, reason_blob) values ($1, $2, $3, $4, $5)',
        values: [objectionId, id, teacherId, by.id, kept.hash],
      },
      audited(by, {
        action: 'objection.file',
        target: objectionId,
        countyId,
        detail: { proposalId: id, teacherId },
      }),
    ]);
    if (done === null) {
      return refused(
        'not-published',
        '只能对公示中的方案提出异议 (F02: only a published proposal can be objected to)。',
      );
    }
    return { kind: 'done', value: (await this.#objection(objectionId)) as ObjectionView };
  }

  async #objection(id: string): Promise<ObjectionView | null> {
    return (await this.#where('o.id = $1', id))[0] ?? null;
  }

  async rule(
    objectionId: string,
    { upheld, why, lock }: Parameters<ProposalPart['rule']>[1],
    by: Actor,
  ): Promise<Ruled<ObjectionView>> {
    const objection = await this.#objection(objectionId);
    const found = objection === null ? null : await this.#proposals.get(objection.proposalId);
    if (objection === null || found === null) return { kind: 'unknown' };
    const { countyId } = found;
    const again =
      upheld && lock !== null ? await this.#solveAgain(found, objection, lock, by) : null;
    const kept = this.#ground.blobs.keepText(countyId, why);
    const state = upheld ? 'upheld' : 'rejected';
    const done = await this.#ground.db.transaction([
      ...(again?.statements ?? []),
      kept.statement,
      {
        sql: `update objection set state = $2, ruled_at = now(), ruled_by = $3, ruling_blob = $4, job_id = $5
          where id = $1 and state = 'open'`,
        values: [objectionId, state, by.id, kept.hash, again?.id ?? null],
        expect: 1,
      },
      audited(by, { action: 'objection.rule', target: objectionId, countyId, detail: { state } }),
    ]);
    if (done === null)
      return refused('already-ruled', '该异议已有结论 (this objection has been ruled)。');
    return { kind: 'done', value: (await this.#objection(objectionId)) as ObjectionView };
  }

  /** The same round with the ruling as a lock, around as few other changes as can be. */
  async #solveAgain(
    { id, countyId, versionId }: ProposalView,
    { teacherId }: ObjectionView,
    { forced, banned }: NonNullable<Parameters<ProposalPart['rule']>[1]['lock']>,
    by: Actor,
  ) {
    const document = await this.#proposals.document(id);
    if (document === null) throw new Error('the proposal has no document');
    const lock = (postGroupId: string | null) =>
      postGroupId === null ? [] : [{ teacherId, postGroupId }];
    const steer: Locks = { forced: lock(forced), banned: lock(banned) };
    const values = document.proposal.policy.values;
    const options = {
      backend: 'auto',
      mode: null,
      timeLimitSeconds: null,
      nodeLimit: null,
      exportModel: false,
    } as const;
    return this.#jobs.prepare(
      {
        ...{ countyId, priority: 0, idempotencyKey: null },
        spec: {
          ...{ kind: 'place', versionId, policy: { values }, options, operation: 'solve' },
          ...{ plan: null, steer, keep: id },
        },
      },
      null,
      by,
      // A ruling is not refused because the queue is long.
      Number.MAX_SAFE_INTEGER,
    );
  }

  async countyOf(objectionId: string): Promise<string | null> {
    const [row] = await this.#ground.db.query<{ county_id: string }>(
      'select p.county_id from objection o join proposal p on p.id = o.proposal_id where o.id = $1',
      [objectionId],
    );
    return row?.county_id ?? null;
  }
}
