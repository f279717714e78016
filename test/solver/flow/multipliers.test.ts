/** Exact multipliers from the simplex' duals: what they prove is true, wherever the simplex stands. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdFace, multipliers, wholeBound } from '../../../solver/flow/exact.ts';
import { recognise } from '../../../solver/flow/network.ts';
import { Simplex } from '../../../solver/flow/simplex.ts';
import type { Model, Objective } from '../../../solver/index.ts';
import { stepOf } from '../../../solver/proof/bound.ts';
import { minimisedCost, pointsOf } from '../support/enumerate.ts';
import { tinyPrograms, toModel } from '../support/tiny.ts';

/** The simplex over a model, stopped the k-th time it asks. */
function simplexAt(model: Model, { sense, coefficients }: Objective, k: number) {
  const simplex = new Simplex(recognise(model));
  const { state } = simplex;
  state.loadBounds(model);
  state.cost.set(coefficients.map((c) => (sense === 'min' ? c : 0 - c)));
  state.start(null, null);
  let asked = 0;
  const end = simplex.run(() => ++asked > k);
  return { state, end, d: new Float64Array(state.size) };
}

const programs = tinyPrograms(1).map((program) => {
  const { model, objectives } = toModel(program);
  return { model, objective: objectives[0]! };
});

function check(runs: number, claim: (model: Model, objective: Objective, stop: number) => void) {
  fc.assert(
    fc.property(programs, fc.integer({ min: 0, max: 4 }), ({ model, objective }, stop) => {
      claim(model, objective, stop);
    }),
    { numRuns: runs, seed: 3 },
  );
}

describe('multipliers', () => {
  it('never prove more than the best point, also of a simplex stopped halfway', () => {
    let proven = 0;
    check(1500, (model, objective, stop) => {
      const { state, d } = simplexAt(model, objective, stop);
      const { numerator, scale } = multipliers(state, d);
      if (numerator === null) return;
      const costs = pointsOf(model).map((point) => minimisedCost(objective, point));
      expect(
        Number(wholeBound(numerator, scale, stepOf(model.integer, objective.coefficients))),
      ).toBeLessThanOrEqual(Math.min(...costs));
      if (costs.length > 0) proven++;
    });
    expect(proven).toBeGreaterThan(400);
  });

  it('prove the optimum of the relaxation exactly where the simplex ended', () => {
    let fractional = 0;
    check(800, (model, objective) => {
      const { state, end, d } = simplexAt(model, objective, Number.POSITIVE_INFINITY);
      if (end !== 'optimal') return;
      const { numerator, scale } = multipliers(state, d);
      const value = state.cost.reduce((sum, c, j) => sum + c * state.x[j]!, 0);
      expect(Number(numerator) / scale).toBeCloseTo(value, 6);
      if (scale > 1) fractional++;
    });
    expect(fractional).toBeGreaterThan(50);
  });

  it('prove emptiness only where there is no point', () => {
    let empty = 0;
    check(1500, (model, objective, stop) => {
      const { state, end, d } = simplexAt(model, objective, stop === 4 ? 1e9 : stop);
      const { numerator } = multipliers(state, d, true);
      const proves = numerator !== null && numerator > 0n;
      if (proves) expect(pointsOf(model)).toEqual([]);
      if (end === 'infeasible') expect(proves).toBe(true);
      if (proves) empty++;
    });
    expect(empty).toBeGreaterThan(50);
  });

  it('hold nothing that a best point needs to be free', () => {
    let held = 0;
    check(1500, (model, objective) => {
      const points = pointsOf(model);
      const { state, end, d } = simplexAt(model, objective, Number.POSITIVE_INFINITY);
      if (end !== 'optimal' || points.length === 0) return;
      const best = Math.min(...points.map((point) => minimisedCost(objective, point)));
      const { numerator, scale } = multipliers(state, d);
      const gap = Number(BigInt(best) * BigInt(scale) - numerator!);
      const all = holdFace(state, d, gap, model.integer, true);
      for (const point of points) {
        const cost = minimisedCost(objective, point);
        const within = point.every((x, j) => x >= state.lower[j]! && x <= state.upper[j]!);
        if (cost === best) expect(within).toBe(true);
      }
      if (all) held++;
    });
    expect(held).toBeGreaterThan(200);
  });
});
