/** Files that only another program can make: a true old .xls (BIFF8) and an HTML page under that name, by LibreOffice. */
import { execFileSync } from 'node:child_process';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  findingsWorkbook,
  openTables,
  readCountyFrom,
  writeTemplate,
} from '../../src/intake/index.ts';
import { writeWorkbook } from '../../src/workbook/index.ts';
import { inTemporaryFolder } from '../support/run-cli.ts';
import { tinyWorkbook } from '../support/tiny-workbook.ts';

/** Converts with LibreOffice, which must be there. @param filter e.g. `xls` or `html:HTML (StarCalc)` */
function convert(file: string, filter: string, folder: string): void {
  const home = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  execFileSync('soffice', [home, '--headless', '--convert-to', filter, '--outdir', folder, file], {
    stdio: 'ignore',
    timeout: 180_000,
  });
}

async function tinyFile(folder: string): Promise<string> {
  const sheets = tinyWorkbook().sheets.map(({ name, rows: [headers = [], ...rows] }) => ({
    name,
    headers: headers.map(String),
    rows: rows.map((row) =>
      row.map((v) => (v instanceof Date || typeof v === 'boolean' ? null : v)),
    ),
  }));
  const path = join(folder, '县.xlsx');
  await writeFile(path, await writeWorkbook(sheets));
  return path;
}

test('a true BIFF .xls reads as the county it was made from', async () => {
  await inTemporaryFolder(async (folder) => {
    const path = await tinyFile(folder);
    const { county } = await readCountyFrom({ path });
    convert(path, 'xls', folder);
    const old = await readFile(join(folder, '县.xls'));
    expect([...old.subarray(0, 4)]).toEqual([0xd0, 0xcf, 0x11, 0xe0]);
    const read = await readCountyFrom({ path: join(folder, '县.xls') });
    expect(read.issues).toEqual([]);
    expect(read.county).toEqual(county);
  });
});

const hidden = (row: number) =>
  row === 6 ? ' table:visibility="collapse"' : row === 40 ? ' table:visibility="filter"' : '';

/** A page of LibreOffice's own with a hidden column (B), two hidden rows (one by a filter) and a hidden sheet. */
const HIDING = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
 <office:automatic-styles>
  <style:style style:name="shown" style:family="table"><style:table-properties table:display="true"/></style:style>
  <style:style style:name="shut" style:family="table"><style:table-properties table:display="false"/></style:style>
 </office:automatic-styles>
 <office:body><office:spreadsheet>${['shown', 'shut']
   .map(
     (style, k) => `<table:table table:name="表${k + 1}" table:style-name="${style}">
  <table:table-column/><table:table-column${k === 0 ? ' table:visibility="collapse"' : ''}/><table:table-column/>
  ${Array.from({ length: 100 }, (_, row) => `<table:table-row${k === 0 ? hidden(row) : ''}>${['甲', '乙', '丙'].map((text) => `<table:table-cell office:value-type="string"><text:p>${text}${row}</text:p></table:table-cell>`).join('')}</table:table-row>`).join('')}
 </table:table>`,
   )
   .join('')}</office:spreadsheet></office:body>
</office:document>`;

test('hidden columns, rows and sheets of a true .xls are seen as those of an .xlsx are', async () => {
  await inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, '藏.fods'), HIDING);
    for (const kind of ['xls', 'xlsx']) {
      convert(join(folder, '藏.fods'), kind, folder);
      const { sheets } = await openTables({ path: join(folder, `藏.${kind}`) });
      const seen = sheets.map(({ name, hidden = false, hiddenColumns = [], hiddenRows = [] }) => ({
        ...{ name, hidden, hiddenColumns, hiddenRows },
      }));
      expect([kind, seen]).toEqual([
        kind,
        [
          { name: '表1', hidden: false, hiddenColumns: [1], hiddenRows: [6, 40] },
          { name: '表2', hidden: true, hiddenColumns: [], hiddenRows: [] },
        ],
      ]);
    }
  });
});

test('an HTML .xls reads as the same county, said to be a web page', async () => {
  await inTemporaryFolder(async (folder) => {
    const path = await tinyFile(folder);
    const { county } = await readCountyFrom({ path });
    convert(path, 'html:HTML (StarCalc)', folder);
    await rename(join(folder, '县.html'), join(folder, '县.xls'));
    const read = await readCountyFrom({ path: join(folder, '县.xls') });
    expect(read.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(read.issues[0]?.code).toBe('name-differs-from-content');
    expect(read.county).toEqual(county);
  });
});

test('the marked workbook and the template open in LibreOffice', async () => {
  await inTemporaryFolder(async (folder) => {
    const path = await tinyFile(folder);
    const original = { fileName: '县.xlsx', bytes: await readFile(path) };
    const mends = {
      format: 'tiaopei-mends/1',
      accept: [],
      sheets: [],
      columns: [],
      headers: [],
    } as const;
    const cells = [{ sheet: '教职工花名册', cell: 'O2', value: '大师' }];
    const spoiled = { ...mends, accept: [], sheets: [], columns: [], headers: [], cells };
    const { issues } = await readCountyFrom({ path }, { mends: spoiled });
    const marked = await findingsWorkbook(await openTables({ path }), issues, original);
    await writeFile(join(folder, 'marked.xlsx'), marked);
    await writeFile(join(folder, 'template.xlsx'), await writeTemplate());
    for (const name of ['marked', 'template']) {
      convert(join(folder, `${name}.xlsx`), 'ods', folder);
      expect((await readFile(join(folder, `${name}.ods`))).length).toBeGreaterThan(1000);
    }
  });
});
