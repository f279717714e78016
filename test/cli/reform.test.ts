/** `reform` and `appeal` as real processes: files, exit codes, what is told, no names outside the workbook. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SummerState } from '../../src/domain/summer.ts';
import { GROUND_NAME } from '../../src/reports/summer-words.ts';
import { readWorkbook, writeWorkbook } from '../../src/workbook/index.ts';
import { runCli } from '../support/run-cli.ts';
import { tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';

let folder: string;
const path = (...names: string[]) => join(folder, ...names);
const bytes = (...names: string[]) => readFileSync(path(...names));
const stateOf = (...names: string[]) => SummerState.parse(JSON.parse(bytes(...names).toString()));

/** One post fewer at 实验小学: teacher 102 competes in vain and may go to 城南学校, its primary or its junior part. */
async function county(): Promise<Uint8Array> {
  const tables = tinyTables();
  const posts = tables.posts.map((row) => ({
    ...row,
    mustFill: 0,
    ...(row.school === '实验小学' ? { posts: 1, hired: 0, openings: 1 } : {}),
  }));
  const roster = tables.roster.map((row) =>
    row.staffNo === '102' ? { ...row, certificateStage: '初级中学' } : row,
  );
  const { sheets } = tinyWorkbook({ ...tables, posts, roster });
  const text = (cell: unknown) => (cell === null ? null : String(cell));
  return writeWorkbook(
    sheets.map(({ name, rows: [headers = [], ...rows] }) => ({
      name,
      headers: headers.map(String),
      rows: rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : text(cell)))),
    })),
  );
}

