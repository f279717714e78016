import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeViolation, findViolation } from '../../../solver/index.ts';
import { INF, modelOf } from '../support/builders.ts';
import { dot, tinyPrograms, toModel } from '../support/tiny.ts';

describe('findViolation', () => {
  it('agrees with the definition, on whole points in and around the box', () => {
    const point = fc.array(fc.integer({ min: -4, max: 6 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(tinyPrograms(0), point, (program, values) => {
        const x = values.slice(0, program.columns.length);
        const inBox = program.columns.every(([l, count], j) => x[j]! >= l && x[j]! < l + count);
        const inRows = program.rows.every(
          (row) => dot(row.coefficients, x) >= row.lower && dot(row.coefficients, x) <= row.upper,
        );
        const found = findViolation(toModel(program).model, Float64Array.from(x));
        expect(found === null).toBe(inBox && inRows);
      }),
      { numRuns: 1000 },
    );
  });

  it('allows nothing on whole data, and the tolerance of an LP solver elsewhere', () => {
    const row = (kind: 'int' | 'real') => modelOf([[-INF, 1]], [[0, 9, kind, [1]]]);
    expect(findViolation(row('real'), Float64Array.of(1 + 1e-7))).toBeNull();
    expect(findViolation(row('real'), Float64Array.of(1 + 1e-5))).toMatchObject({
      kind: 'row',
      name: 'r0',
    });
    expect(findViolation(row('int'), Float64Array.of(1 + 1e-7))).toMatchObject({
      kind: 'integrality',
    });
    expect(findViolation(row('int'), Float64Array.of(2))).toMatchObject({
      kind: 'row',
      value: 2,
      upper: 1,
    });
  });

  it('finds what is out of bounds, not a number or of the wrong length', () => {
    const model = modelOf(
      [],
      [
        [0, 3, 'int', []],
        [0, 3, 'real', []],
      ],
    );
    expect(findViolation(model, Float64Array.of(4, 0))).toMatchObject({
      kind: 'column',
      name: 'c0',
    });
    expect(findViolation(model, Float64Array.of(1, Number.NaN))).toMatchObject({
      kind: 'column',
      name: 'c1',
    });
    expect(findViolation(model, Float64Array.of(1))).toMatchObject({ kind: 'shape' });
  });

  it('speaks of it in one line', () => {
    const violation = findViolation(modelOf([[0, 1]], [[0, 9, 'int', [2]]]), Float64Array.of(1));
    expect(describeViolation(violation!)).toBe('row r0 is 2, outside 0 … 1');
  });
});
