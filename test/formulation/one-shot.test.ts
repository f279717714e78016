/** §2.6: one-shot weights, worked numbers and per-person dominance. */
import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { oneShotWeights } from '../../src/formulation/one-shot.ts';

test('the default order gives the weights of the rulebook', () => {
  expect([...oneShotWeights(DEFAULT_POLICY.objective.order)]).toEqual([
    ['fit', 1],
    ['balance', 101],
    ['shortage-tilt', 20_301],
    ['soft-rules', 690_234],
    ['coverage', 35_892_168],
  ]);
});

test('another order gives other weights: the first tier weighs most', () => {
  const weights = oneShotWeights(['fit', 'coverage']);
  expect(weights.get('coverage')).toBe(1);
  expect(weights.get('fit')).toBe(2);
});