const reform = (...args: string[]) => runCli(['reform', path('tiny.xlsx'), ...args]);
const appeal = (...args: string[]) => runCli(['appeal', path('tiny.xlsx'), ...args]);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiaopei-'));
  writeFileSync(path('tiny.xlsx'), await county());
  writeFileSync(path('empty.json'), '{"format":"tiaopei-journal/1","entries":[]}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('reform', { timeout: 240_000 }, () => {
  test('a rehearsal runs all stages, prints the ledger after each and writes state, workbook and proofs', async () => {
    const run = await reform('--out', path('whole'), '--lang', 'zh');
    expect([run.code, run.stderr.includes('in-school/3')]).toEqual([0, true]);
    for (const stage of ['直聘', '校内竞聘', '学区竞聘', '跨学区调配', '待岗与退出'])
      expect(run.stdout).toContain(`【${stage}】`);
    expect(run.stdout).toMatch(/待岗与退出 +10 +6 +1 +0 +4 +0 +1 +0 +0 +6 +4 +0/);
    expect(run.stdout).toContain('plan-passed (I01)');
    expect(run.stdout + bytes('whole', 'summer.json').toString()).not.toContain('测试1');
    const hashes = stateOf('whole', 'summer.json').stages.flatMap(({ solves }) => solves);
    expect(hashes.map(({ name }) => name)).toEqual([
      ...['in-school/3', 'in-school/4', 'in-school/5', 'in-school/6', 'in-district'],
      'cross-district',
    ]);
    for (const { name } of hashes)
      expect(
        bytes('whole', 'certificates', `${name.replace('/', '-')}.json`).length,
      ).toBeGreaterThan(100);
  });

  test('a workbook for the bureau, and one to be posted, which bears no staff number and no ground', async () => {
    const sheetsOf = async (fileName: string) =>
      (await readWorkbook({ bytes: bytes('whole', fileName), fileName })).sheets;
    const internal = await sheetsOf('summer.xlsx');
    const posted = await sheetsOf('summer-public.xlsx');
    expect(internal.map(({ name }) => name)).toEqual([
      ...['全程台账', '求解与证明', '直聘依据（内部）', '人事关系调整', '待岗名单'],
      ...['招聘需求', '逐条规则核查'],
    ]);
    expect(posted.map(({ name }) => name)).toEqual([
      ...['公示·直聘', '公示·校内竞聘', '空缺岗位·学区竞聘', '公示·学区竞聘'],
      ...['空缺岗位·跨学区调配', '公示·跨学区调配'],
    ]);
    const rows = (name: string) =>
      [...internal, ...posted].find((sheet) => sheet.name === name)?.rows ?? [];
    const cells = posted.flatMap((sheet) => sheet.rows.flat().map(String));
    for (const { teacherId, ground } of stateOf('whole', 'summer.json').stages.flatMap(
      ({ decisions }) => decisions,
    )) {
      expect(cells).not.toContain(teacherId);
      if (ground !== null) expect(cells).not.toContain(GROUND_NAME[ground].zh);
    }
    expect(rows('公示·跨学区调配')[1]?.slice(0, 11)).toEqual([
      ...[1, '测试102', '女', '实验小学', '局直', '城南学校', '街道', '小学', '语文'],
      ...['跨学区调配', 12],
    ]);
    expect(rows('公示·直聘')[0]).not.toContain('类型');
    expect(rows('直聘依据（内部）')[1]?.slice(0, 5)).toEqual([
      ...['202', '测试202', '城南学校', '校级领导任命', 'I08'],
    ]);
    expect(rows('人事关系调整')[1]?.slice(0, 4)).toEqual([
      '102',
      '测试102',
      '实验小学',
      '城南学校',
    ]);
  });

  test('stopped and gone on from its state, the run ends with the same bytes', async () => {
    const stopped = await reform('--out', path('parts'), '--to', 'in-school');
    expect([stopped.code, stateOf('parts', 'summer.json').stages.length]).toEqual([0, 2]);
    const state = path('parts', 'summer.json');
    const alone = await reform('--out', path('parts'), '--state', state, '--only', 'in-district');
    expect([alone.code, stateOf('parts', 'summer.json').stages.length]).toEqual([0, 3]);
    const rest = await reform('--out', path('parts'), '--state', state, '--json');
    expect(JSON.parse(rest.stdout)).toMatchObject({ kind: 'closed', mode: 'rehearsal' });
    for (const file of ['summer.json', 'summer.xlsx', 'summer-public.xlsx'])
      expect(bytes('parts', file).equals(bytes('whole', file))).toBe(true);
    const again = await reform(
      '--out',
      path('parts'),
      '--state',
      state,
      '--only',
      'in-school',
      '--json',
    );
    expect(JSON.parse(again.stdout)).toMatchObject({ kind: 'compared', same: true });
    expect(bytes('parts', 'summer.json').equals(bytes('whole', 'summer.json'))).toBe(true);
  });

  test('a binding run stops at the first closed gate with exit code 3, says what is missing and keeps the state', async () => {
    const args = ['--out', path('binding'), '--journal', path('empty.json'), '--lang', 'zh'];
    const run = await reform(...args);
    expect(run.code).toBe(3);
    expect(run.stdout).toContain('posts-set (F03 F06)');
    expect(run.stdout).toContain('没有全县岗位设置完成的记录');
    expect(stateOf('binding', 'summer.json')).toMatchObject({ mode: 'binding', stages: [] });
    const over = await reform('--out', path('binding'), '--lang', 'zh');
    expect([over.code, over.stderr.includes('正式运行的状态文件')]).toEqual([2, true]);
    // A damaged one may be a binding run too.
    const damaged = bytes('binding', 'summer.json').subarray(0, -9);
    writeFileSync(path('binding', 'summer.json'), damaged);
    const unread = await reform('--out', path('binding'), '--lang', 'zh');
    expect([unread.code, unread.stderr.includes('不予覆盖')]).toEqual([2, true]);
    expect(bytes('binding', 'summer.json').equals(damaged)).toBe(true);
  });

  test('files that do not belong together exit with 2', async () => {
    const damaged = path('damaged.json');
    writeFileSync(
      damaged,
      bytes('whole', 'summer.json').toString().replace('"kind": "direct"', '"kind": "return"'),
    );
    const run = await reform('--out', path('x'), '--state', damaged, '--lang', 'zh');
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('校验和不符')]);
    const early = await reform('--out', path('x'), '--only', 'cross-district', '--lang', 'zh');
    expect([early.code, early.stderr]).toEqual([2, expect.stringContaining('尚未完成：直聘')]);
  });

  test('a --state that names no file begins a new one and says so; a stage alone has nothing to go on from', async () => {
    const args = [
      '--out',
      path('mistyped'),
      '--lang',
      'zh',
      '--state',
      path('mistyped', 'new.json'),
    ];
    const alone = await reform(...args, '--only', 'direct-hire');
    expect([alone.code, alone.stderr.includes('找不到状态文件')]).toEqual([2, true]);
    const run = await reform(...args, '--to', 'direct-hire');
    expect([run.code, run.stderr.includes('新建一份，从头运行')]).toEqual([0, true]);
    expect(stateOf('mistyped', 'new.json').stages.length).toBe(1);
  });

  test('Ctrl-C during a stage keeps the stages before it', async () => {
    const made = await runCli([
      'generate',
      '--scale',
      'county',
      '--seed',
      '1',
      '--out',
      path('county'),
    ]);
    expect(made.code).toBe(0);
    const args = ['reform', path('county'), '--out', path('cut'), '--lang', 'zh'];
    const run = await runCli(args, { interruptAt: 'in-school/' });
    expect([run.code, run.stdout]).toEqual([
      3,
      expect.stringContaining('「校内竞聘」未完成，不保留'),
    ]);
    expect(stateOf('cut', 'summer.json').stages.map(({ stage }) => stage)).toEqual(['direct-hire']);
  });
});

