/** The bulk verdicts are those of the plain tests, pair by pair, whatever the facts and the policy. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generateCounty } from '../../data/index.ts';
import type { County } from '../../src/domain/county.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { admissiblePairs } from '../../src/formulation/pairs.ts';
import { ADMISSIBILITY_TESTS, firstFailure } from '../../src/rules/admissibility.ts';
import { prepareRound, type Round } from '../../src/rules/round.ts';
import { screening } from '../../src/rules/screening.ts';
import {
  type CompetitionRound,
  competitionCounty,
  competitionPolicy,
} from '../support/random-competition.ts';
import { placementCounty, placementPolicy, rotationCounty } from '../support/random-county.ts';

const seldom = fc.constantFrom(false, false, false, true);

/** What the random counties leave out, in lists that are dealt out in turn. */
const facts = fc.record({
  zones: fc.array(fc.constantFrom('plain' as const, 'mountain' as const, null), { minLength: 4 }),
  people: fc.array(
    fc.record({
      bound: fc.constantFrom(null, null, '2020-01', '2030-01'),
      teachable: fc.boolean(),
      examPassed: fc.boolean(),
      papersMissing: seldom,
      kin: fc.option(fc.nat(3), { nil: null }),
      management: seldom,
    }),
    { minLength: 5, maxLength: 5 },
  ),
  managementPosts: fc.array(seldom, { minLength: 4 }),
});

function enriched(county: County, extra: typeof facts extends fc.Arbitrary<infer T> ? T : never) {
  const inTurn = <T>(list: readonly T[], k: number) => list[k % list.length] as T;
  return {
    ...county,
    schools: county.schools.map((school, k) => ({ ...school, zone: inTurn(extra.zones, k) })),
    postGroups: county.postGroups.map((group, k) =>
      group.category !== 'T' && inTurn(extra.managementPosts, k)
        ? { ...group, category: 'M' as const }
        : group,
    ),
    teachers: county.teachers.map((teacher, k) => {
      const { bound, teachable, examPassed, papersMissing, kin, management } = inTurn(
        extra.people,
        k,
      );
      return {
        ...teacher,
        boundUntil: bound,
        teachable,
        examPassed,
        documentsComplete: !papersMissing,
        kinSchoolIds: kin === null ? [] : [`s${kin}`],
        ...(teacher.category !== 'T' && management ? { category: 'M' as const } : {}),
      };
    }),
  };
}

const policyMore = fc.record({
  zones: fc.boolean(),
  examForEntry: fc.boolean(),
  returnRight: fc.boolean(),
  kindergartenNeedsOwnCert: fc.boolean(),
});

/** One ban of a pair and one lock, each of whoever and whatever stands first. */
function withLocks(county: County, policy: Record<string, unknown>, locked: boolean) {
  const teacherId = county.teachers[0]?.id;
  const banned = county.postGroups[0]?.id;
  const forced = county.postGroups[1]?.id;
  if (!locked || !teacherId || !banned || !forced) return parsePolicy(policy);
  const lock = (postGroupId: string) => [{ teacherId, postGroupId }];
  return parsePolicy({ ...policy, locks: { forced: lock(forced), banned: lock(banned) } });
}

function expectSame(round: Round): void {
  const screen = screening(round);
  const rejected = new Int32Array(ADMISSIBILITY_TESTS.length);
  const admitted: string[] = [];
  round.people.forEach((person, p) => {
    const plain = round.groups.map((post) => firstFailure(person, post, round));
    expect([...screen(person)]).toEqual(plain);
    if (!person.mayMove) return;
    plain.forEach((failure, g) => {
      if (failure === -1) admitted.push(`${p}/${g}`);
      else rejected[failure]!++;
    });
  });
  const pairs = admissiblePairs(round);
  expect(pairs.rejected).toEqual(rejected);
  expect(Array.from(pairs.person, (p, k) => `${p}/${pairs.group[k]}`)).toEqual(admitted);
}

const LIMITS = { numRuns: 300 };

test('in a placement round', () => {
  const all = fc.property(
    fc.tuple(placementCounty, facts, placementPolicy, policyMore, fc.boolean()),
    ([county, extra, policy, more, locked]) => {
      const rich = enriched(county, extra);
      expectSame(prepareRound(rich, withLocks(rich, { ...policy, ...more }, locked)));
    },
  );
  fc.assert(all, LIMITS);
});

test('in a rotation', () => {
  const rotation = fc.record({ twoWay: fc.boolean(), donorFloor: fc.boolean() });
  const all = fc.property(
    fc.tuple(rotationCounty, facts, rotation, policyMore, fc.boolean()),
    ([county, extra, rules, more, locked]) => {
      const rich = enriched(county, extra);
      const policy = { round: 'rotation', rotation: rules, ...more };
      expectSame(prepareRound(rich, withLocks(rich, policy, locked)));
    },
  );
  fc.assert(all, LIMITS);
});

test.each<CompetitionRound>(['in-school', 'in-district', 'placement'])(
  'with the facts of the summer: %s',
  (kind) => {
    const all = fc.property(
      fc.tuple(competitionCounty(kind), competitionPolicy(kind), fc.boolean()),
      ([county, policy, locked]) => {
        expectSame(prepareRound(county, withLocks(county, policy, locked)));
      },
    );
    fc.assert(all, LIMITS);
  },
);

test('in a whole generated round', () => {
  const { county, policy } = generateCounty('round', 2);
  expectSame(prepareRound(county, parsePolicy(policy)));
});

test('every test fails for somebody in the random counties', () => {
  const seen = new Set<number>();
  const note = (round: Round) => {
    for (const person of round.people)
      for (const post of round.groups) seen.add(firstFailure(person, post, round));
  };
  fc.assert(
    fc.property(
      fc.tuple(
        fc.tuple(placementCounty, rotationCounty, competitionCounty('placement')),
        facts,
        placementPolicy,
        policyMore,
      ),
      ([[placed, rotating, summer], extra, policy, more]) => {
        const [a, b] = [enriched(placed, extra), enriched(rotating, extra)];
        note(prepareRound(a, withLocks(a, { ...policy, ...more }, true)));
        note(prepareRound(b, withLocks(b, { round: 'rotation', ...more }, true)));
        note(prepareRound(summer, parsePolicy(policy)));
      },
    ),
    { numRuns: 1500, seed: 1 },
  );
  const never = ADMISSIBILITY_TESTS.filter((_, at) => !seen.has(at)).map(({ name }) => name);
  expect(never).toEqual([]);
});
