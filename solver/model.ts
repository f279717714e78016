/**
 * A linear (integer) program in typed arrays:
 *
 *   minimise  c·x   subject to   rowLower ≤ A x ≤ rowUpper,  lower ≤ x ≤ upper,  x_j whole where integer[j] = 1.
 *
 * Always minimised inside; the caller's sense is turned at the builder and turned back in the result.
 * A is stored by columns. Rows and columns bear unique names, which is how an answer is explained
 * and how two programs are compared.
 */

/**
 * Names by index. A list of strings is one; of millions of columns, the names are better made when
 * asked for (see `names.ts`). Undefined outside 0 … length − 1.
 */
export interface Names {
  readonly length: number;
  at(index: number): string | undefined;
}

/** Coefficients of A: one byte each where every one of them is a small whole number, as in a network. */
export type Coefficients = Float64Array | Int8Array;

/** Coefficients of an objective: whole ones need half the memory. */
export type Costs = Float64Array | Int32Array;

/** Immutable once built. n = lower.length columns, m = rowLower.length rows, nz non-zeros. */
export interface Model {
  readonly name: string;
  /** Length n; all different. */
  readonly columnNames: Names;
  /** Length m; all different. */
  readonly rowNames: readonly string[];
  /** Length n. ±Infinity allowed. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 = whole, 0 = continuous; length n. */
  readonly integer: Uint8Array;
  /** Length m. ±Infinity allowed. */
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Column starts, length n + 1; entries start[j] … start[j+1]−1 belong to column j. */
  readonly start: Int32Array;
  /** Row of each entry, length nz; ascending within a column. */
  readonly index: Int32Array;
  /** Coefficient of each entry, length nz; non-zero. */
  readonly value: Coefficients;
}

/** One objective over the columns of a model, in the caller's own sense. */
export interface Objective {
  readonly name: string;
  readonly sense: 'min' | 'max';
  /** Length n, caller's sense. */
  readonly coefficients: Costs;
}
