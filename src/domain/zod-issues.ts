/** zod's findings in the planner's language: which key, what it holds, what is wrong. */
import { z } from 'zod';
import type { InputIssue } from './errors.ts';

/** Error map that speaks Chinese; handed to `safeParse`. */
export const inChinese = { error: z.locales.zhCN().localeError, reportInput: true };

/** The value found at an issue, short enough to read; '' when it is absent. */
export function found(issue: z.core.$ZodIssue): string {
  if (issue.input === undefined) return '';
  const text = JSON.stringify(issue.input) ?? '';
  return `（实际为 ${text.length > 60 ? `${text.slice(0, 60)}…` : text}）`;
}

/** Issues of a document of ours, e.g. a request: code and path are kept for programs. */
export function inputIssues(error: z.ZodError, code: string): InputIssue[] {
  return error.issues.slice(0, 20).map((issue) => {
    const path = issue.path.join('.');
    return { code, path, message: `「${path}」：${issue.message}${found(issue)}` };
  });
}
