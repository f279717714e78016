/** Each of a1 … a15 in a placement round: a pair that passes every test, and the same pair with one fact changed. */
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import { ADMISSIBILITY_TESTS, firstFailure } from '../../src/rules/admissibility.ts';
import { prepareRound } from '../../src/rules/round.ts';
import {
  mover,
  type TinyGroup,
  type TinySchool,
  type TinyTeacher,
  tinyCounty,
} from '../support/tiny-county.ts';

interface Change {
  readonly teacher?: Partial<TinyTeacher>;
  readonly group?: Partial<TinyGroup>;
  readonly home?: Partial<TinySchool>;
  readonly target?: Partial<TinySchool>;
  readonly policy?: Record<string, unknown>;
}

/** Name of the first failing test, or 'admissible'. */
function verdict({ teacher, group, home, target, policy }: Change): string {
  const county = tinyCounty({
    schools: [
      { id: 'home', tier: 'U', ...home },
      { id: 'new', tier: 'R', position: { east: 10_000, north: 0 }, ...target },
    ],
    groups: [{ schoolId: 'new', openings: 1, ...group }],
    teachers: [mover({ id: 't', schoolId: 'home', ...teacher })],
  });
  const round = prepareRound(county, parsePolicy(policy ?? {}));
  const failure = firstFailure(round.people[0]!, round.groups[0]!, round);
  return ADMISSIBILITY_TESTS[failure]?.name ?? 'admissible';
}

const chineseMathGroup = { subject: '数学' } as const;

describe('pairs that may be', () => {
  const open: [string, Change][] = [
    ['street to rural', {}],
    ['bureau-run to street', { home: { tier: 'B' }, target: { tier: 'U' } }],
    ['rural to another rural district', { home: { tier: 'R' } }],
    ['bureau-run to rural as a fallback (A1)', { home: { tier: 'B' } }],
    [
      'upward with a finished rural term (D10), without exam',
      { home: { tier: 'R' }, target: { tier: 'U' }, teacher: { returnRight: true } },
    ],
    ['a lower stage', { home: { stage: 'J' } }],
    [
      'second subject',
      { group: chineseMathGroup, teacher: { otherSubjects: ['数学'], mainSubject: '英语' } },
    ],
    [
      'an open illness ground that nobody confirmed (D05)',
      { teacher: { exemption: { kind: 'illness', missing: ['consent'], from: null, to: null } } },
    ],
    ['near retirement without application (A6)', { teacher: { birth: '1972-01' } }],
    [
      'a leave that ended last month (D09)',
      {
        teacher: {
          exemption: { kind: 'maternity-leave', missing: [], from: '2026-03', to: '2026-08' },
        },
      },
    ],
    [
      'a leave that begins next month',
      { teacher: { exemption: { kind: 'sick-leave', missing: [], from: '2026-10', to: null } } },
    ],
    [
      'to a senior school with the exam (X22)',
      {
        target: { stage: 'H' },
        teacher: { certificates: [{ stage: 'H', subject: null }], examPassed: true },
      },
    ],
    [
      'to a senior school without the exam, when nobody asks for it (X22)',
      {
        target: { stage: 'H' },
        teacher: { certificates: [{ stage: 'H', subject: null }] },
        policy: { nonCompulsoryExam: false },
      },
    ],
    ['from senior to primary needs no exam', { home: { stage: 'H' } }],
    ['a fail that a later pass follows', { teacher: { assessments: ['fail', 'pass'] } }],
    ['monitoring failed once', { teacher: { monitoringFails: 1 } }],
    [
      'may not teach after a failed assessment, but it is a support post',
      { teacher: { assessments: ['fail'], category: 'A' }, group: { category: 'A' } },
    ],
    ['a late form, and a primary school of a town (S06)', { teacher: { formLate: true } }],
    [
      'a late form of a senior teacher',
      { home: { stage: 'H' }, target: { stage: 'J' }, teacher: { formLate: true } },
    ],
    ['a term that ended last month', { teacher: { boundUntil: '2026-08' } }],
    ['a relative leads there, but it is a teaching post', { teacher: { kinSchoolIds: ['new'] } }],
    [
      'may not teach, but it is a support post',
      { teacher: { teachable: false, category: 'A' }, group: { category: 'A' } },
    ],
    [
      'room from the turnover pool',
      { target: { quota: 0 }, home: { quota: 3 }, policy: { pool: { size: 1 } } },
    ],
    [
      'forced to this very post',
      { policy: { locks: { forced: [{ teacherId: 't', postGroupId: 'new/P/T/语文' }] } } },
    ],
  ];
  test.each(open)('%s', (_name, change) => {
    expect(verdict(change)).toBe('admissible');
  });
});

