/** CBC and GLPK read what we write, we read what GLPK writes, and both take MPS defaults as we do. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLp, readMps, solve, writeLp, writeMps } from '../../solver/index.ts';
import { bestByEnumeration, tinyPrograms, toModel } from '../solver/support/tiny.ts';
import { inTemporaryFolder } from '../support/run-cli.ts';

function run(program: string, args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8' });
}

/** Optimum by CBC; null when there is none. */
function cbc(file: string): number | null {
  const log = run('cbc', [file, 'ratio', '0', 'allow', '0', 'solve', 'quit']);
  const found = /(?:Objective value:|Optimal objective)\s+(-?[\d.e+]+)/i.exec(log);
  return /infeasible/i.test(log) || !found ? null : Math.round(Number(found[1])) + 0;
}

/** Optimum by GLPK; null when there is none. */
function glpk(kind: '--lp' | '--mps' | '--freemps', file: string): number | null {
  run('glpsol', [kind, file, '-o', `${file}.out`]);
  const report = readFileSync(`${file}.out`, 'utf8');
  if (!/Status:\s+(INTEGER )?OPTIMAL/.test(report)) return null;
  return Math.round(Number(/Objective:\s+\S+ = (\S+)/.exec(report)![1])) + 0;
}

/** Some tiny programs that have rows (GLPK insists) and a solution, with their optimum. */
function samples() {
  return fc
    .sample(tinyPrograms(1), { seed: 7, numRuns: 60 })
    .map((program) => ({ ...toModel(program), best: bestByEnumeration(program)?.[0] ?? null }))
    .filter(({ model, best }) => best !== null && model.rowLower.length > 0)
    .slice(0, 25);
}

describe('outside solvers', () => {
  test('find the optimum of what we write', async () => {
    await inTemporaryFolder(async (folder) => {
      for (const { model, objectives, best } of samples()) {
        const [objective] = objectives;
        const least = objective!.sense === 'min' ? best : 0 - best!;
        const [lp, free, fixed] = ['m.lp', 'free.mps', 'fixed.mps'].map((n) => join(folder, n));
        writeFileSync(lp!, writeLp(model, objective!));
        writeFileSync(free!, writeMps(model, objective!));
        writeFileSync(fixed!, writeMps(model, objective!, { layout: 'fixed' }));
        expect([glpk('--lp', lp!), cbc(lp!)]).toEqual([best, expect.toSatisfy(isPlusMinus(best!))]);
        expect([glpk('--freemps', free!), cbc(free!)]).toEqual([least, least]);
        expect([glpk('--mps', fixed!), cbc(fixed!)]).toEqual([least, least]);
      }
    });
  });

  test('write what we read', async () => {
    await inTemporaryFolder(async (folder) => {
      for (const { model, objectives, best } of samples()) {
        // Of the sense, GLPK's MPS has a comment only.
        if (objectives[0]!.sense === 'max') continue;
        const [from, lp, fixed, free] = ['m.lp', 'g.lp', 'g.mps', 'f.mps'].map((name) =>
          join(folder, name),
        );
        writeFileSync(from!, writeLp(model, objectives[0]!));
        run('glpsol', [
          '--lp',
          from!,
          '--check',
          '--wlp',
          lp!,
          '--wmps',
          fixed!,
          '--wfreemps',
          free!,
        ]);
        const texts = [lp, fixed, free].map((file) => readFileSync(file!, 'utf8'));
        for (const read of [readLp(texts[0]!), readMps(texts[1]!), readMps(texts[2]!)])
          expect((await solve(read.model, read.objective)).objective).toBe(best);
      }
    });
  });
});

/** CBC prints the value of a maximisation with either sign, by version. */
function isPlusMinus(best: number): (found: unknown) => boolean {
  return (found) => found === best || found === 0 - best;
}

test('a whole column without bounds is 0 … 1 in MPS', async () => {
  const text = `NAME T FREE
ROWS
 N COST
 L R1
COLUMNS
 M1 'MARKER' 'INTORG'
 X COST -1 R1 1
 M2 'MARKER' 'INTEND'
RHS
 RHS R1 7.5
ENDATA
`;
  await inTemporaryFolder(async (folder) => {
    const file = join(folder, 'm.mps');
    writeFileSync(file, text);
    const { model, objective } = readMps(text);
    const { objective: ours } = await solve(model, objective);
    expect([ours, cbc(file), glpk('--freemps', file)]).toEqual([-1, -1, -1]);
  });
});
