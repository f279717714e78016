/** `tiaopei math` as a real process. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { backendNames } from '../../solver/index.ts';
import { inTemporaryFolder, runCli } from '../support/run-cli.ts';

const EXTERNAL = resolve(import.meta.dirname, '../../../shared/external');

const LP = `Maximize
 gain: 3 x + 2 y + 10
Subject To
 c: x + y <= 4
Bounds
 x <= 3
Generals
 x y
End
`;

const MIN = 'p min 2 2\nn 1 3\nn 2 -3\na 1 2 0 2 5\na 1 2 0 9 7\n';

/** Runs `math …` on a file with this text; @ in an argument is the folder. */
function math(name: string, text: string, args: readonly string[]) {
  return inTemporaryFolder(async (folder) => {
    writeFileSync(join(folder, name), text);
    const run = await runCli(['math', ...args.map((arg) => arg.replace('@', folder))]);
    const read = (file: string) =>
      existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : null;
    return { ...run, out: read('out.json'), converted: read('out.lp') };
  });
}

describe('math solve', () => {
  test('prints everything as JSON, with the constant added back', async () => {
    const run = await math('a.lp', LP, ['solve', '@/a.lp', '--json', '--backend', 'highs']);
    expect([run.code, run.stderr]).toEqual([0, '']);
    const result = JSON.parse(run.stdout);
    expect(result).toMatchObject({
      status: 'optimal',
      limit: null,
      objective: 21,
      bound: 21,
      gap: 0,
      backend: 'highs',
      nodes: 0,
      columns: 2,
      rows: 1,
      nonZeros: 2,
      proof: 'dual',
    });
    expect(Object.keys(result)).toEqual(
      expect.arrayContaining(['timeMs', 'version', 'iterations']),
    );
    expect(result).not.toHaveProperty('values');
  });

  test('lists values, writes them, and says the same as a table', async () => {
    const run = await math('a.lp', LP, ['solve', '@/a.lp', '--values', '--out', '@/out.json']);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^objective\s+21$/m);
    expect(run.stdout).toMatch(/^proof\s+dual/m);
    expect(run.stdout).toMatch(/^x\s+3\ny\s+1$/m);
    expect(JSON.parse(run.out!)).toMatchObject({ objective: 21, values: { x: 3, y: 1 } });
  });

  test('speaks Chinese', async () => {
    const run = await math('a.lp', LP, ['solve', '@/a.lp', '--lang', 'zh']);
    expect(run.stdout).toMatch(/目标值\s+21/);
    expect((await runCli(['math', 'solve', '--help', '--lang', 'zh'])).stdout).toContain(
      '求解时限',
    );
  });

  test('reads DIMACS', async () => {
    const run = await math('p.min', MIN, ['solve', '@/p.min', '--json', '--values']);
    expect(JSON.parse(run.stdout)).toMatchObject({
      objective: 17,
      proof: 'dual',
      values: { 'arc 1: 1 > 2': 2, 'arc 2: 1 > 2': 1 },
    });
  });

  test('takes the format it is told', async () => {
    const run = await math('p.txt', MIN, ['solve', '@/p.txt', '--json', '--format', 'dimacs']);
    expect(JSON.parse(run.stdout).objective).toBe(17);
  });

  test.each(backendNames)('--backend %s', async (backend) => {
    const run = await math('a.lp', LP, ['solve', '@/a.lp', '--json', '--backend', backend]);
    expect([run.code, JSON.parse(run.stdout).objective]).toEqual([0, 21]);
  });

  test.each([
    ['nothing satisfies it', LP.replace('<= 4', '<= -4'), 'infeasible'],
    ['it has no end', LP.replace('<= 4', '>= 4').replace('x <= 3', 'y >= 0'), 'unbounded'],
  ])('answers 3 when %s', async (_what, text, status) => {
    const run = await math('a.lp', text, ['solve', '@/a.lp', '--json']);
    expect(run.code).toBe(3);
    expect(JSON.parse(run.stdout)).toMatchObject({ status, objective: null, proof: 'none' });
  });

  test.each([
    ['a broken file', 'a.lp', 'Minimize\n x\nSubject To\n x >= y\nEnd\n', [], 'line 4'],
    ['a broken MPS file', 'a.mps', 'ROWS\n N C\n', [], 'line 3'],
    ['an unknown extension', 'a.txt', LP, [], '--format'],
    ['a format it does not have', 'a.lp', LP, ['--format', 'mps'], 'line 1'],
    ['an unknown format', 'a.lp', LP, ['--format', 'nl'], 'nl'],
    ['an unknown backend', 'a.lp', LP, ['--backend', 'cplex'], 'cplex'],
    ['a time limit of nothing', 'a.lp', LP, ['--time-limit', '0'], '86400'],
    ['a missing file', 'b.lp', LP, [], 'model file not found'],
    ['an output that is a folder', 'a.lp', LP, ['--out', '@'], 'is a folder'],
  ])('refuses %s with 2', async (_what, name, text, args, message) => {
    const path = name === 'b.lp' ? '@/missing.lp' : `@/${name}`;
    const run = await math(name, text, ['solve', path, ...args]);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain(message);
  });

  test('refuses in JSON when asked for JSON', async () => {
    const run = await math('a.lp', 'Minimize', ['solve', '@/a.lp', '--json']);
    expect([run.code, run.stderr]).toEqual([2, '']);
    expect(JSON.parse(run.stdout)).toMatchObject({
      kind: 'bad-input',
      issues: [{ code: 'bad-model' }],
    });
  });

  test.runIf(existsSync(EXTERNAL))('a published instance', async () => {
    const path = join(EXTERNAL, 'min-cost-flow/netgen_8_08a.min');
    const run = await runCli(['math', 'solve', path, '--json']);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ objective: 142274536, proof: 'dual' });
  });
});

describe('math convert', () => {
  test('writes another format, which solves to the same', async () => {
    await inTemporaryFolder(async (folder) => {
      const [min, mps, lp] = ['a.min', 'a.mps', 'a.lp'].map((name) => join(folder, name));
      writeFileSync(min!, MIN);
      expect((await runCli(['math', 'convert', min!, mps!, '--to', 'fixed-mps'])).code).toBe(0);
      expect((await runCli(['math', 'convert', mps!, lp!])).code).toBe(0);
      const run = await runCli(['math', 'solve', lp!, '--json']);
      expect(JSON.parse(run.stdout).objective).toBe(17);
    });
  });

  test('says that a constant is lost', async () => {
    const run = await math('a.lp', LP, ['convert', '@/a.lp', '@/out.lp']);
    expect([run.code, run.stderr]).toEqual([
      0,
      'Note: the constant 10 of the objective is not written.\n',
    ]);
    expect(run.converted).toContain('obj: + 3 C1 + 2 C2');
  });

  test('refuses what a format cannot say, and writes nothing', async () => {
    const text = LP.replace('x + y', '2 x + y');
    const run = await math('a.lp', text, ['convert', '@/a.lp', '@/out.lp', '--to', 'dimacs']);
    expect([run.code, run.converted]).toEqual([2, null]);
    expect(run.stderr).toContain('column x is no arc');
  });
});
