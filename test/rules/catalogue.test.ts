/** The rulebook as a book: every id once, both languages, sources, and every policy key claimed. */
import { describe, expect, test } from 'vitest';
import { policyKeys } from '../../src/domain/policy.ts';
import { FAMILIES, RULES, ruleById, STRENGTH_LETTER } from '../../src/rules/catalogue/index.ts';
import { policyValue } from '../../src/rules/catalogue/policy-values.ts';

/** Rules of each family, counted in the rulebook's source. */
const COUNTS = {
  Q: 24,
  T: 11,
  N: 5,
  D: 15,
  I: 8,
  S: 7,
  X: 22,
  R: 10,
  W: 6,
  B: 9,
  P: 5,
  E: 4,
  F: 7,
  L: 10,
};
/** Policy keys that no rule asks for. */
const TECHNICAL_KEYS = {
  round: 'which of the rounds is solved',
  referenceMonth: 'the day that ages, terms and years are counted to',
  'objective.order': 'order of the objective tiers',
  'objective.mode': 'how the tiers are solved',
  'objective.tieSeed': 'A20: the published seed of the drawing of lots',
  'inSchool.order': 'order of the tiers of an in-school competition',
  'inDistrict.order': 'order of the tiers of an in-district competition',
};

describe('ids', () => {
  test('133 of the seeds and our completion, ten national ones, each once and in order', () => {
    const expected = Object.entries(COUNTS).flatMap(([letter, count]) => {
      const first = letter === 'F' ? 0 : 1;
      return Array.from({ length: count }, (_, k) => letter + String(first + k).padStart(2, '0'));
    });
    expect(expected.length).toBe(133 + 10);
    expect(RULES.map(({ id }) => id)).toEqual(expected);
    expect(FAMILIES.map(({ letter }) => letter)).toEqual(Object.keys(COUNTS));
  });
  test('are found by id, others are not', () => {
    expect(RULES.map(({ id }) => ruleById(id))).toEqual(RULES);
    expect(ruleById('X23')).toBeNull();
  });
});

describe('entries', () => {
  test('speak both languages', () => {
    for (const { id, text } of RULES) {
      expect([id, text.zh]).toEqual([id, expect.stringMatching(/\p{Script=Han}.*。$/su)]);
      expect([id, text.en]).toEqual([id, expect.stringMatching(/^[A-Z\d][^\p{Script=Han}]*\.$/u)]);
    }
  });
  test('no text is given twice', () => {
    expect(new Set(RULES.map(({ text }) => text.zh)).size).toBe(RULES.length);
    expect(new Set(RULES.map(({ text }) => text.en)).size).toBe(RULES.length);
  });
  test('quote a source; of P05 only the status is known', () => {
    const silent = RULES.filter(({ sources }) => sources.length === 0);
    expect(silent).toEqual([ruleById('P05')]);
    expect(ruleById('P05')).toMatchObject({
      strength: 'lost',
      policyKeys: [],
      acts: [],
      check: [],
    });
    expect(RULES.filter(({ strength }) => strength === 'lost').length).toBe(1);
    for (const { id, sources } of RULES) {
      const national = sources.some(({ document }) => document === 'national');
      expect([id, national]).toEqual([id, id.startsWith('L')]);
    }
  });
  test('every strength but the lost one has its own letter', () => {
    const strengths = new Set(RULES.map(({ strength }) => strength));
    expect(strengths).toEqual(new Set([...Object.keys(STRENGTH_LETTER), 'lost']));
    expect(new Set(Object.values(STRENGTH_LETTER)).size).toBe(6);
  });
});

/** `quota` of `quota.growthPct`. */

describe('policy keys', () => {
  const claimed = new Set(RULES.flatMap((rule) => rule.policyKeys));
  test('exist in the policy', () => {
    expect([...claimed].filter((key) => !policyKeys().includes(key))).toEqual([]);
    expect(() => policyValue('flow.skipp')).toThrow('flow.skipp');
  });
  test('are each claimed by a rule, or technical for a stated reason', () => {
    const unclaimed = policyKeys().filter((key) => !claimed.has(key));
    expect(unclaimed).toEqual(Object.keys(TECHNICAL_KEYS));
  });
  test('a configurable rule in effect says which key sets it, or which data', () => {
    const withoutKey = RULES.filter(
      ({ strength, policyKeys: keys }) => strength === 'configurable' && keys.length === 0,
    );
    // T04: re-adjusted by working the establishment out again. D12: the bureau decides by confirming it.
    expect(withoutKey.map(({ id }) => id)).toEqual(['T04', 'D12']);
  });
  test('default and range come from the schema', () => {
    expect(policyValue('exempt.retireYears')).toEqual({
      key: 'exempt.retireYears',
      default: 5,
      range: '0–10',
    });
    expect(policyValue('flow.skip').range).toBe('fallback | strict | free');
    expect(policyValue('distance.maxKm')).toMatchObject({ default: null, range: '1–500 | null' });
    expect(policyValue('flow.arcs')).toMatchObject({
      default: ['BU', 'UR', 'RR'],
      range: '[/^[BUR]{2}$/, …] ×1–9',
    });
    expect(policyValue('exempt.birthCutoffs').range).toBe('{men: YYYY-MM, women: YYYY-MM} | null');
  });
  test('every key of the policy has a range that can be said', () => {
    const unsaid = policyKeys().filter((key) => /^$|undefined|object/.test(policyValue(key).range));
    expect(unsaid).toEqual([]);
  });
});
