/**
 * Does x satisfy the model? Shares no code with any backend.
 *
 * Integer columns must be exactly whole. A row or bound with whole coefficients over integer
 * columns is compared exactly (sums of whole numbers under 2^53 are exact in doubles); one that
 * meets continuous columns or fractions is allowed {@link FEASIBILITY_TOLERANCE}. O(n + m + nz).
 */
import type { Model } from '../model.ts';

/** Relative to max(1, |bound|, Σ|a_ij x_j|): the tolerance HiGHS and GLPK solve LPs to is 1e-7. */
export const FEASIBILITY_TOLERANCE = 1e-6;

/** The first violation found. */
export interface Violation {
  readonly kind: 'row' | 'column' | 'integrality' | 'shape';
  readonly name: string;
  /** Activity of the row, or value of the column. */
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * @param values length n
 * @returns null when feasible
 */
export function findViolation(model: Model, values: Float64Array): Violation | null {
  const n = model.lower.length;
  if (values.length !== n)
    return { kind: 'shape', name: 'values', value: values.length, lower: n, upper: n };
  return columnViolation(model, values) ?? rowViolation(model, values);
}

/** One line for a person. */
export function describeViolation(violation: Violation): string {
  const { kind, name, value, lower, upper } = violation;
  if (kind === 'integrality') return `column ${name} is ${value}, not whole`;
  return `${kind} ${name} is ${value}, outside ${lower} … ${upper}`;
}

function columnViolation(model: Model, values: Float64Array): Violation | null {
  const { lower: lowers, upper: uppers, integer } = model;
  for (let j = 0; j < values.length; j++) {
    const value = values[j]!;
    const lower = lowers[j]!;
    const upper = uppers[j]!;
    const whole = integer[j] === 1;
    // Most columns of a point: 0, which is whole, between its bounds.
    if (value === 0 && lower <= 0 && upper >= 0) continue;
    if (whole && !Number.isSafeInteger(value))
      return { kind: 'integrality', name: model.columnNames.at(j)!, value, lower, upper };
    const slack = whole ? 0 : FEASIBILITY_TOLERANCE;
    if (!within(value, lower, upper, slack * Math.max(1, Math.abs(value))))
      return { kind: 'column', name: model.columnNames.at(j)!, value, lower, upper };
  }
  return null;
}

function rowViolation(model: Model, values: Float64Array): Violation | null {
  const { activity, size, exact } = activities(model, values);
  for (let i = 0; i < activity.length; i++) {
    const value = activity[i]!;
    const lower = model.rowLower[i]!;
    const upper = model.rowUpper[i]!;
    const slack = exact[i] === 1 ? 0 : FEASIBILITY_TOLERANCE * Math.max(1, size[i]!);
    if (!within(value, lower, upper, slack))
      return { kind: 'row', name: model.rowNames[i]!, value, lower, upper };
  }
  return null;
}

function activities(model: Model, values: Float64Array) {
  const m = model.rowLower.length;
  const activity = new Float64Array(m);
  const size = new Float64Array(m);
  const exact = new Uint8Array(m).fill(1);
  const { integer, start, index, value: entry } = model;
  for (let j = 0; j < values.length; j++) {
    const x = values[j]!;
    const whole = integer[j] === 1;
    // Adds nothing, exactly.
    if (whole && x === 0) continue;
    for (let k = start[j]!; k < start[j + 1]!; k++) {
      const i = index[k]!;
      const a = entry[k]!;
      if (!whole || !Number.isInteger(a)) exact[i] = 0;
      activity[i]! += a * x;
      size[i]! += Math.abs(a * x);
    }
  }
  for (let i = 0; i < m; i++) if (size[i]! >= 2 ** 53) exact[i] = 0;
  return { activity, size, exact };
}

function within(value: number, lower: number, upper: number, slack: number): boolean {
  return value >= lower - slack && value <= upper + slack;
}
