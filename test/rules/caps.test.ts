/** The bounds of the row families, each worked by hand (C3–C11). */
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import {
  districtCap,
  ledgerCap,
  nonTeachingCap,
  rotationTargets,
  schoolCap,
  stageCap,
  stageTitleRoom,
  titleRoom,
} from '../../src/rules/caps.ts';
import { prepareRound } from '../../src/rules/round.ts';
import { movers, rural, staff } from '../rulebook/cases/scenes.ts';
import { type TinyCounty, tinyCounty } from '../support/tiny-county.ts';

type Raw = Record<string, unknown>;

/** `a` with quota 5: three people, one of them a manager; `b` with quota 2: four people. */
const county: TinyCounty = {
  schools: [
    rural('a', { quota: 5, titleCaps: { H: 2, M: 1, E: 9 } }),
    rural('b', { quota: 2, titleCaps: { H: 1, M: 0, E: 9 } }),
    { id: 'home', quota: 9 },
  ],
  groups: [
    { schoolId: 'a', posts: 4, openings: 2, mustFill: 1 },
    { schoolId: 'b', posts: 3, openings: 0 },
  ],
  teachers: [
    ...staff(2, 'a', { title: 'H' }),
    { id: 'a-manager', schoolId: 'a', category: 'M' },
    ...staff(4, 'b', { title: 'M', schoolStart: '2010-09' }),
    ...movers(2, { title: 'H' }),
  ],
};
const roundOf = (raw: Raw = {}, more: Partial<TinyCounty> = {}) =>
  prepareRound(
    tinyCounty({ ...county, ...more }),
    parsePolicy({ titleTilt: { mode: 'off' }, ...raw }),
  );
const ROTATION = { round: 'rotation' };

describe('quota', () => {
  test('school-quota: what is left, in a rotation at least who is there', () => {
    const caps = (raw: Raw) => {
      const round = roundOf(raw);
      return round.schools.map((site) => schoolCap(site, round));
    };
    expect(caps({})).toEqual([2, 0, 9]);
    expect(caps(ROTATION)).toEqual([5, 4, 9]);
  });
  test('district-quota, ledger-quota: an over-quota school uses up the room of the others', () => {
    const [placement, rotation] = [roundOf(), roundOf(ROTATION)];
    expect(districtCap(placement.schools.slice(0, 2), placement)).toBe(0);
    expect(ledgerCap(placement.schools, placement)).toBe(9);
    expect(districtCap(rotation.schools.slice(0, 2), rotation)).toBe(7);
  });
  test('stage-quota: of the quotas, within the approved total', () => {
    expect(stageCap('P', roundOf())).toBe(9);
    expect(stageCap('P', roundOf({}, { approved: [{ stage: 'P', total: 10 }] }))).toBe(3);
    expect(stageCap('P', roundOf({}, { approved: [{ stage: 'P', total: 90 }] }))).toBe(9);
    expect(stageCap('J', roundOf())).toBe(0);
  });
  test('in-school nobody arrives: district, ledger and stage do not bind (I03)', () => {
    const inSchool = roundOf({ round: 'in-school' });
    expect(districtCap(inSchool.schools.slice(0, 2), inSchool)).toBe(2);
    expect(ledgerCap(inSchool.schools, inSchool)).toBe(2);
    expect(stageCap('P', inSchool)).toBe(Infinity);
    const inDistrict = roundOf({ round: 'in-district' });
    expect(districtCap(inDistrict.schools.slice(0, 2), inDistrict)).toBe(0);
  });
  test('school-quota: a volunteer keeps the home place, and no place is lent for it (X17, X18)', () => {
    const round = (reason: 'volunteer' | 'not-hired') =>
      prepareRound(
        tinyCounty({
          schools: [
            { id: 's', quota: 2 },
            { id: 'n', quota: 2 },
          ],
          teachers: [
            { id: 't0', schoolId: 's' },
            { id: 't1', schoolId: 's', hiring: 'unplaced', unplacedReason: reason },
            { id: 't2', schoolId: 's', hiring: 'unplaced', unplacedReason: reason },
          ],
        }),
        parsePolicy({ pool: { size: 9 } }),
      );
    const at = (reason: 'volunteer' | 'not-hired') =>
      round(reason).schools.map(({ headroom, poolCap }) => [headroom, poolCap]);
    // By id: n, s.
    expect(at('not-hired')).toEqual([
      [2, 3],
      [1, 3],
    ]);
    expect(at('volunteer')).toEqual([
      [2, 2],
      [0, 0],
    ]);
  });
  test('turnover-pool: idle quota at most, to schools that are not over quota', () => {
    const round = roundOf({ pool: { size: 99 } });
    expect(round.poolSize).toBe(11);
    expect(round.schools.map(({ poolCap }) => poolCap)).toEqual([11, 0, 11]);
    expect(roundOf({ pool: { size: 4 } }).poolSize).toBe(4);
    expect(roundOf({ pool: { size: 4 }, ...ROTATION }).poolSize).toBe(0);
  });
  test('turnover-pool: what was lent before is no excess, of the school or of its district (Q03)', () => {
    const [a, b, home] = county.schools as [TinyCounty['schools'][0], ...TinyCounty['schools']];
    const withLoan = (lent: number) =>
      roundOf({ pool: { size: 99 } }, { schools: [a, { ...b!, lent }, home!] });
    const roomOf = (lent: number) => {
      const round = withLoan(lent);
      return round.schools.map((site) => [site.poolCap, districtCap([site], round)]);
    };
    // `b` has four heads on a quota of two.
    expect(roomOf(1)[1]).toEqual([0, 0]);
    expect(roomOf(2)[1]).toEqual([11, 0]);
    expect(roomOf(3)[1]).toEqual([11, 1]);
    expect(ledgerCap(withLoan(2).schools, withLoan(2))).toBe(
      ledgerCap(roundOf().schools, roundOf()),
    );
  });
});

