/** The balance indicators: worked numbers, who counts where, limits, and the generated county's baseline (domain §5.5). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateCounty } from '../../data/index.ts';
import type { County } from '../../src/domain/county.ts';
import type { IndicatorId, IndicatorReport } from '../../src/domain/indicators.ts';
import { DEFAULT_POLICY, parsePolicy } from '../../src/domain/policy.ts';
import type { Stage } from '../../src/domain/vocabulary.ts';
import { measureIndicators } from '../../src/planning/index.ts';
import { spreadOf, staysWithin } from '../../src/planning/indicators/spread.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

function row(report: IndicatorReport, indicator: IndicatorId, stage: Stage | null) {
  const found = report.stages.find((each) => each.indicator === indicator && each.stage === stage);
  if (found === undefined) throw new Error(`no ${indicator} of ${stage}`);
  return found;
}
function cell(report: IndicatorReport, schoolId: string, stage: Stage, indicator: IndicatorId) {
  const part = report.parts.find((each) => each.schoolId === schoolId && each.stage === stage);
  return part?.values.find((each) => each.indicator === indicator);
}
const measure = (county: County, raw: Record<string, unknown> = {}) =>
  measureIndicators(county, parsePolicy(raw));

describe('the coefficient of variation', () => {
  test('is that of the published example', () => {
    const pupils = [45, 37, 89, 76, 55];
    const found = spreadOf(
      [279, 137, 935, 160, 402].map((count, k) => ({ count, weight: pupils[k]! })),
    );
    expect(found?.mean).toBeCloseTo(6.3344, 4);
    expect(found?.deviation).toBeCloseTo(3.2639, 4);
    expect(found?.coefficient).toBeCloseTo(0.5153, 4);
  });
  test('is 0 when every school has the same ratio, and absent when nobody is counted', () => {
    const even = [
      { count: 1, weight: 100 },
      { count: 3, weight: 300 },
    ];
    expect(spreadOf(even)?.coefficient).toBe(0);
    expect(spreadOf([{ count: 0, weight: 100 }])).toBeNull();
    expect(spreadOf([])).toBeNull();
  });
});

describe('who counts where', () => {
  const county = tinyCounty({
    schools: [
      {
        id: 'nine',
        tier: 'U',
        kind: '九年一贯制',
        parts: [
          { stage: 'P', pupils: 100, quota: 4 },
          { stage: 'J', pupils: 50, quota: 4 },
        ],
      },
      { id: 'site', tier: 'R', kind: '教学点', parts: [{ stage: 'P', pupils: 49, quota: 2 }] },
      { id: 'special', tier: 'B', kind: '特教', parts: [{ stage: 'X', pupils: 40, quota: 2 }] },
      { id: 'empty', tier: 'R', parts: [{ stage: 'P', pupils: 0, quota: 2 }] },
    ],
    groups: [{ schoolId: 'nine', stage: 'J', subject: '音乐', openings: 1 }],
    teachers: [
      { id: 'a', schoolId: 'nine', stage: 'P', mainSubject: '体育', degree: 'college' },
      { id: 'b', schoolId: 'nine', stage: 'J', mainSubject: '语文', degree: 'college', title: 'H' },
      { id: 'c', schoolId: 'nine', stage: 'P', mainSubject: '美术', employment: 'temporary' },
      { id: 'd', schoolId: 'nine', stage: 'P', category: 'A', backbone: true },
      { id: 'e', schoolId: 'site', mainSubject: '体育', backbone: true, countsAgainstPosts: false },
      mover({ id: 'm', schoolId: 'nine', stage: 'P', mainSubject: '体育', backbone: true }),
    ],
  });
  const report = measure(county);
  test('nine-year schools are split into parts', () => {
    // a and m: two PE teachers at 100 pupils; c is no teacher on quota.
    expect(cell(report, 'nine', 'P', 'arts')).toMatchObject({ count: 2, value: 2, met: true });
    expect(cell(report, 'nine', 'J', 'arts')).toMatchObject({ count: 0, value: 0, met: false });
  });
  test('sites under 50 pupils, special schools and parts without pupils are left out', () => {
    expect(row(report, 'arts', 'P')).toMatchObject({ schools: 1, count: 2, base: 100 });
    expect(cell(report, 'site', 'P', 'arts')).toBeUndefined();
    expect(cell(report, 'special', 'X', 'arts')).toBeUndefined();
    expect(cell(report, 'empty', 'P', 'arts')).toBeUndefined();
  });
  test('a teaching site of 50 pupils is compared', () => {
    const more = {
      ...county,
      schools: county.schools.map((school) =>
        school.id === 'site' ? { ...school, parts: [{ ...school.parts[0]!, pupils: 50 }] } : school,
      ),
    };
    expect(row(measure(more), 'arts', 'P')).toMatchObject({ schools: 2, count: 3, base: 150 });
  });
  test('the degree above the required one hangs on the stage, and on the policy', () => {
    expect(row(report, 'above-degree', 'P').count).toBe(2);
    expect(row(report, 'above-degree', 'J').count).toBe(0);
    const lax = measure(county, { 'indicators.aboveDegreeJunior': 'college' });
    expect(row(lax, 'above-degree', 'J').count).toBe(1);
    const strict = measure(county, { 'indicators.aboveDegreePrimary': 'bachelor' });
    expect(row(strict, 'above-degree', 'P').count).toBe(1);
  });
  test('backbone and senior titles count teachers only, the fill rate all staff on quota', () => {
    expect(row(report, 'backbone', 'P').count).toBe(1);
    // a, d, m at the nine-year school and e at the site (outside the posts, on the books); quota 4 + 2 + 2.
    expect(row(report, 'fill-rate', 'P')).toMatchObject({ count: 4, base: 8, value: 50 });
    expect(row(report, 'staff', 'P')).toMatchObject({ count: 3, base: 100, value: 3 });
  });
  test('a placement moves a person to the part and the subject of the post; who stands by stays on the books', () => {
    const after = measureIndicators(county, DEFAULT_POLICY, [
      { teacherId: 'm', postGroupId: 'nine/J/T/音乐' },
    ]);
    expect(cell(after, 'nine', 'P', 'arts')?.count).toBe(1);
    expect(cell(after, 'nine', 'J', 'arts')?.count).toBe(1);
    expect(cell(after, 'nine', 'J', 'backbone')?.count).toBe(1);
    expect(measureIndicators(county, DEFAULT_POLICY, [])).toEqual(report);
  });
});

describe('limits', () => {
  /** One primary school with a share of PE teachers exactly at 0.9 per 100, one a head below. */
  const county = tinyCounty({
    schools: [
      { id: 'at', tier: 'U', parts: [{ stage: 'P', pupils: 1000, temporary: 3 }] },
      { id: 'below', tier: 'R', parts: [{ stage: 'P', pupils: 1000, temporary: 4 }] },
    ],
    teachers: [9, 8].flatMap((heads, k) =>
      Array.from({ length: heads }, (_, at) => ({
        id: `t${k}${at}`,
        schoolId: k === 0 ? 'at' : 'below',
        mainSubject: '体育' as const,
        title: k === 0 ? ('H' as const) : ('E' as const),
        degree: at < 5 ? ('bachelor' as const) : ('college' as const),
      })),
    ),
  });
  const report = measure(county);
  test('a threshold is reached when it is met exactly', () => {
    expect(cell(report, 'at', 'P', 'arts')?.met).toBe(true);
    expect(cell(report, 'below', 'P', 'arts')?.met).toBe(false);
    expect(row(report, 'arts', 'P')).toMatchObject({ limit: 0.9, met: false, meeting: 1 });
    expect(row(report, 'arts', 'P').min).toEqual({ schoolId: 'below', value: 0.8 });
    expect(row(report, 'arts', 'P').max).toEqual({ schoolId: 'at', value: 0.9 });
  });
  test('the coefficient is held against the limit of the policy', () => {
    // 9 and 8 heads at equal pupils: S / X̄ = 0.05 / 0.85.
    expect(row(report, 'arts', 'P')).toMatchObject({ cv: 0.0588, cvLimit: 0.5, cvMet: true });
    const strict = measure(county, { 'indicators.cvPrimaryPct': 5 });
    expect(row(strict, 'arts', 'P')).toMatchObject({ cvLimit: 0.05, cvMet: false });
  });
  test('a coefficient of exactly 0.5 stays within 0.50, a head more does not', () => {
    // Two schools of 51 pupils, 9 and 3 heads: S / X̄ = 3/6, in doubles 0.5000000000000001.
    const parts = (more: number) => [
      { count: 9 + more, weight: 51 },
      { count: 3, weight: 51 },
    ];
    expect(spreadOf(parts(0))?.coefficient).toBeGreaterThan(0.5);
    expect(staysWithin(parts(0), 50)).toBe(true);
    expect(staysWithin(parts(1), 50)).toBe(false);
  });
  test('in whole numbers the limit reads as in doubles, away from it', () => {
    const part = fc.record({ count: fc.nat(60), weight: fc.integer({ min: 1, max: 3000 }) });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 40 }), fc.nat(100), (parts, pct) => {
        const spread = spreadOf(parts);
        if (spread === null || Math.abs(spread.coefficient - pct / 100) < 1e-9) return;
        expect(staysWithin(parts, pct)).toBe(spread.coefficient <= pct / 100);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
  test('T09: half of the schools have a senior title, below 70 % and at 50 %', () => {
    expect(row(report, 'senior-schools', null)).toMatchObject({
      count: 1,
      base: 2,
      value: 50,
      limit: 70,
      met: false,
    });
    const lax = measure(county, { 'indicators.seniorSchoolsPct': 50 });
    expect(row(lax, 'senior-schools', null).met).toBe(true);
    expect(cell(report, 'at', 'P', 'senior-title')?.met).toBe(true);
    expect(cell(report, 'below', 'P', 'senior-title')?.met).toBe(false);
  });
  test('E03: the share with the target degree of the stage', () => {
    // 10 of 17 with 本科: 58.8 %, the target is 58.
    expect(row(report, 'degree-share', 'P')).toMatchObject({
      value: 58.8235,
      limit: 58,
      met: true,
    });
  });
  test('Q17: temporary staff are counted, pupils per teacher divided', () => {
    expect(row(report, 'temporary', 'P')).toMatchObject({ count: 7, base: null, value: 7 });
    expect(row(report, 'pupils-per-teacher', 'P').value).toBeCloseTo(2000 / 17, 4);
  });
});

