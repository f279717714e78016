/** Studies when a limit strikes: what is not known is not told as infeasible, and a plan without a proof is no measure. */
import { expect, test, vi } from 'vitest';
import type { Change, Session } from '../../solver/index.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import type { Plan, Replanner } from '../../src/planning/replan.ts';
import {
  gainPerMove,
  paretoFront,
  pinStudy,
  priceList,
  refusalStudy,
} from '../../src/planning/scenarios/studies/index.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

/** Which answers of the re-planner a limit stopped; after how many solves the sessions find nothing any more. */
const stopped = vi.hoisted(() => ({ base: false, others: false, after: Infinity }));

vi.mock('../../solver/index.ts', async (original) => {
  const real = await original<typeof import('../../solver/index.ts')>();
  return {
    ...real,
    prepare: (...args: Parameters<typeof real.prepare>) => {
      const session = real.prepare(...args);
      const nothing = { termination: 'none', limit: 'time', values: null, tiers: [], proofs: [] };
      return {
        objectives: session.objectives,
        change: (change: Change) => session.change(change),
        solve: async (options: Parameters<Session['solve']>[0]) =>
          stopped.after-- > 0 ? session.solve(options) : nothing,
      };
    },
  };
});
vi.mock('../../src/planning/replan.ts', async (original) => {
  const real = await original<typeof import('../../src/planning/replan.ts')>();
  /** Far from the optimum, and unproven. */
  const open = (plan: Plan): Plan => ({
    ...plan,
    tiers: plan.tiers.map((tier) => ({ ...tier, value: tier.value - 1000 })),
    proven: false,
  });
  return {
    ...real,
    replanner: async (...args: Parameters<typeof real.replanner>) => {
      const plans = await real.replanner(...args);
      if (plans.kind !== 'replanner') return plans;
      return {
        ...{ kind: plans.kind, formulation: plans.formulation, values: plans.values },
        proofs: plans.proofs,
        base: stopped.base ? open(plans.base) : plans.base,
        tryOut: async (changes: Parameters<Replanner['tryOut']>[0]) => {
          const answer = await plans.tryOut(changes);
          return stopped.others && answer.plan !== null
            ? { ...answer, plan: open(answer.plan) }
            : answer;
        },
      };
    },
  };
});

const county = tinyCounty({
  schools: [
    { id: 's1', tier: 'U' },
    { id: 's2', tier: 'R' },
  ],
  groups: [{ schoolId: 's2', openings: 1 }],
  teachers: ['t1', 't2'].map((id) => mover({ id, schoolId: 's1' })),
});

test('nothing found is told as nothing found, not as infeasible', async () => {
  const policy = parsePolicy({});
  const none = { kind: 'no-allocation', termination: 'none', reasons: [] };
  const draws = { percent: 50, draws: 1, seed: 1 };
  const published = { placements: [] };
  const after = <T>(solves: number, ask: () => Promise<T>) => {
    stopped.after = solves;
    return ask();
  };
  const moves = () => gainPerMove(county, policy, { most: 0 });
  expect(await after(0, moves)).toEqual(none);
  expect(await after(1, moves)).toMatchObject({
    points: [{ most: 0, missing: 'none', point: null }],
  });
  const pareto = () => paretoFront(county, policy, { most: 3 });
  expect(await after(0, pareto)).toMatchObject({ points: [], complete: false });
  expect(await after(1, pareto)).toMatchObject({ points: [{ proven: true }], complete: false });
  const refusals = () => refusalStudy(county, policy, draws);
  expect(await after(0, refusals)).toEqual(none);
  expect(await after(1, refusals)).toMatchObject({ draws: [{ reserve: 'none', chain: 'none' }] });
  const pin = () => pinStudy(county, policy, { published, most: 3 });
  expect(await after(0, pin)).toEqual(none);
  expect(await after(1, pin)).toMatchObject({ points: [{ changes: 0 }], complete: false });
  expect(await after(Infinity, pin)).toMatchObject({ complete: true });
});

test('against an unproven base nothing is priced', async () => {
  Object.assign(stopped, { base: true, others: false });
  expect(await priceList(county, parsePolicy({}))).toEqual({
    ...{ kind: 'no-allocation', termination: 'none', reasons: [] },
  });
});

test('an unproven answer breaks no dual price, and is not told as proven or as worthless', async () => {
  Object.assign(stopped, { base: false, others: true });
  // Everybody finds a post, so that the proofs lean on the posts of the nearer school in a later tier only.
  const roomy = tinyCounty({
    schools: [
      { id: 'u', tier: 'U' },
      { id: 'r1', tier: 'R', quota: 3, position: { east: 5_000, north: 0 } },
      { id: 'r2', tier: 'R', quota: 9, position: { east: 25_000, north: 0 } },
    ],
    groups: ['r1', 'r2'].map((schoolId) => ({ schoolId, openings: 2 })),
    teachers: ['a', 'b', 'c'].map((id) => mover({ id, schoolId: 'u' })),
  });
  const list = await priceList(roomy, parsePolicy({}));
  if (list.kind !== 'prices') throw new Error('no plan');
  const leaning = list.prices.flatMap(({ dual }) => dual?.tier ?? []);
  expect(leaning.some((tier) => tier !== 'coverage')).toBe(true);
  expect(list.prices.filter(({ change, proven }) => change !== null && proven)).toEqual([]);
  expect([list.worthless.bySolve, list.idleRules]).toEqual([0, []]);
});

test('posts whose program does not close within the limits are told as unanswered, not left out', async () => {
  const full = {
    ...county,
    postGroups: county.postGroups.map((g) => ({ ...g, openings: 0, posts: 2 })),
  };
  Object.assign(stopped, { base: false, others: false });
  const asked = async (after: number) => {
    stopped.after = after;
    const list = await priceList(full, parsePolicy({}));
    if (list.kind !== 'prices') throw new Error('no plan');
    return list.prices.filter(({ id }) => id.startsWith('new-post:'));
  };
  const id = 'new-post:s2/P/T/语文';
  expect(await asked(1)).toMatchObject([
    { id, change: null, tier: null, proven: false, dual: null },
  ]);
  expect(await asked(Infinity)).toMatchObject([{ id, tier: 'coverage', proven: true }]);
});
