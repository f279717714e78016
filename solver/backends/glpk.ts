/**
 * GLPK 5 in WebAssembly (glpk.js). GPL-3.0 and an optional dependency, so it is loaded only when it
 * is asked for; without it the answer is 'failed' and says so.
 */
import type { GLPK, LP, Result } from 'glpk.js/node';
import type { Model, Objective } from '../model.ts';
import type { Solution } from '../result.ts';
import { type Backend, type BackendOptions, emptySolution, faultSolution } from './backend.ts';
import { lpFirst } from './lp-first.ts';

const identity = { name: 'glpk', version: '5.0.0' } as const;

export const glpk: Backend = {
  ...identity,
  capabilities: {
    integer: true,
    duals: true,
    timeLimit: true,
    nodeLimit: false,
    progress: false,
    cancel: false,
    warmStart: false,
    incumbent: true,
    // Its phase 1 is slow: 480 s and not done on 500 000 non-zeros.
    maxNonZeros: 200_000,
    maxCells: Number.POSITIVE_INFINITY,
  },
  solve: solveWithGlpk,
};

interface Run {
  readonly library: GLPK;
  readonly model: Model;
  readonly problem: LP;
  /** performance.now() at which the time is up; Infinity without a limit. */
  readonly deadline: number;
}

async function solveWithGlpk(
  model: Model,
  objective: Objective,
  options: BackendOptions,
): Promise<Solution> {
  const seconds = options.limits.timeSeconds ?? Number.POSITIVE_INFINITY;
  const deadline = performance.now() + 1000 * seconds;
  try {
    const library = await loadGlpk();
    const problem = toProblem(library, model, objective);
    const run: Run = { library, model, problem, deadline };
    return lpFirst(model, objective, {
      lp: () => solveLp(run),
      mip: (feasibility) => solveMip(run, feasibility),
    });
  } catch (fault) {
    return faultSolution(identity, fault);
  }
}

async function loadGlpk(): Promise<GLPK> {
  let load: typeof import('glpk.js/node').default;
  try {
    ({ default: load } = await import('glpk.js/node'));
  } catch {
    throw new Error('the optional package glpk.js is not installed: npm install glpk.js');
  }
  return load();
}

/** Columns are named c0, c1 …, rows r0, r1 …: GLPK refuses long and odd names. */
function toProblem(library: GLPK, model: Model, objective: Objective): LP {
  const subjectTo = model.rowNames.map((_, i) => ({
    name: `r${i}`,
    vars: [] as { name: string; coef: number }[],
    bnds: bounds(library, model.rowLower[i]!, model.rowUpper[i]!),
  }));
  for (let j = 0; j < model.lower.length; j++)
    for (let k = model.start[j]!; k < model.start[j + 1]!; k++)
      subjectTo[model.index[k]!]!.vars.push({ name: `c${j}`, coef: model.value[k]! });
  return {
    name: 'model',
    objective: {
      direction: library.GLP_MIN,
      name: 'cost',
      vars: Array.from(objective.coefficients, (coef, j) => ({ name: `c${j}`, coef })),
    },
    subjectTo,
    bounds: Array.from(model.lower, (lower, j) => ({
      name: `c${j}`,
      ...bounds(library, lower, model.upper[j]!),
    })),
  };
}

function bounds(library: GLPK, lower: number, upper: number) {
  const below = Number.isFinite(lower);
  const above = Number.isFinite(upper);
  const ends = { lb: below ? lower : 0, ub: above ? upper : 0 };
  if (below && above) return { ...ends, type: lower === upper ? library.GLP_FX : library.GLP_DB };
  if (below) return { ...ends, type: library.GLP_LO };
  return { ...ends, type: above ? library.GLP_UP : library.GLP_FR };
}

function solveLp(run: Run): Solution {
  const { library, model } = run;
  let { result } = call(run, run.problem, true);
  // The presolver answers "undefined" for infeasible and for unbounded: only the simplex tells.
  if (result.status === library.GLP_UNDEF && !timeIsUp(run))
    ({ result } = call(run, run.problem, false));
  const empty = emptySolution(identity);
  switch (result.status) {
    case library.GLP_NOFEAS:
      return { ...empty, termination: 'infeasible' };
    case library.GLP_UNBND:
      return { ...empty, termination: 'unbounded' };
    case library.GLP_OPT:
      break;
    default:
      return stopped(run, result.status);
  }
  const rows = Float64Array.from(model.rowNames, (_, i) => result.dual?.[`r${i}`] ?? 0);
  return {
    ...empty,
    termination: 'optimal',
    objective: result.z,
    bound: result.z,
    values: valuesOf(model, result),
    duals: { rows, reducedCosts: reducedCosts(model, run.problem, rows) },
  };
}

function solveMip(run: Run, feasibility: boolean): Solution {
  const { library, model, problem } = run;
  const generals = Array.from(model.integer).flatMap((whole, j) => (whole === 1 ? [`c${j}`] : []));
  const zero = problem.objective.vars.map(({ name }) => ({ name, coef: 0 }));
  const objective = feasibility ? { ...problem.objective, vars: zero } : problem.objective;
  const { result } = call(run, { ...problem, objective, generals }, true);
  const empty = emptySolution(identity);
  const found = { ...empty, objective: result.z, values: valuesOf(model, result) };
  switch (result.status) {
    case library.GLP_OPT:
      return { ...found, termination: 'optimal', bound: result.z };
    case library.GLP_FEAS:
      return { ...found, termination: 'feasible', limit: 'time' };
    case library.GLP_NOFEAS:
      return { ...empty, termination: 'infeasible' };
    default:
      // The relaxation was feasible and bounded, so a presolver that gives up has found no whole point.
      return timeIsUp(run) ? stopped(run, result.status) : { ...empty, termination: 'infeasible' };
  }
}

function call(run: Run, problem: LP, presol: boolean): Result {
  const left = Math.max(1, Math.ceil(run.deadline - performance.now())) / 1000;
  const limit = Number.isFinite(left) ? { tmlim: left } : {};
  const quiet = { msglev: run.library.GLP_MSG_OFF, mipgap: 0 };
  return run.library.solve(problem, { ...quiet, ...limit, presol });
}

function timeIsUp(run: Run): boolean {
  return performance.now() >= run.deadline;
}

function stopped(run: Run, status: number): Solution {
  const empty = emptySolution(identity);
  if (timeIsUp(run)) return { ...empty, limit: 'time' };
  return { ...empty, termination: 'failed', message: `GLPK ended with status ${status}` };
}

function valuesOf(model: Model, result: Result['result']): Float64Array {
  return Float64Array.from(model.lower, (_, j) => result.vars[`c${j}`] ?? 0);
}

/** glpk.js hands out row duals only; d = c − Aᵀy. */
function reducedCosts(model: Model, problem: LP, rows: Float64Array): Float64Array {
  return Float64Array.from(problem.objective.vars, ({ coef }, j) => {
    let d = coef;
    for (let k = model.start[j]!; k < model.start[j + 1]!; k++)
      d -= model.value[k]! * rows[model.index[k]!]!;
    return d;
  });
}
