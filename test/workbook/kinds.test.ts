/** Kinds of files, told by what is in them: HTML and CSV under .xls, TSV, archives, several files; and what is refused. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_READ_LIMITS, readWorkbook, writeWorkbook } from '../../src/workbook/index.ts';
import { inflateWhole, listEntries } from '../../src/workbook/zip-entries.ts';
import { refusalOf } from './faults.ts';
import { handmadeZip } from './handmade-zip.ts';

const text = (content: string) => Buffer.from(content);
const book = (name: string) => writeWorkbook([{ name, headers: ['甲'], rows: [['乙']] }]);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinds-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('an .xls that is none', () => {
  const page = `<html><head><meta charset="gb2312"><style>td {x: "</td>"}</style></head><body>
    <table border=1><tr><th rowspan=2>姓名<th colspan="2">职称</tr>
    <tr><td>高级<br>核定<td>已&nbsp;聘</tr>
    <tr><td>张&#20255;</td><TD x:num="1">1</TD><td><b>&lt;2&gt;</b></td></tr></table>
    <!-- <table><tr><td>无</td></tr></table> --><script>document.write("<table>")</script></body></html>`;

  it.each(['utf8', 'gb18030'])(
    'an HTML page in %s gives its tables with spans',
    async (encoding) => {
      const bytes = iconv.encode(page, encoding);
      const { sheets, remarks } = await readWorkbook({ bytes, fileName: '花名册.xls' });
      expect(sheets).toEqual([
        {
          ...{ name: '花名册', file: '花名册.xls', textOnly: true },
          rows: [
            ['姓名', '职称'],
            [null, '高级\n核定', '已 聘'],
            ['张伟', '1', '<2>'],
          ],
          merges: [
            { startRow: 0, endRow: 1, startCol: 0, endCol: 0 },
            { startRow: 0, endRow: 0, startCol: 1, endCol: 2 },
          ],
        },
      ]);
      expect(remarks).toMatchObject([{ code: 'name-differs-from-content', file: '花名册.xls' }]);
    },
  );

  it('CSV, TSV and semicolons are told apart', async () => {
    for (const mark of [',', '\t', ';']) {
      const bytes = text(`工号${mark}姓名\n"1${mark}"${mark}乙\n`);
      const { sheets } = await readWorkbook({ bytes, fileName: 'a.xls' });
      expect(sheets[0]).toMatchObject({
        name: 'a',
        rows: [
          ['工号', '姓名'],
          [`1${mark}`, '乙'],
        ],
      });
    }
    const { remarks } = await readWorkbook({ bytes: text('甲\t乙\n'), fileName: 'a.tsv' });
    expect(remarks).toBeUndefined();
  });

  it('an .xlsx is read with a remark', async () => {
    const { sheets, remarks } = await readWorkbook({ bytes: await book('县'), fileName: 'a.xls' });
    expect(sheets[0]?.rows).toEqual([['甲'], ['乙']]);
    expect(remarks?.[0]?.code).toBe('name-differs-from-content');
  });
});

describe('several files', () => {
  it('folders are searched, lock files and hidden ones passed over', async () => {
    const path = join(folder, 'county');
    await mkdir(join(path, '一小'), { recursive: true });
    await writeFile(join(path, '学校.xlsx'), await book('学校'));
    await writeFile(join(path, '一小', '花名册.tsv'), '甲\t乙');
    await writeFile(join(path, '~$学校.xlsx'), 'x');
    const { sheets } = await readWorkbook({ path });
    expect(sheets.map(({ file, name }) => `${file}/${name}`)).toEqual([
      '花名册.tsv/花名册',
      '学校.xlsx/学校',
    ]);
    const twice = await readWorkbook([{ path }, { bytes: text('丙'), fileName: 'c.csv' }]);
    expect(twice.sheets).toHaveLength(3);
  });

  it('archives are opened, with names in the code page of Chinese Windows', async () => {
    const bytes = Buffer.from(
      handmadeZip([
        { name: 'XXXX.csv', content: text('甲') },
        { name: 'in/b.xlsx', content: await book('乙') },
        { name: '__MACOSX/._b.xlsx', content: text('x') },
        { name: 'readme.txt', content: text('x') },
      ]),
    );
    const name = iconv.encode('学校', 'gb18030');
    for (let at = bytes.indexOf('XXXX'); at >= 0; at = bytes.indexOf('XXXX')) name.copy(bytes, at);
    const { sheets } = await readWorkbook({ bytes, fileName: '全县.zip' });
    expect(sheets.map(({ file }) => file).sort()).toEqual(['b.xlsx', '学校.csv']);
  });

  it('archives are limited as a whole, and must hold tables', async () => {
    const limits = { ...DEFAULT_READ_LIMITS, maxBytes: 4000 };
    const heavy = handmadeZip([{ name: 'a.csv', content: Buffer.alloc(5000, '1,') }]);
    expect(await refusalOf({ bytes: heavy, fileName: 'a.zip' }, limits)).toMatchObject({
      code: 'zip-bomb',
    });
    const none = handmadeZip([{ name: 'a.txt', content: text('x') }]);
    expect(await refusalOf({ bytes: none, fileName: 'a.zip' })).toMatchObject({
      code: 'no-tables-in-archive',
    });
    const cut = heavy.slice(0, heavy.length - 30);
    expect(await refusalOf({ bytes: cut, fileName: 'a.zip' })).toMatchObject({
      code: 'broken-archive',
    });
  });
});

/** A workbook with one part put in or replaced. */
async function withPart(name: string, change: (xml: string) => string): Promise<Uint8Array> {
  const parts = [];
  for (const entry of listEntries(await book('县'))) {
    const content = new TextDecoder().decode(await inflateWhole(entry, 1e6));
    parts.push({
      name: entry.name,
      content: text(entry.name === name ? change(content) : content),
    });
  }
  if (!parts.some((part) => part.name === name)) parts.push({ name, content: text(change('')) });
  return handmadeZip(parts);
}

