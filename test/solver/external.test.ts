/** Instances nobody here made, with published optima; they lie beside the clone in ../shared/external. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recognise } from '../../solver/flow/network.ts';
import {
  certify,
  dualBound,
  modelHash,
  proves,
  readDimacs,
  readLp,
  readMps,
  solve,
  solveLexicographic,
  verifyCertificate,
  writeDimacs,
  writeLp,
  writeMps,
} from '../../solver/index.ts';
import { asJson } from './support/certificates.ts';
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

  it.each<readonly [string, (text: string) => Program, number]>([
    ['orlib-assign/assign100.txt', readDenseAssignment, 305],
    ['orlib-assign/assign200.txt', readDenseAssignment, 475],
    ['orlib-assign/assign300.txt', readDenseAssignment, 626],
    ['orlib-assign/assignp800.txt', readSparseAssignment, 2239],
    ...flows.map(([path, optimum]) => [path, readDimacs, optimum] as const),
  ])(
    '%s by the flow solver: one network without branching, certified',
    async (path, read, optimum) => {
      const program = read(text(path));
      expect(recognise(program.model).sides).toBe(0);
      const result = await expectFlow(program, optimum);
      expect(result).toMatchObject({ backend: 'flow', tiers: [{ nodes: 0, proof: 'dual' }] });
      expect(result.message).toBeUndefined();
    },
  );

  const generalised = [
    ['orlib-gap/gap1-0', 261],
    ['orlib-gap/gap3-2', 446],
    ['orlib-gap/gap6-1', 527],
    ['orlib-gap/gap9-4', 488],
    ['orlib-gap/gap12-0', 974],
    ['orlib-gap/c05100', 1931],
  ] as const;

  it.each(generalised)(
    '%s by the flow solver: %i, with a gap that is proven',
    async (path, optimum) => {
      const result = await expectFlow(readGeneralisedAssignment(text(path)), optimum);
      // Too hard to branch on here: then highs solves it, and the answer says so.
      if (result.backend !== 'flow')
        expect(result.message).toMatch(/^solved by highs: (branching ended|multipliers)/);
    },
  );

  it.each(flows)('%s is the same after every format', (path) => {
    const { model, objective } = readDimacs(text(path));
    const expected = numbersOf({ model, objective });
    expect(numbersOf(readDimacs(writeDimacs(model, objective)))).toEqual(expected);
    expect(numbersOf(readLp(writeLp(model, objective)))).toEqual(expected);
    expect(numbersOf(readMps(writeMps(model, objective)))).toEqual(expected);
    expect(numbersOf(readMps(writeMps(model, objective, { layout: 'fixed' })))).toEqual(expected);
  });

  it.each(generalised)('%s by highs: %i', async (path, optimum) => {
    const { model, objective } = readGeneralisedAssignment(text(path));
    const solution = await solve(model, objective, { backend: 'highs' });
    expect(solution).toMatchObject({ termination: 'optimal', objective: optimum });
  });
});

async function expectProven({ model, objective }: Program, optimum: number): Promise<void> {
  const solution = await solve(model, objective);
  expect(solution).toMatchObject({ termination: 'optimal', objective: optimum, nodes: 0 });
  expect(proves(dualBound(model, objective, solution.duals!.rows), optimum)).toBe(true);
}

/** The published optimum, as near to proven as the answer claims: its certificate is accepted with that gap. */
async function expectFlow(program: Program, optimum: number) {
  const { model } = program;
  const objectives = [program.objective];
  const result = await solveLexicographic(model, objectives, { backend: 'flow' });
  expect(result).toMatchObject({ termination: 'optimal', tiers: [{ value: optimum }] });
  const certificate = certify(model, objectives, result);
  const hash = modelHash(model, objectives);
  const verdict = verifyCertificate(model, objectives, hash, asJson(certificate));
  expect(verdict).toMatchObject({ accepted: true, tiers: [{ value: optimum }] });
  if (result.tiers[0]!.proof === 'dual') expect(verdict.tiers[0]!.gap).toBe(0);
  else expect(verdict.tiers[0]!.gap).toBeLessThan(0.02);
  return result;
}
