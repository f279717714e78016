/** What a stage is handed, and what it hands back. */
import type { TierProgress } from '../../../solver/index.ts';
import type { County } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Decision, StageRecord, StageSolve, SummerStage } from '../../domain/summer.ts';
import type { NoAllocationReason } from '../head-count.ts';
import type { ProposeOptions } from '../solve-tiers.ts';
import type { Decisions } from './standing.ts';

export interface SummerContext {
  /** As read: hiring results, vacancies and floors of the file are last year's. */
  readonly county: County;
  readonly policy: Policy;
  /** Stages done so far, in order. */
  readonly done: readonly StageRecord[];
  /** Everybody decided so far. */
  readonly standing: Decisions;
  readonly backend?: ProposeOptions['backend'];
  readonly watch?: SummerWatch;
}

/** Told while a run goes on. */
export interface SummerWatch {
  readonly onSolve?: (stage: SummerStage, name: string) => void;
  readonly onProgress?: (progress: TierProgress) => void;
  /** Each proof as soon as it is there, by the name of its solve. */
  readonly onCertificate?: (name: string, bytes: Uint8Array) => void;
}

/** What a stage decided; ledger and checks are added by the machine. */
export interface StageResult {
  readonly kind: 'decided';
  readonly decisions: Decision[];
  readonly solves: StageSolve[];
  readonly announced: StageRecord['announced'];
}

/** A solve of the stage has no legal allocation. */
export interface NoStageResult {
  readonly kind: 'no-allocation';
  readonly solve: string;
  readonly termination: 'infeasible' | 'none';
  readonly reasons: readonly NoAllocationReason[];
}

export type RunStage = (context: SummerContext) => Promise<StageResult | NoStageResult>;