describe('pairs that may not, with the first test that says so', () => {
  const closed: [string, string, Change][] = [
    [
      'flow-direction',
      'upward (X02)',
      { home: { tier: 'R' }, target: { tier: 'U' }, teacher: { examPassed: true } },
    ],
    ['flow-direction', 'street to street is not listed (A1)', { target: { tier: 'U' } }],
    [
      'flow-direction',
      'strict reading closes B→R',
      { home: { tier: 'B' }, policy: { 'flow.skip': 'strict' } },
    ],
    [
      'flow-direction',
      'return right switched off',
      {
        home: { tier: 'R' },
        target: { tier: 'U' },
        teacher: { returnRight: true },
        policy: { returnRight: false },
      },
    ],
    [
      'other-district',
      'same district (S01)',
      { home: { tier: 'R', districtId: 'D' }, target: { districtId: 'D' } },
    ],
    ['certificate', 'no certificate (E04)', { teacher: { certificates: [] } }],
    [
      'certificate',
      'a primary certificate does not open a junior post',
      { target: { stage: 'J' } },
    ],
    [
      'certificate',
      'kindergarten asks for its own',
      { target: { stage: 'K' }, group: { subject: '语文' } },
    ],
    [
      'certificate',
      'stage down closed by policy (A19)',
      { home: { stage: 'J' }, policy: { stage: { down: 'never' } } },
    ],
    [
      'certificate',
      'senior to primary when only junior to primary is open',
      { home: { stage: 'H' }, policy: { stage: { down: 'junior-to-primary' } } },
    ],
    ['subject-match', 'another subject', { group: { subject: '音乐' } }],
    ['subject-match', 'a teacher for a support post', { group: { category: 'W' } }],
    ['open-post', 'no opening', { group: { openings: 0, posts: 1 } }],
    ['open-post', 'no quota left (Q16)', { target: { quota: 0 } }],
    [
      'in-the-round',
      'confirmed illness (D03)',
      { teacher: { exemption: { kind: 'illness', missing: [], from: null, to: null } } },
    ],
    [
      'in-the-round',
      'near retirement with application (D01)',
      {
        teacher: {
          birth: '1972-01',
          exemption: { kind: 'near-retirement', missing: [], from: null, to: null },
        },
      },
    ],
    [
      'in-the-round',
      'near retirement without application if policy says so',
      { teacher: { birth: '1972-01' }, policy: { exempt: { retireNeedsApplication: false } } },
    ],
    [
      'in-the-round',
      'born before the cut-off of the plan (D08)',
      {
        teacher: {
          birth: '1980-01',
          exemption: { kind: 'near-retirement', missing: [], from: null, to: null },
        },
        policy: { exempt: { birthCutoffs: { men: '1963-07', women: '1980-01' } } },
      },
    ],
    ['in-the-round', 'papers missing (S03)', { teacher: { documentsComplete: false } }],
    ['service-term', 'term runs through September (R06)', { teacher: { boundUntil: '2026-09' } }],
    [
      'kinship',
      'management post under a relative (L09)',
      { teacher: { category: 'M', kinSchoolIds: ['new'] }, group: { category: 'M' } },
    ],
    [
      'in-the-round',
      'a leave that runs through September (D09)',
      {
        teacher: {
          exemption: { kind: 'maternity-leave', missing: [], from: '2026-06', to: '2026-09' },
        },
      },
    ],
    [
      'in-the-round',
      'wants to compete, but only in the own school (D07)',
      {
        teacher: {
          optsIn: true,
          exemption: { kind: 'illness', missing: [], from: null, to: null },
        },
      },
    ],
    [
      'entry-exam',
      'from primary to senior without the exam (X22)',
      {
        target: { stage: 'H' },
        teacher: { certificates: [{ stage: 'H', subject: null }] },
      },
    ],
    [
      'entry-exam',
      'from vocational to senior is a change too (X22)',
      { home: { stage: 'V' }, target: { stage: 'H' } },
    ],
    ['teachable', 'registration failed (B08)', { teacher: { teachable: false } }],
    ['teachable', 'last assessment failed (B08)', { teacher: { assessments: ['pass', 'fail'] } }],
    ['teachable', 'monitoring failed two years (B08)', { teacher: { monitoringFails: 2 } }],
    [
      'zones',
      'a key school chooses outsiders for its weak subjects only (X14)',
      {
        target: { keySchool: true },
        group: { category: 'A' },
        teacher: { category: 'A' },
        policy: { zones: true },
      },
    ],
    [
      'late-form',
      'the form came too late, and the school is in a street (S06)',
      { home: { tier: 'B' }, target: { tier: 'U' }, teacher: { formLate: true } },
    ],
    [
      'late-form',
      'the form came too late, and the post is a junior one (S06)',
      { home: { stage: 'J' }, target: { stage: 'J' }, teacher: { formLate: true } },
    ],
    ['distance-limit', '13 km by road, limit 12 (X20)', { policy: { distance: { maxKm: 12 } } }],
    [
      'zones',
      'mountain teacher into the basin (X12)',
      { home: { zone: 'mountain' }, target: { zone: 'plain' }, policy: { zones: true } },
    ],
    [
      'zones',
      'key school sends to the mountains only (X15)',
      { home: { keySchool: true }, target: { zone: null }, policy: { zones: true } },
    ],
    [
      'refused-post',
      'refused this post on record (X04)',
      { teacher: { refusedPostGroupIds: ['new/P/T/语文'] } },
    ],
    [
      'locks',
      'barred by the planner',
      { policy: { locks: { banned: [{ teacherId: 't', postGroupId: 'new/P/T/语文' }] } } },
    ],
    [
      'locks',
      'fixed elsewhere',
      { policy: { locks: { forced: [{ teacherId: 't', postGroupId: 'home/P/T/语文' }] } } },
    ],
  ];
  test.each(closed)('%s: %s', (name, _why, change) => {
    expect(verdict(change)).toBe(name);
  });

  test('entry-exam: a rotation into a bureau-run school needs the exam (X11)', () => {
    const rotate = (examPassed: boolean) => {
      const county = tinyCounty({
        schools: [
          { id: 'home', tier: 'R' },
          { id: 'new', tier: 'B' },
        ],
        groups: [{ schoolId: 'new', posts: 1 }],
        teachers: [{ id: 't', schoolId: 'home', volunteer: true, examPassed }],
      });
      const round = prepareRound(county, parsePolicy({ round: 'rotation' }));
      return ADMISSIBILITY_TESTS[firstFailure(round.people[0]!, round.groups[0]!, round)]?.name;
    };
    expect(rotate(false)).toBe('entry-exam');
    expect(rotate(true)).toBeUndefined();
  });

  test('every test has a case', () => {
    expect(new Set([...closed.map(([name]) => name), 'entry-exam'])).toEqual(
      new Set(ADMISSIBILITY_TESTS.map(({ name }) => name)),
    );
  });
});
