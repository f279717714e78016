/** Shapes of the API, the source of the OpenAPI document. */
import { z } from '@hono/zod-openapi';
import { IntakeIssue } from '../domain/finding.ts';

export const JobId = z.object({
  id: z.uuid().openapi({ param: { name: 'id', in: 'path' } }),
});

export const JobOptions = z
  .strictObject({
    backend: z.enum(['auto', 'flow', 'highs', 'glpk', 'jslp']).default('auto'),
    mode: z.enum(['lexicographic', 'one-shot']).nullable().default(null),
    timeLimitSeconds: z.number().positive().max(86_400).nullable().default(null),
    nodeLimit: z.number().int().min(0).nullable().default(null),
  })
  .openapi('JobOptions');

/** A JSON request names the demo county; a workbook is uploaded as multipart form data. */
export const NewJobJson = z
  .strictObject({
    county: z.literal('demo'),
    policy: z.record(z.string(), z.unknown()).optional(),
    options: JobOptions.prefault({}),
  })
  .openapi('NewJob');

export const NewJobForm = z
  .object({
    county: z.any().openapi({ type: 'string', format: 'binary', description: '工作簿 .xlsx' }),
    policy: z.any().optional().openapi({ type: 'string', description: '政策 JSON，文本或文件' }),
    options: z.string().optional().openapi({ description: 'JobOptions as JSON' }),
  })
  .openapi('NewJobForm');

export const Problem = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      issues: z.array(
        z.object({
          code: z.string(),
          path: z.string().optional(),
          sheet: z.string().optional(),
          cell: z.string().optional(),
          message: z.string(),
        }),
      ),
    }),
  })
  .openapi('Problem');

const Progress = z.object({
  phase: z.enum(['read', 'build', 'solve', 'verify', 'write']),
  tier: z.number().int().nullable(),
  tiers: z.number().int().nullable(),
  tierId: z.string().nullable(),
  incumbent: z.number().nullable(),
  bound: z.number().nullable(),
  gap: z.number().nullable(),
  nodes: z.number(),
});

const Reason = z.object({
  code: z.string(),
  rules: z.array(z.string()),
  required: z.number().int(),
  admissible: z.number().int(),
  short: z.number().int(),
  message: z.string(),
  postGroupIds: z.array(z.string()),
  teacherIds: z.array(z.string()),
});

export const JobView = z
  .object({
    id: z.string(),
    status: z.enum(['queued', 'running', 'cancelling', 'finished']),
    /** What it ended with; null while it runs. */
    result: z.enum(['proposal', 'no-allocation', 'bad-input', 'fault']).nullable(),
    progress: Progress.nullable(),
    intake: z.array(IntakeIssue),
    reasons: z.array(Reason),
    limit: z.string().nullable(),
    error: Problem.shape.error.nullable(),
  })
  .openapi('Job');
export type JobView = z.infer<typeof JobView>;

export const Health = z
  .object({ status: z.literal('ok'), activeJobs: z.number().int() })
  .openapi('Health');
