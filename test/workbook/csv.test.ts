/** CSV: encodings and broken quotes. */
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { DEFAULT_READ_LIMITS, readWorkbook } from '../../src/workbook/index.ts';
import { refusalOf } from './faults.ts';

const TEXT = '职工号,姓名,备注\r\n001,𠮷㐂,"一,二\n三"\r\n002,,"他说""好"""\r\n';
const ROWS = [
  ['职工号', '姓名', '备注'],
  ['001', '𠮷㐂', '一,二\n三'],
  ['002', null, '他说"好"'],
];

const read = (bytes: Uint8Array) => readWorkbook({ bytes, fileName: '花名册.csv' });

describe('readWorkbook of a csv', () => {
  it.each(['utf8', 'utf8-bom', 'gb18030', 'utf16le-bom'])('reads %s', async (encoding) => {
    const addBOM = encoding.endsWith('-bom');
    const bytes = iconv.encode(TEXT, encoding.replace('-bom', ''), { addBOM });
    expect((await read(bytes)).sheets).toEqual([
      { name: '花名册', file: '花名册.csv', rows: ROWS, textOnly: true },
    ]);
  });

  it('keeps what GB18030 can write, whatever the characters', async () => {
    const words = fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(words, async (texts) => {
        const fields = texts.map((text) => `字${text.replace(/[\0"]/g, '')}`);
        const bytes = iconv.encode(`${fields.map((f) => `"${f}"`).join(',')}\n`, 'gb18030');
        expect((await read(bytes)).sheets[0]?.rows).toEqual([fields]);
      }),
    );
  });

  it('keeps leading zeros, blank lines and short rows where they stand', async () => {
    const rows = (await read(Buffer.from('某县花名册\n\n职工号,姓名\n007\n'))).sheets[0]?.rows;
    expect(rows).toEqual([['某县花名册'], [null], ['职工号', '姓名'], ['007']]);
  });

  it.each([
    ['a,b\n1,"x"y\n', '第 2 行'],
    ['a,b\n1,x\n2,"y\n', '引号'],
  ])('names the line of a broken quote in %j', async (text, where) => {
    const refusal = await refusalOf({ bytes: Buffer.from(text), fileName: '表.csv' });
    expect(refusal).toMatchObject({ code: 'broken-csv', path: '表.csv' });
    expect(refusal.message).toContain(where);
  });

  it('refuses bytes that are no text', async () => {
    const refusal = await refusalOf({ bytes: Buffer.from([65, 0, 66, 255]), fileName: '表.csv' });
    expect(refusal).toMatchObject({ code: 'not-text' });
  });

  it('refuses more rows or columns than the limits', async () => {
    const source = { bytes: Buffer.from('a,b,c\n1\n2\n3\n'), fileName: '表.csv' };
    const rows = { ...DEFAULT_READ_LIMITS, maxRowsPerSheet: 3 };
    expect(await refusalOf(source, rows)).toMatchObject({ code: 'too-many-rows' });
    const columns = { ...DEFAULT_READ_LIMITS, maxColumns: 2 };
    expect(await refusalOf(source, columns)).toMatchObject({ code: 'too-many-columns' });
    const exact = { ...DEFAULT_READ_LIMITS, maxRowsPerSheet: 4, maxColumns: 3 };
    expect((await readWorkbook(source, exact)).sheets[0]?.rows).toHaveLength(4);
  });
});
