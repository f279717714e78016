/** 任期接续: the county after the appointments have been made; terms count from the reference month. */
import { canonicalCounty } from '../../domain/canonical.ts';
import type { County, School, Teacher } from '../../domain/county.ts';
import { InputError } from '../../domain/errors.ts';
import type { Policy } from '../../domain/policy.ts';
import type { HeadPair } from '../../domain/principals.ts';
import { leadingStage } from '../../rules/principals/stage-fit.ts';
import { officeLeft } from '../../rules/principals/tenure.ts';
import { monthsSpent } from '../../rules/rotation/exchange-term.ts';

/**
 * Heads who are named for their own school go on with their term; everybody else named begins one at the school;
 * heads who are not named step down and stay as teachers. An office left stays on record (P01, P02). Years of service
 * are not counted up: that is the rollover's business, whoever leads.
 * @param appointments all heads of schools in scope; heads of 教学点 keep their duty
 * @throws InputError for an unknown person or school, and for a person or a school named twice
 */
export function rolloverHeads(
  county: County,
  appointments: readonly HeadPair[],
  policy: Policy,
): County {
  const schools = new Map(county.schools.map((school) => [school.id, school]));
  checkAppointments(county, appointments);
  const schoolOf = new Map(appointments.map(({ teacherId, schoolId }) => [teacherId, schoolId]));
  const teachers = county.teachers.map((teacher): Teacher => {
    const school = schools.get(schoolOf.get(teacher.id) ?? '');
    if (school !== undefined) return appointed(teacher, school, schools, policy);
    const serves =
      teacher.leadership?.duty === 'head' && schools.get(teacher.schoolId)?.kind !== '教学点';
    return serves ? steppedDown(teacher, policy) : teacher;
  });
  return canonicalCounty({ ...county, teachers });
}

function appointed(
  teacher: Teacher,
  school: School,
  schools: ReadonlyMap<string, School>,
  policy: Policy,
): Teacher {
  const record = teacher.leadership;
  const month = policy.referenceMonth;
  const moves = teacher.schoolId !== school.id;
  if (record?.duty === 'head' && !moves) return teacher;
  const leadership = {
    ...(record ?? BLANK),
    duty: 'head' as const,
    since: month,
    lastHeaded: record === null ? null : officeLeft(teacher, record, policy),
  };
  if (!moves) return { ...teacher, ...inOffice(teacher), leadership };
  const stays = school.parts.some(({ stage }) => stage === teacher.stage);
  return {
    ...teacher,
    ...inOffice(teacher),
    ...atHomeThere(teacher, month),
    leadership,
    schoolId: school.id,
    stage: stays ? teacher.stage : leadingStage(school),
    schoolStart: month,
    siteId: null,
    classTeacher: false,
    weeklyHours: null,
    // Nobody moves house: distances go on being measured from the old district.
    homeDistrictId: teacher.homeDistrictId ?? schools.get(teacher.schoolId)?.districtId ?? null,
  };
}

const BLANK = {
  ...{ deputyYears: 0, middleYears: 0, teachingYears: 0, trainingHours: 0 },
  certificate: false,
  reviews: [],
};

/** I08: appointed, so hired without a competition. */
function inOffice({ hiring }: Teacher): Pick<Teacher, 'leader' | 'hiring' | 'unplacedReason'> {
  return { leader: true, hiring: hiring === 'hired' ? 'hired' : 'direct', unplacedReason: null };
}

/** A head belongs to the school led: an exchange that still runs ends, its months count (X19). */
function atHomeThere(
  { exchange, exchangeMonths, boundUntil }: Teacher,
  month: string,
): Pick<Teacher, 'exchange' | 'exchangeMonths' | 'boundUntil'> {
  if (exchange === null) return { exchange, exchangeMonths, boundUntil };
  return {
    exchange: null,
    exchangeMonths: exchangeMonths + monthsSpent(exchange, month),
    boundUntil: boundUntil === exchange.until ? null : boundUntil,
  };
}

function steppedDown(teacher: Teacher, policy: Policy): Teacher {
  const leadership = teacher.leadership;
  if (leadership === null) return { ...teacher, leader: false };
  const lastHeaded = officeLeft(teacher, leadership, policy);
  return {
    ...teacher,
    leader: false,
    leadership: { ...leadership, duty: null, since: null, lastHeaded },
  };
}

function checkAppointments({ teachers, schools }: County, appointments: readonly HeadPair[]): void {
  const people = new Set(teachers.map(({ id }) => id));
  const places = new Set(schools.map(({ id }) => id));
  const wrong = appointments.filter(
    ({ teacherId, schoolId }, k) =>
      !people.has(teacherId) ||
      !places.has(schoolId) ||
      appointments.some(
        (other, at) => at < k && (other.teacherId === teacherId || other.schoolId === schoolId),
      ),
  );
  if (wrong.length === 0) return;
  throw new InputError(
    wrong.map(({ teacherId, schoolId }) => ({
      code: 'bad-appointment',
      path: `${teacherId}>${schoolId}`,
      message: `任命「${teacherId} → ${schoolId}」不成立：无此人、无此校，或重复任命 (unknown or named twice)。`,
    })),
  );
}
