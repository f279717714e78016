/**
 * A program prepared once and solved again and again: after a change of some bounds, locks, openings
 * or costs the proven optimum follows from the last basis, in a small part of the first time.
 *
 *   const session = prepare(model, objectives);
 *   await session.solve();
 *   session.change({ kind: 'column', column: 7, lower: 1, upper: 1 });
 *   const result = await session.solve();
 *   certify(session.model, session.objectives, result);
 *
 * Models the flow solver cannot take (data that is not whole) or gives up on are solved by `highs`; the
 * result's `backend` and `message` say so.
 */
import { withCallbacks } from './callbacks.ts';
import { ModelError } from './errors.ts';
import { recognise } from './flow/network.ts';
import { type FlowResult, type FlowTier, Tiers } from './flow/tiers.ts';
import { FLOW } from './flow/version.ts';
import { keepShapes } from './kept-shapes.ts';
import { type LexicographicOptions, solveByStages, type TierProgress } from './lexicographic.ts';
import type { Model, Objective } from './model.ts';
import { objectiveValues, turn } from './objective.ts';
import type { TierProof } from './proof/certify.ts';
import { describeViolation, findViolation } from './proof/feasibility.ts';
import { flowRefusal, Refusal } from './refusal.ts';
import { type Progress, relativeGap } from './result.ts';
import { validateLimits } from './solve.ts';
import type { LexicographicResult, TierResult } from './tier-result.ts';
import { checkBounds, validateObjective, validateProgram } from './validate.ts';

/** What may change between two solves. Columns and rows go by their index. */
export type Change =
  | {
      readonly kind: 'column';
      readonly column: number;
      readonly lower: number;
      readonly upper: number;
    }
  | { readonly kind: 'row'; readonly row: number; readonly lower: number; readonly upper: number }
  /** The objective of the same name. */
  | { readonly kind: 'objective'; readonly objective: Objective };

export interface Session {
  /** As changed so far. */
  readonly model: Model;
  readonly objectives: readonly Objective[];
  /** @throws ModelError when there is no such column, row or objective, or a bound is not a whole number */
  change(change: Change): void;
  /** Time and node limits are for the whole run, all tiers together. */
  solve(options?: Omit<LexicographicOptions, 'backend'>): Promise<LexicographicResult>;
}

/** @throws ModelError when the model or an objective is not well-formed */
export function prepare(model: Model, objectives: readonly Objective[]): Session {
  validateProgram(model, objectives);
  return new FlowSession(
    {
      ...model,
      lower: model.lower.slice(),
      upper: model.upper.slice(),
      rowLower: model.rowLower.slice(),
      rowUpper: model.rowUpper.slice(),
    },
    [...objectives],
  );
}

class FlowSession implements Session {
  readonly model: Model;
  readonly objectives: Objective[];
  private tiers: Tiers | null = null;
  private readonly refusal: Refusal;

  constructor(model: Model, objectives: Objective[]) {
    this.model = model;
    this.objectives = objectives;
    this.refusal = new Refusal(model, objectives);
  }

  change(change: Change): void {
    const { model } = this;
    if (change.kind === 'objective') {
      const at = this.objectives.findIndex(({ name }) => name === change.objective.name);
      if (at === -1) throw new ModelError(`no objective is called ${change.objective.name}`);
      validateObjective(model, change.objective);
      this.objectives[at] = change.objective;
      this.refusal.objectiveChanged(at);
      return;
    }
    const { kind, lower, upper } = change;
    const at = kind === 'column' ? change.column : change.row;
    const [lowers, uppers] =
      kind === 'column' ? [model.lower, model.upper] : [model.rowLower, model.rowUpper];
    if (!(at >= 0 && at < lowers.length && Number.isInteger(at)))
      throw new ModelError(`no ${kind} ${at}`);
    const whole = (x: number) => Number.isSafeInteger(x) || Math.abs(x) === Infinity;
    checkBounds(kind, [String(at)], Float64Array.of(lower), Float64Array.of(upper));
    if (!whole(lower) || !whole(upper))
      throw new ModelError(`${kind} ${at}: bounds ${lower} … ${upper} are not whole numbers`);
    const finite = [lower, upper].filter(Number.isFinite).map(Math.abs);
    if (kind === 'column') this.refusal.columnReaches(Math.max(0, ...finite));
    lowers[at] = lower;
    uppers[at] = upper;
    this.tiers?.touch(kind, at);
  }

