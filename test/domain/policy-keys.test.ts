/** The table of policy keys: complete, in both languages, in step with the schema. */
import { describe, expect, test } from 'vitest';
import { parsePolicy, policyKeys } from '../../src/domain/policy.ts';
import { POLICY_GROUPS, POLICY_KEY_ENTRIES } from '../../src/domain/policy-keys/index.ts';
import { PLACEMENT_PRESETS } from '../../src/domain/policy-presets.ts';
import { policyBook, presets } from '../../src/http/policy-book.ts';

const HAN = /[\u4e00-\u9fff]/;

test('names every key of the schema, and no other', () => {
  expect(Object.keys(POLICY_KEY_ENTRIES).sort()).toEqual(policyKeys().sort());
});

describe.each(Object.entries(POLICY_KEY_ENTRIES))(
  '%s',
  (_key, { label, text, group, decisions }) => {
    test('has a label and a sentence in both languages, and a group that there is', () => {
      for (const { zh, en } of [label, text]) {
        expect(zh).toMatch(HAN);
        expect(en).not.toMatch(HAN);
        expect(en).toMatch(/\w{2}/);
      }
      expect(POLICY_GROUPS.map(({ id }) => id)).toContain(group);
      for (const id of decisions) expect(id).toMatch(/^A\d{1,2}$/);
    });
  },
);

describe('the book of keys', () => {
  const { keys } = policyBook();

  test.each(keys)('$key: default, type and choices are those of the schema', (key) => {
    const value = key.default;
    if (key.type === 'integer' && value !== null) {
      expect(value).toBeGreaterThanOrEqual(key.minimum as number);
      expect(value).toBeLessThanOrEqual(key.maximum as number);
      expect(key.unit).not.toBeNull();
    }
    if (key.type === 'choice') expect(key.choices.map((each) => each.value)).toContain(value);
    if (key.type === 'boolean') expect(typeof value).toBe('boolean');
    if (value === null) expect(key.nullable).toBe(true);
    expect(key.range).not.toBe('');
  });

  test('every code of a choice has words of its own, and no words stand for a code that there is not', () => {
    for (const key of keys.filter(({ type }) => type === 'choice' || type === 'list')) {
      const entry = POLICY_KEY_ENTRIES[key.key];
      const codes = key.choices.map(({ value }) => value).filter((value) => !HAN.test(value));
      expect(Object.keys(entry?.choices ?? {}).sort(), key.key).toEqual(codes.sort());
    }
  });

  test('a value out of the range that is told is refused by the schema', () => {
    for (const { key, type, minimum, maximum } of keys) {
      if (type !== 'integer') continue;
      expect(() => parsePolicy({ [key]: (minimum as number) - 1 })).toThrow();
      expect(() => parsePolicy({ [key]: (maximum as number) + 1 })).toThrow();
    }
  });

  test('nearly every key names a rule with its text and source', () => {
    const bare = keys.filter(({ rules }) => rules.length === 0).map(({ key }) => key);
    expect(bare).toEqual([
      ...['round', 'referenceMonth', 'objective.order', 'objective.mode', 'objective.tieSeed'],
      ...['inSchool.order', 'inDistrict.order'],
    ]);
    for (const { rules } of keys) for (const { sources } of rules) expect(sources).not.toEqual([]);
  });
});

describe('presets', () => {
  test('are valid policies under names of their own', () => {
    const all = presets();
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    for (const { name, values, diff } of all) {
      expect(parsePolicy(values), name).toBeDefined();
      expect(diff.length > 0, name).toBe(name !== 'default');
    }
  });

  test('change what they say and nothing else', () => {
    for (const { name, values } of PLACEMENT_PRESETS) {
      const preset = presets().find((each) => each.name === name);
      expect(preset?.diff.map(({ key }) => key).sort()).toEqual(Object.keys(values).sort());
    }
  });
});
