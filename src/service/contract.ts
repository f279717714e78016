/**
 * What the API (and the command line's `worker`, `backup`, `restore`) may ask of the service. Plain data in and out; the
 * store, the queue and the worker processes stand behind it. Every change names its actor and enters the audit log in the
 * same transaction.
 */
import type { InputIssue } from '../domain/errors.ts';
import type { IntakeIssue } from '../domain/finding.ts';
import type { JobKind, JobProgress, JobSpec, JobState, StoredFile } from '../domain/job.ts';
import type { Policy } from '../domain/policy.ts';
import type { RuleCheck } from '../domain/proposal.ts';

/** 角色: viewer reads, planner works, approver signs, admin manages keys and erases. Each may what the one before may. */
export const ROLES = ['viewer', 'planner', 'approver', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts. `countyId` null = every county. */
export interface Actor {
  /** `key:<id>`, `worker:<id>` or `system`. */
  readonly id: string;
  readonly role: Role;
  readonly countyId: string | null;
}

/** A page of a list; `next` is the cursor of the following page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
export interface PageRequest {
  readonly cursor: string | null;
  /** 1–200. */
  readonly limit: number;
}

export interface CountyView {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  /** The newest version that can be solved; null before the first. */
  readonly latestVersionId: string | null;
  readonly versions: number;
}

/** A version of a county: what one set of files and mends was read as. Immutable. */
export interface VersionView {
  readonly id: string;
  readonly countyId: string;
  /** 1, 2, 3 … within the county. */
  readonly number: number;
  /** Hash of the county as read; null while findings stand in the way. */
  readonly hash: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly files: readonly StoredFile[];
  readonly mends: unknown;
  readonly findings: { readonly error: number; readonly warning: number; readonly mended: number };
  /** Recognised sheets and columns, as the intake tells them (`RecognisedSheet[]`). */
  readonly sheets: unknown;
  readonly counts: {
    readonly schools: number;
    readonly teachers: number;
    readonly postGroups: number;
  } | null;
}

export interface PolicyView {
  readonly id: string;
  readonly countyId: string;
  readonly name: string;
  readonly hash: string;
  readonly values: Policy;
  readonly createdAt: string;
  readonly createdBy: string;
}

export interface JobView {
  readonly id: string;
  readonly countyId: string;
  readonly kind: JobKind;
  readonly state: JobState;
  /** Smaller runs first; 0 = a person waits for it. */
  readonly priority: number;
  readonly attempt: number;
  readonly attempts: number;
  /** Five timestamps, ISO 8601; null = not yet. */
  readonly submittedAt: string;
  readonly queuedAt: string;
  readonly startedAt: string | null;
  readonly solvingAt: string | null;
  readonly endedAt: string | null;
  readonly cancelRequested: boolean;
  readonly progress: JobProgress | null;
  /** What it ended with. */
  readonly result:
    | 'version'
    | 'proposal'
    | 'evaluation'
    | 'no-allocation'
    | 'answer'
    | 'files'
    | 'bad-input'
    | 'fault'
    | null;
  readonly limit: string | null;
  readonly versionId: string | null;
  readonly proposalId: string | null;
  readonly files: readonly {
    readonly name: string;
    readonly hash: string;
    readonly bytes: number;
  }[];
  readonly reasons: readonly unknown[];
  readonly issues: readonly InputIssue[];
  /** In words, never a stack trace. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface JobEvent {
  /** 1, 2, 3 … within the job: the SSE id. */
  readonly seq: number;
  readonly kind: 'state' | 'progress' | 'incumbent';
  readonly at: string;
  readonly data: unknown;
}

export interface NewJob {
  readonly countyId: string;
  readonly spec: JobSpec;
  readonly priority: number;
  /** The same key of the same actor's county answers with the same job; another body under it is refused. */
  readonly idempotencyKey: string | null;
}

export type Submitted =
  | { readonly kind: 'accepted'; readonly job: JobView; readonly repeated: boolean }
  | { readonly kind: 'queue-full'; readonly retryAfterSeconds: number }
  | { readonly kind: 'key-reused' }
  /** A version, policy, proposal or file that the county does not have. */
  | { readonly kind: 'unknown-reference'; readonly path: string };

