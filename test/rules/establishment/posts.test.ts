/** Posts by subject: curriculum hours and loads, the PE norm, non-teaching caps. */
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../../src/domain/policy.ts';
import type { Stage } from '../../../src/domain/vocabulary.ts';
import { LARGEST } from '../../../src/intake/largest.ts';
import { leastPe, lessonsOf, subjectNeeds } from '../../../src/rules/establishment/curriculum.ts';
import { establish } from '../../../src/rules/establishment/index.ts';
import { type TinyGroup, type TinySchool, tinyCounty } from '../../support/tiny-county.ts';
import { rowOf } from './county.ts';

/** Full-time teachers a class by line of the curriculum, two decimals. */
function perClass(stage: Stage) {
  const { lessons, perTeacher } = lessonsOf({ stage, classes: 1, classesByGrade: null });
  const rounded = (units: number) => Math.round((100 * units) / perTeacher) / 100;
  return {
    all: rounded(lessons.reduce((sum, { units }) => sum + units, 0)),
    lines: Object.fromEntries(lessons.map(({ line, units }) => [line, rounded(units)])),
  };
}

describe('L06: full-time teachers a class', () => {
  test('primary 1.83', () => {
    expect(perClass('P')).toEqual({
      all: 1.83,
      lines: {
        ...{ 语文: 0.5, 数学: 0.31, 英语: 0.09, 道德与法治: 0.15, 科学: 0.09, 体育: 0.19 },
        ...{ 音乐: 0.11, 美术: 0.11, 综合: 0.11, 校本: 0.17 },
      },
    });
  });

  test('junior 2.51', () => {
    expect(perClass('J')).toEqual({
      all: 2.51,
      lines: {
        ...{ 语文: 0.39, 数学: 0.36, 英语: 0.33, 道德与法治: 0.14, 历史: 0.14, 地理: 0.1 },
        ...{ 生物: 0.14, 物理: 0.12, 化学: 0.07, 体育: 0.21, 音乐: 0.06, 美术: 0.06 },
        ...{ 综合: 0.19, 校本: 0.19 },
      },
    });
  });

  test('units are whole numbers, also by grade', () => {
    for (const stage of ['P', 'J'] as const) {
      const classesByGrade = stage === 'P' ? [7, 6, 6, 5, 5, 5] : [4, 5, 6];
      const count = { stage, classes: 0, classesByGrade };
      for (const units of [
        ...lessonsOf(count).lessons.map((each) => each.units),
        ...subjectNeeds(count).values(),
      ]) {
        expect(Number.isSafeInteger(units)).toBe(true);
      }
    }
  });

  test('weights stay exact up to the most classes that a cell may tell', () => {
    for (const stage of ['P', 'J', 'H'] as const) {
      const grades = stage === 'P' ? 6 : 3;
      for (const classesByGrade of [null, Array<number>(grades).fill(LARGEST.classes / grades)]) {
        const needs = subjectNeeds({ stage, classes: LARGEST.classes, classesByGrade });
        const all = [...needs.values()].reduce((a, b) => a + b, 0);
        expect(all).toBeLessThan(Number.MAX_SAFE_INTEGER);
      }
    }
  });

  test('classes spread evenly need what the same classes told by grade need', () => {
    const share = (needs: ReadonlyMap<string, number>) => {
      const all = [...needs.values()].reduce((a, b) => a + b, 0);
      return [...needs].map(([subject, n]) => [subject, Math.round((1e9 * n) / all)]);
    };
    const even = subjectNeeds({ stage: 'P', classes: 24, classesByGrade: null });
    const told = subjectNeeds({ stage: 'P', classes: 24, classesByGrade: [4, 4, 4, 4, 4, 4] });
    expect(share(told)).toEqual(share(even));
  });

  test('5-4 system: five primary grades, and grade 6 as the first of four junior ones', () => {
    const five = subjectNeeds({ stage: 'P', classes: 5, classesByGrade: [1, 1, 1, 1, 1] });
    expect(five.has('英语')).toBe(true);
    const four = subjectNeeds({ stage: 'J', classes: 1, classesByGrade: [1, 0, 0, 0] });
    expect(four.has('科学')).toBe(true);
    expect(four.has('历史')).toBe(false);
  });
});

const school = (extra: Partial<TinySchool> = {}): TinySchool => ({
  ...{ id: 's', tier: 'R', pupils: 480, classes: 12, quota: 22 },
  ...extra,
});
const rowFor = (tiny: TinySchool, policy: unknown = {}, groups: readonly TinyGroup[] = []) =>
  rowOf(establish(tinyCounty({ schools: [tiny], groups }), parsePolicy(policy)), 's');
const posts = (row: ReturnType<typeof rowFor>) =>
  Object.fromEntries(row.subjects.map((each) => [each.subject, each.posts]));

