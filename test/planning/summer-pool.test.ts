/** 编制周转池 (Q03) over the batches and stages of a summer, and in an appeal: what is lent stays lent. */
import { describe, expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { HOLIDAY_YEARS } from '../../src/domain/holidays.ts';
import type { SummerState } from '../../src/domain/summer.ts';
import { reopen } from '../../src/planning/summer/index.ts';
import { verifySummer } from '../../src/verification/index.ts';
import { posts } from '../support/one-of-each.ts';
import { runSummer, summerOf, whereabouts } from '../support/summer.ts';
import { type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';

/** Schools a and c have two posts and a quota of one; the quota of b is idle. */
const scene = (teachers: readonly TinyTeacher[], idle = 4): County =>
  tinyCounty({
    schools: [
      { id: 'a', districtId: 'D', quota: 1 },
      { id: 'b', districtId: 'D', quota: idle },
      { id: 'c', districtId: 'D', quota: 1 },
    ],
    groups: [posts('a', '语文', 2), posts('c', '语文', 2)],
    teachers,
  });
const at = (schoolId: string, id: string, more: Partial<TinyTeacher> = {}) => ({
  ...{ id, schoolId },
  ...more,
});
const classTeacher = { classTeacher: true } as const;
const TWO_BATCHES = [
  at('a', 'a1', classTeacher),
  at('a', 'a2', classTeacher),
  at('c', 'c1', { ...classTeacher, merit: 10 }),
  at('c', 'c2', { merit: 9000 }),
];

const hiredIn = (state: SummerState, stage: string) =>
  Object.keys(whereabouts(state))
    .filter((id) => whereabouts(state)[id]?.startsWith(`${stage} `))
    .sort();
const poolCheck = (county: County, state: SummerState) =>
  verifySummer(county, state, HOLIDAY_YEARS).ruleChecks.filter(
    ({ ruleId, name }) => ruleId === 'Q03' && name === 'turnover-pool',
  );

describe('Q03: the pool lends its heads once in a summer', () => {
  test('not anew in each batch', async () => {
    const county = scene(TWO_BATCHES);
    const { state } = await runSummer(county, { policy: { 'pool.size': 1 } });
    expect(hiredIn(state, 'in-school')).toEqual(['a1', 'a2', 'c1']);
    expect(whereabouts(state)).toMatchObject({ c2: 'standby standby -' });
    expect(poolCheck(county, state)).toMatchObject([{ measured: 1, limit: 1, status: 'pass' }]);
  });
  test('twice as many where it is as large', async () => {
    const county = scene(TWO_BATCHES);
    const { state } = await runSummer(county, { policy: { 'pool.size': 2 } });
    expect(hiredIn(state, 'in-school')).toEqual(['a1', 'a2', 'c1', 'c2']);
    expect(poolCheck(county, state)).toMatchObject([{ measured: 2, limit: 2, status: 'pass' }]);
  });
  test('nor does the same idle place serve two batches', async () => {
    const county = scene(TWO_BATCHES, 1);
    const { state } = await runSummer(county, { policy: { 'pool.size': 9 } });
    expect(hiredIn(state, 'in-school')).toEqual(['a1', 'a2', 'c1']);
  });
  test('not anew in a later stage', async () => {
    const county = scene([
      at('a', 'a1'),
      at('a', 'a2', { merit: 10 }),
      at('c', 'c1'),
      at('b', 'b1', { wishes: [{ schoolId: 'c', postGroupId: null }] }),
    ]);
    const { state } = await runSummer(county, { policy: { 'pool.size': 1 } });
    expect(hiredIn(state, 'in-school')).toEqual(['a1', 'a2', 'c1']);
    expect(whereabouts(state)).toMatchObject({ b1: 'standby standby -' });
  });
  test('a person who falls back on the direct hire stands above the quota, and is lent nothing (D07)', async () => {
    const ill = { kind: 'illness', missing: [], from: null, to: null } as const;
    const county = scene([
      at('a', 'a1', { exemption: ill, optsIn: true, merit: 10 }),
      at('a', 'a2', { merit: 9000 }),
      at('c', 'c1', { merit: 5000 }),
      at('c', 'c2', { merit: 10 }),
    ]);
    const { state } = await runSummer(county);
    expect(whereabouts(state)).toMatchObject({
      a1: 'in-school direct a/P/T/语文',
      a2: 'in-school in-school a/P/T/语文',
    });
    expect(poolCheck(county, state)).toMatchObject([{ measured: 0, limit: 0, status: 'pass' }]);
  });
  test('a state in which it was lent twice is refused', async () => {
    const county = scene(TWO_BATCHES);
    const { state } = await runSummer(county, { policy: { 'pool.size': 2 }, to: 'in-school' });
    const { policy } = await runSummer(county, {
      policy: { 'pool.size': 1 },
      to: 'direct-hire',
    }).then((run) => run.state);
    const forged = { ...state, policy };
    const found = verifySummer(county, forged, HOLIDAY_YEARS);
    expect(found.accepted).toBe(false);
    expect(found.findings).toContain('The pool of 1 lends 2 heads in all (Q03).');
    expect(found.findings.join('\n')).toContain('in-school/3: ');
    expect(poolCheck(county, forged)).toMatchObject([{ measured: 2, limit: 1, status: 'fail' }]);
  });
});

describe('an appeal in a school', () => {
  test('has of the pool what the other schools left: c1 makes room for c2', async () => {
    const county = scene([
      at('a', 'a1', classTeacher),
      at('a', 'a2', classTeacher),
      at('c', 'c1', { merit: 9000 }),
      at('c', 'c2', { merit: 10 }),
    ]);
    const policy = { 'pool.size': 1 };
    const { state } = await runSummer(county, { policy, to: 'in-school' });
    expect(hiredIn(state, 'in-school')).toEqual(['a1', 'a2', 'c1']);
    const request = { teacherId: 'c2', postGroupId: 'c/P/T/语文' };
    const answer = await reopen(summerOf(county, policy), state, request);
    expect(answer).toMatchObject({
      kind: 'reopened',
      leastMoved: 1,
      moved: [{ teacherId: 'c1', from: 'c/P/T/语文', to: null }],
    });
    if (answer.kind !== 'reopened') return;
    expect(verifySummer(county, answer.state, HOLIDAY_YEARS).findings).toEqual([]);
  });
});
