/** The main job as a process, on the committed demo county. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { Proposal } from '../../src/domain/proposal.ts';
import { readWorkbook, writeWorkbook } from '../../src/workbook/index.ts';
import { type CliResult, inTemporaryFolder, runCli } from '../support/run-cli.ts';
import { withoutTimings } from '../support/timings.ts';

interface Solved {
  readonly run: CliResult;
  readonly files: string[];
  readonly json: string;
  readonly sheets: Awaited<ReturnType<typeof readWorkbook>>['sheets'];
}

async function solveTo(county: string, args: readonly string[] = []): Promise<Solved> {
  return inTemporaryFolder(async (folder) => {
    const out = join(folder, 'out');
    const run = await runCli(['solve', county, '--out', out, ...args]);
    expect([run.code, run.stdout.slice(0, 2000)]).toEqual([0, expect.any(String)]);
    const workbook = await readWorkbook({ path: join(out, 'proposal.xlsx') });
    return {
      run,
      files: readdirSync(out).sort(),
      json: readFileSync(join(out, 'proposal.json'), 'utf8'),
      sheets: workbook.sheets,
    };
  });
}

let demo: Solved;
let proposal: Proposal;
beforeAll(async () => {
  demo = await solveTo('data/demo', ['--lang', 'zh']);
  proposal = Proposal.parse(JSON.parse(demo.json));
}, 120_000);

describe('the demo round', () => {
  test('every tier is proven by its duals, the gap is 0', () => {
    expect(proposal.gap).toBe(0);
    expect(proposal.status).toBe('optimal');
    expect(proposal.objective.tiers).toHaveLength(8);
    for (const { value, bound, proof } of proposal.objective.tiers) {
      expect([bound, proof]).toEqual([value, 'dual']);
    }
  });
  test('nobody moves upward, nobody is lost', () => {
    const rank = { B: 0, U: 1, R: 2 };
    const upward = proposal.flows.filter(({ from, to }) => rank[to] < rank[from]);
    expect(upward).toEqual([]);
    expect(proposal.placements.length + proposal.standby.length).toBe(proposal.county.movers);
    expect(proposal.county.movers).toBeGreaterThan(280);
  });
  test('every rule check passes or is soft', () => {
    expect(proposal.ruleChecks.length).toBeGreaterThan(25);
    expect(proposal.ruleChecks.filter(({ status }) => status === 'fail')).toEqual([]);
  });
  test('only whole files are left in the output folder', () => {
    expect(demo.files).toEqual(['certificate.json', 'proposal.json', 'proposal.xlsx']);
  });
  test('proposal.json names nobody', async () => {
    const county = await readWorkbook({ path: 'data/demo/county.xlsx' });
    const roster = county.sheets.find(({ name }) => name === '教职工花名册');
    const at = roster?.rows[0]?.indexOf('姓名') ?? -1;
    const names = roster?.rows.slice(1).map((row) => String(row[at])) ?? [];
    expect(names.length).toBeGreaterThan(5000);
    expect(names.filter((name) => demo.json.includes(name))).toEqual([]);
    expect(demo.json).not.toMatch(/\d{17}[\dX]/);
  });
  test('the workbook reads back: the tables of the reports under title and header, a row a placement', () => {
    expect(demo.sheets.map(({ name }) => name)).toEqual([
      '方案摘要',
      ...['跨学区调配方案', '调配依据', '流向图'],
      ...['待岗名单', '未安排原因', '未补岗位'],
      ...['编制岗位表', '学科设岗', '编制使用率图'],
      ...['均衡指标', '学校指标', '均衡图'],
      '逐条规则核查',
    ]);
    const rows = (name: string) => demo.sheets.find((sheet) => sheet.name === name)?.rows ?? [];
    expect(rows('方案摘要')[3]?.slice(0, 2)).toEqual(['结论', '已证明最优']);
    expect(rows('跨学区调配方案')[2]?.slice(0, 2)).toEqual(['序号', '职工号']);
    expect(rows('跨学区调配方案')).toHaveLength(3 + proposal.placements.length);
    expect(rows('跨学区调配方案')[3]?.[1]).toBe(proposal.placements[0]?.teacherId);
    const waiting = proposal.standby.filter(({ reason }) => reason !== 'exempt');
    expect(rows('待岗名单')).toHaveLength(3 + waiting.length);
    expect(rows('未安排原因')).toHaveLength(3 + proposal.standby.length);
  });
  test('the summary says what matters', () => {
    const text = demo.run.stdout;
    expect(text).toContain('已证明最优');
    expect(text).toContain(`安排 ${proposal.placements.length} 人`);
    expect(text).toContain('局直');
    expect(text).toMatch(/职称岗位：高级 \d+ 个/);
    expect(text).toContain('逐条规则核查');
    // Progress is for people: it goes to stderr, line by line when it is not a terminal.
    expect(demo.run.stderr).toContain('求解 1/8');
  });
});

describe('the same bytes', () => {
  test('from source rows in any order, and with other worker counts', async () => {
    await inTemporaryFolder(async (folder) => {
      const { sheets } = await readWorkbook({ path: 'data/demo/county.xlsx' });
      const shuffled = sheets.map(({ name, rows }) => ({
        name,
        headers: (rows[0] ?? []).map(String),
        rows: rows.slice(1).reverse() as (string | number | null)[][],
      }));
      mkdirSync(join(folder, 'county'));
      writeFileSync(join(folder, 'county', 'county.xlsx'), await writeWorkbook(shuffled));
      writeFileSync(join(folder, 'county', 'policy.json'), readFileSync('data/demo/policy.json'));
      const again = await solveTo(join(folder, 'county'));
      expect(withoutTimings(again.json)).toBe(withoutTimings(demo.json));
    });
  });
});

describe('the strict reading (A1)', () => {
  test('leaves more people on standby than the default', async () => {
    const strict = await inTemporaryFolder(async (folder) => {
      const policy = join(folder, 'policy.json');
      writeFileSync(policy, '{"structuralMovers": true, "flow.skip": "strict"}');
      return solveTo('data/demo', ['--policy', policy]);
    });
    const standby = Proposal.parse(JSON.parse(strict.json)).standby.length;
    expect(standby).toBeGreaterThan(proposal.standby.length);
  });
});

describe('a reader that closes the pipe', () => {
  test('does not cost the result', async () => {
    await inTemporaryFolder(async (folder) => {
      const command = `"${process.execPath}" --import tsx src/cli/main.ts solve data/demo --json --out "${folder}" | head -1`;
      const run = await runCli(['-c', command], { command: ['/bin/sh'] });
      expect([run.code, run.stdout]).toEqual([0, '{\n']);
      expect(run.stderr).not.toContain('EPIPE');
      expect(readdirSync(folder).sort()).toEqual([
        'certificate.json',
        'proposal.json',
        'proposal.xlsx',
      ]);
    });
  });
});

describe('one-shot', () => {
  test('says beside the answer that it is not lexicographic', async () => {
    const { json, run } = await solveTo('data/demo', ['--mode', 'one-shot']);
    const { objective, gap } = Proposal.parse(JSON.parse(json));
    expect(objective.note).toContain('不是严格的逐层优先');
    expect(run.stdout).toContain('not tier by tier');
    expect(gap).toBe(0);
    expect(objective.weighted?.bound).toBe(objective.weighted?.value);
    expect(objective.tiers.every(({ bound }) => bound === null)).toBe(true);
  });
});

describe('verify', () => {
  test('accepts the proposal (0) and rejects tampered ones (4)', async () => {
    await inTemporaryFolder(async (folder) => {
      const check = async (change: (p: Proposal) => void) => {
        const copy = structuredClone(proposal);
        change(copy);
        const path = join(folder, 'p.json');
        writeFileSync(path, JSON.stringify(copy));
        return (await runCli(['verify', path, '--county', 'data/demo'])).code;
      };
      expect(await check(() => {})).toBe(0);
      expect(
        await check((p) => {
          p.objective.tiers[0]!.value += 1;
        }),
      ).toBe(4);
      expect(
        await check((p) => {
          p.placements[0]!.fit += 1;
        }),
      ).toBe(4);
    });
  });
  test('what is not a proposal is bad input (2)', async () => {
    const run = await runCli(['verify', 'package.json', '--county', 'data/demo']);
    expect(run.code).toBe(2);
  });
});

describe('no legal allocation', () => {
  test('answers 3 with head counts in the words of the bureau', async () => {
    await inTemporaryFolder(async (folder) => {
      const generated = await runCli([
        'generate',
        '--scale',
        'round',
        '--seed',
        '1',
        '--out',
        folder,
      ]);
      expect(generated.code).toBe(0);
      const out = join(folder, 'out');
      const policy = join(folder, 'policy.json');
      const run = await runCli([
        'solve',
        join(folder, 'infeasible.xlsx'),
        '--policy',
        policy,
        '--out',
        out,
        '--lang',
        'zh',
      ]);
      expect(run.code).toBe(3);
      expect(run.stdout).toMatch(
        /农村学区小学音乐岗位：必须补足 \d+ 个岗位，符合条件的待调配人员只有 \d+ 人，至少缺 \d+ 人/,
      );
      expect(run.stdout).not.toMatch(/infeasible/i);
      expect(readdirSync(folder)).not.toContain('out');
    });
  });
});
