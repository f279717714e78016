/** Messages: both languages complete, every used key there, none unused, the same gaps to fill in. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { SUBJECT_EN, SUBJECTS } from '../../src/domain/vocabulary.ts';
import { en } from '../../src/web/messages/en.ts';
import {
  count,
  heading,
  hundredths,
  listed,
  measure,
  say,
  t,
  told,
} from '../../src/web/messages/index.ts';
import { zhCN } from '../../src/web/messages/zh-CN.ts';
import { language } from '../../src/web/state/language.ts';
import { subjectWord } from '../../src/web/steps/words.ts';

const KEYS = Object.keys(zhCN);
const WEB = join(import.meta.dirname, '../../src/web');

/** All source of the page outside the messages. */
const source = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('messages/'))
  .map((name) => readFileSync(join(WEB, name), 'utf8'))
  .join('\n');
/** Keys written out, and the beginnings of those that are put together: `step.${step}`. */
const written = new Set(
  [...source.matchAll(/'([a-z][\w-]*(?:\.[\w-]+)+)'/g)].map(([, key]) => key),
);
const beginnings = [...source.matchAll(/`([a-z][\w-]*\.(?:[\w-]+\.)*)\$\{/g)].map(([, key]) => key);

describe('both languages', () => {
  test('have the same keys, and none is empty', () => {
    expect(KEYS.length).toBeGreaterThan(400);
    expect(Object.keys(en).sort()).toEqual([...KEYS].sort());
    for (const [key, words] of [...Object.entries(zhCN), ...Object.entries(en)])
      expect(words.trim(), key).not.toBe('');
  });

  test('leave the same gaps', () => {
    const gaps = (words: string) =>
      [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    for (const key of KEYS as (keyof typeof zhCN)[])
      expect(gaps(en[key]), key).toEqual(gaps(zhCN[key]));
  });

  test('differ: Chinese speaks Chinese, English has no Chinese but examples', () => {
    const chinese = /[\u4e00-\u9fff]/;
    const examples = ['there.example', 'page.brand'];
    for (const [key, words] of Object.entries(en))
      if (!examples.includes(key)) expect(chinese.test(words), key).toBe(false);
    const spoken = Object.values(zhCN).filter((words) => chinese.test(words)).length;
    expect(spoken).toBeGreaterThan(KEYS.length * 0.98);
  });
});

describe('use', () => {
  test('every key that a component asks for exists', () => {
    const asked = [...source.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key);
    expect(asked.length).toBeGreaterThan(250);
    expect(asked.filter((key) => !KEYS.includes(key as string))).toEqual([]);
  });

  test('every key is asked for', () => {
    // `word.${list}.${code}` begins like every word; a word of two parts must be written out.
    const putTogether = (key: string) =>
      beginnings.some((begin) => key.startsWith(begin as string)) && !/^word\.[^.]+$/.test(key);
    const unused = KEYS.filter((key) => !written.has(key) && !putTogether(key));
    expect(unused).toEqual([]);
  });
});

describe('t', () => {
  test('fills gaps, groups numbers, follows the language', () => {
    language.set('zh-CN');
    expect(t('table.shown', { shown: 1200, all: 20000 })).toBe('1,200 / 20,000 行');
    expect(say({ zh: '校', en: 'school' })).toBe('校');
    language.set('en');
    expect(t('table.shown', { shown: 1, all: 2 })).toBe('1 of 2 rows');
    expect(say({ zh: '校', en: 'school' })).toBe('school');
    language.set('zh-CN');
  });

  test('a value is text, never markup or another gap', () => {
    expect(t('presets.kept', { name: '<img onerror=x>{all}' })).toBe(
      '已保存「<img onerror=x>{all}」',
    );
  });

  test('numbers', () => {
    expect(count(1234.567)).toBe('1,234.57');
    expect(hundredths(5202)).toBe('52.02');
    // A column of measures: as many digits in every row.
    expect([1, 1.1, 1.234].map((value) => measure(value))).toEqual(['1.00', '1.10', '1.23']);
    expect(measure(17, 1)).toBe('17.0');
  });
});

describe('what the service says', () => {
  afterEach(() => language.set('zh-CN'));

  test('a sentence in both languages gives each reader hers', () => {
    const both = '县数据中没有职工号「1」 (unknown teacher)。';
    expect(told(both)).toBe(both);
    language.set('en');
    expect(told(both)).toBe('unknown teacher');
    expect(told('只有中文（说明）。')).toBe('只有中文（说明）。');
  });

  test('a name that stands alone begins with a capital in English', () => {
    const name = { zh: '职称倾斜幅度', en: 'size of the tilt' };
    expect(heading(name)).toBe('职称倾斜幅度');
    language.set('en');
    expect(heading(name)).toBe('Size of the tilt');
  });

  test('names are joined by the comma of the language', () => {
    expect(listed(['a', 'b'])).toBe('a、b');
    language.set('en');
    expect(listed(['a', 'b'])).toBe('a, b');
  });

  test('subjects are called as the explanations call them', () => {
    language.set('en');
    for (const subject of SUBJECTS) expect(subjectWord(subject)).toBe(SUBJECT_EN[subject]);
    expect(subjectWord('书法')).toBe('书法');
  });
});