describe('N03, Q24: posts by subject', () => {
  test('a primary school of 12 classes and 22 heads', () => {
    const row = rowFor(school());
    // Cap ⌊9 % of 22⌋ = 1, as the post table says nothing; 21 by hours.
    expect(row.nonTeaching).toMatchObject({ posts: 1, cap: 1 });
    expect(posts(row)).toEqual({
      ...{ 语文: 6, 数学: 4, 英语: 1, 道德与法治: 2, 科学: 1, 体育: 2, 音乐: 1, 美术: 1 },
      ...{ 信息科技: 1, 劳动综合: 1, 心理: 1 },
    });
  });

  test('grades matter: a school of low grades has no English', () => {
    const low = rowFor(school({ classesByGrade: [6, 6, 0, 0, 0, 0] }));
    expect(posts(low).英语 ?? 0).toBe(0);
  });

  test('a senior school follows the mix, a kindergarten has one subject', () => {
    const senior = rowFor(school({ stage: 'H', classes: 20, pupils: 1000, quota: 100 }));
    expect(posts(senior)).toMatchObject({ 语文: 12, 数学: 12, 英语: 12, 物理: 8 });
    const kindergarten = rowFor(school({ stage: 'K', quota: 11, pupils: 150, classes: 5 }));
    expect(posts(kindergarten)).toEqual({ 学前教育: 11 });
  });

  test('a vocational school follows the posts that the bureau set', () => {
    const groups: TinyGroup[] = [
      { schoolId: 's', stage: 'V', subject: '职业专业课', posts: 6 },
      { schoolId: 's', stage: 'V', subject: '数学', posts: 3 },
    ];
    const row = rowFor(school({ stage: 'V', quota: 12 }), {}, groups);
    expect(posts(row)).toEqual({ 数学: 4, 职业专业课: 8 });
    expect(row.subjects.map(({ entered }) => entered)).toEqual([3, 6]);
  });
});

describe('L07: PE teachers by classes', () => {
  test.each([
    ['P', 12, null, 2],
    ['P', 42, null, 7],
    ['P', 6, [6, 0, 0, 0, 0, 0], 1],
    ['P', 7, [0, 0, 7, 0, 0, 0], 1],
    ['P', 8, [0, 0, 8, 0, 0, 0], 2],
    ['J', 21, null, 3],
    ['J', 22, null, 4],
    ['H', 27, null, 3],
    ['K', 27, null, 0],
  ] as const)('%s with %i classes %j: %i', (stage, classes, classesByGrade, expected) => {
    expect(leastPe({ stage, classes, classesByGrade })).toBe(expected);
  });

  test('is a floor of the subject, and the policy can lift it', () => {
    // 40 small classes on 20 heads: two by the hours, seven by the norm.
    const crowded = school({ pupils: 380, classes: 40, quota: 20 });
    expect(posts(rowFor(crowded)).体育).toBe(7);
    expect(posts(rowFor(crowded, { quota: { peFloor: false } })).体育).toBe(2);
    expect(rowFor(crowded, { quota: { peFloor: false } }).peLeast).toBe(0);
  });

  test('a rural school of 200 pupils has one in any case, never more than there are posts', () => {
    const tiny = { classes: 1, quota: 4, classesByGrade: null };
    const pe = (extra: Partial<TinySchool>) => rowFor(school({ ...tiny, ...extra })).peLeast;
    expect(pe({ pupils: 200, stage: 'J' })).toBe(1);
    expect(
      rowFor(school({ ...tiny, pupils: 200, quota: 1, stage: 'H', classes: 40 })).peLeast,
    ).toBe(1);
  });
});

describe('N01, N05: non-teaching posts (教辅, 管理, 工勤)', () => {
  const support = (count: number): TinyGroup[] => [
    { schoolId: 's', category: 'A', posts: count },
    { schoolId: 's', posts: 20 },
  ];

  test.each([
    ['P', 9],
    ['J', 12],
    ['H', 15],
    ['K', 9],
    ['V', 15],
  ] as const)('stage %s: at most %i percent of the quota', (stage, pct) => {
    const row = rowFor(school({ stage, quota: 100, pupils: 900, classes: 30 }));
    expect(row.nonTeaching.cap).toBe(pct);
    expect(row.nonTeaching.posts).toBeLessThanOrEqual(pct);
  });

  test('special schools have no cap', () => {
    expect(rowFor(school({ stage: 'X', quota: 20 })).nonTeaching.cap).toBeNull();
  });

  test('what the bureau set stays, cut to the cap', () => {
    const set = (count: number) =>
      rowFor(school({ quota: 100, pupils: 1900 }), {}, support(count)).nonTeaching;
    expect(set(4)).toMatchObject({ posts: 4, cap: 9, entered: 4 });
    expect(set(12)).toMatchObject({ posts: 9, cap: 9, entered: 12 });
  });

  test('A15: the cap is a share of the quota, or of the staff', () => {
    const county = tinyCounty({
      schools: [school({ quota: 100, pupils: 1900 })],
      teachers: Array.from({ length: 50 }, (_, k) => ({ id: `t${k}`, schoolId: 's' })),
    });
    const cap = (base: string) =>
      rowOf(establish(county, parsePolicy({ nonTeaching: { base } })), 's').nonTeaching.cap;
    expect(cap('quota')).toBe(9);
    expect(cap('staff')).toBe(4);
  });
});
