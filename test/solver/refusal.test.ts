import { describe, expect, it } from 'vitest';
import type { Objective } from '../../solver/index.ts';
import { flowRefusal, Refusal } from '../../solver/refusal.ts';
import { minimise, modelOf } from './support/builders.ts';

function program(cost: number, upper = 1) {
  const model = modelOf([[0, 4]], [[0, upper, 'int', [1]]]);
  const objectives: Objective[] = [minimise(cost), { ...minimise(1), name: 'second' }];
  return { model, objectives, refusal: new Refusal(model, objectives) };
}

describe('Refusal', () => {
  it('takes whole data', () => {
    const { model, objectives, refusal } = program(7);
    expect(refusal.why()).toBeNull();
    expect(flowRefusal(model, objectives)).toBeNull();
  });

  it('sees a changed objective, and its change back', () => {
    const { objectives, refusal } = program(7);
    refusal.why();
    const before = objectives[1]!;
    objectives[1] = { ...before, coefficients: Float64Array.of(0.5) };
    refusal.objectiveChanged(1);
    expect(refusal.why()).toMatch(/objective second has a cost that is not whole/);
    objectives[1] = before;
    refusal.objectiveChanged(1);
    expect(refusal.why()).toBeNull();
  });

  it('sees a bound that makes sums inexact, and its change back', () => {
    const { model, refusal } = program(2 ** 10);
    refusal.why();
    const widen = (upper: number) => {
      model.upper[0] = upper;
      refusal.columnReaches(upper);
      return refusal.why();
    };
    expect(widen(2 ** 40)).toBeNull();
    expect(widen(2 ** 44)).toMatch(/costs reach/);
    expect(widen(2 ** 53)).toMatch(/row r0 reaches 2\^53/);
    expect(widen(1)).toBeNull();
  });

  it('sees a bound that is too far for an objective nobody has asked about yet', () => {
    const { model, objectives, refusal } = program(1);
    refusal.why();
    objectives[0] = minimise(2 ** 30);
    refusal.objectiveChanged(0);
    model.upper[0] = 2 ** 30;
    refusal.columnReaches(2 ** 30);
    expect(refusal.why()).toMatch(/costs reach/);
  });
});
