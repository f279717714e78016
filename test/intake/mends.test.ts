/** What a planner says yes to: offered mends, sheets and columns told by hand, more synonyms, corrected cells. */
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/domain/errors.ts';
import { type Mends, NO_MENDS, parseMends } from '../../src/domain/mends.ts';
import { readCounty } from '../../src/intake/index.ts';
import type { RawSheet, RawWorkbook } from '../../src/workbook/port.ts';
import { tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';
import { complaints, rowOf, shortly } from './complaints.ts';

const plain = readCounty(tinyWorkbook(), '县').county;
const mendsOf = (part: Partial<Mends>): Mends => ({ ...NO_MENDS, ...part });
const ROSTER = '教职工花名册';

function changed(name: string, change: (sheet: RawSheet) => RawSheet[]): RawWorkbook {
  return { sheets: tinyWorkbook().sheets.flatMap((s) => (s.name === name ? change(s) : [s])) };
}

const withHeader = (sheet: RawSheet, from: string, to: string): RawSheet => ({
  ...sheet,
  rows: sheet.rows.map((row, i) => (i === 0 ? row.map((v) => (v === from ? to : v)) : row)),
});

/** The roster in two sheets of three people each. */
const split = changed(ROSTER, (sheet) => {
  const [header = [], ...rows] = sheet.rows;
  return [
    { ...sheet, rows: [header, ...rows.slice(0, 3)] },
    { ...sheet, name: '初中部', rows: [['某校'], header, ...rows.slice(3)] },
  ];
});

describe('an offered mend', () => {
  it('waits: the second sheet of a table is an error until somebody says yes', () => {
    const waiting = readCounty(split, '县');
    expect(waiting.county).toBeNull();
    expect(waiting.issues.find(({ code }) => code === 'second-sheet')).toMatchObject({
      ...{ severity: 'error', mend: 'offered', sheet: '初中部', takenFor: null },
    });
    const told = readCounty(split, '县', mendsOf({ accept: [{ code: 'second-sheet' }] }));
    expect(told.county).toEqual(plain);
    expect(told.issues.find(({ code }) => code === 'second-sheet')).toMatchObject({
      ...{ severity: 'mended', mend: 'accepted' },
    });
  });

  it('is accepted for one cell only where the cell is named', () => {
    const tables = tinyTables();
    rowOf(tables, 'posts', 0).school = '实验小孝';
    rowOf(tables, 'posts', 1).school = '城南学孝';
    const raw = tinyWorkbook(tables);
    expect(shortly(readCounty(raw, '县'))).toContain('error similar-school 岗位设置表 A2');
    const one = mendsOf({ accept: [{ code: 'similar-school', sheet: '岗位设置表', cell: 'A2' }] });
    const left = shortly(readCounty(raw, '县', one)).filter((line) => line.startsWith('error'));
    expect(left).toEqual(['error similar-school 岗位设置表 A3']);
    const all = mendsOf({ accept: [{ code: 'similar-school' }] });
    expect(readCounty(raw, '县', all).county).toEqual(plain);
  });

  it('is not made for a school that differs in a number or a direction', () => {
    const tables = tinyTables();
    rowOf(tables, 'posts', 1).school = '城北学校';
    const { issues } = readCounty(tinyWorkbook(tables), '县');
    expect(issues.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'unknown-school', mend: null },
    ]);
  });

  it('numbers people without a staff number, whatever the order of the rows', () => {
    const tables = tinyTables();
    for (const row of [0, 5]) rowOf(tables, 'roster', row).staffNo = null;
    tables.tasks = [];
    const yes = mendsOf({ accept: [{ code: 'missing-staff-number' }] });
    const { county, issues } = readCounty(tinyWorkbook(tables), '县', yes);
    expect(complaints(issues).map(({ code }) => code)).toEqual(['empty-table']);
    const ids = county?.teachers.map(({ id }) => id) ?? [];
    expect(ids).toEqual(expect.arrayContaining(['实验小学-补001', '河口中学-补001']));
    tables.roster.reverse();
    expect(readCounty(tinyWorkbook(tables), '县', yes).county).toEqual(county);
  });
});

describe('what is told by hand', () => {
  it('a sheet under any name, with headers nobody knows', () => {
    const raw = changed('业绩考核表', (sheet) => [
      {
        ...sheet,
        name: '附表',
        rows: [
          ['编号', '得几分'],
          ['102', 87.25],
          ['201', 90],
        ],
      },
    ]);
    const before = readCounty(raw, '县');
    expect(before.sheets.find(({ sheet }) => sheet === '附表')).toMatchObject({
      ...{ table: null, headerRow: 1, rows: 2 },
    });
    const told = mendsOf({
      sheets: [{ sheet: '附表', table: 'merits' }],
      columns: [
        { sheet: '附表', column: 'A', field: 'staffNo' },
        { sheet: '附表', column: 'B', field: 'total' },
      ],
    });
    expect(readCounty(raw, '县', told).county).toEqual(plain);
  });

  it('a further synonym', () => {
    const raw = changed(ROSTER, (sheet) => [withHeader(sheet, '任教学科', '执教科目')]);
    const before = readCounty(raw, '县');
    expect(before.county).toBeNull();
    const unknown = before.sheets
      .find(({ table }) => table === 'roster')
      ?.columns.find(({ header }) => header === '执教科目');
    expect(unknown).toMatchObject({ field: null, guesses: ['subjects'] });
    const told = mendsOf({
      headers: [{ table: 'roster', field: 'subjects', names: ['执教科目'] }],
    });
    expect(readCounty(raw, '县', told).county).toEqual(plain);
  });

  it('a column or a sheet that is to be passed over', () => {
    const raw = changed(ROSTER, (sheet) => [sheet, { ...sheet, name: '旧花名册' }]);
    expect(readCounty(raw, '县').county).toBeNull();
    const ignored = mendsOf({ sheets: [{ sheet: '旧花名册', table: 'ignore' }] });
    expect(readCounty(raw, '县', ignored)).toMatchObject({ county: plain, issues: [] });
    const column = mendsOf({ columns: [{ sheet: '业绩考核表', column: 'B', field: 'ignore' }] });
    expect(readCounty(tinyWorkbook(), '县', column).county).toEqual(plain);
  });

  it('a corrected cell', () => {
    const tables = tinyTables();
    rowOf(tables, 'roster', 2).title = '大师';
    const told = mendsOf({ cells: [{ sheet: ROSTER, cell: 'O4', value: '中级' }] });
    expect(readCounty(tinyWorkbook(tables), '县', told)).toMatchObject({
      county: plain,
      issues: [],
    });
  });

  it('an unknown field is bad input', () => {
    const told = mendsOf({ headers: [{ table: 'roster', field: 'shoe', names: ['鞋码'] }] });
    expect(() => readCounty(tinyWorkbook(), '县', told)).toThrow(InputError);
  });
});

describe('the mends file', () => {
  it('fills in what is left out, and refuses what it does not know without quoting values', () => {
    const minimal = parseMends({ format: 'tiaopei-mends/1', accept: [{ code: 'second-sheet' }] });
    expect(minimal).toEqual({ ...NO_MENDS, accept: [{ code: 'second-sheet' }] });
    const bad = { format: 'tiaopei-mends/1', cells: [{ sheet: ROSTER, cell: '机密', value: 3 }] };
    expect(() => parseMends(bad)).toThrow(InputError);
    expect(() => parseMends(bad)).not.toThrow(/机密/);
  });
});
