/** `tiaopei establish` as a process: the files, the explanation that adds up, and refusals with sheet, cell and id. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Establishment } from '../../src/domain/establishment.ts';
import { ESTABLISHMENT_STEPS } from '../../src/rules/establishment/index.ts';
import { readWorkbook, writeWorkbook } from '../../src/workbook/index.ts';
import { inTemporaryFolder, runCli } from '../support/run-cli.ts';
import { type TinyTables, tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';

/** Runs the command on the tiny county after one change, then looks at what came out. */
async function establish(
  change: (tables: TinyTables) => void,
  args: readonly string[],
  look: (run: { code: number | null; stdout: string; stderr: string }, out: string) => unknown,
): Promise<void> {
  const tables = tinyTables();
  change(tables);
  const bytes = await writeWorkbook(
    tinyWorkbook(tables).sheets.map(({ name, rows }) => ({
      name,
      headers: (rows[0] ?? []).map(String),
      rows: rows.slice(1).map((row) => row.map((cell) => cell as string | null)),
    })),
  );
  await inTemporaryFolder(async (folder) => {
    const path = join(folder, 'county.xlsx');
    const out = join(folder, 'out');
    writeFileSync(path, bytes);
    const run = await runCli(['establish', path, '--out', out, ...args]);
    await look(run, out);
  });
}

const nothing = () => {};

describe('a county', () => {
  test('gives the table as JSON and as a workbook; names are in the workbook only', async () => {
    const hired = (tables: TinyTables) => {
      Object.assign(tables.roster[2]!, { hiring: '已聘', unplacedReason: null });
    };
    await establish(hired, ['--json'], async ({ code, stdout, stderr }, out) => {
      expect([code, stderr]).toEqual([0, '']);
      const table = Establishment.parse(JSON.parse(stdout));
      expect(JSON.parse(readFileSync(join(out, 'establishment.json'), 'utf8'))).toEqual(table);
      expect(table.stages.map(({ stage, total }) => [stage, total])).toEqual([
        ['P', 8],
        ['J', 8],
      ]);
      expect(stdout).not.toContain('测试');
      const book = await readWorkbook({ path: join(out, 'establishment.xlsx') });
      expect(book.sheets.map(({ name }) => name)).toEqual([
        ...['编制岗位表', '编制构成', '学科岗位对比', '职称岗位测算', '教学点派任'],
        ...['学段总量', '逐条规则核查'],
      ]);
      const sent = book.sheets.find(({ name }) => name === '教学点派任');
      expect(sent?.rows.flat()).toContain('测试201');
    });
  });

  test('explains every number in the summary and in the workbook', async () => {
    await establish(nothing, ['--lang', 'zh'], async ({ code, stdout }, out) => {
      expect(code).toBe(0);
      expect(stdout).toContain('编制岗位测算');
      expect(stdout).toContain('教学点：1 个，应配 4 人，由中心校派 0 人，缺 4 人');
      const book = await readWorkbook({ path: join(out, 'establishment.xlsx') });
      const [, reasons] = book.sheets;
      const header = reasons?.rows[0] ?? [];
      const at = (name: string) => header.indexOf(name);
      for (const row of reasons?.rows.slice(1) ?? []) {
        const parts = row.slice(at('按学生'), at('说明')).map(Number);
        const sum = Math.round(100 * parts.reduce((a, b) => a + b, 0));
        expect(sum).toBe(100 * Number(row[at('测算编制')]));
        expect(String(row[at('说明')])).toMatch(/^测算 \d+ 名 = 按学生/u);
      }
    });
  });

  test('shows one line for each step of the re-check, in words, and who approved what', async () => {
    const given = (tables: TinyTables) => {
      Object.assign(tables.schools[0]!, { partyCommittee: '党委' });
      Object.assign(tables.approved[0]!, { approvedOn: '2026-12' });
    };
    await establish(given, ['--lang', 'zh'], async ({ stdout }, out) => {
      expect(stdout).toMatch(/\[提醒\] ×1 编制总量表!B2: 「小学」的核定时间晚于测算月份/u);
      expect(stdout).toMatch(/^ {2}核定周期 \(Q04 Q05 Q06\): /mu);
      expect(stdout).not.toMatch(/quota-cycle|site-staff/u);
      const { sheets } = await readWorkbook({ path: join(out, 'establishment.xlsx') });
      const rowsOf = (name: string) => sheets.find((sheet) => sheet.name === name)?.rows ?? [];
      const checks = rowsOf('逐条规则核查').slice(1);
      expect(checks).toHaveLength(ESTABLISHMENT_STEPS.length);
      expect(checks.map((row) => row[0])).toContain('Q03、Q15');
      expect(checks.map((row) => row[1]).join()).toMatch(/^[\p{Script=Han},]+$/u);
      const totals = rowsOf('学段总量');
      expect(totals[0]).toContain('核定机构');
      expect(totals[1]).toContain('县委编办');
      expect(totals).toContainEqual(expect.arrayContaining(['中小学', '合计', 16, 6]));
      expect(totals).toContainEqual(expect.arrayContaining(['中小学周转池', '可出借', 0]));
      const [header, ...posts] = rowsOf('编制岗位表');
      for (const name of ['高级核定（倾斜前）', '高级（含5%倾斜）', '中级核定（倾斜前）']) {
        expect(header).toContain(name);
      }
      expect(header).toContain('专职副书记（单列）');
      expect(posts).toHaveLength(4);
    });
  });

  test('the deputy secretary of a nine-year school stands once', async () => {
    await inTemporaryFolder(async (folder) => {
      const policy = join(folder, 'policy.json');
      writeFileSync(policy, JSON.stringify({ quota: { deputySecretary: true } }));
      const party = (tables: TinyTables) => {
        for (const row of tables.schools.slice(1, 3)) row.partyCommittee = '党总支';
      };
      await establish(party, ['--policy', policy], async ({ code }, out) => {
        expect(code).toBe(0);
        const { sheets } = await readWorkbook({ path: join(out, 'establishment.xlsx') });
        const [header = [], ...rows] = sheets[0]!.rows;
        const at = header.indexOf('专职副书记（单列）');
        expect(
          rows.map((row) => [row[0], row[at]]).filter(([, heads]) => heads === 1),
        ).toHaveLength(1);
      });
    });
  });

  test('speaks English where it is asked to', async () => {
    const larger = (tables: TinyTables) => {
      tables.approved[0]!.total = 10;
    };
    await establish(larger, ['--lang', 'en'], ({ stdout }) => {
      expect(stdout).toMatch(/^Establishment and posts$/mu);
      expect(stdout).toMatch(/^ {2}primary +10 +10 +8 /mu);
      expect(stdout).toMatch(
        /S1 实验小学 primary: 4 → 5 \(\+1\) {2}computed 5 = by pupils 3\.86 \+ by classes 1\.14/u,
      );
    });
  });

  test('follows the policy file, and leaves the demo as it is', async () => {
    await inTemporaryFolder(async (folder) => {
      const policy = join(folder, 'policy.json');
      writeFileSync(policy, JSON.stringify({ quota: { totals: 'staff' } }));
      const run = await runCli([
        'establish',
        'data/demo',
        '--out',
        folder,
        '--policy',
        policy,
        '--json',
      ]);
      const table = Establishment.parse(JSON.parse(run.stdout));
      expect(table.stages.slice(0, 3).map(({ total, basis }) => [total, basis])).toEqual([
        [2492, 'staff'],
        [1803, 'staff'],
        [1275, 'staff'],
      ]);
    });
  });
});

