import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/domain/errors.ts';
import { DEFAULT_POLICY, parsePolicy, policyHash, policyKeys } from '../../src/domain/policy.ts';

function issues(raw: unknown) {
  try {
    parsePolicy(raw);
  } catch (fault) {
    if (fault instanceof InputError) return fault.issues;
  }
  return [];
}

describe('policy', () => {
  test('nothing given means the defaults of the rulebook', () => {
    const { flow, titleTilt, rotation, exempt, structuralMovers } = parsePolicy({});
    expect(flow).toEqual({
      arcs: ['BU', 'UR', 'RR'],
      skip: 'fallback',
      tierOf: 'school',
      mode: 'joint',
    });
    expect(titleTilt).toEqual({ mode: 'pool', pct: 5 });
    expect([rotation.duePct, rotation.totalPct, rotation.maxSharePct]).toEqual([15, 5, 110]);
    expect([exempt.retireYears, exempt.retireNeedsApplication, structuralMovers]).toEqual([
      5,
      true,
      false,
    ]);
  });
  test('dotted keys mean the same as nested ones', () => {
    const nested = parsePolicy({ flow: { skip: 'strict' }, titleTilt: { pct: 4 } });
    expect(parsePolicy({ 'flow.skip': 'strict', 'titleTilt.pct': 4 })).toEqual(nested);
    expect(parsePolicy({ flow: { arcs: ['BU'] }, 'flow.skip': 'strict' }).flow).toEqual({
      arcs: ['BU'],
      skip: 'strict',
      tierOf: 'school',
      mode: 'joint',
    });
  });
  test.each([
    [{ flow: { skp: 'strict' } }, 'flow.skip'],
    [{ structuralMover: true }, 'structuralMovers'],
    [{ duePct: 15 }, 'rotation.duePct'],
    [{ 'titelTilt.pct': 5 }, 'titleTilt'],
  ])('an unknown key names the nearest: %j', (raw, nearest) => {
    expect(issues(raw)).toMatchObject([{ code: 'policy-unknown-key' }]);
    expect(issues(raw)[0]?.message).toContain(nearest);
  });
  test.each([
    [{ titleTilt: { pct: 101 } }, 'titleTilt.pct'],
    [{ rotation: { maxSharePct: 99 } }, 'rotation.maxSharePct'],
    [{ referenceMonth: '2026-13' }, 'referenceMonth'],
    [{ flow: { arcs: ['RU'] } }, 'flow.arcs'],
    [{ objective: { order: ['fit', 'fit'] } }, 'objective.order'],
    [{ inSchool: { batches: [['support']] } }, 'inSchool.batches'],
    [
      { inSchool: { batches: [...DEFAULT_POLICY.inSchool.batches.slice(1), ['support']] } },
      'inSchool.batches',
    ],
  ])('a value out of range names its key: %j', (raw, path) => {
    expect(issues(raw)).toMatchObject([{ code: 'policy-out-of-range', path }]);
  });
  test('every key of the defaults can be found by its dotted name', () => {
    expect(policyKeys()).toContain('titleOverflow.max');
    expect(policyKeys().length).toBeGreaterThan(50);
  });
  test('the hash sees every value and no key order', () => {
    const a = policyHash(parsePolicy({ flow: { skip: 'strict' }, titleTilt: { pct: 4 } }));
    const b = policyHash(parsePolicy({ titleTilt: { pct: 4 }, flow: { skip: 'strict' } }));
    expect(a).toBe(b);
    expect(a).not.toBe(policyHash(DEFAULT_POLICY));
  });
});
