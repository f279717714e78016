/** Sessions: after any change the answer is that of a cold solve, and it is proven. */
import { describe, expect, it } from 'vitest';
import {
  type Change,
  type LexicographicResult,
  type Model,
  ModelError,
  type Objective,
  prepare,
  type Session,
  solveLexicographic,
} from '../../solver/index.ts';
import { INF, knapsack, maximise, minimise, modelOf } from './support/builders.ts';
import { expectCertified, valuesOf } from './support/compare.ts';
import {
  Dice,
  randomFloors,
  randomPacking,
  randomRound,
  randomTies,
  type TieredProgram,
} from './support/random-programs.ts';
import { randomNumbers, transport } from './support/transport.ts';

const KINDS = ['lock', 'ban', 'openings', 'row', 'price', 'objective', 'undo', 'undo'] as const;

/** Draws changes of every kind and remembers how to take them back. */
class Changes {
  readonly session: Session;
  readonly counts: Record<string, number> = {};
  private readonly dice: Dice;
  private readonly back: Change[] = [];
  private readonly pairs: number[] = [];
  private readonly arcs: number[] = [];

  constructor(session: Session, dice: Dice) {
    this.session = session;
    this.dice = dice;
    for (let j = 0; j < session.model.lower.length; j++) {
      const name = session.model.columnNames.at(j)!;
      if (/^(pair|set|standby|place)/.test(name)) this.pairs.push(j);
      if (/^(openings|step|over|quota)/.test(name)) this.arcs.push(j);
    }
  }

  /** One change more. */
  make(): void {
    const kind = this.dice.pick(KINDS);
    if (kind === 'undo') {
      const change = this.back.pop();
      if (change) this.apply(kind, change);
      return;
    }
    const change = this.draw(kind);
    if (!change) return;
    this.back.push(this.inverse(change));
    this.apply(kind, change);
  }

  undoAll(): void {
    for (let change = this.back.pop(); change; change = this.back.pop())
      this.session.change(change);
  }

  private apply(kind: string, change: Change): void {
    this.session.change(change);
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
  }

  private draw(kind: Exclude<(typeof KINDS)[number], 'undo'>): Change | null {
    const { dice, session } = this;
    const { model, objectives } = session;
    switch (kind) {
      case 'lock':
        return { kind: 'column', column: dice.pick(this.pairs), lower: 1, upper: 1 };
      case 'ban':
        return { kind: 'column', column: dice.pick(this.pairs), lower: 0, upper: 0 };
      case 'openings': {
        if (this.arcs.length === 0) return null;
        const column = dice.pick(this.arcs);
        const lower = model.lower[column]!;
        const upper = Math.max(lower, model.upper[column]! + dice.pick([-1, 1]));
        return { kind: 'column', column, lower, upper };
      }
      case 'row': {
        const row = dice.whole(0, model.rowLower.length - 1);
        const lower = model.rowLower[row]! + dice.whole(-2, 1);
        const upper = model.rowUpper[row]! + dice.whole(-1, 2);
        return { kind: 'row', row, lower: Math.min(lower, upper), upper };
      }
      case 'price':
      case 'objective': {
        const old = dice.pick(objectives);
        const coefficients = Float64Array.from(old.coefficients);
        if (kind === 'price') coefficients[dice.pick(this.pairs)]! += dice.whole(-9, 9);
        else for (const j of this.pairs) coefficients[j] = dice.whole(-9, 9);
        const sense = kind === 'objective' ? dice.pick(['min', 'max'] as const) : old.sense;
        return { kind: 'objective', objective: { ...old, sense, coefficients } };
      }
    }
  }

  private inverse(change: Change): Change {
    const { model, objectives } = this.session;
    if (change.kind === 'objective') {
      const objective = objectives.find(({ name }) => name === change.objective.name)!;
      return { kind: 'objective', objective };
    }
    if (change.kind === 'row') {
      const { row } = change;
      return { kind: 'row', row, lower: model.rowLower[row]!, upper: model.rowUpper[row]! };
    }
    const { column } = change;
    return { kind: 'column', column, lower: model.lower[column]!, upper: model.upper[column]! };
  }
}

