/** Solve one objective over a model: validate → choose → backend → verify → result. */
import type { Backend, BackendName, BackendOptions } from './backends/backend.ts';
import { emptySolution } from './backends/backend.ts';
import { backends } from './backends/index.ts';
import { withCallbacks } from './callbacks.ts';
import { ModelError } from './errors.ts';
import type { Model, Objective } from './model.ts';
import { minimised, objectiveValue, turn } from './objective.ts';
import { describeViolation, findViolation } from './proof/feasibility.ts';
import { type Basis, type Limits, type Progress, relativeGap, type Solution } from './result.ts';
import { validateModel, validateObjective } from './validate.ts';

export interface SolveOptions {
  /** 'auto' (the default) takes the first in the list that may hold a model of this size. */
  readonly backend?: 'auto' | BackendName;
  readonly limits?: Limits;
  readonly onProgress?: (progress: Progress) => void;
  /** Polled while solving; true asks for an early end with limit 'cancelled'. */
  readonly shouldStop?: () => boolean;
  /** Basis of a like model to start from; a hint that backends may leave aside. */
  readonly start?: Basis;
}

/** A backend's "optimal" whose bound is further than this (relative) from its value is not believed. */
const CLOSED = 1e-6;

/**
 * Solves one objective to proven optimality, unless a limit stops it.
 *
 * What comes back has been checked against every row and bound by code the backend does not share,
 * and its objective was computed here; a claim that fails is termination 'failed'.
 * @throws ModelError when the model, the objective or an option is not well-formed; what a callback throws
 */
export async function solve(
  model: Model,
  objective: Objective,
  options: SolveOptions = {},
): Promise<Solution> {
  validateModel(model);
  validateObjective(model, objective);
  validateLimits(options.limits ?? {});
  return withCallbacks(options, (guarded) => solveValidated(model, objective, guarded));
}

/** {@link solve} for models made here from a validated one. */
export async function solveValidated(
  model: Model,
  objective: Objective,
  options: SolveOptions,
): Promise<Solution> {
  const backend = choose(model, options.backend ?? 'auto');
  const refusal = tooLarge(model, backend, options.limits ?? {});
  if (refusal) return { ...emptySolution(backend), limit: 'memory', message: refusal };
  if (options.shouldStop?.()) return { ...emptySolution(backend), limit: 'cancelled' };
  const whole = wholeBounds(model);
  if (!whole) return { ...emptySolution(backend), termination: 'infeasible' };
  if (model.lower.length === 0) return verified(model, objective, emptyPoint(backend));
  const begin = performance.now();
  const answer = await backend.solve(
    whole,
    minimised(objective),
    backendOptions(objective, options),
  );
  const result = verified(model, objective, answer);
  if (result.termination !== 'failed' || !backend.instead) return result;
  const { timeSeconds } = options.limits ?? {};
  const spent = (performance.now() - begin) / 1000;
  const limits = {
    ...options.limits,
    ...(timeSeconds && { timeSeconds: Math.max(0.001, timeSeconds - spent) }),
  };
  const again = await solveValidated(model, objective, {
    ...options,
    limits,
    backend: backend.instead,
  });
  return { ...again, message: `solved by ${again.backend}: ${result.message}` };
}

/** Name and version of the backend that {@link solve} would ask. */
export function chosenBackend(
  model: Model,
  name: 'auto' | BackendName,
): { readonly backend: BackendName; readonly version: string } {
  const backend = choose(model, name);
  return { backend: backend.name, version: backend.version };
}

/** @throws ModelError when a limit is not a positive number */
export function validateLimits(limits: Limits): void {
  const { timeSeconds, nodes, nonZeros } = limits;
  if (timeSeconds !== undefined && !(timeSeconds > 0))
    throw new ModelError(`limit timeSeconds: ${timeSeconds} is not above 0`);
  for (const [name, value] of Object.entries({ nodes, nonZeros }))
    if (value !== undefined && !(Number.isInteger(value) && value >= 0))
      throw new ModelError(`limit ${name}: ${value} is not a whole number ≥ 0`);
}

