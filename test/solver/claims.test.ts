/** A backend that lies: what it says must not come through. */
import { describe, expect, it, vi } from 'vitest';
import type { Backend } from '../../solver/backends/backend.ts';
import { type Solution, solve, solveLexicographic } from '../../solver/index.ts';
import { maximise, minimise, modelOf } from './support/builders.ts';

let claims: Partial<Solution>[] = [];

vi.mock('../../solver/backends/index.ts', () => {
  const liar: Backend = {
    name: 'highs',
    version: '0',
    capabilities: {
      integer: true,
      duals: true,
      timeLimit: false,
      nodeLimit: false,
      progress: false,
      cancel: false,
      warmStart: false,
      incumbent: false,
      maxNonZeros: 1_000,
      maxCells: 1_000,
    },
    solve: async () => ({
      termination: 'optimal',
      objective: null,
      bound: null,
      values: null,
      duals: null,
      basis: null,
      backend: 'liar',
      version: '0',
      nodes: 0,
      iterations: 0,
      ...claims.shift(),
    }),
  };
  return { backends: [liar] };
});

const model = modelOf(
  [[0, 3]],
  [
    [0, 2, 'int', [1]],
    [0, 2, 'int', [1]],
  ],
);
const point = (...values: number[]) => Float64Array.from(values);

async function told(...lies: Partial<Solution>[]): Promise<Solution> {
  claims = lies;
  return solve(model, maximise(1, 2));
}

describe('solve believes nothing', () => {
  it.each([
    ['a broken row', { values: point(2, 2) }, /row r0 is 4, outside 0 … 3/],
    ['a broken bound', { values: point(0, 3) }, /column c1 is 3/],
    ['a fraction', { values: point(0.5, 1) }, /c0 is 0.5, not whole/],
    ['a point of the wrong length', { values: point(1) }, /values/],
    ['an optimum without a point', {}, /without a point/],
    [
      'a bound that does not meet the value',
      { values: point(1, 1), bound: -5 },
      /optimal at 3.*bound is 5/,
    ],
  ])('%s', async (_, lie, message) => {
    expect(await told(lie)).toMatchObject({
      termination: 'failed',
      values: null,
      objective: null,
      bound: null,
    });
    expect((await told(lie)).message).toMatch(message);
  });

  it('computes the objective itself', async () => {
    expect(await told({ values: point(1, 2), objective: -77, bound: -5 })).toMatchObject({
      termination: 'optimal',
      objective: 5,
      bound: 5,
    });
  });
});

describe('solveLexicographic believes nothing', () => {
  const tiers = [minimise(1, 0), { ...maximise(1, 2), name: 'second' }];

  it('a second tier called infeasible although a point is known', async () => {
    claims = [{ values: point(0, 1) }, { termination: 'infeasible' }];
    const result = await solveLexicographic(model, tiers);
    expect(result).toMatchObject({ termination: 'failed', values: point(0, 1) });
    expect(result.message).toMatch(/second.*infeasible/);
  });

  it('an optimum worse than a known point', async () => {
    claims = [{ values: point(0, 1) }, { values: point(0) }];
    const result = await solveLexicographic(model, tiers);
    expect(result).toMatchObject({ termination: 'failed', values: point(0, 1) });
  });

  it('an "optimum" above a bound it proves itself stays the word of the backend', async () => {
    claims = [{ values: point(1, 1), duals: { rows: point(0), reducedCosts: point(1, 0) } }];
    const result = await solveLexicographic(model, [minimise(1, 0)]);
    expect(result.tiers[0]).toMatchObject({ value: 1, proof: 'backend', held: 'row' });
  });
});
