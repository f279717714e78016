/** Safe mends of single cells: each is applied, listed with what it was taken for, and leaves the county as it was. */
import { describe, expect, it } from 'vitest';
import type { TableId } from '../../src/intake/headers.ts';
import { checkDigit } from '../../src/intake/identity.ts';
import { readCounty } from '../../src/intake/index.ts';
import { LISTED_MENDS } from '../../src/intake/issues.ts';
import type { CellValue } from '../../src/workbook/port.ts';
import { sheetName, tinyCell, tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';
import { complaints, readTiny, rowOf } from './complaints.ts';

type Case = [
  table: TableId,
  row: number,
  key: string,
  value: CellValue,
  code: string,
  takenFor: string,
];

const CASES: Case[] = [
  ['schools', 0, 'pupils', '４８０', 'full-width', '480'],
  ['schools', 0, 'pupils', '480', 'number-as-text', '480'],
  ['schools', 0, 'classes', '12个', 'number-form', '12'],
  ['schools', 0, 'tier', '局直属', 'synonym', '局直'],
  ['schools', 0, 'weak', '×', 'yes-no-mark', '否'],
  ['schools', 0, 'name', '实验(shí)小学', 'pinyin-inserted', '实验小学'],
  ['posts', 0, 'school', ' 实验小学　', 'stray-space', '实验小学'],
  ['posts', 0, 'school', '实验 小学', 'stray-space', '实验小学'],
  ['roster', 0, 'staffNo', '\u200b101', 'stray-space', '101'],
  ['roster', 0, 'subjects', '小学语文', 'subject-synonym', '语文'],
  ['roster', 0, 'title', '小学高级', 'old-title', '中级'],
  ['roster', 0, 'schoolStart', 41153, 'serial-date', '＊＊＊-09'],
  ['roster', 0, 'schoolStart', '2012.9', 'date-form', '＊＊＊-09'],
  ['roster', 0, 'birth', '198506', 'date-form', '＊＊＊'],
  ['roster', 0, 'name', '测 试101', 'stray-space', '＊＊＊'],
  ['wishes', 0, 'obeys', '√', 'yes-no-mark', '是'],
  ['merits', 0, 'total', '87.25%', 'number-form', '87.25'],
  ['merits', 1, 'total', "'90", 'text-mark', '90'],
];

const plain = readTiny().county;

describe('one cell', () => {
  it.each(CASES)('%s row %i %s = %j: %s', (table, row, key, value, code, takenFor) => {
    const { county, issues } = readTiny((tables) => {
      rowOf(tables, table, row)[key] = value;
    });
    expect(complaints(issues)).toEqual([]);
    expect(county).toEqual(plain);
    const cell = tinyCell(table, row, key);
    const listed = issues.find((issue) => issue.code === code && issue.cell === cell);
    expect(listed).toMatchObject({
      ...{ severity: 'mended', mend: 'applied', sheet: sheetName(table), takenFor },
    });
  });

  it('#N/A, 「/」 and 「—」 are empty', () => {
    for (const mark of ['#N/A', '/', '—', '无']) {
      const { county, issues } = readTiny((tables) => {
        rowOf(tables, 'roster', 0).secondSubject = mark;
      });
      expect(county).toEqual(plain);
      expect(issues.map(({ code }) => code)).toEqual(['empty-mark']);
    }
  });
});

describe('dates', () => {
  it('serial numbers count from 1904 where the workbook says so', () => {
    const tables = tinyTables();
    rowOf(tables, 'roster', 0).schoolStart = 41153 - 1462;
    const { sheets } = tinyWorkbook(tables);
    const old = { sheets: sheets.map((sheet) => ({ ...sheet, date1904: true })) };
    expect(readCounty(old, '测试县').county).toEqual(plain);
    expect(readCounty({ sheets }, '测试县').county).not.toEqual(plain);
  });

  it('1968.1 is ambiguous, 1968.10 is not', () => {
    const codes = (value: CellValue) =>
      readTiny((tables) => {
        rowOf(tables, 'roster', 0).schoolStart = value;
      }).issues.map(({ code, severity }) => `${severity} ${code}`);
    expect(codes(2012.1)).toEqual(['warning ambiguous-month']);
    expect(codes('2012.1')).toEqual(['warning ambiguous-month']);
    expect(codes('2012.10')).toEqual(['mended date-form']);
  });
});

describe('a person', () => {
  const digits = '37068219850612012';
  const idNumber = digits + checkDigit(digits);

  it.each([
    [idNumber.toLowerCase(), []],
    [`'${idNumber}`, ['mended text-mark']],
    [`${digits.slice(0, 6)}${digits.slice(8)}`, ['mended old-id-number']],
    [Number(idNumber.replace('X', '0')), ['error id-number-lost-digits']],
    ['3.70682E+17', ['error id-number-lost-digits']],
  ])('ID number %j', (value, expected) => {
    const { issues } = readTiny((tables) => {
      rowOf(tables, 'roster', 0).idNumber = value as CellValue;
    });
    const codes = issues.map(({ severity, code }) => `${severity} ${code}`);
    expect(codes.filter((line) => !line.endsWith('id-number-form'))).toEqual(expected);
    expect(JSON.stringify(issues)).not.toMatch(/37068219|850612/);
  });

  it('is matched by ID number or by name, school and birth, where the form has no staff number', () => {
    const by = (own: Record<string, CellValue>) =>
      readTiny((tables) => {
        rowOf(tables, 'roster', 1).idNumber = idNumber;
        Object.assign(rowOf(tables, 'merits', 0), { staffNo: null, ...own });
      });
    const known = readTiny((tables) => {
      rowOf(tables, 'roster', 1).idNumber = idNumber;
    }).county;
    expect(by({ idNumber }).county).toEqual(known);
    expect(by({ name: '测试102', unit: '实验小学', birth: '1985-06' }).county).toEqual(known);
    const nameOnly = by({ name: '测试102' });
    expect(nameOnly.county).toBeNull();
    expect(nameOnly.issues.map(({ code }) => code)).toContain('missing-value');
  });

  it('keeps its number when a spreadsheet dropped the leading zeros', () => {
    const { issues } = readTiny((tables) => {
      rowOf(tables, 'roster', 1).staffNo = '0102';
      rowOf(tables, 'wishes', 0).staffNo = 102;
      rowOf(tables, 'merits', 0).staffNo = '102';
    });
    expect(issues.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'mended leading-zeros',
      'mended leading-zeros',
    ]);
  });

  it('under another name on a form is pointed out, and so is one entered twice', () => {
    const other = readTiny((tables) => {
      rowOf(tables, 'wishes', 0).name = '别人';
    });
    expect(complaints(other.issues).map(({ code }) => code)).toEqual(['name-differs-from-roster']);
    const twice = readTiny((tables) => {
      tables.roster.push({ ...rowOf(tables, 'roster', 0), staffNo: '109' });
    });
    expect(complaints(twice.issues).map(({ code }) => code)).toContain('near-duplicate-person');
  });

  it('is hired on the level that the grade tells, in three spellings', () => {
    for (const grade of ['专技八级', '8级', '八', 8]) {
      const { county, issues } = readTiny((tables) => {
        Object.assign(rowOf(tables, 'roster', 0), { title: '高级', grade });
      });
      expect(county?.teachers[0]?.title).toBe('M');
      expect(complaints(issues).map(({ code }) => code)).toEqual(['grade-differs-from-title']);
    }
  });
});

it('lists a thousand mends of one kind in a column, and counts the rest', () => {
  const tables = tinyTables();
  const person = rowOf(tables, 'roster', 0);
  for (let k = 0; k < LISTED_MENDS + 50; k++) {
    tables.roster.push({ ...person, staffNo: `9${k}`, name: ` 甲${k}`, birth: '1985-07' });
  }
  const { issues } = readCounty(tinyWorkbook(tables), '县');
  const spaces = issues.filter(({ code }) => code === 'stray-space');
  expect(spaces.filter(({ cell }) => cell !== null)).toHaveLength(LISTED_MENDS);
  expect(spaces.find(({ cell }) => cell === null)?.suggestion).toContain('其余 50 处');
});