describe('appeal', { timeout: 240_000 }, () => {
  test('opens the decision, proves that nobody else need move, and changes the state when asked', async () => {
    const state = path('appealed.json');
    writeFileSync(state, bytes('whole', 'summer.json'));
    const args = ['--state', state, '--teacher', '102', '--out', path('a'), '--lang', 'zh'];
    const run = await appeal(...args);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('102: S2/P/T/语文 → S2/J/T/语文');
    expect(run.stdout).toContain('其他人须变动 0 人，已证明不能更少');
    expect(readFileSync(state).equals(bytes('whole', 'summer.json'))).toBe(true);
    const applied = await appeal(...args, '--apply', '--json');
    expect(JSON.parse(applied.stdout)).toMatchObject({
      kind: 'reopened',
      leastMoved: 0,
      moved: [],
    });
    const { decisions, solves } = stateOf('appealed.json').stages[3] ?? {};
    expect(decisions?.[0]).toMatchObject({ teacherId: '102', postGroupId: 'S2/J/T/语文' });
    const proof = bytes('a', 'certificates', 'appeal-102.json');
    expect(solves?.at(-1)?.certificate).toBe(createHash('sha256').update(proof).digest('hex'));
    // To run the stage again would undo the award.
    const again = await reform('--out', path('a'), '--state', state, '--only', 'cross-district');
    expect([again.code, again.stderr.includes('would undo them')]).toEqual([2, true]);
  });

  test('opens an in-school decision while that stage is the latest', async () => {
    const early = await reform('--out', path('school'), '--to', 'in-school', '--lang', 'zh');
    expect(early.code).toBe(0);
    const state = path('school', 'summer.json');
    const award = ['--teacher', '102', '--post', 'S1/P/T/语文', '--apply'];
    const run = await appeal('--state', state, '--out', path('school'), ...award, '--lang', 'zh');
    expect([run.code, run.stderr]).toEqual([0, expect.any(String)]);
    expect(run.stdout).toContain('重开校内竞聘的决定');
    expect(run.stdout).toContain('101: S1/P/T/语文 → 无岗位');
    expect(run.stdout).toContain('其他人须变动 1 人，已证明不能更少');
    const { decisions } = stateOf('school', 'summer.json').stages[1] ?? {};
    expect(decisions?.find(({ teacherId }) => teacherId === '102')).toMatchObject({
      ...{ kind: 'in-school', postGroupId: 'S1/P/T/语文', batch: 3 },
    });
  });

  test('a decision that cannot be opened exits with 2', async () => {
    const args = ['--state', path('whole', 'summer.json'), '--out', path('a'), '--lang', 'zh'];
    const run = await appeal(...args, '--teacher', '203');
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('由校内竞聘作出')]);
  });
});
