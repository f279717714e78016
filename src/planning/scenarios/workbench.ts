/**
 * Where cases are solved, one after the other: the county stays, the last program stays warm. Every answer goes through the
 * same independent check as a proposal, and once more by the rules of the base policy, so that all cases are measured alike.
 */
import type { Limits } from '../../../solver/index.ts';
import type { CaseResult } from '../../domain/comparison.ts';
import type { County } from '../../domain/county.ts';
import { CertificateError, InputError } from '../../domain/errors.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Proposal, RuleCheck } from '../../domain/proposal.ts';
import { decode, type Formulation, formulate } from '../../formulation/index.ts';
import { participants } from '../../rules/movers.ts';
import { verify } from '../../verification/index.ts';
import { finish } from '../finish.ts';
import { type Outcome, proposeFrom } from '../propose.ts';
import { objectives, provenBy } from '../solve-tiers.ts';
import type { Case } from './cases.ts';
import { patchCounty } from './data-patch.ts';
import { measure } from './metrics.ts';
import { WarmSolver } from './warm.ts';

export type Task = Pick<Case, 'policy' | 'data'> & { readonly key: string };

/** See the file head. */
export class Workbench {
  readonly #county: County;
  readonly #base: Policy;
  readonly #warm = new WarmSolver();

  constructor(county: County, base: Policy) {
    this.#county = county;
    this.#base = base;
  }

  /** Solves one case. Never throws: what goes wrong is a result with status `failed` and its message. */
  async run(task: Task, limits: Limits = {}): Promise<CaseResult> {
    const started = performance.now();
    const ended = (result: Omit<CaseResult, 'key' | 'ms'>): CaseResult => ({
      key: task.key,
      ...result,
      ms: Math.round(performance.now() - started),
    });
    try {
      const county = patchCounty(this.#county, task.data);
      const outcome = await this.#solve(formulate(county, task.policy), limits);
      if (outcome.kind === 'proposal') return ended(this.#measured(county, outcome.proposal));
      const { termination, reasons, limit } = outcome;
      const why = reasons.map(({ message }) => message).join('');
      return ended({ ...NOTHING, status: termination, message: why === '' ? limit : why });
    } catch (fault) {
      return ended({ ...NOTHING, status: 'failed', message: faultText(fault) });
    }
  }

  async #solve(formulation: Formulation, limits: Limits): Promise<Outcome> {
    if (!leavesNoTie(formulation)) return proposeFrom(formulation, { limits });
    const result = await this.#warm.solve(formulation.model, objectives(formulation), limits);
    // Without an answer the usual way is asked once more: it knows the reasons.
    return result.values === null
      ? proposeFrom(formulation, { limits })
      : finish(formulation, decode(formulation, result.values), provenBy(result));
  }

  #measured(county: County, proposal: Proposal): Omit<CaseResult, 'key' | 'ms'> {
    const { placements, standby, unfilled, objective, status } = proposal;
    const policy = this.#base;
    const { ruleChecks, tiers } = this.#byBasePolicy(county, proposal);
    return {
      status,
      message: null,
      placements: placements.map(({ teacherId, postGroupId, fit, wishRank }) => ({
        teacherId,
        postGroupId,
        fit,
        wishRank,
      })),
      standby: standby.map(({ teacherId }) => teacherId),
      values: measure({
        county,
        policy,
        placements,
        standby: standby.length,
        unfilled: unfilled.reduce((sum, { count }) => sum + count, 0),
        ruleChecks,
        tiers,
      }),
      broken: ruleChecks
        .filter((check) => check.status === 'fail')
        .map(({ ruleId, name, measured }) => ({ ruleId, name, measured })),
      tiers: objective.tiers.map(({ id, value, bound }) => ({ id, value, bound })),
    };
  }

  #byBasePolicy(
    county: County,
    { placements, policy, objective, ruleChecks }: Proposal,
  ): { ruleChecks: readonly RuleCheck[]; tiers: ReturnType<typeof verify>['tiers'] } {
    if (JSON.stringify(policy.values) === JSON.stringify(this.#base)) {
      return { ruleChecks, tiers: objective.tiers };
    }
    const placed = new Set(placements.map(({ teacherId }) => teacherId));
    const rotation = this.#base.round === 'rotation';
    const others = rotation ? [] : participants(county, this.#base).map(({ id }) => id);
    return verify(county, this.#base, {
      placements,
      standby: others.filter((id) => !placed.has(id)),
      tiers: [],
      weighted: null,
      program: null,
    });
  }
}

const NOTHING = { placements: [], standby: [], values: {}, broken: [], tiers: [] };

/** One program, whose tiers end with both halves of the lot (A20). */
function leavesNoTie({ round: { policy } }: Formulation): boolean {
  const { mode, order } = policy.objective;
  const cascade = policy.round === 'placement' && policy.flow.mode === 'cascade';
  return !cascade && mode === 'lexicographic' && order.includes('hash-low');
}

/** Words for the row of a case that could not be solved. Never a personal name: neither kind of error carries one. */
function faultText(fault: unknown): string {
  if (fault instanceof InputError) return fault.issues.map(({ message }) => message).join('');
  const text = fault instanceof Error ? fault.message : String(fault);
  return fault instanceof CertificateError ? text : `internal fault: ${text}`;
}
