/** One check and the rules it stands for; becomes one rule check per rule id. */
import type { RuleCheck } from '../../domain/proposal.ts';
import { ruleById, STRENGTH_LETTER } from '../../rules/catalogue/index.ts';

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
    strength: result.strength ?? strengthInBook(ruleId),
    status: result.status,
    measured: result.measured,
    limit: result.limit,
    text: result.text,
    offenders: [...new Set(result.offenders)].sort(),
  }));
}

/** @throws Error when a check names a rule that is not in the book */
function strengthInBook(ruleId: string): RuleCheck['strength'] {
  const strength = ruleById(ruleId)?.strength;
  if (strength === undefined || strength === 'lost') throw new Error(`no rule ${ruleId} to check`);
  return STRENGTH_LETTER[strength];
}
