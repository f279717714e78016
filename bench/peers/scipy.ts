/** Native HiGHS through scipy, in two uses: the LP first, and the MIP at once. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OneAnswer, type OneProblem, solveOutside } from './outside.ts';
import { noAnswer, type Peer } from './peer.ts';
import { programVersion, runProgram } from './program.ts';

const SCRIPT = fileURLToPath(new URL('./scipy_highs.py', import.meta.url));
/** The first that has scipy: a Python of one's own, or Debian's. */
const PYTHONS = ['python3', '/usr/bin/python3'];
const PROBE = 'import scipy.optimize as o; o.milp; import scipy; print("scipy", scipy.__version__)';

const probe = (python: string) => programVersion([python, '-c', PROBE], /^scipy (\S+)/);

const scipyPeer = (use: 'lp-first' | 'mip'): Peer => ({
  name: `scipy-highs-${use}`,
  counts: 'scipy.optimize.milp(), with the matrix in memory',
  comesWith: 'Debian: python3-scipy',
  outside: true,
  version: () => PYTHONS.map(probe).find((version) => version !== null) ?? null,
  refuses: () => null,
  run: (problem, task, limitSeconds) =>
    solveOutside(problem, task, limitSeconds, (one) => solveOne(one, use)),
});

export const scipyPeers: readonly Peer[] = [scipyPeer('lp-first'), scipyPeer('mip')];

/** Status codes of scipy.optimize.milp. */
const OPTIMAL = 0;
const LIMIT = 1;

async function solveOne(one: OneProblem, use: string): Promise<OneAnswer> {
  writeArrays(one);
  const python = PYTHONS.find((name) => probe(name) !== null)!;
  const command = [python, SCRIPT, one.folder, use, `${one.limitSeconds}`];
  const run = await runProgram(command, one.folder, 1.1 * one.limitSeconds + 60);
  const { peakMiB } = run;
  if (run.timedOut)
    return { ...noAnswer('limit', run.seconds, 'killed at the time limit'), peakMiB };
  if (run.code !== 0)
    return { ...noAnswer('failed', run.seconds, `exit code ${run.code} ${run.errors}`), peakMiB };
  const found = JSON.parse(run.lines.at(-1)?.text ?? '{}') as {
    status: number;
    message: string;
    seconds: number;
    minimum: number | null;
  };
  if (found.status !== OPTIMAL || found.minimum === null) {
    const status = found.status === LIMIT ? 'limit' : 'failed';
    return { ...noAnswer(status, found.seconds, found.message), peakMiB };
  }
  return { status: 'optimal', seconds: found.seconds, minimum: found.minimum, peakMiB };
}

function writeArrays({ model, objective, folder }: OneProblem): void {
  const sign = objective.sense === 'min' ? 1 : -1;
  const arrays = {
    costs: Float64Array.from(objective.coefficients, (c) => sign * c),
    lower: model.lower,
    upper: model.upper,
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    integer: model.integer,
    value: Float64Array.from(model.value),
    index: model.index,
    start: model.start,
  };
  for (const [name, array] of Object.entries(arrays))
    writeFileSync(join(folder, `${name}.bin`), array);
}
