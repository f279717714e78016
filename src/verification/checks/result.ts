/** One check and the rules it stands for; becomes one rule check per rule id. */
import type { RuleCheck } from '../../domain/proposal.ts';

/** Strength of each rule in the catalogue (`domain.md` §1; L rules are national law). */
const STRENGTH: Readonly<Record<string, RuleCheck['strength']>> = {
  B01: 'W',
  B08: 'H',
  D01: 'C',
  D02: 'H',
  D03: 'H',
  D04: 'C',
  D09: 'C',
  D10: 'C',
  D11: 'C',
  D12: 'C',
  D13: 'C',
  D14: 'H',
  E04: 'H',
  F04: 'W',
  I08: 'H',
  L02: 'H',
  L09: 'H',
  N01: 'H',
  N03: 'D',
  Q03: 'C',
  Q07: 'C',
  Q09: 'H',
  Q10: 'H',
  Q12: 'S',
  Q15: 'H',
  Q16: 'H',
  Q17: 'H',
  Q20: 'H',
  Q24: 'H',
  R01: 'C',
  R02: 'S',
  R03: 'S',
  R06: 'H',
  S01: 'H',
  S03: 'W',
  S05: 'H',
  T01: 'H',
  T02: 'C',
  T05: 'S',
  T07: 'S',
  W02: 'H',
  X01: 'C',
  X02: 'H',
  X04: 'H',
  X05: 'H',
  X06: 'H',
  X08: 'S',
  X09: 'C',
  X10: 'C',
  X11: 'C',
  X12: 'C',
  X13: 'C',
  X14: 'C',
  X15: 'C',
  X16: 'C',
  X20: 'S',
};

export interface Result {
  /** Name of the test or row family. */
  readonly name: string;
  readonly rules: readonly string[];
  readonly status: RuleCheck['status'];
  /** Heads unless the text says otherwise. */
  readonly measured: number;
  readonly limit: number | null;
  /** Chinese sentence that says what was counted. */
  readonly text: string;
  readonly offenders: readonly string[];
  /** Where the row is softer or harder than the rule's catalogue strength. */
  readonly strength?: RuleCheck['strength'];
}

/** Status of a rule that must hold. */
export const must = (kept: boolean): RuleCheck['status'] => (kept ? 'pass' : 'fail');
/** Status of a rule that should hold. */
export const should = (kept: boolean): RuleCheck['status'] => (kept ? 'pass' : 'warn');

export function ruleChecksOf(result: Result): RuleCheck[] {
  return result.rules.map((ruleId) => ({
    ruleId,
    name: result.name,
    strength: result.strength ?? STRENGTH[ruleId] ?? 'R',
    status: result.status,
    measured: result.measured,
    limit: result.limit,
    text: result.text,
    offenders: [...new Set(result.offenders)].sort(),
  }));
}
