/**
 * What would be if: one round prepared once and asked many times, each answer proven and found from the last basis.
 *
 *   const asked = await replanner(county, policy);
 *   if (asked.kind === 'replanner')
 *     await asked.tryOut([{ kind: 'force', teacherId, postGroupId }]);
 *
 * A cascade is solved anew for each question, round by round: its later rounds hang on its earlier ones.
 */
import {
  type Change,
  type LexicographicResult,
  type Limits,
  prepare,
  type Session,
  type TierProof,
} from '../../solver/index.ts';
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import type { ObjectiveTierId, Policy } from '../domain/policy.ts';
import { type Allocation, decode, type Formulation, formulate } from '../formulation/index.ts';
import { solveCascade } from './cascade.ts';
import { type Program, programChanges } from './program-changes.ts';
import { type Outcome, proposeFrom } from './propose.ts';
import { modelAfter } from './replan-bounds.ts';
import { boundChanges, countyAfter, type PlanChange } from './replan-changes.ts';
import { embedded } from './replan-embed.ts';
import { formulateOrNull, isLock, withLocks } from './replan-locks.ts';
import { policyChanges } from './replan-policy.ts';
import { isSameShape, type ReadyProgram, readyProgram } from './replan-program.ts';
import type { WishGoal } from './wishes-by-rank.ts';

export type { PlanChange } from './replan-changes.ts';

export interface Plan {
  readonly allocation: Allocation;
  /** In policy order; the weighted sum alone in the one-shot mode. Of a cascade, those of its last round. */
  readonly tiers: readonly {
    readonly id: ObjectiveTierId | WishGoal | 'one-shot';
    readonly value: number;
    readonly bound: number | null;
  }[];
  /** Every tier is closed. */
  readonly proven: boolean;
}

interface Answer {
  /** Null: no legal allocation, or (termination 'none') none was found within the limits. */
  readonly plan: Plan | null;
  readonly termination: LexicographicResult['termination'];
  /** The program was built anew: solved from the last basis all the same where it lies within the one before. */
  readonly rebuilt: boolean;
}

export interface Replanner {
  readonly kind: 'replanner';
  readonly formulation: Formulation;
  readonly base: Plan;
  /** What proves each tier of the base, over the rows of `formulation`; empty for a cascade. */
  readonly proofs: readonly (TierProof | null)[];
  /** Column values of the base, where the proofs are; empty for a cascade. */
  readonly values: Float64Array;
  /**
   * The plan after the changes; they are taken back afterwards. Calls wait for each other.
   * @throws InputError when a change names somebody or something that is not of this round
   */
  tryOut(changes: readonly PlanChange[]): Promise<Answer>;
}

export interface ReplanOptions {
  /** Of each solve. */
  readonly limits?: Limits;
}

/**
 * Solves the round and keeps it warm.
 * @returns the outcome without an allocation when there is none
 * @throws InputError when a lock of the policy cannot stand
 */
export async function replanner(
  county: County,
  policy: Policy,
  options: ReplanOptions = {},
): Promise<Replanner | Extract<Outcome, { kind: 'no-allocation' }>> {
  const formulation = formulate(county, policy);
  const asked = isCascade(policy)
    ? await CascadeQuestions.start(formulation, options)
    : await WarmQuestions.start(formulation, options);
  if (asked !== null) return asked;
  const outcome = await proposeFrom(formulation, { limits: options.limits ?? {} });
  if (outcome.kind === 'no-allocation') return outcome;
  throw new Error('a proposal was found where the re-planner found none');
}

const NO_VALUES = new Float64Array(0);

function asked({ formulation, goals }: ReadyProgram): Program {
  return { model: formulation.model, objectives: goals };
}

/** A1: round after round. */
export function isCascade({ round, flow }: Policy): boolean {
  return round === 'placement' && flow.mode === 'cascade';
}

