/** What all programs outside have in common: a scratch folder, one problem for each tier, the sum of the times. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Model, Objective } from '../../solver/index.ts';
import { LEXICOGRAPHIC, type Problem } from '../instances/problem.ts';
import { type Answer, noAnswer } from './peer.ts';
import { stageOf } from './stages.ts';

/** One problem for a program; the objective it finds is the minimised one. */
export interface OneProblem {
  readonly model: Model;
  /** Sense 'min' or 'max'; files are always written as minimisations. */
  readonly objective: Objective;
  /** Where to put files; emptied afterwards. */
  readonly folder: string;
  readonly limitSeconds: number;
}

/** Its answer: the minimum, over whole points. */
export type OneAnswer = Omit<Answer, 'objective' | 'feasible'> & { readonly minimum?: number };

/** Solves the task with a function for one problem, tier by tier if need be. */
export async function solveOutside(
  problem: Problem,
  task: string,
  limitSeconds: number,
  solveOne: (one: OneProblem) => Promise<OneAnswer>,
): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'tiaopei-bench-'));
  try {
    if (task === LEXICOGRAPHIC) return await solveTiers(problem, folder, limitSeconds, solveOne);
    const objective = problem.objective(task);
    const { minimum, ...answer } = await solveOne({ ...problem, objective, folder, limitSeconds });
    return { ...answer, objective: minimum === undefined ? [] : [turned(objective, minimum)] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function solveTiers(
  problem: Problem,
  folder: string,
  limitSeconds: number,
  solveOne: (one: OneProblem) => Promise<OneAnswer>,
): Promise<Answer> {
  const values: number[] = [];
  let seconds = 0;
  let peakMiB = 0;
  let stage = await stageOf(problem, 0);
  for (; stage !== null; stage = await stageOf(problem, values.length)) {
    const { model, objective } = stage;
    const left = limitSeconds - seconds;
    if (left <= 0) return noAnswer('limit', seconds, `time limit before ${objective.name}`);
    const answer = await solveOne({ model, objective, folder, limitSeconds: left });
    seconds += answer.seconds;
    peakMiB = Math.max(peakMiB, answer.peakMiB ?? 0);
    const message = `${objective.name}: ${answer.message}`;
    if (answer.minimum === undefined) return { ...answer, seconds, objective: values, message };
    values.push(turned(objective, answer.minimum));
  }
  return { status: 'optimal', seconds, objective: values, peakMiB };
}

/** The minimum of what was written to the file, in the objective's own sense. */
function turned({ sense }: Objective, minimum: number): number {
  return sense === 'min' ? minimum : 0 - minimum;
}
