/**
 * Which posts a sensible person would ask for and an honest planner would give: the generator's own short reading
 * of the admissibility tests, deliberately on the strict side (main or second subject only).
 */
import {
  type County,
  type District,
  isConfirmed,
  type PostGroup,
  type School,
  type Teacher,
} from '../../src/domain/county.ts';
import { type Stage, TIER_RANK } from '../../src/domain/vocabulary.ts';
import { REFERENCE_MONTH, yearMonth } from './months.ts';

export interface Atlas {
  readonly schools: ReadonlyMap<string, School>;
  /** Middle of each district's schools, metres. */
  readonly centres: ReadonlyMap<string, { readonly east: number; readonly north: number }>;
  /** Post groups with openings, in order of id. */
  readonly open: readonly PostGroup[];
}

export function atlasOf(
  county: Pick<County, 'schools' | 'postGroups'> & { readonly districts: readonly District[] },
): Atlas {
  const centres = county.districts.map((district) => {
    const own = county.schools.filter((school) => school.districtId === district.id);
    const mean = (axis: 'east' | 'north') =>
      Math.round(
        own.reduce((sum, school) => sum + (school.position?.[axis] ?? 0), 0) /
          Math.max(1, own.length),
      );
    return [district.id, { east: mean('east'), north: mean('north') }] as const;
  });
  return {
    schools: new Map(county.schools.map((school) => [school.id, school])),
    centres: new Map(centres),
    open: county.postGroups.filter((group) => group.openings > 0),
  };
}

const LEVEL: Readonly<Record<Stage, number>> = { K: 1, P: 2, X: 2, J: 3, H: 4, V: 4 };

/** Holds a certificate of the stage or above. */
export function certified(teacher: Teacher, stage: Stage): boolean {
  return teacher.certificates.some((certificate) => LEVEL[certificate.stage] >= LEVEL[stage]);
}

/** Main or recorded second subject. */
export function teaches(teacher: Teacher, group: PostGroup): boolean {
  const { subject } = group;
  return (
    subject !== null && (teacher.mainSubject === subject || teacher.otherSubjects.includes(subject))
  );
}

/** Listed directions and the B→R fallback, downward only; never inside the own district. */
export function flows(atlas: Atlas, teacher: Teacher, group: PostGroup): boolean {
  const home = atlas.schools.get(teacher.schoolId)!;
  const target = atlas.schools.get(group.schoolId)!;
  if (home.districtId === target.districtId) return false;
  return (
    TIER_RANK[target.tier] > TIER_RANK[home.tier] || (home.tier === 'R' && target.tier === 'R')
  );
}

/** The direction nobody may take without a right of return: towards the county seat. */
export function upward(atlas: Atlas, teacher: Teacher, group: PostGroup): boolean {
  const home = atlas.schools.get(teacher.schoolId)!;
  return TIER_RANK[atlas.schools.get(group.schoolId)!.tier] < TIER_RANK[home.tier];
}

/** Nothing in the person's own record keeps them out of the round. */
export function available(teacher: Teacher): boolean {
  const free = teacher.boundUntil === null || teacher.boundUntil < yearMonth(REFERENCE_MONTH);
  const { teachable, assessments, monitoringFails } = teacher;
  const teaching = teachable && assessments.at(-1) !== 'fail' && monitoringFails < 2;
  return free && teaching && teacher.documentsComplete && !isConfirmed(teacher.exemption);
}

/**
 * X22: into a kindergarten, senior or vocational stage from another one by exam only. S06: after a late form only
 * primary schools of the towns.
 */
export function isOpenTo(atlas: Atlas, teacher: Teacher, group: PostGroup): boolean {
  const { stage } = group;
  const byExam = stage === 'K' || stage === 'H' || stage === 'V';
  const mayEnter = !byExam || stage === teacher.stage || teacher.examPassed;
  return mayEnter && inTime(atlas, teacher, group);
}

function inTime(atlas: Atlas, { formLate, stage }: Teacher, group: PostGroup): boolean {
  const late = formLate && (stage === 'P' || stage === 'J');
  return !late || (group.stage === 'P' && atlas.schools.get(group.schoolId)!.tier === 'R');
}

/** The post suits the person, as far as people know who fill in a form: nobody thinks of being late, or of an exam. */
export function attracts(atlas: Atlas, teacher: Teacher, group: PostGroup): boolean {
  return (
    flows(atlas, teacher, group) &&
    certified(teacher, group.stage) &&
    teaches(teacher, group) &&
    !teacher.refusedPostGroupIds.includes(group.id) &&
    !teacher.kinSchoolIds.includes(group.schoolId)
  );
}

/** The post suits the person and no rule bars it. */
export function suits(atlas: Atlas, teacher: Teacher, group: PostGroup): boolean {
  return attracts(atlas, teacher, group) && isOpenTo(atlas, teacher, group);
}

/** Straight distance in metres, squared, from the home district's middle or else the old school. */
export function squaredDistance(atlas: Atlas, teacher: Teacher, schoolId: string): number {
  const home = atlas.schools.get(teacher.schoolId)!.position ?? { east: 0, north: 0 };
  const from =
    (teacher.homeDistrictId === null ? undefined : atlas.centres.get(teacher.homeDistrictId)) ??
    home;
  const to = atlas.schools.get(schoolId)!.position ?? from;
  return (from.east - to.east) ** 2 + (from.north - to.north) ** 2;
}
