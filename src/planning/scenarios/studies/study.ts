/** What the studies share: a round tier by tier, its program with one more row, and answers that were checked. */
import {
  type LexicographicResult,
  type Limits,
  type Objective,
  prepare,
  type Session,
  withRows,
} from '../../../../solver/index.ts';
import { countyHash } from '../../../domain/canonical.ts';
import type { County } from '../../../domain/county.ts';
import { CertificateError, InputError, type InputIssue } from '../../../domain/errors.ts';
import type { Policy } from '../../../domain/policy.ts';
import type { Missing, TierValues } from '../../../domain/studies.ts';
import {
  type Allocation,
  decode,
  type Formulation,
  formulate,
} from '../../../formulation/index.ts';
import { tierOrder } from '../../../rules/tier-order.ts';
import { verify } from '../../../verification/index.ts';
import { cascadeOrder, roundModel } from '../../cascade.ts';
import type { NoAllocationReason } from '../../head-count.ts';
import { proposeFrom } from '../../propose.ts';
import { isCascade } from '../../replan.ts';
import { objectives } from '../../solve-tiers.ts';
import { goalValues } from '../../wishes-by-rank.ts';

/** A round that is asked many times. */
export interface Study {
  readonly county: County;
  /** In the lexicographic mode. */
  readonly policy: Policy;
  readonly formulation: Formulation;
  /** What the policy asks for, in order: its tiers, and (`noEnvy`) the ranks of wishes. */
  readonly goals: readonly Objective[];
  /** A1: decided round after round. Whatever is not the optimum itself is asked of the joint program: its rules are the same. */
  readonly cascade: boolean;
  /** Told after each solve. */
  readonly onSolve: () => void;
}

/** @throws InputError for locks that cannot stand */
export function openStudy(county: County, asked: Policy, onSolve: () => void = () => {}): Study {
  const policy = tierByTier(asked);
  const formulation = formulate(county, policy);
  const goals = objectives(formulation);
  return { county, policy, formulation, goals, cascade: isCascade(policy), onSolve };
}

/** Prices and trade-offs are told tier by tier. */
export function tierByTier(policy: Policy): Policy {
  return { ...policy, objective: { ...policy.objective, mode: 'lexicographic' } };
}

/** A study that cannot be made: no legal allocation, or no sufficient answer within the limits (then without reasons). */
export interface NoPlan {
  readonly kind: 'no-allocation';
  readonly termination: Missing;
  readonly reasons: readonly NoAllocationReason[];
}

/** Why the round has no plan. */
export async function noPlan(
  { formulation }: Study,
  termination: Missing,
  limits: Limits,
): Promise<NoPlan> {
  if (termination === 'none') return { kind: 'no-allocation', termination, reasons: [] };
  const outcome = await proposeFrom(formulation, { limits });
  const reasons = outcome.kind === 'no-allocation' ? outcome.reasons : [];
  return { kind: 'no-allocation', termination, reasons };
}

export interface Checked {
  readonly allocation: Allocation;
  /** Recomputed by the independent check. */
  readonly tiers: TierValues;
  /** Of all goals of the policy, by name. */
  readonly values: ReadonlyMap<string, number>;
  /** Every objective closed. */
  readonly proven: boolean;
}

/** A checked plan, or why there is none. */
export type Answer = Checked | Missing;

function isProven({ termination, tiers }: LexicographicResult): boolean {
  return termination === 'optimal' && tiers.every(({ proof }) => proof !== 'none');
}

/**
 * Reads and checks an answer.
 * @returns a word when there is none
 * @throws CertificateError when the independent check refuses it
 */
function checkedAnswer(study: Study, result: LexicographicResult): Answer {
  const { termination, values, message } = result;
  if (termination === 'failed' || termination === 'unbounded') {
    throw new Error(message ?? `the solver ended with ${termination}`);
  }
  if (values === null) return termination === 'infeasible' ? 'infeasible' : 'none';
  const allocation = decode(study.formulation, values);
  const proven = isProven(result);
  return { allocation, ...worthOf(study, allocation), proven };
}

/** @throws CertificateError when the allocation breaks a hard rule */
function worthOf(
  { county, policy, formulation }: Study,
  allocation: Allocation,
): Pick<Checked, 'tiers' | 'values'> {
  const claim = { ...allocation, tiers: [], weighted: null, program: null };
  const { accepted, findings, tiers } = verify(county, policy, claim);
  if (!accepted) throw new CertificateError(findings);
  const values = goalValues(formulation, allocation, tiers);
  return {
    tiers: Object.fromEntries(tiers.map(({ id, value }) => [id, value])),
    values: new Map(values.map(({ name, value }) => [name, value])),
  };
}

/**
 * The optimum of these goals; of a cascade round after round, where what an earlier round placed stands.
 * @param rows that hold beside those of the program, in every round
 */
