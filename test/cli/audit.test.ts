/** `audit` as a real process: on the generated round with its manual plan; the rest on a tiny county. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Audit } from '../../src/domain/audit.ts';
import { readWorkbook, writeWorkbook } from '../../src/workbook/index.ts';
import type { RawWorkbook } from '../../src/workbook/port.ts';
import { inTemporaryFolder, runCli } from '../support/run-cli.ts';
import { tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';

let folder: string;
const path = (...names: string[]) => join(folder, ...names);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiaopei-'));
  writeFileSync(path('none.xlsx'), await workbookOf(tinyWorkbook()));
  const tables = tinyTables();
  const posts = tables.posts.map((row) => ({ ...row, mustFill: 0 }));
  writeFileSync(path('tiny.xlsx'), await workbookOf(tinyWorkbook({ ...tables, posts })));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const workbookOf = ({ sheets }: RawWorkbook) =>
  writeWorkbook(
    sheets.map(({ name, rows: [headers = [], ...rows] }) => ({
      name,
      headers: headers.map(String),
      rows: rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : text(cell)))),
    })),
  );
const text = (cell: unknown) => (cell === null ? null : String(cell));

/** Audits a plan against a county of the folder and reads what was written. */
async function audit(county: string, plan: string, ...args: string[]) {
  return inTemporaryFolder(async (out) => {
    const run = await runCli(['audit', path(county), '--plan', path(plan), '--out', out, ...args]);
    const read = (name: string) => readFileSync(join(out, name));
    return { ...run, files: run.code === 2 ? [] : [read('audit.json'), read('audit.xlsx')] };
  });
}

const sheetOf = async (bytes: Uint8Array, name: string) =>
  (await readWorkbook({ bytes, fileName: 'audit.xlsx' })).sheets.find((each) => each.name === name);

