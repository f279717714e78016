/** A policy as people write it: dotted keys opened, and what is wrong with it in their words. */
import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import type { InputIssue } from './errors.ts';
import { found } from './zod-issues.ts';

/** Policies written with dotted keys (`{"flow.skip": "strict"}`) mean the same as nested ones. */
export function nest(raw: Record<string, unknown>): Record<string, unknown> {
  const nested: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(raw)) {
    const [head = key, ...rest] = key.split('.');
    if (rest.length === 0) {
      const earlier = nested[head];
      nested[head] = isRecord(earlier) && isRecord(value) ? { ...earlier, ...nest(value) } : value;
      continue;
    }
    const inner = nest({ [rest.join('.')]: value });
    const earlier = nested[head];
    nested[head] = isRecord(earlier) ? { ...earlier, ...inner } : inner;
  }
  return nested;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Closest known key; a key that equals the last part of a known one counts as close. */
function nearestKey(unknown: string, known: readonly string[]): string {
  const lastPart = unknown.split('.').at(-1) ?? unknown;
  const byPart = known.filter((key) => key.split('.').at(-1) === lastPart);
  return byPart.length > 0
    ? byPart.reduce((a, b) => (distance(unknown, b) < distance(unknown, a) ? b : a))
    : closest(unknown, [...known]);
}

/** What is wrong with a policy, in words; an unknown key names the nearest of `known` (dotted keys and sections). */
export function policyIssues(issue: z.core.$ZodIssue, known: readonly string[]): InputIssue[] {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const full = path === '' ? key : `${path}.${key}`;
      const nearest = nearestKey(full, known);
      return {
        code: 'policy-unknown-key',
        path: full,
        message: `政策项「${full}」不存在，是否为「${nearest}」？ (unknown policy key; nearest: ${nearest})`,
      };
    });
  }
  return [
    {
      code: 'policy-out-of-range',
      path,
      message: `政策项「${path}」的取值不在允许范围内：${issue.message}${found(issue)} (policy key out of range)`,
    },
  ];
}
