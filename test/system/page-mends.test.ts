/** Step 1 to its end: a file with errors is put right on the page, by a yes, by hand, by a mapped column; and in the sheet. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { downloaded } from '../support/page-scene.ts';
import { fileOf, sheetsOf, startWalk, type Walk } from '../support/page-walk.ts';
import { tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';

let walk: Walk;
beforeAll(async () => {
  walk = await startWalk({ 'faulty.xlsx': await faulty() });
}, 300_000);
afterAll(() => walk?.close());

const ROSTER = '教职工花名册';
const POSTS = '岗位设置表';

/** Three faults: a school that is written wrong, more posts to fill than are open, a header that nobody knows. */
async function faulty(): Promise<Uint8Array> {
  const tables = tinyTables();
  const [first] = tables.roster;
  if (first !== undefined) first.unit = '实验小校';
  const last = tables.posts.at(-1);
  if (last !== undefined) last.mustFill = 9;
  const { sheets } = tinyWorkbook(tables);
  return fileOf({
    sheets: sheets.map((sheet) =>
      sheet.name === ROSTER ? { ...sheet, rows: renamed(sheet.rows, '姓名', '称呼甲') } : sheet,
    ),
  });
}

function renamed<T>([headers = [], ...rest]: readonly (readonly T[])[], from: T, to: T) {
  return [headers.map((header) => (header === from ? to : header)), ...rest];
}

const page = () => walk.she.page;
const kind = (code: string) => page().locator('details', { hasText: code }).first();
const errors = (count: number) => walk.seen(`还有 ${count} 处错误须先解决。`);
const readAgain = () => walk.button('按改动重新读入').click();

describe('on the page', () => {
  test('the file is read and says what is wrong with it', async () => {
    await page().locator('input[type=file]').first().setInputFiles(walk.file('faulty.xlsx'));
    await errors(3);
    expect(await walk.she.axe()).toEqual([]);
  });

  test('a proposed mend is accepted, taken back, accepted again; nothing is read before she says so', async () => {
    await kind('similar-school').locator('summary').click();
    await walk.button('接受订正').click();
    await walk.seen('有 1 处改动等待重新读入。');
    await walk.button('已接受（点按撤回）').click();
    await page().getByText('处改动等待重新读入').waitFor({ state: 'detached' });
    await walk.button('接受订正').click();
    await readAgain();
    await errors(2);
    expect(await kind('similar-school').textContent()).toContain('已订正');
  });

  test('a cell is corrected by hand', async () => {
    await kind('must-fill-over-openings').locator('summary').click();
    await page()
      .getByLabel(/^[A-Z]+\d+ 的正确内容$/)
      .fill('1');
    await walk.button('更正').click();
    await readAgain();
    await errors(1);
    expect(await kind('must-fill-over-openings').count()).toBe(0);
  });

  test('a column is mapped by hand: the county can be solved', async () => {
    await page().locator('summary', { hasText: ROSTER }).last().click();
    await page().getByLabel('「称呼甲」作为').selectOption('name');
    await readAgain();
    await walk.seen('数据已就绪，可以求解。');
    expect(await walk.she.axe()).toEqual([]);
  });
});

describe('in the sheet', () => {
  test('the coloured workbook names the cells; corrected and dropped it is the next version', async () => {
    await page().locator('.drop input[type=file]').last().setInputFiles(walk.file('faulty.xlsx'));
    await errors(3);
    const { name, bytes } = await downloaded(walk.she, () => walk.link('下载标色工作簿').click());
    const sheets = await sheetsOf(name, bytes);
    const list = sheets.find((sheet) => sheet.rows.some((row) => row.includes('H6')));
    expect(list).toBeDefined();
    const corrected = await fileOf({ sheets: sheets.map((sheet) => correct(sheet)) });
    const buffer = Buffer.from(corrected);
    await page()
      .locator('.drop input[type=file]')
      .last()
      .setInputFiles({ name: 'corrected.xlsx', mimeType: 'application/zip', buffer });
    await walk.seen('数据已就绪，可以求解。');
    await walk.seen('corrected.xlsx');
  });

  /** What she would do in Excel. */
  function correct<Sheet extends { name: string; rows: readonly (readonly unknown[])[] }>(
    sheet: Sheet,
  ): Sheet {
    const cells: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
      [ROSTER]: { 称呼甲: '姓名', 实验小校: '实验小学' },
      [POSTS]: { 9: 1 },
    };
    const right = cells[sheet.name] ?? {};
    const rows = sheet.rows.map((row) => row.map((value) => right[String(value)] ?? value));
    return { ...sheet, rows };
  }
});
