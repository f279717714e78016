/** The studies against brute force: every allocation of tiny counties enumerated and judged by the independent check. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Model, solveLexicographic } from '../../solver/index.ts';
import type { County } from '../../src/domain/county.ts';
import type { InputError } from '../../src/domain/errors.ts';
import { type Policy, parsePolicy } from '../../src/domain/policy.ts';
import type { ParetoFront, Repair, TierValues } from '../../src/domain/studies.ts';
import { formulate } from '../../src/formulation/index.ts';
import { propose } from '../../src/planning/index.ts';
import { replanner } from '../../src/planning/replan.ts';
import { capsByName } from '../../src/planning/replan-program.ts';
import {
  gainPerMove,
  paretoFront,
  pinStudy,
  priceList,
  refusalStudy,
} from '../../src/planning/scenarios/studies/index.ts';
import type { NoPlan } from '../../src/planning/scenarios/studies/study.ts';
import { participants } from '../../src/rules/movers.ts';
import { verify } from '../../src/verification/index.ts';
import { allocations, type Placements } from '../support/brute-force.ts';
import { placementCounty, placementPolicy, rotationCounty } from '../support/random-county.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

interface Legal {
  readonly placements: Placements;
  readonly tiers: TierValues;
}

/** All legal allocations with their tiers. */
function legalOnes(county: County, policy: Policy): Legal[] {
  const people = policy.round === 'rotation' ? [] : participants(county, policy);
  const found: Legal[] = [];
  for (const placements of allocations(county, policy)) {
    const placed = new Set(placements.map(({ teacherId }) => teacherId));
    const standby = people.map(({ id }) => id).filter((id) => !placed.has(id));
    const claim = { placements, standby, tiers: [], weighted: null, program: null };
    const { accepted, tiers } = verify(county, policy, claim);
    if (!accepted) continue;
    found.push({
      placements,
      tiers: Object.fromEntries(tiers.map(({ id, value }) => [id, value])),
    });
  }
  return found;
}

const MINIMISED = [
  'soft-rules',
  'fewest-moves',
  'balance-backbone',
  'balance-degree',
  'balance-senior',
];
type Key = (legal: Legal) => number;
const tier =
  (id: string): Key =>
  (legal) =>
    (MINIMISED.includes(id) ? -1 : 1) * ((legal.tiers as Record<string, number>)[id] ?? 0);
const order = (policy: Policy): Key[] => policy.objective.order.map(tier);

/** The best by several keys in strict order; all keys are maximised. */
function best(list: readonly Legal[], keys: readonly Key[]): Legal | null {
  let left = [...list];
  for (const key of keys) {
    const most = Math.max(...left.map(key));
    left = left.filter((each) => key(each) === most);
  }
  return left[0] ?? null;
}

const rotationPolicy = fc.record({
  round: fc.constant('rotation'),
  rotation: fc.record({
    duePct: fc.constantFrom(0, 15, 100),
    totalPct: fc.constantFrom(0, 50),
    donorFloor: fc.boolean(),
    maxSharePct: fc.constantFrom(100, 300),
  }),
});
const anyRound = fc.oneof(
  fc.tuple(placementCounty, placementPolicy as fc.Arbitrary<Record<string, unknown>>),
  fc.tuple(rotationCounty, rotationPolicy as fc.Arbitrary<Record<string, unknown>>),
);

/** Rounds with much to trade: three or four movers of one school, posts of their subjects at unlike rural schools. */
const trading = fc.tuple(
  fc
    .tuple(
      fc.array(
        fc.record({
          quota: fc.integer({ min: 1, max: 7 }),
          east: fc.integer({ min: 0, max: 29_000 }),
          maths: fc.boolean(),
          openings: fc.integer({ min: 1, max: 2 }),
          M: fc.nat(1),
        }),
        { minLength: 3, maxLength: 3 },
      ),
      fc.array(
        fc.record({
          maths: fc.boolean(),
          both: fc.boolean(),
          title: fc.constantFrom('M' as const, 'E' as const),
          merit: fc.nat(10_000),
          wish: fc.nat(3),
        }),
        { minLength: 3, maxLength: 4 },
      ),
    )
    .map(([schools, movers]) =>
      tinyCounty({
        schools: [
          { id: 'u', tier: 'U' },
          ...schools.map(({ quota, east, M }, k) => ({
            id: `r${k}`,
            tier: 'R' as const,
            quota,
            position: { east, north: 0 },
            titleCaps: { H: 0, M, E: 9 },
          })),
        ],
        groups: schools.map(({ maths, openings }, k) => ({
          schoolId: `r${k}`,
          subject: maths ? ('数学' as const) : ('语文' as const),
          openings,
          posts: openings,
        })),
        teachers: movers.map(({ maths, both, title, merit, wish }, k) =>
          mover({
            id: `m${k}`,
            schoolId: 'u',
            mainSubject: maths ? '数学' : '语文',
            otherSubjects: both ? [maths ? '语文' : '数学'] : [],
            title,
            merit,
            wishes: wish < 3 ? [{ schoolId: `r${wish}`, postGroupId: null }] : [],
          }),
        ),
      }),
    ),
  fc.record({ 'pool.size': fc.nat(1), titleCaps: fc.constantFrom('soft', 'hard') }) as fc.Arbitrary<
    Record<string, unknown>
  >,
);
const anyOrTrading: typeof anyRound = fc.oneof(anyRound, trading, trading);

