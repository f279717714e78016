/** 编制总量表, 教学点表 and school table: numbers beyond any county, words that name two places, cells at odds. */
import { describe, expect, it } from 'vitest';
import { readCounty } from '../../src/intake/index.ts';
import { type TinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';
import { readTiny, rowOf, shortly } from './complaints.ts';

/** One change of the tiny county, and the finding it must bring. */
type Bad = [string, (tables: TinyTables) => void, string];

/** Cells that a county in this world does not have. */
const TOO_LARGE: readonly Bad[] = [
  [
    'pupils',
    (t) => Object.assign(rowOf(t, 'schools', 0), { pupils: 999_999_999_999 }),
    'error number-too-large 学校基本情况表 H2',
  ],
  [
    'classes',
    (t) => Object.assign(rowOf(t, 'schools', 0), { classes: 10_001 }),
    'error number-too-large 学校基本情况表 G2',
  ],
  [
    'a quota',
    (t) => Object.assign(rowOf(t, 'schools', 0), { quota: 100_001 }),
    'error number-too-large 学校基本情况表 I2',
  ],
  [
    'an approved total',
    (t) => Object.assign(rowOf(t, 'approved', 0), { total: 9e15 }),
    'error number-too-large 编制总量表 B2',
  ],
  [
    'pupils of a site',
    (t) => Object.assign(rowOf(t, 'sites', 0), { pupils: 1_000_001 }),
    'error number-too-large 教学点表 F2',
  ],
  [
    'posts',
    (t) => Object.assign(rowOf(t, 'posts', 0), { posts: 100_001 }),
    'error number-too-large 岗位设置表 E2',
  ],
];

/** Words that would name two places. */
const NAMED_TWICE: readonly Bad[] = [
  [
    'one site name under two schools',
    (t) => t.sites.push(siteOf('Z2', '南坡教学点', { school: '实验小学' })),
    'error duplicate-site-name 教学点表 B3',
  ],
  [
    'one site name twice at a school',
    (t) => t.sites.push(siteOf('Z2', '南坡 教学点', { classes: 1, pupils: 10 })),
    'error duplicate-site-name 教学点表 B3',
  ],
  [
    'a site code that is a school code',
    (t) => Object.assign(rowOf(t, 'sites', 0), { code: 'S1' }),
    'error site-named-as-school 教学点表 A2',
  ],
  [
    'a site name that is a school name',
    (t) => Object.assign(rowOf(t, 'sites', 0), { name: '河口中学' }),
    'error site-named-as-school 教学点表 B2',
  ],
  [
    'a site name that is the code of a school below it',
    (t) => Object.assign(rowOf(t, 'sites', 0), { name: 'S3' }),
    'error site-named-as-school 教学点表 B2',
  ],
];

/** Sense between the cells. */
const AT_ODDS: readonly Bad[] = [
  [
    'an approval that ends before it was given',
    (t) => Object.assign(rowOf(t, 'approved', 0), { validUntil: '2024-12' }),
    'error approval-ends-before-it-begins 编制总量表 E2',
  ],
  [
    'a 教学点 among the schools without a quota belongs into the 教学点表',
    (t) => Object.assign(rowOf(t, 'schools', 0), { kind: '教学点', quota: null }),
    'error site-among-schools 学校基本情况表 I2',
  ],
];

function siteOf(code: string, name: string, rest: object = {}) {
  const grades = { stage: '小学', classesByGrade: null };
  return { code, name, school: '城南学校', classes: 1, pupils: 12, ...grades, ...rest };
}

describe('numbers beyond any county', () => {
  it.each(TOO_LARGE)('%s', (_, change, finding) => {
    const result = readTiny(change);
    expect(result.county).toBeNull();
    expect(shortly(result)).toContain(finding);
  });
});

describe('sites are told apart', () => {
  it.each(NAMED_TWICE)('%s', (_, change, finding) => {
    const result = readTiny(change);
    expect(result.county).toBeNull();
    expect(shortly(result)).toContain(finding);
  });

  it('whatever the order of the rows, a site is no central school', () => {
    for (const turn of [(rows: object[]) => rows, (rows: object[]) => rows.reverse()]) {
      const result = readTiny((t) => {
        t.sites.push(siteOf('Z2', '北坡教学点', { school: '南坡教学点' }));
        turn(t.sites);
      });
      expect(result.issues.map(({ code }) => code)).toContain('unknown-school');
    }
  });

  it('and keep the same school whatever the order', () => {
    const inOrder = (turn: (rows: object[]) => object[]) =>
      readTiny((t) => {
        t.sites.push(siteOf('Z2', '北坡教学点', { school: '实验小学' }));
        turn(t.sites);
        rowOf(t, 'roster', 0).unit = '北坡教学点';
        rowOf(t, 'roster', 3).unit = '南坡教学点';
      }).county;
    const county = inOrder((rows) => rows);
    expect(county?.teachers.map(({ schoolId }) => schoolId).slice(0, 4)).toEqual([
      ...['S1', 'S1', 'S2', 'S2'],
    ]);
    expect(inOrder((rows) => rows.reverse())).toEqual(county);
  });
});

describe('cells at odds', () => {
  it.each(AT_ODDS)('%s', (_, change, finding) => {
    const result = readTiny(change);
    expect(result.county).toBeNull();
    expect(shortly(result)).toContain(finding);
  });

  it.each<[string, (tables: TinyTables) => void, string]>([
    [
      'an approved stage that no school has',
      (t) => t.approved.push({ stage: '高中', total: 9 }),
      'warning approved-stage-without-school 编制总量表 A4',
    ],
    [
      'classes without pupils at a school',
      (t) => Object.assign(rowOf(t, 'schools', 0), { pupils: 0 }),
      'warning classes-without-pupils 学校基本情况表 H2',
    ],
    [
      'classes without pupils at a site',
      (t) => Object.assign(rowOf(t, 'sites', 0), { pupils: 0 }),
      'warning classes-without-pupils 教学点表 F2',
    ],
    [
      'more than 100 pupils a class',
      (t) => Object.assign(rowOf(t, 'schools', 0), { pupils: 1201 }),
      'warning unusual-class-size 学校基本情况表 G2',
    ],
    [
      'fewer than 3 pupils a class',
      (t) => Object.assign(rowOf(t, 'sites', 0), { pupils: 5 }),
      'warning unusual-class-size 教学点表 E2',
    ],
  ])('%s: a warning, and the county is read', (_, change, finding) => {
    const result = readTiny(change);
    expect(shortly(result)).toEqual([finding]);
    expect(result.county).not.toBeNull();
  });

  it('100 and 3 pupils a class pass without a word', () => {
    const { issues } = readTiny((t) => {
      rowOf(t, 'schools', 0).pupils = 1200;
      rowOf(t, 'sites', 0).pupils = 6;
    });
    expect(issues).toEqual([]);
  });
});

describe('the columns of the 编制岗位表', () => {
  it('职称核定 before the tilt may be pasted with their headers', () => {
    const workbook = tinyWorkbook();
    const sheets = workbook.sheets.map(({ name, rows }) => ({
      name,
      rows: rows.map((row, k) =>
        k === 0 ? row.map((cell) => String(cell).replace(/级核定$/u, '级核定（倾斜前）')) : row,
      ),
    }));
    const pasted = readCounty({ sheets }, '测试县');
    expect(pasted.county).toEqual(readCounty(workbook, '测试县').county);
    expect(shortly(pasted)).toEqual([]);
  });
});
