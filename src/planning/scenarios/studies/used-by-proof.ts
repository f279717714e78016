/**
 * Which caps the proof of an optimum leans on. A cap whose side takes part in no leaf of any tier's proof is worth nothing:
 * with one unit more, every bound is recomputed to the same number, so the old optimum stands, proven.
 */
import type { Model, Objective, ProofTree, TierProof, TierTree } from '../../../../solver/index.ts';

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
  const held: Objective[] = [];
  (proofs as readonly TierProof[]).forEach(({ tree }, tier) => {
    const alone = tree.kind === 'bound';
    const shares = sharesOf(objectives[tier] as Objective, tree);
    for (const { leaf, goal } of shares.flatMap(leavesOfShare)) {
      const price = (multiplier: number): DualPrice => ({
        tier,
        most: alone ? Math.abs(multiplier) / leaf.scale : null,
      });
      for (let i = 0; i < m; i++) {
        const y = leaf.rows[i] as number;
        if (y !== 0) lean(`row ${y > 0 ? 'lower' : 'upper'} ${i}`, price(y));
      }
      const d = reducedCosts(model, held, goal, leaf);
      for (let j = 0; j < n; j++) {
        const cost = d[j] as number;
        if (cost !== 0) lean(`column ${cost > 0 ? 'lower' : 'upper'} ${j}`, price(cost));
      }
    }
    held.push(...shares.map(({ goal }) => goal));
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

interface Share {
  readonly goal: Objective;
  readonly tree: ProofTree;
}

/** A tier that is proven in shares is so many goals, each with the costs of its own columns. */
function sharesOf(objective: Objective, tree: TierTree): Share[] {
  if (tree.kind !== 'sum') return [{ goal: objective, tree }];
  return tree.shares.map((share) => {
    const coefficients = new Float64Array(objective.coefficients.length);
    for (const j of share.columns) coefficients[j] = objective.coefficients[j] as number;
    return { goal: { ...objective, coefficients }, tree: share.tree };
  });
}

function leavesOfShare({ goal, tree }: Share) {
  return leavesOf(tree).map((leaf) => ({ leaf, goal }));
}

function leavesOf(tree: ProofTree): Multipliers[] {
  if (tree.kind === 'branch') return [...leavesOf(tree.down), ...leavesOf(tree.up)];
  if (tree.kind === 'infeasible') return [{ scale: 0, rows: tree.rows }];
  const own = { scale: tree.scale, rows: tree.rows };
  return tree.kind === 'narrow' ? [own, ...leavesOf(tree.rest)] : [own];
}

/** d = scale·c − Aᵀy, minimised; y has a multiplier for each row, then one for each share of each earlier tier. */
function reducedCosts(
  { start, index, value, lower, rowLower }: Model,
  held: readonly Objective[],
  goal: Objective,
  { scale, rows }: Multipliers,
): Float64Array {
  const d = new Float64Array(lower.length);
  const m = rowLower.length;
  const priced = [...held, goal].map(({ coefficients, sense }, k) => ({
    coefficients,
    by: (sense === 'max' ? -1 : 1) * (k === held.length ? scale : -(rows[m + k] as number)),
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