abstract class Questions implements Replanner {
  readonly kind = 'replanner';
  readonly formulation: Formulation;
  readonly base: Plan;
  readonly proofs: Replanner['proofs'];
  readonly values: Float64Array;
  protected readonly options: ReplanOptions;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    formulation: Formulation,
    base: Plan,
    { proofs, values }: Pick<Replanner, 'proofs' | 'values'>,
    options: ReplanOptions,
  ) {
    this.formulation = formulation;
    this.base = base;
    this.proofs = proofs;
    this.values = values;
    this.options = options;
  }

  tryOut(changes: readonly PlanChange[]): Promise<Answer> {
    const answer = this.last.then(() => this.answer(changes));
    this.last = answer.catch(() => null);
    return answer;
  }

  protected abstract answer(changes: readonly PlanChange[]): Promise<Answer>;

  /** County and policy after the changes that are data. */
  protected data(changes: readonly PlanChange[]): { county: County; policy: Policy } {
    const { county, policy } = this.formulation.round;
    const asked = changes.findLast((change) => change.kind === 'policy')?.policy ?? policy;
    const posts = changes.filter(
      (change) => change.kind === 'openings' || change.kind === 'must-fill',
    );
    return { county: countyAfter(county, asked, posts), policy: asked };
  }
}

class WarmQuestions extends Questions {
  private readonly program: ReadyProgram;
  private readonly session: Session;

  static async start(
    formulation: Formulation,
    options: ReplanOptions,
  ): Promise<WarmQuestions | null> {
    const program = readyProgram(formulation);
    const session = prepare(program.formulation.model, program.goals);
    const result = await session.solve(options);
    const base = planOf(formulation, result);
    if (base === null) return null;
    const { proofs, values } = result;
    return new WarmQuestions(
      program,
      session,
      base,
      { proofs, values: values ?? NO_VALUES },
      options,
    );
  }

  private constructor(
    program: ReadyProgram,
    session: Session,
    base: Plan,
    proven: Pick<Replanner, 'proofs' | 'values'>,
    options: ReplanOptions,
  ) {
    super(program.formulation, base, proven, options);
    this.program = program;
    this.session = session;
  }

  protected async answer(changes: readonly PlanChange[]): Promise<Answer> {
    const { county, policy } = this.data(changes);
    if (lacksPosts(county)) return { ...NOTHING_LEGAL, rebuilt: false };
    const ofBounds = changes.filter((change) => change.kind !== 'policy');
    if (ofBounds.length === changes.length) {
      const bounds = boundChanges(this.program, ofBounds);
      if (bounds !== 'rebuild') return this.moved(bounds, this.formulation);
    }
    if (changes.every(({ kind }) => kind === 'policy' || kind === 'force' || kind === 'ban')) {
      const priced = policyChanges(this.program, policy);
      const locks = boundChanges(this.program, ofBounds) as Change[] | null;
      if (priced !== null) return this.moved(locks && [...priced, ...locks], this.formulation);
    }
    if (isCascade(policy)) {
      const other = await replanner(county, policy, this.options);
      const rest = changes.filter(
        ({ kind }) => kind !== 'policy' && kind !== 'openings' && kind !== 'must-fill',
      );
      return other.kind === 'replanner'
        ? { ...(await other.tryOut(rest)), rebuilt: true }
        : { plan: null, termination: other.termination, rebuilt: true };
    }
    const program = readyProgram(formulate(county, policy));
    const rest = ofBounds.filter(
      (change) => change.kind !== 'openings' && change.kind !== 'must-fill',
    );
    const bounds = boundChanges(program, rest) as Change[] | null;
    if (isSameShape(this.program, program)) {
      const all = bounds && [...programChanges(asked(this.program), asked(program)), ...bounds];
      return this.moved(all, program.formulation);
    }
    if (bounds === null) return { ...NOTHING_LEGAL, rebuilt: true };
    const part = embedded(this.program, program);
    if (part !== null) {
      const all = [...part.changes, ...bounds.map(part.carried)];
      return { ...(await this.moved(all, program.formulation, part.pick)), rebuilt: true };
    }
    const session = prepare(program.formulation.model, program.goals);
    for (const change of bounds) session.change(change);
    const result = await session.solve(this.options);
    return { ...answerOf(program.formulation, result), rebuilt: true };
  }

