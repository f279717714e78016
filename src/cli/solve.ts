/** `tiaopei solve <county>`: the main job. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Option } from 'commander';
import { InputError } from '../domain/errors.ts';
import { LIMIT_ZH } from '../domain/proposal.ts';
import {
  type BackendChoice,
  createPool,
  type JobOutcome,
  type JobSpec,
  type NamedFile,
  parseJson,
  runJob,
} from '../service/index.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import type { CountyPath } from './load-round.ts';
import { countyArgument, readMends } from './load-round.ts';
import { progressSink } from './progress.ts';
import { summary } from './summary.ts';
import { inputLines, intakeLines } from './terminal.ts';
import { checkFolder, writeFiles } from './write-files.ts';

interface SolveFlags {
  readonly policy?: string;
  readonly mends?: string;
  readonly backend: BackendChoice;
  readonly mode?: 'lexicographic' | 'one-shot';
  readonly timeLimit?: number;
  readonly out: string;
  readonly json?: boolean;
  readonly exportModel?: string;
}

export function addSolveCommand({ say, done, command, seconds }: CommandKit): void {
  command(
    'solve',
    say({ zh: '求解一轮调配并写出方案', en: 'solve a round and write the proposal' }),
  )
    .addArgument(countyArgument(say))
    .option('--policy <file>', say({ zh: '政策 JSON 文件', en: 'policy JSON file' }))
    .addOption(
      new Option('--backend <name>', say({ zh: '求解器', en: 'solver' }))
        .choices(['auto', 'flow', 'highs', 'glpk', 'jslp'])
        .default('auto'),
    )
    .addOption(
      new Option('--mode <mode>', say({ zh: '目标模式', en: 'objective mode' })).choices([
        'lexicographic',
        'one-shot',
      ]),
    )
    .option('--time-limit <s>', say({ zh: '求解时限（秒）', en: 'time limit, seconds' }), seconds)
    .option('--out <dir>', say({ zh: '输出文件夹', en: 'output folder' }), 'out')
    .option(
      '--export-model <dir>',
      say({ zh: '把各目标层的模型写成 MPS', en: 'write the model of each tier as MPS' }),
    )
    .action(async (path: string[], flags: SolveFlags) =>
      done(await solveCommand(path, flags, say)),
    );
}

/** Runs the job in a worker thread; Ctrl-C stops it and keeps the best so far. */
async function solveCommand(county: CountyPath, flags: SolveFlags, say: Say): Promise<ExitCode> {
  const spec: JobSpec = {
    county: { path: county },
    mends: await readMends(flags.mends),
    policy: flags.policy === undefined ? undefined : await readPolicy(flags.policy),
    backend: flags.backend,
    mode: flags.mode ?? null,
    timeLimitSeconds: flags.timeLimit ?? null,
    nodeLimit: null,
    exportModel: flags.exportModel !== undefined,
  };
  await checkFolder(flags.out);
  if (flags.exportModel !== undefined) await checkFolder(flags.exportModel);
  const outcome = await runInPool(spec, flags.json === true, say);
  return report(outcome, flags, say);
}

/** @throws InputError when the file is missing or not JSON */
export async function readPolicy(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new InputError([
      {
        code: 'file-missing',
        path,
        message: `找不到政策文件「${path}」 (policy file not found)。`,
      },
    ]);
  });
  return parseJson(text, path);
}

async function runInPool(spec: JobSpec, quiet: boolean, say: Say): Promise<JobOutcome> {
  const pool = createPool();
  const cancel = new AbortController();
  const onInterrupt = () => cancel.abort();
  process.once('SIGINT', onInterrupt);
  const sink = progressSink(quiet, say);
  try {
    return await runJob(pool, spec, {
      signal: cancel.signal,
      onProgress: (progress) => sink.update(progress),
    });
  } finally {
    sink.stop();
    process.removeListener('SIGINT', onInterrupt);
    await pool.destroy();
  }
}

/** Files first: whoever reads the output may close the pipe at any time. */
async function report(outcome: JobOutcome, flags: SolveFlags, say: Say): Promise<ExitCode> {
  const paths = outcome.kind === 'proposal' ? await writeOutcome(outcome.files, flags) : [];
  if (flags.json === true) printJson(outcome);
  else {
    const written =
      paths.length > 0
        ? [`${say({ zh: '已写出', en: 'Written' })} ${paths.join(' ')}`]
        : staleNote(flags.out, say);
    process.stdout.write(`${[...lines(outcome, say), ...written].join('\n')}\n`);
  }
  return EXIT_OF[outcome.kind];
}

/** A run without a proposal writes nothing: what lies in the folder is from before. */
function staleNote(out: string, say: Say): string[] {
  if (!existsSync(join(out, 'proposal.json'))) return [];
  return [
    say({
      zh: `注意：${out} 中的 proposal.* 是以前的结果，本次没有写出任何文件。`,
      en: `Note: proposal.* in ${out} is from an earlier run; nothing was written now.`,
    }),
  ];
}

const EXIT_OF: Record<JobOutcome['kind'], ExitCode> = {
  proposal: EXIT.ok,
  'no-allocation': EXIT.noAllocation,
  'bad-input': EXIT.badInput,
  fault: EXIT.internal,
};

function writeOutcome(files: readonly NamedFile[], { out, exportModel }: SolveFlags) {
  return writeFiles(
    files.map(({ name, bytes }) => ({
      path: join(name.endsWith('.mps') ? (exportModel ?? out) : out, name),
      bytes,
    })),
  );
}

function printJson(outcome: JobOutcome): void {
  const value = outcome.kind === 'proposal' ? outcome.proposal : outcome;
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

function lines(outcome: JobOutcome, say: Say): string[] {
  const intake = intakeLines(outcome.intake, say);
  switch (outcome.kind) {
    case 'proposal':
      return [...intake, ...summary(outcome.proposal, say)];
    case 'no-allocation':
      return [
        ...intake,
        noAllocationHead(outcome, say),
        ...outcome.reasons.map(({ message }) => `  ${message}`),
      ];
    case 'bad-input':
      return [
        say({ zh: '输入有误，未求解：', en: 'Bad input, nothing was solved:' }),
        ...inputLines(outcome.issues),
        ...intake,
      ];
    case 'fault':
      return [say({ zh: '内部错误：', en: 'Internal fault:' }), `  ${outcome.message}`];
  }
}

function noAllocationHead(
  { termination, limit }: Extract<JobOutcome, { kind: 'no-allocation' }>,
  say: Say,
): string {
  return termination === 'infeasible'
    ? say({ zh: '没有合法的调配方案：', en: 'There is no legal allocation:' })
    : say({
        zh: `在限制（${limit === null ? '-' : LIMIT_ZH[limit]}）内没有找到方案。`,
        en: `No allocation was found within the limit (${limit ?? '-'}).`,
      });
}
