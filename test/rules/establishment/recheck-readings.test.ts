/** The re-check under every reading of the policy: it agrees with the arithmetic, and says what is only a warning. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { County } from '../../../src/domain/county.ts';
import { parsePolicy } from '../../../src/domain/policy.ts';
import { establishCounty } from '../../../src/planning/establish.ts';
import { establish } from '../../../src/rules/establishment/index.ts';
import { checkEstablishment } from '../../../src/verification/establishment.ts';
import { tinyCounty } from '../../support/tiny-county.ts';
import { aggregateCounty } from './county.ts';

test('all readings of the policy pass', async () => {
  for (const raw of [
    { quota: { smallSchoolPupils: 0, siteMinimum: 0, boardingPost: false } },
    { quota: { peFloor: false, growthPct: 100 } },
    { titleTilt: { mode: 'off' } },
    { nonTeaching: { base: 'staff' } },
  ]) {
    const checked = await establishCounty(aggregateCounty(), parsePolicy(raw));
    expect(checked.checks.filter(({ status }) => status !== 'pass')).toEqual([]);
  }
});

test('A8: the staff that is there, shared out, passes too, and is not the approved total', async () => {
  const staffed = tinyCounty({
    schools: [
      { id: 'a', pupils: 800, classes: 18, quota: 40 },
      { id: 'b', pupils: 400, classes: 10, quota: 22 },
    ],
    teachers: Array.from({ length: 30 }, (_, k) => ({
      ...{ id: `t${k}`, schoolId: k < 19 ? 'a' : 'b' },
    })),
    approved: [{ stage: 'P', total: 62 }],
  });
  const own = parsePolicy({ quota: { totals: 'staff' } });
  const { stages, checks } = await establishCounty(staffed, own);
  expect(stages[0]).toMatchObject({ total: 30, basis: 'staff', entered: 62 });
  expect(checks.filter(({ status }) => status === 'fail')).toEqual([]);
  const approved = establish(staffed, parsePolicy({}));
  const found = checkEstablishment(staffed, own, approved).filter(
    ({ status }) => status === 'fail',
  );
  expect(found.map(({ name }) => name)).toContain('stage-totals');
});

describe('warnings', () => {
  const warned = async (of: County) => {
    const { checks } = await establishCounty(of, parsePolicy({}));
    return checks.filter(({ status }) => status !== 'pass');
  };

  test('Q16: heads over quota in either ledger, with the schools', async () => {
    const crowded = tinyCounty({
      schools: [
        { id: 'a', pupils: 800, classes: 18, quota: 2 },
        { id: 'k', kind: '幼儿园', stage: 'K', quota: 1 },
      ],
      teachers: ['1', '2', '3', '4', '5'].map((id, k) => ({ id, schoolId: k < 3 ? 'a' : 'k' })),
    });
    const [found, ...others] = await warned(crowded);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ name: 'over-quota', ruleId: 'Q16', status: 'warn' });
    expect(found).toMatchObject({ measured: 2, offenders: ['a', 'k'] });
  });

  test('L01: a school with pupils that is left without a head', async () => {
    const cut = tinyCounty({
      schools: [
        { id: 'big', stage: 'H', pupils: 3000, classes: 60 },
        { id: 'none', stage: 'H', pupils: 6, classes: 1 },
      ],
      approved: [{ stage: 'H', total: 200 }],
    });
    const [found, ...others] = await warned(cut);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ name: 'least-heads', status: 'warn', offenders: ['none/H'] });
  });

  test('Q04: an approval given after the reference month', async () => {
    const ahead = tinyCounty({
      schools: [{ id: 's' }],
      approved: [{ stage: 'P', total: 13, approvedOn: '2026-12' }],
    });
    const found = await warned(ahead);
    expect(new Set(found.map(({ name }) => name))).toEqual(new Set(['quota-cycle']));
    expect(found[0]?.offenders).toEqual(['P']);
  });
});

test.each(['points', 'factor'])(
  'the tilt by %s changes the totals: a warning, no failure',
  async (mode) => {
    const { checks } = await establishCounty(
      aggregateCounty(),
      parsePolicy({ titleTilt: { mode } }),
    );
    const broken = checks.filter(({ status }) => status !== 'pass');
    expect(new Set(broken.map(({ name, status }) => `${name} ${status}`))).toEqual(
      new Set(['title-totals warn']),
    );
  },
);

describe('two readings of the rules', () => {
  const school = fc.record({
    stage: fc.constantFrom('P' as const, 'P' as const, 'J' as const, 'H' as const, 'V' as const),
    tier: fc.constantFrom('B' as const, 'U' as const, 'R' as const),
    weak: fc.boolean(),
    pupils: fc.integer({ min: 1, max: 1500 }),
    even: fc.boolean(),
    grade: fc.integer({ min: 1, max: 6 }),
    quota: fc.integer({ min: 1, max: 120 }),
    boarders: fc.constantFrom(0, 0, 1),
    expectedPupils: fc.constantFrom(null, 800),
    support: fc.constantFrom(null, 0, 3, 30),
  });
  const reading = fc.record({
    quota: fc.record({
      growthPct: fc.constantFrom(0, 37, 100),
      peFloor: fc.boolean(),
      boardingPost: fc.boolean(),
      pupilWeightPrimaryPct: fc.constantFrom(0, 40, 100),
      smallSchoolPupils: fc.constantFrom(0, 200, 700),
    }),
    titleTilt: fc.record({
      mode: fc.constantFrom('pool', 'points', 'factor', 'off'),
      pct: fc.constantFrom(0, 5, 40, 100),
    }),
    nonTeaching: fc.record({ base: fc.constantFrom('quota', 'staff') }),
  });

  test('the arithmetic and the re-check agree on any county and any policy', () => {
    fc.assert(
      fc.property(fc.array(school, { minLength: 1, maxLength: 8 }), reading, (list, raw) => {
        const stages = [...new Set(list.map(({ stage }) => stage))];
        const tiny = tinyCounty({
          schools: list.map(({ even, grade, support: _, ...rest }, k) => {
            const grades = Array(rest.stage === 'P' ? 6 : 3).fill(grade);
            return {
              ...{ id: `s${k}`, ...rest, classes: grade * grades.length },
              classesByGrade: even || rest.stage === 'V' ? null : grades,
            };
          }),
          groups: list.flatMap(({ support }, k) =>
            support === null ? [] : [{ schoolId: `s${k}`, category: 'A' as const, posts: support }],
          ),
          approved: stages.map((stage) => ({ stage, total: 1000 + 7 * list.length })),
        });
        const own = parsePolicy(raw);
        const broken = checkEstablishment(tiny, own, establish(tiny, own)).filter(
          ({ status }) => status === 'fail',
        );
        expect(broken).toEqual([]);
      }),
      { seed: 4, numRuns: 250 },
    );
  });
});