  async solve(options: Omit<LexicographicOptions, 'backend'> = {}): Promise<LexicographicResult> {
    validateLimits(options.limits ?? {});
    return withCallbacks(options, (guarded) => this.solveGuarded(guarded));
  }

  private async solveGuarded(
    options: Omit<LexicographicOptions, 'backend'>,
  ): Promise<LexicographicResult> {
    const { model, objectives } = this;
    const refusal = this.refusal.why();
    const most = options.limits?.nonZeros ?? Number.POSITIVE_INFINITY;
    if (refusal !== null || model.value.length > most)
      return elsewhere(model, objectives, options, refusal ?? 'larger than it is allowed');
    this.tiers ??= new Tiers(model, recognise(model));
    const { tiers } = this;
    // After a fault nobody knows what the basis is worth: it comes back only with an answer of its own.
    this.tiers = null;
    const result = await solveOver(tiers, objectives, options);
    if (result.backend === FLOW.name && result.message === undefined) this.tiers = tiers;
    return result;
  }
}

/** The flow solver's part of `solveLexicographic`: once, without keeping anything. */
export async function solveByFlow(
  model: Model,
  objectives: readonly Objective[],
  options: LexicographicOptions,
): Promise<LexicographicResult> {
  const refusal = flowRefusal(model, objectives);
  if (refusal !== null) return elsewhere(model, objectives, options, refusal);
  return solveOver(new Tiers(model, recognise(model)), objectives, options);
}

async function elsewhere(
  model: Model,
  objectives: readonly Objective[],
  options: LexicographicOptions,
  reason: string,
): Promise<LexicographicResult> {
  const result = await solveByStages(model, objectives, { ...options, backend: 'highs' });
  const note = `solved by highs: ${reason}`;
  return { ...result, message: result.message === undefined ? note : `${note}; ${result.message}` };
}

async function solveOver(
  tiers: Tiers,
  objectives: readonly Objective[],
  options: LexicographicOptions,
): Promise<LexicographicResult> {
  const { limits = {}, shouldStop = () => false } = options;
  keepShapes();
  const begin = performance.now();
  const deadline = begin + 1000 * (limits.timeSeconds ?? Number.POSITIVE_INFINITY);
  const once = () => {
    const answer = attempt(() =>
      tiers.solve(objectives, {
        deadline,
        mostNodes: limits.nodes ?? Number.POSITIVE_INFINITY,
        shouldStop,
        ...reportTo(tiers.model, objectives, options),
      }),
    );
    const values = answer.x && objectiveValues(objectives, answer.x);
    const gaveUp = answer.termination === 'gave-up';
    const fault = gaveUp ? answer.message! : faultOf(tiers.model, objectives, answer, values);
    return { answer, values, fault };
  };
  const { isWarm } = tiers;
  let asked = once();
  // A fault after a warm start may be one of where it started, not of the model.
  if (asked.fault !== null && isWarm) {
    tiers.beginAnew();
    asked = once();
  }
  const { answer, values, fault } = asked;
  if (fault === null) return resultOf(tiers.model, objectives, answer, values);
  const left = (deadline - performance.now()) / 1000;
  const rest = {
    ...options,
    limits: { ...limits, ...(limits.timeSeconds && { timeSeconds: Math.max(0.001, left) }) },
  };
  const second = await elsewhere(tiers.model, objectives, rest, fault);
  const kept = keptOf(tiers.model, objectives, answer, second);
  return kept !== null && closedTiers(kept) > closedTiers(second) ? kept : second;
}

/** The flow solver's own point with the tiers it closed, for when another solver was stopped before it got as far. */
function keptOf(
  model: Model,
  objectives: readonly Objective[],
  answer: FlowResult,
  { termination, limit }: LexicographicResult,
): LexicographicResult | null {
  if (termination === 'optimal' || termination === 'infeasible') return null;
  const values = answer.x && objectiveValues(objectives, answer.x);
  if (answer.x === null || faultOf(model, objectives, answer, values) !== null) return null;
  const kept = resultOf(model, objectives, { ...answer, termination: 'feasible' }, values);
  return { ...kept, ...(limit && { limit }), message: `flow gave up: ${answer.message}` };
}

/** Closed one after the other from the first. */
function closedTiers({ tiers }: LexicographicResult): number {
  const open = tiers.findIndex((tier) => tier.termination !== 'optimal');
  return open === -1 ? tiers.length : open;
}

