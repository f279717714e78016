/** What a lexicographic run reports of its tiers. */
import type { Objective } from './model.ts';
import { objectiveValue, turn } from './objective.ts';
import { type DualBound, proves } from './proof/bound.ts';
import type { ProofTree } from './proof/certificate.ts';
import type { TierProof } from './proof/certify.ts';
import type { LimitKind, Solution, Termination } from './result.ts';
import type { Tier } from './stage.ts';

/** Of one tier; numbers in the caller's sense. */
export interface TierResult {
  readonly name: string;
  readonly sense: 'min' | 'max';
  /** Of the answer that was returned; null when there is none. */
  readonly value: number | null;
  /** Proven, the earlier tiers being held; null when none is known. */
  readonly bound: number | null;
  /** 'dual': exact integer arithmetic; 'backend': the solver's word; 'none': not proven optimal. */
  readonly proof: 'dual' | 'backend' | 'none';
  readonly termination: Termination;
  /** How the tiers after it are kept from losing it; null when it was not reached or not closed, or no tier asks. */
  readonly held: 'face' | 'row' | null;
  /** Columns and rows of the model that was left at this tier; 0 columns = nothing to choose. */
  readonly columns: number;
  readonly rows: number;
  readonly nodes: number;
  readonly iterations: number;
}

export interface LexicographicResult {
  /** 'optimal' when every tier is; 'feasible' when a limit left tiers open. */
  readonly termination: Termination;
  readonly limit?: LimitKind;
  /** Length n; checked against the whole model. Null without an incumbent. */
  readonly values: Float64Array | null;
  /** One for each objective, in order. */
  readonly tiers: readonly TierResult[];
  /** What is proven of each tier and how, for `certify`; null where there are no duals, or none whole enough. */
  readonly proofs: readonly (TierProof | null)[];
  /** That there is no point, where that could be proven: see `InfeasibilityCertificate`. */
  readonly empty?: ProofTree;
  readonly backend: string;
  readonly version: string;
  readonly message?: string;
}

/** How a tier ended. */
export interface End {
  /** Over the stage's model. */
  readonly solution: Solution;
  readonly certificate: DualBound | null;
  readonly incumbent: Float64Array | null;
}

export interface Ended extends End {
  readonly tier: Tier;
  readonly held: 'face' | 'row' | null;
  readonly proof: TierProof | null;
}

/**
 * The report of a run.
 * @param ended the tiers that were reached, in order; at least one
 * @param values best point of the whole model, or null
 */
export function conclude(
  objectives: readonly Objective[],
  ended: readonly Ended[],
  values: Float64Array | null,
): LexicographicResult {
  const last = ended.at(-1)!.solution;
  const asked = ended.findLast(({ solution }) => solution.backend !== '')?.solution;
  const stopped = last.termination === 'none' && values !== null;
  return {
    termination: stopped ? 'feasible' : last.termination,
    ...(last.limit && { limit: last.limit }),
    values,
    tiers: objectives.map((objective, index) => tierResult(objective, ended[index], values)),
    proofs: objectives.map((_, index) => ended[index]?.proof ?? null),
    backend: asked?.backend ?? '',
    version: asked?.version ?? '',
    ...(last.message !== undefined && { message: last.message }),
  };
}

function tierResult(
  objective: Objective,
  end: Ended | undefined,
  values: Float64Array | null,
): TierResult {
  const { name, sense } = objective;
  const value = values && objectiveValue(objective, values);
  const notReached = { proof: 'none', termination: 'none', held: null } as const;
  if (!end)
    return {
      name,
      sense,
      value,
      bound: null,
      ...notReached,
      columns: 0,
      rows: 0,
      nodes: 0,
      iterations: 0,
    };
  const { solution, certificate, tier, held } = end;
  const optimal = solution.termination === 'optimal';
  const proven = optimal && proves(certificate, solution.objective!);
  return {
    name,
    sense,
    value,
    bound: tierBound(end),
    proof: optimal ? (proven ? 'dual' : 'backend') : 'none',
    termination: solution.termination,
    held,
    columns: tier.stage.model.lower.length,
    rows: tier.stage.model.rowLower.length,
    nodes: solution.nodes,
    iterations: solution.iterations,
  };
}

/** The better of the backend's bound and the exact one, in the caller's sense. */
function tierBound({ solution, certificate, tier }: Ended): number | null {
  const exact = certificate?.kind === 'bound' ? bestOf(certificate) : Number.NEGATIVE_INFINITY;
  const best = Math.max(exact, solution.bound ?? Number.NEGATIVE_INFINITY);
  return Number.isFinite(best) ? turn(tier.objective, best + tier.constant) : null;
}

function bestOf(certificate: DualBound & { readonly kind: 'bound' }): number {
  const { roundedUp, numerator, scale } = certificate;
  return roundedUp === null ? Number(numerator) / Number(scale) : Number(roundedUp);
}
