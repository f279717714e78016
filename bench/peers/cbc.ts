/**
 * CBC, in two uses: `solve` as one would call it (branch and cut with its own preprocessing), and the LP by
 * its dual simplex first, which suffices when that is whole.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeMpsFile } from './mps-file.ts';
import { type OneAnswer, type OneProblem, solveOutside } from './outside.ts';
import { noAnswer, type Peer } from './peer.ts';
import { programVersion, runProgram } from './program.ts';

const cbcPeer = (name: string, solveOne: (one: OneProblem) => Promise<OneAnswer>): Peer => ({
  name,
  counts: 'from the end of reading the MPS file to the end of the search',
  comesWith: 'Debian: coinor-cbc',
  outside: true,
  version: () => programVersion(['cbc', 'quit'], /Version: (\S+)/),
  refuses: () => null,
  run: (problem, task, limitSeconds) => solveOutside(problem, task, limitSeconds, solveOne),
});

export const cbc = cbcPeer('cbc', (one) => runCbc(one, 'solve'));
export const cbcLpFirst = cbcPeer('cbc-lp-first', async (one) => {
  const relaxed = await runCbc(one, 'initialSolve');
  if (relaxed.message !== FRACTIONAL) return relaxed;
  const left = Math.max(1, one.limitSeconds - relaxed.seconds);
  const whole = await runCbc({ ...one, limitSeconds: left }, 'solve');
  return { ...whole, seconds: relaxed.seconds + whole.seconds };
});

const FRACTIONAL = 'the LP is fractional';

async function runCbc(one: OneProblem, use: 'solve' | 'initialSolve'): Promise<OneAnswer> {
  const file = join(one.folder, 'problem.mps');
  const answer = join(one.folder, 'answer.txt');
  writeMpsFile(file, one);
  const options = ['ratio', '0', 'allow', '0', 'sec', `${Math.ceil(one.limitSeconds)}`];
  const command = ['cbc', file, ...options, use, 'solu', answer, 'quit'];
  // The limit of CBC's own counts reading too and is not always kept: a guard stands behind it.
  const run = await runProgram(command, one.folder, 1.1 * one.limitSeconds + 60);
  const at = (pattern: RegExp) => run.lines.find(({ text }) => pattern.test(text))?.at;
  const read = at(/^Coin0008I /) ?? 0;
  const seconds = (at(/^Total time /) ?? run.seconds) - read;
  const { peakMiB } = run;
  if (run.timedOut) return { ...noAnswer('limit', seconds, 'killed at the time limit'), peakMiB };
  if (run.code !== 0)
    return { ...noAnswer('failed', seconds, `exit code ${run.code} ${run.errors}`), peakMiB };
  const [first = '', ...columns] = readFileSync(answer, 'utf8').split('\n');
  const value = /^Optimal - objective value (\S+)/.exec(first)?.[1];
  if (value === undefined) {
    const status = /^Stopped/.test(first) ? 'limit' : 'failed';
    return { ...noAnswer(status, seconds, first), peakMiB };
  }
  if (!columns.every(isWhole)) return { ...noAnswer('failed', seconds, FRACTIONAL), peakMiB };
  return { status: 'optimal', seconds, minimum: Math.round(Number(value)), peakMiB };
}

/** A line of the solution file: number, name, value, reduced cost. */
function isWhole(line: string): boolean {
  const value = Number(line.trim().split(/\s+/)[2] ?? 0);
  return Math.abs(value - Math.round(value)) < 1e-6;
}
