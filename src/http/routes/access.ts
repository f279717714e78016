/** Keys, sessions, sign-in. */
import { z } from 'zod';
import { declareRoutes } from '../declare.ts';
import {
  CreatedKey,
  KeyId,
  KeyPage,
  KeyView,
  NewKey,
  NewSession,
  Session,
  SignInQuery,
} from '../schemas/access.ts';
import { PageQuery } from '../schemas/common.ts';

export const accessRoutes = declareRoutes({
  'GET /signin': {
    summary: '登录页；带一次性口令时直接登录 (sign-in page; signs in with a one-time token)',
    role: 'open',
    scope: 'open',
    query: SignInQuery,
    answers: { 200: { text: '登录页 (the page)', media: 'text/html' } },
    errors: ['unauthenticated'],
  },
  'POST /sessions': {
    summary: '以密钥换会话 (a session for a key, as a cookie)',
    role: 'open',
    scope: 'open',
    body: { json: NewSession, form: NewSession, size: 'small' },
    answers: {
      201: { text: '已登录 (signed in)', schema: Session },
      303: { text: '表单登录后转到首页 (a form goes on to the page)' },
    },
    errors: ['unauthenticated'],
  },
  'DELETE /sessions/current': {
    summary: '退出登录 (sign out)',
    role: 'viewer',
    scope: 'any',
    answers: { 204: { text: '已退出 (signed out)' } },
  },
  'GET /me': {
    summary: '当前身份 (who is asking)',
    role: 'viewer',
    scope: 'any',
    answers: { 200: { text: '身份 (identity)', schema: Session } },
  },
  'GET /keys': {
    summary: '密钥列表 (keys)',
    role: 'admin',
    scope: 'any',
    query: PageQuery,
    answers: { 200: { text: '密钥 (keys)', schema: KeyPage } },
    errors: ['bad-input'],
  },
  'POST /keys': {
    summary: '新建密钥；密文只显示这一次 (a new key; its secret is shown once)',
    role: 'admin',
    scope: 'request',
    body: { json: NewKey, size: 'small' },
    answers: { 201: { text: '新密钥 (the key)', schema: CreatedKey } },
    errors: ['bound-to-county', 'unknown-county'],
  },
  'DELETE /keys/{key}': {
    summary: '吊销密钥 (revoke)',
    role: 'admin',
    scope: 'any',
    params: z.strictObject({ key: KeyId }),
    answers: { 200: { text: '已吊销 (revoked)', schema: KeyView } },
    errors: ['unknown-key'],
  },
});
