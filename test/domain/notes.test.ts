/** Notes of the files, told in English: each part of a joined note, and nothing Chinese. */
import { expect, test } from 'vitest';
import { NOTES, noteInEnglish } from '../../src/domain/notes.ts';

test('each note, and notes joined as a proposal joins them, are told in English whole', () => {
  const all = Object.values(NOTES);
  for (const { zh, en } of all) expect(noteInEnglish(zh)).toBe(en);
  const joined = noteInEnglish(NOTES.wishes.zh + NOTES.cascade.zh);
  expect(joined).toBe(`${NOTES.wishes.en} ${NOTES.cascade.en}`);
  expect(all.map(({ en }) => en).join('')).not.toMatch(/\p{Script=Han}/u);
  expect(noteInEnglish('别的话')).toBe('别的话');
});
