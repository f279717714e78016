/** What of a policy differs from the defaults, key by key. */
import { DEFAULT_POLICY, type Policy, policyKeys } from './policy.ts';

export interface PolicyDifference {
  /** Dotted, e.g. `flow.skip`. */
  readonly key: string;
  readonly default: unknown;
  readonly value: unknown;
}

export function policyDiff(policy: Policy): PolicyDifference[] {
  return policyKeys()
    .map((key) => ({ key, default: valueAt(DEFAULT_POLICY, key), value: valueAt(policy, key) }))
    .filter((each) => JSON.stringify(each.default) !== JSON.stringify(each.value));
}

/** The value of a dotted key. */
export function valueAt(policy: Policy, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], policy);
}
