/**
 * A county and a policy → a proven, verified proposal: formulate → solve tier by tier → decode → verify → assemble.
 * An answer the independent check refuses is a CertificateError and never leaves this file.
 */
import {
  chosenBackend,
  type LexicographicResult,
  type LimitKind,
  type Limits,
  relativeGap,
  type SolveOptions,
  solveLexicographic,
  type TierProgress,
} from '../../solver/index.ts';
import type { County } from '../domain/county.ts';
import { CertificateError } from '../domain/errors.ts';
import type { Policy } from '../domain/policy.ts';
import type { Proposal } from '../domain/proposal.ts';
import {
  type Allocation,
  decode,
  type Formulation,
  fingerprint,
  formulate,
  oneShotObjective,
} from '../formulation/index.ts';
import { type Verification, verify } from '../verification/index.ts';
import { assemble } from './assemble.ts';
import { explainNoAllocation, type NoAllocationReason } from './head-count.ts';

/** A closed objective (a tier, or the weighted sum of the one-shot mode): value, proven bound, kind of proof. */
export interface Closed {
  readonly name: string;
  readonly value: number;
  readonly bound: number;
  readonly proof: 'dual' | 'solver';
}

export interface ProposeOptions {
  readonly backend?: NonNullable<SolveOptions['backend']>;
  /** Over all tiers together. */
  readonly limits?: Limits;
  readonly onPhase?: (phase: 'build' | 'solve' | 'verify') => void;
  readonly onProgress?: (progress: TierProgress) => void;
  /** Each better allocation with what is proven by then, so that it survives a kill. */
  readonly onIncumbent?: (allocation: Allocation, proven: Proven) => void;
}

export interface ProposalOutcome {
  readonly kind: 'proposal';
  readonly proposal: Proposal;
  readonly formulation: Formulation;
}
export type Outcome =
  | ProposalOutcome
  | {
      readonly kind: 'no-allocation';
      readonly termination: 'infeasible' | 'none';
      readonly limit: LimitKind | null;
      readonly reasons: readonly NoAllocationReason[];
    };

const ONE_SHOT_NOTE =
  '一次性加权求解，不是严格的逐层优先：权重只保证单个人的取舍不越层，多人之间仍可能互相抵换，安排人数可能少于逐层求解。';

/**
 * Solves the round.
 * @throws InputError when a lock of the policy cannot stand
 * @throws CertificateError when the independent check refuses the answer
 */
export async function propose(
  county: County,
  policy: Policy,
  options: ProposeOptions = {},
): Promise<Outcome> {
  options.onPhase?.('build');
  return proposeFrom(formulate(county, policy), options);
}

/** The same from a formulation that is already there. */
export async function proposeFrom(
  formulation: Formulation,
  options: ProposeOptions,
): Promise<Outcome> {
  options.onPhase?.('solve');
  const result = await solveTiers(formulation, options);
  if (result.values === null) return noAllocation(formulation, result, options);
  options.onPhase?.('verify');
  return finish(formulation, decode(formulation, result.values), provenBy(result));
}

function provenBy(result: LexicographicResult): Proven {
  return {
    closed: result.tiers.flatMap(closedTier),
    limit: result.limit ?? null,
    solver: { backend: result.backend, version: result.version },
  };
}

/** The objectives handed to the solver, in order: one a tier, or their weighted sum. */
export function objectives({ tiers, round }: Formulation) {
  return round.policy.objective.mode === 'one-shot'
    ? [oneShotObjective(tiers)]
    : tiers.map(({ objective }) => objective);
}

async function solveTiers(
  formulation: Formulation,
  { backend = 'auto', limits = {}, onProgress, onIncumbent }: ProposeOptions,
): Promise<LexicographicResult> {
  let proven: Proven = {
    closed: [],
    limit: null,
    solver: chosenBackend(formulation.model, backend),
  };
  return solveLexicographic(formulation.model, objectives(formulation), {
    backend,
    limits,
    onProgress: (progress) => {
      if (progress.report !== null) proven = provenBy(progress.report);
      // First what must survive a kill, then the news of it.
      if (progress.values !== null) onIncumbent?.(decode(formulation, progress.values), proven);
      onProgress?.(progress);
    },
  });
}

