/**
 * The working basis: what the basis of a network with side rows has beside its spanning tree.
 *
 * With p active side rows (slack non-basic) the basis holds p columns beyond the tree. Pushing one
 * unit round the cycle such a column closes with the tree changes the active rows by a column of
 * the p × p matrix W. Kept is its inverse, dense, updated by rank-one formulas (Sherman and Morrison)
 * in O(p²); `place` k of a column is its row in the inverse, place r of a side row its column there.
 * Invariant: inverse · W = 1 up to rounding, which the simplex takes away by `load` every so many `updates`.
 * Partitioned bases: R. V. Helgason and J. L. Kennington, Primal Simplex Algorithms for Minimum Cost
 * Network Flows, in: Handbooks in OR & MS 7 (1995) 85–133, doi:10.1016/S0927-0507(05)80118-9.
 */
export class WorkingBasis {
  /** p. */
  size = 0;
  /** Updates since the last `load`. */
  updates = 0;
  /** Column in each place, and side row in each place; first `size` entries. */
  columns: Int32Array<ArrayBuffer> = new Int32Array(16);
  rows: Int32Array<ArrayBuffer> = new Int32Array(16);
  /** Place of each side row, −1 when it is not active. */
  readonly placeOfRow: Int32Array;
  private inverse: Float64Array<ArrayBuffer> = new Float64Array(256);
  /** Row length of `inverse`. */
  private stride = 16;
  private scratch = new Float64Array(16);

  constructor(sides: number) {
    this.placeOfRow = new Int32Array(sides).fill(-1);
  }

  /** Place of a column, −1 when it is not here. O(p). */
  placeOfColumn(column: number): number {
    for (let k = 0; k < this.size; k++) if (this.columns[k] === column) return k;
    return -1;
  }

  entry(k: number, r: number): number {
    return this.inverse[k * this.stride + r]!;
  }

  /** out[k] = Σ_r inverse[k][r] · w[row r]; w is indexed by side row. */
  timesColumn(w: Float64Array, out: Float64Array): void {
    const { size, inverse, stride, rows } = this;
    for (let k = 0; k < size; k++) out[k] = 0;
    for (let r = 0; r < size; r++) {
      const by = w[rows[r]!]!;
      if (by === 0) continue;
      for (let k = 0, at = r; k < size; k++, at += stride) out[k]! += by * inverse[at]!;
    }
  }

  /** out[r] = Σ_k weights[k] · inverse[k][r]. */
  rowCombination(weights: Float64Array, out: Float64Array): void {
    const { size, inverse, stride } = this;
    for (let r = 0; r < size; r++) out[r] = 0;
    for (let k = 0; k < size; k++) {
      const by = weights[k]!;
      if (by === 0) continue;
      const base = k * stride;
      for (let r = 0; r < size; r++) out[r]! += by * inverse[base + r]!;
    }
  }

  /**
   * One row and one column more.
   * @param u inverse · (the new column's entries in the old rows)
   * @param v (the new row's entries in the old columns) · inverse
   * @param corner the new row's entry in the new column, minus v · (new column): not 0
   */
  expand(row: number, column: number, u: Float64Array, v: Float64Array, corner: number): void {
    this.room(this.size + 1);
    const { size, inverse, stride } = this;
    for (let k = 0; k < size; k++) {
      const by = u[k]! / corner;
      const base = k * stride;
      if (by !== 0) for (let r = 0; r < size; r++) inverse[base + r]! += by * v[r]!;
      inverse[base + size] = -by;
    }
    const last = size * stride;
    for (let r = 0; r < size; r++) inverse[last + r] = -v[r]! / corner;
    inverse[last + size] = 1 / corner;
    this.rows[size] = row;
    this.columns[size] = column;
    this.placeOfRow[row] = size;
    this.size = size + 1;
    this.updates++;
  }

  /** The side row in place r gives way to another; v as in {@link expand}, over the old inverse. */
  replaceRow(r: number, row: number, v: Float64Array): void {
    const { size, inverse, stride } = this;
    for (let k = 0; k < size; k++) {
      const base = k * stride;
      const by = inverse[base + r]! / v[r]!;
      if (by !== 0) for (let c = 0; c < size; c++) if (c !== r) inverse[base + c]! -= by * v[c]!;
      inverse[base + r] = by;
    }
    this.placeOfRow[this.rows[r]!] = -1;
    this.rows[r] = row;
    this.placeOfRow[row] = r;
    this.updates++;
  }

  /** The column in place k gives way to another; u as in {@link expand}. */
  replaceColumn(k: number, column: number, u: Float64Array): void {
    const { size, inverse, stride } = this;
    const base = k * stride;
    const pivot = u[k]!;
    for (let r = 0; r < size; r++) inverse[base + r]! /= pivot;
    for (let i = 0; i < size; i++) {
      const by = u[i]!;
      if (i === k || by === 0) continue;
      const at = i * stride;
      for (let r = 0; r < size; r++) inverse[at + r]! -= by * inverse[base + r]!;
    }
    this.columns[k] = column;
    this.updates++;
  }

