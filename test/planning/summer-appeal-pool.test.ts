/** 申诉 at schools that borrowed from the turnover pool (Q03): what is lent stays lent, whichever batch borrowed it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import type { SummerState } from '../../src/domain/summer.ts';
import { reopen } from '../../src/planning/summer/index.ts';
import { stageCounty } from '../../src/planning/summer/stage-county.ts';
import { decisionsOf } from '../../src/planning/summer/standing.ts';
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

/** School b has two posts and no quota at all; that of school a is idle. */
const borrower = tinyCounty({
  schools: [
    { id: 'a', districtId: 'D', quota: 4 },
    { id: 'b', districtId: 'D', stage: 'J', quota: 0 },
  ],
  groups: [{ schoolId: 'b', posts: 2, openings: 0 }],
  teachers: [
    { id: 'class', schoolId: 'b', classTeacher: true },
    { id: 'good', schoolId: 'b' },
  ],
});

describe('a school that borrows in one batch', () => {
  const policy = { 'pool.size': 2 };
  test('borrows in the next as well: a lent head is no excess of its own', async () => {
    const { state } = await runSummer(borrower, { policy, to: 'in-school' });
    expect(whereabouts(state)).toEqual({
      class: 'in-school in-school b/J/T/语文',
      good: 'in-school in-school b/J/T/语文',
    });
    accepted(borrower, state);
  });
  test('but lends no more than the pool has', async () => {
    const { state } = await runSummer(borrower, { policy: { 'pool.size': 1 }, to: 'in-school' });
    expect(whereabouts(state)).toEqual({ class: 'in-school in-school b/J/T/语文' });
    const answer = await reopen(summerOf(borrower, { 'pool.size': 1 }), state, {
      ...{ teacherId: 'good', postGroupId: 'b/J/T/语文' },
    });
    expect(answer).toMatchObject({ kind: 'reopened', leastMoved: 1 });
    if (answer.kind === 'reopened') accepted(borrower, answer.state);
  });
});

const staff = fc.record({
  kind: fc.constantFrom('class', 'subject', 'subject', 'support'),
  main: fc.constantFrom('语文', '数学'),
  both: fc.boolean(),
  merit: fc.nat(10_000),
});
const heads = (max: number) => fc.integer({ min: 0, max });
const lending = fc.record({
  size: fc.integer({ min: 1, max: 3 }),
  idle: fc.integer({ min: 1, max: 3 }),
  quota: heads(2),
  leader: fc.boolean(),
  people: fc.array(staff, { minLength: 2, maxLength: 3 }),
  posts: fc.constantFrom<[number, number, number]>([2, 1, 0], [2, 2, 0], [1, 1, 1], [2, 0, 2]),
  /** School c, which competes for the same pool. */
  others: fc.array(staff, { maxLength: 3 }),
  otherQuota: heads(2),
  order: fc.constantFrom<keyof typeof BATCHES>('default', 'backwards'),
  who: fc.nat(4),
  award: fc.constantFrom(null, 'b/J/T/语文', 'b/J/T/数学', 'b/J/A/-'),
});
type Lending = typeof lending extends fc.Arbitrary<infer T> ? T : never;

const posts = (schoolId: string, subject: '语文' | '数学' | null, count: number) => ({
  ...{ schoolId, subject, posts: count, openings: 0 },
  ...(subject === null ? { category: 'A' as const } : {}),
});
const person = (
  schoolId: string,
  { kind, main, both, merit }: Lending['people'][0],
  k: number,
) => ({
  ...{ id: `${schoolId}${k}`, schoolId, mainSubject: main as '语文', merit },
  otherSubjects: both ? [main === '语文' ? ('数学' as const) : ('语文' as const)] : [],
  ...(KIND[kind as keyof typeof KIND] as object),
});

function countyOf({ idle, quota, leader, people, posts: [x, y, z], ...rest }: Lending): County {
  const head = { id: 'head', schoolId: 'b', leader: true };
  return tinyCounty({
    schools: [
      { id: 'a', districtId: 'D', quota: idle },
      { id: 'b', districtId: 'D', stage: 'J', quota },
      { id: 'c', districtId: 'D', stage: 'J', quota: rest.otherQuota },
    ],
    groups: [
      ...[posts('b', '语文', x), posts('b', '数学', y), posts('b', null, z)],
      ...[posts('c', '语文', 2), posts('c', '数学', 1)],
    ],
    teachers: [
      ...(leader ? [head] : []),
      ...people.map((each, k) => person('b', each, k)),
      ...rest.others.map((each, k) => person('c', each, k)),
    ],
  });
}

/** Q03 as it is written: the pool lends min(size, idle quota) in all, and nothing to a school that its direct hires overfill. */
function poolKept({ size, idle, quota, leader, otherQuota, ...rest }: Lending, state: SummerState) {
  const direct = leader ? 1 : 0;
  const free = [idle, quota - direct - rest.people.length, otherQuota - rest.others.length];
  const most = Math.min(
    size,
    free.reduce((sum, each) => sum + Math.max(0, each), 0),
  );
  const others = (state.stages[1]?.decisions ?? []).filter((d) => d.teacherId.startsWith('c'));
  const left = most - Math.max(0, others.length - otherQuota);
  return (hires: readonly unknown[]) => {
    const lent = direct + hires.length - Math.max(quota, direct);
    return lent <= 0 || (lent <= left && direct <= quota);
  };
}

test('no legal allocation of the school within the pool moves fewer, and none of those is better', async () => {
  const seen = new Set<number | string>();
  await fc.assert(
    fc.asyncProperty(lending, async (given) => {
      const county = countyOf(given);
      const batches = BATCHES[given.order];
      const policy = { inSchool: { batches }, pool: { size: given.size } };
      const { state } = await runSummer(county, { policy, to: 'in-school' });
      accepted(county, state);
      const teacherId = `b${given.who % given.people.length}`;
      const decisions = state.stages[1]?.decisions ?? [];
      const held = heldIn(decisions.filter((each) => each.teacherId.startsWith('b')));
      fc.pre(given.award === null || held.get(teacherId) !== given.award);
      const request = { teacherId, postGroupId: given.award };
      const answer = await opened(county, { policy, state }, request);
      const { policy: values } = summerOf(county, policy);
      const before = decisionsOf([
        state.stages[0]!,
        { decisions: decisions.filter((each) => each.teacherId.startsWith('c')) },
      ]);
      const competitors = new Set(given.people.map((_, k) => `b${k}`));
      const best = bestOf({
        seen: stageCounty(county, values, before, { competitors, opens: () => true }),
        policy: {
          ...{ ...values, round: 'in-school', pool: { ...values.pool, size: 99 } },
          // The stage county brings percents.
          merit: { ...values.merit, scale: 'raw' },
        },
        turnOf: batchTurn(batches),
        ...{ held, teacherId, awarded: given.award },
        isLegal: poolKept(given, state),
      });
      compare(answer, best, seen);
      if (answer !== 'refused' && answer.kind === 'reopened') accepted(county, answer.state);
    }),
    { seed: 20260724, numRuns: 30 },
  );
  expect([...seen]).toEqual(expect.arrayContaining([0, 1, 'none']));
});
