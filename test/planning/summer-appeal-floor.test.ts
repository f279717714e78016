/** 申诉 in school under a rural floor (T05, `ruralTilt.floorPct`): each batch keeps it over all schools, against every allocation. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { HOLIDAY_YEARS } from '../../src/domain/holidays.ts';
import type { SummerState } from '../../src/domain/summer.ts';
import { reopen } from '../../src/planning/summer/index.ts';
import { stageCounty } from '../../src/planning/summer/stage-county.ts';
import { decisionsOf } from '../../src/planning/summer/standing.ts';
import { verifySummer } from '../../src/verification/index.ts';
import type { Placements } from '../support/brute-force.ts';
import {
  accepted,
  BATCHES,
  batchTurn,
  bestOf,
  compare,
  heldIn,
  KIND,
  opened,
} from '../support/every-appeal.ts';
import { runSummer, summerOf, whereabouts } from '../support/summer.ts';
import { tinyCounty } from '../support/tiny-county.ts';

const groups = (schoolId: string, chinese: number, maths: number) => [
  { schoolId, posts: chinese, openings: 0 },
  { schoolId, subject: '数学' as const, posts: maths, openings: 0 },
];

describe('half of the titles that a batch hires go to rural schools', () => {
  /** The street school u may hire as many titles as the rural school r. */
  const county = tinyCounty({
    schools: [
      { id: 'u', districtId: 'D1', stage: 'J' },
      { id: 'r', districtId: 'D2', stage: 'J', tier: 'R' },
    ],
    groups: [...groups('u', 2, 0), ...groups('r', 1, 0)],
    teachers: [
      { id: 'r0', schoolId: 'r', title: 'M' },
      { id: 'u0', schoolId: 'u', title: 'M', merit: 9000 },
      { id: 'u1', schoolId: 'u', title: 'M', merit: 5000 },
      { id: 'u2', schoolId: 'u', merit: 10 },
    ],
  });
  const policy = { ruralTilt: { floorPct: 50 } };

  test('the second title of the town has to take the place of the first, not the post that is left', async () => {
    const { state } = await runSummer(county, { policy, to: 'in-school' });
    expect(whereabouts(state)).toEqual({
      r0: 'in-school in-school r/J/T/语文',
      u0: 'in-school in-school u/J/T/语文',
      u2: 'in-school in-school u/J/T/语文',
    });
    const answer = await reopen(summerOf(county, policy), state, {
      ...{ teacherId: 'u1', postGroupId: 'u/J/T/语文' },
    });
    if (answer.kind !== 'reopened') throw new Error(answer.kind);
    expect(answer).toMatchObject({
      leastMoved: 1,
      proof: 'dual',
      moved: [{ teacherId: 'u0', to: null }],
    });
    accepted(county, answer.state);
  });

  test('the check refuses an answer that breaks the floor of a batch', async () => {
    const free = { ruralTilt: { floorPct: 0 } };
    const { state } = await runSummer(county, { policy, to: 'in-school' });
    const loose = {
      ...state,
      policy: (await runSummer(county, { policy: free, to: 'direct-hire' })).state.policy,
    };
    const answer = await reopen(summerOf(county, free), loose, {
      ...{ teacherId: 'u1', postGroupId: 'u/J/T/语文' },
    });
    if (answer.kind !== 'reopened') throw new Error(answer.kind);
    expect(answer.moved).toMatchObject([{ teacherId: 'u2' }]);
    const forged = { ...answer.state, policy: state.policy };
    expect(verifySummer(county, forged, HOLIDAY_YEARS).findings).toContain(
      'appeal/u1: the rural floor of batch 3 is not kept (T05)',
    );
  });
});

const staff = fc.record({
  kind: fc.constantFrom('class', 'subject', 'subject'),
  main: fc.constantFrom('语文', '数学'),
  both: fc.boolean(),
  merit: fc.nat(10_000),
  title: fc.constantFrom('H' as const, 'M' as const, 'E' as const),
});
const floored = fc.record({
  floorPct: fc.constantFrom(30, 50, 60),
  here: fc.constantFrom('u', 'r'),
  posts: fc.constantFrom<[number, number]>([2, 2], [2, 1], [1, 1], [3, 0]),
  people: fc.array(staff, { minLength: 2, maxLength: 3 }),
  others: fc.array(staff, { minLength: 1, maxLength: 3 }),
  order: fc.constantFrom<keyof typeof BATCHES>('default', 'backwards'),
  who: fc.nat(4),
  award: fc.constantFrom(null, '语文', '数学'),
});
type Floored = typeof floored extends fc.Arbitrary<infer T> ? T : never;
const person = (
  schoolId: string,
  { kind, main, both, ...rest }: Floored['people'][0],
  k: number,
) => ({
  ...{ id: `${schoolId}${k}`, schoolId, mainSubject: main as '语文', ...rest },
  otherSubjects: both ? [main === '语文' ? ('数学' as const) : ('语文' as const)] : [],
  ...KIND[kind as 'class'],
});