describe('refusals', () => {
  test('an approved total below the least heads: sheet, cell, stage and school', async () => {
    const poor = (tables: TinyTables) => {
      tables.approved[0]!.total = 3;
    };
    await establish(poor, ['--json'], ({ code, stdout }, out) => {
      expect(code).toBe(2);
      const { kind, issues } = JSON.parse(stdout);
      expect(kind).toBe('bad-input');
      expect(issues).toHaveLength(1);
      expect(issues[0]).toMatchObject({
        code: 'total-below-least',
        sheet: '编制总量表',
        cell: 'B2',
      });
      expect(issues[0].message).toContain('S2');
      expect(existsSync(out)).toBe(false);
    });
    await establish(poor, [], ({ stderr }) => {
      expect(stderr).toContain('编制总量表!B2');
    });
  });

  test.each<[string, (tables: TinyTables) => void, string, string]>([
    [
      'negative pupils',
      (t) => Object.assign(t.schools[0]!, { pupils: -1 }),
      '学校基本情况表',
      'H2',
    ],
    [
      'pupils without classes',
      (t) => Object.assign(t.schools[3]!, { classes: 0 }),
      '学校基本情况表',
      'G5',
    ],
    [
      'a school in two ledgers',
      (t) => Object.assign(t.schools[2]!, { stage: '幼儿园' }),
      '学校基本情况表',
      'F4',
    ],
    ['a stage without a total', (t) => t.approved.pop(), '编制总量表', 'A2'],
    [
      'pupils of a whole planet',
      (t) => Object.assign(t.schools[0]!, { pupils: 999_999_999_999 }),
      '学校基本情况表',
      'H2',
    ],
    [
      'a site of an unknown school',
      (t) => Object.assign(t.sites[0]!, { school: '城北学校' }),
      '教学点表',
      'C2',
    ],
  ])('%s', async (_, change, sheet, cell) => {
    await establish(change, ['--json'], ({ code, stdout }, out) => {
      expect(code).toBe(2);
      const { intake } = JSON.parse(stdout);
      const errors = intake.filter((issue: { severity: string }) => issue.severity === 'error');
      expect(errors).toContainEqual(expect.objectContaining({ sheet, cell }));
      expect(existsSync(out)).toBe(false);
    });
  });

  test('an unknown policy key', async () => {
    await inTemporaryFolder(async (folder) => {
      const policy = join(folder, 'policy.json');
      writeFileSync(policy, JSON.stringify({ quota: { total: 'staff' } }));
      const run = await runCli(['establish', 'data/demo', '--policy', policy, '--out', folder]);
      expect(run.code).toBe(2);
      expect(run.stderr).toContain('quota.total');
    });
  });
});
