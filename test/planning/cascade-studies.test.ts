/** Studies of a cascade (A1): asked round after round, or of the rules that all rounds share; what has no meaning is refused plainly. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { type Policy, parsePolicy } from '../../src/domain/policy.ts';
import type { Proposal } from '../../src/domain/proposal.ts';
import type { StudyResult, TierValues } from '../../src/domain/studies.ts';
import { propose } from '../../src/planning/index.ts';
import {
  askStudy,
  type NoPlan,
  type StudyQuestion,
} from '../../src/planning/scenarios/studies/index.ts';
import { LEVERS } from '../../src/planning/scenarios/studies/levers.ts';
import { participants } from '../../src/rules/movers.ts';
import { verify } from '../../src/verification/index.ts';
import { placementCounty } from '../support/random-county.ts';

/** The cascade under other rules, judged by the rules as they were. */
async function worth(county: County, base: Policy, asked: Policy): Promise<TierValues | null> {
  const outcome = await propose(county, asked);
  if (outcome.kind !== 'proposal') return null;
  const { placements } = outcome.proposal;
  const placed = new Set(placements.map(({ teacherId }) => teacherId));
  const standby = participants(county, base)
    .map(({ id }) => id)
    .filter((id) => !placed.has(id));
  const claim = { placements, standby, tiers: [], weighted: null, program: null };
  return Object.fromEntries(verify(county, base, claim).tiers.map(({ id, value }) => [id, value]));
}

test('the price of a rule is that of the cascade under the looser rule', {
  timeout: 120_000,
}, async () => {
  const policy = parsePolicy({ 'flow.mode': 'cascade', 'flow.skip': 'strict' });
  const seen = { worth: 0, idle: 0 };
  await fc.assert(
    fc.asyncProperty(placementCounty, async (county) => {
      const list = await askStudy(county, policy, { kind: 'prices' });
      if (list.kind !== 'prices') return;
      expect(list).toMatchObject({ capsAsked: false, worthless: { byProof: 0, bySolve: 0 } });
      expect(list.base).toEqual(await worth(county, policy, policy));
      for (const { id, loosened } of LEVERS) {
        const looser = loosened(policy);
        if (looser === null) continue;
        const after = await worth(county, policy, looser);
        const price = list.prices.find((each) => each.id === id);
        const change = Object.fromEntries(
          Object.entries(list.base).map(([key, value]) => [key, (after as never)[key] - value]),
        );
        if (price === undefined) expect(list.idleRules).toContain(id);
        else expect(price.change).toEqual(change);
        seen[price === undefined ? 'idle' : 'worth']++;
      }
    }),
    { numRuns: 20, seed: 5 },
  );
  expect(seen.worth).toBeGreaterThan(2);
  expect(seen.idle).toBeGreaterThan(20);
});

const CASCADE = { flow: { mode: 'cascade' }, titleTilt: { mode: 'off' } };

/** Counties with the cascade's own proposal; those without one are left out. */
async function cascades(numRuns: number, raw: Record<string, unknown> = CASCADE) {
  const policy = parsePolicy(raw);
  const found: { county: County; policy: Policy; proposal: Proposal }[] = [];
  for (const county of fc.sample(placementCounty, { numRuns, seed: 7 })) {
    const outcome = await propose(county, policy);
    if (outcome.kind === 'proposal') found.push({ county, policy, proposal: outcome.proposal });
  }
  expect(found.length).toBeGreaterThan(numRuns / 4);
  return found;
}

async function study<Kind extends StudyResult['kind']>(
  county: County,
  policy: Policy,
  question: StudyQuestion & { readonly kind: Kind },
): Promise<Extract<StudyResult, { kind: Kind }>> {
  const found = await askStudy(county, policy, question);
  if (found.kind !== question.kind) throw new Error(found.kind);
  return found as Extract<StudyResult, { kind: Kind }>;
}

const valuesOf = ({ objective }: Proposal): TierValues =>
  Object.fromEntries(objective.tiers.map(({ id, value }) => [id, value]));

