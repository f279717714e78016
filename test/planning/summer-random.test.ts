/** 全程 on random counties: the ledger adds up, nobody is lost, nobody twice, and the independent check accepts. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { HOLIDAY_YEARS } from '../../src/domain/holidays.ts';
import { SUMMER_STAGES } from '../../src/domain/summer.ts';
import { verifySummer } from '../../src/verification/index.ts';
import { runSummer } from '../support/summer.ts';
import { type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';

const subject = fc.constantFrom('语文' as const, '数学' as const, '科学' as const);
const category = fc.constantFrom('T', 'T', 'T', 'T', 'A', 'M', 'W') as fc.Arbitrary<
  'T' | 'A' | 'M' | 'W'
>;

const SCHOOLS = [
  { id: 'b', districtId: 'D0', tier: 'B' as const },
  { id: 'u', districtId: 'D1', tier: 'U' as const },
  { id: 'j', districtId: 'D1', tier: 'U' as const, stage: 'J' as const, kind: '初级中学' as const },
  { id: 'r', districtId: 'D2', tier: 'R' as const, zone: 'mountain' as const },
  { id: 'q', districtId: 'D2', tier: 'R' as const },
];
const school = fc.constantFrom(...SCHOOLS.map(({ id }) => id));

const ground = fc.constantFrom(
  null,
  null,
  null,
  'illness' as const,
  'sick-leave' as const,
  'new-recruit' as const,
);

const person = fc
  .record({
    schoolId: school,
    category,
    mainSubject: subject,
    other: subject,
    merit: fc.option(fc.nat(10_000), { nil: null }),
    title: fc.constantFrom('H' as const, 'M' as const, 'E' as const),
    leader: fc.constantFrom(false, false, false, false, true),
    classTeacher: fc.boolean(),
    middle: fc.constantFrom(false, false, true),
    ground,
    paper: fc.boolean(),
    optsIn: fc.boolean(),
    countsAgainstPosts: fc.constantFrom(true, true, true, false),
    bound: fc.constantFrom(false, false, false, true),
    volunteer: fc.boolean(),
    wish: school,
    documentsComplete: fc.constantFrom(true, true, false),
    agency: fc.constantFrom(false, false, false, true),
  })
  .map(
    ({
      category: c,
      mainSubject,
      other,
      middle,
      ground: kind,
      paper,
      bound,
      wish,
      agency,
      ...rest
    }) => ({
      ...rest,
      category: c,
      mainSubject: c === 'T' ? mainSubject : null,
      otherSubjects: c === 'T' && other !== mainSubject ? [other] : [],
      certificates: [{ stage: 'J' as const, subject: null }],
      leadership: middle ? { ...NO_POST, duty: 'middle' as const } : null,
      exemption:
        kind === null
          ? null
          : { kind, missing: paper ? [] : ['evidence' as const], from: null, to: null },
      boundUntil: bound ? '2028-08' : null,
      wishes: [{ schoolId: wish, postGroupId: null }],
      employment: agency ? ('agency' as const) : ('established' as const),
    }),
  );

const NO_POST = {
  since: null,
  deputyYears: 0,
  middleYears: 0,
  teachingYears: 5,
  trainingHours: 0,
  certificate: false,
  reviews: [],
  lastHeaded: null,
};

const group = fc.record({
  schoolId: school,
  category,
  subject,
  posts: fc.integer({ min: 1, max: 3 }),
});

const county: fc.Arbitrary<County> = fc
  .record({
    quota: fc.constantFrom(3, 12, 40),
    people: fc.array(person, { minLength: 6, maxLength: 16 }),
    groups: fc.uniqueArray(group, {
      minLength: 5,
      maxLength: 12,
      selector: (g) => `${g.schoolId}/${g.category}/${g.category === 'T' ? g.subject : '-'}`,
    }),
  })
  .map(({ quota, people, groups }) =>
    tinyCounty({
      schools: SCHOOLS.map((each) => ({ ...each, quota })),
      groups: groups.map(({ category: c, subject: k, ...rest }) => ({
        ...rest,
        category: c,
        subject: c === 'T' ? k : null,
        openings: 0,
      })),
      teachers: people.map(
        (each, k): TinyTeacher => ({ id: `t${String(k).padStart(2, '0')}`, ...each }),
      ),
    }),
  );

const policy = fc.record({
  agencyOutside: fc.boolean(),
  volunteersFirst: fc.boolean(),
  absentOutsidePosts: fc.boolean(),
  directHire: fc.record({ mayCompete: fc.boolean() }),
  flow: fc.record({ mode: fc.constantFrom('joint', 'cascade') }),
  inSchool: fc.record({
    batches: fc.constantFrom(
      [
        ['middle-leaders'],
        ['class-teachers', 'subject-teachers'],
        ['support', 'administration', 'logistics'],
      ],
      [
        ['subject-teachers'],
        ['class-teachers', 'middle-leaders'],
        ['support', 'administration'],
        ['logistics'],
      ],
    ),
  }),
});

test('people and posts add up after every stage', async () => {
  const seen = {
    direct: 0,
    volunteers: 0,
    inSchool: 0,
    inDistrict: 0,
    crossDistrict: 0,
    standby: 0,
  };
  await fc.assert(
    fc.asyncProperty(county, policy, async (given, raw) => {
      const { state, end } = await runSummer(given, { policy: raw });
      expect(end.kind).toBe('closed');
      expect(state.stages.map(({ stage }) => stage)).toEqual(SUMMER_STAGES);
      const scope = given.teachers
        .filter(({ employment }) => employment === 'established' || !raw.agencyOutside)
        .map(({ id }) => id);
      const decided = state.stages.flatMap(({ decisions }) => decisions.map((d) => d.teacherId));
      expect([...decided].sort()).toEqual([...scope].sort());
      for (const { ledger } of state.stages) {
        const { people, open, posts, held, vacant, above, ...kinds } = ledger;
        const arranged = Object.values(kinds).reduce((sum, heads) => sum + heads, 0);
        expect(people).toBe(scope.length);
        expect(arranged + open).toBe(people);
        expect(held + vacant).toBe(posts);
        expect(Math.min(open, vacant, above)).toBeGreaterThanOrEqual(0);
      }
      const heads = new Map<string, number>();
      for (const { postGroupId, kind } of state.stages.flatMap(({ decisions }) => decisions)) {
        if (postGroupId !== null && kind !== 'direct')
          heads.set(postGroupId, (heads.get(postGroupId) ?? 0) + 1);
      }
      for (const { id, posts } of given.postGroups) {
        expect(heads.get(id) ?? 0).toBeLessThanOrEqual(posts);
      }
      expect(verifySummer(given, state, HOLIDAY_YEARS).findings).toEqual([]);
      const last = state.stages.at(-1)?.ledger;
      for (const key of Object.keys(seen) as (keyof typeof seen)[]) seen[key] += last?.[key] ?? 0;
    }),
    { seed: 20260901, numRuns: 15, endOnFailure: true },
  );
  // Every way of being arranged occurs, so that none of the above is said of nothing.
  for (const heads of Object.values(seen)) expect(heads).toBeGreaterThan(0);
});
