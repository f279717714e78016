/** 编制总量表, 教学点表 and the establishment columns of the other tables: what is read, and what is said about bad cells. */
import { describe, expect, it } from 'vitest';
import { readCounty } from '../../src/intake/index.ts';
import { type TinyTables, tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';
import { readTiny, rowOf, shortly } from './complaints.ts';

describe('the optional sheets', () => {
  it('are read', () => {
    const { county, cells } = readTiny();
    expect(county?.approved).toEqual([
      { stage: 'J', total: 8, approver: '县委编办', approvedOn: '2025-01', validUntil: null },
      { stage: 'P', total: 8, approver: '县委编办', approvedOn: '2025-01', validUntil: null },
    ]);
    const [site] = county?.sites ?? [];
    expect(site).toMatchObject({ id: 'Z1', schoolId: 'S2', stage: 'P', classes: 2, pupils: 30 });
    expect(site?.classesByGrade).toEqual([1, 1, 0, 0, 0, 0]);
    expect(cells.get('approved/J')).toMatchObject({ sheet: '编制总量表', cell: 'B3' });
    expect(cells.get('part/S2/J')).toMatchObject({ sheet: '学校基本情况表', cell: 'I4' });
  });

  it('may be missing without a remark, and so may the columns', () => {
    const workbook = tinyWorkbook();
    const sheets = workbook.sheets
      .filter(({ name }) => name !== '编制总量表' && name !== '教学点表')
      .map(({ name, rows }) => {
        const last = ['各年级班数', '寄宿生', '预计学生数', '党组织', '所在教学点'];
        const kept = (rows[0] ?? []).map((header) => !last.includes(String(header)));
        return { name, rows: rows.map((row) => row.filter((_, k) => kept[k])) };
      });
    const { county, issues } = readCounty({ sheets }, '测试县');
    expect(issues).toEqual([]);
    expect(county).toMatchObject({ approved: [], sites: [] });
    expect(county?.schools[0]).toMatchObject({ partyCommittee: false });
    expect(county?.schools[0]?.parts[0]).toMatchObject({
      ...{ classesByGrade: null, boarders: 0, expectedPupils: null },
    });
  });

  it('place a site in the frame of the schools, which it does not move', () => {
    const far = readTiny((tables) => {
      rowOf(tables, 'sites', 0).longitude = 119.9;
    });
    expect(far.county?.schools).toEqual(readTiny().county?.schools);
    expect(far.county?.sites[0]?.position?.east).toBeLessThan(0);
  });
});

describe('the columns', () => {
  it.each([
    ['党委', true],
    ['党总支', true],
    ['党支部', false],
    ['是', true],
    ['', false],
  ])('党组织 「%s」 is %s', (text, expected) => {
    const { county } = readTiny((tables) => {
      rowOf(tables, 'schools', 0).partyCommittee = text;
    });
    expect(county?.schools[0]?.partyCommittee).toBe(expected);
  });

  it('各年级班数 is read with any mark between the numbers', () => {
    for (const text of ['2/2/2/2/2/2', '2、2、2、2、2、2', '2 2 2 2 2 2', '3,3,2,2,2']) {
      const { county } = readTiny((tables) => {
        rowOf(tables, 'schools', 0).classesByGrade = text;
      });
      const counts = county?.schools[0]?.parts[0]?.classesByGrade ?? [];
      expect(counts.reduce((a, b) => a + b, 0)).toBe(12);
    }
  });

  it('所在教学点 takes the name or the code', () => {
    for (const text of ['南坡教学点', 'Z1']) {
      const { county } = readTiny((tables) => {
        rowOf(tables, 'roster', 3).site = text;
      });
      expect(county?.teachers.find(({ id }) => id === '202')?.siteId).toBe('Z1');
    }
  });

  it('工作单位 may name the site instead of its central school', () => {
    const { county, issues } = readTiny((tables) => {
      rowOf(tables, 'roster', 3).unit = '南坡教学点';
    });
    expect(issues).toEqual([]);
    expect(county?.teachers.find(({ id }) => id === '202')).toMatchObject({
      ...{ schoolId: 'S2', siteId: 'Z1' },
    });
  });
});

/** One change of the tiny county, and the finding it must bring. */
const BAD: readonly [string, (tables: TinyTables) => void, string][] = [
  [
    'negative pupils',
    (t) => Object.assign(rowOf(t, 'schools', 0), { pupils: -5 }),
    'error negative-number 学校基本情况表 H2',
  ],
  [
    'pupils without classes',
    (t) => Object.assign(rowOf(t, 'schools', 0), { classes: 0 }),
    'error pupils-without-classes 学校基本情况表 G2',
  ],
  [
    'more boarders than pupils',
    (t) => Object.assign(rowOf(t, 'schools', 0), { boarders: 481 }),
    'error boarders-over-pupils 学校基本情况表 U2',
  ],
  [
    'grades that do not add up',
    (t) => Object.assign(rowOf(t, 'schools', 0), { classesByGrade: '1/1/1/1/1/1' }),
    'error classes-by-grade-differ 学校基本情况表 T2',
  ],
  [
    'grades turned into a date',
    (t) => Object.assign(rowOf(t, 'schools', 2), { classesByGrade: new Date('2004-04-04') }),
    'error bad-classes-by-grade 学校基本情况表 T4',
  ],
  [
    'a stage approved twice',
    (t) => t.approved.push({ stage: '初中', total: 9 }),
    'error duplicate-approved-total 编制总量表 A4',
  ],
  [
    'a stage without an approved total',
    (t) => t.approved.pop(),
    'error missing-approved-total 编制总量表 A2',
  ],
  [
    'an approved total that is no number',
    (t) => Object.assign(rowOf(t, 'approved', 0), { total: '待定' }),
    'error not-a-number 编制总量表 B2',
  ],
  [
    'a site of an unknown central school',
    (t) => Object.assign(rowOf(t, 'sites', 0), { school: '城北学校' }),
    'error unknown-school 教学点表 C2',
  ],
  [
    'a site with pupils but no class',
    (t) => Object.assign(rowOf(t, 'sites', 0), { classes: 0, classesByGrade: null }),
    'error pupils-without-classes 教学点表 E2',
  ],
  [
    'sites larger than their school',
    (t) => Object.assign(rowOf(t, 'sites', 0), { pupils: 481 }),
    'error sites-exceed-school 教学点表 F2',
  ],
  [
    'a site code twice',
    (t) => t.sites.push({ ...rowOf(t, 'sites', 0), name: '北坡教学点' }),
    'error duplicate-site 教学点表 A3',
  ],
  [
    'a teacher at the site of another school',
    (t) => Object.assign(rowOf(t, 'roster', 0), { site: '南坡教学点' }),
    'error unknown-site 教职工花名册 AF2',
  ],
  [
    'a school in two ledgers',
    (t) => {
      rowOf(t, 'schools', 2).stage = '幼儿园';
      t.approved.push({ stage: '幼儿园', total: 4 });
    },
    'error school-in-two-ledgers 学校基本情况表 F4',
  ],
];

describe('bad cells', () => {
  it.each(BAD)('%s', (_, change, finding) => {
    const result = readTiny(change);
    expect(result.county).toBeNull();
    expect(shortly(result)).toContain(finding);
  });

  it('say which school it is', () => {
    const { issues } = readTiny((tables) => {
      rowOf(tables, 'schools', 0).classes = 0;
    });
    expect(issues[0]?.message).toContain('S1');
  });

  it('leave the tables alone: a fresh copy each time', () => {
    expect(tinyTables().approved).toHaveLength(2);
  });
});
