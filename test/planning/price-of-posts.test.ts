/** Prices of what is not in the program: a post where none is open, and a post less that must be filled. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { County, PostGroup } from '../../src/domain/county.ts';
import { type Policy, parsePolicy } from '../../src/domain/policy.ts';
import type { PriceList, TierValues } from '../../src/domain/studies.ts';
import { propose } from '../../src/planning/index.ts';
import { priceList } from '../../src/planning/scenarios/studies/index.ts';
import { placementCounty, placementPolicy } from '../support/random-county.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

/** Tier by tier, the round of the county with another post group − base. */
async function cold(
  county: County,
  policy: Policy,
  base: TierValues,
  change: (group: PostGroup) => PostGroup,
): Promise<TierValues> {
  const outcome = await propose({ ...county, postGroups: county.postGroups.map(change) }, policy);
  if (outcome.kind !== 'proposal') throw new Error('lost by a looser rule');
  return Object.fromEntries(
    outcome.proposal.objective.tiers.map(({ id, value }) => [id, value - (base[id] ?? 0)]),
  );
}

const changeOf = ({ prices, base }: PriceList, id: string): TierValues =>
  prices.find((price) => price.id === id)?.change ??
  Object.fromEntries(Object.keys(base).map((key) => [key, 0]));

/** Some of the posts closed, and some of what is open to be filled. */
const counties = fc.tuple(placementCounty, fc.array(fc.nat(3), { minLength: 6, maxLength: 6 })).map(
  ([county, draws]): County => ({
    ...county,
    postGroups: county.postGroups.map((group, k) => {
      const draw = draws[k % draws.length];
      if (draw === 0) return { ...group, openings: 0, mustFill: 0 };
      return draw === 1 ? { ...group, mustFill: Math.min(1, group.openings) } : group;
    }),
  }),
);

test('are what the county with the other post table gives', { timeout: 120_000 }, async () => {
  const seen = { newPosts: 0, floors: 0, worth: 0 };
  await fc.assert(
    fc.asyncProperty(counties, placementPolicy, async (county, raw) => {
      const policy = parsePolicy(raw);
      const list = await priceList(county, policy);
      if (list.kind !== 'prices') return;
      for (const { id, openings, mustFill, posts } of county.postGroups) {
        const present = county.teachers.filter(
          (each) =>
            each.hiring === 'hired' &&
            id === `${each.schoolId}/${each.stage}/${each.category}/${each.mainSubject ?? '-'}`,
        ).length;
        if (openings === 0 && present <= posts) {
          const price = changeOf(list, `new-post:${id}`);
          const more = (group: PostGroup) =>
            group.id === id ? { ...group, openings: 1, posts: group.posts + 1 } : group;
          expect(price).toEqual(await cold(county, policy, list.base, more));
          seen.newPosts++;
          if (Object.values(price).some((by) => by !== 0)) seen.worth++;
        }
        if (mustFill === 0) continue;
        const less = (group: PostGroup) =>
          group.id === id ? { ...group, mustFill: group.mustFill - 1 } : group;
        const price = changeOf(list, `must-fill:${id}`);
        expect(price).toEqual(await cold(county, policy, list.base, less));
        seen.floors++;
        if (Object.values(price).some((by) => by !== 0)) seen.worth++;
      }
    }),
    { numRuns: 140, seed: 6 },
  );
  expect(seen.newPosts).toBeGreaterThan(20);
  expect(seen.floors).toBeGreaterThan(5);
  expect(seen.worth).toBeGreaterThan(5);
});

const schools = [
  { id: 'u', tier: 'U' as const },
  { id: 'r', tier: 'R' as const, position: { east: 5_000, north: 0 } },
  { id: 'x', tier: 'R' as const, position: { east: 90_000, north: 0 } },
];

async function priceOf(county: County, id: string) {
  const list = await priceList(county, parsePolicy({}));
  if (list.kind !== 'prices') throw new Error('no plan');
  return list.prices.find((price) => price.id === id);
}

test('by hand: a new post places one more', async () => {
  const county = tinyCounty({
    schools,
    groups: [{ schoolId: 'r', subject: '数学', openings: 0, posts: 1 }],
    teachers: [mover({ id: 'm', schoolId: 'u', mainSubject: '数学' })],
  });
  const price = await priceOf(county, 'new-post:r/P/T/数学');
  expect(price).toMatchObject({ tier: 'coverage', dual: { tier: 'coverage', most: 1 } });
  expect(price).toMatchObject({ proven: true, label: { zh: '增设岗位 r/P/T/数学 ＋1' } });
  expect(price?.change?.coverage).toBe(1);
});

test('by hand: a post that must be filled far away costs the way', async () => {
  const county = tinyCounty({
    schools,
    groups: [
      { schoolId: 'r', openings: 1 },
      { schoolId: 'x', openings: 1, mustFill: 1 },
    ],
    teachers: [mover({ id: 'a', schoolId: 'u' })],
  });
  const price = await priceOf(county, 'must-fill:x/P/T/语文');
  expect(price).toMatchObject({ tier: 'soft-rules', rules: ['Q15', 'N03'], proven: true });
  expect(price?.change?.['soft-rules']).toBeLessThan(0);
});
