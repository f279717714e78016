/**
 * A small valid county by hand: name only what the test is about, the rest has plain defaults.
 *
 * ```ts
 * const county = tinyCounty({
 *   schools: [{ id: 's1', tier: 'B' }, { id: 's2', tier: 'U', quota: 3 }],
 *   groups: [{ schoolId: 's2', subject: '数学', openings: 2 }],   // id s2/P/T/数学
 *   teachers: [mover({ id: 't1', schoolId: 's1', mainSubject: '数学' })],
 * });
 * ```
 *
 * Defaults. School: tier U, its own district `D-<id>`, position (0, 0), one primary part with quota 10 and title posts
 * 10/10/10, 240 pupils in 6 classes, no boarders, not weak, no zone, no key school. Site: 18 pupils in one class,
 * at (0, 0). Post group: the school's first part, category T, 语文, 1 opening, posts = openings, mustFill 0. Teacher: woman born 1990-01, established, counted, category T, 语文, stage of the school's first
 * part with a certificate of that stage, title E, at the school since 2024-09, hired, everything in order, no wishes.
 * Districts are made from the schools (tier of the first school by id) unless given. The result is checked by the schema
 * and in canonical order.
 */
import { canonicalCounty } from '../../src/domain/canonical.ts';
import {
  type ApprovedTotal,
  County,
  type District,
  type PostGroup,
  postGroupId,
  type Researcher,
  type School,
  SchoolPart,
  type Site,
  type Teacher,
} from '../../src/domain/county.ts';
import type { Stage } from '../../src/domain/vocabulary.ts';

type SchoolOnly = { id: string } & Partial<Omit<School, 'id' | 'parts'>>;
/** The fields of a part (`stage`, `quota`, `pupils` …) describe the only part; give `parts` instead for more than one. */
export type TinySchool = SchoolOnly & Partial<SchoolPart> & { parts?: readonly TinyPart[] };
type TinyPart = { stage: Stage } & Partial<SchoolPart>;
export type TinyGroup = { schoolId: string } & Partial<Omit<PostGroup, 'id' | 'schoolId'>>;
export type TinyTeacher = { id: string; schoolId: string } & Partial<Teacher>;
type TinySite = { id: string; schoolId: string } & Partial<Site>;
type TinyApproved = { stage: Stage; total: number } & Partial<ApprovedTotal>;

export interface TinyCounty {
  districts?: readonly District[];
  schools: readonly TinySchool[];
  groups?: readonly TinyGroup[];
  teachers?: readonly TinyTeacher[];
  approved?: readonly TinyApproved[];
  sites?: readonly TinySite[];
  researchers?: readonly Researcher[];
}

/** An unplaced person (not hired): a mover of the placement round. */
export function mover(teacher: TinyTeacher): TinyTeacher {
  return { hiring: 'unplaced', unplacedReason: 'not-hired', ...teacher };
}

/** @throws ZodError when the pieces do not make a valid county */
export function tinyCounty(tiny: TinyCounty): County {
  const schools = tiny.schools.map(school);
  const stageOf = (schoolId: string): Stage =>
    schools.find((each) => each.id === schoolId)?.parts[0]?.stage ?? 'P';
  return canonicalCounty(
    County.parse({
      name: 'tiny',
      districts: tiny.districts ?? districtsOf(schools),
      schools,
      postGroups: (tiny.groups ?? []).map((each) => group(each, stageOf(each.schoolId))),
      teachers: (tiny.teachers ?? []).map((each) => teacher(each, stageOf(each.schoolId))),
      approved: (tiny.approved ?? []).map((each) => ({ ...NO_APPROVAL, ...each })),
      sites: (tiny.sites ?? []).map((each) => site(each, stageOf(each.schoolId))),
      researchers: [...(tiny.researchers ?? [])],
    }),
  );
}

const NO_APPROVAL = { approver: '', approvedOn: null, validUntil: null };

function site(tiny: TinySite, stage: Stage): Site {
  return {
    name: tiny.id,
    stage,
    classes: 1,
    pupils: 18,
    classesByGrade: null,
    position: { east: 0, north: 0 },
    ...tiny,
  };
}

function school(tiny: TinySchool): School {
  const { parts, ...flat } = tiny;
  const own = Object.entries(flat).filter(([, value]) => value !== undefined);
  const ofPart = own.filter(([key]) => key in SchoolPart.shape);
  const rest = Object.fromEntries(own.filter(([key]) => !(key in SchoolPart.shape))) as SchoolOnly;
  const single: TinyPart = { stage: 'P', ...Object.fromEntries(ofPart) };
  return {
    name: tiny.id,
    kind: '小学',
    districtId: `D-${tiny.id}`,
    tier: 'U',
    weak: false,
    zone: null,
    community: null,
    keySchool: false,
    partyCommittee: false,
    position: { east: 0, north: 0 },
    ...rest,
    parts: (parts ?? [single]).map((part) => ({
      classes: 6,
      pupils: 240,
      quota: 10,
      temporary: 0,
      titleCaps: { H: 10, M: 10, E: 10 },
      classesByGrade: null,
      boarders: 0,
      expectedPupils: null,
      ...part,
    })),
  };
}

function districtsOf(schools: readonly School[]): District[] {
  const districts = new Map<string, District>();
  for (const { districtId, tier } of schools) {
    if (!districts.has(districtId))
      districts.set(districtId, { id: districtId, name: districtId, tier });
  }
  return [...districts.values()];
}

function group(tiny: TinyGroup, stage: Stage): PostGroup {
  const category = tiny.category ?? 'T';
  const openings = tiny.openings ?? 1;
  const full = {
    stage,
    category,
    subject: category === 'T' ? ('语文' as const) : null,
    posts: openings,
    mustFill: 0,
    ...tiny,
    openings,
  };
  return { id: postGroupId(full), ...full };
}

function teacher(tiny: TinyTeacher, stage: Stage): Teacher {
  const category = tiny.category ?? 'T';
  return {
    name: '',
    sex: 'F',
    birth: '1990-01',
    employment: 'established',
    countsAgainstPosts: true,
    category,
    stage,
    leader: false,
    mainSubject: category === 'T' ? '语文' : null,
    otherSubjects: [],
    certificates: [{ stage: tiny.stage ?? stage, subject: null }],
    title: 'E',
    schoolStart: '2024-09',
    ruralYears: 0,
    merit: null,
    backbone: false,
    degree: 'bachelor',
    hiring: 'hired',
    unplacedReason: null,
    exemption: null,
    statutoryTrack: null,
    boundUntil: null,
    teachable: true,
    examPassed: false,
    returnRight: false,
    documentsComplete: true,
    kinSchoolIds: [],
    refusedPostGroupIds: [],
    homeDistrictId: null,
    wishes: [],
    obeys: null,
    volunteer: false,
    siteId: null,
    classTeacher: false,
    weeklyHours: null,
    optsIn: false,
    formLate: false,
    partnerId: null,
    assessments: [],
    monitoringFails: 0,
    exchange: null,
    exchangeMonths: 0,
    leadership: null,
    ...tiny,
  };
}
