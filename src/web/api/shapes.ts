/** The shapes that the service sends, inferred from the API's own schemas: types only, nothing of it is bundled. */
import type { z } from 'zod';
import type { Answered, Asked, Person } from '../../http/client.ts';
import type * as access from '../../http/schemas/access.ts';
import type * as books from '../../http/schemas/books.ts';
import type * as counties from '../../http/schemas/counties.ts';
import type * as jobs from '../../http/schemas/jobs.ts';
import type * as policies from '../../http/schemas/policies.ts';
import type * as proposals from '../../http/schemas/proposals.ts';

export type Me = z.infer<typeof access.Session>;
export type Role = Me['role'];
export type CountyView = z.infer<typeof counties.CountyView>;
export type VersionView = z.infer<typeof counties.VersionView>;
export type FindingKind = z.infer<typeof counties.FindingKinds>['items'][number];
export type Places = z.infer<typeof counties.Schools>;
export type JobView = z.infer<typeof jobs.JobView>;
export type PolicyKeys = z.infer<typeof policies.PolicyKeys>;
export type PolicyKey = PolicyKeys['keys'][number];
export type Validation = z.infer<typeof policies.Validation>;
export type ProposalView = z.infer<typeof proposals.ProposalView>;
export type ProposalDiff = z.infer<typeof proposals.ProposalDiff>;
export type ApprovalView = z.infer<typeof proposals.ApprovalView>;
export type ObjectionView = z.infer<typeof proposals.ObjectionView>;
export type ReportKind = z.infer<typeof proposals.ReportKinds>['items'][number];
export type IntakeTable = z.infer<typeof books.IntakeTables>['items'][number];

export type { Answered, Asked, Person };
