/** The attribute tiers: brute force agrees, and the arts tier finds the least coefficient of variation. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalCounty } from '../../src/domain/canonical.ts';
import { County } from '../../src/domain/county.ts';
import { type ObjectiveTierId, parsePolicy } from '../../src/domain/policy.ts';
import { propose } from '../../src/planning/index.ts';
import { agrees } from '../support/brute-force.ts';
import { placementCounty, rotationCounty } from '../support/random-county.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

const TIERS = ['balance-arts', 'balance-backbone', 'balance-degree', 'balance-senior'] as const;
const KINDS = ['小学', '小学', '小学', '小学', '特教', '教学点'] as const;

/** Facts that only these tiers read, laid over a random county; two of its three subjects become arts. */
const facts = fc.record({
  parts: fc.array(
    fc.record({
      pupils: fc.constantFrom(0, 30, 60, 100, 240),
      kind: fc.constantFrom(...KINDS),
    }),
    { minLength: 4, maxLength: 4 },
  ),
  people: fc.array(
    fc.record({
      backbone: fc.boolean(),
      degree: fc.constantFrom('secondary' as const, 'college' as const, 'bachelor' as const),
      title: fc.constantFrom('H' as const, 'M' as const),
      inPosts: fc.constantFrom(true, true, true, false),
    }),
    { minLength: 6, maxLength: 6 },
  ),
});

function enriched(
  county: County,
  { parts, people }: typeof facts extends fc.Arbitrary<infer F> ? F : never,
) {
  const arts = JSON.parse(
    JSON.stringify(county).replaceAll('科学', '体育').replaceAll('数学', '音乐'),
  );
  const full = County.parse({
    ...arts,
    schools: county.schools.map((school, s) => ({
      ...school,
      kind: parts[s]!.kind,
      parts: school.parts.map((part) => ({ ...part, pupils: parts[s]!.pupils })),
    })),
    teachers: arts.teachers.map((teacher: object, k: number) => {
      const { inPosts, ...rest } = people[k % people.length]!;
      return { ...teacher, ...rest, countsAgainstPosts: inPosts };
    }),
  });
  return canonicalCounty(full);
}

/** One tier or two, first of all or after the coverage. */
const order: fc.Arbitrary<ObjectiveTierId[]> = fc
  .tuple(fc.shuffledSubarray([...TIERS], { minLength: 1, maxLength: 2 }), fc.boolean())
  .map(([tiers, first]) => [
    ...(first ? [] : (['coverage', 'soft-rules'] as const)),
    ...tiers,
    ...(first ? (['coverage', 'soft-rules'] as const) : []),
    'fit',
  ]);

