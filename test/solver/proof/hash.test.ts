import { describe, expect, it } from 'vitest';
import { modelHash, type Objective } from '../../../solver/index.ts';
import { INF, minimise, modelOf } from '../support/builders.ts';

const model = modelOf(
  [[0, INF]],
  [
    [0, 1, 'int', [1]],
    [0, 200, 'int', [-1]],
  ],
);
const goal = minimise(0, 70_000);

describe('modelHash', () => {
  it('does not depend on the kind of array, on names of rows and columns, or on the sign of 0', () => {
    const hash = modelHash(model, [goal]);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const narrow = { ...model, value: Int8Array.from(model.value) };
    const wide = { ...model, value: Float64Array.from(model.value) };
    const whole: Objective = { ...goal, coefficients: Int32Array.of(-0, 70_000) };
    expect(modelHash(narrow, [whole])).toBe(hash);
    expect(modelHash(wide, [goal])).toBe(hash);
    expect(modelHash({ ...model, lower: Float64Array.of(-0, 0) }, [goal])).toBe(hash);
    expect(modelHash({ ...model, name: 'x', columnNames: ['a', 'b'] }, [goal])).toBe(hash);
  });

  it('depends on every number, on the place it stands at, and on names and senses of objectives', () => {
    const other = [
      modelHash({ ...model, upper: Float64Array.of(1, 201) }, [goal]),
      modelHash({ ...model, upper: Float64Array.of(1, 200.5) }, [goal]),
      modelHash({ ...model, upper: Float64Array.of(1, INF) }, [goal]),
      modelHash({ ...model, upper: Float64Array.of(200, 1) }, [goal]),
      modelHash({ ...model, upper: Float64Array.of(1, -56) }, [goal]),
      modelHash({ ...model, integer: Uint8Array.of(1, 0) }, [goal]),
      modelHash({ ...model, rowLower: Float64Array.of(1) }, [goal]),
      modelHash({ ...model, rowUpper: Float64Array.of(1) }, [goal]),
      modelHash({ ...model, value: Float64Array.of(1, -2) }, [goal]),
      modelHash(model, [{ ...goal, name: 'other' }]),
      modelHash(model, [{ ...goal, sense: 'max' }]),
      modelHash(model, [minimise(70_000, 0)]),
      modelHash(model, [goal, goal]),
      modelHash(model, []),
    ];
    expect(new Set([modelHash(model, [goal]), ...other]).size).toBe(other.length + 1);
  });
});
