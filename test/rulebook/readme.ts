/** Renders `src/rules/README.md`: where each rule acts, what recomputes it, and the cases that tell kept from broken. */
import { resolve } from 'node:path';
import {
  FAMILIES,
  type Family,
  PLACE_NAME,
  type Rule,
  STRENGTH_NAME,
} from '../../src/rules/catalogue/index.ts';
import { idsIn, readSource, sourceFiles } from '../support/rule-ids.ts';

export const RULEBOOK_PATH = resolve(import.meta.dirname, '../../src/rules/README.md');

/** What the page says of a case of the rulebook. */
export interface CaseLine {
  readonly rules: readonly string[];
  readonly title: string;
}

const HEAD = `# The rulebook

<!-- Generated: change src/rules/catalogue or test/rulebook, then run \`npx tsx test/rulebook/write-readme.ts\`. -->

\`catalogue/\` is the book as data: one entry for each rule id with its text in Chinese and English, source and quote,
strength, policy keys, where it acts and what recomputes it. \`tiaopei rules\` prints it, \`tiaopei rules --id X02\` one
rule in full. Defaults and ranges of policy keys are read from \`src/domain/policy.ts\`, never written twice.
The other files of this folder are the rules at work: one file for each part of the definition in
\`src/formulation/README.md\` (who takes part, which pairs are admissible, caps, objective terms, the establishment).

To add a rule:
1. its entry in \`catalogue/<family>.ts\`;
2. its code here or in \`src/formulation\`, with the id in the list of the test, row, step or indicator that serves it;
3. its own check in \`src/verification/checks\` (or the establishment's), written from the definition, not from the code;
4. a case that keeps it and one that breaks it in \`test/rulebook/cases\`.

\`test/rules/catalogue-in-code.test.ts\` holds all of these together: for admissibility tests, rows, establishment steps,
indicators and checks an entry says what the code lists, in both directions; that a named objective tier, report sheet or intake
column exists.

Below: rule → where it acts → the check that recomputes it → its tests: the cases that keep and break it
(\`test/rulebook/cases\`), for a rule without a case the tests that name it. A name before the colon is the place (admissibility
test, row of the program, objective tier, establishment step, indicator, report sheet, intake column or finding).
`;

/** Test files that name a rule, as paths from the root. */
export type NamingTests = (id: string) => readonly string[];

/** Tests of the rulebook as a whole: they name rules without testing any. */
const OF_THE_BOOK = /rules\/catalogue|rulebook\/|cli\/rules/;

/** Reads the tests. */
export function namingTests(): NamingTests {
  const tests = sourceFiles('test')
    .filter((path) => path.endsWith('.test.ts') && !OF_THE_BOOK.test(path))
    .sort()
    .map((path) => ({ path, ids: new Set(idsIn(readSource(path))) }));
  return (id) => tests.filter(({ ids }) => ids.has(id)).map(({ path }) => path);
}

/** The whole page. @param cases in the order in which they are shown */
export function renderRulebook(cases: readonly CaseLine[], tests: NamingTests): string {
  return [HEAD, ...FAMILIES.map((family) => chapter(family, cases, tests))].join('\n');
}

function chapter(
  { letter, name, rules }: Family,
  cases: readonly CaseLine[],
  tests: NamingTests,
): string {
  return [
    `## ${letter} · ${name.zh} · ${name.en}`,
    '',
    '| rule | says | strength | acts in | checked by | tests |',
    '|---|---|---|---|---|---|',
    ...rules.map((rule) => row(rule, cases, tests)),
    '',
  ].join('\n');
}

function row(rule: Rule, cases: readonly CaseLine[], tests: NamingTests): string {
  const { id, text, strength, check } = rule;
  const titles = cases.filter(({ rules }) => rules.includes(id)).map(({ title }) => title);
  const cells = [
    id,
    firstSentence(text.en),
    STRENGTH_NAME[strength].en,
    places(rule).join('<br>'),
    check.map((name) => `\`${name}\``).join(' '),
    titles.length > 0 ? [...new Set(titles)].join('<br>') : links(tests(id)),
  ];
  return `| ${cells.map((cell) => (cell === '' ? '–' : cell.replaceAll('|', '\\|'))).join(' | ')} |`;
}

const links = (paths: readonly string[]) =>
  paths.map((path) => `[${path.split('/').at(-1)}](../../${path})`).join('<br>');

/** One line for each kind of place. */
function places({ acts }: Rule): string[] {
  return Object.entries(PLACE_NAME).flatMap(([place, name]) => {
    const names = acts.filter(({ where }) => where === place).map((act) => `\`${act.name}\``);
    return names.length === 0 ? [] : [`${name.en}: ${names.join(' ')}`];
  });
}

/** Up to the first full stop or semicolon. */
function firstSentence(text: string): string {
  return (text.split(/[.;](?: |$)/)[0] as string).trim();
}
