/**
 * The proof: a lower bound from the duals of the LP relaxation, in exact integer arithmetic.
 *
 *   min c·x  s.t.  L ≤ Ax ≤ U,  l ≤ x ≤ u.    For ANY multipliers y, with d = c − Aᵀy:
 *   c·x = y·(Ax) + d·x  ≥  Σ_i (y_i > 0 ? y_i L_i : y_i U_i) + Σ_j min(d_j l_j, d_j u_j)
 *
 * so the multipliers need not be trusted: wrong ones only give a weaker bound. They are rounded to
 * whole multiples of 1/scale; from there on every number is whole. One pass over the non-zeros,
 * O(n + m + nz), in doubles while sums stay under 2^53 and in BigInt beyond.
 * Imports nothing but types, so that a reader can check the checker.
 */
import type { Costs, Model, Objective } from '../model.ts';

/**
 * Candidates for the number of parts a unit of dual is cut into, finest first. 720 720 is the least
 * common multiple of 1 … 14 (and of 16): the duals of our models are fractions with such small
 * denominators (exactly whole for a network), so they are hit exactly and the bound loses nothing,
 * which a power of two could not do for a third. The coarser ones keep scaled numbers small when
 * costs are very large.
 */
export const SCALES: readonly number[] = [720_720, 5_040, 60, 1];

/** Scaled costs and multipliers stay under this, so that the sum over a column stays under 2^53. */
const HEADROOM = 2 ** 48;

/** What the multipliers prove about the minimised objective. */
export type DualBound =
  | {
      readonly kind: 'bound';
      /** The bound is numerator / scale, exactly. */
      readonly numerator: bigint;
      readonly scale: bigint;
      /** Least value ≥ the bound that c·x can have: a multiple of its step; null where it has none. */
      readonly roundedUp: bigint | null;
      /** scale · y after rounding and sign repair, whole numbers, length m. */
      readonly rows: Float64Array;
      /** scale · d = scale · c − Aᵀ(scale · y), whole numbers, length n. */
      readonly reducedCosts: Float64Array;
    }
  | { readonly kind: 'none'; readonly reason: string };

/**
 * The bound the given multipliers prove, whatever their quality.
 * @param objective any sense; turned to minimisation inside
 * @param rowDuals y, length m, user units; NaN and wrong signs are taken as 0
 * @param step what every value of the objective is a multiple of; over part of a model that of the whole, as the proof
 * is read there
 * @returns kind 'none' with a reason when data is not whole, too large, or the bound is −∞
 */
export function dualBound(
  model: Model,
  objective: Objective,
  rowDuals: Float64Array,
  step = stepOf(model.integer, objective.coefficients),
): DualBound {
  const scale = chooseScale(objective.coefficients, rowDuals);
  if (scale === null) return none('costs or multipliers are too large for exact arithmetic');
  const rows = roundMultipliers(model, rowDuals, scale);
  const sum = new ExactSum();
  const rowProblem = addRows(model, rows, sum);
  if (rowProblem !== null) return none(rowProblem);
  const reducedCosts = new Float64Array(model.lower.length);
  const sign = objective.sense === 'min' ? scale : -scale;
  for (let j = 0; j < reducedCosts.length; j++) {
    const c = objective.coefficients[j]!;
    const d = reducedCost(model, rows, j, sign * c);
    if (!Number.isSafeInteger(c) || !Number.isSafeInteger(d))
      return none(
        `column ${model.columnNames.at(j)}: cost or coefficients are not whole, or too large`,
      );
    reducedCosts[j] = d;
    if (d === 0) continue;
    const bound = d > 0 ? model.lower[j]! : model.upper[j]!;
    if (!Number.isSafeInteger(bound))
      return none(`column ${model.columnNames.at(j)}: bound ${bound} is not a whole number`);
    sum.addProduct(d, bound);
  }
  const numerator = sum.total();
  const roundedUp =
    step === 0 ? null : ceilDivide(numerator, BigInt(scale) * BigInt(step)) * BigInt(step);
  return { kind: 'bound', numerator, scale: BigInt(scale), roundedUp, rows, reducedCosts };
}

/**
 * scale · (value − bound): how much a column or row may still cost. A column that must be whole
 * stays at the bound its reduced cost pushes it to in every solution as good as `value` when its
 * |scaled reduced cost| exceeds this; likewise a row of whole activity and its multiplier.
 * @param value minimised objective of a feasible x; a whole number
 * @returns ≥ 0 for a true value; negative tells of a bug
 */
