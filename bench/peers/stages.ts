/**
 * The lexicographic run as a list of single problems, for peers that have no tiers. Earlier tiers are held on
 * their optimal face by fixing columns and rows, as `solver/hold.ts` explains, and by a row only where that
 * cannot be proven: the best use a peer can be put to, since a row for each tier makes its LP fractional and
 * slow. Solving ahead to know the faces is not charged to the peer.
 */
import {
  dualBound,
  type Model,
  type Objective,
  objectiveValue,
  type Solution,
  scaledGap,
  solve,
  withRows,
} from '../../solver/index.ts';
import type { Problem } from '../instances/problem.ts';

export interface Stage {
  readonly model: Model;
  readonly objective: Objective;
}

/** Solving ahead takes long: one list serves all solves of a process. */
const known = new WeakMap<
  Problem,
  { readonly list: Stage[]; readonly more: AsyncGenerator<Stage> }
>();

/**
 * Tier `at`, over the model in which the tiers before it are held.
 * @returns null after the last
 */
export async function stageOf(problem: Problem, at: number): Promise<Stage | null> {
  const { list, more } = known.get(problem) ?? {
    list: [],
    more: stages(problem.model, problem.tiers()),
  };
  known.set(problem, { list, more });
  while (list.length <= at) {
    const next = await more.next();
    if (next.done) return null;
    list.push(next.value);
  }
  return list[at]!;
}

async function* stages(model: Model, tiers: readonly Objective[]): AsyncGenerator<Stage, void> {
  let held = model;
  let basis: Solution['basis'] = null;
  for (const [at, objective] of tiers.entries()) {
    yield { model: held, objective };
    if (at === tiers.length - 1) return;
    const start = basis?.rows.length === held.rowLower.length ? { start: basis } : {};
    const solved = await solve(held, objective, { backend: 'highs', ...start });
    if (solved.values === null) throw new Error(`tier ${objective.name}: ${solved.termination}`);
    held = heldAt(held, objective, solved);
    basis = solved.basis;
  }
}

/** The model with the objective kept at its optimum. */
function heldAt(model: Model, objective: Objective, { values, duals }: Solution): Model {
  const sign = objective.sense === 'min' ? 1 : -1;
  const coefficients = Float64Array.from(objective.coefficients, (c) => sign * c + 0);
  const minimised = { name: objective.name, sense: 'min', coefficients } as const;
  const value = objectiveValue(minimised, values!);
  const bound = duals && dualBound(model, minimised, duals.rows);
  if (bound?.kind === 'bound' && scaledGap(bound, value) === 0n)
    return onFace(model, bound.reducedCosts, bound.rows);
  const row = { name: `hold:${objective.name}`, coefficients, lower: value, upper: value };
  return withRows(model, [row]);
}

/** With no gap every optimum has each priced column and row at the bound its price leans on. */
function onFace(model: Model, reducedCosts: Float64Array, multipliers: Float64Array): Model {
  const side = (price: number, lower: number, upper: number) => (price > 0 ? lower : upper);
  const lower = model.lower.slice();
  const upper = model.upper.slice();
  reducedCosts.forEach((d, j) => {
    if (d !== 0) lower[j] = upper[j] = side(d, lower[j]!, upper[j]!);
  });
  const rowLower = model.rowLower.slice();
  const rowUpper = model.rowUpper.slice();
  multipliers.forEach((y, i) => {
    if (y !== 0) rowLower[i] = rowUpper[i] = side(y, rowLower[i]!, rowUpper[i]!);
  });
  return { ...model, lower, upper, rowLower, rowUpper };
}