describe('a clear refusal', () => {
  it('of workbooks with a password or with macros', async () => {
    const rows = { sheets: [{ name: '县', rows: [['甲']] }] };
    const locked = await writeXlsx({ ...rows, encryption: { password: 'x', spinCount: 10 } });
    expect(await refusalOf({ bytes: locked, fileName: 'a.xlsx' })).toMatchObject({
      code: 'encrypted-workbook',
    });
    const macros = await withPart('xl/vbaProject.bin', () => 'x');
    for (const fileName of ['a.xlsm', 'a.xlsx']) {
      expect(await refusalOf({ bytes: macros, fileName })).toMatchObject({
        code: 'macro-workbook',
      });
    }
  });

  it('of a billion laughs, in whatever part', async () => {
    const laughs =
      '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><sst>&b;</sst>';
    for (const name of ['xl/sharedStrings.xml', 'xl/workbook.xml', 'docProps/app.xml']) {
      const bytes = await withPart(name, () => laughs);
      expect(await refusalOf({ bytes, fileName: 'a.xlsx' })).toMatchObject({ code: 'hostile-xml' });
    }
  });

  it.each([
    ['%PDF-1.7 x', 'pdf-file'],
    ['MIME-Version: 1.0\nContent-Type: multipart/related', 'web-archive'],
    [
      '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
      'xml-spreadsheet',
    ],
    ['<html><body>没有表格</body></html>', 'no-table-in-html'],
  ])('of %s', async (content, code) => {
    const refusal = await refusalOf({ bytes: text(content), fileName: 'a.xls' });
    expect(refusal).toMatchObject({ code });
  });
});

it('a formula counts as the value that was stored, and one without a value is named', async () => {
  const bytes = await withPart('xl/worksheets/sheet1.xml', (xml) =>
    xml.replace(
      /<sheetData>.*<\/sheetData>/s,
      '<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>NOW()</f></c>' +
        '<c r="C1" t="str"><f>A1</f><v></v></c></row><row r="2"><c r="A2"><v>5</v></c></row></sheetData>',
    ),
  );
  const { sheets } = await readWorkbook({ bytes, fileName: 'a.xlsx' });
  expect(sheets[0]?.rows[0]?.[0]).toBe(2);
  expect(sheets[0]?.rows[1]).toEqual([5]);
  expect(sheets[0]?.unvalued).toEqual(['B1', 'C1']);
});
