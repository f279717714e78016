/** Headers of two rows, merged cells, hidden columns, and tables with some columns only. */
import { describe, expect, it } from 'vitest';
import { readCounty } from '../../src/intake/index.ts';
import type { CellValue, MergedRange, RawSheet } from '../../src/workbook/port.ts';
import { tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';
import { complaints, rowOf } from './complaints.ts';

const plain = readCounty(tinyWorkbook(), '县').county;
const merge = (
  startRow: number,
  endRow: number,
  startCol: number,
  endCol: number,
): MergedRange => ({
  ...{ startRow, endRow, startCol, endCol },
});

const TITLES: CellValue[][] = [
  ['实验小学', '小学', 1, 0, 2, 2, 1],
  ['城南学校', '小学', 1, 0, 2, 2, 1],
  ['城南学校', '初中', 1, 0, 2, 1, 1],
  ['河口中学', '初中', 1, 0, 2, 1, 1],
];
const UPPER = ['学校', '学段', '高级', null, '中级', null, '初级'];
const LOWER = [null, null, '核定', '已聘', '核定', '已聘', '核定'];

function readTitles(sheet: Omit<RawSheet, 'name'>) {
  const sheets = tinyWorkbook().sheets.map((one) =>
    one.name === '职称岗位表' ? { name: '职称岗位表', ...sheet } : one,
  );
  return readCounty({ sheets }, '县');
}

describe('a header of two rows', () => {
  const rows = [['各校职称岗位'], UPPER, LOWER, ...TITLES, ['合计', null, 4]];

  it('with merged groups, below a title', () => {
    const merges = [merge(0, 0, 0, 6), merge(1, 2, 0, 0), merge(1, 2, 1, 1), merge(1, 1, 2, 3)];
    const { county, issues, sheets } = readTitles({ rows, merges: [...merges, merge(1, 1, 4, 5)] });
    expect(complaints(issues)).toEqual([]);
    expect(county).toEqual(plain);
    expect(sheets.find(({ table }) => table === 'titles')?.headerRow).toBe(3);
  });

  it('as a text file keeps it, without merges', () => {
    const { county, issues } = readTitles({ rows });
    expect(complaints(issues)).toEqual([]);
    expect(county).toEqual(plain);
  });

  it('of which the second is merged into every cell is no data row', () => {
    const names = ['学校', '学段', '高级核定', '高级已聘', '中级核定', '中级已聘', '初级核定'];
    const merges = names.map((_, column) => merge(0, 1, column, column));
    const { county, issues } = readTitles({ rows: [names, [], ...TITLES], merges });
    expect(complaints(issues)).toEqual([]);
    expect(county).toEqual(plain);
  });
});

describe('merged and hidden cells', () => {
  it('a value merged downwards holds for its rows, and is listed', () => {
    const rows = [
      UPPER,
      LOWER,
      ...TITLES.map((row, i) => (i === 2 ? [null, ...row.slice(1)] : row)),
    ];
    const merges = [merge(0, 1, 0, 0), merge(0, 1, 1, 1), merge(3, 4, 0, 0)];
    const groups = [merge(0, 0, 2, 3), merge(0, 0, 4, 5)];
    const { county, issues } = readTitles({ rows, merges: [...merges, ...groups] });
    expect(county).toEqual(plain);
    expect(issues.filter(({ code }) => code === 'merged-cell')).toMatchObject([
      { severity: 'mended', cell: 'A5', takenFor: '城南学校' },
    ]);
  });

  it('hidden columns, rows and sheets are read and named; formulas without a value too', () => {
    const sheets = tinyWorkbook().sheets.map((sheet) =>
      sheet.name === '业绩考核表'
        ? {
            ...sheet,
            hiddenColumns: [2, 400],
            hiddenRows: [0, 1, 2],
            hidden: true,
            unvalued: ['C2', 'Z9'],
          }
        : sheet,
    );
    const { county, issues } = readCounty({ sheets }, '县');
    expect(county).toEqual(plain);
    expect(issues.map(({ code, cell }) => `${code} ${cell}`)).toEqual([
      'hidden-sheet null',
      'hidden-column C1',
      'hidden-rows A2',
      'formula-without-value C2',
    ]);
  });
});

describe('rows that a filter hides', () => {
  it('are one finding a sheet, however many they are', () => {
    const titles = Array.from({ length: 40 }, (_, row) => row);
    const hiddenRows = titles.filter((row) => row > 3 && row % 3 !== 0);
    const sheets = tinyWorkbook().sheets.map((sheet) =>
      sheet.name === '教职工花名册' ? { ...sheet, hiddenRows } : sheet,
    );
    const { county, issues } = readCounty({ sheets }, '县');
    expect(county).toEqual(plain);
    expect(issues).toMatchObject([
      {
        ...{ code: 'hidden-rows', severity: 'warning', cell: 'A5' },
        message: '第 5–6、8–9、11–12、14–15、17–18 等行（共 24 行）是隐藏的或被筛选掉的，已读取。',
      },
    ]);
  });
});

describe('a table with some of its columns', () => {
  it('is read as far as it goes: each missing column once, then the cells that are there', () => {
    const tables = tinyTables();
    rowOf(tables, 'roster', 1).title = '大师';
    const sheets = tinyWorkbook(tables).sheets.map((sheet) => {
      if (sheet.name !== '教职工花名册') return sheet;
      const at = sheet.rows[0]?.indexOf('任教学段') ?? -1;
      return { ...sheet, rows: sheet.rows.map((row) => row.toSpliced(at, 1)) };
    });
    const { county, issues } = readCounty({ sheets }, '县');
    expect(county).toBeNull();
    const errors = issues.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, cell }) => `${code} ${cell}`)).toEqual([
      'missing-column A1',
      'unknown-title N3',
    ]);
  });
});
