/** Wishes met in the order of rank: exact against enumeration, and what envy is left has a reason. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { type Policy, parsePolicy } from '../../src/domain/policy.ts';
import { formulate } from '../../src/formulation/index.ts';
import { envyClaims, rankOf } from '../../src/planning/explain/envy-claims.ts';
import { propose } from '../../src/planning/index.ts';
import { envyStudy } from '../../src/planning/scenarios/studies/index.ts';
import { wishPercent } from '../../src/rules/objective-terms.ts';
import type { PersonFacts, Round } from '../../src/rules/round.ts';
import type { Placements } from '../support/brute-force.ts';
import { contested, contestedPolicy } from '../support/contested-county.ts';
import { compareValues, legalAllocations } from '../support/explained.ts';

/** What a person has, no post being worth least. */
function worth(round: Round, placements: Placements, person: PersonFacts): number {
  const own = placements.find(({ teacherId }) => teacherId === person.teacher.id);
  if (own === undefined) return -1;
  return wishPercent(
    person,
    round.groups.find(({ group }) => group.id === own.postGroupId)!,
    round,
  );
}

/** Sums of what people have, by rank, the highest first; those without a record last. */
function byRank(round: Round, placements: Placements): { ranks: number[]; sums: number[] } {
  const rank = (person: PersonFacts) => rankOf(person, round.policy.merit.rankBy) ?? -1;
  const ranks = [...new Set(round.people.map(rank))].sort((a, b) => b - a);
  const sums = ranks.map((each) =>
    round.people
      .filter((person) => rank(person) === each)
      .reduce((sum, person) => sum + worth(round, placements, person), 0),
  );
  return { ranks, sums };
}

async function asked(county: County, policy: Policy) {
  const outcome = await propose(county, policy);
  const study = await envyStudy(county, policy);
  if (outcome.kind !== 'proposal' || study.kind !== 'envy') return null;
  const placements = new Map(
    outcome.proposal.placements.map((each) => [each.teacherId, each.postGroupId]),
  );
  for (const { teacherId, to } of study.people) {
    if (to === null) placements.delete(teacherId);
    else placements.set(teacherId, to);
  }
  const after = [...placements].map(([teacherId, postGroupId]) => ({ teacherId, postGroupId }));
  return { study, after };
}

test('the highest rank gets the most of its wishes, then the next, on the face of the tiers above', async () => {
  const seen = { fewer: 0, left: 0 };
  await fc.assert(
    fc.asyncProperty(contested, contestedPolicy, async (county, raw) => {
      const policy = parsePolicy({ ...raw, merit: { scale: 'raw' } });
      const found = await asked(county, policy);
      const legal = legalAllocations(county, policy);
      if (found === null) return expect(legal).toEqual([]);
      const { study, after } = found;
      const formulation = formulate(county, policy);
      const { round } = formulation;
      const fit = policy.objective.order.indexOf('fit');
      const best = legal.map(({ values }) => values.slice(0, fit)).sort(compareValues)[0]!;
      const face = legal.filter(({ values }) => compareValues(values.slice(0, fit), best) === 0);
      const own = byRank(round, after);
      const sums = face.map(({ placements }) => byRank(round, placements).sums);
      const most = sums.sort((a, b) => compareValues(b, a))[0]!;
      expect(own.sums).toEqual(most);
      expect(study.after.proven).toBe(true);
      const claims = envyClaims(formulation, { placements: after });
      expect(claims.length).toBe(study.after.lines);
      for (const { person, post, rank } of claims) {
        // To have her there at no cost above would take a wish of somebody who ranks at least as high.
        const wanted = wishPercent(person, post, round);
        const above = own.ranks.filter((each) => each >= rank).length;
        const better = face.filter(({ placements }) => {
          const same = compareValues(
            byRank(round, placements).sums.slice(0, above),
            own.sums.slice(0, above),
          );
          return same === 0 && worth(round, placements, person) >= wanted;
        });
        const peers = round.people.filter((each) => rankOf(each, 'percent') === rank).length;
        if (peers === 1) expect(better).toEqual([]);
        seen.left++;
      }
      if (study.after.lines < study.before.lines) seen.fewer++;
    }),
    { numRuns: 120, seed: 11 },
  );
  expect(seen.fewer).toBeGreaterThan(3);
  expect(seen.left).toBeGreaterThan(3);
});
