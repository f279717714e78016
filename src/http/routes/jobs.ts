/** Jobs: submit, follow, stop, read what they wrote. */
import { z } from 'zod';
import { isRecord } from '../../domain/policy-issues.ts';
import { declareRoutes } from '../declare.ts';
import { FileName, Id } from '../schemas/common.ts';
import {
  DemoJob,
  JobBody,
  JobEvent,
  JobForm,
  JobListQuery,
  JobPage,
  JobQuery,
  JobView,
  Spec,
} from '../schemas/jobs.ts';
import { ProposalFile } from '../schemas/proposals.ts';

const job = z.strictObject({ job: Id });

export const jobRoutes = declareRoutes({
  'GET /jobs': {
    summary: '任务列表，新的在前 (jobs, newest first)',
    role: 'viewer',
    scope: 'any',
    query: JobListQuery,
    answers: { 200: { text: '任务 (jobs)', schema: JobPage } },
    errors: ['bad-input', 'unknown-county'],
  },
  'POST /jobs': {
    summary:
      '提交任务；或上传工作簿（示范县）一步读入并计算 (submit; or read and solve a workbook in one step)',
    role: 'planner',
    scope: 'request',
    query: JobQuery,
    headers: ['Idempotency-Key'],
    body: {
      json: JobBody,
      form: JobForm,
      size: 'upload',
      choose: (value) => (isRecord(value) && 'county' in value ? DemoJob : Spec),
    },
    answers: { 202: { text: '已受理 (accepted)', schema: JobView } },
    errors: [
      'bad-input',
      'bad-file-kind',
      'unknown-county',
      'unknown-report',
      'unknown-reference',
      'key-reused',
      'queue-full',
    ],
  },
  'GET /jobs/{job}': {
    summary: '任务状态与进度 (status and progress)',
    role: 'viewer',
    scope: 'job',
    params: job,
    answers: { 200: { text: '任务 (the job)', schema: JobView } },
  },
  'DELETE /jobs/{job}': {
    summary: '停止任务，保留目前最好的方案 (stop, keep the best so far)',
    role: 'planner',
    scope: 'job',
    params: job,
    answers: { 202: { text: '正在停止 (stopping)', schema: JobView } },
  },
  'GET /jobs/{job}/events': {
    summary: '进度事件流 SSE，可凭 Last-Event-ID 续传 (events; resumes after Last-Event-ID)',
    role: 'viewer',
    scope: 'job',
    params: job,
    headers: ['Last-Event-ID'],
    answers: { 200: { text: '事件流 (events)', media: 'text/event-stream', events: JobEvent } },
  },
  'GET /jobs/{job}/answer': {
    summary:
      '任务的答复 answer.json；按 Accept-Language 给出英文 (the answer; explanations in English by Accept-Language)',
    role: 'viewer',
    scope: 'job',
    params: job,
    headers: ['If-None-Match'],
    answers: { 200: { text: '答复 (answer)', schema: z.unknown() } },
    errors: ['no-answer'],
  },
  'GET /jobs/{job}/proposal': {
    summary: '任务得出的方案 proposal.json (the proposal)',
    role: 'viewer',
    scope: 'job',
    params: job,
    headers: ['If-None-Match'],
    answers: { 200: { text: '方案 (proposal.json)', schema: ProposalFile } },
    errors: ['no-proposal'],
  },
  'GET /jobs/{job}/files/{name}': {
    summary: '任务写出的文件 (a file of the job)',
    role: 'viewer',
    scope: 'job',
    params: job.extend({ name: FileName }),
    headers: ['If-None-Match'],
    answers: { 200: { text: '文件 (file)', media: 'application/octet-stream' } },
    errors: ['unknown-file'],
  },
});
