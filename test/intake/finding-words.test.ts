/** Every finding has its English: no code of the intake is left out, none is there that nobody uses. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generateFiles } from '../../data/index.ts';
import { findingInEnglish, findingWords } from '../../src/intake/english/index.ts';
import { readCountyFrom } from '../../src/intake/index.ts';

const INTAKE = join(import.meta.dirname, '../../src/intake');
const HAN = /\p{Script=Han}/u;
/** Of manual plans, journals and the mends file: told in one sentence of both languages, not by cell. */
const NOT_OF_THE_COUNTY = /^(manual-plan|plan-|journal|column-mends)/;

const source = readdirSync(INTAKE)
  .filter((name) => name.endsWith('.ts') && !NOT_OF_THE_COUNTY.test(name))
  .map((name) => readFileSync(join(INTAKE, name), 'utf8'))
  .join('\n');
const codes = [...new Set([...source.matchAll(/code: '([a-z-]+)'/g)].map(([, code = '']) => code))];

describe('English findings', () => {
  test.each(codes)('%s', (code) => {
    const words = findingWords(code);
    expect(words).not.toBeNull();
    for (const text of words ?? []) expect(text).toMatch(/\w{3}.*[.?]$/);
  });

  test('nothing that the dirty county finds is left in Chinese, and what the cell says stays', async () => {
    const file = (await generateFiles('round', 1)).find(({ name }) => name === 'dirty.xlsx');
    const bytes = file?.bytes as Uint8Array;
    const { issues } = await readCountyFrom({ bytes, fileName: 'dirty.xlsx' });
    expect(new Set(issues.map(({ code }) => code)).size).toBeGreaterThan(30);
    for (const issue of issues) {
      const english = findingInEnglish(issue);
      const plain = english.message.replace(/「[^」]*」/g, '');
      expect(HAN.test(plain), issue.code).toBe(false);
      expect({ ...english, message: '', suggestion: '' }).toEqual({
        ...issue,
        message: '',
        suggestion: '',
      });
    }
  });

  test('an unknown code stays as it is', () => {
    const issue = { code: 'of-tomorrow', message: '明天', suggestion: '' } as never;
    expect(findingInEnglish(issue)).toBe(issue);
  });
});
