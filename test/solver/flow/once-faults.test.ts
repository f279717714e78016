/** Faults the flow solver once had, each with the smallest program that showed it. */
import { expect, it } from 'vitest';
import { ModelError, prepare, solve, solveLexicographic } from '../../../solver/index.ts';
import { INF, maximise, minimise, modelOf } from '../support/builders.ts';
import { Dice, randomGeneral } from '../support/random-programs.ts';

const flow = { backend: 'flow', limits: { timeSeconds: 20 } } as const;

it('a tier that is not closed is not "optimal"', async () => {
  const m = modelOf([[-INF, 10_000_004]], [[0, 9, 'int', [10_000_001]]]);
  const r = await solveLexicographic(m, [minimise(-2)], flow);
  expect(r.termination).toBe('optimal');
  expect(r.tiers[0]).toMatchObject({ value: -2, bound: -2, termination: 'optimal' });
});
it('the same at 1e5', async () => {
  const m = modelOf(
    [[-INF, 99_998]],
    [
      [0, 99_998, 'int', [1]],
      [0, 100_000, 'int', [99_998]],
    ],
  );
  const r = await solveLexicographic(m, [maximise(1, 5)], flow);
  expect(r.termination).toBe('optimal');
  expect(r.tiers[0]).toMatchObject({ value: 99_998, bound: 99_998 });
});
it('a row reaching 2^53 is not answered by a point that breaks it', async () => {
  const m = modelOf(
    [[2 ** 53 + 2, 2 ** 53 + 2]],
    [
      [0, 2, 'int', [2 ** 52]],
      [0, 1, 'int', [1]],
      [0, 1, 'int', [1]],
    ],
  );
  const r = await solveLexicographic(m, [minimise(1, 1, 1)], flow);
  expect(r).toMatchObject({ termination: 'failed', values: null });
  expect(r.message).toContain('2^53');
});
it('capacities of 1e9 and more are a plain network (no fallback)', async () => {
  const B = 2 ** 33;
  const r = await solveLexicographic(
    modelOf(
      [[B + 5, B + 5]],
      [
        [0, B, 'int', [1]],
        [0, B, 'int', [1]],
      ],
    ),
    [minimise(1, 2)],
    flow,
  );
  expect(r).toMatchObject({ termination: 'optimal', backend: 'flow' });
});
it('a fault of the simplex is a value, not a rejection', async () => {
  const m = modelOf(
    [
      [10_000_000_002, INF],
      [-INF, 10_000_000_004],
    ],
    [
      [0, 1e10, 'int', [10_000_000_001, 10_000_000_001]],
      [0, 10_000_000_001, 'int', [-2, 0]],
      [0, 9_999_999_998, 'int', [1, 1]],
    ],
  );
  const r = await solveLexicographic(m, [maximise(-2, -5, 1)], flow);
  expect(r).toMatchObject({ termination: 'optimal', backend: 'highs' });
  expect(r.message).toContain('2^53');
});
it('infeasible comes with its certificate, or goes to another backend', async () => {
  const { model, objectives } = randomGeneral(new Dice(31), 40);
  const r = await solveLexicographic(model, objectives, flow);
  expect(r).toMatchObject({ termination: 'infeasible', values: null });
  expect(r.empty !== undefined || r.message?.includes('no whole multipliers')).toBe(true);
});
it('the same, small', async () => {
  const m = modelOf(
    [
      [-INF, 999_998],
      [-INF, 999_998],
      [1_000_001, 1_000_001],
    ],
    [
      [0, 9, 'int', [999_998, 0, 1_000_000]],
      [0, 4, 'int', [999_998, 0, 1]],
    ],
  );
  const r = await solveLexicographic(m, [minimise(1, 1)], flow);
  expect(r).toMatchObject({ termination: 'infeasible', values: null });
  expect(r.empty !== undefined || r.message?.includes('no whole multipliers')).toBe(true);
});
const one = modelOf([[0, 1]], [[0, 1, 'int', [1]]]);
it('prepare refuses no objective', () => {
  expect(() => prepare(one, [])).toThrow(ModelError);
});
it('prepare refuses two objectives of one name', () => {
  expect(() => prepare(one, [minimise(1), { ...maximise(1), name: 'cost' }])).toThrow(ModelError);
});
it('session.solve refuses limits that make no sense', async () => {
  await expect(prepare(one, [minimise(1)]).solve({ limits: { timeSeconds: -1 } })).rejects.toThrow(
    ModelError,
  );
});
it('change refuses bounds that hold no number', () => {
  expect(() =>
    prepare(one, [minimise(1)]).change({ kind: 'column', column: 0, lower: INF, upper: INF }),
  ).toThrow(ModelError);
});
it('change refuses row bounds that hold no number', () => {
  expect(() =>
    prepare(one, [minimise(1)]).change({ kind: 'row', row: 0, lower: -INF, upper: -INF }),
  ).toThrow(ModelError);
});

it('a bound that grows in a session is weighed against the costs again', async () => {
  const big = 2 ** 40 + 1;
  const m = modelOf(
    [[-INF, 2 ** 20]],
    [
      [0, 1, 'int', [1]],
      [0, 1, 'int', [1]],
    ],
  );
  const session = prepare(m, [maximise(big, big)]);
  await session.solve();
  for (const column of [0, 1])
    session.change({ kind: 'column', column, lower: 0, upper: 2 ** 20 - 1 });
  const result = await session.solve();
  expect(result.backend).toBe('highs');
  expect(result.message).toContain('2^53');
});

it('the proof of a maximised objective is in the sense of the caller', async () => {
  const m = modelOf([[-INF, 3]], [[0, 5, 'int', [1]]]);
  const solution = await solve(m, maximise(2), { backend: 'flow' });
  expect(solution).toMatchObject({ objective: 6, proof: { bound: 6 } });
});
