/**
 * javascript-lp-solver: a dense tableau in plain JavaScript, for small models and as a second
 * opinion. It knows only x ≥ 0 and no upper bounds, so columns are moved or split before and the
 * answer is moved back: x = lower + x′, x = upper − x′, or x = x′ − x″ for a free one.
 */
import jslpPackage from 'javascript-lp-solver';
import type { Model, Objective } from '../model.ts';
import { objectiveValue } from '../objective.ts';
import type { Solution } from '../result.ts';
import { type Backend, type BackendOptions, emptySolution, faultSolution } from './backend.ts';
import { lpFirst } from './lp-first.ts';

// The package types its ES module as if it were CommonJS, hence one `default` too many.
const solver = jslpPackage as unknown as typeof jslpPackage.default;

const identity = { name: 'jslp', version: '1.0.3' } as const;

export const jslp: Backend = {
  ...identity,
  capabilities: {
    integer: true,
    duals: false,
    // Looked at between the nodes of the branching only; the LP is kept short by maxCells.
    timeLimit: true,
    nodeLimit: false,
    progress: false,
    cancel: false,
    warmStart: false,
    incumbent: true,
    maxNonZeros: 20_000,
    maxCells: 1_000_000,
  },
  solve: solveWithJslp,
};

/** x = origin + direction · x′ (− x″ when free); the bound on x′ becomes a row. */
interface Shift {
  readonly origin: number;
  readonly direction: 1 | -1;
  readonly span: number;
  readonly free: boolean;
}

/** What `Solve` returns when asked for everything (its typing says unknown). */
interface Found {
  readonly feasible: boolean;
  readonly bounded: boolean;
  /** Values of the basic variables; what is not named is 0. */
  readonly solutionSet: Record<string, number | undefined>;
}

interface Problem {
  readonly optimize: string;
  readonly opType: 'min';
  readonly constraints: Record<string, { min?: number; max?: number; equal?: number }>;
  readonly variables: Record<string, Record<string, number>>;
  readonly ints: Record<string, 1>;
}

async function solveWithJslp(
  model: Model,
  objective: Objective,
  options: BackendOptions,
): Promise<Solution> {
  const deadline =
    performance.now() + 1000 * (options.limits.timeSeconds ?? Number.POSITIVE_INFINITY);
  const run = (whole: boolean, cost: Objective) => solveOnce(model, cost, whole, deadline);
  const nothing = { ...objective, coefficients: new Float64Array(objective.coefficients.length) };
  try {
    return lpFirst(model, objective, {
      lp: () => run(false, objective),
      mip: (feasibility) => run(true, feasibility ? nothing : objective),
    });
  } catch (fault) {
    return faultSolution(identity, fault);
  }
}

function solveOnce(model: Model, objective: Objective, whole: boolean, deadline: number): Solution {
  const empty = emptySolution(identity);
  const left = deadline - performance.now();
  if (left <= 0) return { ...empty, limit: 'time' };
  const shifts = Array.from(model.lower, (lower, j) => shiftOf(lower, model.upper[j]!));
  const problem = toProblem(model, objective, shifts, whole);
  const timeout = Number.isFinite(left) && whole ? { timeout: Math.ceil(left) } : {};
  const found = solver.Solve(
    { ...problem, ...timeout, options: { presolve: false } },
    undefined,
    true,
  ) as Found;
  const timeUp = performance.now() >= deadline;
  // A simplex that cycles is ended and called infeasible; it is nothing of the kind.
  if (solver.lastSolvedModel?.messages.length)
    return { ...empty, termination: 'failed', message: 'jslp: the simplex method cycles' };
  if (!found.feasible)
    return timeUp ? { ...empty, limit: 'time' } : { ...empty, termination: 'infeasible' };
  if (!found.bounded) return { ...empty, termination: 'unbounded' };
  const values = moveBack(shifts, found.solutionSet);
  const value = objectiveValue(objective, values);
  if (!timeUp || !whole)
    return { ...empty, termination: 'optimal', objective: value, bound: value, values };
  const isWhole = values.every(
    (x, j) => model.integer[j] !== 1 || Math.abs(x - Math.round(x)) <= 1e-6,
  );
  if (!isWhole) return { ...empty, limit: 'time' };
  return { ...empty, termination: 'feasible', limit: 'time', objective: value, values };
}

function shiftOf(lower: number, upper: number): Shift {
  if (Number.isFinite(lower))
    return { origin: lower, direction: 1, span: upper - lower, free: false };
  if (Number.isFinite(upper))
    return { origin: upper, direction: -1, span: Number.POSITIVE_INFINITY, free: false };
  return { origin: 0, direction: 1, span: Number.POSITIVE_INFINITY, free: true };
}

function toProblem(
  model: Model,
  objective: Objective,
  shifts: readonly Shift[],
  whole: boolean,
): Problem {
  const offset = new Float64Array(model.rowLower.length);
  const problem: Problem = {
    optimize: 'cost',
    opType: 'min',
    constraints: {},
    variables: {},
    ints: {},
  };
  shifts.forEach((shift, j) => {
    const positive: Record<string, number> = { cost: shift.direction * objective.coefficients[j]! };
    for (let k = model.start[j]!; k < model.start[j + 1]!; k++) {
      const i = model.index[k]!;
      offset[i]! += model.value[k]! * shift.origin;
      positive[`r${i}`] = shift.direction * model.value[k]!;
    }
    if (Number.isFinite(shift.span)) {
      positive[`u${j}`] = 1;
      problem.constraints[`u${j}`] = { max: shift.span };
    }
    addVariable(problem, `p${j}`, positive, whole && model.integer[j] === 1);
    if (!shift.free) return;
    const negative = Object.fromEntries(Object.entries(positive).map(([row, a]) => [row, -a]));
    addVariable(problem, `n${j}`, negative, whole && model.integer[j] === 1);
  });
  addRows(problem, model, offset);
  return problem;
}

function addVariable(
  problem: Problem,
  name: string,
  coefficients: Record<string, number>,
  whole: boolean,
): void {
  problem.variables[name] = coefficients;
  if (whole) problem.ints[name] = 1;
}

function addRows(problem: Problem, model: Model, offset: Float64Array): void {
  for (let i = 0; i < offset.length; i++) {
    const lower = model.rowLower[i]! - offset[i]!;
    const upper = model.rowUpper[i]! - offset[i]!;
    if (lower === upper) problem.constraints[`r${i}`] = { equal: lower };
    else {
      const min = Number.isFinite(lower) ? { min: lower } : {};
      const max = Number.isFinite(upper) ? { max: upper } : {};
      problem.constraints[`r${i}`] = { ...min, ...max };
    }
  }
}

function moveBack(shifts: readonly Shift[], set: Record<string, number | undefined>): Float64Array {
  return Float64Array.from(shifts, ({ origin, direction }, j) => {
    return origin + direction * (set[`p${j}`] ?? 0) - (set[`n${j}`] ?? 0);
  });
}
