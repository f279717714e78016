#!/usr/bin/env node
/** The command line: `tiaopei <command>`. Exit codes: exit-codes.ts. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import stringWidth from 'string-width';
import { InputError } from '../domain/errors.ts';
import type { Bilingual } from '../domain/vocabulary.ts';
import { addAppealCommand } from './appeal.ts';
import { addAuditCommand } from './audit.ts';
import { addStoreCommands } from './backup.ts';
import { type CalendarFlags, calendarCommand } from './calendar.ts';
import { addCheckCommand } from './check.ts';
import { addCompareCommands } from './compare-commands.ts';
import { type EstablishFlags, establishCommand } from './establish.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { addExplainCommand } from './explain.ts';
import { type GenerateFlags, generateCommand } from './generate.ts';
import { type IndicatorFlags, indicatorsCommand } from './indicators.ts';
import { addItinerantCommand } from './itinerant.ts';
import { chooseLanguage, type Say, speaker } from './language.ts';
import { COUNTY_TEXT, countyArgument } from './load-round.ts';
import { addMathCommands } from './math.ts';
import { addPrincipalsCommand } from './principals.ts';
import { addReformCommand } from './reform.ts';
import { addReportCommand } from './report.ts';
import { addRolloverCommand } from './rollover.ts';
import { addRotateCommand } from './rotate.ts';
import { type RulesFlags, rulesCommand } from './rules.ts';
import { type SolveFlags, solveCommand } from './solve.ts';
import { addTemplateCommand } from './template.ts';
import { inputLines } from './terminal.ts';
import { type VerifyFlags, verifyCommand } from './verify.ts';
import { addWorkerCommand } from './worker.ts';

/** Runs one command line. @returns the exit code; never throws */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const say = speaker(chooseLanguage(argv, env));
  let code: ExitCode = EXIT.ok;
  const program = buildProgram(say, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (fault) {
    return faultCode(fault, argv.includes('--json'), say);
  }
}

function faultCode(fault: unknown, json: boolean, say: Say): ExitCode {
  if (fault instanceof CommanderError) return fault.exitCode === 0 ? EXIT.ok : EXIT.badInput;
  if (fault instanceof InputError) {
    if (json) {
      const value = { kind: 'bad-input', issues: fault.issues };
      process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    } else {
      const head = say({ zh: '输入有误：', en: 'Bad input:' });
      process.stderr.write(`${[head, ...inputLines(fault.issues)].join('\n')}\n`);
    }
    return EXIT.badInput;
  }
  const message = fault instanceof Error ? fault.message : String(fault);
  process.stderr.write(`${say({ zh: '内部错误', en: 'Internal fault' })}: ${message}\n`);
  return EXIT.internal;
}

function languageOption(say: Say): Option {
  return new Option('--lang <language>', say({ zh: '界面语言', en: 'language' })).choices([
    'zh',
    'en',
  ]);
}

const TITLES: Record<string, Bilingual> = {
  'Usage:': { zh: '用法：', en: 'Usage:' },
  'Arguments:': { zh: '参数：', en: 'Arguments:' },
  'Options:': { zh: '选项：', en: 'Options:' },
  'Commands:': { zh: '命令：', en: 'Commands:' },
};

/** Description with the choices and the default, in the language of the terminal. */
function describeOption({ description, argChoices, defaultValue }: Option, say: Say): string {
  const extra = [
    ...(argChoices === undefined
      ? []
      : [`${say({ zh: '可选', en: 'one of' })} ${argChoices.join(' | ')}`]),
    ...(defaultValue === undefined
      ? []
      : [`${say({ zh: '默认', en: 'default' })} ${defaultValue}`]),
  ];
  return extra.length === 0 ? description : `${description} (${extra.join('; ')})`;
}

/** Commands whose county may need the mends that were accepted when it was checked. */
const READ_A_COUNTY: ReadonlySet<string> = new Set([
  ...['solve', 'indicators', 'establish', 'verify', 'compare', 'study', 'audit', 'explain'],
  ...['itinerant', 'principals', 'reform', 'appeal', 'rotate', 'rollover', 'report'],
]);