  /**
   * @param changes null = nothing legal is left
   * @param pick values of the columns of `after`
   */
  private async moved(
    changes: readonly Change[] | null,
    after: Formulation,
    pick: (values: Float64Array) => Float64Array = (values) => values,
  ): Promise<Answer> {
    if (changes === null) return { ...NOTHING_LEGAL, rebuilt: false };
    for (const change of changes) this.session.change(change);
    try {
      const result = await this.session.solve(this.options);
      const values = result.values && pick(result.values);
      return { ...answerOf(after, { ...result, values }), rebuilt: false };
    } finally {
      for (const change of changes) this.session.change(this.takenBack(change));
    }
  }

  private takenBack(change: Change): Change {
    const { model } = this.program.formulation;
    if (change.kind === 'objective') {
      const { name } = change.objective;
      const objective = this.program.goals.find((goal) => goal.name === name);
      return { kind: 'objective', objective: objective as (typeof this.program.goals)[number] };
    }
    if (change.kind === 'column') {
      const { column } = change;
      const [lower, upper] = [model.lower[column] as number, model.upper[column] as number];
      return { kind: 'column', column, lower, upper };
    }
    const { row } = change;
    const [lower, upper] = [model.rowLower[row] as number, model.rowUpper[row] as number];
    return { kind: 'row', row, lower, upper };
  }
}

/** Every question is a cascade of its own: locks go into the policy, so that they stand from the first round on. */
class CascadeQuestions extends Questions {
  static async start(
    formulation: Formulation,
    options: ReplanOptions,
  ): Promise<CascadeQuestions | null> {
    const { result } = await solveCascade(formulation, options);
    const base = planOf(formulation, result);
    return (
      base && new CascadeQuestions(formulation, base, { proofs: [], values: NO_VALUES }, options)
    );
  }

  protected async answer(changes: readonly PlanChange[]): Promise<Answer> {
    const { county, policy } = this.data(changes);
    if (lacksPosts(county)) return { ...NOTHING_LEGAL, rebuilt: false };
    const locks = changes.filter(({ kind }) => kind === 'force' || kind === 'ban');
    const caps = changes.filter(({ kind }) => kind === 'cap');
    if (!isCascade(policy) || locks.some((lock) => !isLock(lock))) {
      throw new InputError([
        {
          code: 'cascade-question',
          message:
            '逐轮求解（flow.mode=cascade）的方案只能试锁定或排除岗位、增减岗位、限额和仍为逐轮的政策 (not asked of a cascade)。',
        },
      ]);
    }
    const asked = formulateOrNull(county, withLocks(policy, locks.filter(isLock)));
    if (asked === null) return { ...NOTHING_LEGAL, rebuilt: true };
    const program = readyProgram(asked);
    const bounds = boundChanges(program, caps as Extract<PlanChange, { kind: 'cap' }>[]);
    if (!Array.isArray(bounds)) return { ...NOTHING_LEGAL, rebuilt: true };
    const { formulation } = program;
    const moved = { ...formulation, model: modelAfter(formulation.model, bounds) };
    const { result } = await solveCascade(moved, this.options);
    return { ...answerOf(moved, result), rebuilt: true };
  }
}

/** More posts of a group must be filled than there are. */
function lacksPosts({ postGroups }: County): boolean {
  return postGroups.some(({ mustFill, openings }) => mustFill > openings);
}

const NOTHING_LEGAL = { plan: null, termination: 'infeasible' } as const;

function answerOf(
  formulation: Formulation,
  result: LexicographicResult,
): Pick<Answer, 'plan' | 'termination'> {
  if (result.termination === 'failed') throw new Error(result.message ?? 'the solver failed');
  return { plan: planOf(formulation, result), termination: result.termination };
}

function planOf(formulation: Formulation, result: LexicographicResult): Plan | null {
  if (result.values === null) return null;
  return {
    allocation: decode(formulation, result.values),
    tiers: result.tiers.map(({ name, value, bound }) => ({
      id: name as ObjectiveTierId | WishGoal | 'one-shot',
      value: value as number,
      bound,
    })),
    proven: result.termination === 'optimal' && result.tiers.every(({ proof }) => proof !== 'none'),
  };
}
