/** 规则草稿: the policy as she has it on the page: what differs from the defaults, by dotted key. */
import type { PolicyKey } from '../api/shapes.ts';
import { createStore } from './store.ts';

/** Dotted key → value; only what differs from the default. */
export type Patch = Readonly<Record<string, unknown>>;

export interface RulesDraft {
  readonly patch: Patch;
  /** Of the preset or the stored policy that it began with; null = the defaults. */
  readonly name: string | null;
}

const NO_DRAFT: RulesDraft = { patch: {}, name: null };
export const rulesDraft = createStore<RulesDraft>(NO_DRAFT);

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Sets one key; a value that is the default leaves the patch. */
export function withValue(patch: Patch, key: PolicyKey, value: unknown): Patch {
  const { [key.key]: _, ...rest } = patch;
  return same(value, key.default) ? rest : { ...rest, [key.key]: value };
}

export function draftValue(patch: Patch, key: PolicyKey): unknown {
  return key.key in patch ? patch[key.key] : key.default;
}

/** What of `values`, nested or dotted, differs from the defaults. */
export function patchOf(
  values: Readonly<Record<string, unknown>>,
  keys: readonly PolicyKey[],
): Patch {
  const found: Record<string, unknown> = {};
  for (const key of keys) {
    const value = at(values, key.key);
    if (value !== undefined && !same(value, key.default)) found[key.key] = value;
  }
  return found;
}

function at(values: Readonly<Record<string, unknown>>, dotted: string): unknown {
  if (dotted in values) return values[dotted];
  return dotted
    .split('.')
    .reduce<unknown>(
      (inner, name) => (inner as Record<string, unknown> | undefined)?.[name],
      values,
    );
}
