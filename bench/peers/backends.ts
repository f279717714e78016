/** Our own backends as peers, each called as any user of `solver/` would. */
import {
  type BackendName,
  chosenBackend,
  findViolation,
  type LexicographicResult,
  ModelBuilder,
  objectiveValue,
  type Solution,
  solve,
  solveLexicographic,
} from '../../solver/index.ts';
import { LEXICOGRAPHIC, type Problem } from '../instances/problem.ts';
import { type Answer, noAnswer, type Peer } from './peer.ts';

const COUNTS = 'the whole call, from the model in memory to the checked answer';

/** A peer that asks one of our backends. */
function backendPeer(name: string, backend: BackendName, comesWith: string): Peer {
  return {
    name,
    counts: COUNTS,
    comesWith,
    outside: false,
    version: () => versionOf(backend),
    refuses: () => null,
    run: (problem, task, limitSeconds) => runBackend(backend, problem, task, limitSeconds),
  };
}

export const flow = backendPeer('flow', 'flow', 'solver/flow of this project');
export const highs = backendPeer('highs', 'highs', 'npm: highs');
export const glpk = backendPeer('glpk.js', 'glpk', 'npm: glpk.js (optional)');

/** Optional packages show only when they are called: an absent one is then `failed` and says so. */
function versionOf(backend: BackendName): string {
  return chosenBackend(new ModelBuilder('empty').build(), backend).version;
}

async function runBackend(
  backend: BackendName,
  problem: Problem,
  task: string,
  limitSeconds: number,
): Promise<Answer> {
  const objectives = task === LEXICOGRAPHIC ? problem.tiers() : [problem.objective(task)];
  const options = { backend, limits: { timeSeconds: limitSeconds } };
  const start = performance.now();
  const result =
    task === LEXICOGRAPHIC
      ? await solveLexicographic(problem.model, objectives, options)
      : await solve(problem.model, objectives[0]!, options);
  const seconds = (performance.now() - start) / 1000;
  return answerOf(result, problem, objectives, seconds);
}

/** What a backend's result is worth, checked here once more. */
export function answerOf(
  { termination, limit, values, message }: Solution | LexicographicResult,
  { model }: Problem,
  objectives: ReturnType<Problem['tiers']>,
  seconds: number,
): Answer {
  if (termination !== 'optimal' || values === null) {
    const said = message ?? `${termination}${limit === undefined ? '' : `, limit ${limit}`}`;
    return noAnswer(limit === undefined ? 'failed' : 'limit', seconds, said);
  }
  return {
    status: 'optimal',
    seconds,
    objective: objectives.map((objective) => objectiveValue(objective, values)),
    feasible: findViolation(model, values) === null,
    ...(message !== undefined && { message }),
  };
}
