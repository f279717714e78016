/** Random programs of every shape, and a plain form in which two of them compare. */
import fc from 'fast-check';
import { type Model, ModelBuilder, type Objective } from '../../../solver/index.ts';

export interface Program {
  readonly model: Model;
  readonly objective: Objective;
}

const INF = Number.POSITIVE_INFINITY;
const whole = (min: number, max: number) => fc.integer({ min, max });

/** Numbers whose sums are exact: small ones, halves, and whole ones up to the largest. */
function numbers(largest: number): fc.Arbitrary<number> {
  const halves = whole(-99, 99).map((k) => k / 2);
  return fc.oneof(whole(-9, 9), halves, whole(-largest, largest));
}

/** Every kind of bounds: none, one, two, equal. */
function intervals(number: fc.Arbitrary<number>): fc.Arbitrary<readonly [number, number]> {
  return fc.tuple(number, number, whole(0, 5)).map(([a, b, kind]) => {
    const low = Math.min(a, b);
    const high = Math.max(a, b);
    const kinds = [
      [-INF, INF],
      [low, INF],
      [-INF, high],
      [low, high],
      [low, low],
      [0, INF],
    ] as const;
    return kinds[kind]!;
  });
}

/** 0–5 rows, 0–6 columns, whole or not, any bounds, any sense. */
export function anyPrograms(largest: number): fc.Arbitrary<Program> {
  const number = numbers(largest);
  const interval = intervals(number);
  return whole(0, 5).chain((m) =>
    fc
      .record({
        rows: fc.array(interval, { minLength: m, maxLength: m }),
        columns: fc.array(
          fc.record({
            bounds: interval,
            integer: fc.boolean(),
            cost: number,
            values: fc.array(fc.oneof(fc.constant(0), number), { minLength: m, maxLength: m }),
          }),
          { maxLength: 6 },
        ),
        sense: fc.constantFrom('min' as const, 'max' as const),
      })
      .map(({ rows, columns, sense }) => {
        const builder = new ModelBuilder('any');
        const all = rows.map(([lower, upper], i) => builder.addRow(`row ${i}`, lower, upper));
        columns.forEach(({ bounds: [lower, upper], integer, values }, j) => {
          builder.addColumn(`列 ${j}`, lower, upper, integer, all, values);
        });
        const coefficients = Float64Array.from(columns, ({ cost }) => cost);
        return { model: builder.build(), objective: { name: 'any', sense, coefficients } };
      }),
  );
}

/** 1–5 nodes, 0–8 whole arcs, parallel ones too; supplies that may not cancel out. */
export function networks(): fc.Arbitrary<Program> {
  return whole(2, 5).chain((n) =>
    fc
      .record({
        supplies: fc.array(whole(-3, 3), { minLength: n, maxLength: n }),
        arcs: fc.array(
          fc.record({
            tail: whole(0, n - 1),
            step: whole(1, n - 1),
            lower: whole(-2, 3),
            width: fc.oneof(whole(0, 4), fc.constant(INF)),
            cost: whole(-5, 9),
          }),
          { maxLength: 8 },
        ),
      })
      .map(({ supplies, arcs }) => {
        const builder = new ModelBuilder('network');
        supplies.forEach((supply, i) => {
          builder.addRow(`node ${i}`, supply, supply);
        });
        arcs.forEach(({ tail, step, lower, width }, k) => {
          const low = width === INF ? Math.max(0, lower) : lower;
          builder.addColumn(`arc ${k}`, low, low + width, true, [tail, (tail + step) % n], [1, -1]);
        });
        const coefficients = Float64Array.from(arcs, ({ cost }) => cost);
        return { model: builder.build(), objective: { name: 'cost', sense: 'min', coefficients } };
      }),
  );
}

/** All numbers of a program, without names. */
export function numbersOf({ model, objective }: Program) {
  const list = (numbers: ArrayLike<number>) => Array.from(numbers, (x) => x + 0);
  return {
    sense: objective.sense,
    costs: list(objective.coefficients),
    lower: list(model.lower),
    upper: list(model.upper),
    integer: list(model.integer),
    rowLower: list(model.rowLower),
    rowUpper: list(model.rowUpper),
    start: list(model.start),
    index: list(model.index),
    value: list(model.value),
  };
}
