/** Rules and sliders: every key of the policy has a control of its own form, and what sliders turn is what the policy accepts. */
import { describe, expect, test } from 'vitest';
import type { PolicyKeys } from '../../src/web/api/shapes.ts';
import { batchesOf, membersOf } from '../../src/web/steps/rules/batches.ts';
import { controlOf } from '../../src/web/steps/rules/control.tsx';
import { orderKey, TURNED } from '../../src/web/steps/steer/turned.ts';

/** What `GET /policies/keys` sends; by a name that is not followed: the page is compiled without the server. */
const BOOK = '../../src/http/policy-book.ts';
const { keys } = ((await import(BOOK)) as { policyBook(): PolicyKeys }).policyBook();
const ruleOf = (key: string) => keys.find((each) => each.key === key);
const all = [...TURNED.weights, ...TURNED.caps];
/** The default of a key, unless it is set. */
const under = (set: Readonly<Record<string, unknown>>) => (key: string) =>
  key in set ? set[key] : ruleOf(key)?.default;
const shown = (set: Readonly<Record<string, unknown>>) =>
  all.filter(({ when }) => when?.(under(set)) ?? true).map(({ key }) => key);

describe('controls', () => {
  const plain = controlOf({ key: '', type: 'text' });

  test('only text is typed as text: nobody writes code into a field', () => {
    const typed = keys.filter((rule) => controlOf(rule) === plain);
    expect(typed.map(({ type }) => type)).toEqual(typed.map(() => 'text'));
    expect(typed.length).toBeGreaterThan(0);
  });

  test('a list without a form of its own has words for its entries', () => {
    const ordered = controlOf({ key: '', type: 'list' });
    for (const rule of keys.filter((each) => controlOf(each) === ordered)) {
      const values = rule.choices.map(({ value }) => value);
      expect(values, rule.key).toEqual(expect.arrayContaining(rule.default as string[]));
    }
  });

  test('batches are one list and back', () => {
    const batches = [['a'], ['b', 'c'], ['d']];
    expect(batchesOf(membersOf(batches))).toEqual(batches);
    expect(membersOf(batches).map(({ joined }) => joined)).toEqual([false, false, true, false]);
    // The first has nobody above it.
    expect(batchesOf([{ entry: 'a', joined: true }])).toEqual([['a']]);
  });
});

describe('sliders', () => {
  test.each(all)('$key is a whole number within the range of the policy', (turned) => {
    const rule = ruleOf(turned.key);
    expect(rule?.type).toBe('integer');
    expect(turned.least).toBeGreaterThanOrEqual(rule?.minimum ?? Number.NaN);
    expect(turned.most).toBeLessThanOrEqual(rule?.maximum ?? Number.NaN);
    expect(turned.unlimited !== undefined).toBe(rule?.nullable);
  });

  test('every weight of the tilt has one', () => {
    const tilt = keys.filter(({ key }) => /^ruralTilt\./.test(key)).map(({ key }) => key);
    expect(shown({})).toEqual(expect.arrayContaining(tilt));
  });

  test('a round shows what matters in it', () => {
    expect(shown({})).not.toContain('rotation.duePct');
    expect(shown({})).not.toContain('merit.backboneBonus');
    expect(shown({})).not.toContain('keySchool.cap');
    expect(shown({ zones: true })).toContain('keySchool.cap');
    expect(shown({ 'titleTilt.mode': 'off' })).not.toContain('titleTilt.pct');
    expect(shown({ round: 'rotation' })).toContain('rotation.duePct');
    expect(shown({ round: 'rotation' })).not.toContain('pool.size');
    expect(shown({ round: 'in-school' })).toContain('merit.backboneBonus');
    expect(shown({ round: 'in-school' })).not.toContain('distance.maxKm');
  });

  test('the order of the tiers is that of the round', () => {
    expect(orderKey(under({}))).toBe('objective.order');
    expect(orderKey(under({ round: 'in-district' }))).toBe('inDistrict.order');
    expect(ruleOf(orderKey(under({ round: 'in-school' })))?.type).toBe('list');
  });
});
