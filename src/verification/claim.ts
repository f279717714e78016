/** What is handed in to be checked, and what the check answers. */
import type { ProgramDigest } from '../domain/digest.ts';
import type { ObjectiveTierId } from '../domain/policy.ts';
import type { MoveKind, RuleCheck } from '../domain/proposal.ts';

/** An allocation with the figures that somebody claims for it. */
export interface Claim {
  /** Moves only; in a rotation everybody else stays. */
  readonly placements: readonly {
    readonly teacherId: string;
    readonly postGroupId: string;
    /** 聘任方式 (R08); left out = not claimed. */
    readonly kind?: MoveKind;
  }[];
  /** Placement and competitions: all other movers (待岗); rotation: nobody. */
  readonly standby: readonly string[];
  /** Claimed value and bound of the tiers that were closed; bound null = none. Others may be left out. */
  readonly tiers: readonly {
    readonly id: ObjectiveTierId;
    readonly value: number;
    readonly bound: number | null;
  }[];
  /** The weighted sum of the one-shot mode, maximised; null otherwise. */
  readonly weighted: { readonly value: number; readonly bound: number | null } | null;
  /** A limit ended the run: what an open tier would have found may be missing (S02). Left out = it ran to its end. */
  readonly stopped?: boolean;
  /** Fingerprint of the model that was solved; null for an allocation that no model of ours made. */
  readonly program: ProgramDigest | null;
}

export interface Verification {
  /** No finding. */
  readonly accepted: boolean;
  /** English sentences with rule ids, names and ids of the offenders; never a personal name. */
  readonly findings: readonly string[];
  /** In order of rule id, then name. */
  readonly ruleChecks: readonly RuleCheck[];
  /** Recomputed values in order of the order of the round; 'fewest-moves' in a rotation only, 'coverage' in all others. */
  readonly tiers: readonly { readonly id: ObjectiveTierId; readonly value: number }[];
  /** Recomputed weighted sum; null unless `objective.mode` is one-shot. */
  readonly weighted: number | null;
  /** Re-derived fingerprint. */
  readonly program: ProgramDigest;
}