/** F01–F06: draft → published → (objections) → approved; withdrawn from any but approved; superseded by a later approval. */
const APPROVAL_STATES = ['draft', 'published', 'approved', 'withdrawn', 'superseded'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

export interface ProposalView {
  readonly id: string;
  readonly countyId: string;
  readonly versionId: string;
  readonly jobId: string;
  /** 1, 2, 3 … within the county. */
  readonly number: number;
  /** A name the planner gave; may be changed, everything else may not. */
  readonly name: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly state: ApprovalState;
  readonly status: 'optimal' | 'feasible';
  readonly hash: string;
  readonly certificate: string | null;
  /** Placed, standby, unfilled, tiers …: without people. */
  readonly summary: ProposalSummary;
  readonly files: readonly {
    readonly name: string;
    readonly hash: string;
    readonly bytes: number;
  }[];
}

export interface ProposalSummary {
  readonly round: string;
  readonly movers: number;
  readonly placed: number;
  readonly standby: number;
  readonly unfilled: number;
  readonly gap: number | null;
  readonly solver: { readonly backend: string; readonly version: string };
  readonly policyHash: string;
  readonly tiers: readonly {
    readonly id: string;
    readonly sense: 'min' | 'max';
    readonly value: number;
    readonly bound: number | null;
    readonly proof: string;
  }[];
  readonly checks: { readonly pass: number; readonly warn: number; readonly fail: number };
}

/** Two proposals of one county, down to persons. */
export interface ProposalDiff {
  readonly from: string;
  readonly to: string;
  readonly tiers: readonly {
    readonly id: string;
    readonly from: number | null;
    readonly to: number | null;
  }[];
  /** Post group id, or null for standby (rotation: stays). */
  readonly people: readonly {
    readonly teacherId: string;
    readonly from: string | null;
    readonly to: string | null;
  }[];
  readonly checks: { readonly from: readonly RuleCheck[]; readonly to: readonly RuleCheck[] };
}

export interface ApprovalView {
  readonly proposalId: string;
  readonly from: ApprovalState;
  readonly to: ApprovalState;
  readonly at: string;
  readonly by: string;
  readonly why: string;
  /** 'published': first and last day of publicity, at least five working days (F01). */
  readonly publicity: { readonly start: string; readonly end: string } | null;
}

export interface ObjectionView {
  readonly id: string;
  readonly proposalId: string;
  readonly teacherId: string;
  readonly state: 'open' | 'upheld' | 'rejected';
  readonly filedAt: string;
  readonly filedBy: string;
  readonly reason: string;
  readonly ruledAt: string | null;
  readonly ruledBy: string | null;
  readonly ruling: string | null;
  /** Upheld: the job that solved again around the rest. */
  readonly jobId: string | null;
}

export interface AuditEntry {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly countyId: string | null;
  /** E.g. `county.create`, `proposal.approve`, `key.revoke`. */
  readonly action: string;
  readonly target: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly previous: string;
  /** SHA-256 over previous and the entry's canonical JSON. */
  readonly hash: string;
}

export interface KeyView {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly countyId: string | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

/** A change that the state machine does not allow: a value, because a planner may try it. */
export type Ruled<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

export interface Service {
  readonly counties: {
    create(name: string, by: Actor): Promise<CountyView>;
    get(id: string): Promise<CountyView | null>;
    /** Of one county when the actor is bound to it. */
    list(by: Actor, page: PageRequest): Promise<Page<CountyView>>;
    /** Erases all data of a county; the certificate counts what was erased and enters the audit log. Null = unknown. */
    erase(id: string, why: string, by: Actor): Promise<ErasureCertificate | null>;
    versions(countyId: string, page: PageRequest): Promise<Page<VersionView>>;
    version(id: string): Promise<VersionView | null>;
    findings(versionId: string, page: PageRequest, code: string | null): Promise<Page<IntakeIssue>>;
    /** Findings of a version by code, most frequent first. */
    findingKinds(
      versionId: string,
    ): Promise<
      readonly { readonly code: string; readonly severity: string; readonly count: number }[]
    >;
    /** The county as canonical JSON text (personal data), null while it cannot be solved. */
    text(versionId: string): Promise<string | null>;
    /** A file that reading the version wrote: `findings.xlsx`, the workbook with its findings coloured. Null = none of that name. */
    file(versionId: string, name: string): Promise<Uint8Array | null>;
    /** Keeps uploaded bytes for jobs of the county; the same bytes are kept once. */
    keepFile(countyId: string, name: string, bytes: Uint8Array, by: Actor): Promise<StoredFile>;
  };
  readonly policies: {
    /** @throws InputError when the values are no policy */
    create(countyId: string, name: string, values: unknown, by: Actor): Promise<PolicyView>;
    get(id: string): Promise<PolicyView | null>;
    list(countyId: string, page: PageRequest): Promise<Page<PolicyView>>;
  };
  readonly jobs: {
    submit(job: NewJob, by: Actor): Promise<Submitted>;
    get(id: string): Promise<JobView | null>;
    list(
      by: Actor,
      filter: { readonly countyId: string | null; readonly state: JobState | null },
      page: PageRequest,
    ): Promise<Page<JobView>>;
    /** Asks for a stop; the best so far is kept. Null = unknown. */
    cancel(id: string, by: Actor): Promise<JobView | null>;
    /** Events after `seq`, then new ones as they come; ends after the final state or when the signal aborts. */
    events(id: string, after: number, signal: AbortSignal): AsyncIterable<JobEvent>;
    /** A file the job wrote: answers are `answer.json`. Null = none of that name. */
    file(id: string, name: string): Promise<Uint8Array | null>;
  };
  readonly proposals: {
    get(id: string): Promise<ProposalView | null>;
    list(countyId: string, page: PageRequest): Promise<Page<ProposalView>>;
    rename(id: string, name: string, by: Actor): Promise<ProposalView | null>;
    file(id: string, name: string): Promise<Uint8Array | null>;
    /** Null = one of them unknown, or of another county. */
    diff(from: string, to: string): Promise<ProposalDiff | null>;
    approvals(id: string): Promise<readonly ApprovalView[]>;
    approve(
      id: string,
      to: ApprovalState,
      what: { readonly why: string; readonly publicityStart: string | null },
      by: Actor,
    ): Promise<Ruled<ApprovalView>>;
    objections(id: string): Promise<readonly ObjectionView[]>;
    object(id: string, teacherId: string, reason: string, by: Actor): Promise<Ruled<ObjectionView>>;
    /** Upheld: `lock` says what is to be (a post, or not the old one), solved again around everybody else. */
    rule(
      objectionId: string,
      ruling: {
        readonly upheld: boolean;
        readonly why: string;
        readonly lock: { readonly forced: string | null; readonly banned: string | null } | null;
      },
      by: Actor,
    ): Promise<Ruled<ObjectionView>>;
    /** County of an objection, for the authorisation; null = unknown. */
    countyOfObjection(objectionId: string): Promise<string | null>;
  };
  readonly auditLog: {
    list(by: Actor, page: PageRequest): Promise<Page<AuditEntry>>;
    /** Every entry of the actor's scope in order. */
    all(by: Actor): AsyncIterable<AuditEntry>;
    /** Recomputes the chain; the first entry that does not fit, or null. */
    verify(): Promise<{ readonly entries: number; readonly broken: number | null }>;
  };
  readonly keys: {
    /** The secret is in the answer and nowhere else. */
    create(
      key: {
        readonly name: string;
        readonly role: Role;
        readonly countyId: string | null;
        readonly expiresAt: string | null;
      },
      by: Actor,
    ): Promise<{ readonly key: KeyView; readonly secret: string }>;
    list(by: Actor, page: PageRequest): Promise<Page<KeyView>>;
    revoke(id: string, by: Actor): Promise<KeyView | null>;
    /** Slow hash, compared in constant time; null = unknown, expired or revoked. */
    authenticate(secret: string): Promise<Actor | null>;
    /** A session for a key: the token goes into a cookie. `lifetimeSeconds` at most a day. */
    openSession(
      actor: Actor,
      lifetimeSeconds: number,
    ): Promise<{ readonly token: string; readonly expiresAt: string }>;
    session(token: string): Promise<Actor | null>;
    closeSession(token: string): Promise<void>;
    /** One-time sign-in token of the first start; null when it was used or is unknown. */
    redeemSignIn(token: string): Promise<Actor | null>;
  };
  /** False until recovery is done, and again while the store does not answer. */
  ready(): Promise<boolean>;
  metrics(): Promise<ServiceMetrics>;
  /** Stops taking jobs; running ones end within the grace period or are handed back. */
  close(graceMs: number): Promise<void>;
}

export interface ErasureCertificate {
  readonly countyId: string;
  readonly erasedAt: string;
  readonly by: string;
  readonly why: string;
  /** Rows and files erased, by kind. */
  readonly counts: Readonly<Record<string, number>>;
  /** SHA-256 of the audit-log entry that says so. */
  readonly auditHash: string;
}

export interface ServiceMetrics {
  readonly jobs: Readonly<Record<JobState, number>>;
  readonly queueDepth: number;
  readonly queueLimit: number;
  readonly workers: readonly {
    readonly id: string;
    readonly threads: number;
    readonly busy: number;
    readonly rssBytes: number;
    readonly restarts: number;
  }[];
  readonly storeBytes: number;
  /** Seconds from submission to end of the jobs that ended, by kind: count and sum. */
  readonly durations: Readonly<Record<string, { readonly count: number; readonly sum: number }>>;
}
