/** Tiny towns, every plan enumerated person by person: the answer is the lexicographic best in all five tiers (W01). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import { planItinerant } from '../../src/planning/itinerant/index.ts';
import {
  bestByEnumeration,
  tinyItinerantPolicy,
  tinyTown,
} from '../support/itinerant-enumeration.ts';

test('brute force agrees', { timeout: 120_000 }, async () => {
  let withChoice = 0;
  await fc.assert(
    fc.asyncProperty(tinyTown, tinyItinerantPolicy, async (county, raw) => {
      const policy = parsePolicy(raw);
      const { tiers, plans } = bestByEnumeration(county, policy);
      const { plan } = await planItinerant(county, policy);
      const found = plan.tiers.map(({ sense, value }) => (sense === 'max' ? value : 0 - value));
      expect(found).toEqual(tiers.map((value) => value + 0));
      if (plans > 20) withChoice++;
    }),
    { numRuns: 400, seed: 11 },
  );
  // Many of the towns leave something to choose.
  expect(withChoice).toBeGreaterThan(40);
});
