/** `tiaopei math`: the solver on any model in MPS, CPLEX LP or DIMACS min-cost flow, without a county. */
import { Option } from 'commander';
import { type BackendName, backendNames, solve } from '../../solver/index.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import {
  checkTarget,
  FORMATS,
  type Format,
  formatOf,
  problemText,
  readProblem,
  writeText,
} from './math-files.ts';
import { type MathResult, mathLines, mathResult, nonZeroValues } from './math-result.ts';
import { table } from './terminal.ts';

interface SolveFlags {
  readonly backend: 'auto' | BackendName;
  readonly timeLimit?: number;
  readonly format?: Format;
  readonly values?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

interface ConvertFlags {
  readonly from?: Format;
  readonly to?: Format;
}

/** Adds `math solve` and `math convert` to the program. */
export function addMathCommands({ program, say, done, seconds }: CommandKit): void {
  const help = () => say({ zh: '显示帮助', en: 'show help' });
  const math = program
    .command('math')
    .description(say({ zh: '求解任意线性整数规划文件', en: 'solve any linear integer program' }))
    .helpOption('-h, --help', help());
  const format = (flags: string) =>
    new Option(`${flags} <format>`, say({ zh: '文件格式', en: 'file format' })).choices(FORMATS);

  math
    .command('solve')
    .description(say({ zh: '求解并给出证明', en: 'solve, with the proof' }))
    .helpOption('-h, --help', help())
    .argument('<model>', '.mps | .lp | .min')
    .addOption(
      new Option('--backend <name>', say({ zh: '求解器', en: 'solver' }))
        .choices(['auto', ...backendNames])
        .default('auto'),
    )
    .option('--time-limit <s>', say({ zh: '求解时限（秒）', en: 'time limit, seconds' }), seconds)
    .addOption(format('--format'))
    .option('--values', say({ zh: '列出非零的列', en: 'list the columns that are not 0' }))
    .option(
      '--out <file>',
      say({ zh: '结果与非零列写成 JSON', en: 'write result and non-zero columns as JSON' }),
    )
    .option('--json', say({ zh: '输出 JSON', en: 'print JSON' }))
    .action(async (path: string, flags: SolveFlags) => done(await solveFile(path, flags, say)));

  math
    .command('convert')
    .description(say({ zh: '转换模型文件的格式', en: 'write a model in another format' }))
    .helpOption('-h, --help', help())
    .argument('<in>', '.mps | .lp | .min')
    .argument('<out>', '.mps | .lp | .min')
    .addOption(format('--from'))
    .addOption(format('--to'))
    .action(async (from: string, to: string, flags: ConvertFlags) =>
      done(await convertFile(from, to, flags, say)),
    );
}

async function solveFile(path: string, flags: SolveFlags, say: Say): Promise<ExitCode> {
  const format = formatOf(path, flags.format, '--format');
  if (flags.out !== undefined) await checkTarget(flags.out);
  const problem = await readProblem(path, format);
  const begin = performance.now();
  const solution = await solve(problem.model, problem.objective, {
    backend: flags.backend,
    ...(flags.timeLimit !== undefined && { limits: { timeSeconds: flags.timeLimit } }),
  });
  const result = mathResult(problem, solution, performance.now() - begin);
  const values = nonZeroValues(problem, solution);
  const full = { ...result, values: Object.fromEntries(values) };
  if (flags.out !== undefined) await writeText(flags.out, json(full));
  if (flags.json === true) process.stdout.write(json(flags.values === true ? full : result));
  else {
    const listed = flags.values === true ? ['', ...table(values)] : [];
    process.stdout.write(`${[...mathLines(result, say), ...listed].join('\n')}\n`);
  }
  return exitCode(result);
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** 0 for what is settled with a solution; a limit, or no solution at all, is 3 as for a county. */
function exitCode({ status }: MathResult): ExitCode {
  if (status === 'failed') return EXIT.internal;
  return status === 'optimal' ? EXIT.ok : EXIT.noAllocation;
}

async function convertFile(
  from: string,
  to: string,
  flags: ConvertFlags,
  say: Say,
): Promise<ExitCode> {
  const fromFormat = formatOf(from, flags.from, '--from');
  const toFormat = formatOf(to, flags.to, '--to');
  await checkTarget(to);
  const problem = await readProblem(from, fromFormat);
  await writeText(to, problemText(to, toFormat, problem));
  if (problem.constant !== 0) {
    const { constant } = problem;
    const note = say({
      zh: `注意：目标函数的常数 ${constant} 没有写入。`,
      en: `Note: the constant ${constant} of the objective is not written.`,
    });
    process.stderr.write(`${note}\n`);
  }
  process.stdout.write(`${say({ zh: '已写出', en: 'Written' })} ${to}\n`);
  return EXIT.ok;
}
