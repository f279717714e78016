/** Jobs: what may be asked for, how they stand, their events. */
import { z } from 'zod';
import { JobProgress, JobSpec, JobState, SolveOptions } from '../../domain/job.ts';
import { FileEntry, Id, Instant, Issues, named, PageQuery, pageOf } from './common.ts';

export const Spec = named('JobSpec', JobSpec);

/** The short way: the demo county, read and solved in one request. */
export const DemoJob = named(
  'DemoJob',
  z.strictObject({
    county: z.literal('demo'),
    policy: z.record(z.string(), z.unknown()).optional(),
    options: SolveOptions.prefault({}),
  }),
);
export const JobBody = z.union([Spec, DemoJob]);

/** The short way with a workbook: read and solved in one request, in a county of its own. */
export const JobForm = z.object({
  county: z.union([z.array(z.file()), z.file()]).describe('工作簿 .xlsx (the workbook)'),
  countyId: z.string().optional().describe('已有的县 (an existing county); else a new one'),
  policy: z
    .union([z.string(), z.file()])
    .optional()
    .describe('政策 JSON，文本或文件 (policy as JSON, text or file)'),
  options: z.string().optional().describe('SolveOptions，JSON 文本 (as JSON)'),
});

/** A person waits for it: 0; the usual batch: 5. */
const LAST_PRIORITY = 9;
export const JobQuery = z.strictObject({
  /** `none` validates and scores the given plan of a `place` job without solving. */
  operation: z.enum(['solve', 'none']).optional(),
  priority: z.coerce.number<string>().int().min(0).max(LAST_PRIORITY).default(0),
});
export const JobListQuery = PageQuery.extend({
  county: Id.optional(),
  state: JobState.optional(),
});

const Reason = named(
  'NoAllocationReason',
  z.looseObject({ code: z.string(), rules: z.array(z.string()), message: z.string() }),
);

export const JobView = named(
  'Job',
  z.strictObject({
    id: Id,
    countyId: Id,
    kind: z.enum([
      'check',
      'place',
      'reform',
      'audit',
      'compare',
      'explain',
      'infeasible',
      'establish',
      'report',
    ]),
    state: JobState,
    priority: z.int(),
    attempt: z.int().nonnegative(),
    attempts: z.int().positive(),
    submittedAt: Instant,
    queuedAt: Instant,
    startedAt: Instant.nullable(),
    solvingAt: Instant.nullable(),
    endedAt: Instant.nullable(),
    cancelRequested: z.boolean(),
    progress: JobProgress.nullable(),
    result: z
      .enum([
        'version',
        'proposal',
        'evaluation',
        'no-allocation',
        'answer',
        'files',
        'bad-input',
        'fault',
      ])
      .nullable(),
    limit: z.string().nullable(),
    versionId: Id.nullable(),
    proposalId: Id.nullable(),
    files: z.array(FileEntry),
    reasons: z.array(Reason),
    issues: Issues,
    error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  }),
);
export const JobPage = pageOf(JobView);

/** `data:` of an event of the stream; the stream's `id:` is `seq`, its `event:` is `kind`, at last `end`. */
export const JobEvent = named(
  'JobEvent',
  z.strictObject({
    seq: z.int().positive(),
    kind: z.enum(['state', 'progress', 'incumbent']),
    at: Instant,
    data: z.unknown(),
  }),
);
