/** Violations of an audit, one line a broken check: the same check stands there once under each rule that it serves. */
import type { AuditColumn } from '../../domain/audit.ts';

export interface ViolationLine {
  readonly rules: readonly string[];
  readonly name: string;
  readonly status: 'fail' | 'warn';
  readonly text: string;
}

/** Broken rules first, in the order of the audit. */
export function violationLines(violations: AuditColumn['violations']): ViolationLine[] {
  const lines = new Map<string, ViolationLine>();
  for (const { ruleId, name, status, text } of violations) {
    const key = `${status}\n${name}\n${text}`;
    const rules = [...(lines.get(key)?.rules ?? []), ruleId];
    lines.set(key, { rules, name, status, text });
  }
  return [...lines.values()].sort((a, b) =>
    a.status < b.status ? -1 : a.status > b.status ? 1 : 0,
  );
}
