/** `check` and `template`: findings on the terminal and as JSON, mends accepted, written and replayed, the marked workbook. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { askMends } from '../../src/cli/check-ask.ts';
import { NO_MENDS } from '../../src/domain/mends.ts';
import { readCounty } from '../../src/intake/index.ts';
import { writeWorkbook } from '../../src/workbook/index.ts';
import { inTemporaryFolder, runCli } from '../support/run-cli.ts';
import { tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';

/** The tiny county with one school misspelt, a title that nobody knows, and a date in an odd form. */
function spoiled() {
  const tables = tinyTables();
  Object.assign(tables.posts[0] ?? {}, { school: '实验小孝' });
  Object.assign(tables.roster[0] ?? {}, { schoolStart: '2012.9' });
  return tinyWorkbook(tables);
}

async function spoiledFile(folder: string): Promise<string> {
  const sheets = spoiled().sheets.map(({ name, rows: [headers = [], ...rows] }) => ({
    name,
    headers: headers.map(String),
    rows: rows.map((row) =>
      row.map((v) => (typeof v === 'boolean' || v instanceof Date ? null : v)),
    ),
  }));
  const path = join(folder, '县.xlsx');
  await writeFile(path, await writeWorkbook(sheets));
  return path;
}

describe('check', () => {
  it('groups the findings, and names the code to accept an offered mend with', async () => {
    await inTemporaryFolder(async (folder) => {
      const path = await spoiledFile(folder);
      const run = await runCli(['check', path, '--lang', 'zh']);
      expect(run.code).toBe(2);
      expect(run.stdout).toContain('错误 0，待同意 1，提醒 0，已修正 1');
      expect(run.stdout).toContain('[待同意] similar-school ×1 岗位设置表!A2');
      expect(run.stdout).toContain('--accept similar-school');
      expect(run.stdout).toContain('[已修正] date-form ×1 教职工花名册!Q2');
    });
  });

  it('accepts, writes the mends and the marked workbook; the mends are replayed by other commands', async () => {
    await inTemporaryFolder(async (folder) => {
      const path = await spoiledFile(folder);
      const [mends, report] = [join(folder, 'mends.json'), join(folder, 'findings.xlsx')];
      const accepted = await runCli([
        ...['check', path, '--accept', 'similar-school', '--json'],
        ...['--write-mends', mends, '--report', report],
      ]);
      expect(accepted.code).toBe(0);
      const { clean, issues, sheets } = JSON.parse(accepted.stdout);
      expect(clean).toBe(true);
      expect(issues[0]).toMatchObject({
        code: 'similar-school',
        mend: 'accepted',
        file: '县.xlsx',
      });
      expect(sheets).toHaveLength(10);
      const book = await openXlsx(await readFile(report), { readStyles: true });
      const cell = book.sheets.find(({ name }) => name === '岗位设置表')?.cells?.get('1,0');
      expect(cell?.value).toBe('实验小孝');
      expect(cell?.comment?.text).toContain('不在学校基本情况表中');
      expect(cell?.style?.fill).toMatchObject({ fgColor: { rgb: 'DDEBF7' } });
      expect(book.sheets.at(-1)).toMatchObject({ name: '问题清单' });
      expect(book.sheets.at(-1)?.rows).toHaveLength(issues.length + 1);
      const out = join(folder, 'out');
      expect((await runCli(['solve', path, '--out', out])).code).toBe(2);
      // The tiny round has no legal allocation; what counts is that it was read.
      expect((await runCli(['solve', path, '--out', out, '--mends', mends])).code).toBe(3);
      const indicators = await runCli(['indicators', path, '--mends', mends, '--json']);
      expect(indicators.code).toBe(0);
    });
  });

  it('refuses a code that nothing is offered under, and questions without a terminal', async () => {
    await inTemporaryFolder(async (folder) => {
      const path = await spoiledFile(folder);
      const slip = await runCli(['check', path, '--accept', 'similar-shool', '--json']);
      expect(slip.code).toBe(2);
      expect(JSON.parse(slip.stdout).issues).toMatchObject([{ code: 'nothing-to-accept' }]);
      const asked = await runCli(['check', path, '--ask', '--json']);
      expect(JSON.parse(asked.stdout).issues).toMatchObject([{ code: 'no-terminal' }]);
    });
  });

  it('asks for sheets, columns and offered mends', async () => {
    const { sheets } = spoiled();
    const raw = {
      sheets: sheets.map((sheet) =>
        sheet.name === '业绩考核表'
          ? {
              name: '附表',
              rows: [
                ['编号', '几分'],
                ['102', 87.25],
                ['201', 90],
              ],
            }
          : sheet,
      ),
    };
    const answers = ['6', 'staffNo', '2', 'y'];
    const questions: string[] = [];
    const ask = async (question: string) => {
      questions.push(question);
      return answers.shift() ?? '';
    };
    const read = (mends: typeof NO_MENDS) => readCounty(raw, '县', mends);
    const mends = await askMends({ read, mends: NO_MENDS, ask, say: ({ zh }) => zh });
    expect(mends.sheets).toEqual([{ file: '', sheet: '附表', table: 'merits' }]);
    expect(mends.columns.map(({ column }) => column)).toEqual(['A', 'B']);
    expect(mends.accept).toEqual([{ code: 'similar-school' }]);
    expect(questions).toHaveLength(4);
  });
});

describe('template', () => {
  it('is read back without a finding as its example rows stand, with lists to choose from', async () => {
    await inTemporaryFolder(async (folder) => {
      const path = join(folder, '模板.xlsx');
      expect((await runCli(['template', '--out', path])).code).toBe(0);
      const run = await runCli(['check', path, '--json']);
      expect(JSON.parse(run.stdout)).toMatchObject({ clean: true, issues: [] });
      const book = await openXlsx(await readFile(path), { readStyles: true });
      const roster = book.sheets.find(({ name }) => name === '教职工花名册');
      expect(roster?.dataValidations?.length).toBeGreaterThan(15);
      expect(roster?.cells?.get('0,0')?.comment?.text).toContain('必填');
    });
  });
});
