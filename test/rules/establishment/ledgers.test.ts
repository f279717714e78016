/** The readings of A7 and A8, the age of the approvals, deputy secretaries, the turnover pool and the two ledgers. */
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../../src/domain/policy.ts';
import { establish } from '../../../src/rules/establishment/index.ts';
import { prepareRound } from '../../../src/rules/round.ts';
import { mover, tinyCounty } from '../../support/tiny-county.ts';
import { quotas, rowOf } from './county.ts';

describe('keys and ledgers', () => {
  test('A8: the totals are the approved quota, or the staff that is there', () => {
    const county = tinyCounty({
      schools: [{ id: 's', quota: 10 }],
      teachers: ['a', 'b', 'c'].map((id) => ({ id, schoolId: 's' })),
      approved: [{ stage: 'P', total: 12 }],
    });
    expect(quotas(county)).toEqual({ s: 12 });
    expect(quotas({ ...county, approved: [] })).toEqual({ s: 10 });
    expect(quotas(county, { quota: { totals: 'staff', smallSchoolPupils: 0 } })).toEqual({ s: 3 });
  });

  test('Q04, Q05, A7: an approval of two years ago is due by a cycle of two years, not by three', () => {
    const county = tinyCounty({
      schools: [{ id: 's' }],
      approved: [{ stage: 'P', total: 10, approvedOn: '2024-09' }],
    });
    const state = (quotaCycle: number) =>
      establish(county, parsePolicy({ quotaCycle })).approvals[0];
    expect(state(2)).toEqual({ stage: 'P', lastMonth: '2026-08', state: 'expired' });
    expect(state(3)).toEqual({ stage: 'P', lastMonth: '2027-08', state: 'valid' });
  });

  test('Q04: an approval of a month yet to come is told as such', () => {
    const county = tinyCounty({
      schools: [{ id: 's' }],
      approved: [{ stage: 'P', total: 10, approvedOn: '2026-10' }],
    });
    expect(establish(county, parsePolicy({})).approvals[0]?.state).toBe('future');
    const later = establish(county, parsePolicy({ referenceMonth: '2026-10' }));
    expect(later.approvals[0]?.state).toBe('valid');
  });

  test('Q06: an approval holds no longer than its own end', () => {
    const county = tinyCounty({
      schools: [{ id: 's' }],
      approved: [{ stage: 'P', total: 10, approvedOn: '2026-01', validUntil: '2026-08' }],
    });
    expect(establish(county, parsePolicy({})).approvals[0]?.state).toBe('expired');
  });

  test('Q21: a deputy secretary is counted apart from the quota', () => {
    const county = tinyCounty({ schools: [{ id: 's', partyCommittee: true }, { id: 'z' }] });
    const table = (deputySecretary: boolean) =>
      establish(county, parsePolicy({ quota: { deputySecretary } }));
    expect(table(false).deputySecretaries).toEqual([]);
    expect(table(true).deputySecretaries).toEqual(['s']);
    expect(table(true).parts).toEqual(table(false).parts);
  });

  test('Q03: the pool lends idle quota, as much as there is and the policy allows', () => {
    const county = tinyCounty({
      schools: [
        { id: 'idle', quota: 10 },
        { id: 'over', quota: 10, pupils: 240 },
      ],
      teachers: Array.from({ length: 13 }, (_, k) => ({ id: `t${k}`, schoolId: 'over' })),
    });
    const pool = (size: number) => establish(county, parsePolicy({ pool: { size } })).pool;
    expect(pool(0)).toEqual({ idle: 10, over: 3, size: 0, lendable: 0 });
    expect(pool(4).lendable).toBe(4);
    expect(pool(40).lendable).toBe(10);
  });

  test('Q03, Q10: the pool lends no idle quota of a kindergarten, and heads over quota there are not its own', () => {
    const county = tinyCounty({
      schools: [
        { id: 'p', quota: 10 },
        { id: 'idle', kind: '幼儿园', stage: 'K', quota: 7 },
        { id: 'over', kind: '幼儿园', stage: 'K', quota: 1 },
      ],
      teachers: Array.from({ length: 8 }, (_, k) => ({
        ...{ id: `t${k}`, schoolId: k < 6 ? 'p' : 'over' },
      })),
    });
    const table = establish(county, parsePolicy({ pool: { size: 40 } }));
    expect(table.pool).toEqual({ idle: 4, over: 0, size: 40, lendable: 4 });
    const round = prepareRound(county, parsePolicy({ pool: { size: 40 } }));
    expect(round.poolSize).toBe(table.pool.lendable);
  });

  test('Q09, Q10: the ledgers lend each other nothing', () => {
    const county = tinyCounty({
      schools: [
        { id: 'p', pupils: 900, quota: 50 },
        { id: 'k', kind: '幼儿园', stage: 'K', pupils: 90, quota: 7 },
      ],
      approved: [
        { stage: 'P', total: 60 },
        { stage: 'K', total: 9 },
      ],
    });
    expect(establish(county, parsePolicy({})).ledgers).toEqual([
      { ledger: 'school', quota: 60, staff: 0 },
      { ledger: 'other', quota: 9, staff: 0 },
    ]);
  });

  test('the parts of a nine-year school are counted by stage, and people of every standing in the ledger', () => {
    const county = tinyCounty({
      schools: [
        {
          id: 'nine',
          kind: '九年一贯制',
          parts: [
            { stage: 'P', pupils: 380, classes: 10 },
            { stage: 'J', pupils: 270, classes: 6 },
          ],
        },
      ],
      teachers: [
        { id: 'a', schoolId: 'nine', stage: 'J', countsAgainstPosts: false },
        mover({ id: 'b', schoolId: 'nine', stage: 'J' }),
        { id: 'c', schoolId: 'nine', stage: 'P', employment: 'temporary' },
      ],
      approved: [
        { stage: 'P', total: 20 },
        { stage: 'J', total: 21 },
      ],
    });
    const table = establish(county, parsePolicy({}));
    expect(rowOf(table, 'nine', 'P')).toMatchObject({ quota: 20, staff: 0 });
    expect(rowOf(table, 'nine', 'J')).toMatchObject({ quota: 21, staff: 2 });
  });
});
