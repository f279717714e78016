/** Policies: presets, the meaning of every key, validation, those of a county. */
import { z } from 'zod';
import { declareRoutes } from '../declare.ts';
import { Id, PageQuery } from '../schemas/common.ts';
import {
  NewPolicy,
  PolicyCheck,
  PolicyKeys,
  PolicyPage,
  PolicyView,
  Presets,
  Validation,
} from '../schemas/policies.ts';

const county = z.strictObject({ county: Id });

export const policyRoutes = declareRoutes({
  'GET /policies/presets': {
    summary: '预设政策 (presets)',
    role: 'viewer',
    scope: 'any',
    headers: ['If-None-Match'],
    answers: { 200: { text: '预设 (presets)', schema: Presets } },
  },
  'GET /policies/keys': {
    summary: '全部政策项：含义、规则、出处、取值 (every key: meaning, rules, source, range)',
    role: 'viewer',
    scope: 'any',
    headers: ['If-None-Match'],
    answers: { 200: { text: '政策项 (keys)', schema: PolicyKeys } },
  },
  'POST /policies/validate': {
    summary: '校验政策并与默认值比较 (validate, and diff from the defaults)',
    role: 'viewer',
    scope: 'any',
    body: { json: PolicyCheck, size: 'document' },
    answers: { 200: { text: '校验结果 (findings)', schema: Validation } },
  },
  'GET /counties/{county}/policies': {
    summary: '一县的政策 (policies of a county)',
    role: 'viewer',
    scope: 'county',
    params: county,
    query: PageQuery,
    answers: { 200: { text: '政策 (policies)', schema: PolicyPage } },
    errors: ['bad-input'],
  },
  'POST /counties/{county}/policies': {
    summary: '保存政策 (store a policy)',
    role: 'planner',
    scope: 'county',
    params: county,
    body: { json: NewPolicy, size: 'document' },
    answers: { 201: { text: '政策 (the policy)', schema: PolicyView } },
    errors: ['bad-input'],
  },
  'GET /counties/{county}/policies/{policy}': {
    summary: '一份政策，含与默认值的差异 (one policy, with its diff from the defaults)',
    role: 'viewer',
    scope: 'policy',
    params: z.strictObject({ county: Id, policy: Id }),
    headers: ['If-None-Match'],
    answers: { 200: { text: '政策 (the policy)', schema: PolicyView } },
  },
});
