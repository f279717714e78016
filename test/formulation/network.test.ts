/** The quota tree is a network: outside the named side rows every column has at most one +1 and one −1. */
import { describe, expect, test } from 'vitest';
import { generateCounty } from '../../data/index.ts';
import type { Model } from '../../solver/index.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { formulate } from '../../src/formulation/index.ts';

const SIDE = /^(title-|rural-floor|stage-quota|rotation-|key-school-cap)/;

function offenders(model: Model): string[] {
  const found: string[] = [];
  for (let j = 0; j < model.lower.length; j++) {
    let plus = 0;
    let minus = 0;
    let other = 0;
    for (let k = model.start[j]!; k < model.start[j + 1]!; k++) {
      if (SIDE.test(model.rowNames[model.index[k]!]!)) continue;
      if (model.value[k] === 1) plus++;
      else if (model.value[k] === -1) minus++;
      else other++;
    }
    if (plus > 1 || minus > 1 || other > 0) found.push(model.columnNames.at(j)!);
  }
  return found;
}

describe.each(['round', 'county'] as const)('%s', (scale) => {
  const { county, policy } = generateCounty(scale, 1);
  const { model, tiers, pairs } = formulate(county, parsePolicy(policy));
  test('is a network beside its side rows', () => {
    expect(pairs.person.length).toBeGreaterThan(1000);
    expect(offenders(model)).toEqual([]);
  });
  test('has whole data only', () => {
    const whole = (values: Iterable<number>) =>
      [...values].every((v) => Number.isSafeInteger(v) || !Number.isFinite(v));
    expect(
      [model.value, model.lower, model.upper, model.rowLower, model.rowUpper].every(whole),
    ).toBe(true);
    expect(tiers.every(({ objective }) => whole(objective.coefficients))).toBe(true);
  });
  test('coefficients of the tie tiers stay within 17 bits', () => {
    const hashes = tiers.filter(({ id }) => id.startsWith('hash-'));
    expect(hashes).toHaveLength(2);
    expect(
      hashes.every(({ objective }) => objective.coefficients.every((c) => c >= 0 && c <= 131_071)),
    ).toBe(true);
  });
});
