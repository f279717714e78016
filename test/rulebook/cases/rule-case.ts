/** 规则案例: a tiny county that keeps a rule and one that breaks it, told apart by the rule's own check. */
import { parsePolicy } from '../../../src/domain/policy.ts';
import type { RuleCheck } from '../../../src/domain/proposal.ts';
import { verify } from '../../../src/verification/index.ts';
import { type TinyCounty, tinyCounty } from '../../support/tiny-county.ts';
import { allocation, type Kinds, type Places, ruleCheck } from '../../verification/allocation.ts';

export type Status = RuleCheck['status'];

export interface RuleCase {
  readonly rules: readonly string[];
  /** `RuleCheck.name`, `establishment:<name>`, `principals:<name>`, `summer:<name>`, `standby:<name>` or `indicator:<id>`. */
  readonly check: string;
  /** What is kept and broken. */
  readonly title: string;
  /** Runs the rule's own check on the county that keeps it. */
  readonly keeps: () => Status;
  /** … on the one that breaks it: `fail` for a hard rule, `warn` for a soft one. */
  readonly breaks: () => Status;
}

/** A county and what was done in it. */
export interface Scene {
  readonly county: TinyCounty;
  readonly places: Places;
  readonly standby?: readonly string[];
  /** 聘任方式 as claimed. */
  readonly kinds?: Kinds;
  readonly policy?: Record<string, unknown>;
}

/** A case told by the check of an allocation. */
export function ruleCase(
  rules: readonly string[],
  check: string,
  title: string,
  { keeps, breaks }: { readonly keeps: Scene; readonly breaks: Scene },
): RuleCase {
  const run = (scene: Scene) => () => statusOn(scene, rules, check);
  return { rules, check, title, keeps: run(keeps), breaks: run(breaks) };
}

/** The status that the named check gives all of the rules. */
function statusOn(scene: Scene, rules: readonly string[], check: string): Status {
  const { county, places, standby = [], kinds = {}, policy = {} } = scene;
  const claim = allocation(places, standby, kinds);
  const verification = verify(tinyCounty(county), parsePolicy(policy), claim);
  const statuses = new Set(rules.map((rule) => ruleCheck(verification, rule, check).status));
  const [status] = statuses;
  if (status === undefined || statuses.size > 1) {
    throw new Error(`${check}: ${rules.join(', ')} are not all of one status`);
  }
  return status;
}