test('non-teaching: a share of the quota less who is there, in a rotation at least who is there', () => {
  const cap = (raw: Raw, at = 0) => {
    const round = roundOf(raw);
    const site = round.schools[at]!;
    return nonTeachingCap(site, site.school.parts[0]!, round);
  };
  expect(cap({ nonTeaching: { primaryPct: 60 } })).toBe(2);
  expect(cap({ nonTeaching: { primaryPct: 60, base: 'staff' } })).toBe(0);
  expect(cap({})).toBe(0);
  expect(cap(ROTATION)).toBe(1);
  const special = tinyCounty({ schools: [rural('x', { stage: 'X' })] });
  const round = prepareRound(special, parsePolicy({}));
  expect(nonTeachingCap(round.schools[0]!, round.schools[0]!.school.parts[0]!, round)).toBeNull();
});

describe('posts', () => {
  test('post-openings: openings, in a rotation posts or who is there', () => {
    const capacities = (raw: Raw) => roundOf(raw).groups.map(({ capacity }) => capacity);
    expect(capacities({})).toEqual([2, 0]);
    expect(capacities(ROTATION)).toEqual([4, 4]);
  });
  test('post-openings: what must be filled, in a placement', () => {
    expect(roundOf().groups.map(({ least }) => least)).toEqual([1, 0]);
    expect(roundOf(ROTATION).groups.map(({ least }) => least)).toEqual([0, 0]);
  });
  test('donor-floor: the posts as far as they are filled, unless switched off', () => {
    const floors = (raw: Raw) => roundOf(raw).groups.map(({ stayFloor }) => stayFloor);
    expect(floors(ROTATION)).toEqual([2, 3]);
    expect(floors({ ...ROTATION, rotation: { donorFloor: false } })).toEqual([0, 0]);
    expect(floors({})).toEqual([0, 0]);
  });
});

describe('titles', () => {
  test('title-senior, title-senior-middle: posts less holders, never below nothing', () => {
    const room = (raw: Raw) => {
      const round = roundOf(raw);
      return round.schools.slice(0, 2).map((site) => titleRoom(site, round));
    };
    expect(room({})).toEqual([
      { senior: 0, seniorMiddle: 1 },
      { senior: 1, seniorMiddle: 0 },
    ]);
    expect(room(ROTATION)).toEqual([
      { senior: 2, seniorMiddle: 3 },
      { senior: 1, seniorMiddle: 4 },
    ]);
  });
  test('title-total: posts of the stage less everybody present', () => {
    // 2 + 1 + 10 senior posts, 3 + 1 + 20 with the middle ones; 4 seniors and 4 middle titles.
    expect(stageTitleRoom('P', roundOf())).toEqual({ senior: 9, seniorMiddle: 16 });
    expect(stageTitleRoom('J', roundOf())).toEqual({ senior: 0, seniorMiddle: 0 });
  });
});

test('rotation-due, rotation-total, rotation-max: each rounded up', () => {
  const rotation = { duePct: 30, totalPct: 30, maxSharePct: 110 };
  // Four due people: 1.2; nine people: 2.7; 110 % of three: 3.3.
  expect(rotationTargets(roundOf({ ...ROTATION, rotation }))).toEqual({
    due: 2,
    total: 3,
    most: 4,
  });
  const teachers = { ...rotation, totalPct: 25, totalBase: 'teachers' };
  // Eight full-time teachers.
  expect(rotationTargets(roundOf({ ...ROTATION, rotation: teachers })).total).toBe(2);
});
