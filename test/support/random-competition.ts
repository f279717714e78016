/**
 * Tiny random counties of the summer's competitions: three schools of one district and one outside, people of every
 * kind that the competitions tell apart (late forms, couples, grades, unfinished papers, later batches).
 */
import fc from 'fast-check';
import type { County } from '../../src/domain/county.ts';
import type { Category, SchoolTier, Stage, Subject } from '../../src/domain/vocabulary.ts';
import { type TinyGroup, type TinySchool, type TinyTeacher, tinyCounty } from './tiny-county.ts';

const subject = fc.constantFrom<Subject>('语文', '语文', '数学', '科学');
const seldom = fc.constantFrom(false, false, false, true);
const often = fc.constantFrom(true, true, true, true, true, false);
const STAGES = fc.constantFrom<Stage[]>(
  ['P'],
  ['P'],
  ['P', 'J'],
  ['P', 'J'],
  ['J', 'H'],
  ['K', 'P'],
);

const school = fc.record({
  tier: fc.constantFrom<SchoolTier>('U', 'U', 'U', 'B', 'R'),
  stages: STAGES,
  quota: fc.integer({ min: 2, max: 4 }),
  H: fc.nat(2),
  weak: fc.boolean(),
  keySchool: seldom,
  zone: fc.constantFrom('plain' as const, 'mountain' as const, null),
  east: fc.integer({ min: 0, max: 30_000 }),
});

const group = fc.record({
  school: fc.constantFrom(0, 1, 2, 2, 3),
  part: fc.nat(1),
  category: fc.constantFrom<Category>('T', 'T', 'T', 'A', 'W'),
  subject,
  openings: fc.integer({ min: 1, max: 2 }),
});

const grade = fc.constantFrom(
  ...(['excellent', 'pass', 'pass', 'pass', 'basic', 'basic', 'fail'] as const),
);
const month = fc.constantFrom(null, '2026-05', '2026-12');

const person = fc.record({
  school: fc.constantFrom(0, 0, 1, 1, 2, 3),
  part: fc.nat(1),
  category: fc.constantFrom<Category>('T', 'T', 'T', 'T', 'A'),
  mainSubject: subject,
  other: fc.option(subject, { nil: null }),
  title: fc.constantFrom('H' as const, 'M' as const, 'E' as const),
  record: fc.record({
    merit: fc.option(fc.nat(10_000), { nil: null }),
    assessments: fc.array(grade, { maxLength: 2 }),
    monitoringFails: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2),
    classTeacher: fc.boolean(),
    backbone: fc.boolean(),
    weeklyHours: fc.constantFrom(null, 8, 14, 18),
  }),
  exemption: fc.option(
    fc.record({
      kind: fc.constantFrom('illness' as const, 'pregnant-nursing' as const, 'sick-leave' as const),
      missing: fc.constantFrom([], [], ['publicity' as const]),
      from: month,
      to: month,
    }),
    { nil: null, freq: 8 },
  ),
  optsIn: fc.boolean(),
  documentsComplete: often,
  examPassed: often,
  returnRight: fc.boolean(),
  formLate: seldom,
  volunteer: fc.boolean(),
  wishes: fc.uniqueArray(fc.nat(3), { maxLength: 2 }),
  ruralYears: fc.nat(20),
  countsAgainstPosts: often,
});
type Person = typeof person extends fc.Arbitrary<infer T> ? T : never;

function stageAt(list: readonly TinySchool[], at: number, part: number): Stage {
  const parts = list[at]?.parts ?? [];
  return (parts[part % parts.length] as { stage: Stage }).stage;
}

function teacher(list: readonly TinySchool[], raw: Person, id: string): TinyTeacher {
  const { school: at, part, other, wishes, record, mainSubject, ...rest } = raw;
  const stage = stageAt(list, at, part);
  const teaches = rest.category === 'T';
  return {
    ...rest,
    ...record,
    id,
    schoolId: `s${at}`,
    stage,
    mainSubject: teaches ? mainSubject : null,
    otherSubjects: teaches && other !== null ? [other] : [],
    certificates: [
      { stage: 'H', subject: null },
      { stage: 'K', subject: null },
    ],
    wishes: wishes.map((k) => ({ schoolId: `s${k}`, postGroupId: null })),
  };
}

