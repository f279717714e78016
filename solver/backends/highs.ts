/**
 * HiGHS in WebAssembly (https://highs.dev, MIT): one thread (the build has no more), fixed seed,
 * gaps 0 (its default of 1e-4 stops a few units short). A fresh runtime for every solve (16 ms): the answer cannot depend
 * on what was solved before, and its memory is given back.
 */
import highsPackage, {
  type BasisStatus,
  type Highs,
  type HighsCallbackMap,
  type Model as Instance,
} from 'highs';
import type { Coefficients, Costs, Model, Objective } from '../model.ts';
import {
  type LimitKind,
  type Progress,
  relativeGap,
  type Solution,
  type Termination,
} from '../result.ts';
import { type Backend, type BackendOptions, emptySolution, faultSolution } from './backend.ts';
import { lpFirst, roundWhole } from './lp-first.ts';

// The package types its ES module as if it were CommonJS, hence one `default` too many.
const loadHighs = highsPackage as unknown as typeof highsPackage.default;

const identity = { name: 'highs', version: '1.15.3' } as const;

export const highs: Backend = {
  ...identity,
  capabilities: {
    integer: true,
    duals: true,
    timeLimit: true,
    nodeLimit: true,
    progress: true,
    cancel: true,
    warmStart: true,
    incumbent: true,
    maxNonZeros: 30_000_000,
    maxCells: Number.POSITIVE_INFINITY,
  },
  solve: solveWithHighs,
};

/** One solve: the runtime, the loaded instance and what was asked. */
interface Run {
  readonly runtime: Highs;
  readonly instance: Instance;
  readonly model: Model;
  readonly objective: Objective;
  readonly options: BackendOptions;
  /** performance.now() at which the time is up; Infinity without a limit. */
  readonly deadline: number;
}

async function solveWithHighs(
  model: Model,
  objective: Objective,
  options: BackendOptions,
): Promise<Solution> {
  const seconds = options.limits.timeSeconds ?? Number.POSITIVE_INFINITY;
  const deadline = performance.now() + 1000 * seconds;
  let instance: Instance | undefined;
  try {
    const runtime = await loadHighs();
    instance = load(runtime, model, objective);
    const run: Run = { runtime, instance, model, objective, options, deadline };
    return lpFirst(model, objective, {
      lp: () => solveLp(run),
      mip: (feasibility) => solveMip(run, feasibility),
    });
  } catch (fault) {
    return faultSolution(identity, fault);
  } finally {
    dispose(instance);
  }
}

/** After an abort of the WebAssembly code even this may throw; the runtime is dropped anyway. */
function dispose(instance: Instance | undefined): void {
  try {
    instance?.dispose();
  } catch {
    // Nothing is left to save.
  }
}

function load(runtime: Highs, model: Model, objective: Objective): Instance {
  const numCols = model.lower.length;
  const numRows = model.rowLower.length;
  const { start: starts, index: indices } = model;
  const values = doubles(model.value);
  const instance = runtime.createModel({
    numCols,
    numRows,
    colCost: doubles(objective.coefficients),
    colLower: model.lower,
    colUpper: model.upper,
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    matrix: { format: 'csc', numRows, numCols, starts, indices, values },
  });
  instance.options.set({
    output_flag: false,
    random_seed: 0,
    mip_rel_gap: 0,
    mip_abs_gap: 0,
  });
  return instance;
}

/** HiGHS takes doubles only. */
function doubles(numbers: Coefficients | Costs): Float64Array {
  return numbers instanceof Float64Array ? numbers : new Float64Array(numbers);
}

function solveLp(run: Run): Solution {
  const { instance } = run;
  const status = runLp(run);
  const answer = { ...emptySolution(identity), ...outcome(run, status, false) };
  const iterations = iterationCount(instance);
  if (answer.termination !== 'optimal') return { ...answer, iterations };
  const { colValue, colDual, rowDual } = instance.getSolution();
  const { colStatus, rowStatus } = instance.getBasis();
  const objective = instance.getObjectiveValue();
  return {
    ...answer,
    iterations,
    objective,
    bound: objective,
    values: colValue,
    duals: { rows: rowDual, reducedCosts: colDual },
    basis: { columns: colStatus, rows: rowStatus },
  };
}

const NO_LIMIT = 2 ** 31 - 1;

/**
 * Three ways to the same vertex; measured on a whole county (260 000 columns, 10 000 rows):
 * - from a basis, dual simplex without presolve: 7 s for tiers 2 … 8 (primal simplex 105 s);
 * - large and cold, interior point and crossover, without presolve: 2 s (with it 7 s, simplex over 60 s);
 * - else, and whenever these do not end at an optimum, HiGHS' own choice.
 */
function runLp(run: Run): number {
  const { instance, model, options, runtime } = run;
  const { optimal, timeLimit, interrupted, infeasible, unboundedOrInfeasible } =
    runtime.constants.modelStatus;
  const final: readonly number[] = [optimal, timeLimit, interrupted];
  if (options.start) {
    instance.setBasis({
      colStatus: options.start.columns as Int32Array & readonly BasisStatus[],
      rowStatus: options.start.rows as Int32Array & readonly BasisStatus[],
    });
  }
  if (options.start || model.value.length >= INTERIOR_POINT_FROM) {
    instance.options.set({ presolve: 'off', solver: options.start ? 'simplex' : 'ipm' });
    const status = runWithin(run, {});
    if (final.includes(status)) return status;
    instance.clearSolver();
  }
  instance.options.set({ presolve: 'choose', solver: 'choose' });
  const status = runWithin(run, {});
  // The presolve of 1.15.3 calls some unbounded programs infeasible: asked again without it.
  if (status !== unboundedOrInfeasible && status !== infeasible) return status;
  instance.options.set({ presolve: 'off' });
  return runWithin(run, {});
}

