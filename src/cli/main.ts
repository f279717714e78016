#!/usr/bin/env node
/** The command line: `tiaopei <command>`. Exit codes: exit-codes.ts. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import stringWidth from 'string-width';
import { InputError } from '../domain/errors.ts';
import type { Bilingual } from '../domain/vocabulary.ts';
import type { CommandKit } from './command-kit.ts';
import { addCommands } from './commands.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { chooseLanguage, type Say, speaker } from './language.ts';
import { inputLines } from './terminal.ts';

/** Runs one command line. @returns the exit code; never throws */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const say = speaker(chooseLanguage(argv, env));
  let code: ExitCode = EXIT.ok;
  const done = (result: ExitCode) => {
    code = result;
  };
  try {
    const program = baseProgram(say);
    await addCommands(kitOf(program, say, done), named(argv));
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

/** The first word that is no option: the command, where it is one. */
function named(argv: readonly string[]): string | undefined {
  return argv.find((word, k) => !word.startsWith('-') && argv[k - 1] !== '--lang');
}

function baseProgram(say: Say): Command {
  return new Command('tiaopei')
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
}

function kitOf(program: Command, say: Say, done: CommandKit['done']): CommandKit {
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
  return { program, say, done, command, seconds: positive(say), whole: whole(say) };
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
