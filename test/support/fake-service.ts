/**
 * A service in memory: the contract without store, queue and workers. Jobs end when they are submitted, except `reform`
 * jobs, which run until they are cancelled. Two counties, a key for each role and binding; faults can be switched on.
 */
import { randomUUID } from 'node:crypto';
import type { JobSpec, JobState } from '../../src/domain/job.ts';
import { DEFAULT_POLICY, type Policy, parsePolicy, policyHash } from '../../src/domain/policy.ts';
import type { Proposal } from '../../src/domain/proposal.ts';
import { propose } from '../../src/planning/index.ts';
import type {
  Actor,
  ApprovalView,
  AuditEntry,
  CountyView,
  JobEvent,
  JobView,
  ObjectionView,
  PolicyView,
  ProposalView,
  Role,
  Service,
  VersionView,
} from '../../src/service/contract.ts';
import {
  ANSWER,
  DEFAULT_HASH,
  ENGLISH_ANSWER,
  FINDINGS,
  OPTIONS,
  PERSONAL_HASH,
  personalCounty,
  REFUSED,
} from './fake-county.ts';
import { FakeKeys } from './fake-keys.ts';
import { at, type Kept, kept, mine, paged, sha256 } from './fake-lists.ts';

/** Solved once for all. */
let solved: ReturnType<typeof propose> | null = null;

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Ids of one county's things, for tests that ask for each of them. */
export interface Seeded {
  readonly county: string;
  readonly version: string;
  /** A version that errors stand in the way of. */
  readonly broken: string;
  readonly policy: string;
  readonly job: string;
  /** A job that runs. */
  readonly running: string;
  readonly proposal: string;
  readonly other: string;
  readonly objection: string;
  readonly key: string;
}

/** What a test may switch on. */
export interface Faults {
  queueFull: boolean;
  ready: boolean;
  /** Thrown by every call that reads or writes things. */
  thrown: Error | null;
}

export class FakeService implements Service {
  readonly faults: Faults = { queueFull: false, ready: true, thrown: null };
  readonly seeds: Record<'a' | 'b', Seeded>;
  readonly secrets = new Map<string, string>();
  readonly keys = new FakeKeys(() => this.#check());
  readonly #counties = kept<CountyView>();
  readonly #versions = kept<VersionView>();
  readonly #policies = kept<PolicyView>();
  readonly #jobs = kept<JobView>();
  readonly #specs = new Map<string, string>();
  readonly #idempotent = new Map<string, { id: string; body: string }>();
  readonly #events = new Map<string, JobEvent[]>();
  readonly #wakes = new Set<() => void>();
  readonly #proposals = kept<ProposalView>();
  readonly #approvals: ApprovalView[] = [];
  readonly #objections = kept<ObjectionView>();
  readonly #log: AuditEntry[] = [];
  readonly #files = new Set<string>();
  readonly #proposal: Proposal;
  readonly #proposalText: string;

  constructor(proposal: Proposal) {
    this.#proposal = proposal;
    this.#proposalText = JSON.stringify(proposal);
    this.seeds = { a: this.#seed('甲县'), b: this.#seed('乙县') };
    for (const role of ['viewer', 'planner', 'approver', 'admin'] as const) {
      for (const [name, countyId] of [
        ['all', null],
        ['a', this.seeds.a.county],
        ['b', this.seeds.b.county],
      ] as const) {
        this.secrets.set(
          `${role}-${name}`,
          this.keys.make(`${role}-${name}`, role, countyId).secret,
        );
      }
    }
  }

  static async open(): Promise<FakeService> {
    solved ??= propose(personalCounty, DEFAULT_POLICY);
    const outcome = await solved;
    if (outcome.kind !== 'proposal') throw new Error(outcome.kind);
    return new FakeService(outcome.proposal);
  }

  /** Another one like it was at first. */
  renewed(): FakeService {
    return new FakeService(this.#proposal);
  }

  secret(role: Role, binding: 'all' | 'a' | 'b'): string {
    return this.secrets.get(`${role}-${binding}`) as string;
  }

  #seed(name: string): Seeded {
    const by: Actor = { id: 'system', role: 'admin', countyId: null };
    const county = this.#newCounty(name, by).id;
    const version = this.#newVersion(county, true).id;
    const broken = this.#newVersion(county, false).id;
    const policy = this.#keepPolicy(county, 'p', DEFAULT_POLICY, by).id;
    const choice = { versionId: version, policy: { values: {} } };
    const place = (): JobSpec => ({
      kind: 'place',
      ...choice,
      options: { ...OPTIONS },
      operation: 'solve',
      plan: null,
      steer: null,
      keep: null,
    });
    const job = this.#start(county, place(), 0, by);
    const other = this.#start(county, place(), 0, by);
    const running = this.#start(
      county,
      { kind: 'reform', ...choice, mode: 'rehearsal', to: null, state: null, journal: null },
      0,
      by,
    );
    const proposal = job.proposalId as string;
    const objection = this.#object(proposal, 't1', '不服', by).id;
    const key = this.keys.make(`seed-${name}`, 'viewer', county).id;
    return {
      ...{ county, version, broken, policy, job: job.id, running: running.id },
      ...{ proposal, other: other.proposalId as string, objection, key },
    };
  }

  #check(): void {
    if (this.faults.thrown !== null) throw this.faults.thrown;
  }