function cold(model: Model, objectives: readonly Objective[]): Promise<LexicographicResult> {
  return solveLexicographic(model, objectives, { backend: 'flow' });
}

const solves = { all: 0, byHighs: 0 };

/** Warm and cold end alike, with the same values, both proven. */
async function expectAsCold(
  { model, objectives }: Session,
  warm: LexicographicResult,
): Promise<void> {
  const fresh = await cold(model, objectives);
  expect(warm.termination).toBe(fresh.termination);
  expect(valuesOf(warm)).toEqual(valuesOf(fresh));
  solves.all++;
  if (warm.backend !== 'flow') {
    solves.byHighs++;
    expect(warm.message).toMatch(/^solved by highs: /);
    // It has no proof that there is no point.
    if (warm.termination === 'infeasible') return;
  }
  expectCertified(model, objectives, warm);
}

const placed = (persons: number, seed: number) =>
  transport({ persons, groups: 20, schools: 6, pairs: 6, tiers: 6, sideRows: 5 }, seed);

describe('a session after a change', () => {
  const families: readonly (readonly [string, (seed: number) => TieredProgram])[] = [
    ['rounds', (seed) => randomRound(new Dice(seed), 18)],
    ['side rows with large coefficients', (seed) => randomFloors(new Dice(seed), 14)],
    ['everything alike', (seed) => randomTies(new Dice(seed), 18)],
    ['packings', (seed) => randomPacking(new Dice(seed), 30)],
    ['six tiers and caps across', (seed) => placed(30, seed)],
  ];
  const counts: Record<string, number> = {};

  it.each(families)('has the values of a cold solve, certified: %s', async (_, make) => {
    for (let seed = 1; seed <= 6; seed++) {
      const { model, objectives } = make(seed);
      const session = prepare(model, objectives);
      const before = await session.solve();
      const changes = new Changes(session, new Dice(seed));
      for (let k = 0; k < 15; k++) {
        changes.make();
        await expectAsCold(session, await session.solve());
      }
      changes.undoAll();
      const after = await session.solve();
      expect(after.termination).toBe(before.termination);
      expect(valuesOf(after)).toEqual(valuesOf(before));
      for (const [kind, count] of Object.entries(changes.counts))
        counts[kind] = (counts[kind] ?? 0) + count;
    }
  });

  it('and changes of every kind were among them, hardly any left to highs', () => {
    expect(solves.all).toBeGreaterThan(400);
    expect(solves.byHighs).toBeLessThan(0.02 * solves.all);
    expect(Object.keys(counts).sort()).toEqual([...new Set(KINDS)].sort());
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(20);
  });

  it('agrees with HiGHS on the changed model', async () => {
    for (let seed = 1; seed <= 6; seed++) {
      const { model, objectives } = randomFloors(new Dice(seed), 14);
      const session = prepare(model, objectives);
      const changes = new Changes(session, new Dice(50 + seed));
      for (let k = 0; k < 5; k++) {
        for (let each = 0; each < 3; each++) changes.make();
        const warm = await session.solve();
        const other = await solveLexicographic(session.model, session.objectives, {
          backend: 'highs',
        });
        expect(warm.termination).toBe(other.termination);
        expect(valuesOf(warm)).toEqual(valuesOf(other));
      }
    }
  });

  it('has the values of a cold solve after many changes at once', async () => {
    const { model, objectives } = placed(40, 3);
    const session = prepare(model, objectives);
    await session.solve();
    const changes = new Changes(session, new Dice(8));
    for (const many of [10, 30, 60]) {
      for (let k = 0; k < many; k++) changes.make();
      await expectAsCold(session, await session.solve());
    }
  });

  it('leaves the model and the objectives it was given as they were', async () => {
    const { model, objectives } = placed(12, 1);
    const upper = model.upper.slice();
    const costs = objectives.map(({ coefficients }) => coefficients.slice());
    const session = prepare(model, objectives);
    session.change({ kind: 'column', column: 0, lower: 0, upper: 0 });
    session.change({ kind: 'objective', objective: { ...objectives[0]!, sense: 'max' } });
    await session.solve();
    expect(model.upper).toEqual(upper);
    expect(objectives.map(({ coefficients }) => coefficients)).toEqual(costs);
    expect(objectives[0]!.sense).toBe('min');
  });
});

