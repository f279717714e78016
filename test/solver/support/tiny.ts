/** Tiny integer programs and the answer by trying every point. */
import fc from 'fast-check';
import { type Model, ModelBuilder, type Objective } from '../../../solver/index.ts';

interface TinyRow {
  readonly lower: number;
  readonly upper: number;
  readonly coefficients: readonly number[];
}

export interface TinyProgram {
  /** lower and number of values of each whole column. */
  readonly columns: readonly (readonly [number, number])[];
  readonly rows: readonly TinyRow[];
  /** One list of costs for each objective, with its sense. */
  readonly objectives: readonly {
    readonly sense: 'min' | 'max';
    readonly costs: readonly number[];
  }[];
}

const whole = (min: number, max: number) => fc.integer({ min, max });

/** 1–5 whole columns of 1–4 values, 0–4 rows of all kinds, `tiers` objectives. */
export function tinyPrograms(tiers: number): fc.Arbitrary<TinyProgram> {
  return whole(1, 5).chain((n) =>
    fc.record({
      columns: fc.array(fc.tuple(whole(-3, 2), whole(1, 4)), { minLength: n, maxLength: n }),
      rows: fc.array(tinyRow(n), { maxLength: 4 }),
      objectives: fc.array(
        fc.record({ sense: fc.constantFrom('min' as const, 'max' as const), costs: numbers(n, 5) }),
        { minLength: tiers, maxLength: tiers },
      ),
    }),
  );
}

function numbers(n: number, size: number) {
  return fc.array(whole(-size, size), { minLength: n, maxLength: n });
}

function tinyRow(n: number): fc.Arbitrary<TinyRow> {
  return fc
    .record({
      coefficients: numbers(n, 3),
      middle: whole(-4, 6),
      width: whole(0, 3),
      kind: whole(0, 3),
    })
    .map(({ coefficients, middle, width, kind }) => ({
      coefficients,
      lower: kind === 1 ? Number.NEGATIVE_INFINITY : middle,
      upper: [middle + width, middle, Number.POSITIVE_INFINITY, middle][kind]!,
    }));
}

export function toModel(program: TinyProgram): {
  readonly model: Model;
  readonly objectives: readonly Objective[];
} {
  const builder = new ModelBuilder('tiny');
  const rows = program.rows.map(({ lower, upper }, i) => builder.addRow(`row ${i}`, lower, upper));
  program.columns.forEach(([lower, count], j) => {
    const values = program.rows.map(({ coefficients }) => coefficients[j]!);
    builder.addColumn(`column ${j}`, lower, lower + count - 1, true, rows, values);
  });
  const objectives = program.objectives.map(({ sense, costs }, k) => ({
    name: `objective ${k}`,
    sense,
    coefficients: Float64Array.from(costs),
  }));
  return { model: builder.build(), objectives };
}

/** Every feasible point. */
function feasiblePoints(program: TinyProgram): number[][] {
  let points: number[][] = [[]];
  for (const [lower, count] of program.columns)
    points = points.flatMap((point) =>
      Array.from({ length: count }, (_, k) => [...point, lower + k]),
    );
  return points.filter((point) =>
    program.rows.every(({ lower, upper, coefficients }) => {
      const activity = dot(coefficients, point);
      return activity >= lower && activity <= upper;
    }),
  );
}

/** The lexicographic optimum, one value for each objective; null when there is no feasible point. */
export function bestByEnumeration(program: TinyProgram): number[] | null {
  let points = feasiblePoints(program);
  if (points.length === 0) return null;
  return program.objectives.map(({ sense, costs }) => {
    const values = points.map((point) => dot(costs, point));
    const best = sense === 'min' ? Math.min(...values) : Math.max(...values);
    points = points.filter((point) => dot(costs, point) === best);
    return best;
  });
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0) + 0;
}