export async function optimumOf(
  study: Study,
  goals: readonly Objective[],
  limits: Limits,
  rows: Parameters<typeof withRows>[1] = [],
): Promise<Answer> {
  const { formulation, cascade, onSolve } = study;
  const program = { ...formulation, model: withRows(formulation.model, rows) };
  const rounds = cascade ? cascadeOrder(study.policy).length : 1;
  let standing: Allocation = { placements: [], standby: [] };
  for (let k = 0, proven = true; ; k++) {
    const model = cascade ? roundModel(program, k, standing) : program.model;
    const result = await prepare(model, goals).solve({ limits });
    onSolve();
    proven &&= isProven(result);
    if (result.values !== null && k < rounds - 1) {
      standing = decode(formulation, result.values);
      continue;
    }
    const answer = checkedAnswer(study, result);
    return typeof answer === 'string' ? answer : { ...answer, proven };
  }
}

/** A session over the program with rows whose right sides move. */
export class RowQuestions {
  readonly #study: Study;
  readonly #session: Session;
  readonly #firstRow: number;
  readonly #limits: Limits;

  /** @param rows free at first; see {@link ask} */
  constructor(
    study: Study,
    goals: readonly Objective[],
    rows: readonly Objective[],
    limits: Limits = {},
  ) {
    const { model } = study.formulation;
    const free = rows.map(({ name, coefficients }) => ({
      name: `study:${name}`,
      coefficients,
      lower: -Infinity,
      upper: Infinity,
    }));
    this.#study = study;
    this.#firstRow = model.rowLower.length;
    this.#session = prepare(withRows(model, free), goals);
    this.#limits = limits;
  }

  /** The optimum while each row lies within its sides; sides stay until they are moved again. */
  async ask(sides: readonly (readonly [lower: number, upper: number])[]): Promise<Answer> {
    sides.forEach(([lower, upper], k) => {
      this.#session.change({ kind: 'row', row: this.#firstRow + k, lower, upper });
    });
    return this.#solved();
  }

  /** The same with some columns fixed, which are free again afterwards. */
  async fixing(columns: ReadonlyMap<number, number>): Promise<Answer> {
    const { lower, upper } = this.#study.formulation.model;
    for (const [column, value] of columns)
      this.#session.change({ kind: 'column', column, lower: value, upper: value });
    try {
      return await this.#solved();
    } finally {
      for (const column of columns.keys()) {
        const sides = { lower: lower[column] as number, upper: upper[column] as number };
        this.#session.change({ kind: 'column', column, ...sides });
      }
    }
  }

  async #solved(): Promise<Answer> {
    const result = await this.#session.solve({ limits: this.#limits });
    this.#study.onSolve();
    return checkedAnswer(this.#study, result);
  }
}

/** Counts the moves: every pair taken. */
export function movesObjective({ model, columns }: Formulation): Objective {
  const coefficients = new Int32Array(model.lower.length);
  for (const list of [columns.pair, columns.first])
    for (const column of list) if (column !== -1) coefficients[column] = 1;
  return { name: 'moves', sense: 'min', coefficients };
}

/** The tier by its name. @throws InputError when the order does not name it */
export function tierOf({ goals, policy }: Study, id: string): Objective {
  const found = goals.find(({ name }) => name === id);
  if (found !== undefined) return found;
  throw new InputError([
    {
      code: 'unknown-tier',
      path: 'tier',
      message: `政策的目标层次序中没有「${id}」，可用：${tierOrder(policy).join('、')} (no such tier in the order)。`,
    },
  ]);
}

/** A plan that has been handed out, and (of a proposal) the county that it was made for. */
export type Published = Pick<Allocation, 'placements'> & {
  readonly county?: { readonly hash: string };
};

/** @throws InputError for a plan of another county; naming people and posts that are not in this round, and people placed twice */
export function checkPublished(
  { county, formulation }: Study,
  { placements, county: made }: Published,
): void {
  if (made !== undefined && made.hash !== countyHash(county)) {
    throw new InputError([
      {
        code: 'other-county',
        path: 'county.hash',
        message:
          '方案不是由这份县数据算出的：数据指纹（SHA-256）不一致 (the proposal is of another county)。',
      },
    ]);
  }
  const { round } = formulation;
  const people = new Set(round.people.map(({ teacher }) => teacher.id));
  const posts = new Set(round.groups.map(({ group }) => group.id));
  const seen = new Set<string>();
  const issues = placements.flatMap(({ teacherId, postGroupId }): InputIssue[] => {
    const found: InputIssue[] = [];
    const say = (code: string, message: string) =>
      found.push({ code, path: 'placements', message });
    if (!people.has(teacherId))
      say('unknown-teacher', `职工号「${teacherId}」不在本轮调配人员中 (not in this round)。`);
    if (!posts.has(postGroupId))
      say('unknown-post', `岗位组「${postGroupId}」不存在 (unknown post group)。`);
    if (seen.has(teacherId)) say('placed-twice', `职工号「${teacherId}」重复 (placed twice)。`);
    seen.add(teacherId);
    return found;
  });
  if (issues.length > 0) throw new InputError(issues.slice(0, 20));
}
