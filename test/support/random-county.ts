/** Tiny random counties for brute force: a few schools, post groups and people with every kind of fact. */
import fc from 'fast-check';
import type { County } from '../../src/domain/county.ts';
import type { Subject } from '../../src/domain/vocabulary.ts';
import {
  mover,
  type TinyGroup,
  type TinySchool,
  type TinyTeacher,
  tinyCounty,
} from './tiny-county.ts';

const SUBJECTS: readonly Subject[] = ['语文', '数学', '科学'];
const subject = fc.constantFrom(...SUBJECTS);
const title = fc.constantFrom('H' as const, 'M' as const, 'E' as const);
const stage = fc.constantFrom('P' as const, 'P' as const, 'P' as const, 'J' as const);

const schools: fc.Arbitrary<TinySchool[]> = fc
  .tuple(
    ...(['B', 'U', 'R', 'R'] as const).map((tier, k) =>
      fc
        .record({
          stage,
          quota: fc.integer({ min: 1, max: 5 }),
          H: fc.nat(2),
          M: fc.nat(2),
          weak: fc.boolean(),
          east: fc.integer({ min: 0, max: 40_000 }),
          shared: fc.boolean(),
          keySchool: fc.boolean(),
        })
        .map(({ H, M, east, shared, ...rest }) => ({
          id: `s${k}`,
          tier,
          // Two rural schools may share a district.
          districtId: shared && k >= 2 ? 'D-rural' : `D-s${k}`,
          titleCaps: { H, M, E: 9 },
          position: { east, north: 0 },
          ...rest,
        })),
    ),
  )
  .map((list) => [...list]);

const group = fc.record({
  // Posts mostly where people may go: downward.
  school: fc.constantFrom(0, 1, 2, 2, 3, 3),
  subject,
  openings: fc.integer({ min: 1, max: 2 }),
  support: fc.constantFrom(false, false, true),
});

const person = fc.record({
  school: fc.constantFrom(0, 1, 1, 2, 2, 3),
  mainSubject: subject,
  other: fc.option(subject, { nil: null }),
  title,
  merit: fc.option(fc.nat(10_000), { nil: null }),
  ruralYears: fc.nat(20),
  senior: fc.constantFrom(true, true, true, false),
  returnRight: fc.boolean(),
  refusedFirst: fc.constantFrom(false, false, false, false, true),
  surplus: fc.boolean(),
  support: fc.constantFrom(false, false, false, true),
  wishes: fc.uniqueArray(fc.nat(3), { maxLength: 2 }),
  volunteer: fc.boolean(),
  settled: fc.boolean(),
});

function buildGroups(
  list: readonly TinySchool[],
  raw: { school: number; subject: Subject; openings: number; support: boolean }[],
): TinyGroup[] {
  const seen = new Set<string>();
  return raw.flatMap(({ school, subject: k, openings, support }) => {
    const key = `${school}/${support ? '-' : k}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const stageOf = list[school]?.stage ?? 'P';
    return [
      {
        schoolId: `s${school}`,
        stage: stageOf,
        category: support ? ('A' as const) : ('T' as const),
        subject: support ? null : k,
        posts: openings,
        openings,
      },
    ];
  });
}

/** People of a placement round: movers, and settled colleagues who fill quota and titles. */
export const placementCounty: fc.Arbitrary<County> = fc
  .tuple(
    schools,
    fc.array(group, { minLength: 3, maxLength: 4 }),
    fc.array(person, { minLength: 2, maxLength: 3 }),
    fc.array(person, { maxLength: 2 }),
  )
  .map(([list, groups, movers, settled]) => {
    const built = buildGroups(list, groups);
    const teacher = (raw: (typeof movers)[number], id: string): TinyTeacher => {
      const home = list[raw.school]?.stage ?? 'P';
      const refused = built[0];
      return {
        id,
        schoolId: `s${raw.school}`,
        category: raw.support ? 'A' : 'T',
        mainSubject: raw.support ? null : raw.mainSubject,
        otherSubjects: raw.other === null ? [] : [raw.other],
        certificates: [{ stage: raw.senior ? 'J' : home, subject: null }],
        title: raw.title,
        merit: raw.merit,
        ruralYears: raw.ruralYears,
        returnRight: raw.returnRight,
        refusedPostGroupIds:
          raw.refusedFirst && refused !== undefined
            ? [`${refused.schoolId}/${refused.stage}/${refused.category}/${refused.subject ?? '-'}`]
            : [],
        wishes: raw.wishes.map((k) => ({ schoolId: `s${k}`, postGroupId: null })),
      };
    };
    return tinyCounty({
      schools: list,
      groups: built,
      teachers: [
        ...movers.map((raw, k) => ({
          ...mover(teacher(raw, `m${k}`)),
          unplacedReason: raw.surplus ? ('subject-surplus' as const) : ('over-quota' as const),
        })),
        ...settled.map((raw, k) => teacher(raw, `t${k}`)),
      ],
    });
  });

/** People of a rotation: everybody at home, some due or willing. */
export const rotationCounty: fc.Arbitrary<County> = fc
  .tuple(
    schools,
    fc.array(group, { minLength: 1, maxLength: 4 }),
    fc.array(person, { minLength: 1, maxLength: 4 }),
  )
  .map(([list, groups, people]) =>
    tinyCounty({
      schools: list.map((school) => ({ ...school, tier: school.tier === 'B' ? 'U' : 'R' })),
      groups: buildGroups(list, groups).map((built) => ({ ...built, openings: 0 })),
      teachers: people.map((raw, k) => ({
        id: `p${k}`,
        schoolId: `s${raw.school}`,
        mainSubject: raw.mainSubject,
        otherSubjects: raw.other === null ? [] : [raw.other],
        certificates: [{ stage: 'J' as const, subject: null }],
        title: raw.title,
        merit: raw.merit,
        ruralYears: raw.ruralYears,
        volunteer: raw.volunteer,
        schoolStart: raw.settled ? '2010-09' : '2024-09',
        returnRight: raw.returnRight,
      })),
    }),
  );

/** Policies that switch the parts of the program on and off. */
export const placementPolicy: fc.Arbitrary<Record<string, unknown>> = fc.record({
  structuralMovers: fc.boolean(),
  flow: fc.record({
    arcs: fc.constantFrom(['BU', 'UR', 'RR'], ['BU', 'UR', 'RR', 'UU', 'BB']),
    skip: fc.constantFrom('fallback', 'strict', 'free'),
  }),
  pool: fc.record({ size: fc.nat(2) }),
  titleCaps: fc.constantFrom('soft', 'hard'),
  titleOverflow: fc.record({ max: fc.constantFrom(null, 0, 1) }),
  titleTilt: fc.record({ mode: fc.constantFrom('pool', 'points', 'factor', 'off') }),
  ruralTilt: fc.record({ floorPct: fc.constantFrom(null, null, 50, 100) }),
  keySchool: fc.record({ cap: fc.nat(2) }),
  distance: fc.record({ maxKm: fc.constantFrom(null, 20), softLimitKm: fc.constantFrom(10, 30) }),
  nonTeaching: fc.record({ primaryPct: fc.constantFrom(9, 50) }),
  stage: fc.record({
    up: fc.constantFrom('cert', 'never'),
    down: fc.constantFrom('free', 'never'),
  }),
});
