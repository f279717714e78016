/** javascript-lp-solver without the size limit that `solve` puts before it: how long does it really take? */
import { jslp as backend } from '../../solver/backends/jslp.ts';
import { LEXICOGRAPHIC, type Problem } from '../instances/problem.ts';
import { answerOf } from './backends.ts';
import type { Answer, Peer } from './peer.ts';

export const jslp: Peer = {
  name: 'jslp',
  counts:
    'the call, from the model in memory to the values; its LP cannot be stopped but by ending the process',
  comesWith: 'npm: javascript-lp-solver',
  outside: false,
  version: () => backend.version,
  refuses: (_, task) => (task === LEXICOGRAPHIC ? 'one objective only: it has no duals' : null),
  run,
};

async function run(problem: Problem, task: string, limitSeconds: number): Promise<Answer> {
  const objective = problem.objective(task);
  const sign = objective.sense === 'min' ? 1 : -1;
  const coefficients = Float64Array.from(objective.coefficients, (c) => sign * c + 0);
  const minimised = { name: objective.name, sense: 'min', coefficients } as const;
  const start = performance.now();
  const found = await backend.solve(problem.model, minimised, {
    limits: { timeSeconds: limitSeconds },
  });
  const seconds = (performance.now() - start) / 1000;
  return answerOf(found, problem, [objective], seconds);
}
