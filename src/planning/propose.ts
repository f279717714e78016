/**
 * A county and a policy → a proven, verified proposal: formulate → solve tier by tier → decode → verify → assemble.
 * An answer the independent check refuses is a CertificateError and never leaves this folder.
 */
import type { Certificate, LexicographicResult, LimitKind } from '../../solver/index.ts';
import type { County } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import { decode, type Formulation, formulate } from '../formulation/index.ts';
import { solveCascade } from './cascade.ts';
import { certificateFile } from './certificates.ts';
import { finish, type ProposalOutcome } from './finish.ts';
import { explainNoAllocation, type NoAllocationReason } from './head-count.ts';
import {
  certificateOf,
  type ProposeOptions,
  type Proven,
  provenBy,
  solveTiers,
} from './solve-tiers.ts';

export type Outcome =
  | ProposalOutcome
  | {
      readonly kind: 'no-allocation';
      readonly termination: 'infeasible' | 'none';
      readonly limit: LimitKind | null;
      readonly reasons: readonly NoAllocationReason[];
    };

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
  const { result, solved, proven, certificates } = await solveRound(formulation, options);
  if (result.values === null) return noAllocation(formulation, solved, result, options);
  options.onPhase?.('verify');
  const certificate = certificateFile(certificates);
  return finish(formulation, decode(formulation, result.values), { ...proven, certificate });
}

interface SolvedRound {
  readonly result: LexicographicResult;
  /** The program that was solved last: the formulation itself, or the last round of a cascade. */
  readonly solved: Formulation;
  readonly proven: Proven;
  /** One for each solve: of the joint program, or of the rounds of a cascade. */
  readonly certificates: readonly (Certificate | null)[];
}

async function solveRound(formulation: Formulation, options: ProposeOptions): Promise<SolvedRound> {
  const { policy } = formulation.round;
  if (policy.round === 'placement' && policy.flow.mode === 'cascade') {
    return solveCascade(formulation, options);
  }
  const result = await solveTiers(formulation, options);
  const certificates = [certificateOf(formulation, result)];
  return { result, solved: formulation, proven: provenBy(result), certificates };
}

/** Infeasible with reasons, or nothing found within the limits. A failed backend is a fault. */
async function noAllocation(
  formulation: Formulation,
  solved: Formulation,
  result: LexicographicResult,
  { backend = 'auto', limits = {} }: ProposeOptions,
): Promise<Outcome> {
  if (result.termination === 'infeasible') {
    const reasons = await explainNoAllocation(formulation, solved, { backend, limits });
    return { kind: 'no-allocation', termination: 'infeasible', limit: null, reasons };
  }
  if (result.termination === 'none') {
    const limit = result.limit ?? null;
    return { kind: 'no-allocation', termination: 'none', limit, reasons: [] };
  }
  throw new Error(result.message ?? `the solver ended with ${result.termination}`);
}
