/** Native GLPK: its integer optimizer with preprocessing, which solves the LP first. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeMpsFile } from './mps-file.ts';
import { type OneAnswer, type OneProblem, solveOutside } from './outside.ts';
import { noAnswer, type Peer } from './peer.ts';
import { programVersion, runProgram } from './program.ts';

export const glpsol: Peer = {
  name: 'glpsol',
  counts: 'from the end of reading the MPS file to the end of the search',
  comesWith: 'Debian: glpk-utils',
  outside: true,
  version: () => programVersion(['glpsol', '--version'], /GLPSOL\S* .*?(\d\S*)/),
  refuses: () => null,
  run: (problem, task, limitSeconds) => solveOutside(problem, task, limitSeconds, solveOne),
};

async function solveOne(one: OneProblem): Promise<OneAnswer> {
  const file = join(one.folder, 'problem.mps');
  const answer = join(one.folder, 'answer.txt');
  writeMpsFile(file, one);
  const options = ['--mipgap', '0', '--tmlim', `${Math.ceil(one.limitSeconds)}`];
  const command = ['glpsol', '--freemps', file, ...options, '-w', answer];
  const run = await runProgram(command, one.folder, one.limitSeconds + 60);
  const at = (pattern: RegExp) => run.lines.find(({ text }) => pattern.test(text))?.at;
  const read = at(/records were read/) ?? 0;
  const seconds = (at(/^Time used:/) ?? run.seconds) - read;
  const { peakMiB } = run;
  if (run.timedOut) return { ...noAnswer('limit', seconds, 'killed at the time limit'), peakMiB };
  if (run.code !== 0)
    return { ...noAnswer('failed', seconds, `exit code ${run.code} ${run.errors}`), peakMiB };
  const value = /^s mip \d+ \d+ o (\S+)/m.exec(readFileSync(answer, 'utf8'))?.[1];
  const out = seconds >= one.limitSeconds;
  if (value === undefined)
    return { ...noAnswer(out ? 'limit' : 'failed', seconds, 'no proven optimum'), peakMiB };
  return { status: 'optimal', seconds, minimum: Math.round(Number(value)), peakMiB };
}