async function eachRound(
  rounds: typeof anyRound,
  runs: number,
  claim: (county: County, policy: Policy) => Promise<void>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(rounds, ([county, raw]) => claim(county, parsePolicy(raw))),
    { numRuns: runs, seed: 7 },
  );
}

const onRandomRounds = (
  runs: number,
  claim: (county: County, policy: Policy, legal: Legal[]) => Promise<void>,
) =>
  eachRound(anyOrTrading, runs, (county, policy) =>
    claim(county, policy, legalOnes(county, policy)),
  );

/** A refused study against the legal plans: refused only where there is none, and with reasons. */
const refusal = ({ termination, reasons }: NoPlan) => [termination, reasons.length > 0];
const refusalOf = (legal: readonly Legal[]) => [legal.length === 0 && 'infeasible', true];

const TIMEOUT = { timeout: 240_000 };

describe('gain per move', () => {
  test('every point is the best with at most so many moves', TIMEOUT, async () => {
    let gains = 0;
    await onRandomRounds(50, async (county, policy, legal) => {
      const curve = await gainPerMove(county, policy, { most: 4 });
      if (curve.kind === 'no-allocation') return expect(refusal(curve)).toEqual(refusalOf(legal));
      const { points } = curve;
      const others = policy.objective.order.filter((id) => id !== 'balance');
      for (const { most, missing, point } of points) {
        const within = legal.filter(({ placements }) => placements.length <= most);
        const expected = best(within, [tier('balance'), ...others.map(tier)]);
        expect(point?.tiers ?? null).toEqual(expected?.tiers ?? null);
        expect(missing).toBe(expected === null ? 'infeasible' : null);
        expect(point?.proven ?? true).toBe(true);
        if ((point?.gain ?? 0) > 0) gains++;
      }
      // It ends only where more moves bring nothing.
      const end = points.at(-1);
      if (end !== undefined && end.most < 4 && end.point !== null) {
        expect(end.point.value).toBe(best(legal, [tier('balance')])?.tiers.balance);
      }
    });
    expect(gains).toBeGreaterThan(25);
  });
});

describe('the Pareto front', () => {
  test('is the set of all undominated values', TIMEOUT, async () => {
    let several = 0;
    await onRandomRounds(45, async (county, asked, legal) => {
      // Without the tiers above, there is more to trade.
      const policy = {
        ...asked,
        objective: { ...asked.objective, order: asked.objective.order.slice(3) },
      };
      const found = await paretoFront(county, policy, { most: 1000 });
      if (found.kind === 'no-allocation') return expect(refusal(found)).toEqual(refusalOf(legal));
      const { points, complete, held } = found;
      const top = best(legal, held.map(tier));
      const among = legal.filter((each) => held.every((id) => each.tiers[id] === top?.tiers[id]));
      const pairs = among.map(({ tiers }) => [tiers.balance, tiers.fit] as [number, number]);
      const front = pairs.filter(
        ([a, b]) => !pairs.some(([x, y]) => x >= a && y >= b && (x > a || y > b)),
      );
      const distinct = [...new Map(front.map((pair) => [pair.join(), pair])).values()];
      expect(points.map(({ first, second }) => [first, second])).toEqual(
        distinct.sort(([a], [b]) => b - a),
      );
      expect(complete).toBe(true);
      if (points.length > 1) several++;
    });
    expect(several).toBeGreaterThan(10);
  });
  test('with fewer points than there are, each is on the front, both ends are there', async () => {
    const county = tinyCounty({
      schools: [
        { id: 'u', tier: 'U' },
        { id: 'r1', tier: 'R', quota: 3, position: { east: 5_000, north: 0 } },
        { id: 'r2', tier: 'R', quota: 9, position: { east: 25_000, north: 0 } },
      ],
      groups: [
        { schoolId: 'r1', openings: 3 },
        { schoolId: 'r2', openings: 4 },
      ],
      teachers: ['a', 'b', 'c'].map((id) => mover({ id, schoolId: 'u' })),
    });
    const policy = parsePolicy({
      'objective.order': ['coverage', 'balance', 'fit', 'hash-high', 'hash-low'],
    });
    const all = (await paretoFront(county, policy, { most: 100 })) as ParetoFront;
    expect([all.complete, all.points.length]).toEqual([true, 3]);
    const two = (await paretoFront(county, policy, { most: 2 })) as ParetoFront;
    expect(two.complete).toBe(false);
    expect(two.points).toEqual([all.points[0], all.points.at(-1)]);
  });
});

