/**
 * A smaller model with some columns fixed and some rows tightened: fixed columns are really taken
 * out (their share goes into the row bounds) and rows left without columns are dropped. O(n + m + nz).
 */
import type { Coefficients, Costs, Model } from './model.ts';
import { pickNames } from './names.ts';
import { FEASIBILITY_TOLERANCE } from './proof/feasibility.ts';
import type { Basis } from './result.ts';

/** What is to be narrowed; all in terms of the model it belongs to. */
export interface Narrowing {
  /** Value at which a column is fixed, NaN where it stays free; length n. */
  readonly fixed: Float64Array;
  /** New row bounds, each inside the old one; length m. */
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** One more row, over all columns, or null. */
  readonly row: ExtraRow | null;
}

/** lower ≤ coefficients·x ≤ upper; coefficients of length n. */
export interface ExtraRow {
  readonly name: string;
  readonly coefficients: Costs;
  readonly lower: number;
  readonly upper: number;
}

export interface Reduction {
  readonly model: Model;
  /** Old index of each column that stayed, ascending. */
  readonly columns: Int32Array;
  /** Old index of each row that stayed, ascending; the extra row (if it stayed) is last, index m. */
  readonly rows: Int32Array;
}

/** A narrowing that changes nothing yet, apart from columns whose bounds leave no choice. */
export function startNarrowing(model: Model): Narrowing {
  const fixed = model.lower.map((l, j) => (l === model.upper[j] ? l : Number.NaN));
  return { fixed, rowLower: model.rowLower.slice(), rowUpper: model.rowUpper.slice(), row: null };
}

/**
 * The reduced model. A row whose fixed columns already break it stays, without columns, so that the
 * reduced model is infeasible too.
 */
export function reduce(model: Model, narrowing: Narrowing): Reduction {
  const { fixed, row: extra } = narrowing;
  const m = model.rowLower.length + (extra ? 1 : 0);
  const columns = indicesWhere(fixed.length, (j) => Number.isNaN(fixed[j]!));
  const { taken, used } = scanColumns(model, narrowing, m);
  const lowerOf = (i: number) => (narrowing.rowLower[i] ?? extra!.lower) - taken[i]!;
  const upperOf = (i: number) => (narrowing.rowUpper[i] ?? extra!.upper) - taken[i]!;
  const broken = (i: number) => {
    const slack = FEASIBILITY_TOLERANCE * Math.max(1, Math.abs(taken[i]!));
    return lowerOf(i) > slack || upperOf(i) < -slack;
  };
  const rows = indicesWhere(m, (i) => used[i] === 1 || broken(i));
  const newRow = new Int32Array(m).fill(-1);
  rows.forEach((i, k) => {
    newRow[i] = k;
  });
  return {
    columns,
    rows,
    model: {
      name: model.name,
      columnNames: pickNames(model.columnNames, columns),
      rowNames: Array.from(rows, (i) => model.rowNames[i] ?? extra!.name),
      lower: Float64Array.from(columns, (j) => model.lower[j]!),
      upper: Float64Array.from(columns, (j) => model.upper[j]!),
      integer: Uint8Array.from(columns, (j) => model.integer[j]!),
      rowLower: Float64Array.from(rows, lowerOf),
      rowUpper: Float64Array.from(rows, upperOf),
      ...matrix(model, columns, newRow, extra),
    },
  };
}

/**
 * The basis of the old model in the reduced one, an extra row being basic.
 * @returns null when it is no longer one (a fixed column was basic, say)
 */
export function reduceBasis(basis: Basis, reduction: Reduction): Basis | null {
  const columns = Int32Array.from(reduction.columns, (j) => basis.columns[j]!);
  const rows = Int32Array.from(reduction.rows, (i) => basis.rows[i] ?? BASIC);
  const count = (statuses: Int32Array) =>
    statuses.reduce((sum, s) => sum + (s === BASIC ? 1 : 0), 0);
  return count(columns) + count(rows) === rows.length ? { columns, rows } : null;
}

const BASIC = 1;

/** Share of each row taken by fixed columns, and whether a free column is left in it. */
function scanColumns(model: Model, { fixed, row }: Narrowing, m: number) {
  const taken = new Float64Array(m);
  const used = new Uint8Array(m);
  const note = (i: number, a: number, value: number) => {
    if (Number.isNaN(value)) used[i] = 1;
    else taken[i]! += a * value;
  };
  for (let j = 0; j < fixed.length; j++) {
    for (let k = model.start[j]!; k < model.start[j + 1]!; k++)
      note(model.index[k]!, model.value[k]!, fixed[j]!);
    const last = row?.coefficients[j] ?? 0;
    if (last !== 0) note(m - 1, last, fixed[j]!);
  }
  return { taken, used };
}

function matrix(model: Model, columns: Int32Array, newRow: Int32Array, extra: ExtraRow | null) {
  const last = model.rowLower.length;
  const start = new Int32Array(columns.length + 1);
  columns.forEach((j, k) => {
    const size = model.start[j + 1]! - model.start[j]!;
    start[k + 1] = start[k]! + size + ((extra?.coefficients[j] ?? 0) === 0 ? 0 : 1);
  });
  const index = new Int32Array(start[columns.length]!);
  const value = extra ? new Float64Array(index.length) : room(model.value, index.length);
  columns.forEach((j, k) => {
    let to = start[k]!;
    for (let from = model.start[j]!; from < model.start[j + 1]!; from++, to++) {
      index[to] = newRow[model.index[from]!]!;
      value[to] = model.value[from]!;
    }
    if (to === start[k + 1]) return;
    index[to] = newRow[last]!;
    value[to] = extra!.coefficients[j]!;
  });
  return { start, index, value };
}

/** An empty array that holds the same kind of coefficients. */
function room(like: Coefficients, length: number): Coefficients {
  return like instanceof Int8Array ? new Int8Array(length) : new Float64Array(length);
}

function indicesWhere(length: number, test: (i: number) => boolean): Int32Array {
  const found = new Int32Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) if (test(i)) found[count++] = i;
  return found.slice(0, count);
}
