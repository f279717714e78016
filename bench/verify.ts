/** Verifying a certificate against the solve that it proves: both in one process, both warmed up by one run. */

import { solveLexicographic } from '../solver/index.ts';
import { certificateOf, isProven } from './asked.ts';
import { sweep } from './garbage.ts';
import { buildInstance } from './instances/index.ts';
import { LEXICOGRAPHIC } from './instances/problem.ts';

export interface VerifyJob {
  readonly kind: 'verify';
  readonly instance: string;
  readonly task: string;
  readonly seed: number;
  readonly repeats: number;
}

/** Seconds of each step, one entry a repeat. */
export interface VerifyResult {
  readonly accepted: boolean;
  readonly solveSeconds: readonly number[];
  readonly certifySeconds: readonly number[];
  /** Hash of the model and one pass of the verifier. */
  readonly verifySeconds: readonly number[];
}

export async function runVerify(job: VerifyJob, built: () => void): Promise<VerifyResult> {
  const problem = buildInstance(job.instance, job.seed);
  const { model } = problem;
  const objectives = job.task === LEXICOGRAPHIC ? problem.tiers() : [problem.objective(job.task)];
  built();
  const solveSeconds: number[] = [];
  const certifySeconds: number[] = [];
  const verifySeconds: number[] = [];
  let accepted = true;
  for (let k = 0; k <= job.repeats; k++) {
    sweep();
    const start = performance.now();
    const answer = await solveLexicographic(model, objectives, { backend: 'flow' });
    const solved = performance.now();
    const certificate = certificateOf({ model, objectives }, answer);
    const written = performance.now();
    accepted &&= isProven({ model, objectives }, certificate);
    const end = performance.now();
    if (k === 0) continue;
    solveSeconds.push((solved - start) / 1000);
    certifySeconds.push((written - solved) / 1000);
    verifySeconds.push((end - written) / 1000);
  }
  return { accepted, solveSeconds, certifySeconds, verifySeconds };
}