/** The lexicographic optimum after one unit of a cap, from a cold solve. */
async function coldPrice(county: County, policy: Policy, cap: string): Promise<TierValues | null> {
  const formulation = formulate(county, policy);
  const plans = await replanner(county, policy);
  if (plans.kind !== 'replanner') throw new Error('no plan');
  const place = capsByName(plans.formulation).get(cap);
  if (place === undefined) throw new Error(cap);
  const { model, tiers } = plans.formulation;
  const copy: Model = {
    ...model,
    lower: model.lower.slice(),
    upper: model.upper.slice(),
    rowLower: model.rowLower.slice(),
    rowUpper: model.rowUpper.slice(),
  };
  // As if the school had had the steps all along: they are rewards of heads, the caps do the rest.
  for (let j = formulation.model.upper.length; j < copy.upper.length; j++) copy.upper[j] = 1;
  const side = {
    upper: copy.upper,
    lower: copy.lower,
    rowUpper: copy.rowUpper,
    rowLower: copy.rowLower,
  }[place.place];
  side[place.at] =
    side[place.at]! + (place.place === 'upper' || place.place === 'rowUpper' ? 1 : -1);
  const result = await solveLexicographic(
    copy,
    tiers.map(({ objective }) => objective),
  );
  if (result.values === null) return null;
  return Object.fromEntries(result.tiers.map(({ name, value }) => [name, value]));
}

describe('prices', () => {
  test(
    'of all caps are what a cold solve gives, those that are worth nothing included',
    TIMEOUT,
    async () => {
      const seen = { worth: 0, nothing: 0 };
      await eachRound(anyOrTrading, 25, async (county, policy) => {
        const list = await priceList(county, policy);
        if (list.kind !== 'prices') return;
        const plans = await replanner(county, policy);
        if (plans.kind !== 'replanner') throw new Error('no plan');
        const priced = new Map(list.prices.map((price) => [price.id, price]));
        const asked = [...capsByName(plans.formulation).keys()].filter((id) => {
          const group = county.postGroups.find((each) => `post-openings:${each.id}` === id);
          // One more post may make new pairs: that is another program (tested below).
          return group === undefined || policy.round === 'placement';
        });
        for (const id of asked) {
          const after = await coldPrice(county, policy, id);
          const price = priced.get(id);
          const change =
            after &&
            Object.fromEntries(
              Object.entries(list.base).map(([key, value]) => [key, (after as never)[key] - value]),
            );
          const expected =
            price === undefined
              ? Object.fromEntries(Object.keys(list.base).map((key) => [key, 0]))
              : price.change;
          expect([id, change]).toEqual([id, expected]);
          seen[price === undefined ? 'nothing' : 'worth']++;
        }
      });
      expect(seen.worth).toBeGreaterThan(20);
      expect(seen.nothing).toBeGreaterThan(200);
    },
  );

  test('of one more post are what the county with that post gives', TIMEOUT, async () => {
    let gained = 0;
    await eachRound(trading, 30, async (county, policy) => {
      const list = await priceList(county, policy);
      if (list.kind !== 'prices') return;
      for (const price of list.prices) {
        const [family, id] = price.id.split(/:(.*)/);
        if (family !== 'post-openings' || price.kind !== 'cap') continue;
        const postGroups = county.postGroups.map((group) =>
          group.id === id
            ? {
                ...group,
                posts: group.posts + 1,
                openings: group.openings + (policy.round === 'placement' ? 1 : 0),
              }
            : group,
        );
        const outcome = await propose({ ...county, postGroups }, policy);
        if (outcome.kind !== 'proposal') throw new Error('lost by one more post');
        const { tiers } = outcome.proposal.objective;
        expect(price.change).toEqual(
          Object.fromEntries(
            tiers.map(({ id: key, value }) => [key, value - (list.base[key] ?? 0)]),
          ),
        );
        gained++;
      }
    });
    expect(gained).toBeGreaterThan(10);
  });

  test('of a waived direction rule: what it brings, and what it breaks by the rules as they were', async () => {
    const county = tinyCounty({
      schools: [
        { id: 'b', tier: 'B' },
        { id: 'r', tier: 'R' },
      ],
      groups: [{ schoolId: 'r', openings: 1 }],
      teachers: [mover({ id: 't1', schoolId: 'b' })],
    });
    const strict = parsePolicy({ 'flow.skip': 'strict' });
    const list = await priceList(county, strict);
    if (list.kind !== 'prices') throw new Error('no plan');
    const waived = list.prices.find(({ id }) => id === 'flow.skip');
    expect(waived).toMatchObject({ kind: 'rule', tier: 'coverage', proven: true });
    expect(waived?.change?.coverage).toBe(1);
    expect(list.idleRules).toContain('flow.level');
  });
});

