/** What comes back from a solve: values, never exceptions. */

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
  /** Column values of the incumbent when the backend hands them out. */
  readonly values?: Float64Array;
}

export interface Solution {
  readonly termination: Termination;
  readonly limit?: LimitKind;
  /** In the caller's sense; null without an incumbent. */
  readonly objective: number | null;
  /** Best proven bound in the caller's sense; null if none. */
  readonly bound: number | null;
  /** Column values, length n; null without an incumbent. Integer columns are exactly whole. */
  readonly values: Float64Array | null;
  /** LP duals (row multipliers and reduced costs of the *minimised* objective); null for a MIP answer. */
  readonly duals: { readonly rows: Float64Array; readonly reducedCosts: Float64Array } | null;
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
