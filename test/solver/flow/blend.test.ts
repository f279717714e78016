/** A blend puts columns in the strict order of the objectives it stands for. */
import { describe, expect, it } from 'vitest';
import { blend } from '../../../solver/flow/blend.ts';
import { solveLexicographic } from '../../../solver/index.ts';
import { maximise, minimise, modelOf } from '../support/builders.ts';
import { expectCertified } from '../support/compare.ts';
import { Dice } from '../support/random-programs.ts';

const objective = (sense: 'min' | 'max', coefficients: number[]) => ({
  name: sense,
  sense,
  coefficients: Float64Array.from(coefficients),
});

describe('blend', () => {
  it('orders columns as the objectives do in strict order, where they have few levels', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const dice = new Dice(seed);
      const n = 12;
      const objectives = Array.from({ length: dice.whole(1, 4) }, (_, k) =>
        objective(
          k % 2 === 0 ? 'min' : 'max',
          Array.from({ length: n }, () => dice.whole(0, 9)),
        ),
      );
      const cost = new Float64Array(n);
      blend(objectives, cost);
      const signed = (j: number) =>
        objectives.map(({ sense, coefficients }) => (sense === 'min' ? 1 : -1) * coefficients[j]!);
      for (let a = 0; a < n; a++)
        for (let b = 0; b < n; b++) {
          const first = signed(a).findIndex((c, k) => c !== signed(b)[k]);
          if (first === -1) expect(cost[a]).toBe(cost[b]);
          else expect(cost[a]! < cost[b]!).toBe(signed(a)[first]! < signed(b)[first]!);
        }
    }
  });

  it('leaves out what would not fit, and what is 0 throughout', () => {
    const wide = [0, 1, -1].map((c) => c * 1_000_000);
    const cost = new Float64Array(3);
    blend(
      Array.from({ length: 9 }, () => objective('min', wide)),
      cost,
    );
    expect(Math.max(...cost)).toBeLessThanOrEqual(2 ** 31);
    expect(cost[1]).toBeGreaterThan(cost[0]!);
    blend([objective('min', [0, 0, 0]), objective('max', [0, 2, 1])], cost);
    expect([...cost]).toEqual([0, -2, -1]);
  });
});

describe('a first tier that has no price for what is undecided', () => {
  /** Σ of 6x + 10y + 15z = 31 with x, y ≤ 1: (1, 1, 1) alone, which no rounding finds. Pieces share a row, so none is alone. */
  const rows = 3;
  const columns = Array.from({ length: 3 * rows }, (_, at) => {
    const seen = Array.from({ length: rows }, (__, row) =>
      row === Math.floor(at / 3) ? ([6, 10, 15][at % 3] as number) : 0,
    );
    return [0, at % 3 === 2 ? 2 : 1, 'int', [...seen, 1]] as const;
  });
  const model = modelOf(
    [...Array.from({ length: rows }, () => [31, 31] as const), [0, 99]],
    columns,
  );
  const none = minimise(...columns.map(() => 0));
  const more = { ...maximise(...columns.map((_, at) => (at % 3 === 2 ? 0 : 1))), name: 'more' };

  it('takes its first point from what the later tiers ask for: no branching', async () => {
    const options = { backend: 'flow', limits: { nodes: 1 } } as const;
    const result = await solveLexicographic(model, [none, more], options);
    expect(result).toMatchObject({ termination: 'optimal', backend: 'flow' });
    expect([...result.values!]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expectCertified(model, [none, more], result);
    // Without a later tier there is nothing to ask.
    const alone = await solveLexicographic(model, [none], options);
    expect(alone).toMatchObject({ termination: 'none', limit: 'node' });
  });
});
