/** Every problem that the API can answer with: status, and its title in both languages. Codes never change their meaning. */
import type { Bilingual } from '../domain/vocabulary.ts';

interface ProblemKind extends Bilingual {
  readonly status: number;
}

export const PROBLEMS = {
  'bad-request': { status: 400, zh: '请求有误', en: 'The request is not as documented' },
  'bad-input': { status: 400, zh: '输入有误', en: 'What was handed in is not usable' },
  'bad-file-kind': { status: 400, zh: '不支持的文件类型', en: 'Files of this kind are not read' },
  unauthenticated: {
    status: 401,
    zh: '请先登录或出示密钥',
    en: 'A key or a session is needed',
  },
  forbidden: { status: 403, zh: '权限不足', en: 'The role does not allow this' },
  'bound-to-county': {
    status: 403,
    zh: '本密钥只限一县',
    en: 'A key of one county may not do this',
  },
  'csrf-header-missing': {
    status: 403,
    zh: '网页会话的写操作须带 X-Tiaopei 请求头',
    en: 'Writes of a session need the X-Tiaopei header',
  },
  'not-found': { status: 404, zh: '没有这个地址', en: 'No such address' },
  'unknown-county': { status: 404, zh: '没有这个县', en: 'No such county' },
  'unknown-version': { status: 404, zh: '没有这个数据版本', en: 'No such version' },
  'unknown-policy': { status: 404, zh: '没有这份政策', en: 'No such policy' },
  'unknown-job': { status: 404, zh: '没有这个任务', en: 'No such job' },
  'unknown-proposal': { status: 404, zh: '没有这个方案', en: 'No such proposal' },
  'unknown-objection': { status: 404, zh: '没有这条异议', en: 'No such objection' },
  'unknown-key': { status: 404, zh: '没有这把密钥', en: 'No such key' },
  'unknown-file': { status: 404, zh: '没有这个文件', en: 'No such file' },
  'unknown-rule': { status: 404, zh: '规则手册中没有这条规则', en: 'No such rule' },
  'unknown-report': { status: 400, zh: '没有这种报表', en: 'No such report' },
  'no-proposal': { status: 409, zh: '任务没有（或尚无）方案', en: 'No proposal, or none yet' },
  'no-answer': { status: 409, zh: '任务没有（或尚无）答复', en: 'No answer, or none yet' },
  'not-solvable': {
    status: 409,
    zh: '数据尚有错误，不能计算',
    en: 'Errors stand in the way of this version',
  },
  'key-reused': {
    status: 409,
    zh: '幂等键已用于另一请求',
    en: 'The idempotency key belongs to another request',
  },
  refused: { status: 409, zh: '当前状态不允许', en: 'The state does not allow this' },
  'too-large': { status: 413, zh: '内容过大', en: 'The body is too large' },
  'unsupported-media-type': {
    status: 415,
    zh: '不支持的内容类型',
    en: 'This content type is not read here',
  },
  'unknown-reference': {
    status: 422,
    zh: '所引用的内容在本县不存在',
    en: 'The county has nothing of this reference',
  },
  'rate-limited': { status: 429, zh: '请求过于频繁', en: 'Too many requests' },
  'queue-full': { status: 429, zh: '任务过多，请稍后再试', en: 'The queue is full' },
  internal: {
    status: 500,
    zh: '内部错误，请把请求编号告诉管理员',
    en: 'Internal fault; tell the operator the request id',
  },
  'not-ready': { status: 503, zh: '服务正在恢复，请稍候', en: 'The service is not ready' },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export type ProblemCode = keyof typeof PROBLEMS;
