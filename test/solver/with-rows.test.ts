import { expect, it } from 'vitest';
import { chosenBackend, ModelBuilder, solve, withRows } from '../../solver/index.ts';

function twoItems() {
  const builder = new ModelBuilder('two items');
  const room = builder.addRow('room', Number.NEGATIVE_INFINITY, 3);
  builder.addColumn('a', 0, 2, true, [room], [1]);
  builder.addColumn('b', 0, 2, true, [room], [1]);
  return builder.build();
}
const profit = { name: 'profit', sense: 'max' as const, coefficients: Float64Array.of(3, 2) };

it('appends rows that bind like any other', async () => {
  const model = twoItems();
  expect((await solve(model, profit)).objective).toBe(8);
  const held = withRows(model, [
    {
      name: 'hold:b',
      coefficients: Float64Array.of(0, 1),
      lower: 2,
      upper: Number.POSITIVE_INFINITY,
    },
    {
      name: 'both',
      coefficients: Float64Array.of(1, 1),
      lower: Number.NEGATIVE_INFINITY,
      upper: 2,
    },
  ]);
  expect(held.rowNames).toEqual(['room', 'hold:b', 'both']);
  expect([...held.start]).toEqual([0, 2, 5]);
  const { objective, values } = await solve(held, profit);
  expect([objective, ...(values ?? [])]).toEqual([4, 0, 2]);
});

it('names the backend that would be asked', () => {
  expect(chosenBackend(twoItems(), 'auto').backend).toBe('flow');
  expect(chosenBackend(twoItems(), 'jslp').version).toMatch(/^\d+\.\d+\.\d+$/);
});
