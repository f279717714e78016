/** School quotas: the worked numbers of the rulebook, ties, least heads, and what never happens. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/domain/errors.ts';
import { parsePolicy } from '../../../src/domain/policy.ts';
import { establish } from '../../../src/rules/establishment/index.ts';
import { tinyCounty } from '../../support/tiny-county.ts';
import { aggregateCounty, quotas, rowOf } from './county.ts';

const NO_LEAST = { quota: { smallSchoolPupils: 0 } };

describe('Q07 on the aggregates of the calibrated county', () => {
  const table = establish(aggregateCounty(), parsePolicy({}));

  test('gives P 444/874/1214, J 525/476/799, H 1071/189', () => {
    expect(quotas(aggregateCounty())).toEqual({
      ...{ 'P-B': 444, 'P-U': 874, 'P-R': 1214 },
      ...{ 'J-B': 525, 'J-U': 476, 'J-R': 799 },
      ...{ 'H-B': 1071, 'H-R': 189 },
    });
  });

  test('κ is 1.764, 3.209 and 3.853 heads a class', () => {
    expect(table.stages.map(({ perClass }) => perClass)).toEqual([1764, 3209, 3853]);
  });

  test('Q08: pupils by the ratio give the approved totals, the ledger 5592', () => {
    expect(table.stages.map(({ byPupilRatio }) => byPupilRatio)).toEqual([
      253_200, 180_000, 126_000,
    ]);
    expect(table.ledgers[0]).toEqual({ ledger: 'school', quota: 5592, staff: 0 });
  });
});

describe('largest remainder', () => {
  const pair = (ids: readonly [string, string], pupils: readonly [number, number], total: number) =>
    tinyCounty({
      schools: ids.map((id, k) => ({ id, stage: 'H', pupils: pupils[k]!, classes: 10 })),
      approved: [{ stage: 'H', total }],
    });

  test('a tie between equal schools goes to the lower code', () => {
    expect(quotas(pair(['b', 'a'], [500, 500], 81))).toEqual({ a: 41, b: 40 });
  });

  test('a tie between unequal schools goes to the larger one, whatever the codes', () => {
    // 5 heads by 3 : 1 are 3.75 and 1.25; 2 heads are 1.5 and 0.5.
    expect(quotas(pair(['a', 'b'], [100, 300], 2), NO_LEAST)).toEqual({ a: 0, b: 2 });
    expect(quotas(pair(['a', 'b'], [300, 100], 2), NO_LEAST)).toEqual({ a: 2, b: 0 });
  });
});

describe('growth (Q19)', () => {
  const county = tinyCounty({
    schools: [
      { id: 'grows', stage: 'H', pupils: 1000, classes: 20, expectedPupils: 1200 },
      { id: 'stays', stage: 'H', pupils: 1000, classes: 20, expectedPupils: 900 },
    ],
    approved: [{ stage: 'H', total: 160 }],
  });

  test('counts the pupils expected beyond the present ones as the policy says', () => {
    expect(quotas(county)).toEqual({ grows: 80, stays: 80 });
    // 1200 : 1000 of 160.
    expect(quotas(county, { quota: { growthPct: 100 } })).toEqual({ grows: 87, stays: 73 });
  });

  test('is told apart in the explanation', () => {
    const row = rowOf(establish(county, parsePolicy({ quota: { growthPct: 100 } })), 'grows');
    expect(row.parts).toMatchObject({ pupils: 7272, growth: 1455, classes: 0, rounding: -27 });
  });
});

describe('least heads (L01)', () => {
  const small = tinyCounty({
    schools: [
      { id: 'big', pupils: 1900, classes: 40 },
      { id: 'small', tier: 'R', pupils: 60, classes: 6 },
    ],
    approved: [{ stage: 'P', total: 104 }],
  });

  test('a small school has 1.7 heads a class, and the others give for it', () => {
    // By the formula alone 8.95 heads; 6 classes need 11.
    expect(quotas(small, NO_LEAST)).toEqual({ big: 95, small: 9 });
    expect(quotas(small)).toEqual({ big: 93, small: 11 });
    const table = establish(small, parsePolicy({}));
    expect(rowOf(table, 'small').parts.least).toBeGreaterThan(0);
    expect(rowOf(table, 'big').parts.least).toBeLessThan(0);
  });

  const centre = tinyCounty({
    schools: [
      { id: 'centre', tier: 'R', pupils: 300, classes: 12 },
      { id: 'town', pupils: 1600, classes: 35 },
    ],
    sites: [
      { id: 'z1', schoolId: 'centre', pupils: 8, classes: 1 },
      { id: 'z2', schoolId: 'centre', pupils: 54, classes: 3 },
      { id: 'closed', schoolId: 'centre', pupils: 0, classes: 0 },
    ],
    approved: [{ stage: 'P', total: 100 }],
  });

  test('a site has 1.7 heads a class and never fewer than two; a closed one none', () => {
    const { sites } = establish(centre, parsePolicy({}));
    expect(sites.map(({ siteId, heads }) => [siteId, heads])).toEqual([
      ['closed', 0],
      ['z1', 2],
      ['z2', 6],
    ]);
  });

  test('the quota of the sites sits inside the central school', () => {
    const table = establish(centre, parsePolicy({}));
    expect(rowOf(table, 'centre').least).toBe(8);
    expect(table.parts.reduce((sum, { quota }) => sum + quota, 0)).toBe(100);
  });

  test('an approved total below the least heads is refused with the stage', () => {
    const poor = { ...small, approved: [{ ...small.approved[0]!, total: 10 }] };
    const run = () => establish(poor, parsePolicy({}));
    expect(run).toThrow(InputError);
    expect(run).toThrow(/小学.*10 名.*11 名/u);
    expect(run).toThrow(/1 所学校，最多的：small 11 名/u);
  });

  test('the refusal names the schools that need most, those with sites among them', () => {
    const poor = { ...centre, approved: [{ ...centre.approved[0]!, total: 3 }] };
    expect(() => establish(poor, parsePolicy({}))).toThrow(/centre 8 名（教学点 3 个）/u);
  });

  test('numbers too large together are refused with the stage, not with a fault of the program', () => {
    const huge = tinyCounty({
      schools: Array.from({ length: 20 }, (_, k) => ({
        ...{ id: `s${k}`, pupils: 1_000_000, classes: 10_000 },
      })),
      approved: [{ stage: 'P', total: 1_000_000 }],
    });
    const run = () => establish(huge, parsePolicy({ quota: { growthPct: 50 } }));
    expect(run).toThrow(InputError);
    expect(run).toThrow(/小学.*20000000 人.*200000 个/u);
  });

  test('a total that nobody can claim is refused', () => {
    const empty = tinyCounty({ schools: [{ id: 's', pupils: 0, classes: 0, quota: 5 }] });
    expect(() => establish(empty, parsePolicy({}))).toThrow(/没有可据以分配/u);
  });
});

describe('a school with boarders', () => {
  const county = tinyCounty({
    schools: [
      { id: 'boards', stage: 'J', pupils: 600, classes: 12, boarders: 100 },
      { id: 'day', stage: 'J', pupils: 600, classes: 12 },
    ],
    approved: [{ stage: 'J', total: 81 }],
  });

  test('has one dormitory post out of the total, unless the policy says otherwise', () => {
    expect(quotas(county)).toEqual({ boards: 41, day: 40 });
    expect(quotas({ ...county, approved: [] })).toEqual({ boards: 11, day: 9 });
    expect(quotas({ ...county, approved: [] }, { quota: { boardingPost: false } })).toEqual({
      ...{ boards: 10, day: 10 },
    });
  });
});

describe('a nine-year school with boarders', () => {
  const nine = (primary: number, junior: number) =>
    tinyCounty({
      schools: [
        {
          ...{ id: 'nine', kind: '九年一贯制' },
          parts: [
            { stage: 'P', pupils: 380, classes: 10, boarders: primary },
            { stage: 'J', pupils: 270, classes: 6, boarders: junior },
          ],
        },
      ],
    });
  const posts = (county: ReturnType<typeof nine>) => {
    const table = establish(county, parsePolicy({}));
    return ['P' as const, 'J' as const].map(
      (stage) => rowOf(table, 'nine', stage).parts.boarding / 100,
    );
  };

  test('has one dormitory post, where most of them are; of two equal parts the lower stage', () => {
    expect(posts(nine(20, 90))).toEqual([0, 1]);
    expect(posts(nine(90, 20))).toEqual([1, 0]);
    expect(posts(nine(50, 50))).toEqual([1, 0]);
    expect(posts(nine(0, 0))).toEqual([0, 0]);
  });
});

describe('any county', () => {
  const school = fc.record({
    pupils: fc.integer({ min: 1, max: 3000 }),
    classes: fc.integer({ min: 1, max: 60 }),
    boarders: fc.constantFrom(0, 0, 1),
    stage: fc.constantFrom('P' as const, 'J' as const, 'H' as const),
    growth: fc.constantFrom(null, 0, 50, 500),
  });

  test('the quotas add up to the totals and each explanation to its quota', () => {
    fc.assert(
      fc.property(
        fc.array(school, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 500, max: 5000 }),
        fc.constantFrom(0, 30, 100),
        (list, total, growthPct) => {
          const county = tinyCounty({
            schools: list.map(({ growth, ...rest }, k) => ({
              ...{ id: `s${k}`, ...rest },
              boarders: Math.min(rest.boarders, rest.pupils),
              expectedPupils: growth === null ? null : rest.pupils + growth,
            })),
            approved: [...new Set(list.map(({ stage }) => stage))].map((stage) => ({
              ...{ stage, total: total + 1300 },
            })),
          });
          const table = establish(county, parsePolicy({ quota: { growthPct } }));
          for (const stage of table.stages) {
            const own = table.parts.filter((row) => row.stage === stage.stage);
            expect(own.reduce((sum, { quota }) => sum + quota, 0)).toBe(stage.total);
            for (const { quota, parts, least, nonTeaching, subjects } of own) {
              expect(Object.values(parts).reduce((a, b) => a + b, 0)).toBe(100 * quota);
              expect(quota).toBeGreaterThanOrEqual(least);
              const teaching = subjects.reduce((sum, { posts }) => sum + posts, 0);
              expect(teaching + nonTeaching.posts).toBe(quota);
            }
          }
        },
      ),
      { seed: 4, numRuns: 150 },
    );
  });
});