/** Non-zeros from which a cold LP goes to the interior point method. */
const INTERIOR_POINT_FROM = 10_000;

function solveMip(run: Run, feasibility: boolean): Solution {
  const { instance, model, options } = run;
  const n = model.lower.length;
  const all = { kind: 'range', from: 0, to: n - 1 } as const;
  instance.changeColsIntegrality(all, Int32Array.from(model.integer));
  if (feasibility) instance.changeColsCost(all, new Float64Array(n));
  instance.options.set({
    presolve: 'choose',
    solver: 'choose',
    mip_max_nodes: options.limits.nodes ?? NO_LIMIT,
  });
  const status = runWithin(run, mipCallbacks(run));
  const found = instance.info.get('primal_solution_status') === FEASIBLE_POINT;
  const bound = Number(instance.info.get('mip_dual_bound'));
  return {
    ...emptySolution(identity),
    ...outcome(run, status, found),
    bound: Number.isFinite(bound) ? bound : null,
    objective: found ? instance.getObjectiveValue() : null,
    values: found ? instance.getSolution().colValue : null,
    nodes: Math.max(0, Number(instance.info.get('mip_node_count'))),
    iterations: iterationCount(instance),
  };
}

/** Of all methods together; HiGHS says −1 for one that did not run. */
function iterationCount({ info }: Instance): number {
  const counts = ['simplex_iteration_count', 'ipm_iteration_count', 'crossover_iteration_count'];
  return counts.reduce((sum, name) => sum + Math.max(0, Number(info.get(name))), 0);
}

/** `primal_solution_status` of HiGHS: 0 none, 1 infeasible, 2 feasible. */
const FEASIBLE_POINT = 2;

/** Runs with what is left of the time; returns HiGHS' model status. */
function runWithin(run: Run, callbacks: HighsCallbackMap): number {
  const { instance, runtime, options, deadline } = run;
  if (deadline !== Number.POSITIVE_INFINITY) {
    instance.zeroAllClocks();
    instance.options.set('time_limit', Math.max(0.001, (deadline - performance.now()) / 1000));
  }
  const { simplexInterrupt, ipmInterrupt, mipInterrupt } = runtime.constants.callbackType;
  const stop = options.shouldStop;
  if (!stop) return instance.run(callbacks).modelStatus;
  const ask = (event: { interrupt(): void }): undefined => {
    if (stop()) event.interrupt();
  };
  const withStop = {
    ...callbacks,
    [simplexInterrupt]: ask,
    [ipmInterrupt]: ask,
    [mipInterrupt]: ask,
  };
  return instance.run(withStop as HighsCallbackMap).modelStatus;
}

function mipCallbacks(run: Run): HighsCallbackMap {
  const { onProgress } = run.options;
  if (!onProgress) return {};
  const { mipLogging, mipImprovingSolution } = run.runtime.constants.callbackType;
  const report = (event: { readonly data: Readonly<Record<string, unknown>> }): undefined => {
    onProgress(progressOf(run.model, event.data));
  };
  return { [mipLogging]: report, [mipImprovingSolution]: report } as HighsCallbackMap;
}

function progressOf(model: Model, data: Readonly<Record<string, unknown>>): Progress {
  const finite = (x: unknown) => (typeof x === 'number' && Math.abs(x) < 1e30 ? x : null);
  const incumbent = finite(data.mip_primal_bound);
  const bound = finite(data.mip_dual_bound);
  const gap = incumbent === null || bound === null ? null : relativeGap(incumbent, bound);
  const progress = { incumbent, bound, gap, nodes: Number(data.mip_node_count ?? 0) };
  const point = data.mip_solution;
  const values = point instanceof Float64Array ? roundWhole(model, point) : null;
  return values ? { ...progress, values } : progress;
}

type Outcome = { termination: Termination; limit?: LimitKind; message?: string };

function outcome(run: Run, status: number, found: boolean): Outcome {
  const s = run.runtime.constants.modelStatus;
  const stopped = (limit: LimitKind): Outcome => ({
    termination: found ? 'feasible' : 'none',
    limit,
  });
  switch (status) {
    case s.optimal:
    case s.empty:
      return { termination: 'optimal' };
    case s.infeasible:
      return { termination: 'infeasible' };
    case s.unboundedOrInfeasible: // the relaxation was seen to be bounded, so it can only be this
      return { termination: 'infeasible' };
    case s.unbounded:
      return { termination: 'unbounded' };
    case s.timeLimit:
      return stopped('time');
    case s.iterationLimit:
      return stopped('iteration');
    case s.solutionLimit:
      return stopped('node');
    case s.interrupted:
      return stopped('cancelled');
    default:
      return { termination: 'failed', message: `HiGHS ended with model status ${status}` };
  }
}
