/** The heads of the summer in the year's end: they take office before the other decisions are carried out (P01, P02). */
import type { County } from '../../domain/county.ts';
import { InputError } from '../../domain/errors.ts';
import type { Policy } from '../../domain/policy.ts';
import type { HeadPair } from '../../domain/principals.ts';
import { rolloverHeads } from '../principals/index.ts';
import type { YearDecision } from './types.ts';

export interface HeadsInOffice {
  readonly county: County;
  /** Without those that an appointment to another school has overtaken. */
  readonly decisions: readonly YearDecision[];
  /** Who begins a term, and who leaves the office; in order of staff number. */
  readonly headsAppointed: readonly string[];
  readonly headsLeft: readonly string[];
}

/**
 * @param appointments all heads of schools in scope from the reference month of `policy` on
 * @throws InputError for appointments that cannot be, and for a head whom a decision sends to a third school
 */
export function appointHeads(
  before: County,
  appointments: readonly HeadPair[],
  decisions: readonly YearDecision[],
  policy: Policy,
): HeadsInOffice {
  const county = rolloverHeads(before, appointments, policy);
  const earlier = new Map(before.teachers.map((teacher) => [teacher.id, teacher]));
  const leads = (duty: string | null | undefined) => duty === 'head';
  const changed = county.teachers.filter((teacher) => {
    const was = earlier.get(teacher.id);
    const moved = was?.schoolId !== teacher.schoolId;
    return moved || leads(was?.leadership?.duty) !== leads(teacher.leadership?.duty);
  });
  const inOffice = changed.filter(({ leadership }) => leads(leadership?.duty));
  return {
    county,
    decisions: standing(before, appointments, decisions),
    headsAppointed: inOffice.map(({ id }) => id),
    headsLeft: changed.filter((teacher) => !inOffice.includes(teacher)).map(({ id }) => id),
  };
}

/** I08: leaders are appointed; a post at the old school, or none, is left for the office. */
function standing(
  { teachers, postGroups }: County,
  appointments: readonly HeadPair[],
  decisions: readonly YearDecision[],
): YearDecision[] {
  const office = new Map(appointments.map(({ teacherId, schoolId }) => [teacherId, schoolId]));
  const home = new Map(teachers.map(({ id, schoolId }) => [id, schoolId]));
  const schoolOf = new Map(postGroups.map(({ id, schoolId }) => [id, schoolId]));
  return decisions.filter(({ teacherId, postGroupId }) => {
    const to = office.get(teacherId);
    if (to === undefined) return true;
    const post = postGroupId === null ? null : schoolOf.get(postGroupId);
    if (post === to) return true;
    if (post !== null && post !== undefined && post !== home.get(teacherId))
      throw twoSchools(teacherId);
    return false;
  });
}

function twoSchools(teacherId: string): InputError {
  const message = `职工 ${teacherId} 拟任校长，又另有到第三所学校的决定，请先取消其一 (appointed head, and sent to another school)。`;
  return new InputError([{ code: 'head-sent-elsewhere', path: teacherId, message }]);
}