function mendsOption(say: Say): Option {
  const what = say({
    zh: '修正文件（check --write-mends 所写）',
    en: 'mends file that check --write-mends wrote',
  });
  return new Option('--mends <file>', what);
}

function buildProgram(say: Say, done: (code: ExitCode) => void): Command {
  const program = new Command('tiaopei')
    .description(
      say({
        zh: '县管校聘跨学区统筹调配：读取工作簿，求出并证明最优方案',
        en: 'County teacher allocation: reads the workbook, finds the optimal placement and proves it',
      }),
    )
    .addOption(languageOption(say))
    .helpOption('-h, --help', say({ zh: '显示帮助', en: 'show help' }))
    .configureHelp({
      displayWidth: (text) => stringWidth(text),
      styleTitle: (title) => say(TITLES[title] ?? { zh: title, en: title }),
      optionDescription: (option) => describeOption(option, say),
    })
    .configureOutput({
      outputError: (text, write) => write(say({ zh: text.replace(/^error:/, '错误：'), en: text })),
    })
    .helpCommand(false)
    .exitOverride();
  const json = () => new Option('--json', say({ zh: '输出 JSON', en: 'print JSON' }));
  const command = (name: string, description: string) => {
    const made = program
      .command(name)
      .description(description)
      .helpOption('-h, --help', say({ zh: '显示帮助', en: 'show help' }))
      .addOption(languageOption(say))
      .addOption(json());
    return READ_A_COUNTY.has(name) ? made.addOption(mendsOption(say)) : made;
  };

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
    .option(
      '--time-limit <s>',
      say({ zh: '求解时限（秒）', en: 'time limit, seconds' }),
      positive(say),
    )
    .option('--out <dir>', say({ zh: '输出文件夹', en: 'output folder' }), 'out')
    .option(
      '--export-model <dir>',
      say({ zh: '把各目标层的模型写成 MPS', en: 'write the model of each tier as MPS' }),
    )
    .action(async (path: string[], flags: SolveFlags) =>
      done(await solveCommand(path, flags, say)),
    );

  addCheckCommand({ say, done, command });
  addTemplateCommand({ say, done, command });
  command(
    'indicators',
    say({
      zh: '均衡指标：现状，或某一均衡目标的效果与代价',
      en: 'balance indicators as they stand, or what the balance of one attribute brings and costs',
    }),
  )
    .addArgument(countyArgument(say))
    .option('--policy <file>', say({ zh: '政策 JSON 文件', en: 'policy JSON file' }))
    .addOption(
      new Option(
        '--balance <attribute>',
        say({
          zh: '再按此项均衡求解一次并比较：体音美、骨干、高学历、高级职称',
          en: 'solve again with the balance of this attribute, and compare',
        }),
      ).choices(['arts', 'backbone', 'degree', 'senior']),
    )
    .option(
      '--before <tier>',
      say({
        zh: '均衡层放在此目标层之前（默认 shortage-tilt）',
        en: 'tier that the balance tier stands above (default: shortage-tilt)',
      }),
    )
    .option(
      '--time-limit <s>',
      say({ zh: '每次求解时限（秒）', en: 'time limit of each solve, seconds' }),
      positive(say),
    )
    .action(async (path: string[], flags: IndicatorFlags) =>
      done(await indicatorsCommand(path, flags, say)),
    );

  command(
    'establish',
    say({
      zh: '编制岗位测算：各校编制、学科岗位、职称岗位，与原核定比较',
      en: 'work out school quotas, posts by subject and title posts, and compare with what was entered',
    }),
  )
    .addArgument(countyArgument(say))
    .option('--policy <file>', say({ zh: '政策 JSON 文件', en: 'policy JSON file' }))
    .option('--out <dir>', say({ zh: '输出文件夹', en: 'output folder' }), 'out')
    .action(async (path: string[], flags: EstablishFlags) =>
      done(await establishCommand(path, flags, say)),
    );

  command('generate', say({ zh: '生成合成县', en: 'generate a synthetic county' }))
    .addOption(
      new Option('--scale <scale>', say({ zh: '规模', en: 'scale' }))
        .choices(['round', 'county', 'large'])
        .default('round'),
    )
    .option('--seed <n>', say({ zh: '随机种子', en: 'seed' }), whole(say), 1)
    .requiredOption('--out <dir>', say({ zh: '输出文件夹', en: 'output folder' }))
    .action(async (flags: GenerateFlags) => done(await generateCommand(flags, say)));

  command('verify', say({ zh: '核查一份方案', en: 'verify a proposal' }))
    .argument('<proposal>', 'proposal.json')
    .requiredOption('--county <county...>', say(COUNTY_TEXT))
    .option(
      '--certificate <file>',
      say({
        zh: '证明文件（默认：方案旁的 certificate.json）',
        en: 'the proof (default: certificate.json beside the proposal)',
      }),
    )
    .option(
      '--replay',
      say({ zh: '重新求解并比较各层的界', en: 'solve again and compare the bounds' }),
    )
    .option(
      '--no-replay',
      say({
        zh: '不重新求解（没有证明文件时，界按方案所称）',
        en: 'do not solve again (without a certificate, bounds as claimed)',
      }),
    )
    .action(async (path: string, flags: VerifyFlags & { county: string[] }) =>
      done(await verifyCommand(path, flags.county, flags, say)),
    );

  command('rules', say({ zh: '查阅规则手册', en: 'look up the rulebook' }))
    .option('--id <id>', say({ zh: '只看一条，如 X02', en: 'one rule in full, e.g. X02' }))
    .action((flags: RulesFlags) => done(rulesCommand(flags, say)));
  command(
    'calendar',
    say({ zh: '改革日程：各步骤的起止日（工作日）', en: 'the planned days of every step' }),
  )
    .requiredOption('--from <day>', say({ zh: '开始日，如 2026-07-01', en: 'first day' }))
    .option('--holidays <file>', say({ zh: '放假安排 JSON 文件', en: 'holidays JSON file' }))
    .option('--policy <file>', say({ zh: '政策 JSON 文件', en: 'policy JSON file' }))
    .action(async (flags: CalendarFlags) => done(await calendarCommand(flags, say)));
  addCompareCommands({ say, done, command, seconds: positive(say), whole: whole(say) });
  addAuditCommand({ say, done, command, seconds: positive(say) });
  addExplainCommand({ say, done, command, whole: whole(say), seconds: positive(say) });
  addItinerantCommand({ say, done, command });
  addPrincipalsCommand({ say, done, command });
  addReformCommand({ say, done, command });
  addAppealCommand({ say, done, command });
  addRotateCommand({ say, done, command, seconds: positive(say), whole: whole(say) });
  addRolloverCommand({ say, done, command, seconds: positive(say), whole: whole(say) });
  addReportCommand({ say, done, command });
  addWorkerCommand({ say, done, command, whole: whole(say) });
  addStoreCommands({ say, done, command });
  addMathCommands(program, { say, done, seconds: positive(say) });
  return program;
}

/** Longest time limit, seconds; the same as over HTTP. */
const DAY = 86_400;

function positive(say: Say) {
  return (text: string) => {
    const value = Number(text);
    if (value > 0 && value <= DAY) return value;
    throw new InvalidArgumentError(
      say({ zh: `应大于 0 且不超过 ${DAY}`, en: `must be above 0 and at most ${DAY}` }),
    );
  };
}

function whole(say: Say) {
  return (text: string) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new InvalidArgumentError(say({ zh: '应为非负整数', en: 'must be a whole number ≥ 0' }));
    }
    return value;
  };
}

// A reader that closes the pipe early (`| head`) is not a fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EPIPE') throw fault;
  });
}

process.exitCode = await main(process.argv.slice(2), process.env);