describe('audit', { timeout: 240_000 }, () => {
  test('reports the planted slips and exits 0; the repaired plan of its workbook is legal', async () => {
    const made = await runCli(['generate', '--scale', 'round', '--seed', '2', '--out', path('r')]);
    expect([made.code, made.stderr]).toEqual([0, expect.any(String)]);
    const slips = JSON.parse(readFileSync(path('r', 'manual-plan-slips.json'), 'utf8')) as {
      kind: string;
      staffNo: string;
    }[];
    const run = await audit('r', 'r/manual-plan.xlsx', '--json');
    expect([run.code, run.stderr]).toEqual([0, '']);
    const { warnings, ...rest } = JSON.parse(run.stdout);
    const found = Audit.parse(rest);
    expect(warnings).toEqual([]);
    expect(found.violations).toBe(true);
    const illegal = slips.filter(({ kind }) => kind !== 'title-overflow');
    const changed = found.repair?.changes.map(({ teacherId }) => teacherId);
    expect(changed).toEqual(illegal.map(({ staffNo }) => staffNo).sort());

    const [json, workbook] = run.files as [Buffer, Buffer];
    expect(json.toString('utf8')).toBe(run.stdout);
    const summary = await sheetOf(workbook, '审计摘要');
    expect(summary?.rows[0]?.slice(1, 4)).toEqual(['手工方案', '最小修正', '最优方案']);
    expect(summary?.rows[1]?.slice(1, 4)).toEqual(['不合法', '合法', '合法']);
    expect((await sheetOf(workbook, '修正明细'))?.rows).toHaveLength(1 + illegal.length);
    expect((await sheetOf(workbook, '人员得失'))?.rows).toHaveLength(
      1 + (found.repair?.shifts.length ?? 0) + (found.optimum?.shifts.length ?? 0),
    );

    writeFileSync(path('repaired.xlsx'), workbook);
    const again = await audit('r', 'repaired.xlsx', '--json');
    expect(again.code).toBe(0);
    const repaired = JSON.parse(again.stdout);
    expect(repaired).toMatchObject({ violations: false, repair: { changed: 0 } });
    expect(repaired.manual.tiers).toEqual(
      found.repair?.tiers.map((tier) => ({ ...tier, bound: null })),
    );
  });

  test('finds nothing to gain in the optimum, as proposal.json and as proposal.xlsx', async () => {
    const solved = await runCli(['solve', path('tiny.xlsx'), '--out', path('solved')]);
    expect(solved.code).toBe(0);
    for (const name of ['proposal.json', 'proposal.xlsx']) {
      const run = await audit('tiny.xlsx', `solved/${name}`, '--lang', 'zh');
      expect([run.code, run.stderr]).toEqual([0, '']);
      expect(run.stdout).toContain('手工方案合法，且各目标层均已最优，没有改进余地。');
    }
  });

  const HEADERS = '姓名,职工号,拟聘学校,学段,学科';
  const csv = (name: string, ...rows: string[]) =>
    writeFileSync(path(name), `${[HEADERS, ...rows].join('\n')}\n`);

  test('speaks both languages without personal names; the same plan gives the same bytes', async () => {
    csv('plan.csv', '测试102,102,实验小学,小学,语文');
    const zh = await audit('tiny.xlsx', 'plan.csv', '--lang', 'zh');
    expect(zh.stdout).toContain('手工方案违反的硬性规则');
    expect(zh.stdout).toContain('S01');
    expect(zh.stdout).toContain('最小修正：改动的人与原因');
    const en = await audit('tiny.xlsx', 'plan.csv', '--lang', 'en');
    expect(en.stdout).toContain('Hard rules that the plan breaks');
    expect([zh.code, en.code]).toEqual([0, 0]);
    for (const { stdout, files } of [zh, en])
      expect(stdout + files[0]?.toString('utf8')).not.toContain('测试1');
    expect(zh.files.map((bytes, k) => bytes.equals(en.files[k]!))).toEqual([true, true]);
  });

  test('whatever cannot be told is an error with sheet and cell, exit code 2', async () => {
    csv(
      'bad.csv',
      ',999,实验小学,小学,语文',
      ',102,实验小学,小学,物理',
      ',201,没有的学校,小学,语文',
      ',102,待岗,,',
      '测试,,实验小学,,',
    );
    const run = await audit('tiny.xlsx', 'bad.csv', '--json');
    expect(run.code).toBe(2);
    const { kind, issues } = JSON.parse(run.stdout);
    expect(kind).toBe('bad-input');
    expect(issues).toMatchObject([
      { code: 'unknown-teacher', sheet: 'bad', cell: 'B2' },
      { code: 'unknown-post', sheet: 'bad', cell: 'C3' },
      { code: 'unknown-school', sheet: 'bad', cell: 'C4' },
      { code: 'duplicate-teacher', sheet: 'bad', cell: 'B5' },
      { code: 'unknown-teacher', sheet: 'bad', cell: 'A6' },
    ]);
  });

  test.each<[string, string | null]>([
    ['absent.xlsx', null],
    ['absent.json', null],
    ['broken.json', '{'],
    ['other.json', '{"placements":[{"teacherId":"102","postGroupId":"x"}]}'],
    ['other.csv', '甲,乙\n1,2\n'],
  ])('%s is no plan, exit code 2', async (plan, contents) => {
    if (contents !== null) writeFileSync(path(plan), contents);
    const run = await audit('tiny.xlsx', plan);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(/^Bad input:\n/);
  });

  test.each([
    ['headers.csv', `${HEADERS}\n`],
    ['nobody.json', '{"placements":[]}'],
  ])('an empty plan is remarked on: %s', async (name, contents) => {
    writeFileSync(path(name), contents);
    const run = await audit('tiny.xlsx', name, '--json');
    expect([run.code, JSON.parse(run.stdout).warnings]).toMatchObject([
      0,
      [{ code: 'empty-plan' }],
    ]);
    expect((await audit('tiny.xlsx', name, '--lang', 'zh')).stdout).toContain('方案是空的');
  });

  test('a round without legal allocation: the plan is audited all the same, exit code 3', async () => {
    csv('empty.csv', ',102,待岗,,');
    const run = await audit('none.xlsx', 'empty.csv', '--json');
    expect(run.code).toBe(3);
    expect(JSON.parse(run.stdout)).toMatchObject({
      violations: true,
      repair: null,
      optimum: null,
      noAllocation: { termination: 'infeasible' },
    });
  });
});
