/** The independent re-check: right tables pass every step, and each step notices when its own figure is changed. */
import { describe, expect, test } from 'vitest';
import type { County } from '../../../src/domain/county.ts';
import type { Establishment } from '../../../src/domain/establishment.ts';
import { parsePolicy } from '../../../src/domain/policy.ts';
import { establishCounty } from '../../../src/planning/establish.ts';
import { ruleById, STRENGTH_LETTER } from '../../../src/rules/catalogue/index.ts';
import { ESTABLISHMENT_STEPS } from '../../../src/rules/establishment/index.ts';
import { checkEstablishment } from '../../../src/verification/establishment.ts';
import { tinyCounty } from '../../support/tiny-county.ts';

const county: County = tinyCounty({
  schools: [
    { id: 'b', tier: 'B', pupils: 1900, classes: 42, partyCommittee: true },
    { id: 'c', tier: 'R', pupils: 400, classes: 14, boarders: 20 },
    { id: 'u', tier: 'U', pupils: 1300, classes: 30 },
    { id: 'k', kind: '幼儿园', stage: 'K', pupils: 90, quota: 7 },
  ],
  sites: [{ id: 'z', schoolId: 'c', classes: 2, pupils: 30 }],
  teachers: ['t1', 't2', 't3', 't4', 't5', 't6'].map((id) => ({ id, schoolId: 'c' })),
  approved: [
    { stage: 'P', total: 190, approvedOn: '2025-01' },
    { stage: 'K', total: 8, approvedOn: '2025-01' },
  ],
});
const policy = parsePolicy({ quota: { deputySecretary: true }, pool: { size: 3 } });
const table = await establishCounty(county, policy);

const failing = (changed: Establishment, of: County = county) =>
  new Set(
    checkEstablishment(of, policy, changed)
      .filter(({ status }) => status === 'fail')
      .map(({ name }) => name),
  );

test('Q03: the pool of the re-check is that of 中小学, where the kindergarten has quota to spare', () => {
  const whole = { ...table.pool, idle: table.pool.idle + 8 };
  expect([...failing({ ...table, pool: whole })]).toEqual(['turnover-pool']);
});

test('every step has a check for each of its rules, and a right table passes all', () => {
  const names = table.checks.map(({ name, ruleId }) => `${name} ${ruleId}`);
  const steps = ESTABLISHMENT_STEPS.flatMap(({ name, rules }) =>
    rules.map((id) => `${name} ${id}`),
  );
  expect(names.toSorted()).toEqual(steps.toSorted());
  expect(table.checks.filter(({ status }) => status !== 'pass')).toEqual([]);
});

test('each rule keeps the strength of the book, whatever step it stands in', () => {
  const letters: Readonly<Record<string, string>> = STRENGTH_LETTER;
  const book = table.checks.map(({ ruleId }) => letters[ruleById(ruleId)?.strength ?? '']);
  expect(table.checks.map(({ strength }) => strength)).toEqual(book);
  expect(new Set(book).size).toBeGreaterThan(3);
});

/** Changes one row of the table. */
function withRow(
  schoolId: string,
  change: (row: Establishment['parts'][number]) => object,
): Establishment {
  return {
    ...table,
    parts: table.parts.map((row) => (row.schoolId === schoolId ? { ...row, ...change(row) } : row)),
  };
}
const moveHead = (from: string, to: string): Establishment => {
  const taken = withRow(from, ({ quota, parts }) => ({
    quota: quota - 1,
    parts: { ...parts, rounding: parts.rounding - 100 },
  }));
  return {
    ...taken,
    parts: taken.parts.map((row) =>
      row.schoolId === to
        ? {
            ...row,
            quota: row.quota + 1,
            parts: { ...row.parts, rounding: row.parts.rounding + 100 },
          }
        : row,
    ),
  };
};

