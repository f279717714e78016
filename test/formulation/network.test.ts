/** The quota tree is a network: outside the named side rows every column has at most one +1 and one −1. */
import { describe, expect, test } from 'vitest';
import { generateCounty } from '../../data/index.ts';
import { recognise } from '../../solver/flow/network.ts';
import type { Model } from '../../solver/index.ts';
import { DEFAULT_POLICY, type Policy, parsePolicy } from '../../src/domain/policy.ts';
import { formulate } from '../../src/formulation/index.ts';

const SIDE = /^(title-|rural-floor|stage-quota|rotation-|key-school-cap|fair-share)/;

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

/** The policy of a scale with tiers put in front of the order. */
function withTiers(raw: object, tiers: Policy['objective']['order']): Policy {
  const order = [...tiers, ...DEFAULT_POLICY.objective.order];
  return parsePolicy({ ...raw, objective: { order } });
}

describe.each(['round', 'county'] as const)('attribute tiers on %s', (scale) => {
  const { county, policy } = generateCounty(scale, 1);
  const plain = formulate(county, parsePolicy(policy)).model;
  test('the arts tier adds no side row: it is a network still', () => {
    const { model } = formulate(county, withTiers(policy, ['balance-arts']));
    const names = model.rowNames.filter((name) => name.startsWith('arts:'));
    // 36 primary and 21 junior parts.
    expect(names).toHaveLength(57);
    expect(offenders(model)).toEqual([]);
    expect(recognise(model).sides).toBe(recognise(plain).sides);
  });
  test('a person attribute adds its fair-share rows as side rows, and nothing else', () => {
    const { model } = formulate(county, withTiers(policy, ['balance-backbone']));
    const rows = model.rowNames.filter((name) => name.startsWith('fair-share:backbone/'));
    expect(rows.length).toBeGreaterThan(10);
    expect(model.rowNames).toHaveLength(plain.rowNames.length + rows.length);
    expect(offenders(model)).toEqual([]);
  });
  test('rows and columns stand only when the order names the tier', () => {
    const own = /^(arts|fair-share|short:(backbone|degree|senior))/;
    expect(plain.rowNames.filter((name) => own.test(name))).toEqual([]);
    const columns = Array.from({ length: plain.lower.length }, (_, j) => plain.columnNames.at(j)!);
    expect(columns.filter((name) => own.test(name))).toEqual([]);
  });
});
