/**
 * HiGHS in WebAssembly as one would call it without knowing the program: the MIP at once, presolve and
 * method its own choice, gaps 0 because its default of 1e-4 is not an optimum.
 */
import highsPackage, { type Model as Instance } from 'highs';
import { findViolation, type Objective, objectiveValue } from '../../solver/index.ts';
import { LEXICOGRAPHIC, type Problem } from '../instances/problem.ts';
import { type Answer, noAnswer, type Peer } from './peer.ts';

// The package types its ES module as if it were CommonJS, hence one `default` too many.
const loadHighs = highsPackage as unknown as typeof highsPackage.default;

export const highsMip: Peer = {
  name: 'highs-mip',
  counts: 'handing over the model, the run, and fetching the point; not loading the WebAssembly',
  comesWith: 'npm: highs',
  outside: false,
  version: () => '1.15.3',
  refuses: (_, task) =>
    task === LEXICOGRAPHIC ? 'one objective only: the lexicographic run is `highs`' : null,
  run,
};

async function run(problem: Problem, task: string, limitSeconds: number): Promise<Answer> {
  const objective = problem.objective(task);
  const runtime = await loadHighs();
  const start = performance.now();
  const instance = load(runtime, problem, objective);
  instance.options.set({
    output_flag: false,
    mip_rel_gap: 0,
    mip_abs_gap: 0,
    time_limit: limitSeconds,
  });
  const { modelStatus } = instance.run({});
  const { colValue } = instance.getSolution();
  const seconds = (performance.now() - start) / 1000;
  const { optimal, timeLimit } = runtime.constants.modelStatus;
  instance.dispose();
  if (modelStatus === timeLimit) return noAnswer('limit', seconds, 'time limit');
  if (modelStatus !== optimal) return noAnswer('failed', seconds, `model status ${modelStatus}`);
  const values = Float64Array.from(colValue, (x) => Math.round(x) + 0);
  return {
    status: 'optimal',
    seconds,
    objective: [objectiveValue(objective, values)],
    feasible: findViolation(problem.model, values) === null,
  };
}

function load(
  runtime: Awaited<ReturnType<typeof loadHighs>>,
  { model }: Problem,
  { sense, coefficients }: Objective,
): Instance {
  const numCols = model.lower.length;
  const numRows = model.rowLower.length;
  const sign = sense === 'min' ? 1 : -1;
  const { start: starts, index: indices } = model;
  const values = Float64Array.from(model.value);
  const instance = runtime.createModel({
    numCols,
    numRows,
    colCost: Float64Array.from(coefficients, (c) => sign * c),
    colLower: model.lower,
    colUpper: model.upper,
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    matrix: { format: 'csc', numRows, numCols, starts, indices, values },
  });
  const all = { kind: 'range', from: 0, to: numCols - 1 } as const;
  instance.changeColsIntegrality(all, Int32Array.from(model.integer));
  return instance;
}
