/** Rounds without a legal allocation: head counts first, then the least that must give way, and that it suffices. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerLines } from '../../src/cli/explain-lines.ts';
import type { County } from '../../src/domain/county.ts';
import { InputError } from '../../src/domain/errors.ts';
import { type Policy, parsePolicy } from '../../src/domain/policy.ts';
import { corrected, explainInfeasible, isPossible } from '../../src/planning/explain/infeasible.ts';
import { PRICES, PROTECTED_RULES } from '../../src/planning/explain/relaxations.ts';
import { propose } from '../../src/planning/index.ts';
import { placementCounty, placementPolicy, rotationCounty } from '../support/random-county.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

const schools = [
  { id: 'b', tier: 'B' as const },
  { id: 'u', tier: 'U' as const },
  { id: 'r', tier: 'R' as const },
];

describe('by hand', () => {
  test('more posts must be filled than people may: the head count, then one post less', async () => {
    const county = tinyCounty({
      schools,
      groups: [{ schoolId: 'r', openings: 2, mustFill: 2 }],
      teachers: [mover({ id: 't', schoolId: 'u' })],
    });
    const report = await explainInfeasible(county, parsePolicy({}));
    expect(report).toMatchObject({
      feasible: false,
      headCounts: [{ code: 'must-fill', required: 2, admissible: 1, short: 1 }],
      sets: [
        {
          price: PRICES['must-fill'],
          confirmed: true,
          corrections: [{ kind: 'must-fill', postGroupId: 'r/P/T/语文', units: 1 }],
        },
      ],
    });
    expect(report.headCounts[0]?.message).toContain('只有 1 人');
  });
  test('a lock against a post that must be filled: releasing it is cheaper, the post comes second', async () => {
    const county = tinyCounty({
      schools,
      groups: [
        { schoolId: 'u', openings: 1 },
        { schoolId: 'r', openings: 1, mustFill: 1 },
      ],
      teachers: [mover({ id: 't', schoolId: 'b' })],
    });
    const locks = { forced: [{ teacherId: 't', postGroupId: 'u/P/T/语文' }] };
    const { sets } = await explainInfeasible(county, parsePolicy({ locks }));
    expect(sets.map(({ corrections }) => corrections.map(({ kind }) => kind))).toEqual([
      ['lock'],
      ['must-fill'],
    ]);
    expect(sets.every(({ confirmed }) => confirmed)).toBe(true);
  });
  test('title posts, the overflow limit and a ban give way; direction and certificate never do', async () => {
    const county = tinyCounty({
      schools: [...schools.slice(0, 2), { ...schools[2]!, titleCaps: { H: 0, M: 0, E: 9 } }],
      groups: [{ schoolId: 'r', openings: 2, mustFill: 2 }],
      teachers: [
        mover({ id: 'senior', schoolId: 'u', title: 'H' }),
        mover({ id: 'banned', schoolId: 'u' }),
        // Neither rule is offered: the other way round, and without the certificate.
        mover({ id: 'uncertified', schoolId: 'u', certificates: [] }),
      ],
    });
    const raw = {
      titleTilt: { mode: 'off' },
      locks: { banned: [{ teacherId: 'banned', postGroupId: 'r/P/T/语文' }] },
    };
    const hard = await explainInfeasible(county, parsePolicy({ ...raw, titleCaps: 'hard' }));
    expect(hard.sets[0]).toMatchObject({
      confirmed: true,
      corrections: [
        { kind: 'title-overflow', row: 'title-senior:r', units: 1 },
        { kind: 'title-overflow', row: 'title-senior-middle:r', units: 1 },
        { kind: 'ban', teacherId: 'banned' },
      ],
    });
    const soft = await explainInfeasible(
      county,
      parsePolicy({ ...raw, titleOverflow: { max: 0 } }),
    );
    expect(soft.sets[0]).toMatchObject({
      confirmed: true,
      corrections: [
        { kind: 'title-overflow', row: 'title-overflow-max', units: 2 },
        { kind: 'ban', teacherId: 'banned' },
      ],
    });
    const kinds = [...hard.sets, ...soft.sets].flatMap(({ corrections }) =>
      corrections.map(({ kind }) => kind),
    );
    expect(kinds.every((kind) => kind in PRICES)).toBe(true);
    expect(hard.protectedRules.map(({ rule }) => rule)).toEqual(PROTECTED_RULES);
    // Title posts of a school have just been offered, so that T01 is not protected as a whole.
    const limited = hard.protectedRules.filter(({ sentence }) => sentence !== null);
    expect(limited).toMatchObject([
      { rule: 'T01', sentence: expect.stringContaining('学段职称总量') },
    ]);
    expect(PROTECTED_RULES).toEqual(expect.arrayContaining(['X02', 'L02']));
  });
  test('a full school: a head out of the turnover pool, but never more than other schools leave idle', async () => {
    const full = { ...schools[2]!, quota: 0 };
    const county = (idle: number) =>
      tinyCounty({
        schools: [schools[0]!, { ...schools[1]!, quota: idle }, full],
        groups: [{ schoolId: 'r', openings: 2, mustFill: 2 }],
        teachers: [mover({ id: 't', schoolId: 'b' }), mover({ id: 's', schoolId: 'b' })],
      });
    const two = await explainInfeasible(county(9), parsePolicy({}));
    expect(two.sets[0]).toMatchObject({
      price: 2 * PRICES['turnover-pool'],
      confirmed: true,
      corrections: [
        { kind: 'turnover-pool', units: 2, sentence: '编制周转池增加 2 名（pool.size）' },
      ],
    });
    const quotas = { ...schools[0]!, quota: 0 };
    const one = await explainInfeasible(
      {
        ...county(1),
        schools: tinyCounty({ schools: [quotas, { ...schools[1]!, quota: 1 }, full] }).schools,
      },
      parsePolicy({}),
    );
    expect(one.sets[0]).toMatchObject({
      confirmed: true,
      corrections: [
        { kind: 'must-fill', units: 1 },
        { kind: 'turnover-pool', units: 1 },
      ],
    });
    // The pool is as large as there are idle places: no more is offered.
    const more = await explainInfeasible(county(9), parsePolicy({ 'pool.size': 1 }));
    expect(more.sets[0]?.corrections).toMatchObject([{ kind: 'turnover-pool', units: 1 }]);
  });
  test('one person past the limit on the way, or past the zones; nobody else with them', async () => {
    const county = tinyCounty({
      schools: [
        { ...schools[1]!, zone: 'mountain' },
        { id: 'p', tier: 'R', zone: 'plain', position: { east: 40_000, north: 0 } },
        { id: 'r', tier: 'R', zone: 'mountain', position: { east: 40_000, north: 0 } },
      ],
      groups: [
        { schoolId: 'p', openings: 1, mustFill: 1 },
        { schoolId: 'r', openings: 1 },
      ],
      teachers: [mover({ id: 't', schoolId: 'u' })],
    });
    const far = await explainInfeasible(county, parsePolicy({ 'distance.maxKm': 20 }));
    expect(
      far.sets.map(({ price, confirmed, corrections }) => [price, confirmed, corrections[0]]),
    ).toMatchObject([
      [
        PRICES.distance,
        true,
        { kind: 'distance', teacherId: 't', postGroupId: 'p/P/T/语文', units: 1 },
      ],
      [PRICES['must-fill'], true, { kind: 'must-fill' }],
    ]);
    const zoned = await explainInfeasible(county, parsePolicy({ zones: true }));
    expect(
      zoned.sets.map(({ confirmed, corrections }) => [confirmed, corrections[0]?.kind]),
    ).toEqual([
      [true, 'zone'],
      [true, 'must-fill'],
    ]);
    // Both at once cost both, and are told as both: a post less to fill is cheaper then.
    const both = await explainInfeasible(county, parsePolicy({ zones: true, 'distance.maxKm': 5 }));
    expect(
      both.sets.map(({ price, confirmed, corrections }) => [price, confirmed, corrections[0]]),
    ).toMatchObject([
      [PRICES['must-fill'], true, { kind: 'must-fill' }],
      [
        PRICES.distance + PRICES.zone,
        true,
        {
          ...{ kind: 'distance-and-zone', teacherId: 't', postGroupId: 'p/P/T/语文' },
          sentence: expect.stringMatching(/超过距离上限.*不受片区/),
        },
      ],
    ]);
    // A direction is no bureau's to waive.
    const upward = tinyCounty({
      schools,
      groups: [{ schoolId: 'u', openings: 1, mustFill: 1 }],
      teachers: [mover({ id: 't', schoolId: 'r' })],
    });
    const { sets } = await explainInfeasible(
      upward,
      parsePolicy({ 'distance.maxKm': 20, zones: true }),
    );
    expect(sets.map(({ corrections }) => corrections[0]?.kind)).toEqual(['must-fill']);
  });
  test('the rural share can only be given up whole', async () => {
    const county = tinyCounty({
      schools,
      groups: [{ schoolId: 'u', openings: 1, mustFill: 1 }],
      teachers: [mover({ id: 't', schoolId: 'b', title: 'H' })],
    });
    const { sets } = await explainInfeasible(county, parsePolicy({ 'ruralTilt.floorPct': 50 }));
    expect(sets.map(({ corrections }) => corrections.map(({ kind }) => kind))).toEqual([
      ['must-fill'],
      ['rural-floor'],
    ]);
  });
  test('the same posts by other numbers are a set of their own, at the same price', async () => {
    const county = tinyCounty({
      schools: [...schools, { id: 's', tier: 'R' as const }],
      groups: [
        { schoolId: 'r', openings: 2, mustFill: 2 },
        { schoolId: 's', openings: 2, mustFill: 2 },
      ],
      teachers: [mover({ id: 't', schoolId: 'u' })],
    });
    const { sets, stopped } = await explainInfeasible(county, parsePolicy({}), { most: 5 });
    const units = sets.map(({ corrections }) =>
      corrections.map(({ postGroupId, units }) => `${postGroupId?.[0]}:${units}`).join(' '),
    );
    expect(units.sort()).toEqual(['r:1 s:2', 'r:2 s:1']);
    expect(sets.map(({ price, confirmed }) => [price, confirmed])).toEqual([
      [3 * PRICES['must-fill'], true],
      [3 * PRICES['must-fill'], true],
    ]);
    expect(stopped).toBe(false);
  });
  test('a limit that settles nothing is not called infeasible', async () => {
    const county = tinyCounty({
      schools,
      groups: [{ schoolId: 'r', openings: 1 }],
      teachers: [mover({ id: 't', schoolId: 'u' })],
    });
    const report = await explainInfeasible(county, parsePolicy({}), { limits: { nonZeros: 1 } });
    expect(report).toMatchObject({ feasible: null, stopped: true, sets: [] });
    const said = answerLines({ kind: 'infeasible', ...report }, ({ zh }) => zh).join('\n');
    expect(said).toContain('也未证明没有合法方案');
  });
  test('a round that has a plan says so', async () => {
    const county = tinyCounty({ schools, groups: [{ schoolId: 'r' }] });
    expect(await explainInfeasible(county, parsePolicy({}))).toMatchObject({
      feasible: true,
      sets: [],
    });
  });
});

/** Every set suffices, and with any unit less it does not. @returns sets seen */
async function confirm(
  county: County,
  policy: Policy,
  kinds: Set<string> = new Set(),
): Promise<number> {
  const report = await explainInfeasible(county, policy).catch((fault) => {
    if (fault instanceof InputError) return null;
    throw fault;
  });
  if (report === null || report.feasible) return 0;
  for (const { corrections, confirmed, price } of report.sets) {
    expect(confirmed).toBe(true);
    expect(price).toBe(corrections.reduce((sum, each) => sum + each.units * PRICES[each.kind], 0));
    for (const { kind } of corrections) kinds.add(kind);
    for (const [k, { units }] of corrections.entries()) {
      const less = corrections
        .map((each, at) => (at === k ? { ...each, units: units - 1 } : each))
        .filter((each) => each.units > 0);
      expect(await isPossible(county, policy, less)).toBe(false);
    }
    // What data and policy can express is proposed by the product itself.
    const relaxed = corrected(county, policy, corrections);
    const waived = corrections.some(({ kind }) => /distance|zone/.test(kind));
    if (relaxed.caps.length === 0 && !waived)
      expect((await propose(relaxed.county, relaxed.policy)).kind).toBe('proposal');
  }
  const prices = report.sets.map(({ price }) => price);
  expect(prices).toEqual([...prices].sort((a, b) => a - b));
  return report.sets.length;
}

