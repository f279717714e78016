/** Workbooks written and read back: values, determinism, formulas, limits, bombs. */
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  DEFAULT_READ_LIMITS,
  readWorkbook,
  type SheetToWrite,
  writeWorkbook,
} from '../../src/workbook/index.ts';
import { refusalOf } from './faults.ts';
import { handmadeZip } from './handmade-zip.ts';
import { unzipPart } from './unzip-part.ts';

const read = async (bytes: Uint8Array) =>
  (await readWorkbook({ bytes, fileName: '县.xlsx' })).sheets;

const SHEETS: readonly SheetToWrite[] = [
  {
    name: '花名册',
    headers: ['职工号', '姓名'],
    rows: [
      ['001', '𠮷伟'],
      [null, ' 空 格 '],
      ['3', 1.5],
    ],
  },
  { name: '空表', headers: ['甲'], widths: [30], rows: [] },
];

afterEach(() => {
  vi.useRealTimers();
});

describe('write and read back', () => {
  it('tells which rows with something in them are hidden', async () => {
    const hidden = { hidden: true };
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '花名册',
          rows: [['姓名'], ['甲'], [null], ['乙']],
          rowDefs: new Map([
            [3, hidden],
            [1, hidden],
            [2, hidden],
            [9, hidden],
          ]),
        },
      ],
    });
    expect(await read(bytes)).toMatchObject([{ hiddenRows: [1, 3] }]);
    expect((await read(await writeWorkbook(SHEETS)))[0]).not.toHaveProperty('hiddenRows');
  });

  it('keeps sheets, order and values', async () => {
    expect(await read(await writeWorkbook(SHEETS))).toMatchObject([
      {
        name: '花名册',
        rows: [
          ['职工号', '姓名'],
          ['001', '𠮷伟'],
          [null, ' 空 格 '],
          ['3', 1.5],
        ],
      },
      { name: '空表', rows: [['甲']] },
    ]);
  });

  it('keeps any text as that text, also what looks like a formula', async () => {
    const text = fc
      .tuple(
        fc.constantFrom('', '=', '+', '-', '@', '\t=', "'"),
        fc.string({ unit: 'grapheme', minLength: 1 }),
      )
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), async (texts) => {
        const bytes = await writeWorkbook([
          { name: '表', headers: ['甲'], rows: texts.map((t) => [t]) },
        ]);
        expect((await read(bytes))[0]?.rows.slice(1)).toEqual(texts.map((t) => [t]));
      }),
      { numRuns: 50 },
    );
  });

  it('writes no formula element', async () => {
    const rows = [['=HYPERLINK("http://x")'], ['+1+1'], ['-1'], ['@SUM(A1)']];
    const bytes = await writeWorkbook([{ name: '表', headers: ['甲'], rows }]);
    expect(unzipPart(bytes, 'xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >/]/);
    const written = await writeXlsx({
      sheets: [{ name: '表', cells: new Map([['0,0', { formula: '1+1' }]]), rows: [[2]] }],
    });
    expect(unzipPart(written, 'xl/worksheets/sheet1.xml')).toMatch(/<f[ >/]/);
  });

  it('makes the header bold and keeps it in sight', async () => {
    const bytes = await writeWorkbook(SHEETS);
    expect(unzipPart(bytes, 'xl/worksheets/sheet1.xml')).toMatch(/ySplit="1"[^>]*state="frozen"/);
    expect(unzipPart(bytes, 'xl/styles.xml')).toContain('<b/>');
    expect(unzipPart(bytes, 'xl/worksheets/sheet2.xml')).toContain('width="30"');
  });

  it('gives the same bytes at any time', async () => {
    vi.useFakeTimers({ now: new Date('2026-09-01T08:00:00Z'), toFake: ['Date'] });
    const one = await writeWorkbook(SHEETS);
    vi.setSystemTime(new Date('2031-01-02T03:04:05Z'));
    expect(Buffer.compare(await writeWorkbook(SHEETS), one)).toBe(0);
  });
});

describe('workbooks of other programs', () => {
  it('give dates as dates, booleans, and the stored value of formulas', async () => {
    const date = new Date(Date.UTC(1975, 2, 1));
    const cells = new Map([['0,3', { formula: '1+1', formulaResult: 2 }]]);
    const bytes = await writeXlsx({
      sheets: [{ name: '表', rows: [[date, true, null, 2]], cells }],
    });
    expect((await read(bytes))[0]?.rows).toEqual([[date, true, null, 2]]);
  });

  it('lose blank rows and cells at the edge, not those in between', async () => {
    const rows = [['甲', null, ''], [], [null], ['乙'], [''], [null]];
    const bytes = await writeXlsx({ sheets: [{ name: '表', rows }] });
    expect((await read(bytes))[0]?.rows).toEqual([['甲'], [], [], ['乙']]);
  });

  it('beyond the limits are refused', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: '表', rows: [[1, 2, 3], [1], [1]] }] });
    const source = { bytes, fileName: '县.xlsx' };
    const rows = { ...DEFAULT_READ_LIMITS, maxRowsPerSheet: 2 };
    expect(await refusalOf(source, rows)).toMatchObject({ code: 'too-many-rows' });
    const columns = { ...DEFAULT_READ_LIMITS, maxColumns: 2 };
    expect(await refusalOf(source, columns)).toMatchObject({ code: 'too-many-columns' });
    const exact = { ...DEFAULT_READ_LIMITS, maxRowsPerSheet: 3, maxColumns: 3 };
    expect((await readWorkbook(source, exact)).sheets[0]?.rows).toHaveLength(3);
  });
});

describe('archives that are no workbook', () => {
  it('other zips are named as such', async () => {
    const bytes = handmadeZip([{ name: 'a.txt', content: Buffer.from('甲') }]);
    expect(await refusalOf({ bytes, fileName: 'a.xlsx' })).toMatchObject({
      code: 'not-a-workbook',
    });
  });

  it('bombs are refused, in a sheet or in any other part', async () => {
    for (const name of ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'x']) {
      const bytes = handmadeZip([{ name, content: Buffer.alloc(20 * 1024 * 1024) }]);
      expect(bytes.length).toBeLessThan(100_000);
      expect(await refusalOf({ bytes, fileName: 'a.xlsx' })).toMatchObject({ code: 'zip-bomb' });
    }
  });

  it('bytes damaged anywhere never end in another error', async () => {
    const whole = await writeWorkbook(SHEETS);
    const places = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(places, async (stains) => {
        const bytes = whole.slice();
        for (const [at, value] of stains) bytes[at] = value;
        const outcome = await refusalOf({ bytes, fileName: '县.xlsx' }).catch(
          (fault: Error) => fault.message,
        );
        if (typeof outcome === 'string') expect(outcome).toBe('the file was read');
        else
          expect(outcome.code).toMatch(
            /^(not-a-workbook|zip-bomb|hostile-xml|too-many-(rows|columns))$/,
          );
      }),
    );
  });
});
