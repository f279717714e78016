/** Bounds that a policy or the county sets: the optimum stops at them, and goes further without. */
import { expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import { propose } from '../../src/planning/index.ts';
import { verify } from '../../src/verification/index.ts';
import { type TinyCounty, type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';
import { allocation } from '../verification/allocation.ts';
import { at, movers, rural, staff } from './cases/scenes.ts';

type Raw = Record<string, unknown>;

/** Schools of the people placed, in order of the people. */
async function schoolsOf(county: TinyCounty, raw: Raw): Promise<string[]> {
  const outcome = await propose(tinyCounty(county), parsePolicy(raw));
  if (outcome.kind !== 'proposal') throw new Error(JSON.stringify(outcome.reasons));
  return outcome.proposal.placements.map(({ schoolId }) => schoolId);
}

/** Two movers for two openings at the rural school `r`. */
const pair = (more: Partial<TinyCounty> = {}): TinyCounty => ({
  schools: [{ id: 'home' }, rural('r')],
  groups: [{ schoolId: 'r', openings: 2 }],
  teachers: movers(2),
  ...more,
});

test('X14 keySchool.cap', async () => {
  const county = pair({ schools: [{ id: 'home' }, rural('r', { keySchool: true })] });
  expect(await schoolsOf(county, {})).toHaveLength(2);
  expect(await schoolsOf(county, { keySchool: { cap: 1 } })).toHaveLength(1);
});

test('Q03 pool.size', async () => {
  const county = pair({ schools: [{ id: 'home', quota: 9 }, rural('r', { quota: 0 })] });
  expect(await schoolsOf(county, {})).toHaveLength(0);
  expect(await schoolsOf(county, { pool: { size: 1 } })).toHaveLength(1);
});

test('T01 titleOverflow.max, titleCaps', async () => {
  const county = pair({
    schools: [{ id: 'home' }, rural('r', { titleCaps: { H: 1, M: 0, E: 9 } })],
    teachers: movers(2, { title: 'H' }),
  });
  const off = { titleTilt: { mode: 'off' } };
  expect(await schoolsOf(county, off)).toHaveLength(2);
  expect(await schoolsOf(county, { ...off, titleOverflow: { max: 1 } })).toHaveLength(1);
  expect(await schoolsOf(county, { ...off, titleCaps: 'hard' })).toHaveLength(1);
});

test('T05 ruralTilt.floorPct', async () => {
  const county: TinyCounty = {
    schools: [{ id: 'home', tier: 'B' }, { id: 'u' }, rural('r')],
    groups: [{ schoolId: 'u', openings: 2 }, { schoolId: 'r' }],
    teachers: movers(3, { title: 'M' }),
  };
  expect(await schoolsOf(county, {})).toHaveLength(3);
  // Two of the three would go to the street school: with the floor one of them waits.
  expect(await schoolsOf(county, { ruralTilt: { floorPct: 50 } })).toEqual(
    expect.arrayContaining(['r', 'u']),
  );
  expect(await schoolsOf(county, { ruralTilt: { floorPct: 50 } })).toHaveLength(2);
});

test('N01 nonTeaching: the share of support staff', async () => {
  const county = pair({
    schools: [{ id: 'home' }, rural('r', { quota: 12 })],
    groups: [{ schoolId: 'r', category: 'A', openings: 2 }],
    teachers: movers(2, { category: 'A' }),
  });
  expect(await schoolsOf(county, {})).toHaveLength(1);
  expect(await schoolsOf(county, { nonTeaching: { primaryPct: 20 } })).toHaveLength(2);
});

test('C5 district and ledger: a crowded sister school uses up the room', async () => {
  const crowded = (k: number): TinyCounty => ({
    ...pair(),
    schools: [
      { id: 'home', quota: 0 },
      rural('r', { quota: 2, districtId: 'D' }),
      rural('s', { quota: 0, districtId: 'D' }),
    ],
    teachers: [...movers(2), ...staff(k, 's')],
  });
  expect(await schoolsOf(crowded(0), {})).toHaveLength(2);
  expect(await schoolsOf(crowded(1), {})).toHaveLength(1);
  expect(await schoolsOf(crowded(2), {})).toHaveLength(0);
});

/** One mover of `home` and one open post at the rural school `r`, which has one quota head. */
const one = (who: Partial<TinyTeacher>, there: readonly TinyTeacher[] = []): TinyCounty => ({
  schools: [{ id: 'home' }, rural('r', { quota: 1 })],
  groups: [{ schoolId: 'r' }],
  teachers: [...movers(1, who), ...there],
});

test('Q22 agencyOutside', async () => {
  const agency = one({ employment: 'agency' });
  expect(await schoolsOf(agency, {})).toEqual([]);
  expect(await schoolsOf(agency, { agencyOutside: false })).toEqual(['r']);
});

test('Q23 absentOutsidePosts', async () => {
  const exemption = { kind: 'sick-leave', missing: [], from: null, to: null } as const;
  const sick = one({}, staff(1, 'r', { exemption, countsAgainstPosts: false }));
  expect(await schoolsOf(sick, {})).toEqual(['r']);
  expect(await schoolsOf(sick, { absentOutsidePosts: false })).toEqual([]);
});

test('Q01, Q02: the approved total stands above the quotas of the schools', async () => {
  const county: TinyCounty = {
    ...pair({ schools: [{ id: 'home', quota: 0 }, rural('r', { quota: 2 })] }),
    approved: [{ stage: 'P', total: 1 }],
  };
  expect(await schoolsOf(county, {})).toHaveLength(1);
  const both = verify(tinyCounty(county), parsePolicy({}), allocation(at('r', 'm1', 'm2')));
  expect(both.findings.join()).toContain('(stage-quota)');
});
