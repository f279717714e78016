/**
 * Disables each rule function in turn and shows the test that fails: `npx tsx test/mutation/run.ts [part of a name]`.
 * Writes `test/mutation/table.md` when all mutants were run. Exit code 1 if one survives, 2 if one could not be made or a
 * test fails without any.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Failure, type Laboratory, openLaboratory } from './laboratory.ts';
import { type Mutant, NOT_APPLIED } from './mutant.ts';
import { MUTANTS } from './mutants/index.ts';

const TABLE = join(import.meta.dirname, 'table.md');

interface Verdict {
  readonly mutant: Mutant;
  readonly kind: 'killed' | 'survived' | 'fault';
  /** The failing test as `file › name`, or what went wrong. */
  readonly by: string;
}

const naming = ({ file, test, message }: Failure) => `${file} › ${test ?? message}`;

/** Asks the tests of a mutant, folder by folder, until one fails. A file that cannot be run is no kill. */
async function verdictOn(mutant: Mutant, laboratory: Laboratory): Promise<Verdict> {
  for (const tests of mutant.tests) {
    const failures = await laboratory.run(mutant, [tests]);
    const fault = failures.find(({ message }) => message.includes(NOT_APPLIED));
    const killer = failures.find(({ test }) => test !== null);
    if (fault !== undefined) return { mutant, kind: 'fault', by: fault.message };
    if (killer !== undefined) return { mutant, kind: 'killed', by: naming(killer) };
    const broken = failures[0];
    if (broken !== undefined) return { mutant, kind: 'fault', by: naming(broken) };
  }
  return { mutant, kind: 'survived', by: 'SURVIVED' };
}

function row({ mutant, by }: Verdict): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  return `| ${cell(mutant.name)} | ${mutant.rules.join(' ')} | ${cell(by)} |`;
}

function table(found: readonly Verdict[]): string {
  const count = (kind: Verdict['kind']) => found.filter((each) => each.kind === kind).length;
  return [
    '# Rule functions out of action, and the tests that fail',
    '',
    'Written by `npx tsx test/mutation/run.ts`: each rule function is disabled in turn; the first failing test is named.',
    '',
    `${found.length} mutants: ${count('killed')} killed, ${count('survived')} survived, ${count('fault')} could not be made.`,
    '',
    '| mutant | rules | killed by |',
    '|---|---|---|',
    ...found.map(row),
    '',
  ].join('\n');
}

async function main(laboratory: Laboratory): Promise<number> {
  const part = process.argv[2];
  const chosen = MUTANTS.filter(({ name }) => part === undefined || name.includes(part));
  if (chosen.length === 0) throw new Error(`no mutant is called ${part}`);
  const before = await laboratory.run(null, [...new Set(chosen.flatMap(({ tests }) => tests))]);
  if (before.length > 0) {
    console.error(`These tests fail without any mutant:\n${before.map(naming).join('\n')}`);
    return 2;
  }
  const found: Verdict[] = [];
  for (const mutant of chosen) {
    const verdict = await verdictOn(mutant, laboratory);
    found.push(verdict);
    console.log(row(verdict));
  }
  if (part === undefined) writeFileSync(TABLE, table(found));
  if (found.some(({ kind }) => kind === 'fault')) return 2;
  return found.some(({ kind }) => kind === 'survived') ? 1 : 0;
}

const laboratory = await openLaboratory();
process.exitCode = await main(laboratory);
await laboratory.close();