test('random placements: each set suffices and nothing less does', {
  timeout: 240_000,
}, async () => {
  let sets = 0;
  const kinds = new Set<string>();
  const locks = fc.array(fc.tuple(fc.nat(2), fc.nat(3)), { maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(placementCounty, placementPolicy, locks, async (county, raw, pairs) => {
      const must = {
        ...county,
        postGroups: county.postGroups.map((group) => ({ ...group, mustFill: group.openings })),
      };
      const forced = pairs.map(([t, g]) => ({
        teacherId: `m${t}`,
        postGroupId: county.postGroups[g % county.postGroups.length]!.id,
      }));
      const [first] = forced;
      sets += await confirm(
        must,
        parsePolicy({ ...raw, zones: true, distance: { maxKm: 10 } }),
        kinds,
      );
      sets += await confirm(must, parsePolicy(raw), kinds);
      sets += await confirm(must, parsePolicy({ ...raw, locks: { forced: forced.slice(1) } }));
      if (first) sets += await confirm(must, parsePolicy({ ...raw, locks: { banned: [first] } }));
    }),
    { numRuns: 45, seed: 7 },
  );
  expect(sets).toBeGreaterThan(60);
  expect([...kinds]).toEqual(expect.arrayContaining(['must-fill', 'turnover-pool', 'distance']));
});

test('random rotations with locks', { timeout: 240_000 }, async () => {
  let sets = 0;
  await fc.assert(
    fc.asyncProperty(rotationCounty, fc.nat(3), fc.nat(3), async (county, a, b) => {
      const id = (k: number) => county.postGroups[k % county.postGroups.length]!.id;
      const rotation = { duePct: 0, totalPct: 0, maxSharePct: 100 };
      for (const [p, g] of [
        [0, a],
        [1, b],
      ] as const) {
        const locks = { forced: [{ teacherId: `p${p}`, postGroupId: id(g) }] };
        const raw = { round: 'rotation', rotation, locks, keySchool: { cap: 0 } };
        sets += await confirm(county, parsePolicy(raw));
      }
    }),
    { numRuns: 80, seed: 7 },
  );
  expect(sets).toBeGreaterThan(10);
});
