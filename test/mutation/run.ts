/**
 * Disables each rule function in turn and shows the test that fails: `npx tsx test/mutation/run.ts [part of a name]`.
 * Writes `test/mutation/table.md`; with a part of a name only the rows of those mutants anew. Exit code 1 if one survives,
 * 2 if one could not be made or a test fails without any.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Failure, type Laboratory, openLaboratory } from './laboratory.ts';
import { type Mutant, NOT_APPLIED } from './mutant.ts';
import { MUTANTS } from './mutants/index.ts';

const TABLE = join(import.meta.dirname, 'table.md');
/** Lines of the table before its first row. */
const HEAD_LINES = 8;
const SURVIVED = 'SURVIVED';
const NOT_MADE = 'COULD NOT BE MADE:';

interface Verdict {
  readonly mutant: Mutant;
  readonly kind: 'killed' | 'survived' | 'fault';
  /** The failing test as `file › name`, or what went wrong. */
  readonly by: string;
}

const naming = ({ file, test, message }: Failure) => `${file} › ${test ?? message}`;

/** Tests fail without any mutant: no kill by them would mean anything. */
class BrokenBefore extends Error {}

/** The folders of tests that were seen to pass without any mutant. */
const sound = new Set<string>();

/** @throws BrokenBefore */
async function passBefore(tests: string, laboratory: Laboratory): Promise<void> {
  if (sound.has(tests)) return;
  const failures = await laboratory.run(null, [tests]);
  if (failures.length > 0) throw new BrokenBefore(failures.map(naming).join('\n'));
  sound.add(tests);
}

/** Asks the tests of a mutant, folder by folder, until one fails. A file that cannot be run is no kill. */
async function verdictOn(mutant: Mutant, laboratory: Laboratory): Promise<Verdict> {
  for (const tests of mutant.tests) {
    await passBefore(tests, laboratory);
    const failures = await laboratory.run(mutant, [tests]);
    const fault = failures.find(({ message }) => message.includes(NOT_APPLIED));
    const killer = failures.find(({ test }) => test !== null);
    if (fault !== undefined) return { mutant, kind: 'fault', by: fault.message };
    if (killer !== undefined) return { mutant, kind: 'killed', by: naming(killer) };
    const broken = failures[0];
    if (broken !== undefined) return { mutant, kind: 'fault', by: naming(broken) };
  }
  return { mutant, kind: 'survived', by: SURVIVED };
}

function row({ mutant, kind, by }: Verdict): string {
  return `| ${cell(mutant.name)} | ${mutant.rules.join(' ')} | ${kind === 'fault' ? `${NOT_MADE} ` : ''}${cell(by)} |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** The rows of the table as it stands, by the mutant's cell. */
function rowsBefore(): Map<string, string> {
  const lines = readFileSync(TABLE, 'utf8').split('\n').slice(HEAD_LINES);
  return new Map(
    lines.filter((line) => line !== '').map((line) => [`${line.split(' | ')[0]}`, line]),
  );
}

/** Every mutant in order: what was found now, else what stood there. */
function table(found: readonly Verdict[]): string {
  const before = rowsBefore();
  const now = new Map(found.map((verdict) => [verdict.mutant, row(verdict)]));
  const rows = MUTANTS.map(
    (mutant) =>
      now.get(mutant) ??
      before.get(`| ${cell(mutant.name)}`) ??
      row({ mutant, kind: 'fault', by: 'not run' }),
  );
  const survived = rows.filter((each) => each.endsWith(` ${SURVIVED} |`)).length;
  const faults = rows.filter((each) => each.includes(` | ${NOT_MADE} `)).length;
  return [
    '# Rule functions out of action, and the tests that fail',
    '',
    'Written by `npx tsx test/mutation/run.ts`: each rule function is disabled in turn; the first failing test is named.',
    '',
    `${rows.length} mutants: ${rows.length - survived - faults} killed, ${survived} survived, ${faults} could not be made.`,
    '',
    '| mutant | rules | killed by |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

async function main(laboratory: Laboratory): Promise<number> {
  const part = process.argv[2];
  const chosen = MUTANTS.filter(({ name }) => part === undefined || name.includes(part));
  if (chosen.length === 0) throw new Error(`no mutant is called ${part}`);
  const found: Verdict[] = [];
  for (const mutant of chosen) {
    const verdict = await verdictOn(mutant, laboratory);
    found.push(verdict);
    console.log(row(verdict));
  }
  writeFileSync(TABLE, table(found));
  if (found.some(({ kind }) => kind === 'fault')) return 2;
  return found.some(({ kind }) => kind === 'survived') ? 1 : 0;
}

const laboratory = await openLaboratory();
try {
  process.exitCode = await main(laboratory);
} catch (fault) {
  if (!(fault instanceof BrokenBefore)) throw fault;
  console.error(`These tests fail without any mutant:\n${fault.message}`);
  process.exitCode = 2;
} finally {
  await laboratory.close();
}
