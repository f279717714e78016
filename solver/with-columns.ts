/** A model with copies of some of its columns, e.g. the wanted part of an arc beside the rest of it. */
import type { Coefficients, Model } from './model.ts';
import { joinNames } from './names.ts';

/** A column with the entries of another one and bounds of its own. */
export interface ColumnCopy {
  readonly name: string;
  /** The column whose entries it has. */
  readonly like: number;
  readonly lower: number;
  readonly upper: number;
}

/** The same rows with the copies appended in order. O(n + nz). */
export function withColumns(model: Model, copies: readonly ColumnCopy[]): Model {
  const n = model.lower.length;
  const likes = copies.map(({ like }) => like);
  const start = extended(model.start, copies.length);
  likes.forEach((j, k) => {
    start[n + k + 1] = start[n + k]! + model.start[j + 1]! - model.start[j]!;
  });
  const added = start[n + copies.length]! - model.index.length;
  const index = extended(model.index, added);
  const value = extended(model.value, added);
  const lower = extended(model.lower, copies.length);
  const upper = extended(model.upper, copies.length);
  const integer = extended(model.integer, copies.length);
  copies.forEach((copy, k) => {
    const from = model.start[copy.like]!;
    const to = model.start[copy.like + 1]!;
    index.copyWithin(start[n + k]!, from, to);
    value.copyWithin(start[n + k]!, from, to);
    lower[n + k] = copy.lower;
    upper[n + k] = copy.upper;
    integer[n + k] = model.integer[copy.like]!;
  });
  const columnNames = joinNames(
    model.columnNames,
    copies.map(({ name }) => name),
  );
  return { ...model, columnNames, start, index, value, lower, upper, integer };
}

/** A copy with room for some more at its end. */
function extended<T extends Coefficients | Int32Array | Uint8Array>(items: T, more: number): T {
  const longer = new (items.constructor as new (n: number) => T)(items.length + more);
  longer.set(items);
  return longer;
}
