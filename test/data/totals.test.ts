import { describe, expect, it } from 'vitest';
import { quotaByRatio } from '../../data/generator/quota.ts';
import type { SchoolPart } from '../../src/domain/county.ts';
import { County } from '../../src/domain/county.ts';
import { countBy, countyOf, isCore, SEEDS, staffOf, sum } from './counties.ts';

/** Pupils and quota of the calibrated table. */
const CELLS = {
  BP: [9622, 228, 444, 469],
  UP: [18281, 462, 875, 905],
  RP: [20205, 745, 1213, 1118],
  BJ: [7290, 153, 525, 553],
  UJ: [6561, 141, 475, 500],
  RJ: [10449, 267, 800, 750],
  BH: [13388, 276, 1071, 1092],
  RH: [2362, 51, 189, 183],
} as const;

function partsOf(scale: 'round' | 'large', seed: number): (SchoolPart & { tier: string })[] {
  return countyOf(scale, seed).county.schools.flatMap((school) =>
    school.parts.map((part) => ({ ...part, tier: school.tier })),
  );
}

describe.each(SEEDS)('county of seed %i', (seed) => {
  const generated = countyOf('round', seed);
  const parts = partsOf('round', seed);
  const core = staffOf(generated).filter(({ teacher }) => isCore(teacher));

  it('has 74 units in 18 districts', () => {
    const { schools, districts } = generated.county;
    expect(countBy(schools, (school) => school.kind)).toEqual({
      小学: 30,
      初级中学: 15,
      九年一贯制: 6,
      高级中学: 5,
      幼儿园: 15,
      中职: 2,
      特教: 1,
    });
    expect(countBy(districts, (district) => district.tier)).toEqual({ B: 1, U: 5, R: 12 });
    expect(schools.filter((school) => school.weak)).toHaveLength(10);
  });

  it('keeps both ledgers exactly', () => {
    const quota = (stage: string) =>
      sum(parts.filter((part) => part.stage === stage).map((part) => part.quota));
    expect(['P', 'J', 'H', 'K', 'V', 'X'].map(quota)).toEqual([2532, 1800, 1260, 420, 560, 106]);
  });

  it.each(Object.entries(CELLS))(
    'cell %s: pupils, classes and staff exact, quota within one head',
    (cell, [pupils, classes, quota, staff]) => {
      const own = parts.filter((part) => part.tier + part.stage === cell);
      expect(sum(own.map((part) => part.pupils))).toBe(pupils);
      expect(sum(own.map((part) => part.classes))).toBe(classes);
      const total = sum(own.map((part) => part.quota));
      expect(Math.abs(total - quota)).toBeLessThanOrEqual(1);
      const heads = core.filter(
        ({ teacher, school }) => school.tier + teacher.stage === cell,
      ).length;
      expect(heads - total).toBe(staff - quota);
    },
  );

  it('has 5570 people on 5592 posts of the main ledger', () => {
    expect(core).toHaveLength(5570);
    const groups = generated.county.postGroups.filter(isCore);
    expect(sum(groups.map((group) => group.posts))).toBe(5592);
  });

  it('gives every school the quota of Q07', () => {
    for (const [stage, approved] of [
      ['P', 2532],
      ['J', 1800],
      ['H', 1260],
    ] as const) {
      const order = ['B', 'U', 'R'].flatMap((tier) =>
        parts.filter((part) => part.stage === stage && part.tier === tier),
      );
      expect(quotaByRatio(stage, approved, order)).toEqual(order.map((part) => part.quota));
    }
  });

  it('gives senior and middle title posts by largest remainder of the stage', () => {
    const caps = (stage: string, level: 'H' | 'M') =>
      sum(parts.filter((part) => part.stage === stage).map((part) => part.titleCaps[level]));
    expect(['P', 'J', 'H', 'K'].map((stage) => caps(stage, 'H'))).toEqual([253, 540, 441, 25]);
    expect(['P', 'J', 'H'].map((stage) => caps(stage, 'M'))).toEqual([1139, 720, 478]);
  });

  it('stays under the caps of non-teaching posts', () => {
    const pct = { P: 9, K: 9, J: 12, H: 15, V: 15 } as Record<string, number>;
    for (const school of generated.county.schools) {
      for (const part of school.parts.filter(({ stage }) => stage !== 'X')) {
        const heads = generated.county.teachers.filter(
          (teacher) =>
            teacher.schoolId === school.id &&
            teacher.stage === part.stage &&
            teacher.category !== 'T',
        ).length;
        expect(heads).toBeLessThanOrEqual(Math.floor((pct[part.stage]! * part.quota) / 100));
      }
    }
  });

  it('is valid by the schema', () => {
    expect(County.parse(generated.county)).toEqual(generated.county);
  });
});

describe('quota by ratio', () => {
  it('gives the published shares for the aggregates of the county', () => {
    const cells = (stage: string) =>
      Object.entries(CELLS)
        .filter(([cell]) => cell.endsWith(stage))
        .map(([, [pupils, classes]]) => ({ pupils, classes }));
    expect(quotaByRatio('P', 2532, cells('P'))).toEqual([444, 874, 1214]);
    expect(quotaByRatio('J', 1800, cells('J'))).toEqual([525, 476, 799]);
    expect(quotaByRatio('H', 1260, cells('H'))).toEqual([1071, 189]);
  });
});

describe('large county', () => {
  it('has 400 schools and 20 000 posts', () => {
    const parts = partsOf('large', 1);
    const total = (stage: string, key: 'quota' | 'pupils') =>
      sum(parts.filter((part) => part.stage === stage).map((part) => part[key]));
    expect(countyOf('large', 1).county.schools).toHaveLength(400);
    expect(['P', 'J', 'H'].map((stage) => total(stage, 'quota'))).toEqual([9056, 6438, 4506]);
    expect(['P', 'J', 'H'].map((stage) => total(stage, 'pupils'))).toEqual([
      172_064, 86_913, 56_325,
    ]);
    expect(
      countyOf('large', 1).county.teachers.every((teacher) => teacher.hiring !== 'unplaced'),
    ).toBe(true);
  });
});
