/** A third party's solver on the exported models: CBC (and GLPK) find the same optimum at every tier. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Proposal } from '../../src/domain/proposal.ts';
import { inTemporaryFolder, runCli } from '../support/run-cli.ts';

interface Exported {
  readonly name: string;
  readonly text: string;
}

let proposal: Proposal;
let models: Exported[];

beforeAll(async () => {
  await inTemporaryFolder(async (folder) => {
    const out = join(folder, 'out');
    const mps = join(folder, 'mps');
    const run = await runCli(['solve', 'data/demo', '--out', out, '--export-model', mps, '--json']);
    expect(run.code).toBe(0);
    proposal = JSON.parse(run.stdout);
    models = readdirSync(mps)
      .sort()
      .map((name) => ({ name, text: readFileSync(join(mps, name), 'utf8') }));
  });
});

/** Optimum that CBC reports for the minimised model. */
function cbc(file: string): number {
  const log = execFileSync('cbc', [file, 'ratio', '0', 'allow', '0', 'solve', 'quit'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const line = /(?:Objective value:|Optimal objective)\s+(-?[\d.e+]+)/i.exec(log);
  expect(log).toMatch(/optimal/i);
  return Math.round(Number(line?.[1]));
}

describe('the exported tiers', () => {
  test('are one file a tier', () => {
    expect(models.map(({ name }) => name)).toEqual(
      proposal.objective.tiers.map(({ id }, k) => `${k + 1}-${id}.mps`),
    );
  });

  test('CBC agrees on the value of every tier', async () => {
    await inTemporaryFolder(async (folder) => {
      const { writeFileSync } = await import('node:fs');
      for (const [k, { name, text }] of models.entries()) {
        const file = join(folder, `m${k}.mps`);
        writeFileSync(file, text);
        const { sense, value } = proposal.objective.tiers[k]!;
        expect([name, cbc(file)]).toEqual([name, sense === 'max' ? -value : value]);
      }
    });
  });
});
