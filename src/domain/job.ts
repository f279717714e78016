/**
 * 任务 (jobs): what may be asked of the service, by kind, and the states a job goes through. The zod schemas are the
 * source of the API's types. Files of a job are named by the SHA-256 of their bytes, as the store keeps them.
 */
import { z } from 'zod';
import { Mends } from './mends.ts';
import { Locks } from './policy.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Id = z.uuid();

/** A file that was uploaded before: its name as the planner knows it, and its bytes by hash. */
export const StoredFile = z.strictObject({ name: z.string().min(1).max(255), hash: Hash });
export type StoredFile = z.infer<typeof StoredFile>;

/** The policy of a job: a stored one, or values as a patch of the defaults. */
export const PolicyChoice = z.union([
  z.strictObject({ policyId: Id }),
  z.strictObject({ values: z.record(z.string(), z.unknown()) }),
]);
export type PolicyChoice = z.infer<typeof PolicyChoice>;

export const SolveOptions = z.strictObject({
  backend: z.enum(['auto', 'flow', 'highs', 'glpk', 'jslp']).default('auto'),
  mode: z.enum(['lexicographic', 'one-shot']).nullable().default(null),
  /** For each solve. */
  timeLimitSeconds: z.number().positive().max(86_400).nullable().default(null),
  nodeLimit: z.number().int().min(0).nullable().default(null),
  exportModel: z.boolean().default(false),
});
export type SolveOptions = z.infer<typeof SolveOptions>;

/** A plan that somebody made: files of a bureau (xlsx, csv, proposal.json), a stored proposal, or pairs. */
export const PlanChoice = z.union([
  z.strictObject({ file: StoredFile }),
  z.strictObject({ proposalId: Id }),
  z.strictObject({
    placements: z.array(z.strictObject({ teacherId: z.string(), postGroupId: z.string() })),
  }),
]);
export type PlanChoice = z.infer<typeof PlanChoice>;

/** A question about a proposal; the answers are those of `tiaopei explain`. */
export const Question = z.discriminatedUnion('ask', [
  z.strictObject({
    ask: z.literal('teacher'),
    teacherId: z.string(),
    alternatives: z.number().int().min(0).max(50).default(0),
  }),
  /** Why not there: what it would cost in each tier and who would have to move. */
  z.strictObject({ ask: z.literal('why-not'), teacherId: z.string(), postGroupId: z.string() }),
  z.strictObject({
    ask: z.literal('post'),
    postGroupId: z.string(),
    alternatives: z.number().int().min(0).max(50).default(0),
  }),
  z.strictObject({ ask: z.literal('standby') }),
  z.strictObject({ ask: z.literal('envy') }),
  z.strictObject({ ask: z.literal('appeal-pack'), teacherId: z.string() }),
]);
export type Question = z.infer<typeof Question>;

const onVersion = { versionId: Id, policy: PolicyChoice };

/** One job, as stored and as a worker reads it. */
export const JobSpec = z.discriminatedUnion('kind', [
  /** Reads uploaded files into a version of the county. */
  z.strictObject({
    kind: z.literal('check'),
    countyId: Id,
    files: z.union([z.array(StoredFile).min(1).max(50), z.literal('demo')]),
    mends: Mends.nullable().default(null),
  }),
  /**
   * 调配: the proposal. `operation` none = validates and scores `plan` without solving. `steer` = locks on top of the
   * policy's; `keep` = a proposal from which as few people as possible may change (minimal change first).
   */
  z.strictObject({
    kind: z.literal('place'),
    ...onVersion,
    options: SolveOptions.prefault({}),
    operation: z.enum(['solve', 'none']).default('solve'),
    plan: PlanChoice.nullable().default(null),
    steer: Locks.nullable().default(null),
    keep: Id.nullable().default(null),
  }),
  /** 全程: the stages in order, or one of them, from a state file. */
  z.strictObject({
    kind: z.literal('reform'),
    ...onVersion,
    mode: z.enum(['rehearsal', 'binding']).default('rehearsal'),
    to: z.string().nullable().default(null),
    state: StoredFile.nullable().default(null),
    journal: StoredFile.nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('audit'),
    ...onVersion,
    plan: PlanChoice,
    options: SolveOptions.prefault({}),
  }),
  z.strictObject({
    kind: z.literal('compare'),
    ...onVersion,
    /** A scenario file as `tiaopei compare` reads it. */
    scenarios: z.unknown(),
    options: SolveOptions.prefault({}),
  }),
  z.strictObject({ kind: z.literal('explain'), proposalId: Id, question: Question }),
  /** Why no plan is legal, and the least that must be relaxed. */
  z.strictObject({ kind: z.literal('infeasible'), ...onVersion }),
  z.strictObject({ kind: z.literal('establish'), ...onVersion }),
  /** Reports of a proposal as files; an empty list = every one that can be made, and the book of all. */
  z.strictObject({
    kind: z.literal('report'),
    proposalId: Id,
    reports: z.array(z.strictObject({ id: z.string(), format: z.enum(['xlsx', 'csv', 'docx']) })),
    publicityStart: z.iso.date().nullable().default(null),
    phone: z.string().max(40).nullable().default(null),
  }),
]);
export type JobSpec = z.infer<typeof JobSpec>;
export type JobKind = JobSpec['kind'];

/** queued → running → done | failed | cancelled. A job that is handed back goes to queued again, with its attempt counted. */
export const JobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type JobState = z.infer<typeof JobState>;

/** Where a running job is. */
export const JobProgress = z.strictObject({
  phase: z.enum(['read', 'build', 'solve', 'verify', 'write']),
  /** 1-based tier and number of tiers while solving. */
  tier: z.number().int().nullable(),
  tiers: z.number().int().nullable(),
  tierId: z.string().nullable(),
  incumbent: z.number().nullable(),
  bound: z.number().nullable(),
  gap: z.number().nullable(),
  nodes: z.number(),
});
export type JobProgress = z.infer<typeof JobProgress>;