describe('a change that makes no sense throws a ModelError, and changes nothing', () => {
  const model = modelOf(
    [[1, 1]],
    [
      [0, 1, 'int', [1]],
      [0, 1, 'int', [1]],
    ],
  );
  const column = { kind: 'column', column: 0, lower: 0, upper: 1 } as const;
  const row = { kind: 'row', row: 0, lower: 1, upper: 1 } as const;
  const objective = minimise(1, 2);

  it.each<readonly [string, Change]>([
    ['no such column', { ...column, column: 2 }],
    ['a column before the first', { ...column, column: -1 }],
    ['a column that is no whole number', { ...column, column: 0.5 }],
    ['a column that is NaN', { ...column, column: Number.NaN }],
    ['no such row', { ...row, row: 1 }],
    ['crossed bounds of a column', { ...column, lower: 2 }],
    ['crossed bounds of a row', { ...row, lower: 2 }],
    ['a bound that is NaN', { ...column, upper: Number.NaN }],
    ['a bound that is not whole', { ...column, upper: 0.5 }],
    ['a bound beyond 2^53', { ...row, upper: 2 ** 60 }],
    ['no such objective', { kind: 'objective', objective: { ...objective, name: 'other' } }],
    ['costs for another number of columns', { kind: 'objective', objective: minimise(1) }],
    ['a cost that is NaN', { kind: 'objective', objective: minimise(1, Number.NaN) }],
  ])('%s', async (_, change) => {
    const session = prepare(model, [objective]);
    expect(() => session.change(change)).toThrow(ModelError);
    expect(await session.solve()).toEqual(await cold(model, [objective]));
  });

  it('and so does a model or an objective that is not well-formed', () => {
    expect(() => prepare({ ...model, lower: Float64Array.of(5, 0) }, [objective])).toThrow(
      ModelError,
    );
    expect(() => prepare(model, [minimise(1)])).toThrow(ModelError);
  });
});

describe('a session that has become', () => {
  const { model, objectives } = placed(20, 4);
  const columnOf = (name: string) =>
    Array.from(model.lower, (_, j) => j).find((j) => model.columnNames.at(j) === name)!;

  it('infeasible says so, with a certificate, and recovers', async () => {
    const session = prepare(model, objectives);
    const before = valuesOf(await session.solve());
    const county = model.rowNames.indexOf('county');
    for (let round = 0; round < 3; round++) {
      session.change({ kind: 'row', row: county, lower: 21, upper: 90 });
      const none = await session.solve();
      expect(none).toMatchObject({ termination: 'infeasible', values: null });
      expectCertified(session.model, session.objectives, none);
      session.change({ kind: 'row', row: county, lower: 0, upper: 20 });
      expect(valuesOf(await session.solve())).toEqual(before);
    }
  });

  it('infeasible only by branching says so, with a certificate, and recovers', async () => {
    const two = modelOf(
      [[4, 4]],
      [
        [0, 3, 'int', [2]],
        [0, 3, 'int', [2]],
      ],
    );
    const session = prepare(two, [minimise(1, 3)]);
    expect(valuesOf(await session.solve())).toEqual([2]);
    session.change({ kind: 'row', row: 0, lower: 5, upper: 5 });
    const none = await session.solve();
    expect(none.termination).toBe('infeasible');
    expectCertified(session.model, session.objectives, none);
    session.change({ kind: 'row', row: 0, lower: 8, upper: 8 });
    expect(valuesOf(await session.solve())).toEqual([6]);
  });

  it('unbounded says so, and recovers', async () => {
    const session = prepare(
      modelOf(
        [[0, 0]],
        [
          [0, 5, 'int', [1]],
          [0, INF, 'int', [-1]],
        ],
      ),
      [maximise(1, 0)],
    );
    expect(valuesOf(await session.solve())).toEqual([5]);
    session.change({ kind: 'column', column: 0, lower: 0, upper: INF });
    expect((await session.solve()).termination).toBe('unbounded');
    session.change({ kind: 'column', column: 0, lower: 0, upper: 7 });
    expect(valuesOf(await session.solve())).toEqual([7]);
  });

  it('fractional in an objective is solved by highs, says so, and comes back', async () => {
    const session = prepare(model, objectives);
    const before = await session.solve();
    const old = objectives[1]!;
    const halves = { ...old, coefficients: Float64Array.from(old.coefficients, (c) => c / 2) };
    session.change({ kind: 'objective', objective: halves });
    const other = await session.solve();
    expect(other).toMatchObject({ termination: 'optimal', backend: 'highs' });
    expect(other.message).toMatch(
      /^solved by highs: objective tier-1 has a cost that is not whole/,
    );
    expect(other.tiers[1]!.value).toBe(before.tiers[1]!.value! / 2);
    session.change({ kind: 'objective', objective: old });
    const after = await session.solve();
    expect(after.backend).toBe('flow');
    expect(valuesOf(after)).toEqual(valuesOf(before));
  });

  it('locked onto one post keeps to it', async () => {
    const session = prepare(model, objectives);
    const first = (await session.solve()).values!;
    const place = Array.from(model.lower, (_, j) => j).find(
      (j) => first[j] === 0 && model.columnNames.at(j)!.startsWith('place/0/'),
    )!;
    session.change({ kind: 'column', column: place, lower: 1, upper: 1 });
    expect((await session.solve()).values![place]).toBe(1);
    session.change({ kind: 'column', column: columnOf('standby/1'), lower: 1, upper: 1 });
    const { values } = await session.solve();
    expect([values![place], values![columnOf('standby/1')]]).toEqual([1, 1]);
  });
});

