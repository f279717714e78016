import { describe, expect, it } from 'vitest';
import { ModelBuilder, ModelError } from '../../solver/index.ts';

describe('ModelBuilder', () => {
  it('keeps columns by rows ascending, whatever order they came in, and leaves zeros out', () => {
    const builder = new ModelBuilder('m');
    for (let i = 0; i < 4; i++) builder.addRow(`r${i}`, i, i + 1);
    expect(builder.addColumn('a', 0, 1, true, [3, 0, 2], [30, 1, 0])).toBe(0);
    expect(
      builder.addColumn('b', -1, 5, false, [
        { row: 2, value: 7 },
        { row: 1, value: -2 },
      ]),
    ).toBe(1);
    const model = builder.build();
    expect([...model.start]).toEqual([0, 2, 4]);
    expect([...model.index]).toEqual([0, 3, 1, 2]);
    expect([...model.value]).toEqual([1, 30, -2, 7]);
    expect([...model.integer]).toEqual([1, 0]);
    expect([...model.lower, ...model.upper]).toEqual([0, -1, 1, 5]);
    expect([...model.rowLower, ...model.rowUpper]).toEqual([0, 1, 2, 3, 1, 2, 3, 4]);
  });

  it('grows past its first room without losing anything', () => {
    const builder = new ModelBuilder('long');
    for (let i = 0; i < 1000; i++) builder.addRow(`r${i}`, -i, i);
    for (let j = 0; j < 1000; j++) builder.addColumn(`c${j}`, j, 2 * j, j % 2 === 0, [j], [j + 1]);
    const model = builder.build();
    expect([...model.value]).toEqual(Array.from({ length: 1000 }, (_, j) => j + 1));
    expect(model.upper[999]).toBe(1998);
    expect(model.rowLower[777]).toBe(-777);
    expect(model.columnNames.at(500)).toBe('c500');
  });

  it('goes on growing without touching a model already built', () => {
    const builder = new ModelBuilder('m');
    builder.addRow('r', 0, 1);
    builder.addColumn('a', 0, 1, true, [0], [1]);
    const first = builder.build();
    builder.addColumn('b', 0, 1, true, [0], [2]);
    expect(first.columnNames).toEqual(['a']);
    expect(first.value.length).toBe(1);
    expect(builder.build().columnNames).toEqual(['a', 'b']);
  });

  it('names the column and the row of a fault', () => {
    const builder = new ModelBuilder('m');
    builder.addRow('quota', 0, 1);
    const add = (rows: number[], values: number[]) => () =>
      builder.addColumn('place', 0, 1, true, rows, values);
    expect(add([1], [1])).toThrow(/place.*no row 1/);
    expect(add([0, 0], [1, 2])).toThrow(/place.*quota named twice/);
    expect(add([0], [])).toThrow(ModelError);
  });
});
