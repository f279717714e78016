/** What comes back from a solve: values, never exceptions. */
import type { TierProof } from './proof/certify.ts';

export type Termination = 'optimal' | 'feasible' | 'infeasible' | 'unbounded' | 'none' | 'failed';
/** Why a solve stopped before it was done; with 'feasible' (incumbent kept) or 'none'. */
export type LimitKind = 'time' | 'node' | 'iteration' | 'memory' | 'cancelled';

export interface Limits {
  /** Wall-clock seconds; > 0. */
  readonly timeSeconds?: number;
  /** Branch-and-bound nodes; ≥ 0. */
  readonly nodes?: number;
  /** Most non-zeros a backend may be handed (WebAssembly memory cannot be limited from outside). */
  readonly nonZeros?: number;
}

/** A moment of a running solve, in the caller's sense; null = not known yet. */
export interface Progress {
  readonly incumbent: number | null;
  readonly bound: number | null;
  /** {@link relativeGap} of the two. */
  readonly gap: number | null;
  readonly nodes: number;
  /** Column values of the incumbent when the backend hands them out; not yet checked by us. */
  readonly values?: Float64Array;
}

/** Multipliers of the LP relaxation's optimum, for the *minimised* objective. */
export interface Duals {
  /** y, length m: ≥ 0 where the row's lower bound binds, ≤ 0 where the upper one does. */
  readonly rows: Float64Array;
  /** d = c − Aᵀy, length n. */
  readonly reducedCosts: Float64Array;
}

/** Where a simplex method may start again; HiGHS' codes (0 lower, 1 basic, 2 upper, 3 free at zero). */
export interface Basis {
  /** Length n. */
  readonly columns: Int32Array;
  /** Length m. */
  readonly rows: Int32Array;
}

export interface Solution {
  readonly termination: Termination;
  readonly limit?: LimitKind;
  /** In the caller's sense; null without an incumbent. */
  readonly objective: number | null;
  /** Best proven bound in the caller's sense; null if none. Floating point: as good as the backend. */
  readonly bound: number | null;
  /** Column values, length n; null without an incumbent. Integer columns are exactly whole. */
  readonly values: Float64Array | null;
  /**
   * Duals of the LP relaxation, also when branching was needed after it (they then bound, but do
   * not close); null when the backend has none. `dualBound` says what they prove.
   */
  readonly duals: Duals | null;
  /** Final basis of the LP relaxation, to start the next one from; null when there is none. */
  readonly basis: Basis | null;
  /** What is proven of the objective and how, where the backend says; from a backend its bound is minimised. */
  readonly proof?: TierProof;
  readonly backend: string;
  readonly version: string;
  readonly nodes: number;
  readonly iterations: number;
  /** Why it failed, or what the caller should know. */
  readonly message?: string;
}

/** The one definition of gap: |value − bound| / max(1, |value|); 0 is proven. */
export function relativeGap(value: number, bound: number): number {
  return Math.abs(value - bound) / Math.max(1, Math.abs(value));
}
