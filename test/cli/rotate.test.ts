/** `tiaopei rotate` and `tiaopei rollover` as real processes on a small county. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeCountyFile } from '../../data/index.ts';
import { RotationPlan } from '../../src/domain/rotation-plan.ts';
import { readCountyFrom } from '../../src/intake/index.ts';
import { readWorkbook } from '../../src/workbook/read.ts';
import { inTemporaryFolder, runCli } from '../support/run-cli.ts';
import { tinyCounty } from '../support/tiny-county.ts';

const due = { title: 'M', schoolStart: '2010-09' } as const;
const people = (schoolId: string, from: number, count: number, teacher = {}) =>
  Array.from({ length: count }, (_, k) => ({
    id: `10${from + k}`,
    name: `教师${from + k}`,
    schoolId,
    ...teacher,
  }));
const county = tinyCounty({
  schools: [
    { id: '3700000001', name: '城区小学', quota: 20 },
    { id: '3700000002', name: '乡村小学', tier: 'R', quota: 10 },
  ],
  groups: [
    { schoolId: '3700000001', posts: 8, openings: 0 },
    { schoolId: '3700000002', posts: 8, openings: 0 },
  ],
  teachers: [...people('3700000001', 10, 12, due), ...people('3700000002', 30, 5)],
});

/** The county as files, with terms of one year. */
async function withCounty<T>(use: (folder: string, out: string) => Promise<T>): Promise<T> {
  return inTemporaryFolder(async (root) => {
    const folder = join(root, 'county');
    await mkdir(folder);
    await writeFile(join(folder, 'county.xlsx'), await writeCountyFile(county));
    const policy = { round: 'rotation', 'rotation.termYears': 1 };
    await writeFile(join(folder, 'policy.json'), JSON.stringify(policy));
    return use(folder, join(root, 'out'));
  });
}

describe('tiaopei rotate', () => {
  test('writes plan, ledger and a verifiable proposal for each year', {
    timeout: 120_000,
  }, async () => {
    await withCounty(async (folder, out) => {
      const run = await runCli(['rotate', folder, '--years', '2', '--out', out, '--lang', 'zh']);
      expect(run.code).toBe(0);
      expect(run.stdout).toContain('已证明最优');
      const text = await readFile(join(out, 'rotation-plan.json'), 'utf8');
      expect(text).not.toContain('教师1');
      const plan = RotationPlan.parse(JSON.parse(text));
      expect(plan.years.map(({ referenceMonth }) => referenceMonth)).toEqual([
        '2026-09',
        '2027-09',
      ]);
      expect(plan.years[0]?.targets).toMatchObject({ due: 2, total: 1, most: 3 });
      const { sheets } = await readWorkbook({ path: join(out, '交流轮岗台账.xlsx') });
      expect(sheets.map(({ name }) => name)).toEqual([
        '年度汇总',
        '交流轮岗台账',
        '分校指标',
        '期满返回',
        '均衡指标',
        '评聘评优优先名单',
      ]);
      const moves = plan.years.flatMap(({ exchanges }) => exchanges);
      expect(sheets[1]?.rows).toHaveLength(1 + moves.length);
      expect(sheets[1]?.rows[1]?.[15]).toBe('2027-09 回原学校');
      // The second year stands on the county that the first one leaves.
      const second = join(out, '2027');
      const { county: next } = await readCountyFrom({ path: join(second, 'county.xlsx') });
      expect(next?.teachers.filter(({ exchangeMonths }) => exchangeMonths === 12)).toHaveLength(
        plan.years[0]?.exchanges.length ?? -1,
      );
      const verified = await runCli([
        ...['verify', join(second, 'proposal.json'), '--county', join(second, 'county.xlsx')],
      ]);
      expect({ code: verified.code, stderr: verified.stderr }).toEqual({ code: 0, stderr: '' });
    });
  });

  test('an unknown preset is bad input', async () => {
    const run = await runCli(['rotate', 'x', '--preset', 'none']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('national');
  });
});

describe('tiaopei rollover', () => {
  test('writes the county of the next year from a proposal', { timeout: 120_000 }, async () => {
    await withCounty(async (folder, out) => {
      await runCli(['solve', folder, '--out', out]);
      const proposal = join(out, 'proposal.json');
      const next = join(out, 'next');
      const run = await runCli([
        'rollover',
        folder,
        '--proposal',
        proposal,
        '--out',
        next,
        '--json',
      ]);
      expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
      const yearEnd = JSON.parse(run.stdout);
      expect(yearEnd).toMatchObject({ from: '2026-09', to: '2027-09' });
      expect(yearEnd.returned.length).toBeGreaterThan(0);
      expect(JSON.parse(await readFile(join(next, 'policy.json'), 'utf8'))).toMatchObject({
        referenceMonth: '2027-09',
      });
      const { county: rolled, issues } = await readCountyFrom({ path: join(next, 'county.xlsx') });
      expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(rolled?.teachers).toHaveLength(county.teachers.length);
    });
  });

  test('refuses a proposal of another county', { timeout: 120_000 }, async () => {
    await withCounty(async (folder, out) => {
      await runCli(['solve', folder, '--out', out]);
      const proposal = join(out, 'proposal.json');
      const rolled = join(out, 'next');
      await runCli(['rollover', folder, '--proposal', proposal, '--out', rolled]);
      const run = await runCli(['rollover', rolled, '--proposal', proposal, '--out', out]);
      expect(run.code).toBe(2);
      expect(run.stderr).toContain('另一份');
    });
  });
});
