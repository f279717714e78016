/** `tiaopei rules`: the rulebook (规则手册) by family, or one rule in full. */
import { distance } from 'fastest-levenshtein';
import { InputError } from '../domain/errors.ts';
import {
  DOCUMENT_NAME,
  effectName,
  FAMILIES,
  type Family,
  PLACE_NAME,
  RULES,
  type Rule,
  ruleById,
  STRENGTH_NAME,
} from '../rules/catalogue/index.ts';
import { policyValue } from '../rules/catalogue/policy-values.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { table } from './terminal.ts';

interface RulesFlags {
  readonly id?: string;
  readonly json?: boolean;
}

export function addRulesCommand({ say, done, command }: CommandKit): void {
  command('rules', say({ zh: '查阅规则手册', en: 'look up the rulebook' }))
    .option('--id <id>', say({ zh: '只看一条，如 X02', en: 'one rule in full, e.g. X02' }))
    .action((flags: RulesFlags) => done(rulesCommand(flags, say)));
}

/** @throws InputError for an id that is not in the book */
function rulesCommand({ id, json }: RulesFlags, say: Say): ExitCode {
  const one = id === undefined ? null : known(id);
  if (json === true) {
    const value = one === null ? { rules: RULES.map(withValues) } : withValues(one);
    process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  } else {
    const lines =
      one === null ? FAMILIES.flatMap((each) => familyLines(each, say)) : inFull(one, say);
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  return EXIT.ok;
}

/** Ids named when one is unknown. */
const SUGGESTED = 3;

function known(id: string): Rule {
  const asked = id.normalize('NFKC').trim().toUpperCase();
  const rule = ruleById(asked);
  if (rule !== null) return rule;
  const nearest = RULES.map((each) => ({ id: each.id, steps: distance(asked, each.id) }))
    .sort((a, b) => a.steps - b.steps)
    .slice(0, SUGGESTED)
    .map((each) => each.id);
  const message = `规则手册中没有「${id}」，最接近的是 ${nearest.join('、')} (no such rule; nearest: ${nearest.join(', ')})`;
  throw new InputError([{ code: 'unknown-rule', path: 'id', message }]);
}

/** The rule with default and range of its policy keys. */
function withValues({ policyKeys, ...rule }: Rule) {
  return { ...rule, policy: policyKeys.map(policyValue) };
}

function familyLines({ letter, name, rules }: Family, say: Say): string[] {
  const rows = rules.map((rule) => [
    rule.id,
    say(STRENGTH_NAME[rule.strength]),
    say(effectName(rule)),
    say(rule.text),
  ]);
  return [`${letter} ${say(name)}`, ...table(rows).map((line) => `  ${line}`), ''];
}

function inFull(rule: Rule, say: Say): string[] {
  const family = FAMILIES.find(({ rules }) => rules.includes(rule)) as Family;
  const rows = [
    ...rule.sources.map(({ document, quote }) => [
      say({ zh: '来源', en: 'source' }),
      say(DOCUMENT_NAME[document]),
      `「${quote}」`,
    ]),
    ...rule.policyKeys.map(policyValue).map((value) => [
      say({ zh: '政策项', en: 'policy key' }),
      value.key,
      say({
        zh: `默认 ${JSON.stringify(value.default)}，可取 ${value.range}`,
        en: `default ${JSON.stringify(value.default)}, range ${value.range}`,
      }),
    ]),
    ...rule.acts.map(({ where, name }) => [
      say({ zh: '作用处', en: 'acts in' }),
      say(PLACE_NAME[where]),
      name,
    ]),
    ...rule.check.map((name) => [say({ zh: '核查', en: 'checked by' }), name]),
  ];
  return [
    [rule.id, say(family.name), say(STRENGTH_NAME[rule.strength]), say(effectName(rule))].join(
      ' · ',
    ),
    say(rule.text),
    ...table(rows).map((line) => `  ${line}`),
  ];
}