/** A fault of the simplex (a singular basis, say) is a reason to ask another solver, not to fail. */
function attempt(solve: () => FlowResult): FlowResult {
  try {
    return solve();
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault);
    return { termination: 'gave-up', x: null, tiers: [], empty: null, message };
  }
}

/** Believes nothing: the point is checked against the model, and each closed tier's value at it. */
function faultOf(
  model: Model,
  objectives: readonly Objective[],
  { x, tiers }: FlowResult,
  values: readonly number[] | null,
): string | null {
  if (x === null || values === null) return null;
  const violation = findViolation(model, x);
  if (violation) return `flow: answer breaks the model: ${describeViolation(violation)}`;
  const lost = tiers.findIndex(
    ({ value, bound }, k) =>
      value !== null && value === bound && values[k] !== turn(objectives[k]!, value),
  );
  return lost < 0 ? null : `flow: a later tier lost ${objectives[lost]!.name}`;
}

function resultOf(
  model: Model,
  objectives: readonly Objective[],
  { termination, limit, x, tiers, empty }: FlowResult,
  values: readonly number[] | null,
): LexicographicResult {
  const ending = termination === 'gave-up' ? 'failed' : termination;
  return {
    termination: ending,
    ...(limit && { limit }),
    values: x,
    tiers: objectives.map((objective, k) => ({
      ...tierResult(model, objective, tiers[k], values && values[k]!),
      ...(k === tiers.length - 1 && ending === 'infeasible' && { termination: ending }),
    })),
    proofs: objectives.map((objective, k) => proofOf(objective, tiers[k])),
    ...(empty && { empty }),
    backend: FLOW.name,
    version: FLOW.version,
  };
}

function tierResult(
  model: Model,
  objective: Objective,
  tier: FlowTier | undefined,
  value: number | null,
): TierResult {
  const { name, sense } = objective;
  const bound = tier?.bound ?? null;
  const closed = tier !== undefined && tier.value !== null && tier.value === tier.bound;
  return {
    name,
    sense,
    value,
    bound: bound === null ? null : turn(objective, bound),
    proof: closed ? 'dual' : 'none',
    termination: closed ? 'optimal' : tier?.value == null ? 'none' : 'feasible',
    held: tier?.held ?? null,
    columns: tier?.columns ?? 0,
    rows: tier ? model.rowLower.length : 0,
    nodes: tier?.nodes ?? 0,
    iterations: tier?.pivots ?? 0,
  };
}

function proofOf(objective: Objective, tier: FlowTier | undefined): TierProof | null {
  if (!tier || tier.bound === null || tier.tree === null) return null;
  return { bound: turn(objective, tier.bound), tree: tier.tree };
}

/** Progress, turned into the caller's sense. */
function reportTo(
  model: Model,
  objectives: readonly Objective[],
  { onProgress }: LexicographicOptions,
) {
  if (!onProgress) return {};
  const ended: FlowTier[] = [];
  let values: Float64Array | null = null;
  const tell = (k: number, progress: Progress, report: LexicographicResult | null) => {
    const name = objectives[k]!.name;
    onProgress({
      tier: k,
      tiers: objectives.length,
      name,
      progress,
      values,
      report,
    } satisfies TierProgress);
  };
  const progressAt = (
    k: number,
    value: number | null,
    bound: number | null,
    nodes: number,
  ): Progress => {
    const turned = (z: number | null) => (z === null ? null : turn(objectives[k]!, z));
    const gap = value === null || bound === null ? null : relativeGap(value, bound);
    return { incumbent: turned(value), bound: turned(bound), gap, nodes };
  };
  return {
    onIncumbent: (value: number, x: Float64Array) => {
      values = x;
      tell(ended.length, progressAt(ended.length, value, null, 0), null);
    },
    onTier: (tier: FlowTier, x: Float64Array | null) => {
      const k = ended.push(tier) - 1;
      values = x;
      const closed = tier.value !== null && tier.value === tier.bound;
      const termination = closed ? 'optimal' : x === null ? 'none' : 'feasible';
      const standing = { termination, x, tiers: ended, empty: null } as const;
      const report = resultOf(model, objectives, standing, x && objectiveValues(objectives, x));
      tell(k, progressAt(k, tier.value, tier.bound, tier.nodes), report);
    },
  };
}
