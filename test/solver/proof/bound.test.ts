import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dualBound, proves, scaledGap } from '../../../solver/index.ts';
import { SCALES, stepOf } from '../../../solver/proof/bound.ts';
import { INF, maximise, minimise, modelOf } from '../support/builders.ts';
import { bestByEnumeration, tinyPrograms, toModel } from '../support/tiny.ts';

const anyDual = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  fc.double({ min: -9, max: 9, noNaN: true }),
  fc.constantFrom(Number.NaN, INF, -INF, 1e-12, 1e9, 1e14),
);

describe('the step of an objective', () => {
  it('divides it at every whole point; none with a continuous cost', () => {
    expect(stepOf([1, 1, 1], Float64Array.of(-20, 0, 30))).toBe(10);
    expect(stepOf([1, 0, 1], Float64Array.of(20, 0, 35))).toBe(5);
    expect(stepOf([1, 0], Float64Array.of(20, 10))).toBe(0);
    expect(stepOf([1], Float64Array.of(2.5))).toBe(0);
    expect(stepOf([1, 1], Float64Array.of(0, 0))).toBe(1);
  });
});

describe('dualBound', () => {
  it('is never above the optimum, however wrong the multipliers', () => {
    let bounds = 0;
    fc.assert(
      fc.property(
        tinyPrograms(1),
        fc.array(anyDual, { minLength: 4, maxLength: 4 }),
        (program, duals) => {
          const { model, objectives } = toModel(program);
          const best = bestByEnumeration(program);
          const bound = dualBound(
            model,
            objectives[0]!,
            Float64Array.from(duals).subarray(0, program.rows.length),
          );
          if (bound.kind !== 'bound' || !best) return;
          bounds++;
          const least = objectives[0]!.sense === 'min' ? best[0]! : -best[0]!;
          expect(bound.numerator <= BigInt(least) * bound.scale).toBe(true);
          expect(bound.roundedUp! <= BigInt(least)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
    expect(bounds).toBeGreaterThan(300);
  });

  it('equals a computation in BigInt alone, also far beyond 2^53', () => {
    const big = fc.integer({ min: -(2 ** 26), max: 2 ** 26 });
    const size = 12;
    const list = fc.array(big, { minLength: size, maxLength: size });
    fc.assert(
      fc.property(list, list, list, (costs, uppers, duals) => {
        const model = modelOf(
          uppers.map((u) => [-Math.abs(u), Math.abs(u)] as const),
          costs.map(
            (_, j) =>
              [-(2 ** 40) + j, 2 ** 41, 'int', uppers.map((_, i) => ((i * j) % 5) - 2)] as const,
          ),
        );
        const bound = dualBound(model, minimise(...costs), Float64Array.from(duals));
        if (bound.kind !== 'bound') throw new Error(bound.reason);
        let expected = 0n;
        const y = duals.map((dual) => BigInt(dual) * bound.scale);
        y.forEach((yi, i) => {
          expected += (yi > 0n ? -1n : 1n) * yi * BigInt(Math.abs(uppers[i]!));
        });
        costs.forEach((c, j) => {
          const d = y.reduce(
            (sum, yi, i) => sum - yi * BigInt(((i * j) % 5) - 2),
            BigInt(c) * bound.scale,
          );
          expected += d * BigInt(d > 0n ? -(2 ** 40) + j : 2 ** 41);
        });
        expect(bound.numerator).toBe(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('loses nothing on thirds', () => {
    // min x + y + z over pairs summing to at least 1: the dual of each row is 1/2, of the sum 1/3.
    const model = modelOf(
      [[3, INF]],
      [
        [0, 9, 'int', [3]],
        [0, 9, 'int', [6]],
      ],
    );
    const bound = dualBound(model, minimise(1, 2), Float64Array.of(1 / 3));
    expect(bound).toMatchObject({ kind: 'bound', roundedUp: 1n, numerator: BigInt(SCALES[0]!) });
  });

  it('drops a multiplier that leans on an infinite bound', () => {
    const model = modelOf([[-INF, 5]], [[0, 3, 'int', [1]]]);
    const bound = dualBound(model, minimise(1), Float64Array.of(2));
    expect(bound).toMatchObject({ kind: 'bound', numerator: 0n, rows: Float64Array.of(0) });
  });

  it('rounds up to a whole number only where the objective is whole', () => {
    const model = modelOf(
      [[1, INF]],
      [
        [0, 9, 'int', [2]],
        [0, 9, 'real', [2]],
      ],
    );
    const half = Float64Array.of(0.5);
    expect(dualBound(model, minimise(1, 0), Float64Array.of(0))).toMatchObject({ roundedUp: 0n });
    expect(dualBound(model, minimise(1, 1), half)).toMatchObject({ roundedUp: null });
    const whole = modelOf([[1, INF]], [[0, 9, 'int', [2]]]);
    expect(dualBound(whole, minimise(1), half)).toMatchObject({ roundedUp: 1n });
  });

  it('rounds up to a multiple of the step of the objective', () => {
    const model = modelOf(
      [[1, INF]],
      [
        [0, 9, 'int', [2]],
        [0, 9, 'int', [2]],
      ],
    );
    // The relaxation reaches 5; an objective of tens is 10 at least, one of tens and fifteens 5.
    const five = Float64Array.of(5);
    expect(dualBound(model, minimise(10, 10), five)).toMatchObject({ roundedUp: 10n });
    expect(dualBound(model, minimise(10, 15), five)).toMatchObject({ roundedUp: 5n });
  });

  it('minimises the negative of a maximisation', () => {
    const model = modelOf(
      [[-INF, 4]],
      [
        [0, 3, 'int', [1]],
        [0, 3, 'int', [1]],
      ],
    );
    const bound = dualBound(model, maximise(2, 1), Float64Array.of(-1));
    expect(bound).toMatchObject({ kind: 'bound', roundedUp: -7n });
    expect(proves(bound, -7)).toBe(true);
    expect(proves(bound, -6)).toBe(false);
    expect(bound.kind === 'bound' && scaledGap(bound, -6)).toBe(BigInt(SCALES[0]!));
  });

  it('says why there is no bound', () => {
    const reason = (bound: ReturnType<typeof dualBound>) =>
      bound.kind === 'none' ? bound.reason : null;
    const zero = Float64Array.of(0);
    expect(
      reason(dualBound(modelOf([[0, 1]], [[0, INF, 'int', [1]]]), minimise(-1), zero)),
    ).toMatch(/c0.*Infinity/);
    expect(
      reason(dualBound(modelOf([[0, 1]], [[0, 1, 'int', [0.5]]]), minimise(1), Float64Array.of(1))),
    ).toMatch(/c0/);
    expect(
      reason(dualBound(modelOf([[0.5, 1]], [[0, 1, 'int', [1]]]), minimise(1), Float64Array.of(1))),
    ).toMatch(/r0/);
    expect(reason(dualBound(modelOf([[0, 1]], [[0, 1, 'int', [1]]]), minimise(0.5), zero))).toMatch(
      /c0/,
    );
    expect(
      reason(dualBound(modelOf([[0, 1]], [[0, 1, 'int', [1]]]), minimise(2 ** 50), zero)),
    ).toMatch(/large/);
  });

  it('takes a coarser scale for very large costs', () => {
    const model = modelOf([[1, INF]], [[0, 5, 'int', [1]]]);
    const bound = dualBound(model, minimise(2 ** 44), Float64Array.of(2 ** 44));
    expect(bound).toMatchObject({ kind: 'bound', scale: 1n, numerator: 2n ** 44n });
  });
});