  #note(by: Actor, action: string, target: string, countyId: string | null): void {
    const previous = this.#log.at(-1)?.hash ?? '0'.repeat(64);
    const seq = this.#log.length + 1;
    const entry = { seq, at, actor: by.id, countyId, action, target, detail: {}, previous };
    this.#log.push({ ...entry, hash: sha256(JSON.stringify(entry)) });
  }

  #newCounty(name: string, by: Actor): CountyView {
    const id = randomUUID();
    const county = { id, name, createdAt: at, latestVersionId: null, versions: 0 };
    this.#counties.values.set(id, county);
    this.#note(by, 'county.create', id, id);
    return county;
  }

  #newVersion(countyId: string, good: boolean): VersionView {
    const county = this.#counties.values.get(countyId) as CountyView;
    const id = randomUUID();
    const version: VersionView = {
      ...{ id, countyId, number: county.versions + 1, createdAt: at, createdBy: 'system' },
      hash: good ? PERSONAL_HASH : null,
      files: [{ name: 'county.xlsx', hash: sha256('county') }],
      mends: null,
      findings: { error: good ? 0 : 1, warning: 1, mended: 0 },
      sheets: [],
      counts: good ? { schools: 2, teachers: 2, postGroups: 1 } : null,
    };
    this.#versions.values.set(id, version);
    this.#files.add(`${countyId}/${sha256('county')}`);
    const latestVersionId = good ? id : county.latestVersionId;
    this.#counties.values.set(countyId, {
      ...county,
      latestVersionId,
      versions: county.versions + 1,
    });
    return version;
  }

  #newPolicy(countyId: string, name: string, raw: unknown, by: Actor): PolicyView {
    return this.#keepPolicy(countyId, name, parsePolicy(raw), by);
  }

  #keepPolicy(countyId: string, name: string, values: Policy, by: Actor): PolicyView {
    const id = randomUUID();
    const hash = values === DEFAULT_POLICY ? DEFAULT_HASH : policyHash(values);
    const policy = { id, countyId, name, hash, values, createdAt: at };
    this.#policies.values.set(id, { ...policy, createdBy: by.id });
    this.#note(by, 'policy.create', id, countyId);
    return { ...policy, createdBy: by.id };
  }

  #event(id: string, kind: JobEvent['kind'], data: unknown): void {
    const events = this.#events.get(id) ?? [];
    events.push({ seq: events.length + 1, kind, at, data });
    this.#events.set(id, events);
    for (const wake of this.#wakes) wake();
  }

  #start(countyId: string, spec: JobSpec, priority: number, by: Actor): JobView {
    const id = randomUUID();
    const open: JobView = {
      ...{ id, countyId, kind: spec.kind, state: 'running', priority, attempt: 1, attempts: 3 },
      ...{ submittedAt: at, queuedAt: at, startedAt: at, solvingAt: at, endedAt: null },
      ...{ cancelRequested: false, progress: null, result: null, limit: null, versionId: null },
      ...{ proposalId: null, files: [], reasons: [], issues: [], error: null },
    };
    this.#specs.set(id, JSON.stringify(spec));
    this.#note(by, 'job.submit', id, countyId);
    this.#event(id, 'state', { state: 'queued' });
    this.#event(id, 'state', { state: 'running' });
    this.#event(id, 'progress', { phase: 'solve', tier: 1, tiers: 9, gap: 0.5 });
    const job = spec.kind === 'reform' ? open : this.#ended(open, spec);
    this.#jobs.values.set(id, job);
    if (job.endedAt !== null) this.#event(id, 'state', { state: job.state });
    return job;
  }

  #ended(open: JobView, spec: JobSpec): JobView {
    const done = { ...open, state: 'done' as const, endedAt: at };
    const entry = (name: string, text: string) => ({
      ...{ name, hash: sha256(text), bytes: bytesOf(text).length },
    });
    if (spec.kind === 'check') {
      return { ...done, result: 'version', versionId: this.#newVersion(open.countyId, true).id };
    }
    if (spec.kind !== 'place') {
      const english = spec.kind === 'explain' ? [entry('answer.en.json', ENGLISH_ANSWER)] : [];
      return { ...done, result: 'answer', files: [entry('answer.json', ANSWER), ...english] };
    }
    const files = [entry('proposal.json', this.#proposalText)];
    const proposal = this.#newProposal(done, spec.versionId, files);
    return { ...done, result: 'proposal', proposalId: proposal.id, files };
  }

  #newProposal(job: JobView, versionId: string, files: JobView['files']): ProposalView {
    const { objective, solver, status, gap, standby, placements, round } = this.#proposal;
    const id = randomUUID();
    const view: ProposalView = {
      ...{ id, countyId: job.countyId, versionId, jobId: job.id, number: 1, name: null, status },
      ...{ createdAt: at, createdBy: 'system', state: 'draft', certificate: null, files },
      hash: sha256(this.#proposalText),
      summary: {
        ...{ round, movers: 2, placed: placements.length, standby: standby.length, unfilled: 0 },
        ...{ gap, solver, policyHash: sha256('policy'), checks: { pass: 1, warn: 0, fail: 0 } },
        tiers: objective.tiers,
      },
    };
    this.#proposals.values.set(id, view);
    return view;
  }

  #object(proposalId: string, teacherId: string, reason: string, by: Actor): ObjectionView {
    const id = randomUUID();
    const objection: ObjectionView = {
      ...{ id, proposalId, teacherId, state: 'open', filedAt: at, filedBy: by.id, reason },
      ...{ ruledAt: null, ruledBy: null, ruling: null, jobId: null },
    };
    this.#objections.values.set(id, objection);
    return objection;
  }

  /** Null = everything that the spec names is of the county. */
  #unknownReference(countyId: string, spec: JobSpec): string | null {
    const wanted: [string, string, Kept<{ countyId: string }>][] = [];
    if ('versionId' in spec) wanted.push(['versionId', spec.versionId, this.#versions]);
    if ('proposalId' in spec) wanted.push(['proposalId', spec.proposalId, this.#proposals]);
    if ('policy' in spec && 'policyId' in spec.policy) {
      wanted.push(['policy', spec.policy.policyId, this.#policies]);
    }
    const plan = 'plan' in spec ? spec.plan : null;
    if (plan !== null && 'proposalId' in plan) {
      wanted.push(['plan.proposalId', plan.proposalId, this.#proposals]);
    }
    if (spec.kind === 'place' && spec.keep !== null) {
      wanted.push(['keep', spec.keep, this.#proposals]);
    }
    const found = wanted.find(([, id, { values }]) => values.get(id)?.countyId !== countyId);
    if (found !== undefined) return found[0];
    const files = spec.kind === 'check' && spec.files !== 'demo' ? spec.files : [];
    const all = plan !== null && 'file' in plan ? [...files, plan.file] : files;
    return all.every(({ hash }) => this.#files.has(`${countyId}/${hash}`)) ? null : 'files';
  }

  readonly counties: Service['counties'] = {
    create: async (name, by) => {
      this.#check();
      return this.#newCounty(name, by);
    },
    get: async (id) => {
      this.#check();
      return this.#counties.values.get(id) ?? null;
    },
    list: async (by, page) => paged(this.#counties, page, ({ id }) => mine(by, id)),
    erase: async (countyId, why, by) => {
      if (!this.#counties.values.delete(countyId)) return null;
      this.#note(by, 'county.erase', countyId, countyId);
      const auditHash = this.#log.at(-1)?.hash as string;
      return { countyId, erasedAt: at, by: by.id, why, counts: { versions: 1 }, auditHash };
    },
    versions: async (countyId, page) =>
      paged(this.#versions, page, (each) => each.countyId === countyId),
    version: async (id) => {
      this.#check();
      return this.#versions.values.get(id) ?? null;
    },
    findings: async (_, page) => paged(FINDINGS, page, () => true),
    findingKinds: async () => [{ code: 'unknown-school', severity: 'warning', count: 1 }],
    text: async (id) => {
      const version = this.#versions.values.get(id);
      return version?.hash == null ? null : JSON.stringify(personalCounty);
    },
    file: async (id, name) =>
      name === 'findings.xlsx' && this.#versions.values.get(id)?.hash != null
        ? bytesOf('PK')
        : null,
    keepFile: async (countyId, name, bytes) => {
      this.#check();
      const hash = sha256(bytes);
      this.#files.add(`${countyId}/${hash}`);
      return { name, hash };
    },
  };

  readonly policies: Service['policies'] = {
    create: async (countyId, name, values, by) => this.#newPolicy(countyId, name, values, by),
    get: async (id) => this.#policies.values.get(id) ?? null,
    list: async (countyId, page) =>
      paged(this.#policies, page, (each) => each.countyId === countyId),
  };

  readonly jobs: Service['jobs'] = {
    submit: async ({ countyId, spec, priority, idempotencyKey }, by) => {
      this.#check();
      if (this.faults.queueFull) return { kind: 'queue-full', retryAfterSeconds: 5 };
      const path = this.#unknownReference(countyId, spec);
      if (path !== null) return { kind: 'unknown-reference', path };
      const key = `${countyId}/${idempotencyKey}`;
      const body = JSON.stringify(spec);
      const before = idempotencyKey === null ? undefined : this.#idempotent.get(key);
      if (before !== undefined) {
        if (before.body !== body) return { kind: 'key-reused' };
        const job = this.#jobs.values.get(before.id) as JobView;
        return { kind: 'accepted', job, repeated: true };
      }
      const job = this.#start(countyId, spec, priority, by);
      if (idempotencyKey !== null) this.#idempotent.set(key, { id: job.id, body });
      return { kind: 'accepted', job, repeated: false };
    },
    get: async (id) => {
      this.#check();
      return this.#jobs.values.get(id) ?? null;
    },
    list: async (by, { countyId, state }, page) =>
      paged(
        this.#jobs,
        page,
        (job) =>
          mine(by, job.countyId) &&
          (countyId === null || job.countyId === countyId) &&
          (state === null || job.state === state),
      ),
    cancel: async (id) => {
      const job = this.#jobs.values.get(id);
      if (job === undefined || job.endedAt !== null) return job ?? null;
      const ended = { ...job, state: 'cancelled' as JobState, endedAt: at, cancelRequested: true };
      this.#jobs.values.set(id, ended);
      this.#event(id, 'state', { state: 'cancelled' });
      return ended;
    },
    events: (id, after, signal) => this.#stream(id, after, signal),
    file: async (id, name) => this.#fileOf(this.#jobs.values.get(id), name),
  };

  async *#stream(id: string, after: number, signal: AbortSignal): AsyncIterable<JobEvent> {
    for (let seq = after; !signal.aborted; ) {
      const events = (this.#events.get(id) ?? []).slice(seq);
      yield* events;
      seq += events.length;
      if (this.#jobs.values.get(id)?.endedAt !== null) return;
      await new Promise<void>((done) => {
        const wake = () => {
          this.#wakes.delete(wake);
          done();
        };
        this.#wakes.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      });
    }
  }

  /** Another piece of progress of a running job. */
  progress(id: string, gap: number): void {
    this.#event(id, 'progress', { phase: 'solve', gap });
  }

  #fileOf(owner: { readonly files: JobView['files'] } | undefined, name: string) {
    if (owner?.files.some((file) => file.name === name) !== true) return null;
    if (name === 'answer.en.json') return bytesOf(ENGLISH_ANSWER);
    return bytesOf(name === 'answer.json' ? ANSWER : this.#proposalText);
  }

  readonly proposals: Service['proposals'] = {
    get: async (id) => {
      this.#check();
      return this.#proposals.values.get(id) ?? null;
    },
    list: async (countyId, page) =>
      paged(this.#proposals, page, (each) => each.countyId === countyId),
    rename: async (id, name) => {
      const proposal = this.#proposals.values.get(id);
      if (proposal === undefined) return null;
      this.#proposals.values.set(id, { ...proposal, name });
      return { ...proposal, name };
    },
    file: async (id, name) => this.#fileOf(this.#proposals.values.get(id), name),
    diff: async (from, to) => {
      const [one, two] = [from, to].map((id) => this.#proposals.values.get(id));
      if (one === undefined || one.countyId !== two?.countyId) return null;
      return { from, to, tiers: [], people: [], checks: { from: [], to: [] } };
    },
    approvals: async (id) => this.#approvals.filter(({ proposalId }) => proposalId === id),
    approve: async (id, to, { why }, by) => {
      const proposal = this.#proposals.values.get(id);
      if (proposal === undefined) return { kind: 'unknown' };
      if (proposal.state !== 'draft' || to !== 'published') return REFUSED;
      const approval = { proposalId: id, from: proposal.state, to, at, by: by.id, why };
      this.#approvals.push({ ...approval, publicity: { start: '2026-07-06', end: '2026-07-13' } });
      this.#proposals.values.set(id, { ...proposal, state: to });
      return { kind: 'done', value: this.#approvals.at(-1) as ApprovalView };
    },
    objections: async (id) =>
      [...this.#objections.values.values()].filter(({ proposalId }) => proposalId === id),
    object: async (id, teacherId, reason, by) => {
      if (teacherId !== 't1' && teacherId !== 't2') return REFUSED;
      return { kind: 'done', value: this.#object(id, teacherId, reason, by) };
    },
    rule: async (id, { upheld, why }, by) => {
      const objection = this.#objections.values.get(id);
      if (objection === undefined) return { kind: 'unknown' };
      if (objection.state !== 'open') return REFUSED;
      const state: ObjectionView['state'] = upheld ? 'upheld' : 'rejected';
      const ruled = { ...objection, state, ruledAt: at, ruledBy: by.id, ruling: why };
      this.#objections.values.set(id, ruled);
      return { kind: 'done', value: ruled };
    },
    countyOfObjection: async (id) => {
      const objection = this.#objections.values.get(id);
      return this.#proposals.values.get(objection?.proposalId ?? '')?.countyId ?? null;
    },
  };

  readonly auditLog: Service['auditLog'] = {
    list: async (by, page) => {
      const entries = kept<AuditEntry>();
      for (const entry of this.#log) entries.values.set(String(entry.seq), entry);
      return paged(entries, page, ({ countyId }) => mine(by, countyId));
    },
    all: (by) => entriesOf(this.#log.filter(({ countyId }) => mine(by, countyId))),
    verify: async () => ({ entries: this.#log.length, broken: null }),
  };

  ready = async (): Promise<boolean> => {
    this.#check();
    return this.faults.ready;
  };

  metrics: Service['metrics'] = async () => {
    this.#check();
    return {
      jobs: { queued: 1, running: 2, done: 3, failed: 0, cancelled: 0 },
      ...{ queueDepth: 1, queueLimit: 1000, storeBytes: 4096 },
      workers: [{ id: 'w1', threads: 2, busy: 1, rssBytes: 1e8, restarts: 0 }],
      durations: { place: { count: 3, sum: 4.5 } },
    };
  };

  async close(): Promise<void> {}
}

async function* entriesOf<T>(entries: readonly T[]): AsyncIterable<T> {
  yield* entries;
}
