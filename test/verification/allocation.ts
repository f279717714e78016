/** Claims for tests: the allocation as given, the figures as the verification itself finds them. */
import type { County } from '../../src/domain/county.ts';
import { type Policy, parsePolicy } from '../../src/domain/policy.ts';
import type { MoveKind, RuleCheck } from '../../src/domain/proposal.ts';
import { type Claim, type Verification, verify } from '../../src/verification/index.ts';

export const policyOf = (raw: Record<string, unknown> = {}): Policy => parsePolicy(raw);

/** Placements as `{ t1: 's2/P/T/语文' }`. */
export type Places = Readonly<Record<string, string>>;

/** 聘任方式 by staff number, of those it is claimed for. */
export type Kinds = Readonly<Record<string, MoveKind>>;

export function allocation(
  places: Places,
  standby: readonly string[] = [],
  kinds: Kinds = {},
): Claim {
  return {
    placements: Object.entries(places).map(([teacherId, postGroupId]) => {
      const kind = kinds[teacherId];
      return { teacherId, postGroupId, ...(kind === undefined ? {} : { kind }) };
    }),
    standby,
    tiers: [],
    weighted: null,
    program: null,
  };
}

export function check(
  county: County,
  places: Places,
  options: { policy?: Record<string, unknown>; standby?: readonly string[] } = {},
): Verification {
  return verify(county, policyOf(options.policy), allocation(places, options.standby));
}

/** The allocation with every figure right, as a correct solver would hand it in. */
export function honestClaim(county: County, policy: Policy, bare: Claim): Claim {
  const { tiers, weighted, program } = verify(county, policy, bare);
  return {
    ...bare,
    tiers: tiers.map((tier) => ({ ...tier, bound: tier.value })),
    weighted: weighted === null ? null : { value: weighted, bound: weighted },
    program,
  };
}

/** The check of one rule and name. */
export function ruleCheck(verification: Verification, ruleId: string, name: string): RuleCheck {
  const found = verification.ruleChecks.filter(
    (each) => each.ruleId === ruleId && each.name === name,
  );
  if (found.length !== 1) throw new Error(`${found.length} checks of ${ruleId} ${name}`);
  return found[0]!;
}

export const statusOf = (verification: Verification, ruleId: string, name: string) =>
  ruleCheck(verification, ruleId, name).status;

/** Value of a tier. */
export function tier(verification: Verification, id: string): number {
  const found = verification.tiers.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no tier ${id}`);
  return found.value;
}
