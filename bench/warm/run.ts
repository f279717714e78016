/** Warm re-solves against cold ones: each random change alone, applied, solved, compared, taken back. */

import {
  type LexicographicResult,
  prepare,
  type Session,
  solveLexicographic,
} from '../../solver/index.ts';
import { type Asked, applied, certificateOf, isProven } from '../asked.ts';
import { sweep } from '../garbage.ts';
import { countyCase, countyProblem } from '../instances/county.ts';
import { LEXICOGRAPHIC } from '../instances/problem.ts';
import { type ChangeKind, type Drawn, drawChanges, undone } from './changes.ts';

export interface WarmJob {
  readonly kind: 'warm';
  /** A county of the generator. */
  readonly instance: string;
  readonly task: string;
  readonly seed: number;
  readonly changes: number;
}

/** One change: both times, and whether the warm answer can be believed. */
export interface WarmResult {
  readonly kind: ChangeKind;
  readonly warmSeconds: number;
  readonly coldSeconds: number;
  /** Same termination and same values as the cold solve. */
  readonly same: boolean;
  /** Its certificate is accepted; also where the change leaves no answer. */
  readonly certified: boolean;
  readonly termination: string;
}

export async function runWarm(job: WarmJob, built: () => void): Promise<readonly WarmResult[]> {
  const item = countyCase(job.instance, job.seed);
  if (item === null) throw new Error(`${job.instance} is no county`);
  const problem = countyProblem(item);
  const { model } = problem;
  const objectives = job.task === LEXICOGRAPHIC ? problem.tiers() : [problem.objective(job.task)];
  built();
  const session = prepare(model, objectives);
  const base = await session.solve();
  if (base.values === null) throw new Error(`before any change: ${base.termination}`);
  const { changes: count, seed } = job;
  const drawn = drawChanges(item, problem, objectives, base.values, { count, seed });
  const results: WarmResult[] = [];
  for (const one of drawn) results.push(await tried(session, { model, objectives }, one));
  return results;
}

async function tried(
  session: Session,
  before: Asked,
  { kind, changes }: Drawn,
): Promise<WarmResult> {
  const after = applied(before, changes);
  const cold = await timed(() =>
    solveLexicographic(after.model, after.objectives, { backend: 'flow' }),
  );
  // The change itself belongs to the question: it is timed with the solve.
  const warm = await timed(() => {
    for (const change of changes) session.change(change);
    return session.solve();
  });
  for (const change of undone(before, changes)) session.change(change);
  await session.solve();
  return {
    kind,
    warmSeconds: warm.seconds,
    coldSeconds: cold.seconds,
    same: sameAnswer(warm.answer, cold.answer),
    certified: isProven(after, certificateOf(after, warm.answer)),
    termination: warm.answer.termination,
  };
}

function sameAnswer(a: LexicographicResult, b: LexicographicResult): boolean {
  return (
    a.termination === b.termination && a.tiers.every((tier, k) => tier.value === b.tiers[k]!.value)
  );
}

async function timed(run: () => Promise<LexicographicResult>) {
  sweep();
  const start = performance.now();
  const answer = await run();
  return { answer, seconds: (performance.now() - start) / 1000 };
}
