/** RFC 9457 problem details in the asker's language; never a stack trace, never what was handed in. */
import { z } from 'zod';
import { InputError, type InputIssue } from '../domain/errors.ts';
import type { Language } from '../domain/vocabulary.ts';
import { PROBLEMS, type ProblemCode } from './problem-codes.ts';
import type { Problem } from './schemas/common.ts';

export const PROBLEM_MEDIA = 'application/problem+json';

/** An answer that is a problem: thrown anywhere below `mount.ts`, rendered there. */
export class ProblemFault extends Error {
  override readonly name = 'ProblemFault';
  readonly code: ProblemCode;
  readonly issues: readonly InputIssue[];
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    code: ProblemCode,
    more: { issues?: readonly InputIssue[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(code);
    this.code = code;
    this.issues = more.issues ?? [];
    this.headers = more.headers ?? {};
  }
}

/** Input faults of the domain are problems too; null for a fault that is none of the asker's. */
export function asProblem(fault: unknown): ProblemFault | null {
  if (fault instanceof ProblemFault) return fault;
  if (fault instanceof InputError) return new ProblemFault('bad-input', { issues: fault.issues });
  return null;
}

/** Most issues of one answer. */
const MOST_ISSUES = 50;

export function problemBody(fault: ProblemFault, language: Language, requestId: string): Problem {
  const { status, ...title } = PROBLEMS[fault.code];
  const issues = fault.issues.slice(0, MOST_ISSUES).map((issue) => ({ ...issue }));
  return {
    type: `urn:tiaopei:problem:${fault.code}`,
    title: title[language],
    status,
    detail: issues.map(({ message }) => message).join('\n') || title[language],
    code: fault.code,
    instance: `urn:tiaopei:request:${requestId}`,
    issues,
  };
}

const LOCALES = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };

/**
 * Checks a part of a request. What was found is not repeated: it may be personal.
 * @throws ProblemFault `bad-request` with the path of every fault
 */
export function checked<T extends z.ZodType>(
  schema: T,
  value: unknown,
  language: Language,
): z.output<T> {
  const result = schema.safeParse(value, { error: LOCALES[language] });
  if (result.success) return result.data;
  throw badRequest(result.error.issues.flatMap((issue) => faultsOf(issue)));
}

/** A key that can be a slip of the pen, not a person's name or number: it may be repeated. */
const PLAIN_KEY = /^[A-Za-z][\w.-]{0,40}$/;

function faultsOf(issue: z.core.$ZodIssue): { path: string; message: string }[] {
  const path = issue.path
    .map((part) => (typeof part === 'number' || PLAIN_KEY.test(String(part)) ? String(part) : '*'))
    .join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [path, PLAIN_KEY.test(key) ? key : '*'].filter((part) => part !== '').join('.'),
      message: '没有这一项 (no such key)',
    }));
  }
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
    return [{ path, message: `应为以下之一 (one of): ${issue.options.map(String).join(', ')}` }];
  }
  return [{ path, message: issue.message }];
}

/** `bad-request` with one issue for each fault. */
export function badRequest(faults: readonly { path: string; message: string }[]): ProblemFault {
  return new ProblemFault('bad-request', {
    issues: faults.map((fault) => ({ code: 'bad-request', ...fault })),
  });
}

/** Zh or en, whichever `Accept-Language` puts first; zh when it names neither. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((each) => /^\s*q=([\d.]+)$/.exec(each)?.[1]).find(Boolean);
      return { tag: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => (tag === 'zh' || tag === 'en') && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wanted[0]?.tag === 'en' ? 'en' : 'zh';
}
