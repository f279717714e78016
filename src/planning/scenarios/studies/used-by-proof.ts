/**
 * Which caps the proof of an optimum leans on. A cap whose side takes part in no leaf of any tier's proof is worth nothing:
 * with one unit more, every bound is recomputed to the same number, so the old optimum stands, proven.
 */
import type { Model, Objective, ProofTree, TierProof } from '../../../../solver/index.ts';

/** What the tiers' proofs say of the sides of columns and rows; tiers count from 0. */
export interface UsedSides {
  /** First tier whose proof leans on the side, and its dual price there; null = no tier's does. */
  column(at: number, side: 'lower' | 'upper'): DualPrice | null;
  row(at: number, side: 'lower' | 'upper'): DualPrice | null;
}

export interface DualPrice {
  readonly tier: number;
  /** At most so much does one unit improve that tier; null where the proof has branches. */
  readonly most: number | null;
}

/** @returns null when some tier has no proof: then nothing can be said without solving */
export function usedSides(
  model: Model,
  objectives: readonly Objective[],
  proofs: readonly (TierProof | null)[],
): UsedSides | null {
  if (proofs.length < objectives.length || proofs.includes(null)) return null;
  const n = model.lower.length;
  const m = model.rowLower.length;
  const found = new Map<string, DualPrice>();
  const lean = (key: string, price: DualPrice) => {
    if (!found.has(key)) found.set(key, price);
  };
  (proofs as readonly TierProof[]).forEach(({ tree }, tier) => {
    const alone = tree.kind === 'bound';
    for (const leaf of leavesOf(tree)) {
      const price = (multiplier: number): DualPrice => ({
        tier,
        most: alone ? Math.abs(multiplier) / leaf.scale : null,
      });
      for (let i = 0; i < m; i++) {
        const y = leaf.rows[i] as number;
        if (y !== 0) lean(`row ${y > 0 ? 'lower' : 'upper'} ${i}`, price(y));
      }
      const d = reducedCosts(model, objectives, tier, leaf);
      for (let j = 0; j < n; j++) {
        const cost = d[j] as number;
        if (cost !== 0) lean(`column ${cost > 0 ? 'lower' : 'upper'} ${j}`, price(cost));
      }
    }
  });
  return {
    column: (at, side) => found.get(`column ${side} ${at}`) ?? null,
    row: (at, side) => found.get(`row ${side} ${at}`) ?? null,
  };
}

interface Multipliers {
  /** 0 for a leaf that proves a box empty. */
  readonly scale: number;
  readonly rows: ArrayLike<number>;
}

function leavesOf(tree: ProofTree): Multipliers[] {
  if (tree.kind === 'branch') return [...leavesOf(tree.down), ...leavesOf(tree.up)];
  if (tree.kind === 'infeasible') return [{ scale: 0, rows: tree.rows }];
  const own = { scale: tree.scale, rows: tree.rows };
  return tree.kind === 'narrow' ? [own, ...leavesOf(tree.rest)] : [own];
}

/** d = scale·c − Aᵀy, minimised; y has a multiplier for each row, then one for each earlier tier. */
function reducedCosts(
  { start, index, value, lower, rowLower }: Model,
  objectives: readonly Objective[],
  tier: number,
  { scale, rows }: Multipliers,
): Float64Array {
  const d = new Float64Array(lower.length);
  const m = rowLower.length;
  const priced = objectives.slice(0, tier + 1).map(({ coefficients, sense }, k) => ({
    coefficients,
    by: (sense === 'max' ? -1 : 1) * (k === tier ? scale : -(rows[m + k] as number)),
  }));
  for (const { coefficients, by } of priced) {
    if (by === 0) continue;
    for (let j = 0; j < d.length; j++) d[j] = (d[j] as number) + by * (coefficients[j] as number);
  }
  for (let j = 0; j < d.length; j++) {
    let sum = d[j] as number;
    for (let k = start[j] as number; k < (start[j + 1] as number); k++)
      sum -= (value[k] as number) * (rows[index[k] as number] as number);
    d[j] = sum;
  }
  return d;
}
