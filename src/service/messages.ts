/** What travels between the main thread and the worker threads. Plain data only. */
import type { LimitKind } from '../../solver/index.ts';
import type { InputIssue } from '../domain/errors.ts';
import type { IntakeIssue } from '../domain/finding.ts';
import type { Mends } from '../domain/mends.ts';
import type { Proposal } from '../domain/proposal.ts';
import type { NoAllocationReason, Proven } from '../planning/index.ts';
import type { Loaded } from './load.ts';

/** Where the county comes from: paths on this machine, an uploaded file, or a county that was read before, as JSON. */
export type CountySource =
  | { readonly path: string | readonly string[] }
  | { readonly bytes: Uint8Array; readonly fileName: string }
  | { readonly json: Uint8Array };

export type BackendChoice = 'auto' | 'flow' | 'highs' | 'glpk' | 'jslp';

/** One run, as asked for. */
export interface JobSpec {
  readonly county: CountySource;
  /** What a planner said yes to when the county was checked; undefined = nothing. */
  readonly mends?: Mends | undefined;
  /** Policy as read from JSON; undefined = the one in the county's folder, or the defaults. */
  readonly policy: unknown;
  readonly backend: BackendChoice;
  readonly mode: 'lexicographic' | 'one-shot' | null;
  readonly timeLimitSeconds: number | null;
  readonly nodeLimit: number | null;
  /** Also hand back the model of each tier as MPS. */
  readonly exportModel: boolean;
  /** A round that might need more memory than this is refused before its model is built; MiB. */
  readonly memoryMiB?: number;
}

/** The best allocation known while a solve runs, with what is proven so far. */
export interface Incumbent {
  readonly placements: readonly { readonly teacherId: string; readonly postGroupId: string }[];
  readonly standby: readonly string[];
  readonly proven: Proven;
  /** Milliseconds by phase until then. */
  readonly spent: Readonly<Record<Phase, number>>;
}

export type Phase = 'read' | 'build' | 'solve' | 'verify' | 'write';

export interface JobProgress {
  readonly phase: Phase;
  /** 1-based tier and number of tiers while solving. */
  readonly tier: number | null;
  readonly tiers: number | null;
  readonly tierId: string | null;
  readonly incumbent: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  readonly nodes: number;
}

/** Worker → main while running. */
export type WorkerMessage =
  | { readonly kind: 'loaded'; readonly loaded: Loaded }
  | { readonly kind: 'progress'; readonly progress: JobProgress }
  | { readonly kind: 'incumbent'; readonly incumbent: Incumbent };

/** A task for a worker: solve, or finish a killed solve from its last incumbent. */
export interface WorkerTask {
  readonly spec: JobSpec;
  readonly finish: {
    readonly incumbent: Incumbent;
    readonly limit: LimitKind;
    /** What the stopped run had read, so that a cancel does not wait for the workbook again; null = it is read again. */
    readonly loaded: Loaded | null;
  } | null;
}

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a run ends with. Intake findings come along in every case. */
export type JobOutcome = {
  readonly intake: readonly IntakeIssue[];
} & (
  | { readonly kind: 'proposal'; readonly proposal: Proposal; readonly files: readonly NamedFile[] }
  | {
      readonly kind: 'no-allocation';
      /** 'none': nothing found within the limits. */
      readonly termination: 'infeasible' | 'none';
      readonly limit: LimitKind | null;
      readonly reasons: readonly NoAllocationReason[];
    }
  | { readonly kind: 'bad-input'; readonly issues: readonly InputIssue[] }
  | { readonly kind: 'fault'; readonly message: string }
);
