import { describe, expect, it } from 'vitest';
import {
  exactProblem,
  type Model,
  ModelError,
  solve,
  solveLexicographic,
  validateModel,
  validateObjective,
} from '../../solver/index.ts';
import { INF, minimise, modelOf } from './support/builders.ts';

const good = () =>
  modelOf(
    [[0, 4]],
    [
      [0, 1, 'int', [1]],
      [0, 3, 'int', [2]],
    ],
  );

function broken(change: Partial<Model>): () => void {
  return () => validateModel({ ...good(), ...change });
}

describe('validateModel', () => {
  it('takes a good model', () => {
    expect(() => validateModel(good())).not.toThrow();
  });

  it.each([
    ['NaN bound', { lower: Float64Array.of(0, Number.NaN) }, /column c1.*NaN/],
    ['crossed column bounds', { upper: Float64Array.of(-1, 3) }, /column c0.*above/],
    ['crossed row bounds', { rowLower: Float64Array.of(5) }, /row r0.*above/],
    [
      'bounds that hold no number',
      { lower: Float64Array.of(0, INF), upper: Float64Array.of(1, INF) },
      /column c1/,
    ],
    ['a name used twice', { columnNames: ['x', 'x'] }, /column x.*twice/],
    ['an index out of range', { index: Int32Array.of(0, 7) }, /column c1.*no row 7/],
    ['an infinite coefficient', { value: Float64Array.of(1, INF) }, /column c1.*Infinity.*r0/],
    ['a zero coefficient', { value: Float64Array.of(0, 1) }, /column c0/],
    ['too few values', { value: Float64Array.of(1) }, /value is 1/],
    ['starts that end early', { start: Int32Array.of(0, 1, 1) }, /start/],
  ])('names the place of %s', (_, change, message) => {
    expect(broken(change)).toThrow(message);
    expect(broken(change)).toThrow(ModelError);
  });
});

describe('validateObjective', () => {
  it('names the objective, and the column of a cost that is not finite', () => {
    expect(() => validateObjective(good(), minimise(1))).toThrow(/cost: 1 costs for 2 columns/);
    expect(() => validateObjective(good(), minimise(1, Number.NaN))).toThrow(/c1 is NaN/);
  });
});

describe('options', () => {
  it('refuses limits and backends that mean nothing', async () => {
    const objective = minimise(1, 1);
    await expect(solve(good(), objective, { limits: { timeSeconds: 0 } })).rejects.toThrow(
      ModelError,
    );
    await expect(solve(good(), objective, { limits: { nodes: -1 } })).rejects.toThrow(/nodes/);
    await expect(solve(good(), objective, { backend: 'cplex' as 'highs' })).rejects.toThrow(
      /cplex/,
    );
    await expect(solveLexicographic(good(), [])).rejects.toThrow(/no objective/);
    await expect(solveLexicographic(good(), [objective, objective])).rejects.toThrow(/same name/);
  });
});

describe('exactProblem', () => {
  it('is null for whole data', () => {
    expect(exactProblem(good(), minimise(3, -4))).toBeNull();
  });

  it('names what is in the way of a proof in integers', () => {
    expect(exactProblem(modelOf([[0.5, 1]], [[0, 1, 'int', [1]]]), minimise(1))).toMatch(/row r0/);
    expect(exactProblem(modelOf([[0, 1]], [[0.5, 1, 'int', [1]]]), minimise(1))).toMatch(
      /column c0/,
    );
    expect(exactProblem(modelOf([[0, 1]], [[0, 1, 'int', [0.1]]]), minimise(1))).toMatch(/row r0/);
    expect(exactProblem(good(), minimise(1.5, 1))).toMatch(/not whole/);
    expect(exactProblem(modelOf([], [[0, 1, 'real', []]]), minimise(1))).toMatch(/continuous/);
  });

  it('refuses n · max|cost| from 2^53 on, and not before', () => {
    expect(exactProblem(good(), minimise(2 ** 52, 0))).toMatch(/2\^53/);
    expect(exactProblem(good(), minimise(2 ** 52 - 1, 0))).toBeNull();
  });
});