function countyOf({ here, posts, people, others }: Floored): County {
  const there = here === 'u' ? 'r' : 'u';
  return tinyCounty({
    schools: [
      { id: 'u', districtId: 'D1', stage: 'J' },
      { id: 'r', districtId: 'D2', stage: 'J', tier: 'R' },
    ],
    groups: [...groups(here, ...posts), ...groups(there, 2, 1)],
    teachers: [
      ...people.map((each, k) => person(here, each, k)),
      ...others.map((each, k) => person(there, each, k)),
    ],
  });
}

/** T05 as it is written, batch by batch: of the titles hired in it over all schools, the floor at rural ones. */
function floorsKept(county: County, { floorPct, order, here }: Floored, state: SummerState) {
  const people = new Map(county.teachers.map((each) => [each.id, each]));
  const turn = batchTurn(BATCHES[order]);
  const now = state.stages[1]?.decisions ?? [];
  const others = now.filter(({ teacherId }) => people.get(teacherId)?.schoolId !== here);
  const batchOf = ({ teacherId, postGroupId }: Placements[0]) => {
    const kept = now.find((d) => d.teacherId === teacherId && d.postGroupId === postGroupId);
    return kept?.batch ?? turn(people.get(teacherId)!, postGroupId)! + 1;
  };
  return (placements: Placements) =>
    BATCHES[order].every((_, k) => {
      const hired = [
        ...others.filter(({ batch }) => batch === k + 1),
        ...placements.filter((each) => batchOf(each) === k + 1),
      ].map(({ teacherId }) => people.get(teacherId)!);
      const titled = hired.filter(({ title }) => title !== 'E');
      const rural = titled.filter(({ schoolId }) => schoolId === 'r');
      return 100 * rural.length >= floorPct * titled.length;
    });
}

test('no legal allocation that keeps the floors moves fewer, and none of those is better', async () => {
  const seen = new Set<number | string>();
  let bound = 0;
  await fc.assert(
    fc.asyncProperty(floored, async (given) => {
      const county = countyOf(given);
      const batches = BATCHES[given.order];
      const policy = { inSchool: { batches }, ruralTilt: { floorPct: given.floorPct } };
      const { state, end } = await runSummer(county, { policy, to: 'in-school' });
      expect(end.kind).toBe('done');
      const teacherId = `${given.here}${given.who % given.people.length}`;
      const awarded = given.award === null ? null : `${given.here}/J/T/${given.award}`;
      const isHere = (each: { teacherId: string }) => each.teacherId.startsWith(given.here);
      const decisions = state.stages[1]?.decisions ?? [];
      const held = heldIn(decisions.filter(isHere));
      fc.pre(awarded === null || held.get(teacherId) !== awarded);
      const request = { teacherId, postGroupId: awarded };
      const answer = await opened(county, { policy, state }, request);
      const { policy: values } = summerOf(county, policy);
      const before = decisionsOf([{ decisions: decisions.filter((each) => !isHere(each)) }]);
      const competitors = new Set(given.people.map((_, k) => `${given.here}${k}`));
      const question = {
        seen: stageCounty(county, values, before, { competitors, opens: () => true }),
        policy: {
          ...{ ...values, round: 'in-school' as const },
          ruralTilt: { ...values.ruralTilt, floorPct: null },
          // The stage county brings percents.
          merit: { ...values.merit, scale: 'raw' as const },
        },
        turnOf: batchTurn(batches),
        ...{ held, teacherId, awarded },
        mayReplace: (first: { title: string }, second: { title: string }) =>
          first.title === 'E' && second.title === 'E',
      };
      const isKept = floorsKept(county, given, state);
      let isBinding = false;
      const isLegal = (placements: Placements) => {
        isBinding ||= !isKept(placements);
        return isKept(placements);
      };
      const best = bestOf({ ...question, isLegal });
      if (isBinding) bound++;
      compare(answer, best, seen);
      if (answer !== 'refused' && answer.kind === 'reopened') accepted(county, answer.state);
    }),
    { seed: 20260725, numRuns: 30 },
  );
  expect([...seen]).toEqual(expect.arrayContaining([0, 1, 'none']));
  expect(bound).toBeGreaterThan(2);
});
