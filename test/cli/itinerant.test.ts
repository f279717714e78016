/** `tiaopei itinerant` as a process: the files, the check of a plan, refusals (W01, W03, W06). */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ItinerantPlan } from '../../src/domain/itinerant.ts';
import { readWorkbook, writeWorkbook } from '../../src/workbook/index.ts';
import { inTemporaryFolder, runCli } from '../support/run-cli.ts';
import { tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';

/** The tiny county with a music teacher at 城南学校, whose site has two classes and nobody for music. */
async function county(folder: string): Promise<string> {
  const tables = tinyTables();
  Object.assign(tables.schools[1]!, { classes: 5 });
  Object.assign(tables.roster[2]!, { subjects: '音乐', hiring: '已聘', unplacedReason: null });
  const bytes = await writeWorkbook(
    tinyWorkbook(tables).sheets.map(({ name, rows }) => ({
      name,
      headers: (rows[0] ?? []).map(String),
      rows: rows.slice(1).map((row) => row.map((cell) => cell as string | null)),
    })),
  );
  const path = join(folder, 'county.xlsx');
  writeFileSync(path, bytes);
  return path;
}

test('a plan as JSON and workbook, names in the workbook only; the plan checked; tampering refused', {
  timeout: 60_000,
}, async () => {
  await inTemporaryFolder(async (folder) => {
    const path = await county(folder);
    const out = join(folder, 'out');
    const made = await runCli(['itinerant', path, '--out', out, '--lang', 'zh']);
    expect([made.code, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toContain('走教方案');
    expect(made.stdout).toContain('超课时 0 人');
    expect(made.stdout).toMatch(/已证明最优：课时、里程/);
    expect(made.stdout).toMatch(/对照就近派人的手工排法.*补 [\d.]+ 节、[\d.]+ 公里；本方案补/);
    const file = join(out, 'itinerant.json');
    const text = readFileSync(file, 'utf8');
    const plan = ItinerantPlan.parse(JSON.parse(text));
    expect(plan.trips).toMatchObject([
      { teacherId: '201', placeId: 'Z1', subject: '音乐', days: 2 },
    ]);
    expect(text).not.toContain('测试');
    const book = await readWorkbook({ path: join(out, 'itinerant.xlsx') });
    const [trips] = book.sheets;
    expect(trips?.name).toBe('走教安排表');
    expect(trips?.rows[0]).toEqual(
      expect.arrayContaining([
        '教师',
        '编制校',
        '走教校',
        '学科',
        '每周课时',
        '每周里程（公里）',
        '每周补贴（元）',
      ]),
    );
    expect(trips?.rows.flat()).toContain('测试201');
    const checked = await runCli(['itinerant', path, '--check', file, '--json']);
    expect([checked.code, JSON.parse(checked.stdout)]).toEqual([
      0,
      { accepted: true, certified: true, findings: [] },
    ]);
    writeFileSync(file, JSON.stringify({ ...plan, trips: [] }));
    const refused = await runCli(['itinerant', path, '--check', file, '--lang', 'en']);
    expect(refused.code).toBe(4);
    expect(refused.stdout).toContain('lesson-table');
  });
});

test('a proposal of something else, or a file that is none, is bad input and writes nothing', {
  timeout: 60_000,
}, async () => {
  await inTemporaryFolder(async (folder) => {
    const path = await county(folder);
    const out = join(folder, 'out');
    const proposal = join(folder, 'proposal.json');
    writeFileSync(proposal, '{"format":"x"}');
    const run = await runCli(['itinerant', path, '--proposal', proposal, '--out', out]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('proposal.json');
    expect(existsSync(out)).toBe(false);
  });
});
