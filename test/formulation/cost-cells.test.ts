import { expect, test } from 'vitest';
import { CostCells } from '../../src/formulation/cost-cells.ts';

test('stay 32-bit until a number does not fit, and lose nothing then', () => {
  const cells = new CostCells(4);
  cells.set(0, -(2 ** 31));
  cells.set(1, 2 ** 31 - 1);
  expect(cells.items).toBeInstanceOf(Int32Array);
  cells.set(2, 2 ** 31);
  cells.set(3, 2 ** 40);
  expect(cells.items).toBeInstanceOf(Float64Array);
  expect([...cells.items]).toEqual([-(2 ** 31), 2 ** 31 - 1, 2 ** 31, 2 ** 40]);
  expect(cells.get(3)).toBe(2 ** 40);
});
