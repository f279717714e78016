/** Proposals, their approvals (F01–F06) and the objections against them. */
import type { Policy } from '../../domain/policy.ts';
import { Proposal } from '../../domain/proposal.ts';
import { publicityFrom } from '../../reports/index.ts';
import type {
  Actor,
  ApprovalState,
  ApprovalView,
  ObjectionView,
  Page,
  PageRequest,
  ProposalDiff,
  ProposalSummary,
  ProposalView,
  Ruled,
  Service,
} from '../contract.ts';
import { audited } from '../store/audit.ts';
import type { Row } from '../store/database.ts';
import {
  CHANGED_MEANWHILE,
  OPEN_OBJECTIONS,
  openObjections,
  refused,
  STATE_ZH,
  STEPS,
  step,
  supersede,
} from './approval-steps.ts';
import { type Ground, iso, NEWEST, paged, position } from './ground.ts';
import type { JobBook } from './job-book.ts';
import { ObjectionBook, textOf } from './objection-book.ts';
import { proposalDiff } from './proposal-diff.ts';

type ProposalPart = Service['proposals'];

const PROPOSAL = `select p.*, p.number as seq, coalesce((select json_agg(json_build_object('name', f.name, 'hash', f.hash,
  'bytes', f.bytes) order by f.name) from job_file f where f.job_id = p.job_id), '[]') as files from proposal p`;

export class ProposalBook implements ProposalPart {
  readonly #ground: Ground;
  readonly #jobs: JobBook;
  readonly #objections: ObjectionBook;

  constructor(ground: Ground, jobs: JobBook) {
    this.#ground = ground;
    this.#jobs = jobs;
    this.#objections = new ObjectionBook(ground, jobs, this);
  }

  async get(id: string): Promise<ProposalView | null> {
    const [row] = await this.#ground.db.query(`${PROPOSAL} where p.id = $1`, [id]);
    return row === undefined ? null : proposalView(row);
  }

