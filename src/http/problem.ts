/** Every error leaves as the same JSON shape, in words; never a stack trace. */

import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { InputError, type InputIssue } from '../domain/errors.ts';
import type { Problem } from './schemas.ts';

export type ProblemBody = z.infer<typeof Problem>;

export function problem(
  code: string,
  message: string,
  issues: readonly InputIssue[] = [],
): ProblemBody {
  return { error: { code, message, issues: [...issues] } };
}

/** Last resort of the app: input faults 400, declared HTTP faults as they are, the rest 500 without details. */
export function onError(fault: Error, c: Context): Response {
  if (fault instanceof InputError) {
    return c.json(problem('bad-input', fault.message, fault.issues), 400);
  }
  if (fault instanceof HTTPException) {
    return c.json(problem('http', fault.message || '请求无效 (bad request)'), fault.status);
  }
  return c.json(problem('internal', '内部错误，请查看服务日志 (internal fault)'), 500);
}