function schoolsOf(
  raw: readonly (typeof school extends fc.Arbitrary<infer T> ? T : never)[],
  round: CompetitionRound,
): TinySchool[] {
  return raw.map(({ stages, quota, H, east, tier, ...rest }, k) => ({
    id: `s${k}`,
    districtId: DISTRICTS[round][k] as string,
    // A cross-district round needs a way down.
    tier: round === 'placement' && k >= 2 ? 'R' : tier,
    position: { east, north: 0 },
    parts: stages.map((stage) => ({ stage, quota, titleCaps: { H, M: 1, E: 9 } })),
    ...rest,
  }));
}

function groupsOf(
  list: readonly TinySchool[],
  raw: readonly (typeof group extends fc.Arbitrary<infer T> ? T : never)[],
): TinyGroup[] {
  const seen = new Set<string>();
  return raw.flatMap(({ school: at, part, category, subject: k, openings }) => {
    const stage = stageAt(list, at, part);
    const own = category === 'T' ? k : null;
    const key = `${at}/${stage}/${category}/${own}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ schoolId: `s${at}`, stage, category, subject: own, posts: openings, openings }];
  });
}

/** Districts of the four schools: a competition has one and a stranger, a cross-district round three. */
const DISTRICTS = {
  'in-school': ['D1', 'D1', 'D1', 'D2'],
  'in-district': ['D1', 'D1', 'D1', 'D2'],
  placement: ['D1', 'D1', 'D2', 'D3'],
} as const;
export type CompetitionRound = keyof typeof DISTRICTS;

/** Movers, settled colleagues, and people of a later batch; the first two movers may be a couple. */
export const competitionCounty = (round: CompetitionRound): fc.Arbitrary<County> =>
  fc
    .record({
      schools: fc.array(school, { minLength: 4, maxLength: 4 }),
      groups: fc.array(group, { minLength: 3, maxLength: 5 }),
      movers: fc.array(person, { minLength: 2, maxLength: 3 }),
      others: fc.array(fc.tuple(person, fc.constantFrom('hired' as const, 'waiting' as const)), {
        maxLength: 2,
      }),
      couple: fc.boolean(),
      refuses: seldom,
      mustFill: seldom,
    })
    .map(({ schools, groups, movers, others, couple, refuses, mustFill }) => {
      const list = schoolsOf(schools, round);
      const built = groupsOf(list, groups);
      const county = tinyCounty({
        schools: list,
        groups: built.map((each, k) => ({ ...each, mustFill: mustFill && k === 0 ? 1 : 0 })),
        teachers: [
          ...movers.map((raw, k) => ({
            ...teacher(list, raw, `m${k}`),
            hiring: 'unplaced' as const,
            // Who applied to go keeps the place at home meanwhile (X17, X18).
            unplacedReason: raw.volunteer ? ('volunteer' as const) : ('subject-surplus' as const),
            partnerId: couple && k < 2 ? `m${1 - k}` : null,
          })),
          ...others.map(([raw, hiring], k) => ({ ...teacher(list, raw, `o${k}`), hiring })),
        ],
      });
      const refused = refuses ? county.postGroups.slice(0, 1).map(({ id }) => id) : [];
      return {
        ...county,
        teachers: county.teachers.map((each) =>
          each.id === 'm0' ? { ...each, refusedPostGroupIds: refused } : each,
        ),
      };
    });

/** What the competitions read of a policy. */
export const competitionPolicy = (round: CompetitionRound) =>
  fc.record({
    round: fc.constant(round),
    couples: fc.constantFrom('off', 'same-town', 'same-town'),
    repostToSupport: fc.boolean(),
    nonCompulsoryExam: fc.boolean(),
    examForEntry: fc.boolean(),
    inDistrictMinMatchPct: fc.constantFrom(0, 50, 60, 100),
    'directHire.mayCompete': fc.boolean(),
    'merit.scale': fc.constantFrom('school-percentile', 'raw'),
    'merit.fullLoadBonus': fc.constantFrom(0, 10),
    'pool.size': fc.nat(1),
    titleCaps: fc.constantFrom('soft', 'hard'),
    'titleOverflow.max': fc.constantFrom(null, null, 1),
    'nonTeaching.primaryPct': fc.constantFrom(9, 50),
    'nonTeaching.juniorPct': fc.constantFrom(12, 50),
    zones: seldom,
    'keySchool.cap': fc.nat(1),
    structuralMovers: fc.boolean(),
  });
