import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { isNearRetirement } from '../../src/rules/direct-hire.ts';
import { type RetirementTrack, retirementMonth } from '../../src/rules/retirement.ts';
import { tinyCounty } from '../support/tiny-county.ts';

describe('L03: gradual schedule, the vectors of the rulebook', () => {
  const vectors: [RetirementTrack, string, string, number][] = [
    ['women55', '1971-04', '2026-08', 4],
    ['men60', '1964-12', '2024-12', 0],
    ['men60', '1965-01', '2025-02', 1],
    ['men60', '1965-05', '2025-07', 2],
    ['men60', '1976-08', '2039-07', 35],
    ['men60', '1976-09', '2039-09', 36],
    ['women55', '1970-01', '2025-02', 1],
    ['women55', '1981-08', '2039-07', 35],
    ['women55', '1981-09', '2039-09', 36],
    ['women50', '1975-01', '2025-02', 1],
    ['women50', '1984-10', '2039-09', 59],
    ['women50', '1984-11', '2039-11', 60],
  ];
  test.each(vectors)('%s born %s retires %s (%i months later)', (track, birth, month, delay) => {
    expect(retirementMonth(birth, track)).toEqual({ month, delay });
  });
});

describe('D01: fewer than five years on 2026-09', () => {
  const near = (birth: string, sex: 'M' | 'F', category: 'T' | 'W') => {
    const county = tinyCounty({
      schools: [{ id: 's' }],
      teachers: [{ id: 't', schoolId: 's', birth, sex, category }],
    });
    return isNearRetirement(county.teachers[0]!, DEFAULT_POLICY);
  };
  test.each([
    ['M', 'T', '1970-04', '1970-05'],
    ['F', 'T', '1975-04', '1975-05'],
    ['F', 'W', '1979-05', '1979-06'],
  ] as const)('%s %s: born %s is near, %s is not', (sex, category, last, first) => {
    expect(near(last, sex, category)).toBe(true);
    expect(near(first, sex, category)).toBe(false);
  });
});
