/** `tiaopei compare` as a process, on a tiny workbook. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Comparison, ComparisonFile } from '../../src/domain/comparison.ts';
import { readWorkbook, writeWorkbook } from '../../src/workbook/index.ts';
import { inTemporaryFolder, runCli } from '../support/run-cli.ts';
import { withoutTimings } from '../support/timings.ts';
import { tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';

const SCENARIOS = [
  { name: '倾斜', sweep: { 'titleTilt.pct': '0..10 step 5' } },
  { name: '严格', policy: { 'flow.skip': 'strict' } },
  {
    name: '加岗',
    data: [{ kind: 'openings', school: '河口中学', stage: 'J', subject: '语文', by: 0 }],
    sweep: { 'data.0.by': '0..2' },
  },
  { name: '锁错', policy: { 'locks.forced': [{ teacherId: '999', postGroupId: 'x' }] } },
];

interface Place {
  readonly county: string;
  readonly scenarios: string;
  readonly out: string;
}

async function inPlace<T>(
  scenarios: unknown,
  use: (place: Place) => Promise<T>,
  { legal = true } = {},
): Promise<T> {
  return inTemporaryFolder(async (folder) => {
    const county = join(folder, 'county.xlsx');
    const tables = tinyTables();
    // Nobody could fill that post, so nothing would be legal.
    if (legal) for (const post of tables.posts) post.mustFill = 0;
    const bytes = await writeWorkbook(
      tinyWorkbook(tables).sheets.map(({ name, rows }) => ({
        name,
        headers: (rows[0] ?? []).map(String),
        rows: rows.slice(1).map((row) => row.map((cell) => cell as string | null)),
      })),
    );
    writeFileSync(county, bytes);
    const path = join(folder, 'scenarios');
    mkdirSync(path);
    writeFileSync(join(path, 'a.json'), JSON.stringify(scenarios));
    return use({ county, scenarios: path, out: join(folder, 'out') });
  });
}

const compare = ({ county, scenarios, out }: Place, ...args: string[]) =>
  runCli(['compare', county, '--scenarios', scenarios, '--out', out, ...args]);
const read = (out: string): Comparison =>
  JSON.parse(readFileSync(join(out, 'comparison.json'), 'utf8'));

describe('a comparison', () => {
  test('writes table, workbook and curves; a failing case is a row; threads change nothing', async () => {
    await inPlace(SCENARIOS, async (place) => {
      const one = await compare(place, '--threads', '1', '--lang', 'zh');
      expect([one.code, one.stderr.includes('已求解 8/8')]).toEqual([0, true]);
      const first = readFileSync(join(place.out, 'comparison.json'), 'utf8');
      const { rows, complete } = read(place.out);
      expect(ComparisonFile.parse(read(place.out))).toEqual(read(place.out));
      // Staff numbers only: no name leaves the roster.
      expect([complete, first.includes('测试')]).toEqual([true, false]);
      expect(rows.map(({ name, status }) => [name, status])).toEqual([
        ['倾斜 [titleTilt.pct=0]', 'optimal'],
        ['倾斜 [titleTilt.pct=5]', 'optimal'],
        ['倾斜 [titleTilt.pct=10]', 'optimal'],
        ['严格', 'optimal'],
        ['加岗 [data.0.by=0]', 'optimal'],
        ['加岗 [data.0.by=1]', 'optimal'],
        ['加岗 [data.0.by=2]', 'optimal'],
        ['锁错', 'failed'],
      ]);
      expect(rows[7]?.message).toContain('999');
      expect(one.stdout).toContain('锁错: ');
      expect(one.stdout).toContain('8 个方案，7 个已求解（未能求解 1）');
      const sheets = (await readWorkbook({ path: join(place.out, 'comparison.xlsx') })).sheets;
      expect(sheets.map(({ name }) => name)).toEqual(['方案比较', '逐项指标', '安排有变的人员']);
      expect(sheets[0]?.rows).toHaveLength(2 + rows.length);
      const two = await compare({ ...place, out: `${place.out}2` }, '--threads', '2', '--json');
      expect([two.code, two.stderr]).toEqual([0, '']);
      expect(withoutTimings(two.stdout)).toBe(withoutTimings(first));
    });
  }, 120_000);

  test('is stopped by Ctrl-C, keeps what is done, and goes on from there', async () => {
    await inPlace(
      [{ name: '倾斜', sweep: { 'titleTilt.pct': '0..30', 'ruralTilt.rural': '0..30' } }],
      async (place) => {
        const args = [place.county, '--scenarios', place.scenarios, '--out', place.out];
        const stopped = await runCli(['compare', ...args, '--threads', '1', '--lang', 'en'], {
          interruptAt: '… solved',
        });
        expect(stopped.code).toBe(0);
        const { rows, complete } = read(place.out);
        const done = rows.filter(({ status }) => status === 'optimal');
        expect([complete, done.length > 0]).toEqual([false, true]);
        expect(rows.some(({ status }) => status === 'not-run')).toBe(true);
        const kept = readdirSync(join(place.out, 'scenarios')).length;
        const resumed = await compare(place, '--threads', '1', '--resume', '--json');
        const after: Comparison = JSON.parse(resumed.stdout);
        expect([after.complete, after.timings.reused]).toEqual([true, kept]);
        expect(after.rows.filter(({ key }) => done.some((row) => row.key === key))).toEqual(done);
        const again: Comparison = JSON.parse((await compare(place, '--resume', '--json')).stdout);
        expect(again.timings).toMatchObject({ reused: new Set(rows.map(({ key }) => key)).size });
      },
    );
  }, 120_000);

  test('results of another county or policy, and broken ones, are not used again', async () => {
    await inPlace([{ name: '严格', policy: { 'flow.skip': 'strict' } }], async (place) => {
      await compare(place, '--json');
      const folder = join(place.out, 'scenarios');
      for (const name of readdirSync(folder)) writeFileSync(join(folder, name), '{"key":1}');
      const broken: Comparison = JSON.parse((await compare(place, '--resume', '--json')).stdout);
      expect([broken.timings.reused, broken.complete]).toEqual([0, true]);
      const policy = join(place.out, 'base.json');
      writeFileSync(policy, JSON.stringify({ 'pool.size': 1 }));
      const other = await compare(place, '--resume', '--json', '--policy', policy);
      expect(JSON.parse(other.stdout).timings.reused).toBe(0);
    });
  }, 120_000);
});

test('a round without a legal plan: exit code 3, with reasons; studies write nothing', async () => {
  await inPlace(
    [{ name: '严格', policy: { 'flow.skip': 'strict' } }],
    async (place) => {
      const { code, stdout } = await compare(place, '--lang', 'zh');
      expect([code, stdout.includes('1 个方案，0 个已求解（无合法方案 1）')]).toEqual([3, true]);
      const out = `${place.out}2`;
      const args = ['study', place.county, '--of', 'pareto', '--out', out, '--json'];
      const study = await runCli(args);
      expect([study.code, existsSync(out)]).toEqual([3, false]);
      const { termination, reasons } = JSON.parse(study.stdout);
      expect([termination, reasons.length > 0]).toEqual(['infeasible', true]);
    },
    { legal: false },
  );
}, 60_000);

describe('bad input: exit code 2, nothing written', () => {
  test.each<[string, unknown, RegExp]>([
    ['unknown key', { name: 'a', polcy: {} }, /polcy.*policy/],
    ['unknown policy key', { name: 'a', policy: { 'titleTilt.pc': 1 } }, /titleTilt\.pct/],
    ['empty sweep', { name: 'a', sweep: { 'titleTilt.pct': '5..1' } }, /empty sweep/],
    ['unknown metric', { name: 'a', tolerance: { 'tier:fits': 5 } }, /tier:fits.*tier:fit/],
    ['step 0', { name: 'a', sweep: { 'titleTilt.pct': '0..5 step 0' } }, /step 0/],
    ['out of range', { name: 'a', sweep: { 'titleTilt.pct': '99..101' } }, /titleTilt\.pct=101/],
    [
      'a school that is not there',
      { name: 'a', data: [{ kind: 'quota', school: '无此校', stage: 'P', by: 1 }] },
      /无此校/,
    ],
  ])(
    '%s',
    async (_, scenario, expected) => {
      await inPlace(scenario, async (place) => {
        const { code, stdout, stderr } = await compare(place, '--json');
        expect([code, stderr, existsSync(place.out)]).toEqual([2, '', false]);
        expect(JSON.parse(stdout)).toMatchObject({ kind: 'bad-input' });
        expect(stdout).toMatch(expected);
      });
    },
    60_000,
  );

  test('no threads, more than 100 percent', async () => {
    for (const args of [
      ['compare', 'x', '--scenarios', 'y', '--threads', '0'],
      ['study', 'x', '--of', 'refusals', '--percent', '101'],
      ['study', 'x', '--of', 'refusals', '--draws', '0'],
      ['study', 'x', '--of', 'everything'],
    ]) {
      expect((await runCli(args)).code).toBe(2);
    }
  }, 60_000);

  test('no scenario file', async () => {
    await inPlace([], async (place) => {
      const { code, stderr } = await compare({ ...place, scenarios: '/nowhere' }, '--lang', 'zh');
      expect(code).toBe(2);
      expect(stderr).toContain('/nowhere');
    });
  }, 60_000);
});

describe('studies', () => {
  test.each([
    ['prices', 'study-prices.json study-prices.xlsx'],
    ['envy', 'study-envy.json study-envy.xlsx'],
    ['moves', 'study-moves.json study-moves.svg study-moves.xlsx'],
    ['pareto', 'study-pareto.json study-pareto.xlsx'],
    ['refusals', 'study-refusals.json study-refusals.xlsx'],
  ])(
    '%s are written and told',
    async (of, files) => {
      await inPlace([], async ({ county, out }) => {
        const told = await runCli(['study', county, '--of', of, '--out', out, '--lang', 'zh']);
        expect([told.code, told.stdout.includes('已写出')]).toEqual([0, true]);
        expect(readdirSync(out).sort().join(' ')).toBe(files);
        const again = await runCli(['study', county, '--of', of, '--out', out, '--json']);
        expect(again.stdout).toBe(readFileSync(join(out, `study-${of}.json`), 'utf8'));
      });
    },
    60_000,
  );

  test('of a cascade: the frontier is refused with a way on, the other questions are answered', async () => {
    await inPlace([], async ({ county, out }) => {
      const policy = join(out, '..', 'cascade.json');
      writeFileSync(policy, JSON.stringify({ 'flow.mode': 'cascade' }));
      const args = ['study', county, '--out', out, '--policy', policy, '--lang', 'zh', '--of'];
      const refused = await runCli([...args, 'pareto']);
      expect([refused.code, existsSync(out)]).toEqual([2, false]);
      expect(refused.stderr).toContain('flow.mode=joint');
      const moves = await runCli([...args, 'moves', '--most', '3']);
      expect([moves.code, existsSync(join(out, 'study-moves.xlsx'))]).toEqual([0, true]);
      const prices = await runCli([...args, 'prices']);
      expect([prices.code, prices.stdout.includes('只问规则，不问限额')]).toEqual([0, true]);
    });
  }, 180_000);

  test('pin starts from a published proposal and changes whom the new rules ask for', async () => {
    await inPlace([], async ({ county, out }) => {
      expect((await runCli(['solve', county, '--out', out])).code).toBe(0);
      const proposal = join(out, 'proposal.json');
      const [placement] = JSON.parse(readFileSync(proposal, 'utf8')).placements;
      const policy = join(out, 'policy.json');
      const { teacherId, postGroupId } = placement;
      writeFileSync(policy, JSON.stringify({ 'locks.banned': [{ teacherId, postGroupId }] }));
      const args = ['study', county, '--of', 'pin', '--out', out, '--policy', policy, '--json'];
      const pinned = await runCli([...args, '--proposal', proposal]);
      const { points } = JSON.parse(pinned.stdout);
      expect([pinned.code, points[0].people[0].from]).toEqual([0, postGroupId]);
      const foreign = join(out, 'foreign.json');
      const text = readFileSync(proposal, 'utf8');
      const { hash } = JSON.parse(text).county;
      writeFileSync(foreign, text.replaceAll(hash, '0'.repeat(hash.length)));
      const other = await runCli([...args, '--proposal', foreign]);
      expect([other.code, other.stdout.includes('other-county')]).toEqual([2, true]);
      const without = await runCli(args);
      expect([without.code, without.stdout.includes('--proposal')]).toEqual([2, true]);
    });
  }, 90_000);
});
