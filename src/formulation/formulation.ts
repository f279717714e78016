/** What the formulation hands over: the model, its objectives and the way back to people and posts. */

import type { Model, Objective } from '../../solver/index.ts';
import type { ObjectiveTierId } from '../domain/policy.ts';
import type { AttributePart, PersonAttribute } from '../rules/attributes.ts';
import type { Round } from '../rules/round.ts';
import type { FairShareRows } from './attributes.ts';
import type { CoupleRows } from './couples.ts';
import type { Pairs } from './pairs.ts';
import type { RotationRows } from './rotation-rows.ts';

/** Where a cap of the program stands in the model, for the fingerprint. */
export interface CapMark {
  readonly family: string;
  readonly key1: number;
  readonly key2: number;
  readonly place: 'upper' | 'lower' | 'rowUpper' | 'rowLower';
  /** Column or row. */
  readonly at: number;
}

/** Columns by meaning; −1 = absent. */
export interface Columns {
  /** x[i,j], by pair. */
  readonly pair: Int32Array;
  /** first[i,j], by pair. */
  readonly first: Int32Array;
  /** stay[i] and standby[i], by person. */
  readonly stay: Int32Array;
  readonly standby: Int32Array;
  /** Heads in a post group after the round, by post-group id. */
  readonly filled: ReadonlyMap<string, number>;
  /** Unit steps: (school position, m, column). */
  readonly steps: readonly { readonly school: number; readonly m: number; readonly at: number }[];
  /** Unit steps of the arts nodes (tier `balance-arts`). */
  readonly artsSteps: readonly {
    readonly part: AttributePart;
    readonly m: number;
    readonly at: number;
  }[];
  /** Heads short of a fair share (tiers `balance-backbone`, `-degree`, `-senior`). */
  readonly attributeShort: readonly {
    readonly attribute: PersonAttribute;
    readonly part: AttributePart;
    readonly at: number;
  }[];
  readonly overflow: readonly number[];
  readonly shortfall: readonly number[];
}

export interface TierObjective {
  readonly id: ObjectiveTierId;
  readonly objective: Objective;
}

export interface Formulation {
  readonly round: Round;
  readonly pairs: Pairs;
  readonly model: Model;
  readonly columns: Columns;
  /** In policy order; those of this round only. */
  readonly tiers: readonly TierObjective[];
  readonly caps: readonly CapMark[];
  /** Side rows of the balanced attributes. */
  readonly fairShares: readonly FairShareRows[];
  /** Target rows of a rotation; null in the other rounds. */
  readonly rotation: RotationRows | null;
  /** Side rows of the couples (C15). */
  readonly couples: readonly CoupleRows[];
}
