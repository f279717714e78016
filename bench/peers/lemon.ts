/** LEMON's three algorithms for minimum-cost flow in C++, each a peer of its own; the network part only. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LEXICOGRAPHIC } from '../instances/problem.ts';
import { digits } from '../report/wording.ts';
import { notNetwork, writeDimacsFile } from './dimacs-file.ts';
import { type OneAnswer, type OneProblem, solveOutside } from './outside.ts';
import { noAnswer, type Peer } from './peer.ts';
import { runProgram } from './program.ts';

const HEADERS = '/usr/include/lemon';
const SOURCE = fileURLToPath(new URL('./lemon.cpp', import.meta.url));

export const lemonPeers = ['network-simplex', 'cost-scaling', 'capacity-scaling'].map(
  (algorithm): Peer => ({
    name: `lemon-${algorithm}`,
    counts: 'from the graph in memory to the end of run(); the answer notes run() alone',
    comesWith: 'Debian: liblemon-dev, g++',
    outside: true,
    version,
    refuses: ({ model }, task) =>
      task === LEXICOGRAPHIC ? 'flow problems have one objective' : notNetwork(model),
    run: (problem, task, limitSeconds) =>
      solveOutside(problem, task, limitSeconds, (one) => solveOne(algorithm, one)),
  }),
);

function version(): string | null {
  const config = join(HEADERS, 'config.h');
  if (!existsSync(config) || spawnSync('g++', ['--version']).error) return null;
  return /LEMON_VERSION "([^"]+)"/.exec(readFileSync(config, 'utf8'))?.[1] ?? 'unknown';
}

async function solveOne(algorithm: string, one: OneProblem): Promise<OneAnswer> {
  const file = join(one.folder, 'problem.min');
  const constant = writeDimacsFile(file, one);
  const run = await runProgram([compiled(), algorithm, file], one.folder, one.limitSeconds);
  const { seconds, peakMiB } = run;
  if (run.timedOut) return { ...noAnswer('limit', seconds, 'killed at the time limit'), peakMiB };
  const line = run.lines.at(-1)?.text;
  if (run.code !== 0 || line === undefined)
    return { ...noAnswer('failed', seconds, `exit code ${run.code} ${run.errors}`), peakMiB };
  const found = JSON.parse(line) as {
    optimal: boolean;
    seconds: number;
    run: number;
    minimum: number;
  };
  if (!found.optimal) return { ...noAnswer('failed', found.seconds, 'not optimal'), peakMiB };
  return {
    status: 'optimal',
    seconds: found.seconds,
    minimum: found.minimum + constant,
    message: `run() alone ${digits(1000 * found.run)} ms`,
    peakMiB,
  };
}

/** The program, compiled once for each state of its source. */
function compiled(): string {
  const hash = createHash('sha256').update(readFileSync(SOURCE)).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `tiaopei-bench-lemon-${hash}`);
  const program = join(folder, 'lemon');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const building = `${program}-${process.pid}`;
  const args = ['-O3', '-DNDEBUG', '-march=native', '-o', building, SOURCE];
  const { status, stderr } = spawnSync('g++', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`g++: ${stderr}`);
  renameSync(building, program);
  return program;
}
