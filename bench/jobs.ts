/** What a process of its own can be asked to do. */
import { sweep } from './garbage.ts';
import { buildInstance } from './instances/index.ts';
import { LEXICOGRAPHIC } from './instances/problem.ts';
import { peerCalled } from './peers/index.ts';
import { type Answer, noAnswer } from './peers/peer.ts';
import type { SolveReport } from './protocol.ts';
import { runVerify, type VerifyJob } from './verify.ts';
import { runWarm, type WarmJob } from './warm/run.ts';

/** Solve one task with one peer, again and again while there is time. */
export interface SolveJob {
  readonly kind: 'solve';
  readonly peer: string;
  readonly instance: string;
  readonly task: string;
  readonly seed: number;
  /** Most solves, the first (cold) one included. */
  readonly repeats: number;
  /** No further solve is begun after so many seconds of solving. */
  readonly enoughSeconds: number;
  readonly limitSeconds: number;
}

export type Job = SolveJob | WarmJob | VerifyJob;

/** Said by the child when its instance stands and the clock of its limit may start. */
export const BUILT = 'built';

export function runJob(job: Job, built: () => void): Promise<unknown> {
  switch (job.kind) {
    case 'solve':
      return runSolve(job, built);
    case 'warm':
      return runWarm(job, built);
    case 'verify':
      return runVerify(job, built);
  }
}

async function runSolve(job: SolveJob, built: () => void): Promise<SolveReport> {
  const problem = buildInstance(job.instance, job.seed);
  built();
  const { model, pairs, known } = problem;
  const objectives = job.task === LEXICOGRAPHIC ? problem.tiers() : [problem.objective(job.task)];
  const senses = objectives.map(({ sense }) => sense);
  const shape = { pairs, known, senses, columns: model.lower.length, rows: model.rowLower.length };
  const peer = peerCalled(job.peer);
  const refused = peer.refuses(problem, job.task);
  if (refused !== null) return { answers: [], peakMiB: 0, refused, ...shape };
  const answers: Answer[] = [];
  let peakMiB = 0;
  let spent = 0;
  do {
    sweep();
    const answer = await peer.run(problem, job.task, job.limitSeconds).catch(failed);
    answers.push(answer);
    spent += answer.seconds;
    // Later solves in the same process only add garbage of the measuring.
    if (answers.length === 1) peakMiB = answer.peakMiB ?? process.resourceUsage().maxRSS / 1024;
  } while (
    answers.length < job.repeats &&
    spent < job.enoughSeconds &&
    answers.at(-1)?.status === 'optimal'
  );
  return { answers, peakMiB: Math.round(peakMiB), ...shape };
}

function failed(fault: unknown): Answer {
  return noAnswer('failed', 0, fault instanceof Error ? fault.message : String(fault));
}