  async list(countyId: string, page: PageRequest): Promise<Page<ProposalView>> {
    const rows = await this.#ground.db.query<Row & { seq: number }>(
      `${PROPOSAL} where p.county_id = $1 and p.number < $2 order by p.number desc limit $3`,
      [countyId, Math.min(position(page, NEWEST), 2_147_483_647), page.limit + 1],
    );
    return paged(rows, page, proposalView);
  }

  async rename(id: string, name: string, by: Actor): Promise<ProposalView | null> {
    const found = await this.get(id);
    if (found === null) return null;
    const { countyId } = found;
    await this.#ground.db.transaction([
      { sql: 'update proposal set name = $2 where id = $1', values: [id, name], expect: 1 },
      audited(by, { action: 'proposal.rename', target: id, countyId }),
    ]);
    return this.get(id);
  }

  async file(id: string, name: string): Promise<Uint8Array | null> {
    const found = await this.get(id);
    return found === null ? null : this.#jobs.file(found.jobId, name);
  }

  async diff(from: string, to: string): Promise<ProposalDiff | null> {
    const [one, other] = await Promise.all([this.document(from), this.document(to)]);
    if (one === null || other === null || one.countyId !== other.countyId) return null;
    return proposalDiff({ id: from, ...one }, { id: to, ...other });
  }

  async document(id: string): Promise<{ countyId: string; proposal: Proposal } | null> {
    const found = await this.get(id);
    const bytes = found === null ? null : await this.#jobs.file(found.jobId, 'proposal.json');
    if (found === null || bytes === null) return null;
    const raw: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return { countyId: found.countyId, proposal: Proposal.parse(raw) };
  }

  async #policyOf(id: string): Promise<Policy> {
    const document = await this.document(id);
    if (document === null) throw new Error('the proposal has no document');
    return document.proposal.policy.values;
  }

  async approvals(id: string): Promise<readonly ApprovalView[]> {
    const rows = await this.#ground.db.query(
      `select a.*, p.county_id, b.bytes as why_bytes from approval a join proposal p on p.id = a.proposal_id
       join blob b on b.county_id = p.county_id and b.hash = a.why_blob where a.proposal_id = $1 order by a.seq`,
      [id],
    );
    return rows.map((row) => ({
      proposalId: String(row.proposal_id),
      from: row.from_state as ApprovalState,
      to: row.to_state as ApprovalState,
      at: iso(row.at),
      by: String(row.by_actor),
      why: textOf(this.#ground, row, 'why'),
      publicity:
        row.publicity_start === null
          ? null
          : { start: String(row.publicity_start), end: String(row.publicity_end) },
    }));
  }

  async approve(
    id: string,
    to: ApprovalState,
    { why, publicityStart }: Parameters<ProposalPart['approve']>[2],
    by: Actor,
  ): Promise<Ruled<ApprovalView>> {
    const found = await this.get(id);
    if (found === null) return { kind: 'unknown' };
    const refusal = await this.#refusal(found, to, publicityStart);
    if (refusal !== null) return refusal;
    const { state: from, countyId } = found;
    const publicity =
      to === 'published' && publicityStart !== null
        ? publicityFrom(publicityStart, await this.#policyOf(id))
        : null;
    const kept = this.#ground.blobs.keepText(countyId, why);
    const done = await this.#ground.db.transaction([
      { sql: 'select id from county where id = $1 for update', values: [countyId], expect: 1 },
      {
        sql: 'update proposal set state = $3 where id = $1 and state = $2',
        values: [id, from, to],
        expect: 1,
      },
      ...(to === 'approved' ? [openObjections(id)] : []),
      kept.statement,
      step(id, { from, to, by, why: kept.hash, publicity }),
      ...(to === 'approved' ? supersede(found, by, kept.hash) : []),
      audited(by, { action: `proposal.${to}`, target: id, countyId, detail: { from } }),
    ]);
    if (done === null) return CHANGED_MEANWHILE;
    return { kind: 'done', value: (await this.approvals(id)).at(-1) as ApprovalView };
  }

  async #refusal(
    { id, state }: ProposalView,
    to: ApprovalState,
    publicityStart: string | null,
  ): Promise<Extract<Ruled<never>, { kind: 'refused' }> | null> {
    if (!STEPS[state].includes(to)) {
      return refused(
        'approval-step',
        `方案状态「${STATE_ZH[state]}」不能改为「${STATE_ZH[to]}」 (${state} → ${to} is not a step)。`,
      );
    }
    if (to === 'published' && publicityStart === null) {
      return refused(
        'publicity-start-missing',
        '发布公示须给出公示起始日期 (publishing needs the first day of publicity)。',
      );
    }
    if (to !== 'approved') return null;
    const [approvals, objections] = await Promise.all([this.approvals(id), this.objections(id)]);
    if (objections.some((each) => each.state === 'open')) return OPEN_OBJECTIONS;
    const end = approvals.find((each) => each.to === 'published')?.publicity?.end ?? '';
    if (end >= new Date().toISOString().slice(0, 10)) {
      return refused(
        'publicity-running',
        `公示期到 ${end} 为止，期满后方可批准 (F01: the publicity lasts until ${end})。`,
      );
    }
    return null;
  }

  objections(id: string): Promise<readonly ObjectionView[]> {
    return this.#objections.of(id);
  }

  object(id: string, teacherId: string, reason: string, by: Actor): Promise<Ruled<ObjectionView>> {
    return this.#objections.file(id, teacherId, reason, by);
  }

  rule(
    objectionId: string,
    ruling: Parameters<ProposalPart['rule']>[1],
    by: Actor,
  ): Promise<Ruled<ObjectionView>> {
    return this.#objections.rule(objectionId, ruling, by);
  }

  countyOfObjection(objectionId: string): Promise<string | null> {
    return this.#objections.countyOf(objectionId);
  }
}

function proposalView(row: Row): ProposalView {
  return {
    id: String(row.id),
    countyId: String(row.county_id),
    versionId: String(row.version_id),
    jobId: String(row.job_id),
    number: Number(row.number),
    name: row.name as string | null,
    createdAt: iso(row.created_at),
    createdBy: String(row.created_by),
    state: row.state as ApprovalState,
    status: row.status as ProposalView['status'],
    hash: String(row.hash),
    certificate: row.certificate as string | null,
    summary: row.summary as ProposalSummary,
    files: row.files as ProposalView['files'],
  };
}
