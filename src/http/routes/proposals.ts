/** Proposals, their reports, approvals and objections. */
import { z } from 'zod';
import { declareRoutes } from '../declare.ts';
import { FileName, Id, PageQuery } from '../schemas/common.ts';
import { JobView } from '../schemas/jobs.ts';
import {
  ApprovalList,
  ApprovalView,
  NewApproval,
  NewObjection,
  NewReports,
  NewRuling,
  ObjectionList,
  ObjectionView,
  ProposalDiff,
  ProposalName,
  ProposalPage,
  ProposalView,
  ReportKinds,
} from '../schemas/proposals.ts';

const proposal = z.strictObject({ proposal: Id });

export const proposalRoutes = declareRoutes({
  'GET /counties/{county}/proposals': {
    summary: '一县的方案 (proposals of a county)',
    role: 'viewer',
    scope: 'county',
    params: z.strictObject({ county: Id }),
    query: PageQuery,
    answers: { 200: { text: '方案 (proposals)', schema: ProposalPage } },
    errors: ['bad-input'],
  },
  'GET /proposals/{proposal}': {
    summary: '一个方案：摘要与文件 (one proposal: summary and files)',
    role: 'viewer',
    scope: 'proposal',
    params: proposal,
    answers: { 200: { text: '方案 (the proposal)', schema: ProposalView } },
  },
  'PATCH /proposals/{proposal}': {
    summary: '给方案命名；其余不可改 (name it; nothing else changes)',
    role: 'planner',
    scope: 'proposal',
    params: proposal,
    body: { json: ProposalName, size: 'small' },
    answers: { 200: { text: '方案 (the proposal)', schema: ProposalView } },
  },
  'GET /proposals/{proposal}/files/{name}': {
    summary: '方案的文件：JSON、工作簿、证书、模型 (a file: JSON, workbook, certificate, model)',
    role: 'viewer',
    scope: 'proposal',
    params: proposal.extend({ name: FileName }),
    headers: ['If-None-Match'],
    answers: { 200: { text: '文件 (file)', media: 'application/octet-stream' } },
    errors: ['unknown-file'],
  },
  'GET /proposals/{proposal}/diff/{other}': {
    summary: '两个方案逐人比较 (two proposals, down to persons)',
    role: 'viewer',
    scope: 'proposal',
    params: proposal.extend({ other: Id }),
    headers: ['If-None-Match'],
    answers: { 200: { text: '差异 (difference)', schema: ProposalDiff } },
  },
  'GET /reports': {
    summary: '报表种类 (kinds of reports)',
    role: 'viewer',
    scope: 'any',
    headers: ['If-None-Match'],
    answers: { 200: { text: '报表 (reports)', schema: ReportKinds } },
  },
  'POST /proposals/{proposal}/reports': {
    summary: '生成报表 (write reports)',
    role: 'planner',
    scope: 'proposal',
    params: proposal,
    headers: ['Idempotency-Key'],
    body: { json: NewReports, size: 'small' },
    answers: { 202: { text: '已受理 (accepted)', schema: JobView } },
    errors: ['unknown-report', 'key-reused', 'queue-full'],
  },
  'GET /proposals/{proposal}/approvals': {
    summary: '审批经过 (how it was approved)',
    role: 'viewer',
    scope: 'proposal',
    params: proposal,
    answers: { 200: { text: '审批 (approvals)', schema: ApprovalList } },
  },
  'POST /proposals/{proposal}/approvals': {
    summary: '公示、批准、撤回 (publish, approve, withdraw)',
    role: 'approver',
    scope: 'proposal',
    params: proposal,
    body: { json: NewApproval, size: 'small' },
    answers: { 201: { text: '已记录 (recorded)', schema: ApprovalView } },
    errors: ['refused'],
  },
  'GET /proposals/{proposal}/objections': {
    summary: '公示期异议 (objections)',
    role: 'viewer',
    scope: 'proposal',
    params: proposal,
    answers: { 200: { text: '异议 (objections)', schema: ObjectionList } },
  },
  'POST /proposals/{proposal}/objections': {
    summary: '登记异议 (file an objection)',
    role: 'planner',
    scope: 'proposal',
    params: proposal,
    body: { json: NewObjection, size: 'small' },
    answers: { 201: { text: '已登记 (filed)', schema: ObjectionView } },
    errors: ['refused'],
  },
  'POST /objections/{objection}/ruling': {
    summary: '裁定异议；成立则围绕其余人员重算 (rule; upheld solves again around the rest)',
    role: 'approver',
    scope: 'objection',
    params: z.strictObject({ objection: Id }),
    body: { json: NewRuling, size: 'small' },
    answers: { 201: { text: '已裁定 (ruled)', schema: ObjectionView } },
    errors: ['refused'],
  },
});
