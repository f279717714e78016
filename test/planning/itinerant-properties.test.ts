/** What holds of every itinerant plan (W01–W05), on tiny towns and on a generated county. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateCounty } from '../../data/index.ts';
import type { County } from '../../src/domain/county.ts';
import { ITINERANT_TIERS, type ItinerantPlan } from '../../src/domain/itinerant.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { hashOf } from '../../src/planning/certificates.ts';
import { greedyPlan } from '../../src/planning/itinerant/greedy.ts';
import { planItinerant, recheckItinerant } from '../../src/planning/itinerant/index.ts';
import { situationOf } from '../../src/rules/itinerant/situation.ts';
import { tinyItinerantPolicy, tinyTown } from '../support/itinerant-enumeration.ts';

const plan = async (county: County, policy: object) =>
  (await planItinerant(county, parsePolicy(policy))).plan;
const covered = async (county: County, policy: object) =>
  (await plan(county, policy)).tiers[0]?.value as number;
const RUNS = { numRuns: 20, seed: 5 };

function expectProven({ tiers }: ItinerantPlan): void {
  expect(tiers.map(({ name }) => name)).toEqual(ITINERANT_TIERS.map(({ name }) => name));
  expect(tiers.filter(({ value, bound }) => value !== bound)).toEqual([]);
  expect(tiers.filter(({ proof }) => proof !== 'dual')).toEqual([]);
}

/** The certificate, true but for saying nothing of the last tier of its first part. */
function withoutProofOfLast(bytes: Uint8Array): Uint8Array {
  const file = JSON.parse(new TextDecoder().decode(bytes));
  Object.assign(file.rounds[0].tiers.at(-1), { bound: null, tree: null });
  return new TextEncoder().encode(JSON.stringify(file));
}

describe('on tiny towns', () => {
  test('a wider scope and more days away never cover less', async () => {
    await fc.assert(
      fc.asyncProperty(tinyTown, async (county) => {
        const by = (key: string, values: readonly (string | number)[]) =>
          Promise.all(values.map((value) => covered(county, { [`itinerant.${key}`]: value })));
        const scopes = await by('scope', ['central-school', 'town', 'community']);
        expect(scopes).toEqual([...scopes].sort((a, b) => a - b));
        const days = await by('maxDaysAway', [1, 3, 5]);
        expect(days).toEqual([...days].sort((a, b) => a - b));
      }),
      RUNS,
    );
  });

  test('the order of the rows changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(tinyTown, tinyItinerantPolicy, async (county, policy) => {
        const turned = {
          ...county,
          schools: [...county.schools].reverse(),
          sites: [...county.sites].reverse(),
          teachers: [...county.teachers].reverse(),
        };
        expect(await plan(turned, policy)).toEqual(await plan(county, policy));
      }),
      RUNS,
    );
  });

  test('the obvious greedy plan never covers more, nor as much on fewer kilometres', async () => {
    let behind = 0;
    await fc.assert(
      fc.asyncProperty(tinyTown, tinyItinerantPolicy, async (county, raw) => {
        const policy = parsePolicy(raw);
        const greedy = greedyPlan(situationOf(county, policy));
        const [most, least] = (await plan(county, raw)).tiers.map(({ value }) => value) as [
          number,
          number,
        ];
        expect(greedy.covered).toBeLessThanOrEqual(most);
        if (greedy.covered === most) expect(greedy.distance).toBeGreaterThanOrEqual(least);
        if (greedy.covered < most || greedy.distance > least) behind++;
      }),
      { ...RUNS, numRuns: 80 },
    );
    expect(behind).toBeGreaterThan(0);
  });
});

describe('on a generated county', () => {
  const { county } = generateCounty('county', 1);
  const policy = parsePolicy({});

  test('the plan is proven, stands up to the check, and nobody teaches above the norm', async () => {
    const outcome = await planItinerant(county, policy);
    const { tiers, coverage, teachers, trips, ruleChecks } = outcome.plan;
    expectProven(outcome.plan);
    expect(ruleChecks.filter(({ status }) => status === 'fail')).toEqual([]);
    const { certificate } = outcome;
    const recheck = (plan: object) =>
      recheckItinerant(JSON.parse(JSON.stringify(plan)), county, certificate);
    expect(recheck(outcome.plan)).toEqual([]);
    const onWord = tiers.map((tier) => ({ ...tier, proof: 'solver' }));
    expect(recheck({ ...outcome.plan, tiers: onWord })).toEqual([
      'tier covered: proof solver',
      'tier distance: proof solver',
    ]);
    const unproven = withoutProofOfLast(certificate as Uint8Array);
    const renamed = { ...outcome.plan, certificate: hashOf(unproven) };
    expect(recheckItinerant(renamed, county, unproven)).toEqual([
      expect.stringContaining('certificate: tier lot-low is proven to nothing, not '),
    ]);
    const honest = tiers.map((tier, k) => ({ ...tier, proof: k < 4 ? tier.proof : 'solver' }));
    expect(recheckItinerant({ ...renamed, tiers: honest }, county, unproven)).toEqual([]);
    expect(recheck({ ...outcome.plan, certificate: '0' })).toEqual([
      'certificate: not the one that the plan names',
    ]);
    expect(recheck({ ...outcome.plan, certificate: null })).toEqual([
      'certificate: the plan names none',
    ]);
    for (const { before, after, need } of coverage) {
      expect(after).toBeGreaterThanOrEqual(before);
      expect(after).toBeLessThanOrEqual(need);
    }
    expect(trips.length).toBeGreaterThan(50);
    expect(teachers.filter(({ homeAfter, away, norm }) => homeAfter + away > norm)).toEqual([]);
    const gained = coverage.reduce((sum, { before, after }) => sum + after - before, 0);
    expect(gained).toBe(tiers[0]?.value);
    const greedy = greedyPlan(situationOf(county, policy));
    expect(greedy.covered).toBeLessThan(tiers[0]?.value as number);
  });

  test.each([2, 3])(
    'every tier is proven in county %i, where branching kind by kind gave up',
    async (seed) => {
      const { county: other } = generateCounty('county', seed);
      const outcome = await planItinerant(other, policy);
      expectProven(outcome.plan);
      expect(outcome.plan.solver.backend).toBe('flow');
      expect(recheckItinerant(outcome.plan, other, outcome.certificate)).toEqual([]);
    },
  );

  test('without its music teachers the county is told so; the other subjects are served as before', async () => {
    const silent = {
      ...county,
      teachers: county.teachers.map((teacher) => ({
        ...teacher,
        mainSubject: teacher.mainSubject === '音乐' ? ('语文' as const) : teacher.mainSubject,
        otherSubjects: teacher.otherSubjects.filter((subject) => subject !== '音乐'),
      })),
    };
    const { trips, findings, coverage } = await plan(silent, {
      'itinerant.subjects': ['音乐', '美术'],
    });
    expect(trips.filter(({ subject }) => subject === '音乐')).toEqual([]);
    expect(trips.some(({ subject }) => subject === '美术')).toBe(true);
    const lessons = coverage.filter(({ subject }) => subject === '音乐');
    const missing = lessons.reduce((sum, { need }) => sum + need, 0);
    const finding = findings.find(({ subject }) => subject === '音乐');
    expect(finding).toMatchObject({ code: 'no-teacher', missing });
    const byStage = (stage: string, load: number) =>
      Math.ceil(
        lessons.reduce((sum, row) => sum + (row.stage === stage ? row.need : 0), 0) / (5 * load),
      );
    expect(finding?.heads).toBe(byStage('P', 18) + byStage('J', 16));
  });
});
