/** Tiny programs whose relaxations are fractional, side by side: what falls apart. */
import fc from 'fast-check';
import type { TinyProgram } from './tiny.ts';

const whole = (min: number, max: number) => fc.integer({ min, max });

/** Packing, mostly with fractional relaxations; a row that must be nearly full now and then leaves nothing. */
export const packing: fc.Arbitrary<TinyProgram> = whole(2, 4).chain((n) => {
  const list = (min: number, max: number) =>
    fc.array(whole(min, max), { minLength: n, maxLength: n });
  const row = fc.tuple(list(0, 3), whole(1, 6), whole(0, 9)).map(([coefficients, upper, kind]) => ({
    ...{ coefficients, upper, lower: kind === 0 ? upper - 1 : Number.NEGATIVE_INFINITY },
  }));
  const goal = fc.record({ sense: fc.constant('max' as const), costs: list(-1, 5) });
  return fc.record({
    columns: fc.array(fc.tuple(fc.constant(0), whole(2, 3)), { minLength: n, maxLength: n }),
    rows: fc.array(row, { minLength: 1, maxLength: 3 }),
    objectives: fc.array(goal, { minLength: 3, maxLength: 3 }),
  });
});

/** Block after block on the diagonal; objectives are sums, in the senses of the first. */
export function sideBySide(blocks: readonly TinyProgram[]): TinyProgram {
  const widths = blocks.map(({ columns }) => columns.length);
  const at = (k: number) => widths.slice(0, k).reduce((a, b) => a + b, 0);
  const all = at(blocks.length);
  const spread = (k: number, numbers: readonly number[]) => [
    ...Array.from({ length: at(k) }, () => 0),
    ...numbers,
    ...Array.from({ length: all - at(k) - numbers.length }, () => 0),
  ];
  return {
    columns: blocks.flatMap(({ columns }) => columns),
    rows: blocks.flatMap(({ rows }, k) =>
      rows.map((row) => ({ ...row, coefficients: spread(k, row.coefficients) })),
    ),
    objectives: blocks[0]!.objectives.map(({ sense }, tier) => ({
      sense,
      costs: blocks.flatMap(({ objectives }) => objectives[tier]!.costs),
    })),
  };
}
