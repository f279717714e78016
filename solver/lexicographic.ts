/**
 * Objectives in strict order: the first to its optimum, then the second among the optima of the
 * first, and so on.
 *
 * Invariant: before tier k, `stage.model` holds exactly the points that are optimal for tiers
 * 0 … k−1 (without the columns that have no choice left), and `stage.incumbent` is one of them.
 * Each tier is one LP or MIP over a model that only shrinks; a tier whose incumbent already meets a
 * bound, or which finds no column left, costs no solve at all.
 */
import { hold } from './hold.ts';
import type { Model, Objective } from './model.ts';
import { objectiveValue, turn } from './objective.ts';
import { type DualBound, dualBound, proves, scaledGap } from './proof/bound.ts';
import { leafOf, type TierProof, wholeBound } from './proof/certify.ts';
import { describeViolation, findViolation } from './proof/feasibility.ts';
import { type Limits, type Progress, relativeGap } from './result.ts';
import { type SolveOptions, solveValidated } from './solve.ts';
import {
  firstStage,
  globalPoint,
  localPoint,
  minimum,
  narrowed,
  type Tier,
  tierOf,
} from './stage.ts';
import { conclude, type End, type Ended, type LexicographicResult } from './tier-result.ts';

/** Where a lexicographic run is; numbers in the caller's sense. */
export interface TierProgress {
  /** Index of the tier and the number of tiers. */
  readonly tier: number;
  readonly tiers: number;
  readonly name: string;
  readonly progress: Progress;
  /** Best point known so far, length n; null before the first one. */
  readonly values: Float64Array | null;
  /** The report so far, at the end of a tier; null while it is being solved. */
  readonly report: LexicographicResult | null;
}

/** Time and node limits are for the whole run, all tiers together. */
export interface LexicographicOptions extends Omit<SolveOptions, 'onProgress' | 'start'> {
  /** Called while branching, and once at the end of every tier. */
  readonly onProgress?: (progress: TierProgress) => void;
}

/**
 * Solves the objectives in order. Numbers inside are minimised ones.
 * @param objectives at least one, names all different; the first is the most important
 * @returns values, also for every way of not getting to the end
 * @throws ModelError when the model, an objective or an option is not well-formed
 */
export async function solveByStages(
  model: Model,
  objectives: readonly Objective[],
  options: LexicographicOptions = {},
): Promise<LexicographicResult> {
  const run: Run = { model, objectives, options, allowance: startAllowance(options.limits ?? {}) };
  const ended: Ended[] = [];
  let stage = firstStage(model);
  for (const objective of objectives) {
    const tier = tierOf(stage, objective);
    const end = judged(run, tier, known(tier) ?? (await solved(run, tier, ended.length)));
    const row = model.rowLower.length + ended.length;
    const held = end.solution.termination === 'optimal' ? heldStage(tier, end, row) : null;
    ended.push({ ...end, tier, held: held?.by ?? null, proof: proofOf(tier, end, row) });
    reportEnd(run, tier, ended);
    if (!held) return conclude(run.objectives, ended, end.incumbent);
    stage = held.stage;
  }
  return conclude(run.objectives, ended, stage.incumbent);
}

interface Run {
  readonly model: Model;
  readonly objectives: readonly Objective[];
  readonly options: LexicographicOptions;
  readonly allowance: Allowance;
}

/** The incumbent, if multipliers of 0 already prove it optimal: the bounds alone leave nothing better. */
function known({ stage, local, step }: Tier): End | null {
  if (!stage.incumbent) return null;
  const values = localPoint(stage, stage.incumbent);
  const value = objectiveValue(local, values);
  const zeros = new Float64Array(stage.model.rowLower.length);
  const certificate = dualBound(stage.model, local, zeros, step);
  if (!proves(certificate, value)) return null;
  const termination = 'optimal' as const;
  const solution = {
    ...notAsked,
    termination,
    objective: value,
    bound: value,
    values,
    basis: stage.basis,
  };
  return { solution, certificate, incumbent: stage.incumbent };
}

const notAsked = { duals: null, backend: '', version: '', nodes: 0, iterations: 0 };

async function solved(run: Run, tier: Tier, index: number): Promise<End> {
  const { stage, local, step } = tier;
  const { onProgress: _, limits, ...options } = run.options;
  const onProgress = whileSolving(run, tier, index);
  const solution = await solveValidated(stage.model, local, {
    ...options,
    limits: { ...limits, ...run.allowance.left() },
    ...(onProgress && { onProgress }),
    ...(stage.basis && { start: stage.basis }),
  });
  run.allowance.spend(solution.nodes);
  const certificate = solution.duals && dualBound(stage.model, local, solution.duals.rows, step);
  const incumbent = solution.values && globalPoint(stage, solution.values);
  return { solution, certificate, incumbent };
}

