/** Makes certificates: what a run proved, written over the rows of the first model. `verify.ts` shares none of this. */
import type { Model, Objective } from '../model.ts';
import { commonDivisor, type DualBound } from './bound.ts';
import type {
  Certificate,
  InfeasibilityCertificate,
  Leaf,
  ProofTree,
  TierTree,
} from './certificate.ts';
import { modelHash } from './hash.ts';

/** What was proven of a tier, and how. */
export interface TierProof {
  /** In the caller's sense; a whole number. */
  readonly bound: number;
  /** Multipliers of length m + number of the tier, or more where earlier ones have shares. */
  readonly tree: TierTree;
}

/** What a run comes back with: see `LexicographicResult`. */
export interface Provable {
  /** Length n; null without an answer. */
  readonly values: Float64Array | null;
  /** One for each objective. */
  readonly tiers: readonly { readonly value: number | null }[];
  readonly proofs: readonly (TierProof | null)[];
}

/**
 * Hashes and packs, O(n + m + nz): asked for when it is wanted, not with every answer.
 * @param result of solving these objectives over this model
 * @returns null without an answer, or where data or answer are not whole, so that nothing can be proven exactly
 */
export function certify(
  model: Model,
  objectives: readonly Objective[],
  { values, tiers, proofs }: Provable,
): Certificate | null {
  const numbers = [model.value, values ?? [], ...objectives.map((o) => o.coefficients)];
  if (values === null || !numbers.every(allWhole)) return null;
  return {
    format: 'tiaopei-certificate/1',
    model: modelHash(model, objectives),
    values: nonZeros(values),
    tiers: objectives.map(({ name, sense }, k) => {
      const proof = proofs[k] ?? null;
      const value = tiers[k]!.value!;
      return { name, sense, value, bound: proof?.bound ?? null, tree: proof?.tree ?? null };
    }),
  };
}

/**
 * That there is no answer, from a tree of empty leaves: what `LexicographicResult.empty` holds.
 * @returns null where coefficients are not whole
 */
export function certifyInfeasible(
  model: Model,
  objectives: readonly Objective[],
  empty: ProofTree,
): InfeasibilityCertificate | null {
  if (!allWhole(model.value)) return null;
  const format = 'tiaopei-certificate/1';
  return { format, model: modelHash(model, objectives), infeasible: empty };
}

/** Where a reduced model's rows come from. */
export interface RowMap {
  /** For each row of the reduced model its place among those of the first model and of the earlier tiers. */
  readonly rows: ArrayLike<number>;
  /** m + number of the tier. */
  readonly length: number;
}

/** A bound's multipliers as a leaf over the first model, in lowest terms (whole for a network). */
export function leafOf(bound: DualBound & { readonly kind: 'bound' }, map: RowMap): Leaf {
  let divisor = Number(bound.scale);
  for (let i = 0; i < bound.rows.length && divisor > 1; i++)
    divisor = commonDivisor(divisor, Math.abs(bound.rows[i]!));
  const rows = new Float64Array(map.length);
  bound.rows.forEach((y, i) => {
    rows[map.rows[i]!] = y / divisor;
  });
  return { kind: 'bound', scale: Number(bound.scale) / divisor, rows };
}

/** The whole number that a bound gives: rounded up to a multiple of the step of c·x where it has one, else down. */
export function wholeBound(bound: DualBound & { readonly kind: 'bound' }): bigint {
  const { roundedUp, numerator, scale } = bound;
  if (roundedUp !== null) return roundedUp;
  return numerator / scale - (numerator % scale < 0n ? 1n : 0n);
}

function allWhole(numbers: ArrayLike<number>): boolean {
  for (let k = 0; k < numbers.length; k++) if (!Number.isSafeInteger(numbers[k])) return false;
  return true;
}

function nonZeros(values: Float64Array): [number, number][] {
  const found: [number, number][] = [];
  values.forEach((value, j) => {
    if (value !== 0) found.push([j, value]);
  });
  return found;
}
