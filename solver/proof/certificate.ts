/**
 * The proof of an answer as data: what a solver hands out and `verify.ts` recomputes.
 *
 * Everything is *minimised* inside: an objective of sense 'max' enters with its costs negated. All
 * numbers are whole. n columns and m rows are those of the model as it was handed in; tier k is the
 * k-th objective, from 0. **Multipliers of tier k have length m + k**: one for each row of the model, then one
 * for the row c·x = value of each earlier tier, in order (0 where that tier is held by its face). An earlier tier that is
 * proven in shares has a row for each of them instead.
 *
 * What a leaf proves on a box of column bounds l … u and row sides L … U (d = scale·c − Aᵀy):
 *
 *   scale · c·x ≥ Σ_i (y_i > 0 ? y_i L_i : y_i U_i) + Σ_j min(d_j l_j, d_j u_j)
 *
 * A non-zero y_i or d_j must lean on a finite whole side. Where no continuous column has a cost, c·x is a multiple of
 * the greatest common divisor g of the costs (its step) at every integer point, and the quotient is rounded up to such a
 * multiple; otherwise it is rounded down: bounds are whole numbers.
 *
 * After each tier the verifier narrows the box for the tiers after it, whether the tier closed or not: if the tree
 * begins with multipliers (kind 'bound' or 'narrow'), whole columns with |d_j| > scale·value − N (every column with
 * d_j ≠ 0 if that is 0) are fixed at their side, and rows likewise become equations. It never needs to be narrowed as
 * far as the solver went, as long as the multipliers still prove the bound.
 */

/** Multipliers that bound the objective on the box: whole numbers scale · y. */
export interface Leaf {
  readonly kind: 'bound';
  /** Whole, ≥ 1. */
  readonly scale: number;
  readonly rows: ArrayLike<number>;
}

/** No point is in the box: multipliers that prove a bound > 0 for the objective 0 (Farkas). */
interface EmptyLeaf {
  readonly kind: 'infeasible';
  readonly rows: ArrayLike<number>;
}

/**
 * Reduced-cost fixing inside a tier. Its multipliers are a leaf's on this box; they fix whole columns, and make
 * equations of rows (if every column is whole), where a point *better* than the answer cannot leave the side that d
 * or y leans on: |d_j|, |y_i| > scale·(value − g) − N where c·x has a step, ≥ scale·value − N otherwise.
 * `rest` is a proof on the box so narrowed. The bound is min(value of the answer, bound of `rest`).
 */
interface Narrow {
  readonly kind: 'narrow';
  readonly scale: number;
  readonly rows: ArrayLike<number>;
  readonly rest: ProofTree;
}

/** x[column] ≤ at in `down`, x[column] ≥ at + 1 in `up`: the two cover everything, the column being whole. */
interface Branch {
  readonly kind: 'branch';
  readonly column: number;
  readonly at: number;
  readonly down: ProofTree;
  readonly up: ProofTree;
}

/** At most 1000 deep, or it is refused; its bound is the least of its leaves'. */
export type ProofTree = Leaf | EmptyLeaf | Narrow | Branch;

/** Of a tier as a whole. */
export type TierTree = ProofTree | Sum;

/**
 * The tier in shares: each column with a cost is in exactly one. The tree of a share proves a bound of its columns' costs
 * alone (value, step and what `narrow` calls better are the share's own) on the box of the tier; the bound is the sum of
 * theirs. For the tiers after it every share narrows, in order, and then each has a row of its own: where the sum is
 * closed, so is every share.
 */
interface Sum {
  readonly kind: 'sum';
  readonly shares: readonly { readonly columns: readonly number[]; readonly tree: ProofTree }[];
}

/** One objective; numbers in the caller's sense. */
export interface TierCertificate {
  readonly name: string;
  readonly sense: 'min' | 'max';
  /** Of the answer. */
  readonly value: number;
  /** What the tree proves, earlier tiers being held at their values; null without a tree. */
  readonly bound: number | null;
  /** Null: nothing is proven of this tier. */
  readonly tree: TierTree | null;
}

/** Of an answer. */
export interface Certificate {
  readonly format: 'tiaopei-certificate/1';
  /** `modelHash` of the model and the objectives. */
  readonly model: string;
  /** [column, value] of the columns that are not 0, ascending. */
  readonly values: readonly (readonly [number, number])[];
  /** One for each objective, in order. */
  readonly tiers: readonly TierCertificate[];
}

/** That there is no answer: every leaf is an empty one, multipliers of length m. */
export interface InfeasibilityCertificate {
  readonly format: 'tiaopei-certificate/1';
  readonly model: string;
  readonly infeasible: ProofTree;
}