describe('the generated county', () => {
  const { county } = generateCounty('county', 1);
  const report = measure(county);
  test.each([
    // Domain §5.5, the prototype's figures: exact where the totals are, near where people are drawn.
    ['staff', 'P', 5.18, 0, 0.074, 0.015],
    ['staff', 'J', 7.42, 0, 0.039, 0.015],
    ['backbone', 'P', 0.81, 0.1, 0.427, 0.1],
    ['backbone', 'J', 1.13, 0.1, 0.56, 0.05],
    ['arts', 'P', 1.0, 0.05, 0.11, 0.03],
    ['arts', 'J', 0.81, 0.05, 0.198, 0.03],
  ] as const)('%s of %s', (indicator, stage, value, near, cv, cvNear) => {
    const found = row(report, indicator, stage);
    expect(Math.abs((found.value as number) - value)).toBeLessThanOrEqual(near + 0.005);
    expect(Math.abs((found.cv as number) - cv)).toBeLessThanOrEqual(cvNear);
  });
  test('backbone teachers of junior schools are over the limit, PE and art teachers below the threshold', () => {
    expect(row(report, 'backbone', 'J')).toMatchObject({ cvLimit: 0.45, cvMet: false });
    expect(row(report, 'arts', 'J')).toMatchObject({ limit: 0.9, met: false });
  });
  test('degree shares are near the calibrated ones', () => {
    expect(row(report, 'degree-share', 'J').met).toBe(true);
    expect(row(report, 'degree-share', 'P').value).toBeGreaterThan(58);
  });
});
