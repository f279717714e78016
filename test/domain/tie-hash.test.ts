/** The published lot, recomputed byte by byte as the file head of `tie-hash.ts` tells it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tieHasher } from '../../src/domain/tie-hash.ts';

function lot(base: number, text: string): number {
  let hash = base;
  for (const unit of Array.from({ length: text.length }, (_, k) => text.charCodeAt(k)))
    for (const byte of [unit % 256, Math.floor(unit / 256)])
      hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 15;
}

test('is FNV-1a over both bytes of every code unit, whatever the script', () => {
  const text = fc.string({ unit: 'binary' });
  const same = fc.property(text, text, text, (seed, teacher, group) => {
    const hasher = tieHasher(seed, teacher);
    const whole = `${seed}|${teacher}|${group}`;
    expect(hasher.high(group)).toBe(lot(0x811c9dc5, whole));
    expect(hasher.low(group)).toBe(lot(0x243f6a88, whole));
  });
  fc.assert(same);
});

test('known numbers, which may never change', () => {
  const { high, low } = tieHasher('2026', '011012');
  expect([high('S038/P/T/英语'), low('S038/P/T/英语')]).toEqual([39_772, 4066]);
});
