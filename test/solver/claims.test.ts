/** A backend that lies: what it says must not come through. */
import { describe, expect, it, vi } from 'vitest';
import type { Backend } from '../../solver/backends/backend.ts';
import type { FlowResult } from '../../solver/flow/tiers.ts';
import {
  certify,
  modelHash,
  prepare,
  type Solution,
  solve,
  solveLexicographic,
  verifyCertificate,
} from '../../solver/index.ts';
import { maximise, minimise, modelOf } from './support/builders.ts';
import { asJson } from './support/certificates.ts';

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

/** What the flow solver claims next. */
let flowClaim: Partial<FlowResult> = {};

vi.mock('../../solver/flow/tiers.ts', () => ({
  Tiers: class {
    touch(): void {}
    readonly model: unknown;
    constructor(model: unknown) {
      this.model = model;
    }
    solve(): FlowResult {
      return { termination: 'optimal', x: null, tiers: [], empty: null, ...flowClaim };
    }
  },
}));

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

describe('a session believes nothing of the flow solver', () => {
  const goal = maximise(1, 2);
  /** At the point (1, 2), whose value is 5. */
  const truth = { values: point(1, 2) };

  async function toldByFlow(claim: Partial<FlowResult>, ...lies: Partial<Solution>[]) {
    flowClaim = claim;
    claims = lies;
    return prepare(model, [goal]).solve();
  }

  it.each([
    ['a broken row', point(2, 2), /row r0 is 4/],
    ['a broken bound', point(0, 3), /column c1 is 3/],
    ['a fraction', point(0.5, 1), /c0 is 0.5, not whole/],
    ['a point of the wrong length', point(1), /./],
  ])('%s: another backend is asked, and the answer says so', async (_, x, message) => {
    const result = await toldByFlow({ x }, truth);
    expect(result).toMatchObject({ termination: 'optimal', values: point(1, 2), backend: 'liar' });
    expect(result.message).toMatch(/^solved by highs: flow: answer breaks the model/);
    expect(result.message).toMatch(message);
  });

  it('one that gives up: another backend is asked, and the answer gives the reason', async () => {
    const result = await toldByFlow({ termination: 'gave-up', message: 'too hard' }, truth);
    expect(result).toMatchObject({ termination: 'optimal', backend: 'liar' });
    expect(result.message).toBe('solved by highs: too hard');
  });

  it('two liars: the answer is "failed"', async () => {
    const result = await toldByFlow({ x: point(2, 2) }, { values: point(2, 2) });
    expect(result).toMatchObject({ termination: 'failed', values: null });
  });

  it('does not take a tier for closed whose value the point has not', async () => {
    const tier = {
      value: -99,
      bound: -99,
      tree: null,
      d: null,
      held: null,
      columns: 2,
      nodes: 0,
      pivots: 0,
    };
    const result = await toldByFlow({ x: point(1, 2), tiers: [tier] }, { values: point(2, 2) });
    expect(result).toMatchObject({ termination: 'failed', values: null });
    expect(result.message).toContain('lost');
  });

  it('and a bound it claims without a proof is refused by the verifier', async () => {
    const tree = { kind: 'bound', scale: 1, rows: [0] } as const;
    const tier = {
      value: -5,
      bound: -5,
      tree,
      d: null,
      held: null,
      columns: 2,
      nodes: 0,
      pivots: 0,
    };
    const result = await toldByFlow({ x: point(1, 2), tiers: [tier] });
    const certificate = asJson(certify(model, [goal], result));
    const verdict = verifyCertificate(model, [goal], modelHash(model, [goal]), certificate);
    expect(verdict.accepted).toBe(false);
    expect(verdict.problems[0]).toMatch(/claims bound 5, its proof gives 6/);
  });
});
