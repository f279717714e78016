/** The page of the rulebook is the one that the catalogue and the cases make. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RULES } from '../../src/rules/catalogue/index.ts';
import { CASES } from './cases/index.ts';
import { namingTests, RULEBOOK_PATH, renderRulebook } from './readme.ts';

test('src/rules/README.md is up to date (npx tsx test/rulebook/write-readme.ts)', () => {
  expect(readFileSync(RULEBOOK_PATH, 'utf8')).toBe(renderRulebook(CASES, namingTests()));
});

test('it has one row for each rule', () => {
  const rows = [...renderRulebook(CASES, namingTests()).matchAll(/^\| ([A-Z]\d\d) \|/gm)].map(
    ([, id]) => id,
  );
  expect(rows).toEqual(RULES.map(({ id }) => id));
});

test('a rule shows its cases, each title once; without a case, the tests that name it', () => {
  const cases = [
    { rules: ['X02', 'X01'], title: 'nobody goes up' },
    { rules: ['X02'], title: 'nobody goes up' },
    { rules: ['X02'], title: 'a | b' },
  ];
  const page = renderRulebook(cases, (id) => (id === 'X09' ? ['test/rules/x.test.ts'] : []));
  const rowOf = (id: string) => page.split('\n').find((line) => line.startsWith(`| ${id} |`));
  expect(rowOf('X09')).toMatch(/\| \[x\.test\.ts\]\(\.\.\/\.\.\/test\/rules\/x\.test\.ts\) \|$/);
  expect(rowOf('X02')).toMatch(/\| nobody goes up<br>a \\\| b \|$/);
});
