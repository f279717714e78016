/** Finding tables: names, headers, title rows, totals, unknown columns. */
import { describe, expect, it } from 'vitest';
import { TABLES, type TableId } from '../../src/intake/headers.ts';
import { readCounty } from '../../src/intake/index.ts';
import type { CellValue, RawSheet, RawWorkbook } from '../../src/workbook/port.ts';
import { tinySheet, tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';
import { shortly } from './complaints.ts';

/** The tiny workbook with one sheet replaced by what `change` makes of it; null takes it out. */
function withSheet(id: TableId, change: (sheet: RawSheet) => RawSheet | null): RawWorkbook {
  const { sheets } = tinyWorkbook();
  const name = TABLES[id].sheets[0];
  return {
    sheets: sheets.flatMap((sheet) => (sheet.name === name ? (change(sheet) ?? []) : sheet)),
  };
}

const withRows = (sheet: RawSheet, ...rows: CellValue[][]): RawSheet => ({
  ...sheet,
  rows: [...sheet.rows, ...rows],
});

const withHeader = (sheet: RawSheet, from: string, to: string): RawSheet => ({
  ...sheet,
  rows: sheet.rows.map((row, i) => (i === 0 ? row.map((v) => (v === from ? to : v)) : row)),
});

const plain = readCounty(tinyWorkbook(), '县').county;
const read = (raw: RawWorkbook) => readCounty(raw, '县');

describe('a sheet is found', () => {
  it.each(['花名册', '附件1：教职工花名册（2026）', ' 教职工 花名册 ', 'Sheet1'])(
    'as %s',
    (name) => {
      const result = read(withSheet('roster', (sheet) => ({ ...sheet, name })));
      expect(result.issues).toEqual([]);
      expect(result.county).toEqual(plain);
    },
  );

  it('each under a part of its name, the longest word first', () => {
    const raw = { sheets: tinyWorkbook().sheets.map((s) => ({ ...s, name: `附件 ${s.name}` })) };
    expect(read(raw)).toMatchObject({ county: plain, issues: [] });
  });

  it('with title rows above the header', () => {
    const raw = withSheet('schools', (sheet) => ({
      ...sheet,
      rows: [['某县学校基本情况表'], [], ['填报日期：2026年'], ...sheet.rows],
    }));
    expect(read(raw)).toMatchObject({ county: plain, issues: [] });
  });

  it('with line breaks, spaces and stars in its headers', () => {
    const raw = withSheet('schools', (sheet) => withHeader(sheet, '核定编制', '*核定\n编 制'));
    expect(read(raw)).toMatchObject({ county: plain, issues: [] });
  });
});

describe('a missing part is named', () => {
  it('sheet', () => {
    const result = read(withSheet('posts', () => null));
    expect(result.county).toBeNull();
    expect(shortly(result)).toEqual(['error missing-sheet  ']);
    expect(result.issues[0]?.message).toContain('岗位设置表');
    expect(result.issues[0]?.message).toContain('「教职工花名册」');
  });

  it('header row', () => {
    const result = read(withSheet('posts', (sheet) => ({ ...sheet, rows: sheet.rows.slice(1) })));
    expect(shortly(result).filter((line) => line.startsWith('error'))).toEqual([
      'error missing-header-row 岗位设置表 ',
    ]);
  });

  it('column, with the headers found and the nearest', () => {
    const raw = withSheet('schools', (sheet) => withHeader(sheet, '核定编制', '核定的编制'));
    const result = read(raw);
    expect(result.county).toBeNull();
    const issue = result.issues.find(({ code }) => code === 'missing-column');
    expect(issue).toMatchObject({ sheet: '学校基本情况表', cell: 'A1', severity: 'error' });
    expect(issue?.message).toContain('「核定编制」');
    expect(issue?.message).toContain('班级数');
    expect(issue?.suggestion).toContain('最接近的是「核定的编制」');
  });

  it('data', () => {
    const raw = withSheet('roster', (sheet) => ({ ...sheet, rows: sheet.rows.slice(0, 1) }));
    expect(shortly(read(raw))).toContain('error empty-table 教职工花名册 ');
  });

  it('data of the wish table is only a warning', () => {
    const result = read(
      withSheet('wishes', (sheet) => ({ ...sheet, rows: sheet.rows.slice(0, 1) })),
    );
    expect(result.county).not.toBeNull();
    expect(shortly(result)).toEqual(['warning empty-table 志愿表 ']);
  });
});

describe('what is not needed', () => {
  it('an unknown column is named with the nearest known header', () => {
    const raw = withSheet('merits', (sheet) => ({
      ...sheet,
      rows: sheet.rows.map((row, i) => [...row, i === 0 ? '总分数' : 1]),
    }));
    const result = read(raw);
    expect(result.county).toEqual(plain);
    expect(shortly(result)).toEqual(['warning unknown-column 业绩考核表 G1']);
    expect(result.issues[0]?.suggestion).toContain('「总分」');
  });

  it('a usual column that no rule needs goes without a remark', () => {
    const raw = withSheet('merits', (sheet) => ({
      ...sheet,
      rows: sheet.rows.map((row, i) => [...row, i === 0 ? '教龄' : 1]),
    }));
    expect(read(raw)).toMatchObject({ county: plain, issues: [] });
  });

  it('of two columns with one meaning the canonical one is read', () => {
    const raw = withSheet('merits', (sheet) => ({
      ...sheet,
      rows: sheet.rows.map((row, i) => [i === 0 ? '得分' : 1, ...row]),
    }));
    const result = read(raw);
    expect(result.county).toEqual(plain);
    expect(shortly(result)).toEqual(['warning duplicate-column 业绩考核表 A1']);
  });

  it('an extra sheet is named, a guide is not', () => {
    const extra = (name: string): RawSheet => ({ name, rows: [['甲']] });
    const raw = { sheets: [...tinyWorkbook().sheets, extra('填表说明'), extra('食堂')] };
    expect(shortly(read(raw))).toEqual(['warning unused-sheet 食堂 ']);
  });
});

describe('a table handed in twice', () => {
  it('is refused, so that nobody is lost', () => {
    const { sheets } = tinyWorkbook();
    const second = { ...tinySheet('roster', []), name: '花名册（第二页）' };
    expect(shortly(read({ sheets: [...sheets, second] }))).toEqual([
      'error second-sheet 花名册（第二页） ',
    ]);
  });
});

describe('rows that are no data', () => {
  it('blank rows, subtotals in between, totals and footnotes at the end are passed over', () => {
    const raw = withSheet('schools', (sheet) => {
      const [header = [], first = [], ...rest] = sheet.rows;
      const rows = [header, first, ['', '局直小计', null, 5], [], ['—'], ...rest];
      return { ...sheet, rows: [...rows, ['合计', null, 30], [], ['填表人：某某'], ['2026年9月']] };
    });
    expect(read(raw)).toMatchObject({ county: plain, issues: [] });
  });

  it('a total directly under the header does not end the table', () => {
    const raw = withSheet('schools', (sheet) => {
      const [header = [], ...rest] = sheet.rows;
      return { ...sheet, rows: [header, ['合计', null, 30], ...rest] };
    });
    expect(read(raw)).toMatchObject({ county: plain, issues: [] });
  });

  it('data below the total are left out and named by row', () => {
    const late = tinySheet('merits', [{ staffNo: '101', name: '某', total: 80 }]).rows[1] ?? [];
    const result = read(withSheet('merits', (sheet) => withRows(sheet, ['合计'], [...late])));
    expect(shortly(result)).toEqual(['warning row-after-totals 业绩考核表 A5']);
    expect(result.county).toEqual(plain);
  });

  it('the tables are valid without the optional columns', () => {
    const tables = tinyTables();
    const used = new Set(['staffNo', 'name', 'total', 'idNumber', 'unit', 'birth']);
    expect(Object.keys(TABLES.merits.columns).every((key) => used.has(key))).toBe(true);
    const required = Object.entries(TABLES.schools.columns).filter(([, c]) => c.required);
    const bare: RawSheet = {
      name: '学校基本情况表',
      rows: [
        required.map(([, column]) => column.headers[0] ?? null),
        ...tables.schools.map((row) => required.map(([key]) => row[key] ?? null)),
      ],
    };
    const result = read(withSheet('schools', () => bare));
    expect(shortly(result)).toEqual(['warning missing-position 学校基本情况表 A2']);
    expect(result.county?.schools.map((school) => school.position)).toEqual([null, null, null]);
  });
});
