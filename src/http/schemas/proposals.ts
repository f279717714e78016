/** Proposals, their differences, approvals and objections. */
import { z } from 'zod';
import { Proposal, RuleCheck } from '../../domain/proposal.ts';
import { ActorId, FileEntry, Id, Instant, named, pageOf, Sha256, Words } from './common.ts';

/** The proposal as the command line writes it. */
export const ProposalFile = named('ProposalFile', Proposal);

const State = z.enum(['draft', 'published', 'approved', 'withdrawn', 'superseded']);
const Count = z.int().nonnegative();
const Check = named('RuleCheck', RuleCheck);

const Summary = z.strictObject({
  round: z.string(),
  movers: Count,
  placed: Count,
  standby: Count,
  unfilled: Count,
  gap: z.number().nullable(),
  solver: z.strictObject({ backend: z.string(), version: z.string() }),
  policyHash: Sha256,
  tiers: z.array(
    z.strictObject({
      id: z.string(),
      sense: z.enum(['min', 'max']),
      value: z.number(),
      bound: z.number().nullable(),
      proof: z.string(),
    }),
  ),
  checks: z.strictObject({ pass: Count, warn: Count, fail: Count }),
});

export const ProposalView = named(
  'Proposal',
  z.strictObject({
    id: Id,
    countyId: Id,
    versionId: Id,
    jobId: Id,
    number: z.int().positive(),
    name: z.string().nullable(),
    createdAt: Instant,
    createdBy: ActorId,
    state: State,
    status: z.enum(['optimal', 'feasible']),
    hash: Sha256,
    certificate: Sha256.nullable(),
    summary: Summary,
    files: z.array(FileEntry),
  }),
);
export const ProposalPage = pageOf(ProposalView);
export const ProposalName = z.strictObject({ name: z.string().min(1).max(100) });

export const ProposalDiff = named(
  'ProposalDiff',
  z.strictObject({
    from: Id,
    to: Id,
    tiers: z.array(
      z.strictObject({ id: z.string(), from: z.number().nullable(), to: z.number().nullable() }),
    ),
    people: z.array(
      z.strictObject({
        teacherId: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
      }),
    ),
    checks: z.strictObject({ from: z.array(Check), to: z.array(Check) }),
  }),
);

/** Longest reason that is written down. */
const Why = z.string().min(1).max(2000);
export const NewApproval = named(
  'NewApproval',
  z.strictObject({ to: State, why: Why, publicityStart: z.iso.date().nullable().default(null) }),
);
export const ApprovalView = named(
  'Approval',
  z.strictObject({
    proposalId: Id,
    from: State,
    to: State,
    at: Instant,
    by: ActorId,
    why: z.string(),
    publicity: z.strictObject({ start: z.string(), end: z.string() }).nullable(),
  }),
);
export const ApprovalList = z.strictObject({ items: z.array(ApprovalView) });

const StaffNumber = z.string().min(1).max(64);
export const NewObjection = named(
  'NewObjection',
  z.strictObject({ teacherId: StaffNumber, reason: Why }),
);
export const ObjectionView = named(
  'Objection',
  z.strictObject({
    id: Id,
    proposalId: Id,
    teacherId: z.string(),
    state: z.enum(['open', 'upheld', 'rejected']),
    filedAt: Instant,
    filedBy: ActorId,
    reason: z.string(),
    ruledAt: Instant.nullable(),
    ruledBy: ActorId.nullable(),
    ruling: z.string().nullable(),
    jobId: Id.nullable(),
  }),
);
export const ObjectionList = z.strictObject({ items: z.array(ObjectionView) });

const PostGroupId = z.string().min(1).max(200);
/** 裁定. Upheld: `lock` says what is to be; everybody else is kept as far as can be. */
export const NewRuling = named(
  'NewRuling',
  z.strictObject({
    upheld: z.boolean(),
    why: Why,
    lock: z
      .strictObject({ forced: PostGroupId.nullable(), banned: PostGroupId.nullable() })
      .nullable()
      .default(null),
  }),
);

export const ReportKinds = z.strictObject({
  items: z.array(
    named(
      'ReportKind',
      z.strictObject({
        id: z.string(),
        label: Words,
        /** May be put up in public. */
        public: z.boolean(),
        formats: z.array(z.enum(['xlsx', 'csv', 'docx'])),
      }),
    ),
  ),
});
export const NewReports = named(
  'NewReports',
  z.strictObject({
    /** Empty = every one that can be made, and the book of all. */
    reports: z
      .array(z.strictObject({ id: z.string().max(64), format: z.enum(['xlsx', 'csv', 'docx']) }))
      .max(100)
      .default([]),
    publicityStart: z.iso.date().nullable().default(null),
    phone: z.string().max(40).nullable().default(null),
  }),
);
