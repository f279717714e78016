import { expect, it } from 'vitest';
import { exactProblem, type Objective, solve } from '../../solver/index.ts';
import { modelOf } from './support/builders.ts';

const model = modelOf(
  [[2, 3]],
  [
    [0, 2, 'int', [1]],
    [0, 2, 'int', [1]],
  ],
);

it.each([
  ['min', [3, -4], [0, 2]],
  ['max', [3, -4], [2, 0]],
  // 32 bits cannot hold the negative of this cost.
  ['max', [-(2 ** 31), -(2 ** 31) + 1], [0, 2]],
] as const)('takes whole costs in 32 bits as it takes doubles: %s %j', async (sense, costs, x) => {
  const objectives: Objective[] = [Int32Array.from(costs), Float64Array.from(costs)].map(
    (coefficients) => ({ name: 'cost', sense, coefficients }),
  );
  for (const objective of objectives) {
    expect(exactProblem(model, objective)).toBeNull();
    const { objective: value, values } = await solve(model, objective);
    expect([...values!]).toEqual(x);
    expect(value).toBe(costs[0] * x[0] + costs[1] * x[1]);
  }
});
