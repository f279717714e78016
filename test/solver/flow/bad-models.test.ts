/** Bad and awkward models: a clear value or a ModelError, never a hang, never a wrong "optimal". */
import { describe, expect, it } from 'vitest';
import {
  type LexicographicResult,
  type Model,
  ModelBuilder,
  ModelError,
  type Objective,
  solve,
  solveLexicographic,
} from '../../../solver/index.ts';
import { type ColumnSpec, INF, maximise, minimise, modelOf } from '../support/builders.ts';
import { expectCertified, valuesOf } from '../support/compare.ts';
import { Dice } from '../support/random-programs.ts';

const flow = { backend: 'flow', limits: { timeSeconds: 30 } } as const;

function answer(model: Model, ...objectives: Objective[]): Promise<LexicographicResult> {
  return solveLexicographic(model, objectives, flow);
}

/** Solved by the flow solver alone, proven, with these tier values. */
async function expectProven(model: Model, objectives: Objective[], values: number[]) {
  const result = await answer(model, ...objectives);
  expect(result).toMatchObject({ termination: 'optimal', backend: 'flow' });
  expect(valuesOf(result)).toEqual(values);
  expectCertified(model, objectives, result);
  return result;
}

async function expectInfeasible(model: Model, ...objectives: Objective[]) {
  const result = await answer(model, ...objectives);
  expect(result).toMatchObject({ termination: 'infeasible', values: null, backend: 'flow' });
  expectCertified(model, objectives, result);
}

const one: ColumnSpec = [0, 1, 'int', [1]];

describe('what is not well-formed throws a ModelError', () => {
  const good = modelOf([[0, 1]], [one]);
  const spoilt = (part: keyof Model, ...values: number[]): Model => ({
    ...good,
    [part]: Float64Array.from(values),
  });

  it.each<readonly [string, () => Model]>([
    ['a bound of a column that is NaN', () => spoilt('upper', Number.NaN)],
    ['a bound of a row that is NaN', () => spoilt('rowLower', Number.NaN)],
    ['a coefficient that is NaN', () => spoilt('value', Number.NaN)],
    ['an infinite coefficient', () => spoilt('value', INF)],
    ['crossed bounds of a column', () => spoilt('lower', 2)],
    ['crossed bounds of a row', () => spoilt('rowLower', 2)],
    [
      'bounds that hold no number',
      () => ({ ...spoilt('lower', INF), upper: Float64Array.of(INF) }),
    ],
  ])('%s', async (_, spoil) => {
    await expect(answer(spoil(), minimise(1))).rejects.toThrow(ModelError);
    await expect(solve(spoil(), minimise(1), flow)).rejects.toThrow(ModelError);
  });

  it.each([Number.NaN, INF, -INF])('a cost of %d', async (cost) => {
    await expect(answer(good, minimise(cost))).rejects.toThrow(ModelError);
  });

  it('costs for another number of columns, no objective, two of one name', async () => {
    await expect(answer(good, minimise(1, 2))).rejects.toThrow(ModelError);
    await expect(answer(good)).rejects.toThrow(ModelError);
    await expect(answer(good, minimise(1), minimise(2))).rejects.toThrow(ModelError);
  });
});

describe('numbers that are too large, or not whole, go to highs, which is said', () => {
  const model = modelOf([[1, 1]], [one, one]);

  it.each<readonly [string, Objective, RegExp]>([
    ['costs beyond 2^53', minimise(2 ** 60, 2 ** 61), /^solved by highs: costs reach .* 2\^53/],
    ['costs that reach 2^53 together', minimise(2 ** 52, 2 ** 52), /^solved by highs: costs reach/],
    ['a cost that is not whole', minimise(0.5, 1), /^solved by highs: .* not whole/],
  ])('%s', async (_, objective, message) => {
    const result = await answer(model, objective);
    expect(result).toMatchObject({ termination: 'optimal', backend: 'highs' });
    expect(result.message).toMatch(message);
    expect(result.tiers[0]!.value).toBe(objective.coefficients[0]);
    expect((await solve(model, objective, flow)).message).toMatch(/^solved by highs: flow: /);
  });

  it('costs just below 2^53 are solved, and proven', async () => {
    await expectProven(model, [minimise(2 ** 52 - 2, 2 ** 52 - 1)], [2 ** 52 - 2]);
  });

  it('a sum of capacities beyond 2^53 is no optimum', async () => {
    const wide: ColumnSpec = [0, 2 ** 52, 'int', [1]];
    const all = modelOf([[0, 0]], [wide, wide, wide, [0, INF, 'int', [-1]]]);
    const { termination, message } = await answer(all, maximise(0, 0, 0, 1));
    expect(termination).toBe('failed');
    expect(message).toMatch(/not whole/);
  });
});

