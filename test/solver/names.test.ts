import { expect, it } from 'vitest';
import { ModelBuilder, ModelError, validateModel, withColumns } from '../../solver/index.ts';
import { joinNames, pickNames } from '../../solver/names.ts';

const all = (names: { length: number; at(index: number): string | undefined }) =>
  Array.from({ length: names.length }, (_, k) => names.at(k));

/** Given names, a block named on demand, a given name; the block counts how often it was asked. */
function mixed() {
  let asked = 0;
  const nameOf = (column: number) => {
    asked++;
    return `lazy ${column}`;
  };
  const builder = new ModelBuilder('mixed');
  const row = builder.addRow('r', 0, 9);
  for (const name of ['a', 'b', nameOf, nameOf, nameOf, 'c'])
    builder.addColumn(name, 0, 1, true, [row], [1]);
  return { builder, model: builder.build(), asked: () => asked };
}

it('makes names when somebody asks, not before', () => {
  const { model, asked } = mixed();
  validateModel({ ...model });
  expect(asked()).toBe(0);
  expect(all(model.columnNames)).toEqual(['a', 'b', 'lazy 2', 'lazy 3', 'lazy 4', 'c']);
  expect(model.columnNames.at(6)).toBeUndefined();
});

it('keeps a model as it was built when the builder goes on', () => {
  const { builder, model } = mixed();
  builder.addColumn('d', 0, 1, true, [0], [0.5]);
  expect(model.columnNames.length).toBe(6);
  expect(model.columnNames.at(6)).toBeUndefined();
  expect([...model.value]).toEqual([1, 1, 1, 1, 1, 1]);
  const { columnNames, value } = builder.build();
  expect([columnNames.at(5), columnNames.at(6)]).toEqual(['c', 'd']);
  expect([...value]).toEqual([1, 1, 1, 1, 1, 1, 0.5]);
});

it('names the column of a fault, also in a block', () => {
  const { builder } = mixed();
  expect(() => builder.addColumn((j) => `late ${j}`, 0, 1, true, [7], [1])).toThrow(
    /column late 6: no row 7/,
  );
});

it('refuses a given name used twice, beside a block too', () => {
  const { builder } = mixed();
  builder.addColumn('a', 0, 1, true, [0], [1]);
  expect(() => builder.build()).toThrow(ModelError);
  expect(() => builder.build()).toThrow(/column a: name used twice/);
});

it('picks and joins without storing names', () => {
  const { model } = mixed();
  const picked = pickNames(model.columnNames, Int32Array.of(1, 3, 5));
  const again = pickNames(picked, Int32Array.of(2, 1));
  expect(all(picked)).toEqual(['b', 'lazy 3', 'c']);
  expect(all(again)).toEqual(['c', 'lazy 3']);
  expect(again.at(2)).toBeUndefined();
  expect(all(joinNames(again, ['x', 'y']))).toEqual(['c', 'lazy 3', 'x', 'y']);
});

it('copies columns with bounds of their own', () => {
  const { model } = mixed();
  const copy = { name: 'again', like: 1, lower: -2, upper: 7 };
  const more = withColumns(model, [copy, { ...copy, name: 'once more', like: 5 }]);
  validateModel(more);
  expect(all(more.columnNames).slice(5)).toEqual(['c', 'again', 'once more']);
  expect([...more.start].slice(6)).toEqual([6, 7, 8]);
  expect([more.index[6], more.value[6], more.lower[6], more.upper[7]]).toEqual([0, 1, -2, 7]);
  expect(more.integer[7]).toBe(1);
  expect(model.lower.length).toBe(6);
});
