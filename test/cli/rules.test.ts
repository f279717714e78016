/** `tiaopei rules` as a real process: the whole book, one rule in full, an id that is not in it. */
import { describe, expect, test } from 'vitest';
import { RULES } from '../../src/rules/catalogue/index.ts';
import { runCli } from '../support/run-cli.ts';

describe('the book', () => {
  test('lists every rule once, by family, in the language asked for', async () => {
    const { code, stdout, stderr } = await runCli(['rules', '--lang', 'zh']);
    expect([code, stderr]).toEqual([0, '']);
    const listed = [...stdout.matchAll(/^ {2}([A-Z]\d\d) /gm)].map(([, id]) => id);
    expect(listed).toEqual(RULES.map(({ id }) => id));
    expect(stdout).toContain('X 跨学区调配');
    expect(stdout).toMatch(/X02 +硬性 +已生效 +不得逆向交流/);
    expect(stdout).toMatch(/P05 +缺失 /);
  });
  test('as JSON, with default and range of the policy keys', async () => {
    const { code, stdout } = await runCli(['rules', '--json']);
    const { rules } = JSON.parse(stdout);
    expect([code, rules.length]).toEqual([0, RULES.length]);
    expect(rules.find(({ id }: { id: string }) => id === 'D01').policy).toContainEqual({
      key: 'exempt.retireYears',
      default: 5,
      range: '0–10',
    });
  });
});

describe('one rule', () => {
  test('in full: source and quote, policy key, where it acts, check', async () => {
    const { code, stdout } = await runCli(['rules', '--id', 'X14', '--lang', 'en']);
    expect(code).toBe(0);
    for (const part of [
      'X14 · cross-district · configurable · in effect',
      '「择优选聘薄弱学科教师10人」',
      'keySchool.cap',
      'default 10, range 0–1000',
      'admissibility test',
      'key-school-cap',
    ]) {
      expect(stdout).toContain(part);
    }
  });
  test('lower case and full-width letters are understood', async () => {
    const plain = await runCli(['rules', '--id', 'X02', '--json']);
    const wide = await runCli(['rules', '--id', 'ｘ０２', '--json']);
    expect([wide.code, wide.stdout]).toEqual([0, plain.stdout]);
  });
  test('an unknown id is bad input and names the nearest', async () => {
    const words = await runCli(['rules', '--id', 'X77', '--lang', 'zh']);
    expect([words.code, words.stdout]).toEqual([2, '']);
    expect(words.stderr).toContain('X07');
    const json = await runCli(['rules', '--id', 'X77', '--json']);
    expect([json.code, JSON.parse(json.stdout).issues[0].code]).toEqual([2, 'unknown-rule']);
  });
});