test('moves: every point is a cascade with at most k moves, the last one that of the free cascade', async () => {
  let steps = 0;
  for (const { county, policy } of await cascades(12)) {
    const { points } = await study(county, policy, { kind: 'moves', tier: 'balance', most: 9 });
    const order = ['balance', ...policy.objective.order.filter((id) => id !== 'balance')];
    const first = await propose(county, parsePolicy({ ...CASCADE, objective: { order } }));
    if (first.kind !== 'proposal') throw new Error(first.kind);
    for (const { most, point } of points) expect(point?.moves ?? 0).toBeLessThanOrEqual(most);
    expect(points.at(-1)?.point?.value).toBe(valuesOf(first.proposal).balance);
    const values = points.flatMap(({ point }) => point?.value ?? []);
    expect(values[0]).toBeLessThanOrEqual(values.at(-1) as number);
    steps += points.length - 1;
  }
  expect(steps).toBeGreaterThan(2);
});

test('envy: what the cascade gives, and what it gives with wishes met by rank', async () => {
  for (const { county, policy, proposal } of await cascades(12)) {
    const { before, after } = await study(county, policy, { kind: 'envy' });
    const ranked = await propose(county, parsePolicy({ ...CASCADE, noEnvy: 'minimise' }));
    if (ranked.kind !== 'proposal') throw new Error(ranked.kind);
    expect(before).toMatchObject({ proven: true, tiers: valuesOf(proposal) });
    expect(after).toMatchObject({ proven: true, tiers: valuesOf(ranked.proposal) });
  }
});

test('refusals: the plan of the cascade, repaired as any published plan of the same rules', async () => {
  const draws = { percent: 30, draws: 2, seed: 1 };
  for (const { county, policy, proposal } of await cascades(12)) {
    const own = await study(county, policy, { kind: 'refusals', published: null, ...draws });
    const joint = parsePolicy({ ...CASCADE, flow: { mode: 'joint' } });
    const published = { placements: proposal.placements };
    expect(own.placed).toBe(proposal.placements.length);
    expect(own).toEqual(await study(county, joint, { kind: 'refusals', published, ...draws }));
  }
});

test('pin: the fewest changes that the rules ask for, and the optimum of the cascade', async () => {
  let apart = 0;
  for (const { county, policy, proposal } of await cascades(12)) {
    const published = { placements: proposal.placements.slice(1) };
    const pin = await study(county, policy, { kind: 'pin', published, most: 5 });
    const joint = await study(county, parsePolicy({ ...CASCADE, flow: { mode: 'joint' } }), {
      ...{ kind: 'pin', published, most: 2 },
    });
    expect(pin.complete).toBe(true);
    expect(pin.points.at(-1)?.tiers).toEqual(valuesOf(proposal));
    expect(pin.points.length).toBeLessThanOrEqual(2);
    if (pin.points.length === 1) continue;
    expect(pin.points[0]?.changes).toBe(joint.points[0]?.changes);
    apart++;
  }
  expect(apart).toBeGreaterThan(0);
});

test('pareto has no meaning of a cascade, and is refused with the reason and what can be asked instead', async () => {
  const [county] = fc.sample(placementCounty, { numRuns: 1, seed: 1 }) as [County];
  const question = { kind: 'pareto', first: 'balance', second: 'fit', most: 3 } as const;
  await expect(askStudy(county, parsePolicy(CASCADE), question)).rejects.toMatchObject({
    issues: [{ code: 'study-cascade', message: expect.stringContaining('no single frontier') }],
  });
});

test('a cascade without a legal plan says why, of whatever is asked', async () => {
  const [county] = fc.sample(placementCounty, { numRuns: 1, seed: 1 }) as [County];
  const postGroups = county.postGroups.map((group) => ({
    ...group,
    openings: group.openings + 1,
    posts: group.posts + 1,
    mustFill: group.openings + 1,
  }));
  const questions: StudyQuestion[] = [
    { kind: 'moves', tier: 'balance', most: 2 },
    { kind: 'refusals', percent: 5, draws: 1, seed: 1, published: null },
    { kind: 'pin', published: { placements: [] }, most: 2 },
    { kind: 'envy' },
  ];
  for (const question of questions) {
    const found = await askStudy({ ...county, postGroups }, parsePolicy(CASCADE), question);
    expect(found).toMatchObject({ kind: 'no-allocation', termination: 'infeasible' });
    expect((found as NoPlan).reasons.length).toBeGreaterThan(0);
  }
});
