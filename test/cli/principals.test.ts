/** `tiaopei principals` as a process: the lists, the files, the relaxation, and refusals in the planner's words. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PrincipalsReport } from '../../src/domain/principals.ts';
import { readWorkbook, writeWorkbook } from '../../src/workbook/index.ts';
import { inTemporaryFolder, runCli } from '../support/run-cli.ts';
import { type TinyRow, tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';

const LEADER: TinyRow = {
  ...{ deputyYears: 4, middleYears: 3, teachingYears: 18 },
  ...{ trainingHours: 240, principalCertificate: '是' },
};

/** 实验小学 and 城南学校 have heads who must move, 河口中学 has none; 202 is deputy. */
async function bytesOf(): Promise<Uint8Array> {
  const tables = tinyTables();
  const give = (staffNo: string, more: TinyRow) =>
    Object.assign(tables.roster.find((row) => row.staffNo === staffNo) as TinyRow, more);
  const head = {
    ...LEADER,
    duty: '校长',
    dutySince: '2019-09',
    hiring: '已聘',
    unplacedReason: null,
  };
  give('101', head);
  give('201', {
    ...head,
    dutySince: '2018-09',
    certificateStage: '初中',
    principalReviews: '优秀',
  });
  give('202', { ...LEADER, birth: '1980-01', duty: '副校长', trainingHours: 100 });
  return writeWorkbook(
    tinyWorkbook(tables).sheets.map(({ name, rows }) => ({
      name,
      headers: (rows[0] ?? []).map(String),
      rows: rows.slice(1).map((row) => row.map((cell) => cell as string | null)),
    })),
  );
}

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly out: string;
}

async function principals(args: readonly string[], look: (run: Run) => unknown, demands?: unknown) {
  await inTemporaryFolder(async (folder) => {
    const [path, file, out] = ['county.xlsx', 'demands.json', 'out'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    writeFileSync(path, await bytesOf());
    if (demands !== undefined) writeFileSync(file, JSON.stringify(demands));
    const more = demands === undefined ? [] : ['--demands', file];
    const run = await runCli(['principals', path, '--out', out, ...more, ...args]);
    await look({ ...run, out });
  });
}

test('the lists in Chinese, three files, names in the workbook only; as JSON the same bytes', async () => {
  await principals(['--lang', 'zh'], async ({ code, stdout, stderr, out }) => {
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('学校 3 所');
    expect(stdout).toMatch(
      /101 +S1 实验小学 +应交流 +在本校任职7年，满2届、满6年，应交流（P01, P02）/,
    );
    expect(stdout).toContain('培训学时不足 1');
    expect(stdout).toContain('空缺 2 所');
    expect(stdout).toContain('最小放宽');
    expect(stdout).not.toContain('测试');
    const text = readFileSync(join(out, 'principals.json'), 'utf8');
    const report = PrincipalsReport.parse(JSON.parse(text));
    expect(text).not.toContain('测试');
    const hash = createHash('sha256').update(readFileSync(join(out, 'certificate.json')));
    expect(report.certificate).toBe(hash.digest('hex'));
    await principals(['--json'], (again) => expect(again.stdout).toBe(text));
    const { sheets } = await readWorkbook({ path: join(out, 'principals.xlsx') });
    expect(sheets.map(({ name }) => name)).toEqual([
      ...['校长交流任职表', '现任校长去留', '校长人选', '最小放宽', '目标与证明', '逐条规则核查'],
    ]);
    expect(sheets[0]?.rows.flat()).toContain('测试101');
  });
});

test('demands that cannot be met: exit code 3 and the least relaxation', async () => {
  const forced = [
    { teacherId: '101', schoolId: 'S2' },
    { teacherId: '202', schoolId: 'S2' },
  ];
  const look = ({ code, stdout }: Run) => {
    expect(code).toBe(3);
    expect(stdout).toContain('there is no plan');
    expect(stdout).toMatch(/Least relaxation, \d+ \(proven smallest, confirmed by solving\)/);
    expect(stdout).toMatch(/→ S2: drop the demand that forces the pair/);
  };
  await principals(['--lang', 'en'], look, { forced });
});

test('a demand about nobody is refused: exit code 2, nothing written', async () => {
  const look = ({ code, stderr, out }: Run) => {
    expect(code).toBe(2);
    expect(stderr).toContain('没有职工号「999」');
    expect(existsSync(out)).toBe(false);
  };
  await principals([], look, { banned: [{ teacherId: '999', schoolId: 'S1' }] });
});
