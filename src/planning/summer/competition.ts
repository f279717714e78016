/** One solve of the summer: stage county → proven placements → decisions and the figures of the solve. */
import type { County } from '../../domain/county.ts';
import type { Batch, Policy, RoundKind } from '../../domain/policy.ts';
import type { Proposal } from '../../domain/proposal.ts';
import type { Decision, StageSolve, SummerStage } from '../../domain/summer.ts';
import { contractMonths } from '../../rules/workflow/contract.ts';
import { propose } from '../propose.ts';
import type { NoStageResult, SummerContext } from './context.ts';
import { lendingOnly, type Pool, poolBefore } from './pool.ts';
import { type StageSetup, stageCounty } from './stage-county.ts';
import type { Decisions } from './standing.ts';

export interface Competition extends StageSetup {
  readonly stage: SummerStage;
  /** E.g. `in-school/2`. */
  readonly name: string;
  readonly round: RoundKind;
  /** In-school: the batches that compete together, and their number in order from 1. */
  readonly batches?: readonly Batch[];
  readonly batch?: number;
}

export interface Settled {
  readonly kind: 'settled';
  readonly decisions: Decision[];
  readonly solve: StageSolve;
}

/**
 * Runs one competition to its proven optimum.
 * @param standing everybody decided before it
 * @throws CertificateError when the independent check refuses the answer
 */
export async function compete(
  context: SummerContext,
  standing: Decisions,
  competition: Competition,
): Promise<Settled | NoStageResult> {
  const { county, policy, backend, watch } = context;
  const { stage, name } = competition;
  watch?.onSolve?.(stage, name);
  const pool = poolOf(context, standing, competition);
  const seen = stageCounty(county, policy, standing, { ...competition, lent: pool.lent });
  const asked = lendingOnly(roundPolicy(policy, competition.round, seen), pool.left);
  const outcome = await propose(seen, asked, {
    ...(backend === undefined ? {} : { backend }),
    ...(watch?.onProgress === undefined ? {} : { onProgress: watch.onProgress }),
  });
  if (outcome.kind === 'no-allocation') {
    const { termination, reasons } = outcome;
    return { kind: 'no-allocation', solve: name, termination, reasons };
  }
  if (outcome.certificate !== null) watch?.onCertificate?.(name, outcome.certificate);
  return {
    kind: 'settled',
    decisions: decisions(outcome.proposal, policy, competition),
    solve: solveFigures(outcome.proposal, competition),
  };
}

/**
 * The pool lends what earlier stages and batches left of it (Q03); before the hiring nothing, for a lent place would be
 * missing to a school's own people (I03).
 */
function poolOf(
  context: SummerContext,
  standing: Decisions,
  { stage, beforeHiring }: Competition,
): Pool {
  if (beforeHiring) return { left: 0, lent: new Map() };
  const decisions = [...standing.values()].filter((each) => !context.standing.has(each.teacherId));
  return poolBefore(context, [...context.done, { stage, decisions }]);
}

/**
 * The policy of one round; posts barred for people (a14) act in the rounds where these people compete. The merit of a
 * stage county is in percent already.
 */
export function roundPolicy(policy: Policy, round: RoundKind, { teachers }: County): Policy {
  const competing = new Set(
    teachers.filter(({ hiring }) => hiring === 'unplaced').map(({ id }) => id),
  );
  const banned = policy.locks.banned.filter(({ teacherId }) => competing.has(teacherId));
  const merit = { ...policy.merit, scale: 'raw' as const };
  return { ...policy, round, merit, locks: { forced: [], banned } };
}

function decisions(
  { placements }: Proposal,
  policy: Policy,
  { batch = null }: { batch?: number | null },
): Decision[] {
  return placements.map(({ teacherId, kind, postGroupId }) => ({
    teacherId,
    kind,
    postGroupId,
    ground: null,
    batch,
    contractMonths: contractMonths(policy),
  }));
}

function solveFigures(proposal: Proposal, { name, batches = [] }: Competition): StageSolve {
  return {
    name,
    batches: [...batches],
    movers: proposal.county.movers,
    pairs: proposal.county.pairs,
    placed: proposal.placements.length,
    solver: proposal.solver,
    status: proposal.status,
    tiers: proposal.objective.tiers.map(({ id, value, bound }) => ({ id, value, bound })),
    certificate: proposal.certificate,
  };
}
