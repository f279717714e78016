/** Studies of a cascade (A1): what a rule costs can be asked, round after round; what needs one program is refused plainly. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { type Policy, parsePolicy } from '../../src/domain/policy.ts';
import type { TierValues } from '../../src/domain/studies.ts';
import { propose } from '../../src/planning/index.ts';
import { askStudy, type StudyQuestion } from '../../src/planning/scenarios/studies/index.ts';
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

test.each<StudyQuestion>([
  { kind: 'moves', tier: 'balance', most: 2 },
  { kind: 'pareto', first: 'balance', second: 'fit', most: 3 },
  { kind: 'refusals', percent: 5, draws: 1, seed: 1, published: null },
  { kind: 'pin', published: { placements: [] }, most: 2 },
  { kind: 'envy' },
])('$kind is refused with what can be asked instead', async (question) => {
  const [county] = fc.sample(placementCounty, { numRuns: 1, seed: 1 }) as [County];
  const cascade = parsePolicy({ 'flow.mode': 'cascade' });
  await expect(askStudy(county, cascade, question)).rejects.toMatchObject({
    issues: [{ code: 'study-cascade', message: expect.stringContaining('compare') }],
  });
});