describe('a session that is stopped', () => {
  const { model, objectives } = placed(60, 5);

  it('says what it has at any moment, and still finds the optimum afterwards', async () => {
    const expected = valuesOf(await cold(model, objectives));
    const session = prepare(model, objectives);
    const ends = new Set<string>();
    for (const most of [0, 1, 2, 3, 5, 8, 13, 21]) {
      session.change({ kind: 'column', column: most, lower: 0, upper: 0 });
      let asked = 0;
      const stopped = await session.solve({ shouldStop: () => asked++ >= most });
      ends.add(stopped.termination);
      if (stopped.termination !== 'optimal') expect(stopped.limit).toBe('cancelled');
      for (const { value, bound } of stopped.tiers)
        if (value !== null && bound !== null) expect(bound).toBeLessThanOrEqual(value);
      session.change({ kind: 'column', column: most, lower: 0, upper: model.upper[most]! });
      expect(valuesOf(await session.solve())).toEqual(expected);
    }
    expect(ends.has('none') || ends.has('feasible')).toBe(true);
  });

  it('by a time limit still works afterwards', async () => {
    const expected = valuesOf(await cold(model, objectives));
    for (const timeSeconds of [1e-9, 1e-3, 1e-2]) {
      const session = prepare(model, objectives);
      const { termination, limit } = await session.solve({ limits: { timeSeconds } });
      if (termination !== 'optimal')
        expect([['none', 'feasible'], 'time']).toEqual([
          expect.arrayContaining([termination]),
          limit,
        ]);
      expect(valuesOf(await session.solve())).toEqual(expected);
    }
  });

  it('by a node limit keeps its best point and a bound below it, and still works afterwards', async () => {
    const { model: room, objective, optimum } = knapsack(25, randomNumbers(3));
    const session = prepare(room, [objective]);
    const stopped = await session.solve({ limits: { nodes: 2 } });
    expect(stopped).toMatchObject({ termination: 'feasible', limit: 'node', backend: 'flow' });
    const [tier] = stopped.tiers;
    expect(tier!.value!).toBeLessThanOrEqual(optimum);
    expect(tier!.bound!).toBeGreaterThanOrEqual(optimum);
    expect(valuesOf(await session.solve())).toEqual([optimum]);
  });
});
