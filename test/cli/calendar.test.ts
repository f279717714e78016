/** `tiaopei calendar` as a real process: the planned days, what is late, what is provisional, a file of days off. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inTemporaryFolder, runCli } from '../support/run-cli.ts';

test('prints every step with its days, what is late, and the latest start', async () => {
  const { code, stdout, stderr } = await runCli([
    'calendar',
    '--from',
    '2026-07-20',
    '--lang',
    'zh',
  ]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^步骤 +起 +止 +工作日 +规定期限 +依据/u);
  expect(stdout).toMatch(/编制人员年度调整方案 +2026-07-20 +2026-07-22 +3 +2026-07-31 +Q13\n/u);
  expect(stdout).toMatch(/直聘名单公示 +2026-07-29 +2026-08-05 +6 +D05 F01\n/u);
  expect(stdout).toMatch(/2026-09-17 +1 +2026-09-01 +R07 F06 +逾期\n/u);
  expect(stdout).toContain('最迟开始日：2026-07-02');
  expect(stdout).not.toContain('尚未公布');
});

test('a year without a notice is said to be provisional, until a file brings it', async () => {
  const args = ['calendar', '--from', '2027-09-06', '--lang', 'en'];
  const before = await runCli(args);
  expect(before.stdout).toContain('days off of 2027 are not published');
  await inTemporaryFolder(async (folder) => {
    const path = join(folder, 'holidays.json');
    const rest = [{ name: '中秋节', from: '2027-09-15', until: '2027-09-17' }];
    const year = { year: 2027, source: 'notice', provisional: false, rest, work: ['2027-09-11'] };
    await writeFile(path, JSON.stringify({ format: 'tiaopei-holidays/1', years: [year] }));
    const { code, stdout } = await runCli([...args, '--holidays', path, '--json']);
    const { steps } = JSON.parse(stdout);
    expect(code).toBe(0);
    // Monday to Wednesday, Thursday and Friday, Saturday the 11th and Monday the 13th.
    expect(steps.slice(0, 3)).toMatchObject([
      { name: 'adjustment-plan', from: '2027-09-06', due: '2027-09-08', provisional: [] },
      { name: 'posts-set', due: '2027-09-10' },
      { name: 'direct-hire', from: '2027-09-11', due: '2027-09-13' },
    ]);
    await writeFile(path, JSON.stringify({ format: 'tiaopei-holidays/1', years: [year, year] }));
    const twice = await runCli([...args, '--holidays', path]);
    expect([twice.code, twice.stderr]).toEqual([2, expect.stringContaining('years.1.year')]);
  });
});

test('a day that is none is refused with exit code 2', async () => {
  const { code, stderr } = await runCli(['calendar', '--from', '2026-06-31']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('--from')]);
});
