/**
 * The kernel of `flow` alone, timed as LEMON is: from the network in memory to the end of the run. What `flow` does around
 * it (recognising the network, validating, whole multipliers, the final check) is not LEMON's business either. The one place
 * outside solver/ and its tests that looks behind the solver's door.
 */
import { setCosts } from '../../solver/flow/closing.ts';
import { recognise } from '../../solver/flow/network.ts';
import { Simplex } from '../../solver/flow/simplex.ts';
import { firstStart } from '../../solver/flow/start.ts';
import { findViolation, objectiveValue } from '../../solver/index.ts';
import { LEXICOGRAPHIC, type Problem } from '../instances/problem.ts';
import { flow } from './backends.ts';
import { notNetwork } from './dimacs-file.ts';
import { type Answer, noAnswer, type Peer } from './peer.ts';

export const flowKernel: Peer = {
  name: 'flow-kernel',
  counts: 'from the network in memory to the end of the simplex',
  comesWith: flow.comesWith,
  outside: false,
  version: () => flow.version(),
  refuses: ({ model }, task) =>
    task === LEXICOGRAPHIC ? 'flow problems have one objective' : notNetwork(model),
  run: async (problem, task, limitSeconds) => run(problem, task, limitSeconds),
};

function run({ model, objective }: Problem, task: string, limitSeconds: number): Answer {
  const goal = objective(task);
  const network = recognise(model);
  const start = performance.now();
  const simplex = new Simplex(network);
  const { state } = simplex;
  state.loadBounds(model);
  setCosts(state, goal);
  const first = firstStart(state);
  state.start(first.tree, first.atUpper);
  const end = simplex.run(() => performance.now() - start > 1000 * limitSeconds);
  const seconds = (performance.now() - start) / 1000;
  if (end !== 'optimal') return noAnswer(end === 'stopped' ? 'limit' : 'failed', seconds, end);
  const values = state.x.slice(0, state.n);
  return {
    status: 'optimal',
    seconds,
    objective: [objectiveValue(goal, values)],
    feasible: findViolation(model, values) === null,
  };
}