describe('refusals', () => {
  test(
    'both repairs are the best by brute force; nobody who refused is placed',
    TIMEOUT,
    async () => {
      let replaced = 0;
      await onRandomRounds(60, async (county, policy, legal) => {
        const outcome = await propose(county, policy);
        if (outcome.kind !== 'proposal') return;
        const before = new Map(
          outcome.proposal.placements.map((each) => [each.teacherId, each.postGroupId]),
        );
        const study = await refusalStudy(county, policy, { percent: 40, draws: 3, seed: 5 });
        if (study.kind === 'no-allocation') throw new Error('no plan');
        expect(study.placed).toBe(before.size);
        const kept: Key = ({ placements }) =>
          placements.filter((each) => before.get(each.teacherId) === each.postGroupId).length;
        const placed: Key = ({ placements }) => placements.length;
        for (const { refused, reserve, chain } of study.draws) {
          expect(refused).toHaveLength(Math.ceil(before.size * 0.4));
          const left = legal.filter(({ placements }) =>
            placements.every(({ teacherId }) => !refused.includes(teacherId)),
          );
          for (const [repair, keys] of [
            [reserve, [kept, ...order(policy)]],
            [chain, [placed, kept, ...order(policy)]],
          ] as const) {
            const expected = best(left, keys);
            if (expected === null) {
              expect(repair).toBe('infeasible');
              continue;
            }
            const after = new Map(
              expected.placements.map((each) => [each.teacherId, each.postGroupId]),
            );
            const moved = [...before].filter(
              ([id, post]) => !refused.includes(id) && after.get(id) !== post,
            );
            expect(repair).toEqual({
              placed: after.size,
              fromReserve: [...after.keys()].filter((id) => !before.has(id)).length,
              moved: moved.length,
              proven: true,
            });
            replaced += after.size === 0 ? 0 : (repair as Repair).fromReserve;
          }
        }
      });
      expect(replaced).toBeGreaterThan(10);
    },
  );
  test('the same seed draws the same people', async () => {
    const county = fc.sample(placementCounty, { seed: 3, numRuns: 1 })[0]!;
    const policy = parsePolicy({ structuralMovers: true });
    const run = () => refusalStudy(county, policy, { percent: 50, draws: 4, seed: 9 });
    expect(await run()).toEqual(await run());
  });
});

