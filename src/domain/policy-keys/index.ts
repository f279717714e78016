/** 政策项: what every key of the policy is called and means; its default and range are those of the schema. */
import { AFTER_KEYS } from './after.ts';
import type { PolicyKeyEntry } from './entry.ts';
import { MOVE_KEYS } from './moves.ts';
import { ROUND_KEYS } from './round.ts';
import { STAFF_KEYS } from './staff.ts';

export { POLICY_GROUPS, type PolicyKeyEntry } from './entry.ts';

/** By dotted key, in the order of the groups. */
export const POLICY_KEY_ENTRIES: Readonly<Record<string, PolicyKeyEntry>> = {
  ...ROUND_KEYS,
  ...STAFF_KEYS,
  ...MOVE_KEYS,
  ...AFTER_KEYS,
};
