/** Whole proposals on hand-made counties: what a planner would check by eye. */
import { describe, expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { InputError } from '../../src/domain/errors.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { propose } from '../../src/planning/index.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

async function solved(county: County, raw: Record<string, unknown> = {}) {
  const outcome = await propose(county, parsePolicy(raw));
  if (outcome.kind !== 'proposal') throw new Error(JSON.stringify(outcome.reasons));
  return outcome.proposal;
}

describe('an exempt person', () => {
  const county = tinyCounty({
    schools: [
      { id: 'u', tier: 'U' },
      { id: 'r', tier: 'R', quota: 1 },
    ],
    groups: [{ schoolId: 'r', openings: 1 }],
    teachers: [
      mover({
        id: 'away',
        schoolId: 'r',
        exemption: { kind: 'pregnant-nursing', missing: [], from: null, to: null },
      }),
      mover({ id: 'willing', schoolId: 'u' }),
    ],
  });
  test('keeps the home post (A14): nobody is put on the same quota', async () => {
    const { placements, standby } = await solved(county);
    expect(placements).toEqual([]);
    expect(standby.map(({ teacherId, reason }) => [teacherId, reason])).toEqual([
      ['away', 'exempt'],
      ['willing', 'no-admissible-post'],
    ]);
  });
  test('whose ground is not confirmed takes part (D05)', async () => {
    const open = {
      ...county,
      teachers: county.teachers.map((teacher) => ({ ...teacher, exemption: null })),
    };
    expect((await solved(open)).placements.map(({ teacherId }) => teacherId)).toEqual(['willing']);
  });
});

describe('structural surplus (A17)', () => {
  const county = tinyCounty({
    schools: [
      { id: 'u', tier: 'U' },
      { id: 'r', tier: 'R' },
    ],
    groups: [{ schoolId: 'r', openings: 1 }],
    teachers: [mover({ id: 't', schoolId: 'u', unplacedReason: 'subject-surplus' })],
  });
  test('stays at a school under quota by default, moves when the policy says so', async () => {
    expect((await solved(county)).county.movers).toBe(0);
    expect((await solved(county, { structuralMovers: true })).placements).toHaveLength(1);
  });
});

describe('locks (a14)', () => {
  const county = tinyCounty({
    schools: [
      { id: 'b', tier: 'B' },
      { id: 'u', tier: 'U' },
      { id: 'r', tier: 'R' },
    ],
    groups: [
      { schoolId: 'b', openings: 1 },
      { schoolId: 'u', openings: 1 },
      { schoolId: 'r', openings: 1 },
    ],
    teachers: [mover({ id: 't', schoolId: 'b' })],
  });
  const pair = (postGroupId: string) => [{ teacherId: 't', postGroupId }];
  test('a forced pair is kept, a banned one avoided', async () => {
    const where = async (locks: Record<string, unknown>) =>
      (await solved(county, { locks })).placements.map(({ schoolId, locked }) => [
        schoolId,
        locked,
      ]);
    expect(await where({})).toEqual([['u', false]]);
    expect(await where({ forced: pair('r/P/T/语文') })).toEqual([['r', true]]);
    expect(await where({ banned: pair('u/P/T/语文') })).toEqual([['r', false]]);
  });
  test.each([
    ['an unknown post', 'nowhere', '不存在'],
    ['a pair that a rule forbids', 'b/P/T/语文', 'X01'],
  ])('%s is bad input', async (_name, postGroupId, word) => {
    const fault = await solved(county, { locks: { forced: pair(postGroupId) } }).catch((e) => e);
    expect(fault).toBeInstanceOf(InputError);
    expect(fault.message).toContain(word);
  });
  test('a leader cannot be locked into a rotation (I08)', async () => {
    const led = { ...county, teachers: county.teachers.map((each) => ({ ...each, leader: true })) };
    const locks = { forced: pair('r/P/T/语文') };
    const fault = await solved(led, { round: 'rotation', locks }).catch((e) => e);
    expect(fault).toBeInstanceOf(InputError);
    expect(fault.message).toContain('I08');
  });
});

describe('posts that must be filled (Q15)', () => {
  test('are filled before anything else, and their lack is told in head counts', async () => {
    const county = (mustFill: number) =>
      tinyCounty({
        schools: [
          { id: 'b', tier: 'B' },
          { id: 'u', tier: 'U' },
          { id: 'r', tier: 'R' },
        ],
        groups: [
          { schoolId: 'u', openings: 1 },
          { schoolId: 'r', openings: 2, mustFill },
        ],
        teachers: [mover({ id: 't', schoolId: 'b' })],
      });
    expect((await solved(county(0))).placements[0]?.schoolId).toBe('u');
    expect((await solved(county(1))).placements[0]?.schoolId).toBe('r');
    const outcome = await propose(county(2), parsePolicy({}));
    expect(outcome).toMatchObject({
      kind: 'no-allocation',
      reasons: [{ code: 'must-fill', required: 2, admissible: 1, short: 1 }],
    });
  });
});

test('a county without movers has an empty, proven proposal', async () => {
  const county = tinyCounty({ schools: [{ id: 'u' }], groups: [{ schoolId: 'u', openings: 1 }] });
  const { placements, standby, unfilled, gap } = await solved(county);
  expect([placements, standby, unfilled, gap]).toEqual([
    [],
    [],
    [{ postGroupId: 'u/P/T/语文', count: 1 }],
    0,
  ]);
});
