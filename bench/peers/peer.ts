/** The contract of whatever is measured: our backends, npm packages, and programs of the operating system. */
import type { Problem } from '../instances/problem.ts';

/** One run of one task, timed by the peer itself so that the same things are counted for everybody. */
export interface Answer {
  readonly status: 'optimal' | 'limit' | 'failed';
  /** Wall clock of the solve alone: see `counts`. */
  readonly seconds: number;
  /** Value of the objective, or of each tier; empty without an answer. */
  readonly objective: readonly number[];
  /** Set when the point itself was at hand: whether it satisfies every row and bound. */
  readonly feasible?: boolean;
  /** Peak memory of the peer's own process, where it has one. */
  readonly peakMiB?: number;
  readonly message?: string;
}

export interface Peer {
  readonly name: string;
  /** What the clock runs over, one line for the report. */
  readonly counts: string;
  /** Version, or null when it is not installed here. */
  version(): string | null;
  /** Debian or npm package that brings it. */
  readonly comesWith: string;
  /** Runs a program of its own and ends it at the limit; the others are ended with the process around them. */
  readonly outside: boolean;
  /** Why it is not asked for this task at all, or null. */
  refuses(problem: Problem, task: string): string | null;
  run(problem: Problem, task: string, limitSeconds: number): Promise<Answer>;
}

/** An answer without a point. */
export function noAnswer(status: 'limit' | 'failed', seconds: number, message: string): Answer {
  return { status, seconds, objective: [], message };
}
