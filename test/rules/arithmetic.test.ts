import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largestRemainder, monthNumber, roundDiv } from '../../src/rules/arithmetic.ts';

test('halves round up, also below zero', () => {
  expect([roundDiv(5, 2), roundDiv(-5, 2), roundDiv(7, 3), roundDiv(-7, 3)]).toEqual([
    3, -2, 2, -2,
  ]);
});

test('months count across years', () => {
  expect(monthNumber('2026-01') - monthNumber('2025-12')).toBe(1);
});

test('largest remainder: equal remainders go to the larger weight, then to the smaller id', () => {
  const claims = [
    { id: 'c', weight: 1 },
    { id: 'a', weight: 1 },
    { id: 'b', weight: 1 },
  ];
  expect(largestRemainder(2, claims)).toEqual([0, 1, 1]);
  expect(
    largestRemainder(1, [
      { id: 'x', weight: 1 },
      { id: 'y', weight: 3 },
    ]),
  ).toEqual([0, 1]);
});

test('largest remainder: exact total, and never off by one or more', () => {
  const weights = fc.array(fc.nat(1000), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(weights, fc.nat(5000), (list, total) => {
      const sum = list.reduce((s, w) => s + w, 0);
      const shares = largestRemainder(
        total,
        list.map((weight, k) => ({ id: `${k}`, weight })),
      );
      if (sum === 0) return shares.every((share) => share === 0);
      const exact = list.every((w, k) => Math.abs((shares[k] ?? 0) - (total * w) / sum) < 1);
      return exact && shares.reduce((s, share) => s + share, 0) === total;
    }),
  );
});
