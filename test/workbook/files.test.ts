/** Which files are read and which are refused before they cost anything. */
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_READ_LIMITS, readWorkbook, writeWorkbook } from '../../src/workbook/index.ts';
import { refusalOf } from './faults.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiaopei-files-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** A file of the test folder with this content. */
async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function subfolder(name: string, files: Record<string, string | Uint8Array>) {
  await mkdir(join(folder, name));
  for (const [each, content] of Object.entries(files)) await file(join(name, each), content);
  return join(folder, name);
}

const workbook = (name: string) => writeWorkbook([{ name, headers: ['甲'], rows: [] }]);

describe('folders', () => {
  it('give county.xlsx when it is there, whatever lies beside it', async () => {
    const path = await subfolder('generated', {
      'county.xlsx': await workbook('县'),
      'dirty.xlsx': await workbook('脏'),
      'policy.json': '{}',
      'a.csv': '乙',
    });
    expect((await readWorkbook({ path })).sheets.map((sheet) => sheet.name)).toEqual(['县']);
  });

  it('give their csv files in order of name otherwise', async () => {
    const path = await subfolder('tables', {
      'b.csv': '乙',
      'a.CSV': '甲',
      '.c.csv': '',
      'd.txt': '',
    });
    expect((await readWorkbook({ path })).sheets).toMatchObject([
      { name: 'a', file: 'a.CSV', rows: [['甲']] },
      { name: 'b', file: 'b.csv', rows: [['乙']] },
    ]);
  });

  it('without tables are refused', async () => {
    const path = await subfolder('nothing', { 'policy.json': '{}', '~$县.xlsx': 'x' });
    expect(await refusalOf({ path })).toMatchObject({
      code: 'no-tables-in-folder',
      path: 'nothing',
    });
  });

  it('are limited as a whole', async () => {
    const path = await subfolder('heavy', { 'a.csv': '1234567', 'b.csv': '1234567' });
    const limits = { ...DEFAULT_READ_LIMITS, maxBytes: 10 };
    expect(await refusalOf({ path }, limits)).toMatchObject({ code: 'file-too-large' });
  });
});

describe('a file is refused', () => {
  it('that is missing', async () => {
    const refusal = await refusalOf({ path: join(folder, '没有.xlsx') });
    expect(refusal).toMatchObject({ code: 'file-not-found', path: '没有.xlsx' });
    expect(refusal.message).toContain('「没有.xlsx」');
    expect(refusal.message).not.toContain(folder);
  });

  it('that is empty', async () => {
    const path = await file('empty.xlsx', '');
    expect(await refusalOf({ path })).toMatchObject({ code: 'empty-file' });
    expect(await refusalOf({ bytes: new Uint8Array(), fileName: 'a.csv' })).toMatchObject({
      code: 'empty-file',
    });
  });

  it('of 200 MB, before it is read', async () => {
    const path = join(folder, 'huge.xlsx');
    const handle = await open(path, 'w');
    await handle.truncate(200 * 1024 * 1024);
    await handle.close();
    const before = process.memoryUsage().arrayBuffers;
    expect(await refusalOf({ path })).toMatchObject({ code: 'file-too-large' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('that was cut off, at any length', async () => {
    const whole = await workbook('县');
    for (const share of [0.2, 0.5, 0.9, 0.99]) {
      const bytes = whole.slice(0, Math.floor(whole.length * share));
      const refusal = await refusalOf({ bytes, fileName: '县.xlsx' });
      expect(refusal).toMatchObject({ code: 'not-a-workbook' });
      expect(refusal.message).toContain('请用 Excel 或 WPS');
    }
  });

  it('that is the beginning of an old .xls only', async () => {
    const bytes = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
    for (const fileName of ['a.xls', 'a.xlsx', 'a.csv']) {
      const refusal = await refusalOf({ bytes, fileName });
      expect(refusal).toMatchObject({ code: 'not-a-workbook' });
      expect(refusal.message).toContain('另存为 .xlsx');
    }
  });
});

describe('the kind of a file', () => {
  it('is told by its content: a workbook named .csv is read', async () => {
    const bytes = await workbook('县');
    expect((await readWorkbook({ bytes, fileName: 'a.csv' })).sheets[0]?.name).toBe('县');
  });
});
