/** `tiaopei check <files…>`: what the intake finds, without solving; mends are accepted, written and replayed here. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { InputError } from '../domain/errors.ts';
import { type Mends, NO_MENDS } from '../domain/mends.ts';
import {
  findingsWorkbook,
  type IntakeResult,
  openTables,
  type RawWorkbook,
  readCounty,
  UNNAMED_COUNTY,
} from '../intake/index.ts';
import { askMends } from './check-ask.ts';
import { checkLines } from './check-lines.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { readMends } from './load-round.ts';
import { openTerminal } from './terminal-questions.ts';
import { writeFiles } from './write-files.ts';

interface CheckFlags {
  readonly json?: boolean;
  readonly mends?: string;
  readonly accept?: string;
  readonly writeMends?: string;
  readonly report?: string;
  readonly ask?: boolean;
}

export function addCheckCommand({ say, done, command }: CommandKit): void {
  command('check', say({ zh: '检查表格，不求解', en: 'check the tables without solving' }))
    .argument(
      '<files...>',
      say({
        zh: '工作簿、CSV、压缩包或文件夹，可以多个',
        en: 'workbooks, CSV files, archives or folders',
      }),
    )
    .option('--mends <file>', say({ zh: '修正文件（JSON）', en: 'mends file (JSON)' }))
    .option(
      '--accept <codes>',
      say({ zh: '同意这些问题的修正，用逗号隔开', en: 'accept the offered mends of these codes' }),
    )
    .option(
      '--write-mends <file>',
      say({ zh: '把同意的修正写成文件', en: 'write what was accepted' }),
    )
    .option(
      '--report <file>',
      say({ zh: '写出标色加批注的工作簿', en: 'write the workbook with the cells marked' }),
    )
    .option('--ask', say({ zh: '在终端逐项询问', en: 'ask on the terminal' }))
    .action(async (paths: string[], flags: CheckFlags) =>
      done(await checkCommand(paths, flags, say)),
    );
}

async function checkCommand(
  paths: readonly string[],
  flags: CheckFlags,
  say: Say,
): Promise<ExitCode> {
  const given = (await readMends(flags.mends)) ?? NO_MENDS;
  const raw = await openTables(paths.map((path) => ({ path })));
  const read = (mends: Mends) => readCounty(raw, UNNAMED_COUNTY, mends);
  const told = withAccepted(given, flags.accept);
  const mends = flags.ask === true ? await askOnTerminal(read, told, say) : told;
  const result = read(mends);
  if (flags.accept !== undefined) checkAccepted(flags.accept, result);
  const written = await writeAsked(paths, { raw, result, mends, flags });
  if (flags.json === true) printJson(result);
  else {
    const lines = [...checkLines(result, say), ...written.map((path) => `${say(WRITTEN)} ${path}`)];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  return result.county !== null ? EXIT.ok : EXIT.badInput;
}

const WRITTEN = { zh: '已写出', en: 'Written' };

/** @param codes as on the command line: `similar-school,second-sheet` */
function withAccepted(mends: Mends, codes: string | undefined): Mends {
  const more = codesOf(codes).map((code) => ({ code }));
  return { ...mends, accept: [...mends.accept, ...more] };
}

const codesOf = (codes: string | undefined) =>
  (codes ?? '')
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');

/** A code that nothing was offered under is more likely a slip than a wish. */
function checkAccepted(codes: string, { issues }: IntakeResult): void {
  const offered = new Set(issues.filter(({ mend }) => mend === 'accepted').map(({ code }) => code));
  const strange = codesOf(codes).filter((code) => !offered.has(code));
  if (strange.length === 0) return;
  throw new InputError(
    strange.map((code) => ({
      code: 'nothing-to-accept',
      path: '--accept',
      message: `没有待同意的「${code}」 (no mend is offered under this code)。`,
    })),
  );
}

async function askOnTerminal(
  read: (mends: Mends) => IntakeResult,
  mends: Mends,
  say: Say,
): Promise<Mends> {
  const terminal = openTerminal();
  try {
    return await askMends({ read, mends, ask: terminal.ask, say });
  } finally {
    terminal.close();
  }
}

interface Outcome {
  readonly raw: RawWorkbook;
  readonly result: IntakeResult;
  readonly mends: Mends;
  readonly flags: CheckFlags;
}

async function writeAsked(
  paths: readonly string[],
  { raw, result, mends, flags }: Outcome,
): Promise<string[]> {
  const files = [];
  if (flags.writeMends !== undefined) {
    const text = `${JSON.stringify(mends, null, 2)}\n`;
    files.push({ path: flags.writeMends, bytes: new TextEncoder().encode(text) });
  }
  if (flags.report !== undefined) {
    const original = await onlyFile(paths);
    files.push({ path: flags.report, bytes: await findingsWorkbook(raw, result.issues, original) });
  }
  return writeFiles(files);
}

/** The one file that was handed in; null for several, or a folder. */
async function onlyFile(paths: readonly string[]) {
  const [path] = paths;
  if (path === undefined || paths.length > 1 || (await stat(path)).isDirectory()) return null;
  return { fileName: basename(path), bytes: await readFile(path) };
}

function printJson({ county, issues, sheets }: IntakeResult): void {
  const size =
    county === null
      ? null
      : {
          schools: county.schools.length,
          postGroups: county.postGroups.length,
          teachers: county.teachers.length,
        };
  const value = { clean: county !== null, county: size, issues, sheets };
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
