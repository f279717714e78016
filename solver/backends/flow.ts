/**
 * Our own solver for one objective: a network simplex with side rows, exact multipliers, branching.
 * See `flow/`. Programs of several objectives go to it whole, in `session.ts`.
 */
import { recognise } from '../flow/network.ts';
import { type FlowTier, Tiers } from '../flow/tiers.ts';
import { FLOW } from '../flow/version.ts';
import { keepShapes } from '../kept-shapes.ts';
import type { Model, Objective } from '../model.ts';
import { type Duals, relativeGap, type Solution } from '../result.ts';
import { exactModel, exactObjective } from '../validate.ts';
import { type Backend, type BackendOptions, emptySolution, faultSolution } from './backend.ts';

export const flow: Backend = {
  ...FLOW,
  capabilities: {
    integer: true,
    duals: true,
    timeLimit: true,
    nodeLimit: true,
    progress: true,
    cancel: true,
    warmStart: false,
    incumbent: true,
    maxNonZeros: 100_000_000,
    maxCells: Number.POSITIVE_INFINITY,
  },
  // Whole data is what it lives on; what is not whole, or too hard to branch on, is for this one.
  instead: 'highs',
  solve: async (model, objective, options) => {
    try {
      return solveByFlow(model, objective, options);
    } catch (fault) {
      return faultSolution(FLOW, fault);
    }
  },
};

function solveByFlow(model: Model, objective: Objective, options: BackendOptions): Solution {
  const numbers = exactModel(model);
  const problem = numbers.problem ?? exactObjective(model, objective, numbers.bounds).problem;
  if (problem !== null)
    return { ...emptySolution(FLOW), termination: 'failed', message: `flow: ${problem}` };
  keepShapes();
  const { limits, shouldStop = () => false, onProgress } = options;
  const { termination, limit, x, tiers, message } = new Tiers(model, recognise(model)).solve(
    [objective],
    {
      deadline: performance.now() + 1000 * (limits.timeSeconds ?? Number.POSITIVE_INFINITY),
      mostNodes: limits.nodes ?? Number.POSITIVE_INFINITY,
      shouldStop,
      onIncumbent: (value, values) =>
        onProgress?.({ incumbent: value, bound: null, gap: null, nodes: 0, values }),
      onTier: ({ value, bound, nodes }) => {
        const gap = value === null || bound === null ? null : relativeGap(value, bound);
        onProgress?.({ incumbent: value, bound, gap, nodes });
      },
    },
  );
  const tier = tiers[0]!;
  return {
    ...emptySolution(FLOW),
    termination: termination === 'gave-up' ? 'failed' : termination,
    ...(limit && { limit }),
    ...(message !== undefined && { message: `flow: ${message}` }),
    objective: tier.value,
    bound: tier.bound,
    values: x,
    duals: rootDuals(model, objective, tier),
    ...(tier.tree !== null &&
      tier.bound !== null && { proof: { bound: tier.bound, tree: tier.tree } }),
    nodes: tier.nodes,
    iterations: tier.pivots,
  };
}

/** Those of the relaxation: the multipliers its proof begins with, of all shares together. */
function rootDuals(model: Model, objective: Objective, { tree, d }: FlowTier): Duals | null {
  const trees = tree?.kind === 'sum' ? tree.shares.map((share) => share.tree) : [tree];
  const rows = new Float64Array(model.rowLower.length);
  let scale = 1;
  for (const root of trees) {
    if (root?.kind !== 'bound' && root?.kind !== 'narrow') return null;
    scale = root.scale;
    for (let i = 0; i < rows.length; i++) rows[i]! += root.rows[i]! / scale;
  }
  const n = model.lower.length;
  if (d === null) return { rows, reducedCosts: reducedCostsOf(model, objective, rows) };
  const reducedCosts = d.subarray(0, n);
  if (scale !== 1) for (let j = 0; j < n; j++) reducedCosts[j]! /= scale;
  return { rows, reducedCosts };
}

function reducedCostsOf(
  { start, index, value }: Model,
  { coefficients }: Objective,
  rows: Float64Array,
): Float64Array {
  const reducedCosts = new Float64Array(coefficients.length);
  for (let j = 0; j < reducedCosts.length; j++) {
    let d = coefficients[j]!;
    for (let k = start[j]!; k < start[j + 1]!; k++) d -= value[k]! * rows[index[k]!]!;
    reducedCosts[j] = d;
  }
  return reducedCosts;
}