/** Checks the claims against the first model, the incumbent and the certificate; keeps the better point. */
function judged(run: Run, tier: Tier, end: End): End {
  const before = tier.stage.incumbent;
  const { solution, certificate, incumbent } = end;
  const fault = faultOf(run, tier, end);
  if (fault !== null) {
    const failed = { ...solution, termination: 'failed' as const, bound: null, message: fault };
    return { solution: failed, certificate: null, incumbent: before };
  }
  if (!incumbent || (before && minimum(tier, before) < minimum(tier, incumbent)))
    return { solution, certificate, incumbent: before };
  return end;
}

function faultOf(run: Run, tier: Tier, { solution, certificate, incumbent }: End): string | null {
  const { name } = tier.objective;
  const before = tier.stage.incumbent;
  if (solution.termination === 'infeasible' && before)
    return `tier ${name}: called infeasible, but a point is known`;
  if (!incumbent) return null;
  const violation = findViolation(run.model, incumbent);
  if (violation) return `tier ${name}: answer breaks the model: ${describeViolation(violation)}`;
  const value = minimum(tier, incumbent);
  if (certificate?.kind === 'bound' && beats(certificate, value - tier.constant))
    return `tier ${name}: value ${value} is better than its proven bound`;
  if (solution.termination === 'optimal' && before && minimum(tier, before) < value - CLOSE)
    return `tier ${name}: called optimal at ${value}, but a better point is known`;
  return null;
}

/** A value under its own lower bound: somebody's arithmetic is wrong. */
function beats(certificate: DualBound & { readonly kind: 'bound' }, value: number): boolean {
  return Number.isSafeInteger(value) && scaledGap(certificate, value) < 0n;
}

/** Two values nearer than this are the same when objectives are not whole. */
const CLOSE = 1e-6;

/** The stage after a tier that was solved to its optimum. @param row index of the row that may hold it */
function heldStage(tier: Tier, { solution, certificate, incumbent }: End, row: number) {
  const { stage, local } = tier;
  const { narrowing, by } = hold(stage.model, local, solution.objective!, certificate);
  const left = { narrowing, row, basis: solution.basis, incumbent };
  return { by, stage: narrowed(stage, left) };
}

/** What the duals prove of the tier, over the rows of the first model and of earlier tiers. */
function proofOf(tier: Tier, { certificate }: End, length: number): TierProof | null {
  if (certificate?.kind !== 'bound') return null;
  const bound = Number(wholeBound(certificate)) + tier.constant;
  if (!Number.isSafeInteger(bound)) return null;
  const tree = leafOf(certificate, { rows: tier.stage.rows, length });
  return { bound: turn(tier.objective, bound), tree };
}

/** What is left of the limits of the whole run. */
interface Allowance {
  left(): Limits;
  spend(nodes: number): void;
}

function startAllowance({ timeSeconds, nodes }: Limits): Allowance {
  const deadline = performance.now() + 1000 * (timeSeconds ?? Number.POSITIVE_INFINITY);
  let nodesLeft = nodes;
  // A spent time limit is passed on as a tiny one: the backend then stops at once and says why.
  const secondsLeft = () => Math.max(0.001, (deadline - performance.now()) / 1000);
  return {
    left: () => ({
      ...(timeSeconds !== undefined && { timeSeconds: secondsLeft() }),
      ...(nodesLeft !== undefined && { nodes: nodesLeft }),
    }),
    spend: (used) => {
      if (nodesLeft !== undefined) nodesLeft = Math.max(0, nodesLeft - used);
    },
  };
}

/** Progress of a tier's solve, turned from the stage's minimised objective into the caller's. */
function whileSolving(run: Run, tier: Tier, index: number) {
  const { onProgress } = run.options;
  if (!onProgress) return undefined;
  const turned = (x: number | null) =>
    x === null ? null : turn(tier.objective, x + tier.constant);
  return ({ incumbent, bound, nodes, values }: Progress) =>
    onProgress({
      tier: index,
      tiers: run.objectives.length,
      name: tier.objective.name,
      progress: standing(turned(incumbent), turned(bound), nodes),
      values: values ? globalPoint(tier.stage, values) : tier.stage.incumbent,
      report: null,
    });
}

function standing(incumbent: number | null, bound: number | null, nodes: number): Progress {
  const gap = incumbent === null || bound === null ? null : relativeGap(incumbent, bound);
  return { incumbent, bound, gap, nodes };
}

function reportEnd(run: Run, tier: Tier, ended: readonly Ended[]): void {
  const { onProgress } = run.options;
  const { solution, incumbent } = ended.at(-1)!;
  if (!onProgress) return;
  const value = incumbent && objectiveValue(tier.objective, incumbent);
  const bound =
    solution.bound === null ? null : turn(tier.objective, solution.bound + tier.constant);
  onProgress({
    tier: ended.length - 1,
    tiers: run.objectives.length,
    name: tier.objective.name,
    progress: standing(value, bound, solution.nodes),
    values: incumbent,
    report: conclude(run.objectives, ended, incumbent),
  });
}