describe('empty models', () => {
  it('neither rows nor columns: the empty answer', async () => {
    await expectProven(modelOf([], []), [minimise()], [0]);
  });

  it('no rows: every column at its better bound', async () => {
    const columns: ColumnSpec[] = [
      [0, 4, 'int', []],
      [-3, 2, 'int', []],
      [5, 5, 'int', []],
    ];
    const { values } = await expectProven(modelOf([], columns), [maximise(1, -1, 1)], [12]);
    expect(values).toEqual(Float64Array.of(4, -3, 5));
  });

  it('no columns: an answer where every row allows 0, none where one does not', async () => {
    await expectProven(
      modelOf(
        [
          [0, 1],
          [-1, 0],
        ],
        [],
      ),
      [minimise()],
      [0],
    );
    await expectInfeasible(
      modelOf(
        [
          [0, 1],
          [1, 2],
        ],
        [],
      ),
      minimise(),
    );
  });
});

describe('unbounded models', () => {
  const circulation = modelOf(
    [[0, 0]],
    [
      [0, INF, 'int', [1]],
      [0, INF, 'int', [-1]],
    ],
  );

  it('are called so', async () => {
    const result = await answer(circulation, maximise(1, 0));
    expect(result).toMatchObject({ termination: 'unbounded', values: null });
    expect(result.message).toMatch(/^solved by highs: unbounded/);
  });

  it('keep the tiers that were closed before', async () => {
    const columns: ColumnSpec[] = [
      [0, 4, 'int', [1]],
      [0, INF, 'int', []],
    ];
    const first = { ...maximise(1, 0), name: 'first' };
    const second = { ...maximise(0, 1), name: 'second' };
    const { termination, tiers } = await answer(modelOf([[0, 3]], columns), first, second);
    expect(termination).toBe('unbounded');
    expect(tiers.map((tier) => tier.termination)).toEqual(['optimal', 'unbounded']);
    expect(tiers[0]).toMatchObject({ value: 3, bound: 3 });
  });

  it('an unbounded relaxation without a whole point is not called optimal', async () => {
    const odd = modelOf(
      [[1, 1]],
      [
        [-INF, INF, 'int', [2]],
        [-INF, INF, 'int', [-2]],
      ],
    );
    expect(['infeasible', 'unbounded', 'none']).toContain(
      (await answer(odd, maximise(1, 0))).termination,
    );
  });

  it('rays that cost nothing do no harm', async () => {
    await expectProven(circulation, [minimise(1, 0)], [0]);
    await expectProven(circulation, [minimise(0, 0)], [0]);
    await expectProven(circulation, [minimise(1, -1)], [0]);
  });
});

describe('infeasible models are proven so, by a certificate that the verifier accepts', () => {
  it('more demand than supply', async () => {
    await expectInfeasible(
      modelOf(
        [
          [3, 3],
          [-4, -4],
        ],
        [[0, 9, 'int', [1, -1]]],
      ),
      minimise(1),
    );
  });

  it('a cut of too little capacity', async () => {
    const rows = [
      [5, 5],
      [0, 0],
      [-5, -5],
    ] as const;
    const wide: ColumnSpec = [0, 9, 'int', [1, -1, 0]];
    const narrow: ColumnSpec = [0, 2, 'int', [0, 1, -1]];
    await expectInfeasible(modelOf(rows, [wide, narrow, narrow]), minimise(1, 1, 1));
  });

  it('a side row that the network cannot meet', async () => {
    const columns: ColumnSpec[] = [
      [0, 1, 'int', [1, 0, 3]],
      [0, 1, 'int', [0, 1, 7]],
    ];
    await expectInfeasible(
      modelOf(
        [
          [0, 1],
          [0, 1],
          [11, INF],
        ],
        columns,
      ),
      minimise(1, 1),
    );
  });

  it('no whole point in a relaxation that has points: branching leaves only empty leaves', async () => {
    const two: ColumnSpec = [0, 3, 'int', [2]];
    await expectInfeasible(modelOf([[5, 5]], [two, two]), minimise(1, 1));
  });

  it('a lower bound (a stay) above what follows it', async () => {
    const columns: ColumnSpec[] = [
      [2, 5, 'int', [1, -1]],
      [0, 1, 'int', [0, 1]],
    ];
    await expectInfeasible(
      modelOf(
        [
          [0, 9],
          [0, 0],
        ],
        columns,
      ),
      minimise(1, 1),
    );
  });
});

