/** The ambiguities of the rulebook: two readings of the key, two results (those of the competitions stand beside this file). */
import { describe, expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import type { Proposal } from '../../src/domain/proposal.ts';
import { propose } from '../../src/planning/index.ts';
import { rotationTargets } from '../../src/rules/caps.ts';
import { establish } from '../../src/rules/establishment/index.ts';
import { prepareRound } from '../../src/rules/round.ts';
import { mover, type TinyCounty, type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';
import { movers, rural, staff } from './cases/scenes.ts';

type Raw = Record<string, unknown>;

async function solved(county: County, raw: Raw = {}): Promise<Proposal> {
  const outcome = await propose(county, parsePolicy(raw));
  if (outcome.kind !== 'proposal') throw new Error(JSON.stringify(outcome.reasons));
  return outcome.proposal;
}

/** Teacher → school of the optimum. */
async function allotted(tiny: TinyCounty, raw: Raw = {}): Promise<Record<string, string>> {
  const { placements } = await solved(tinyCounty(tiny), raw);
  return Object.fromEntries(placements.map(({ teacherId, schoolId }) => [teacherId, schoolId]));
}

/** Heads that must rotate, and may at most. */
const targets = (tiny: TinyCounty, raw: Raw = {}) =>
  rotationTargets(prepareRound(tinyCounty(tiny), parsePolicy({ round: 'rotation', ...raw })));

/** One mover of `home` and one open post at the rural school `new`. */
const oneMover = (teacher: Partial<TinyTeacher> = {}): TinyCounty => ({
  schools: [{ id: 'home' }, rural('new')],
  groups: [{ schoolId: 'new' }],
  teachers: [mover({ id: 't1', schoolId: 'home', ...teacher })],
});
const moved = { t1: 'new' };

describe('A1 flow.skip, flow.arcs, flow.mode', () => {
  const bureau: TinyCounty = {
    schools: [{ id: 'b', tier: 'B' }, rural('r')],
    groups: [{ schoolId: 'r' }],
    teachers: [mover({ id: 't1', schoolId: 'b' })],
  };
  test('bureau-run to rural: a fallback at a price, free, or never', async () => {
    const penalty = async (skip: string) => {
      const { objective, placements } = await solved(tinyCounty(bureau), { flow: { skip } });
      const soft = objective.tiers.find(({ id }) => id === 'soft-rules')?.value;
      return [placements.length, soft];
    };
    expect(await penalty('fallback')).toEqual([1, 5]);
    expect(await penalty('free')).toEqual([1, 0]);
    expect(await penalty('strict')).toEqual([0, 0]);
  });
  test('directions may be listed in addition', async () => {
    const street: TinyCounty = {
      schools: [{ id: 'home' }, { id: 'u' }],
      groups: [{ schoolId: 'u' }],
      teachers: movers(1),
    };
    expect(await allotted(street)).toEqual({});
    expect(await allotted(street, { flow: { arcs: ['UR', 'UU'] } })).toEqual({ m1: 'u' });
  });
  test('one joint program weighs everybody, three rounds in turn serve the street first', async () => {
    const county: TinyCounty = {
      schools: [{ id: 'u' }, rural('r1'), rural('r2')],
      groups: [{ schoolId: 'r2' }],
      teachers: [
        mover({ id: 'rural', schoolId: 'r1', wishes: [{ schoolId: 'r2', postGroupId: null }] }),
        mover({ id: 'street', schoolId: 'u' }),
      ],
    };
    expect(await allotted(county)).toEqual({ rural: 'r2' });
    expect(await allotted(county, { flow: { mode: 'cascade' } })).toEqual({ street: 'r2' });
  });
});

test('A3 rotation.twoWay: a rotation goes up, or only across and down', async () => {
  const county: TinyCounty = {
    schools: [rural('a'), { id: 'b', tier: 'U' }],
    groups: [
      { schoolId: 'a', posts: 1, openings: 0 },
      { schoolId: 'b', posts: 1, openings: 0 },
    ],
    teachers: [
      { id: 't1', schoolId: 'a', title: 'M', schoolStart: '2010-09', examPassed: true },
      { id: 't2', schoolId: 'a', title: 'M', schoolStart: '2010-09', examPassed: true },
    ],
  };
  const round = { round: 'rotation' };
  expect(Object.values(await allotted(county, round))).toEqual(['b']);
  expect(await allotted(county, { ...round, rotation: { twoWay: false } })).toEqual({});
});

test('A4 titleTilt: 27 of 540 senior posts move, or are added in two ways', () => {
  const caps = (H: number) => ({ stage: 'J' as const, quota: 99, titleCaps: { H, M: 0, E: 0 } });
  const county = tinyCounty({
    schools: [
      rural('r', caps(240)),
      { id: 'b', tier: 'B', ...caps(157) },
      { id: 'u', ...caps(143) },
    ],
  });
  const senior = (mode: string) =>
    prepareRound(county, parsePolicy({ titleTilt: { mode } })).schools.map(
      ({ titleCap }) => titleCap.senior,
    );
  // In order of id: b, r, u.
  expect(senior('pool')).toEqual([143, 267, 130]);
  expect(senior('points')).toEqual([157, 244, 143]);
  expect(senior('factor')).toEqual([157, 252, 143]);
  expect(senior('off')).toEqual([157, 240, 143]);
});

describe('A5 exempt.retireYears, exempt.birthCutoffs', () => {
  const applied = oneMover({
    birth: '1973-01',
    exemption: { kind: 'near-retirement', missing: [], from: null, to: null },
  });
  test.each([
    ['five years by the schedule', {}, {}],
    ['two years', { retireYears: 2 }, moved],
    ['the cut-offs of 2021', { birthCutoffs: { men: '1963-07', women: '1968-07' } }, moved],
  ])('%s', async (_, exempt, result) => {
    expect(await allotted(applied, { exempt })).toEqual(result);
  });
});

test('A6 exempt.retireNeedsApplication: near retirement counts on application, or by itself', async () => {
  const old = oneMover({ birth: '1973-01' });
  expect(await allotted(old)).toEqual(moved);
  expect(await allotted(old, { exempt: { retireNeedsApplication: false } })).toEqual({});
});

const teachers = (k: number, more: Partial<TinyTeacher> = {}): TinyCounty => ({
  schools: [{ id: 'a', quota: 90 }],
  teachers: staff(k, 'a', { title: 'M', schoolStart: '2010-09', ...more }),
});

describe('before the first placement', () => {
  const two: TinyCounty = {
    schools: [
      { id: 'u', pupils: 600, classes: 12, quota: 30 },
      rural('r', { pupils: 400, classes: 12, quota: 20 }),
    ],
    teachers: staff(40, 'u'),
    approved: [{ stage: 'P', total: 50, approvedOn: '2024-09' }],
  };
  const table = (raw: Raw) => establish(tinyCounty(two), parsePolicy(raw));
  test('A7 quotaCycle: reviewed every three years, two, or every year', () => {
    const states = [3, 2, 1].map((years) => table({ quotaCycle: years }).approvals[0]?.lastMonth);
    expect(states).toEqual(['2027-08', '2026-08', '2025-08']);
    const state = (years: number) => table({ quotaCycle: years }).approvals[0]?.state;
    expect([state(3), state(2)]).toEqual(['valid', 'expired']);
  });
  test('A8 quota.totals: the approved quota is shared out, or the staff that is there', () => {
    expect(table({}).stages[0]?.total).toBe(50);
    expect(table({ quota: { totals: 'staff' } }).stages[0]?.total).toBe(40);
  });
});

test('A9 rotation.duePct: 15 % of the due, or the national 10 %', () => {
  expect(targets(teachers(20)).due).toBe(3);
  expect(targets(teachers(20), { rotation: { duePct: 10 } }).due).toBe(2);
});

test('A10 rotation.totalBase: of all staff, or of the full-time teachers', () => {
  const mixed: TinyCounty = {
    schools: [{ id: 'a', quota: 90 }, { id: 'b' }],
    teachers: [...staff(20, 'a'), ...staff(1, 'b', { category: 'W' })],
  };
  expect(targets(mixed).total).toBe(2);
  expect(targets(mixed, { rotation: { totalBase: 'teachers' } }).total).toBe(1);
});

test('A11 hireTermYears, rotation.dueFrom: terms of three or five years, over two or from two', () => {
  const sixYears = teachers(20, { schoolStart: '2020-09' });
  expect(targets(sixYears).due).toBe(0);
  expect(targets(sixYears, { rotation: { dueFrom: 'two-terms' } }).due).toBe(3);
  const eight = teachers(20, { schoolStart: '2018-09' });
  expect(targets(eight).due).toBe(3);
  expect(targets(eight, { hireTermYears: 5 }).due).toBe(0);
});

test('A12 titleCaps: a senior beyond the posts costs 40 points, or is not placed', async () => {
  const full: TinyCounty = {
    ...oneMover({ title: 'H' }),
    schools: [{ id: 'home' }, rural('new', { titleCaps: { H: 0, M: 0, E: 9 } })],
  };
  const off = { titleTilt: { mode: 'off' } };
  const { objective } = await solved(tinyCounty(full), off);
  expect(objective.tiers.find(({ id }) => id === 'soft-rules')?.value).toBe(40);
  expect(await allotted(full, { ...off, titleCaps: 'hard' })).toEqual({});
});

test('A14 exempt.keepsHomePost: the post of an exempt loser stays taken, or is free', async () => {
  const exemption = { kind: 'pregnant-nursing', missing: [], from: null, to: null } as const;
  const county: TinyCounty = {
    schools: [{ id: 'home' }, rural('new', { quota: 1 })],
    groups: [{ schoolId: 'new' }],
    teachers: [
      mover({ id: 't1', schoolId: 'home' }),
      mover({ id: 'away', schoolId: 'new', exemption }),
    ],
  };
  expect(await allotted(county)).toEqual({});
  expect(await allotted(county, { exempt: { keepsHomePost: false } })).toEqual(moved);
});

test('A15 nonTeaching.base: 9 % of twelve quota heads, or of eleven people', async () => {
  const county: TinyCounty = {
    schools: [{ id: 'home' }, rural('new', { quota: 12 })],
    groups: [{ schoolId: 'new', category: 'A' }],
    teachers: [mover({ id: 't1', schoolId: 'home', category: 'A' }), ...staff(11, 'new')],
  };
  expect(await allotted(county)).toEqual(moved);
  expect(await allotted(county, { nonTeaching: { base: 'staff' } })).toEqual({});
});

test('A16 flow.tierOf: a bureau-run school in a town, by its own tag or by the town', async () => {
  const county: TinyCounty = {
    districts: [
      { id: 'D-home', name: 'D-home', tier: 'R' },
      { id: 'town', name: 'town', tier: 'R' },
    ],
    schools: [
      { id: 'home', tier: 'R' },
      { id: 'new', tier: 'B', districtId: 'town' },
    ],
    groups: [{ schoolId: 'new' }],
    teachers: [mover({ id: 't1', schoolId: 'home' })],
  };
  expect(await allotted(county)).toEqual({});
  expect(await allotted(county, { flow: { tierOf: 'district' } })).toEqual(moved);
});

test('A17 structuralMovers: a surplus subject in an under-quota school', async () => {
  const surplus = oneMover({ unplacedReason: 'subject-surplus' });
  expect(await allotted(surplus)).toEqual({});
  expect(await allotted(surplus, { structuralMovers: true })).toEqual(moved);
});

describe('A19 stage.up, stage.down', () => {
  test('a junior teacher in primary lessons', async () => {
    const down: TinyCounty = {
      ...oneMover(),
      schools: [{ id: 'home', stage: 'J' }, rural('new')],
    };
    expect(await allotted(down)).toEqual(moved);
    expect(await allotted(down, { stage: { down: 'never' } })).toEqual({});
  });
  test('a primary teacher with a junior certificate', async () => {
    const up: TinyCounty = {
      ...oneMover({ certificates: [{ stage: 'J', subject: null }] }),
      schools: [{ id: 'home' }, rural('new', { stage: 'J' })],
    };
    expect(await allotted(up)).toEqual(moved);
    expect(await allotted(up, { stage: { up: 'never' } })).toEqual({});
  });
});

test('A20 objective.order, objective.tieSeed: rural service breaks a tie, or the published lot alone', async () => {
  const wishes = [{ schoolId: 'r', postGroupId: null }];
  const tie: TinyCounty = {
    schools: [{ id: 'home' }, rural('r')],
    groups: [{ schoolId: 'r' }],
    teachers: [
      mover({ id: 'm1', schoolId: 'home', wishes }),
      mover({ id: 'm2', schoolId: 'home', wishes, ruralYears: 9 }),
    ],
  };
  const lot = { order: ['coverage', 'hash-high', 'hash-low'] };
  const seeds = ['2026', '2027', '2028', '2029'];
  const drawn = await Promise.all(
    seeds.map((tieSeed) => allotted(tie, { objective: { ...lot, tieSeed } })),
  );
  expect(await allotted(tie)).toEqual({ m2: 'r' });
  expect(drawn).toContainEqual({ m1: 'r' });
  expect(drawn).toContainEqual({ m2: 'r' });
});
