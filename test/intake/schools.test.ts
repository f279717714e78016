/** Schools, posts and title caps of the tiny county and what becomes of odd rows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Degrees, frameOf, toMetres } from '../../src/intake/positions.ts';
import { readTiny, rowOf, shortly } from './complaints.ts';

const schoolOf = (id: string, result = readTiny()) =>
  result.county?.schools.find((school) => school.id === id);

describe('schools', () => {
  it('puts the rows of one code together as parts', () => {
    const school = schoolOf('S2');
    expect(school).toMatchObject({
      ...{ id: 'S2', name: '城南学校', kind: '九年一贯制', districtId: '城南街道', tier: 'U' },
      ...{ weak: false, zone: null, community: null, keySchool: false },
    });
    expect(school?.parts).toEqual([
      { stage: 'J', ...PART },
      { stage: 'P', ...PART },
    ]);
  });

  it('makes a district of each name, with the tier of its schools', () => {
    expect(readTiny().county?.districts).toEqual([
      { id: '城南街道', name: '城南街道', tier: 'U' },
      { id: '局直学区', name: '局直学区', tier: 'B' },
      { id: '河口镇', name: '河口镇', tier: 'R' },
    ]);
  });

  it('refuses schools of two tiers in one district', () => {
    const result = readTiny((tables) => {
      rowOf(tables, 'schools', 3).district = '局直学区';
    });
    expect(shortly(result)).toEqual(['error conflicting-district 学校基本情况表 E5']);
  });

  it('refuses two codes with one name', () => {
    const result = readTiny((tables) => {
      rowOf(tables, 'schools', 3).name = '实验小学';
    });
    expect(shortly(result)).toContain('error duplicate-school-name 学校基本情况表 B5');
  });

  it.each([
    ['words of the administration', '实验中心小学'],
    ['the town and the centre', '实验镇中心小学'],
    ['full-width brackets', '（实验）小学'],
  ])('shows schools whose names differ by %s, as a warning', (_, name) => {
    const result = readTiny((tables) => {
      Object.assign(rowOf(tables, 'schools', 3), { name, kind: '小学' });
    });
    expect(shortly(result)).toContain('warning near-duplicate-school 学校基本情况表 B5');
  });

  it.each([
    ['one character at one place', '实验小学', '实检小学', 0.001, true],
    ['one character far apart', '张庄小学', '李庄小学', 0.1, false],
    ['a number', '第一小学', '第二小学', 0.001, false],
    ['a direction', '东关小学', '西关小学', 0.001, false],
  ])('names that differ by %s', (_, one, other, degrees, shown) => {
    const result = readTiny((tables) => {
      const [a, b] = [rowOf(tables, 'schools', 0), rowOf(tables, 'schools', 3)];
      const at = { longitude: 115.5, latitude: 35.2, kind: '小学' };
      Object.assign(a, at, { name: one });
      Object.assign(b, at, { name: other, longitude: 115.5 + degrees });
    });
    expect(shortly(result).some((each) => each.includes('near-duplicate-school'))).toBe(shown);
  });

  it('leaves a private school and its people out, saying so at every row', () => {
    const result = readTiny((tables) => {
      rowOf(tables, 'schools', 3).operator = '民办';
    });
    expect(shortly(result)).toEqual([
      'warning out-of-scope 学校基本情况表 P5',
      'warning out-of-scope 岗位设置表 A6',
      'warning out-of-scope 职称岗位表 A5',
      'warning out-of-scope 教职工花名册 F7',
      'warning wish-private-school 志愿表 D2',
      'warning wish-private-school 志愿表 C3',
    ]);
    expect(result.county?.schools.map((school) => school.id)).toEqual(['S1', 'S2']);
    expect(result.county?.teachers.map((teacher) => teacher.id)).not.toContain('301');
  });

  it('says nothing more about a school whose row was refused', () => {
    const result = readTiny((tables) => {
      rowOf(tables, 'schools', 1).quota = -1;
    });
    expect(shortly(result)).toEqual(['error negative-number 学校基本情况表 I3']);
  });

  it('says nothing about wishes for a post whose row was refused', () => {
    const result = readTiny((tables) => {
      rowOf(tables, 'posts', 4).posts = 0.5;
    });
    expect(shortly(result)).toEqual(['error not-a-whole-number 岗位设置表 E6']);
  });

  it('compares 实有在编 with the established people only', () => {
    const result = readTiny((tables) => {
      rowOf(tables, 'roster', 5).employment = '临聘';
    });
    expect(shortly(result)).toEqual([
      'warning staff-count-differs 学校基本情况表 J5',
      'warning title-count-differs 职称岗位表 F5',
    ]);
  });

  it('takes a missing title row as no title posts', () => {
    const result = readTiny((tables) => {
      tables.titles.shift();
    });
    expect(shortly(result)).toEqual(['warning missing-title-caps 学校基本情况表 B2']);
    expect(schoolOf('S1', result)?.parts[0]?.titleCaps).toEqual({ H: 0, M: 0, E: 0 });
  });

  it('refuses a second title row and a second post row of one group', () => {
    const result = readTiny((tables) => {
      tables.titles.push({ ...rowOf(tables, 'titles', 0) });
      tables.posts.push({ ...rowOf(tables, 'posts', 0), category: '教学', school: 'S1' });
    });
    expect(shortly(result)).toEqual([
      'error duplicate-post-group 岗位设置表 D7',
      'error duplicate-title-row 职称岗位表 A6',
    ]);
  });

  it('suggests the nearest school', () => {
    const { issues } = readTiny((tables) => {
      rowOf(tables, 'posts', 0).school = '实验小孝';
    });
    expect(issues[0]?.suggestion).toContain('「实验小学」');
  });
});

const CAPS = { H: 1, M: 2, E: 1 };
const PART = {
  ...{ classes: 12, pupils: 480, quota: 4, temporary: 0, titleCaps: CAPS },
  ...{ classesByGrade: null, boarders: 0, expectedPupils: null },
};

describe('posts', () => {
  it('reads a group with its openings', () => {
    expect(readTiny().county?.postGroups).toContainEqual({
      ...{ id: 'S3/J/T/英语', schoolId: 'S3', stage: 'J', category: 'T', subject: '英语' },
      ...{ posts: 3, openings: 2, mustFill: 1 },
    });
    expect(readTiny().county?.postGroups.map((group) => group.id)).toContain('S2/P/M/-');
  });
});

describe('positions', () => {
  it('are metres east and north of the south-west corner', () => {
    // cos(37.1°) = 0.797584; 0.05° and 0.2° of 111 195 m.
    expect(schoolOf('S1')?.position).toEqual({ east: 0, north: 0 });
    expect(schoolOf('S2')?.position).toEqual({ east: 4434, north: 2224 });
    expect(schoolOf('S3')?.position).toEqual({ east: 17737, north: 22239 });
  });

  it('are null with a warning where the table has none', () => {
    const result = readTiny((tables) => {
      Object.assign(rowOf(tables, 'schools', 3), { longitude: null, latitude: null });
    });
    expect(shortly(result)).toEqual(['warning missing-position 学校基本情况表 R5']);
    expect(schoolOf('S3', result)?.position).toBeNull();
  });

  it('do not depend on the order of the schools', () => {
    const point = fc.record({
      longitude: fc.double({ min: 100, max: 101, noNaN: true }),
      latitude: fc.double({ min: 30, max: 31, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1 }), (points) => {
        const metres = (list: readonly Degrees[]) =>
          list.map((each) => toMetres(each, frameOf(list)));
        expect(metres(points.toReversed())).toEqual(metres(points).toReversed());
      }),
    );
  });

  it('must lie in China', () => {
    const swapped = readTiny((tables) => {
      Object.assign(rowOf(tables, 'schools', 0), { longitude: 37, latitude: 120 });
    });
    expect(shortly(swapped)).toEqual(['warning bad-position 学校基本情况表 R2']);
    expect(schoolOf('S1', swapped)?.position).toBeNull();
  });
});
