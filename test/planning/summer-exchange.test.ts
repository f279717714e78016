/** 交流期间保留原岗位 (R04): the summer leaves room for who comes back from an exchange at the year's end. */
import { describe, expect, test } from 'vitest';
import { HOLIDAY_YEARS } from '../../src/domain/holidays.ts';
import { rollover } from '../../src/planning/rollover/index.ts';
import { recruitmentNeeds } from '../../src/rules/standby/index.ts';
import { verifySummer } from '../../src/verification/index.ts';
import { posts } from '../support/one-of-each.ts';
import { runSummer, summerOf, whereabouts } from '../support/summer.ts';
import { tinyCounty } from '../support/tiny-county.ts';

/** `away` of school a is at the rural school r until the summer of 2027; `two` of school b has no post at home. */
const scene = (until = '2027-08') =>
  tinyCounty({
    schools: [
      { id: 'a', districtId: 'D1', quota: 9 },
      { id: 'b', districtId: 'D1', quota: 9 },
      { id: 'r', districtId: 'D2', tier: 'R', quota: 9 },
    ],
    groups: [posts('a', '语文', 2), posts('b', '语文', 1), posts('r', '语文', 2)],
    teachers: [
      {
        ...{ id: 'away', schoolId: 'r', boundUntil: until, schoolStart: '2025-09' },
        exchange: {
          ...{ homeSchoolId: 'a', homePostGroupId: 'a/P/T/语文' },
          ...{ since: '2025-09', until },
        },
      },
      { id: 'own', schoolId: 'a' },
      { id: 'one', schoolId: 'b', merit: 9000 },
      { id: 'two', schoolId: 'b', merit: 10 },
    ],
  });
const { policy } = summerOf(scene());

describe('R04: the home post of somebody away on an exchange', () => {
  test('is no vacancy of the summer: none is announced, nobody from elsewhere takes it', async () => {
    const { state, end } = await runSummer(scene());
    expect(end.kind).toBe('closed');
    expect(state.stages[2]?.announced).toEqual([{ postGroupId: 'r/P/T/语文', count: 1 }]);
    expect(whereabouts(state)).toEqual({
      away: 'direct-hire direct r/P/T/语文',
      own: 'in-school in-school a/P/T/语文',
      one: 'in-school in-school b/P/T/语文',
      two: 'cross-district cross-district r/P/T/语文',
    });
  });
  test('has room at the year’s end for who comes back', async () => {
    const county = scene();
    const { state } = await runSummer(county);
    const decisions = state.stages.flatMap((record) => record.decisions);
    const { county: next, yearEnd } = rollover(county, decisions, policy);
    expect(yearEnd.overfull).toEqual([]);
    expect(next.teachers.find(({ id }) => id === 'away')).toMatchObject({ schoolId: 'a' });
  });
  test('is no vacancy for the school’s own people either, and none to recruit for (Q18)', async () => {
    const county = scene();
    const crowded = {
      ...county,
      teachers: county.teachers.map((each) =>
        each.id === 'two' ? { ...each, schoolId: 'a' } : each,
      ),
    };
    const { state } = await runSummer(crowded);
    expect(state.stages[1]?.decisions.filter((d) => d.postGroupId === 'a/P/T/语文').length).toBe(1);
    expect(recruitmentNeeds({ county: crowded, policy }, state.stages, [])).toEqual([]);
  });
  test('is vacant again when the exchange is over before the summer', async () => {
    const { state } = await runSummer(scene('2026-08'));
    expect(state.stages[2]?.announced).toContainEqual({ postGroupId: 'a/P/T/语文', count: 1 });
  });
  test('the check refuses a state that announces it', async () => {
    const { state } = await runSummer(scene());
    const stages = state.stages.map((record) =>
      record.stage === 'in-district'
        ? { ...record, announced: [...record.announced, { postGroupId: 'a/P/T/语文', count: 1 }] }
        : record,
    );
    expect(verifySummer(scene(), { ...state, stages }, HOLIDAY_YEARS).findings).toEqual([
      'in-district: 1 posts of a/P/T/语文 were announced, 0 vacant.',
    ]);
  });
});

test('X19: who taught elsewhere before keeps those months when placed at a primary school', async () => {
  const county = tinyCounty({
    schools: [
      { id: 'j', districtId: 'D1', stage: 'J' },
      { id: 'p', districtId: 'D1' },
    ],
    groups: [posts('p', '语文', 1)],
    teachers: [{ id: 'been', schoolId: 'j', exchangeMonths: 24 }],
  });
  const { state } = await runSummer(county);
  expect(whereabouts(state)).toEqual({ been: 'in-district in-district p/P/T/语文' });
  const decisions = state.stages.flatMap((record) => record.decisions);
  const { county: next } = rollover(county, decisions, policy);
  expect(next.teachers).toMatchObject([{ schoolId: 'p', stage: 'P', exchangeMonths: 24 }]);
});