describe('awkward networks', () => {
  it('a million parallel arcs', { timeout: 120_000 }, async () => {
    const size = 1_000_000;
    const builder = new ModelBuilder('parallel');
    builder.addRow('from', 250, 250);
    builder.addRow('to', -250, -250);
    const name = (j: number) => `arc ${j}`;
    for (let j = 0; j < size; j++) builder.addColumn(name, 0, 1, true, [0, 1], [1, -1]);
    // 100 arcs of each cost 0 … 9999, in an order of no meaning.
    const cost = Float64Array.from({ length: size }, (_, j) => (j * 7919) % 10_000);
    const model = builder.build();
    const objective = { name: 'cost', sense: 'min' as const, coefficients: cost };
    await expectProven(model, [objective], [100 + 2 * 50]);
  });

  it('nodes that nothing connects', async () => {
    const columns: ColumnSpec[] = [
      [0, 5, 'int', [1, -1]],
      [0, 5, 'int', [0, 0, 1, -1]],
    ];
    const rows = [
      [2, 2],
      [-2, -2],
      [3, 3],
      [-3, -3],
      [0, 0],
      [-INF, INF],
    ] as const;
    await expectProven(modelOf(rows, columns), [minimise(1, 10)], [32]);
    await expectInfeasible(modelOf([...rows, [1, 1]], columns), minimise(1, 10));
  });

  it('arcs of capacity 0', async () => {
    const columns: ColumnSpec[] = [
      [0, 0, 'int', [1]],
      [0, 2, 'int', [1]],
      [0, 0, 'int', [-1]],
    ];
    await expectProven(modelOf([[1, 1]], columns), [minimise(-9, 4, -9)], [4]);
  });

  it('equal costs everywhere, and no costs at all', async () => {
    const size = 12;
    const rows = Array.from({ length: 2 * size }, () => [1, 1] as const);
    const columns = Array.from({ length: size * size }, (_, k): ColumnSpec => {
      const at = [Math.floor(k / size), size + (k % size)];
      return [0, 1, 'int', rows.map((_, i) => (at.includes(i) ? 1 : 0))];
    });
    const model = modelOf(rows, columns);
    const all = (cost: number) => columns.map(() => cost);
    await expectProven(model, [minimise(...all(3))], [36]);
    await expectProven(
      model,
      [{ ...minimise(...all(0)), name: 'none' }, maximise(...all(5))],
      [0, 60],
    );
  });

  it('free columns: bounded by their rows only', async () => {
    const free: ColumnSpec = [-INF, INF, 'int', [1, -1]];
    const rows = [
      [-4, 7],
      [-5, 3],
    ] as const;
    const model = modelOf(rows, [free, [-INF, INF, 'int', [0, 1]]]);
    await expectProven(model, [minimise(1, 0)], [-4]);
    await expectProven(
      model,
      [
        { ...maximise(1, 0), name: 'first' },
        { ...minimise(0, 1), name: 'second' },
      ],
      [7, 2],
    );
  });

  it('fixed columns, with values other than 0', async () => {
    const columns: ColumnSpec[] = [
      [2, 2, 'int', [1]],
      [-1, -1, 'int', [1]],
      [0, 9, 'int', [1]],
    ];
    await expectProven(modelOf([[5, 5]], columns), [minimise(1, 1, 1)], [5]);
    await expectInfeasible(modelOf([[5, 5]], columns.slice(0, 2)), minimise(1, 1));
  });

  it('a loop, an arc from the root to the root and a row that says nothing', async () => {
    const columns: ColumnSpec[] = [
      [0, 3, 'int', []],
      [0, 3, 'int', [0, 2]],
      [1, 2, 'int', [1]],
    ];
    await expectProven(
      modelOf(
        [
          [-INF, INF],
          [-INF, INF],
        ],
        columns,
      ),
      [maximise(1, 2, -3)],
      [6],
    );
  });

  it('long paths and deep trees', async () => {
    const length = 3000;
    const dice = new Dice(5);
    const builder = new ModelBuilder('path');
    for (let i = 0; i <= length; i++)
      builder.addRow(
        `${i}`,
        i === 0 ? 4 : i === length ? -4 : 0,
        i === 0 ? 4 : i === length ? -4 : 0,
      );
    const costs: number[] = [];
    let shortest = 0;
    for (let i = 0; i < length; i++) {
      const prices = [dice.whole(-9, 9), dice.whole(-9, 9)];
      shortest += 4 * Math.min(...prices);
      for (const [k, price] of prices.entries()) {
        builder.addColumn(`${i}/${k}`, 0, 4, true, [i, i + 1], [1, -1]);
        costs.push(price);
      }
    }
    await expectProven(builder.build(), [minimise(...costs)], [shortest]);
  });

  it('coefficients of 100 against units: the rural floor holds exactly at its edge', async () => {
    // 5 people; those in the country count 100 − 40, those in town −40: at least 2 of 5 in the country.
    const rows = [...Array.from({ length: 5 }, () => [1, 1] as const), [0, INF] as const];
    const columns = Array.from({ length: 10 }, (_, k): ColumnSpec => {
      const person = k >> 1;
      const row = rows.map((_, i) => (i === person ? 1 : 0));
      return [0, 1, 'int', [...row.slice(0, 5), k % 2 === 0 ? 60 : -40]];
    });
    // Town is worth more for everybody, least for the first.
    const worth = [9, 10, 8, 10, 7, 10, 6, 10, 5, 10];
    const { values } = await expectProven(modelOf(rows, columns), [maximise(...worth)], [47]);
    expect([...values!].filter((_, k) => k % 2 === 0)).toEqual([1, 1, 0, 0, 0]);
  });
});
