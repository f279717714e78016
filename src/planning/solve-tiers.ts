/** The solve of a formulation, tier by tier, and what it proves. */
import {
  type Certificate,
  certify,
  chosenBackend,
  exactProblem,
  type LexicographicResult,
  type LimitKind,
  type Limits,
  type Objective,
  type SolveOptions,
  solveLexicographic,
  type TierProgress,
} from '../../solver/index.ts';
import type { Proposal } from '../domain/proposal.ts';
import {
  type Allocation,
  decode,
  type Formulation,
  oneShotObjective,
} from '../formulation/index.ts';
import { wishesByRank, withWishes } from './wishes-by-rank.ts';

/** A closed objective (a tier, or the weighted sum of the one-shot mode): value, proven bound, kind of proof. */
export interface Closed {
  readonly name: string;
  readonly value: number;
  readonly bound: number;
  readonly proof: 'dual' | 'solver';
}

/** What a finished or killed solve knows. */
export interface Proven {
  readonly closed: readonly Closed[];
  readonly limit: LimitKind | null;
  readonly solver: Proposal['solver'];
  /** Cascade: the rounds solved so far; null for a joint solve. */
  readonly rounds: Proposal['objective']['rounds'];
  /** Of the finished run; null while it runs, or when it was killed. */
  readonly certificate: CertificateFile | null;
}

/** `certificate.json`: its bytes, and their SHA-256 by which the proposal names it. */
export interface CertificateFile {
  readonly bytes: Uint8Array | null;
  readonly hash: string;
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

/** The objectives handed to the solver, in order: one a tier (and one a rank, `noEnvy`), or their weighted sum. */
export function objectives(formulation: Formulation): Objective[] {
  const { tiers, round } = formulation;
  if (round.policy.objective.mode === 'one-shot') return [oneShotObjective(tiers)];
  const goals = tiers.map(({ objective }) => objective);
  return round.policy.noEnvy === 'minimise' ? withWishes(goals, wishesByRank(formulation)) : goals;
}

/**
 * Solves all objectives; every better point is handed on with what is proven by then.
 * @throws Error when a number of the program is too large, or not whole, for an exact proof
 */
export async function solveTiers(
  formulation: Formulation,
  { backend = 'auto', limits = {}, onProgress, onIncumbent }: ProposeOptions,
): Promise<LexicographicResult> {
  let proven: Proven = {
    closed: [],
    limit: null,
    solver: chosenBackend(formulation.model, backend),
    rounds: null,
    certificate: null,
  };
  const goals = objectives(formulation);
  for (const objective of goals) {
    const problem = exactProblem(formulation.model, objective);
    if (problem !== null) throw new Error(`no exact proof is possible: ${problem}`);
  }
  return solveLexicographic(formulation.model, goals, {
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

export function provenBy(result: LexicographicResult): Proven {
  return {
    closed: result.tiers.flatMap(closedTier),
    limit: result.limit ?? null,
    solver: { backend: result.backend, version: result.version },
    rounds: null,
    certificate: null,
  };
}

/** The closed objectives that a proposal claims. */
export function closedClaims({ tiers, weighted }: Proposal['objective']): Closed[] {
  const claims =
    weighted === null
      ? tiers.map(({ id, ...tier }) => ({ name: id as string, ...tier }))
      : [{ name: 'one-shot', ...weighted }];
  return claims.flatMap(({ name, value, bound, proof }) =>
    bound === null || proof === 'none' ? [] : [{ name, value, bound, proof }],
  );
}

/** The certificate of a result over this program; null without an answer. */
export function certificateOf(
  formulation: Formulation,
  result: LexicographicResult,
): Certificate | null {
  return certify(formulation.model, objectives(formulation), result);
}

function closedTier(tier: LexicographicResult['tiers'][number]): Closed[] {
  const { name, value, bound, proof } = tier;
  if (value === null || bound === null || proof === 'none') return [];
  return [{ name, value, bound, proof: proof === 'dual' ? 'dual' : 'solver' }];
}