describe('brute force agrees', () => {
  test('on placement rounds', { timeout: 120_000 }, async () => {
    let withChoice = 0;
    const policy = fc.record({
      structuralMovers: fc.boolean(),
      objective: fc.record({ order }),
      flow: fc.record({
        arcs: fc.constantFrom(['BU', 'UR', 'RR'], ['BU', 'UR', 'RR', 'UU', 'BB']),
      }),
      pool: fc.record({ size: fc.nat(2) }),
    });
    await fc.assert(
      fc.asyncProperty(placementCounty, facts, policy, async (county, more, raw) => {
        if ((await agrees(enriched(county, more), parsePolicy(raw))) > 1) withChoice++;
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(withChoice).toBeGreaterThan(80);
  });

  test('on rotations', { timeout: 120_000 }, async () => {
    let withChoice = 0;
    const policy = fc.record({
      round: fc.constant('rotation'),
      objective: fc.record({ order }),
      rotation: fc.record({
        duePct: fc.constantFrom(15, 100),
        totalPct: fc.constantFrom(5, 50),
        maxSharePct: fc.constant(300),
        donorFloor: fc.boolean(),
      }),
    });
    await fc.assert(
      fc.asyncProperty(rotationCounty, facts, policy, async (county, more, raw) => {
        if ((await agrees(enriched(county, more), parsePolicy(raw))) > 1) withChoice++;
      }),
      { numRuns: 200, seed: 7 },
    );
    expect(withChoice).toBeGreaterThan(30);
  });
});

/** Pupil-weighted coefficient of variation by its definition: X̄ = Σx/ΣP, S² = Σ(P/P_N)(x/P − X̄)². */
function squaredCv(parts: readonly { heads: number; pupils: number }[]): number {
  const all = parts.reduce((sum, { pupils }) => sum + pupils, 0);
  const mean = parts.reduce((sum, { heads }) => sum + heads, 0) / all;
  const terms = parts.map(({ heads, pupils }) => (pupils / all) * (heads / pupils - mean) ** 2);
  return terms.reduce((sum, term) => sum + term, 0) / mean ** 2;
}

const SUBJECTS = ['体育', '音乐', '美术'] as const;
/** Two stages with three rural schools each, arts teachers there already, and arts teachers from the street to place. */
const artsRound = fc
  .record({
    schools: fc.array(
      fc.record({
        pupils: fc.integer({ min: 60, max: 900 }),
        there: fc.nat(3),
        openings: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 6, maxLength: 6 },
    ),
    movers: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  })
  .map(({ schools, movers }) => {
    const stageOf = (k: number) => (k % 2 === 0 ? ('P' as const) : ('J' as const));
    const person = (id: string, schoolId: string, k: number, at: number) => ({
      id,
      schoolId,
      stage: stageOf(k),
      mainSubject: SUBJECTS[at % 3] as (typeof SUBJECTS)[number],
      otherSubjects: [...SUBJECTS],
    });
    return tinyCounty({
      schools: [
        // Nobody's home is compared: it has no pupils left.
        { id: 'u0', tier: 'U', parts: [{ stage: 'P', pupils: 0 }] },
        { id: 'u1', tier: 'U', parts: [{ stage: 'J', pupils: 0 }] },
        ...schools.map(({ pupils }, k) => ({
          id: `r${k}`,
          tier: 'R' as const,
          parts: [{ stage: stageOf(k), pupils, quota: 12 }],
        })),
      ],
      groups: schools.map(({ openings }, k) => ({
        schoolId: `r${k}`,
        subject: SUBJECTS[k % 3] as (typeof SUBJECTS)[number],
        openings,
      })),
      teachers: [
        ...schools.flatMap(({ there }, k) =>
          Array.from({ length: there }, (_, at) => person(`t${k}${at}`, `r${k}`, k, at)),
        ),
        ...movers.flatMap((count, k) =>
          Array.from({ length: count }, (_, at) => mover(person(`m${k}${at}`, `u${k}`, k, at))),
        ),
      ],
    });
  });

/** Arts heads of every school when so many of its posts are filled, stage by stage: least Σ CV² over all fillings. */
function leastSquaredCv(county: County, placed: Readonly<Record<'P' | 'J', number>>): number {
  const least = (['P', 'J'] as const).map((stage) => {
    const parts = county.schools.flatMap(({ id, parts }) => {
      const pupils = parts[0]!.stage === stage ? parts[0]!.pupils : 0;
      if (pupils === 0) return [];
      const there = county.teachers.filter(({ schoolId }) => schoolId === id).length;
      const openings = county.postGroups.find(({ schoolId }) => schoolId === id)?.openings ?? 0;
      return [{ pupils, there, openings }];
    });
    let best = Infinity;
    const fill = (k: number, left: number, heads: number[]): void => {
      if (k === parts.length) {
        if (left === 0)
          best = Math.min(
            best,
            squaredCv(parts.map(({ pupils }, at) => ({ pupils, heads: heads[at]! }))),
          );
        return;
      }
      const { there, openings } = parts[k]!;
      for (let into = 0; into <= Math.min(openings, left); into++)
        fill(k + 1, left - into, [...heads, there + into]);
    };
    fill(0, placed[stage], []);
    return best;
  });
  return least[0]! + least[1]!;
}

test('the arts tier finds the least coefficient of variation of each stage', async () => {
  let compared = 0;
  const policy = parsePolicy({
    objective: { order: ['coverage', 'balance-arts'] },
    'stage.down': 'never',
  });
  await fc.assert(
    fc.asyncProperty(artsRound, async (county) => {
      const outcome = await propose(county, policy);
      if (outcome.kind !== 'proposal') throw new Error('no proposal');
      const { placements } = outcome.proposal;
      const at = (stage: 'P' | 'J') =>
        placements.filter(({ postGroupId }) => postGroupId.includes(`/${stage}/`)).length;
      const found = (['P', 'J'] as const).map((stage) =>
        squaredCv(
          county.schools.flatMap(({ id, parts }) => {
            const { pupils, stage: own } = parts[0]!;
            if (own !== stage || pupils === 0) return [];
            const there = county.teachers.filter(({ schoolId }) => schoolId === id).length;
            const into = placements.filter(({ schoolId }) => schoolId === id).length;
            return [{ pupils, heads: there + into }];
          }),
        ),
      );
      const least = leastSquaredCv(county, { P: at('P'), J: at('J') });
      if (!Number.isFinite(least)) throw new Error('nothing was compared');
      expect(found[0]! + found[1]!).toBeCloseTo(least, 5);
      compared++;
    }),
    { numRuns: 150, seed: 7 },
  );
  expect(compared).toBe(150);
});