describe('a changed figure', () => {
  test('one head moved between schools breaks the largest remainder, not the total', () => {
    const found = failing(moveHead('b', 'u'));
    expect(found).toContain('school-quotas');
    expect(found).not.toContain('stage-totals');
  });

  test('one head more breaks the total and the ledger', () => {
    const found = failing(withRow('b', ({ quota }) => ({ quota: quota + 1 })));
    expect(found).toContain('stage-totals');
    expect(found).toContain('ledgers');
  });

  test('a head lent to the other ledger is noticed', () => {
    expect(failing(moveHead('b', 'k'))).toContain('ledgers');
  });

  test('an explanation that does not add up', () => {
    const found = failing(withRow('b', ({ parts }) => ({ parts: { ...parts, pupils: 1 } })));
    expect([...found]).toEqual(['school-quotas']);
  });

  test('a school below its least heads', () => {
    const low = withRow('c', () => ({ quota: 3 }));
    expect(failing(low)).toContain('least-heads');
    expect(failing(low)).toContain('site-heads');
  });

  test('a second dormitory post of one school, at its other stage', async () => {
    const nine = tinyCounty({
      schools: [
        {
          ...{ id: 'nine', kind: '九年一贯制' },
          parts: [
            { stage: 'P', pupils: 380, classes: 10, quota: 20, boarders: 20 },
            { stage: 'J', pupils: 270, classes: 6, quota: 20, boarders: 90 },
          ],
        },
        { id: 'p', pupils: 400, classes: 10, quota: 20 },
      ],
    });
    const right = await establishCounty(nine, policy);
    expect(right.checks.filter(({ status }) => status !== 'pass')).toEqual([]);
    const twice = {
      ...right,
      parts: right.parts.map((row) => {
        const by = row.stage !== 'P' ? 0 : row.schoolId === 'nine' ? 1 : -1;
        return {
          ...row,
          quota: row.quota + by,
          parts: { ...row.parts, boarding: row.parts.boarding + 100 * by },
        };
      }),
    };
    expect(failing(twice, nine)).toContain('school-quotas');
  });

  test('a missing deputy secretary, and a wrong pool', () => {
    expect([...failing({ ...table, deputySecretaries: [] })]).toEqual(['deputy-secretaries']);
    const pool = { ...table.pool, lendable: table.pool.lendable + 1 };
    expect([...failing({ ...table, pool })]).toEqual(['turnover-pool']);
    const over = { ...table.pool, over: table.pool.over + 1 };
    expect([...failing({ ...table, pool: over })]).toEqual(['over-quota']);
  });

  test('non-teaching posts above the cap', () => {
    const found = failing(
      withRow('b', ({ nonTeaching }) => ({ nonTeaching: { ...nonTeaching, posts: 40 } })),
    );
    expect(found).toContain('non-teaching-cap');
  });

  test('a post moved from one subject to another, and PE below its norm', () => {
    const swap = (from: string, to: string) =>
      withRow('b', ({ subjects }) => ({
        subjects: subjects.map((each) => ({
          ...each,
          posts: each.posts + (each.subject === to ? 3 : each.subject === from ? -3 : 0),
        })),
      }));
    expect([...failing(swap('语文', '音乐'))]).toEqual(['subject-posts']);
    expect(failing(swap('体育', '语文'))).toContain('pe-floor');
  });

  test('title posts moved before and after the tilt, and one too many', () => {
    const titles = (schoolId: string, kind: 'shared' | 'tilted', by: number) =>
      withRow(schoolId, (row) => ({
        titles: { ...row.titles, [kind]: { ...row.titles[kind], H: row.titles[kind].H + by } },
      }));
    const both = (kind: 'shared' | 'tilted'): Establishment => {
      const taken = titles('b', kind, -2);
      return {
        ...taken,
        parts: taken.parts.map((row) =>
          row.schoolId === 'u'
            ? {
                ...row,
                titles: {
                  ...row.titles,
                  [kind]: { ...row.titles[kind], H: row.titles[kind].H + 2 },
                },
              }
            : row,
        ),
      };
    };
    expect([...failing(both('shared'))]).toEqual(['title-shares']);
    expect([...failing(both('tilted'))]).toEqual(['title-tilt']);
    expect(failing(titles('b', 'tilted', 1))).toContain('title-totals');
  });

  test('a site with wrong heads, a stranger, a person sent twice, and one left out', () => {
    const site = (change: object) => ({ ...table, sites: [{ ...table.sites[0]!, ...change }] });
    expect(failing(site({ heads: 9 }))).toContain('site-heads');
    expect([...failing(site({ teacherIds: ['nobody'] }))]).toEqual(['site-staff']);
    expect([...failing(site({ teacherIds: ['t1', 't1', 't2', 't3'] }))]).toEqual(['site-staff']);
    expect([...failing(site({ teacherIds: ['t1'] }))]).toEqual(['site-staff']);
  });

  test('an old approval is a warning', () => {
    const old = {
      ...county,
      approved: county.approved.map((each) => ({ ...each, approvedOn: '2022-01' })),
    };
    const due = checkEstablishment(old, policy, table).filter(({ status }) => status === 'warn');
    expect(new Set(due.map(({ name }) => name))).toEqual(new Set(['quota-cycle']));
    expect(due[0]?.offenders).toEqual(['K', 'P']);
  });
});
