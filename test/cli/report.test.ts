/** `tiaopei report` as a process: the files, the reasons for what is left out, what is refused. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readWorkbook, writeWorkbook } from '../../src/workbook/index.ts';
import { runCli } from '../support/run-cli.ts';
import { tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';

let folder: string;
const path = (name: string) => join(folder, name);
const report = (...args: string[]) => runCli(['report', path('county.xlsx'), ...args]);
const ofProposal = (...args: string[]) =>
  report('--proposal', path('solved/proposal.json'), ...args);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiaopei-report-'));
  const tables = tinyTables();
  for (const post of tables.posts) post.mustFill = 0;
  const sheets = tinyWorkbook(tables).sheets.map(({ name, rows: [headers = [], ...rows] }) => ({
    name,
    headers: headers.map(String),
    rows: rows.map((row) => row.map((cell) => cell as string | number | null)),
  }));
  writeFileSync(path('county.xlsx'), await writeWorkbook(sheets));
  const solved = await runCli(['solve', path('county.xlsx'), '--out', path('solved')]);
  expect(solved.code).toBe(0);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('tiaopei report', () => {
  test('writes every report that can be made and says in Chinese why the others cannot', async () => {
    const run = await ofProposal(
      ...['--publicity-start', '2026-08-20', '--phone', '0530-1234567'],
      ...['--format', 'xlsx,csv,docx', '--out', path('all'), '--lang', 'zh'],
    );
    expect([run.code, run.stderr.replace(/^npm.*\n/gm, '')]).toEqual([0, '']);
    expect(run.stdout).toContain('未出 走教安排表：需要走教方案');
    // Name by name in the terminal would be nobody's: staff numbers and names are in the files only.
    expect(run.stdout).not.toContain('测试1');
    const files = readdirSync(path('all')).sort();
    expect(files).toHaveLength(27);
    expect(files).toEqual(
      expect.arrayContaining([
        '上报报表.xlsx',
        '公示名单.csv',
        '聘任决定通知书.docx',
        '跨学区调配方案.xlsx',
      ]),
    );
    const bytes = readFileSync(path('all/公示名单.xlsx'));
    const { sheets } = await readWorkbook({ bytes, fileName: '公示名单.xlsx' });
    expect(sheets[0]?.rows[1]?.[0]).toBe('公示期：2026年8月20日至2026年8月27日（5 个工作日）');
    expect(sheets[0]?.rows[4]?.slice(1, 4)).toEqual(['测试102', '女', '实验小学']);
  });
  test('takes the names rule from a policy file, one report and one format when asked', async () => {
    writeFileSync(path('masked.json'), '{"reports.maskNames": "given"}');
    const run = await ofProposal(
      ...['--only', 'publicity-list', '--format', 'csv', '--policy', path('masked.json')],
      ...['--out', path('one'), '--json'],
    );
    expect(JSON.parse(run.stdout)).toEqual({ written: [path('one/公示名单.csv')], skipped: [] });
    expect(readdirSync(path('one'))).toEqual(['公示名单.csv']);
    const text = readFileSync(path('one/公示名单.csv'), 'utf8');
    expect(text).toContain('测****');
    expect(text).not.toContain('测试');
  });
  test.each([
    [
      'a report without its source, and a format that another does not have',
      ['--only', 'itinerant-plan,notices', '--format', 'csv'],
      ['report-lacks-source', 'report-other-format'],
    ],
    ['a day that is none', ['--publicity-start', '2026-02-30'], ['not-a-day']],
  ])('refuses %s and writes nothing', async (_what, args, codes) => {
    const run = await ofProposal(...args, '--out', path('refused'), '--json');
    const found = JSON.parse(run.stdout).issues.map(({ code }: { code: string }) => code);
    expect([run.code, found]).toEqual([2, codes]);
    expect(existsSync(path('refused'))).toBe(false);
  });
  test('refuses a comparison that is none, naming what is wrong', async () => {
    writeFileSync(path('comparison.json'), '{"format":"tiaopei-comparison/1","rows":7}');
    const args = ['--comparison', path('comparison.json'), '--out', path('refused'), '--json'];
    const run = await ofProposal(...args);
    const { issues } = JSON.parse(run.stdout) as { issues: { code: string; path: string }[] };
    expect(run.code).toBe(2);
    expect(issues.map((each) => each.path)).toContainEqual(expect.stringContaining('rows'));
  });
  test('puts nothing on paper that the verification would not sign', async () => {
    const proposal = JSON.parse(readFileSync(path('solved/proposal.json'), 'utf8'));
    proposal.placements[0].fit += 1;
    writeFileSync(path('forged.json'), JSON.stringify(proposal));
    const run = await report('--proposal', path('forged.json'), '--out', path('refused'), '--json');
    expect([run.code, JSON.parse(run.stdout).issues[0].code]).toEqual([2, 'proposal-rejected']);
    expect(existsSync(path('refused'))).toBe(false);
  });
});
