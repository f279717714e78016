/** The jobs resource: start, follow, read the proposal, stop. */
import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi';
import type { HonoRequest } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { InputError } from '../domain/errors.ts';
import { Proposal } from '../domain/proposal.ts';
import { inChinese, inputIssues } from '../domain/zod-issues.ts';
import { demoCounty, type Job, type JobSpec, type Jobs, parseJson } from '../service/index.ts';
import { problem } from './problem.ts';
import { JobId, JobOptions, JobView, NewJobForm, NewJobJson, Problem } from './schemas.ts';

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  content: { 'application/json': { schema } },
  description,
});
const notFound = json(Problem, '没有这个任务 (no such job)');

const start = createRoute({
  method: 'post',
  path: '/jobs',
  summary: '提交一轮调配计算 (start a run)',
  request: {
    body: {
      content: {
        'application/json': { schema: NewJobJson },
        'multipart/form-data': { schema: NewJobForm },
      },
    },
  },
  responses: {
    202: json(JobView, '已受理 (accepted)'),
    400: json(Problem, '输入有误 (bad input)'),
    413: json(Problem, '文件过大 (too large)'),
    415: json(Problem, '不支持的内容类型 (unsupported media type)'),
    503: json(Problem, '队列已满，请稍后再试 (queue full)'),
  },
});

const show = createRoute({
  method: 'get',
  path: '/jobs/{id}',
  summary: '任务状态与进度 (status and progress)',
  request: { params: JobId },
  responses: { 200: json(JobView, '任务 (job)'), 404: notFound },
});

const proposal = createRoute({
  method: 'get',
  path: '/jobs/{id}/proposal',
  summary: '调配方案 (the proposal)',
  request: { params: JobId },
  responses: {
    200: json(Proposal, '方案 (proposal.json)'),
    404: notFound,
    409: json(Problem, '尚无方案 (none yet, or none at all)'),
  },
});

const stop = createRoute({
  method: 'delete',
  path: '/jobs/{id}',
  summary: '停止任务，保留目前最好的方案 (stop, keep the best so far)',
  request: { params: JobId },
  responses: { 202: json(JobView, '正在停止 (stopping)'), 404: notFound },
});

/** Routes over the given jobs. */
export function jobRoutes(jobs: Jobs): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result) => {
      if (!result.success) {
        throw new InputError(inputIssues(result.error, 'bad-request'));
      }
    },
  });
  const unknown = () => problem('unknown-job', '没有这个任务，可能已过期 (no such job)');

  app.openapi(start, async (c) => {
    const spec = await readSpec(c.req);
    const job = jobs.start(spec);
    if (job === null) {
      c.header('Retry-After', '5');
      return c.json(problem('queue-full', '任务过多，请稍后再试 (queue full)'), 503);
    }
    c.header('Location', `/jobs/${job.id}`);
    return c.json(view(job), 202);
  });
  app.openapi(show, (c) => {
    const job = jobs.get(c.req.valid('param').id);
    return job === null ? c.json(unknown(), 404) : c.json(view(job), 200);
  });
  app.openapi(proposal, (c) => {
    const job = jobs.get(c.req.valid('param').id);
    if (job === null) return c.json(unknown(), 404);
    if (job.outcome?.kind !== 'proposal') {
      return c.json(problem('no-proposal', '任务没有（或尚无）方案 (no proposal)'), 409);
    }
    // The very bytes that the command line writes.
    const file = job.outcome.files.find(({ name }) => name === 'proposal.json');
    return new Response(Buffer.from(file?.bytes ?? new Uint8Array()), {
      headers: { 'Content-Type': 'application/json; charset=UTF-8' },
    }) as never;
  });
  app.openapi(stop, (c) => {
    const job = jobs.cancel(c.req.valid('param').id);
    return job === null ? c.json(unknown(), 404) : c.json(view(job), 202);
  });
  return app;
}

/** @throws InputError or HTTPException in the words of the API */
async function readSpec(request: HonoRequest): Promise<JobSpec> {
  const type = request.header('content-type') ?? '';
  if (type.startsWith('application/json')) return jsonSpec(await request.text());
  if (type.startsWith('multipart/form-data')) return formSpec(await request.formData());
  throw new HTTPException(415, {
    message: '请用 application/json 或 multipart/form-data 提交 (unsupported media type)',
  });
}

function jsonSpec(text: string): JobSpec {
  const { policy, options } = checked(NewJobJson, parseJson(text, 'body'));
  return { county: { path: demoCounty() }, policy, exportModel: false, ...options };
}

async function formSpec(form: FormData): Promise<JobSpec> {
  const file = form.get('county');
  if (!(file instanceof File)) {
    throw new InputError([
      {
        code: 'bad-request',
        path: 'county',
        message: '请在「county」字段上传工作簿 (upload a workbook)。',
      },
    ]);
  }
  const part = async (name: string) => {
    const value = form.get(name);
    if (value === null) return undefined;
    return parseJson(typeof value === 'string' ? value : await value.text(), name);
  };
  const options = checked(JobOptions, (await part('options')) ?? {});
  const bytes = new Uint8Array(await file.arrayBuffer());
  return {
    county: { bytes, fileName: file.name },
    policy: await part('policy'),
    exportModel: false,
    ...options,
  };
}

function checked<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value, inChinese);
  if (result.success) return result.data;
  throw new InputError(inputIssues(result.error, 'bad-request'));
}

function view({ id, status, progress, outcome }: Job): JobView {
  return {
    id,
    status,
    result: outcome?.kind ?? null,
    progress,
    intake: [...(outcome?.intake ?? [])],
    reasons:
      outcome?.kind === 'no-allocation'
        ? outcome.reasons.map((reason) => ({
            ...reason,
            rules: [...reason.rules],
            postGroupIds: [...reason.postGroupIds],
            teacherIds: [...reason.teacherIds],
          }))
        : [],
    limit: outcomeLimit(outcome),
    error: outcomeError(outcome),
  };
}

function outcomeLimit(outcome: Job['outcome']): string | null {
  if (outcome?.kind === 'proposal') return outcome.proposal.limit;
  return outcome?.kind === 'no-allocation' ? outcome.limit : null;
}

function outcomeError(outcome: Job['outcome']): JobView['error'] {
  if (outcome?.kind === 'bad-input') {
    return problem('bad-input', '输入有误，见 issues 与 intake (bad input)', outcome.issues).error;
  }
  if (outcome?.kind === 'fault') return problem('internal', outcome.message).error;
  return null;
}
