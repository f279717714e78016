/** Instances nobody here made, with published optima; they lie beside the clone in ../shared/external. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  dualBound,
  proves,
  readDimacs,
  readLp,
  readMps,
  solve,
  writeDimacs,
  writeLp,
  writeMps,
} from '../../solver/index.ts';
import {
  readDenseAssignment,
  readGeneralisedAssignment,
  readSparseAssignment,
} from './support/orlib.ts';
import { numbersOf, type Program } from './support/programs.ts';

const root = new URL('../../../shared/external/', import.meta.url);

function text(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

describe.runIf(existsSync(root))('published instances', { timeout: 120_000 }, () => {
  it.each([
    ['orlib-assign/assign100.txt', 305],
    ['orlib-assign/assign200.txt', 475],
    ['orlib-assign/assign300.txt', 626],
  ])('%s: %i, proven exactly', async (path, optimum) => {
    await expectProven(readDenseAssignment(text(path)), optimum);
  });

  it('orlib-assign/assignp800.txt: 2239, proven exactly', async () => {
    await expectProven(readSparseAssignment(text('orlib-assign/assignp800.txt')), 2239);
  });

  const flows = [
    ['min-cost-flow/netgen_8_08a.min', 142274536],
    ['min-cost-flow/netgen_8_10a.min', 369269289],
    ['min-cost-flow/transport_2x3.min', 85],
    ['min-cost-flow/transport_40x30.min', 42667],
  ] as const;

  it.each(flows)('%s: %i, proven exactly', async (path, optimum) => {
    await expectProven(readDimacs(text(path)), optimum);
  });

  it.each(flows)('%s is the same after every format', (path) => {
    const { model, objective } = readDimacs(text(path));
    const expected = numbersOf({ model, objective });
    expect(numbersOf(readDimacs(writeDimacs(model, objective)))).toEqual(expected);
    expect(numbersOf(readLp(writeLp(model, objective)))).toEqual(expected);
    expect(numbersOf(readMps(writeMps(model, objective)))).toEqual(expected);
    expect(numbersOf(readMps(writeMps(model, objective, { layout: 'fixed' })))).toEqual(expected);
  });

  it.each([
    ['orlib-gap/gap1-0', 261],
    ['orlib-gap/gap3-2', 446],
    ['orlib-gap/gap6-1', 527],
    ['orlib-gap/gap9-4', 488],
    ['orlib-gap/gap12-0', 974],
    ['orlib-gap/c05100', 1931],
  ])('%s: %i', async (path, optimum) => {
    const { model, objective } = readGeneralisedAssignment(text(path));
    const solution = await solve(model, objective);
    expect(solution).toMatchObject({ termination: 'optimal', objective: optimum });
  });
});

async function expectProven({ model, objective }: Program, optimum: number): Promise<void> {
  const solution = await solve(model, objective);
  expect(solution).toMatchObject({ termination: 'optimal', objective: optimum, nodes: 0 });
  expect(proves(dualBound(model, objective, solution.duals!.rows), optimum)).toBe(true);
}