export function scaledGap(bound: DualBound & { kind: 'bound' }, value: number): bigint {
  return BigInt(value) * bound.scale - bound.numerator;
}

/**
 * Does the bound meet the value, so that nothing better exists?
 * @param value minimised objective of a feasible x
 */
export function proves(bound: DualBound | null, value: number): boolean {
  if (bound?.kind !== 'bound' || !Number.isSafeInteger(value)) return false;
  if (bound.roundedUp !== null) return bound.roundedUp === BigInt(value);
  return scaledGap(bound, value) === 0n;
}

function none(reason: string): DualBound {
  return { kind: 'none', reason };
}

function chooseScale(costs: Costs, rowDuals: Float64Array): number | null {
  let largest = 0;
  for (const c of costs) largest = Math.max(largest, Math.abs(c));
  for (const y of rowDuals) if (Number.isFinite(y)) largest = Math.max(largest, Math.abs(y));
  return SCALES.find((scale) => scale * largest < HEADROOM) ?? null;
}

/** A multiplier that leans on an infinite bound proves −∞; 0 is the best one near it. */
function roundMultipliers(model: Model, rowDuals: Float64Array, scale: number): Float64Array {
  const rows = new Float64Array(model.rowLower.length);
  for (let i = 0; i < rows.length; i++) {
    const y = Math.round((rowDuals[i] ?? 0) * scale);
    if (!Number.isFinite(y) || y === 0) continue;
    const bound = y > 0 ? model.rowLower[i]! : model.rowUpper[i]!;
    if (Number.isFinite(bound)) rows[i] = y;
  }
  return rows;
}

function addRows(model: Model, rows: Float64Array, sum: ExactSum): string | null {
  for (let i = 0; i < rows.length; i++) {
    const y = rows[i]!;
    if (y === 0) continue;
    const bound = y > 0 ? model.rowLower[i]! : model.rowUpper[i]!;
    if (!Number.isSafeInteger(bound))
      return `row ${model.rowNames[i]}: bound ${bound} is not whole`;
    sum.addProduct(y, bound);
  }
  return null;
}

/** NaN when a coefficient is not whole or an intermediate sum leaves the exact range. */
function reducedCost(model: Model, rows: Float64Array, j: number, scaledCost: number): number {
  let d = scaledCost;
  let reach = Math.abs(scaledCost);
  for (let k = model.start[j]!; k < model.start[j + 1]!; k++) {
    const a = model.value[k]!;
    if (!Number.isSafeInteger(a)) return Number.NaN;
    const term = a * rows[model.index[k]!]!;
    d -= term;
    reach += Math.abs(term);
  }
  // A true sum of 2^53 or more can only round to 2^53 or more, so this test misses nothing.
  return reach < 2 ** 53 ? d + 0 : Number.NaN;
}

/**
 * The greatest whole number that divides c·x at every integer point: the common divisor of the costs (1 where there are
 * none); 0 when a continuous column has a cost, or a cost is not whole.
 */
export function stepOf(integer: ArrayLike<number>, costs: Costs): number {
  let step = 0;
  for (let j = 0; j < costs.length; j++) {
    const c = costs[j]!;
    if (c === 0) continue;
    if (integer[j] !== 1 || !Number.isSafeInteger(c)) return 0;
    if (step !== 1 && c % step !== 0) step = commonDivisor(Math.abs(c), step);
  }
  return step === 0 ? 1 : step;
}

/** Of whole numbers, a ≥ b ≥ 0 or either order. */
export function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

/** Least whole number ≥ a / b; b > 0. */
export function ceilDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b > 0n ? quotient + 1n : quotient;
}

/** Adds products of whole numbers exactly: in a double while it is safe, spilling into a BigInt. */
class ExactSum {
  private near = 0;
  private far = 0n;

  addProduct(a: number, b: number): void {
    const product = a * b;
    if (Math.abs(product) >= 2 ** 52) {
      this.far += BigInt(a) * BigInt(b);
      return;
    }
    this.near += product;
    if (Math.abs(this.near) < 2 ** 52) return;
    this.far += BigInt(this.near);
    this.near = 0;
  }

  total(): bigint {
    return this.far + BigInt(this.near);
  }
}
