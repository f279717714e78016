/** What is the same for everybody: rulebook, intake tables, documents; and the audit log, health, the page. */
import { z } from 'zod';
import { declareRoutes } from '../declare.ts';
import {
  AuditPage,
  ChainCheck,
  Health,
  IntakeTables,
  OpenApi,
  Readiness,
  RuleId,
  RuleList,
  RuleView,
} from '../schemas/books.ts';
import { FileName, PageQuery } from '../schemas/common.ts';

export const bookRoutes = declareRoutes({
  'GET /rules': {
    summary: '规则手册 (the rulebook)',
    role: 'viewer',
    scope: 'any',
    headers: ['If-None-Match'],
    answers: { 200: { text: '规则 (rules)', schema: RuleList } },
  },
  'GET /rules/{rule}': {
    summary: '一条规则 (one rule)',
    role: 'viewer',
    scope: 'any',
    params: z.strictObject({ rule: RuleId }),
    headers: ['If-None-Match'],
    answers: { 200: { text: '规则 (the rule)', schema: RuleView } },
    errors: ['unknown-rule'],
  },
  'GET /intake/tables': {
    summary: '可读入的表与列 (tables and columns of the intake)',
    role: 'viewer',
    scope: 'any',
    headers: ['If-None-Match'],
    answers: { 200: { text: '表 (tables)', schema: IntakeTables } },
  },
  'GET /audit-log': {
    summary: '操作日志 (who did what)',
    role: 'planner',
    scope: 'any',
    query: PageQuery,
    answers: { 200: { text: '日志 (entries)', schema: AuditPage } },
    errors: ['bad-input'],
  },
  'GET /audit-log/export': {
    summary: '导出操作日志，每行一条 (export, one entry a line)',
    role: 'planner',
    scope: 'any',
    answers: { 200: { text: '日志 (entries)', media: 'application/x-ndjson' } },
  },
  'GET /audit-log/verify': {
    summary: '重算哈希链 (recompute the hash chain)',
    role: 'approver',
    scope: 'any',
    answers: { 200: { text: '核对结果 (finding)', schema: ChainCheck } },
  },
  'GET /health': {
    summary: '存活检查 (liveness)',
    role: 'open',
    scope: 'open',
    pure: true,
    answers: { 200: { text: '正常 (alive)', schema: Health } },
  },
  'GET /ready': {
    summary: '就绪检查：恢复完成、数据库可用 (readiness)',
    role: 'open',
    scope: 'open',
    answers: { 200: { text: '就绪 (ready)', schema: Readiness } },
    errors: ['not-ready'],
  },
  'GET /metrics': {
    summary: '运行指标，Prometheus 文本 (metrics)',
    role: 'admin',
    scope: 'service',
    answers: { 200: { text: '指标 (metrics)', media: 'text/plain' } },
  },
  'GET /openapi.json': {
    summary: '本说明 (this document)',
    role: 'open',
    scope: 'open',
    pure: true,
    headers: ['If-None-Match'],
    answers: { 200: { text: 'OpenAPI 3.1', schema: OpenApi } },
  },
  'GET /docs': {
    summary: '接口说明页 (documentation page)',
    role: 'viewer',
    scope: 'any',
    page: true,
    answers: { 200: { text: '说明页 (the page)', media: 'text/html' } },
  },
  'GET /': {
    summary: '工作页面 (the planner’s page)',
    role: 'viewer',
    scope: 'any',
    page: true,
    headers: ['If-None-Match'],
    answers: { 200: { text: '页面 (the page)', media: 'text/html' } },
    errors: ['unknown-file'],
  },
  'GET /assets/{file}': {
    summary: '页面的文件 (a file of the page)',
    role: 'viewer',
    scope: 'any',
    params: z.strictObject({ file: FileName }),
    headers: ['If-None-Match'],
    answers: { 200: { text: '文件 (file)', media: 'application/octet-stream' } },
    errors: ['unknown-file'],
  },
});