function choose(model: Model, name: 'auto' | BackendName): Backend {
  const found =
    name === 'auto'
      ? (backends.find((backend) => !tooLarge(model, backend, {})) ?? backends[0])
      : backends.find((backend) => backend.name === name);
  if (!found) throw new ModelError(`no backend is called ${name}`);
  return found;
}

function tooLarge(model: Model, backend: Backend, limits: Limits): string | null {
  const { maxNonZeros, maxCells } = backend.capabilities;
  const most = Math.min(maxNonZeros, limits.nonZeros ?? Number.POSITIVE_INFINITY);
  const nonZeros = model.value.length;
  if (nonZeros > most) return `${backend.name} takes ${most} non-zeros, the model has ${nonZeros}`;
  const cells = model.rowLower.length * model.lower.length;
  if (cells > maxCells)
    return `${backend.name} takes ${maxCells} rows × columns, the model has ${cells}`;
  return null;
}

/** Integer columns with bounds moved in to whole numbers; null when one is left without any. */
function wholeBounds(model: Model): Model | null {
  if (boundsAreWhole(model)) return model;
  const lower = model.lower.map((l, j) => (model.integer[j] === 1 ? Math.ceil(l) : l));
  const upper = model.upper.map((u, j) => (model.integer[j] === 1 ? Math.floor(u) : u));
  return lower.some((l, j) => l > upper[j]!) ? null : { ...model, lower, upper };
}

function boundsAreWhole({ lower, upper, integer }: Model): boolean {
  // An infinite bound is its own floor.
  for (let j = 0; j < integer.length; j++) {
    if (integer[j] !== 1) continue;
    const low = lower[j]!;
    const high = upper[j]!;
    if (low !== Math.floor(low) || high !== Math.floor(high)) return false;
  }
  return true;
}

/** Without columns there is one point, and no backend to ask. */
function emptyPoint(backend: Backend): Solution {
  const values = new Float64Array(0);
  return { ...emptySolution(backend), termination: 'optimal', objective: 0, bound: 0, values };
}

function backendOptions(objective: Objective, options: SolveOptions): BackendOptions {
  const { onProgress, shouldStop, start, limits = {} } = options;
  const turned = (x: number | null) => (x === null ? null : turn(objective, x));
  const report = (p: Progress) =>
    onProgress?.({ ...p, incumbent: turned(p.incumbent), bound: turned(p.bound) });
  return {
    limits,
    ...(onProgress && { onProgress: report }),
    ...(shouldStop && { shouldStop }),
    ...(start && { start }),
  };
}

/** Believes nothing: the point is checked, the objective recomputed, the bound turned. */
function verified(model: Model, objective: Objective, minimal: Solution): Solution {
  const { proof } = minimal;
  const answer = proof
    ? { ...minimal, proof: { ...proof, bound: turn(objective, proof.bound) } }
    : minimal;
  const bound = answer.bound === null ? null : turn(objective, answer.bound);
  if (!answer.values) return checkedEmpty({ ...answer, objective: null, bound });
  const violation = findViolation(model, answer.values);
  if (violation && model.lower.length === 0)
    return { ...answer, termination: 'infeasible', objective: null, bound: null, values: null };
  if (violation) return failed(answer, `answer breaks the model: ${describeViolation(violation)}`);
  const value = objectiveValue(objective, answer.values);
  if (answer.termination !== 'optimal') return { ...answer, objective: value, bound };
  if (bound !== null && relativeGap(value, bound) > CLOSED)
    return failed(answer, `called optimal at ${value}, but its bound is ${bound}`);
  return { ...answer, objective: value, bound: value };
}

function checkedEmpty(answer: Solution): Solution {
  const needsPoint = answer.termination === 'optimal' || answer.termination === 'feasible';
  return needsPoint ? failed(answer, `called ${answer.termination} without a point`) : answer;
}

function failed(answer: Solution, message: string): Solution {
  return {
    ...answer,
    termination: 'failed',
    objective: null,
    bound: null,
    values: null,
    message: `${answer.backend}: ${message}`,
  };
}
