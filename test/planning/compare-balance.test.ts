/** What the balance of an attribute brings and costs: both optima, tier by tier. */
import { describe, expect, test } from 'vitest';
import { generateCounty } from '../../data/index.ts';
import { InputError } from '../../src/domain/errors.ts';
import type { IndicatorReport } from '../../src/domain/indicators.ts';
import { DEFAULT_POLICY, parsePolicy } from '../../src/domain/policy.ts';
import { balancedOrder } from '../../src/planning/compare-balance.ts';
import { type BalanceComparison, compareBalance } from '../../src/planning/index.ts';

const { county, policy } = generateCounty('round', 1);

async function compared(
  attribute: Parameters<typeof compareBalance>[2],
  before: Parameters<typeof compareBalance>[3] = null,
): Promise<BalanceComparison> {
  const found = await compareBalance(county, parsePolicy(policy), attribute, before);
  if (found.kind !== 'comparison') throw new Error(found.kind);
  return found;
}
const cv = ({ stages }: IndicatorReport, indicator: string, stage: string) =>
  stages.find((each) => each.indicator === indicator && each.stage === stage)?.cv as number;

describe('the place in the order', () => {
  const { order } = DEFAULT_POLICY.objective;
  test('is above the shortage tier unless another is named', () => {
    expect(balancedOrder(order, 'balance-arts', null).slice(0, 4)).toEqual([
      'coverage',
      'soft-rules',
      'balance-arts',
      'shortage-tilt',
    ]);
    expect(balancedOrder(order, 'balance-arts', 'fit').slice(3, 6)).toEqual([
      'balance',
      'balance-arts',
      'fit',
    ]);
    expect(balancedOrder(['fit', 'coverage'], 'balance-arts', null)[0]).toBe('balance-arts');
  });
  test('a tier that stands there already is moved, and an unknown one is an error', () => {
    const twice = balancedOrder(['balance-arts', ...order], 'balance-arts', 'fit');
    expect(twice.filter((id) => id === 'balance-arts')).toHaveLength(1);
    expect(() => balancedOrder(['coverage'], 'balance-arts', 'fit')).toThrow(InputError);
  });
});

describe('PE and art teachers of the generated round', () => {
  test('the coefficient falls in both stages, and what it costs is said', {
    timeout: 60_000,
  }, async () => {
    const { standard, balanced, tiers } = await compared('arts');
    expect([standard.gap, balanced.gap]).toEqual([0, 0]);
    for (const stage of ['P', 'J']) {
      expect(cv(balanced.indicators, 'arts', stage)).toBeLessThan(
        cv(standard.indicators, 'arts', stage),
      );
    }
    const of = new Map(tiers.map((tier) => [tier.id, tier]));
    // Tiers above hold their optimum; the balance gains; the next tier, best in the standard answer, can only lose.
    expect(of.get('coverage')?.change).toBe(0);
    expect(of.get('soft-rules')?.change).toBe(0);
    expect(of.get('balance-arts')?.change).toBeGreaterThan(0);
    expect(of.get('shortage-tilt')?.change).toBeLessThan(0);
    for (const { standard: from, balanced: to, change } of tiers) expect(to - from).toBe(change);
  });
  test('right after the fill rates it changes nothing here: the tiers before have settled the posts', async () => {
    const { placedOtherwise, tiers } = await compared('arts', 'fit');
    expect(placedOtherwise).toBe(0);
    expect(tiers.every(({ change }) => change === 0)).toBe(true);
  });
});

test('backbone teachers: fewer heads short of the fair share, at the cost of fit', async () => {
  const { tiers, standard, balanced } = await compared('backbone', 'fit');
  const change = new Map(tiers.map((tier) => [tier.id, tier.change]));
  expect(change.get('balance-backbone')).toBeLessThan(0);
  expect(change.get('fit')).toBeLessThan(0);
  for (const id of ['coverage', 'soft-rules', 'shortage-tilt', 'balance'] as const)
    expect(change.get(id)).toBe(0);
  expect(cv(balanced.indicators, 'backbone', 'P')).toBeLessThan(
    cv(standard.indicators, 'backbone', 'P'),
  );
});