describe('pin and re-solve', () => {
  test(
    'starts at the fewest changes, ends at the optimum, and is the best in between',
    TIMEOUT,
    async () => {
      let trades = 0;
      await fc.assert(
        fc.asyncProperty(anyOrTrading, fc.nat(), async ([county, raw], pick) => {
          const policy = parsePolicy(raw);
          const outcome = await propose(county, policy);
          if (outcome.kind !== 'proposal' || outcome.proposal.placements.length === 0) return;
          const { placements } = outcome.proposal;
          const { teacherId, postGroupId } = placements[pick % placements.length]!;
          const banned = { ...policy, locks: { forced: [], banned: [{ teacherId, postGroupId }] } };
          const legal = legalOnes(county, banned);
          const before = new Map(placements.map((each) => [each.teacherId, each.postGroupId]));
          const changes: Key = (each) => {
            const after = new Map(each.placements.map((one) => [one.teacherId, one.postGroupId]));
            return [...new Set([...before.keys(), ...after.keys()])].filter(
              (id) => before.get(id) !== after.get(id),
            ).length;
          };
          const study = await pinStudy(county, banned, { published: { placements }, most: 100 });
          if (study.kind === 'no-allocation') {
            expect(refusal(study)).toEqual(refusalOf(legal));
            return;
          }
          const { points, complete } = study;
          expect(complete).toBe(true);
          expect(points[0]?.changes).toBe(Math.min(...legal.map(changes)));
          expect(points.at(-1)?.tiers).toEqual(best(legal, order(banned))?.tiers);
          for (const point of points) {
            const within = legal.filter((each) => changes(each) <= point.changes);
            expect(point.tiers).toEqual(best(within, order(banned))?.tiers);
            expect([point.people.length, point.proven]).toEqual([point.changes, true]);
          }
          if (points.length > 1) trades++;
        }),
        { numRuns: 50, seed: 7 },
      );
      expect(trades).toBeGreaterThan(5);
    },
  );
  test('somebody who is not in the round, a post that does not exist, a person twice', async () => {
    const county = tinyCounty({
      schools: [{ id: 's1' }, { id: 's2', tier: 'R' }],
      groups: [{ schoolId: 's2' }],
      teachers: [mover({ id: 't1', schoolId: 's1' })],
    });
    const post = 's2/P/T/语文';
    const placements = [
      { teacherId: 'x', postGroupId: post },
      { teacherId: 't1', postGroupId: 'nowhere' },
      { teacherId: 't1', postGroupId: post },
    ];
    const codes = await pinStudy(county, parsePolicy({}), {
      published: { placements },
      most: 2,
    }).catch((fault) => (fault as InputError).issues.map(({ code }) => code));
    expect(codes).toEqual(['unknown-teacher', 'unknown-post', 'placed-twice']);
  });
});

/** One mover, one post, of which `mustFill` must be filled. */
const oneMover = (mustFill = 0) =>
  tinyCounty({
    schools: [
      { id: 's1', tier: 'U' },
      { id: 's2', tier: 'R' },
    ],
    groups: [{ schoolId: 's2', openings: 2, mustFill }],
    teachers: [mover({ id: 't1', schoolId: 's1' })],
  });
const every = (county: County) => {
  const policy = parsePolicy({});
  return {
    prices: priceList(county, policy),
    moves: gainPerMove(county, policy, { most: 2 }),
    pareto: paretoFront(county, policy, { most: 3 }),
    refusals: refusalStudy(county, policy, { percent: 50, draws: 1, seed: 1 }),
    pin: pinStudy(county, policy, { published: { placements: [] }, most: 3 }),
  };
};

test('every study of an infeasible round says so, with reasons', async () => {
  for (const [of, study] of Object.entries(every(oneMover(2)))) {
    const found = await study;
    expect([of, found.kind]).toEqual([of, 'no-allocation']);
    expect(refusal(found as NoPlan)).toEqual(['infeasible', true]);
  }
  const published = { placements: [{ teacherId: 't1', postGroupId: 's2/P/T/语文' }] };
  const options = { percent: 50, draws: 1, seed: 1, published };
  expect(await refusalStudy(oneMover(2), parsePolicy({}), options)).toMatchObject({
    termination: 'infeasible',
  });
});

test('a tier is not traded against itself', async () => {
  const asked = paretoFront(oneMover(), parsePolicy({}), { first: 'fit', second: 'fit', most: 3 });
  await expect(asked).rejects.toMatchObject({ issues: [{ code: 'same-tier' }] });
});

test('tiers that leave ties: the own proposal needs no change, whatever the optimum would pick', async () => {
  const county = tinyCounty({
    schools: [{ id: 'u', tier: 'U' }, ...['r1', 'r2'].map((id) => ({ id, tier: 'R' as const }))],
    groups: ['r1', 'r2'].map((schoolId) => ({ schoolId, openings: 3 })),
    teachers: ['a', 'b', 'c'].map((id) => mover({ id, schoolId: 'u' })),
  });
  const policy = parsePolicy({ 'objective.order': ['coverage'] });
  for (const posts of ['111', '222', '121', '212']) {
    const placements = [...posts].map((post, k) => ({
      teacherId: 'abc'[k] as string,
      postGroupId: `r${post}/P/T/语文`,
    }));
    const study = await pinStudy(county, policy, { published: { placements }, most: 10 });
    if (study.kind !== 'pin') throw new Error('no plan');
    expect(study.points.map(({ changes }) => changes)).toEqual([0]);
  }
});

test('a proposal of another county is refused', async () => {
  const county = { hash: 'other' };
  const asked = pinStudy(oneMover(), parsePolicy({}), {
    published: { placements: [], county },
    most: 2,
  });
  await expect(asked).rejects.toMatchObject({ issues: [{ code: 'other-county' }] });
});
