/** The one contract behind which every solver stands. */
import type { Model, Objective } from '../model.ts';
import type { Basis, Limits, Progress, Solution } from '../result.ts';

export type BackendName = 'flow' | 'highs' | 'glpk' | 'jslp';

/** What a backend can do; the conformance suite tests exactly what is claimed here. */
export interface Capabilities {
  /** Whole-number columns. */
  readonly integer: boolean;
  /** LP duals and reduced costs. */
  readonly duals: boolean;
  /** Keeps `limits.timeSeconds`, give or take the time of one inner step. */
  readonly timeLimit: boolean;
  /** Keeps `limits.nodes`. */
  readonly nodeLimit: boolean;
  /** Calls `onProgress` while branching. */
  readonly progress: boolean;
  /** Asks `shouldStop` while running. */
  readonly cancel: boolean;
  /** Uses `start`. */
  readonly warmStart: boolean;
  /** Keeps the incumbent when a limit stops it. */
  readonly incumbent: boolean;
  /** Largest model it is handed, in non-zeros; beyond it is slow or runs out of memory. */
  readonly maxNonZeros: number;
  /** Largest rows × columns (dense tableau codes); Infinity for sparse codes. */
  readonly maxCells: number;
}

/** What a backend is told beside the problem. */
export interface BackendOptions {
  readonly limits: Limits;
  /** In the minimised sense. */
  readonly onProgress?: (progress: Progress) => void;
  /** Polled; true asks for an early end (limit 'cancelled'). Must be quick and never throw. */
  readonly shouldStop?: () => boolean;
  /** A basis of a like model (n columns, m rows) to start from; only a hint. */
  readonly start?: Basis;
}

/**
 * A solver. It minimises: `objective.sense` is always 'min' here and everything in the answer is in
 * that sense; `solve.ts` turns it. Integer columns have whole bounds and n ≥ 1. It never throws:
 * what goes wrong becomes termination 'failed' with a message.
 */
export interface Backend {
  readonly name: BackendName;
  /** Version of the package it is tested with. */
  readonly version: string;
  readonly capabilities: Capabilities;
  /** Who is asked when this one fails. */
  readonly instead?: BackendName;
  solve(model: Model, objective: Objective, options: BackendOptions): Promise<Solution>;
}

/** A solution that holds nothing yet; a backend fills in what it knows. */
export function emptySolution(backend: Pick<Backend, 'name' | 'version'>): Solution {
  return {
    termination: 'none',
    objective: null,
    bound: null,
    values: null,
    duals: null,
    basis: null,
    backend: backend.name,
    version: backend.version,
    nodes: 0,
    iterations: 0,
  };
}

/** Reads a caught fault: a WebAssembly heap that cannot grow is a limit, the rest a failure. */
export function faultSolution(
  backend: Pick<Backend, 'name' | 'version'>,
  fault: unknown,
): Solution {
  const message = fault instanceof Error ? fault.message : String(fault);
  const memory = /memory|out of bounds|OOM/i.test(message);
  return {
    ...emptySolution(backend),
    ...(memory ? { termination: 'none', limit: 'memory' } : { termination: 'failed' }),
    message: `${backend.name}: ${message}`,
  };
}