function closedTier(tier: LexicographicResult['tiers'][number]): Closed[] {
  const { name, value, bound, proof } = tier;
  if (value === null || bound === null || proof === 'none') return [];
  return [{ name, value, bound, proof: proof === 'dual' ? 'dual' : 'solver' }];
}

/** What a finished or killed solve knows. */
export interface Proven {
  readonly closed: readonly Closed[];
  readonly limit: LimitKind | null;
  readonly solver: Proposal['solver'];
}

/**
 * Verifies an allocation and makes the proposal of it. Open tiers take the value that the verification computes.
 * @throws CertificateError when the check refuses the allocation, a value or the program itself
 */
export function finish(
  formulation: Formulation,
  allocation: Allocation,
  { closed, limit, solver }: Proven,
): ProposalOutcome {
  const { county, policy } = formulation.round;
  const { mode } = policy.objective;
  const closedBy = new Map(closed.map((entry) => [entry.name, entry]));
  const weighted = mode === 'one-shot' ? (closed[0] ?? null) : null;
  const verification = verify(county, policy, {
    placements: allocation.placements,
    standby: allocation.standby,
    tiers: formulation.tiers.flatMap(({ id }) => {
      const entry = closedBy.get(id);
      return entry === undefined ? [] : [{ id, value: entry.value, bound: entry.bound }];
    }),
    weighted,
    program: fingerprint(formulation),
  });
  if (!verification.accepted) throw new CertificateError(verification.findings);
  const objective: Proposal['objective'] = {
    mode,
    note: mode === 'one-shot' ? ONE_SHOT_NOTE : null,
    weighted: mode === 'one-shot' ? weightedResult(verification, weighted) : null,
    tiers: tierResults(formulation, verification, closedBy),
  };
  const gap = largestGap(objective);
  const proposal = assemble(formulation, allocation, {
    status: gap === 0 ? 'optimal' : 'feasible',
    limit,
    solver,
    objective,
    gap,
    ruleChecks: verification.ruleChecks,
  });
  return { kind: 'proposal', proposal, formulation };
}

function tierResults(
  { tiers }: Formulation,
  verification: Verification,
  closedBy: ReadonlyMap<string, Closed>,
): Proposal['objective']['tiers'] {
  const values = new Map(verification.tiers.map(({ id, value }) => [id, value]));
  return tiers.map(({ id, objective }) => {
    const entry = closedBy.get(id);
    return {
      id,
      sense: objective.sense,
      value: values.get(id) as number,
      bound: entry?.bound ?? null,
      proof: entry?.proof ?? 'none',
    };
  });
}

function weightedResult(
  { weighted }: Verification,
  closed: Closed | null,
): Proposal['objective']['weighted'] {
  return {
    value: weighted as number,
    bound: closed?.bound ?? null,
    proof: closed?.proof ?? 'none',
  };
}

function largestGap({ tiers, weighted }: Proposal['objective']): number | null {
  let largest = 0;
  for (const { value, bound } of weighted === null ? tiers : [weighted]) {
    if (bound === null) return null;
    largest = Math.max(largest, relativeGap(value, bound));
  }
  return largest;
}

/** Infeasible with reasons, or nothing found within the limits. A failed backend is a fault. */
async function noAllocation(
  formulation: Formulation,
  result: LexicographicResult,
  { backend = 'auto', limits = {} }: ProposeOptions,
): Promise<Outcome> {
  if (result.termination === 'infeasible') {
    const reasons = await explainNoAllocation(formulation, { backend, limits });
    return { kind: 'no-allocation', termination: 'infeasible', limit: null, reasons };
  }
  if (result.termination === 'none') {
    const limit = result.limit ?? null;
    return { kind: 'no-allocation', termination: 'none', limit, reasons: [] };
  }
  throw new Error(result.message ?? `the solver ended with ${result.termination}`);
}
