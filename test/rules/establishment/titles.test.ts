/** Title posts: stage shares 253/540/441, the tilt 267/143/130 with totals unchanged, and the other readings of A4. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../../src/domain/policy.ts';
import { establish } from '../../../src/rules/establishment/index.ts';
import { stageTitles } from '../../../src/rules/establishment/title-shares.ts';
import { tinyCounty } from '../../support/tiny-county.ts';
import { rowOf } from './county.ts';

describe('T03, L05: senior and middle shares of a stage', () => {
  test.each([
    ['P', 2532, 253, 1139],
    ['J', 1800, 540, 720],
    ['H', 1260, 441, 478],
    ['K', 420, 25, 126],
    ['V', 560, 196, 212],
  ] as const)('%s %i: %i senior and %i middle posts', (stage, total, H, M) => {
    expect(stageTitles(stage, total, parsePolicy({}))).toEqual({ H, M, E: total - H - M });
  });
});

/** Quotas 525, 475 and 800 without a formula: the junior stage of A4, all weak schools in R. */
const junior = tinyCounty({
  schools: [
    { id: 'B', tier: 'B', stage: 'J', pupils: 525, classes: 525 },
    { id: 'R', tier: 'R', stage: 'J', pupils: 800, classes: 800 },
    { id: 'U', tier: 'U', stage: 'J', pupils: 475, classes: 475 },
  ],
  approved: [{ stage: 'J', total: 1800 }],
});
const seniors = (titleTilt: unknown) => {
  const table = establish(junior, parsePolicy({ titleTilt }));
  return ['R', 'B', 'U'].map((id) => rowOf(table, id).titles.tilted.H);
};

describe('T02, A4: the tilt', () => {
  test('moves 27 of 540 posts: 267 rural, 143 bureau, 130 street', () => {
    const table = establish(junior, parsePolicy({}));
    expect(['R', 'B', 'U'].map((id) => rowOf(table, id).quota)).toEqual([800, 525, 475]);
    expect(['R', 'B', 'U'].map((id) => rowOf(table, id).titles.shared.H)).toEqual([240, 158, 142]);
    expect(seniors({})).toEqual([267, 143, 130]);
  });

  test('the other readings give other posts', () => {
    expect(seniors({ mode: 'off' })).toEqual([240, 158, 142]);
    expect(seniors({ mode: 'points' })).toEqual([280, 158, 142]);
    expect(seniors({ mode: 'factor' })).toEqual([252, 158, 142]);
  });

  test('totals stay whatever the sizes; rural and weak schools never lose', () => {
    const school = fc.record({
      pupils: fc.integer({ min: 1, max: 2000 }),
      tier: fc.constantFrom('B' as const, 'U' as const, 'R' as const),
      weak: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(school, { minLength: 1, maxLength: 9 }), fc.nat(800), (list, total) => {
        const county = tinyCounty({
          schools: list.map((each, k) => ({ id: `s${k}`, stage: 'J', classes: 9, ...each })),
          approved: [{ stage: 'J', total }],
        });
        const { parts, stages } = establish(county, parsePolicy({}));
        for (const level of ['H', 'M'] as const) {
          const sum = (kind: 'shared' | 'tilted') =>
            parts.reduce((all, { titles }) => all + titles[kind][level], 0);
          expect(sum('shared')).toBe(stages[0]?.titles[level]);
          expect(sum('tilted')).toBe(stages[0]?.titles[level]);
          const gained = parts.filter(({ schoolId }) => {
            const own = county.schools.find(({ id }) => id === schoolId);
            return own?.tier === 'R' || own?.weak === true;
          });
          const held = (kind: 'shared' | 'tilted', rows: typeof parts) =>
            rows.reduce((all, { titles }) => all + titles[kind][level], 0);
          const others = parts.filter((row) => !gained.includes(row));
          const hasBoth = gained.length > 0 && others.length > 0;
          const pool = Math.floor((5 * held('shared', parts)) / 100);
          // The two sides are rounded school by school: less than a head for each.
          const expected = hasBoth ? Math.min(pool, held('shared', others)) - parts.length : 0;
          expect(held('tilted', gained) - held('shared', gained)).toBeGreaterThanOrEqual(expected);
        }
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});
