/**
 * What the proof of the optimum says of a pair without solving again: the least loss of placing the person there.
 *
 * Multipliers y of tier k prove N/scale ≤ c·x with reduced costs d = scale·c − Aᵀy (minimised). A plan that takes
 * column j, at 0 now, and leaves the person's column i, at 1 now, costs at least max(0, d_j) + max(0, −d_i) more, in
 * parts of scale. The first tier in which that is a whole unit or more is a bound of the loss in the strict order.
 */
import type { Objective } from '../../../solver/index.ts';
import { objectives } from '../solve-tiers.ts';
import type { Explainer, GoalId } from './explainer.ts';

/** The loss is at least `loss` in `tier` (0 in all before it), or worse earlier; null = nothing proven. */
export interface LossFloor {
  readonly tier: GoalId;
  /** Position of the tier. */
  readonly at: number;
  readonly loss: number;
}

/** Multipliers of one tier, where they prove its value outright. */
interface Multipliers {
  readonly objective: Objective;
  readonly sign: 1 | -1;
  readonly scale: number;
  readonly rows: ArrayLike<number>;
}

const prepared = new WeakMap<Explainer, readonly (Multipliers | null)[]>();

function multipliersOf(explainer: Explainer): readonly (Multipliers | null)[] {
  const found = prepared.get(explainer);
  if (found !== undefined) return found;
  const { replanner, formulation } = explainer;
  const all = objectives(formulation).map((objective, k): Multipliers | null => {
    const tree = replanner.proofs[k]?.tree;
    if (tree?.kind !== 'bound') return null;
    const sign = objective.sense === 'min' ? 1 : -1;
    return { objective, sign, scale: tree.scale, rows: tree.rows };
  });
  prepared.set(explainer, all);
  return all;
}

/**
 * Least loss of a pair against the optimum; only asked of a proposal that is the optimum.
 * @param pair position among the pairs
 */
export function lossFloor(explainer: Explainer, pair: number): LossFloor | null {
  const { columns, pairs } = explainer.formulation;
  const { values } = explainer.replanner;
  const now = columnNow(explainer, pairs.person[pair] as number, values);
  const targets = [columns.pair[pair] as number, columns.first[pair] as number];
  const tiers = multipliersOf(explainer);
  for (const [at, tier] of tiers.entries()) {
    if (tier === null) return null;
    const cost = (column: number) => reducedCost(explainer, tiers, at, column);
    const arrive = Math.min(...targets.filter((j) => j !== -1).map((j) => Math.max(0, cost(j))));
    const leave = now === null ? 0 : Math.max(0, -cost(now));
    const loss = Math.floor((arrive + leave) / tier.scale);
    if (loss > 0) return { tier: explainer.goals[at]?.id as GoalId, at, loss };
  }
  return null;
}

/** The person's column that is 1. */
function columnNow(
  { formulation: { columns }, firstPair }: Explainer,
  p: number,
  values: Float64Array,
): number | null {
  const own = [columns.standby[p] as number, columns.stay[p] as number];
  for (let k = firstPair[p] as number; k < (firstPair[p + 1] as number); k++)
    own.push(columns.pair[k] as number, columns.first[k] as number);
  return own.find((j) => j !== -1 && values[j] === 1) ?? null;
}

/** d_j of a tier, minimised, in parts of its scale; rows beyond the model's are those of earlier tiers. */
function reducedCost(
  { formulation: { model } }: Explainer,
  tiers: readonly (Multipliers | null)[],
  at: number,
  column: number,
): number {
  const { objective, sign, scale, rows } = tiers[at] as Multipliers;
  let d = scale * sign * (objective.coefficients[column] as number);
  for (let k = model.start[column] as number; k < (model.start[column + 1] as number); k++)
    d -= (rows[model.index[k] as number] as number) * (model.value[k] as number);
  const m = model.rowLower.length;
  for (let t = 0; t < at; t++) {
    const y = rows[m + t] ?? 0;
    const earlier = tiers[t] as Multipliers;
    if (y !== 0) d -= y * earlier.sign * (earlier.objective.coefficients[column] as number);
  }
  return d;
}