  /** Column place k and row place r leave. */
  shrink(k: number, r: number): void {
    const { inverse, stride } = this;
    const base = k * stride;
    const pivot = inverse[base + r]!;
    const last = this.size - 1;
    for (let i = 0; i <= last; i++) {
      if (i === k) continue;
      const at = i * stride;
      const by = inverse[at + r]! / pivot;
      if (by !== 0) for (let c = 0; c <= last; c++) inverse[at + c]! -= by * inverse[base + c]!;
    }
    this.placeOfRow[this.rows[r]!] = -1;
    if (k !== last) {
      inverse.copyWithin(base, last * stride, last * stride + last + 1);
      this.columns[k] = this.columns[last]!;
    }
    if (r !== last) {
      for (let i = 0; i < last; i++) inverse[i * stride + r] = inverse[i * stride + last]!;
      this.rows[r] = this.rows[last]!;
      this.placeOfRow[this.rows[r]!] = r;
    }
    this.size = last;
    this.updates++;
  }

  /**
   * The cycles of several columns change by multiples of one and the same: W' = W − w·betaᵀ.
   * @param u inverse · w
   * @param beta by column place
   */
  subtractCycle(u: Float64Array, beta: Float64Array): void {
    const { size, inverse, stride } = this;
    const v = this.scratch;
    this.rowCombination(beta, v);
    let pivot = 1;
    for (let k = 0; k < size; k++) pivot -= beta[k]! * u[k]!;
    for (let k = 0; k < size; k++) {
      const by = u[k]! / pivot;
      if (by === 0) continue;
      const base = k * stride;
      for (let r = 0; r < size; r++) inverse[base + r]! += by * v[r]!;
    }
    this.updates++;
  }

  /**
   * The column in place k changes places with a tree arc on its cycle: W'_i = W_i − beta_i · W_k for
   * the others, W'_k = W_k / sign.
   */
  swapWithTree(k: number, column: number, sign: number, beta: Float64Array): void {
    const { size, inverse, stride } = this;
    const base = k * stride;
    for (let i = 0; i < size; i++) {
      const by = beta[i]!;
      if (i === k || by === 0) continue;
      const at = i * stride;
      for (let r = 0; r < size; r++) inverse[base + r]! += by * inverse[at + r]!;
    }
    if (sign !== 1) for (let r = 0; r < size; r++) inverse[base + r]! *= sign;
    this.columns[k] = column;
    this.updates++;
  }

  /**
   * Inverts W anew (Gauss and Jordan, partial pivoting). O(p³).
   * @param matrix W by columns of `count` entries, in the present places; overwritten
   * @returns false when it is singular: the basis then is of no use
   */
  load(matrix: Float64Array): boolean {
    const { size, inverse, stride } = this;
    // Row r of W is spread over the columns: entry (r, k) lies at k · size + r.
    for (let k = 0; k < size; k++)
      for (let r = 0; r < size; r++) inverse[k * stride + r] = k === r ? 1 : 0;
    const swapRows = (a: number, b: number) => {
      for (let k = 0; k < size; k++) {
        const t = matrix[k * size + a]!;
        matrix[k * size + a] = matrix[k * size + b]!;
        matrix[k * size + b] = t;
      }
      for (let c = 0; c < size; c++) {
        const t = inverse[a * stride + c]!;
        inverse[a * stride + c] = inverse[b * stride + c]!;
        inverse[b * stride + c] = t;
      }
    };
    for (let k = 0; k < size; k++) {
      let best = k;
      for (let r = k + 1; r < size; r++)
        if (Math.abs(matrix[k * size + r]!) > Math.abs(matrix[k * size + best]!)) best = r;
      const pivot = matrix[k * size + best]!;
      if (Math.abs(pivot) < 1e-9) return false;
      if (best !== k) swapRows(best, k);
      for (let c = k; c < size; c++) matrix[c * size + k]! /= pivot;
      for (let c = 0; c < size; c++) inverse[k * stride + c]! /= pivot;
      for (let r = 0; r < size; r++) {
        const by = matrix[k * size + r]!;
        if (r === k || by === 0) continue;
        for (let c = k; c < size; c++) matrix[c * size + r]! -= by * matrix[c * size + k]!;
        for (let c = 0; c < size; c++) inverse[r * stride + c]! -= by * inverse[k * stride + c]!;
      }
    }
    this.updates = 0;
    return true;
  }

  /** These columns and rows, not yet inverted. */
  set(columns: Int32Array, rows: Int32Array): void {
    this.clear();
    this.room(columns.length);
    this.size = columns.length;
    this.updates = 1;
    this.columns.set(columns);
    this.rows.set(rows);
    for (let r = 0; r < this.size; r++) this.placeOfRow[rows[r]!] = r;
  }

  /** Empties the working basis. */
  clear(): void {
    for (let r = 0; r < this.size; r++) this.placeOfRow[this.rows[r]!] = -1;
    this.size = 0;
    this.updates = 0;
  }

  private room(size: number): void {
    if (size <= this.stride) return;
    const stride = 2 * size;
    const wider = new Float64Array(stride * stride);
    for (let k = 0; k < this.size; k++)
      wider.set(this.inverse.subarray(k * this.stride, k * this.stride + this.size), k * stride);
    const longer = (old: Int32Array) => {
      const list = new Int32Array(stride);
      list.set(old);
      return list;
    };
    this.inverse = wider;
    this.columns = longer(this.columns);
    this.rows = longer(this.rows);
    this.scratch = new Float64Array(stride);
    this.stride = stride;
  }
}
