/** A set of appointments as it stands: who leads what, what is broken, and what no relaxation allows. */
import type { HeadPair, Relaxation } from '../../domain/principals.ts';
import { brokenAt, isNamed, isRetired, type Question, schoolsInScope, standing } from './facts.ts';

export interface Reading {
  /** Schools in scope without a head. */
  readonly vacant: readonly string[];
  /** `teacher>school` of appointments that cannot be: twice, unknown, out of scope, after retirement. */
  readonly misplaced: readonly string[];
  readonly broken: readonly Relaxation[];
  readonly unwaived: readonly Relaxation[];
}

const keyOf = ({ kind, teacherId, schoolId }: Relaxation) => `${kind} ${teacherId} ${schoolId}`;

export function readAppointments(
  appointments: readonly HeadPair[],
  waived: readonly Relaxation[],
  question: Question,
): Reading {
  const { county, policy, demands } = question;
  const schools = new Map(schoolsInScope(question).map((school) => [school.id, school]));
  const people = new Map(county.teachers.map((person) => [person.id, person]));
  const times = (of: (pair: HeadPair) => string, value: string) =>
    appointments.filter((pair) => of(pair) === value).length;
  const broken: Relaxation[] = [];
  const misplaced: string[] = [];
  for (const { teacherId, schoolId } of appointments) {
    const person = people.get(teacherId);
    const school = schools.get(schoolId);
    const once =
      times((pair) => pair.teacherId, teacherId) === 1 &&
      times((pair) => pair.schoolId, schoolId) === 1;
    if (person === undefined || school === undefined || !once || isRetired(person, policy)) {
      misplaced.push(`${teacherId}>${schoolId}`);
    } else {
      broken.push(...brokenAt(person, school, question));
    }
  }
  for (const person of county.teachers) {
    if (standing(person, question) !== 'in-term') continue;
    if (!isNamed(appointments, person.id, person.schoolId))
      broken.push({ kind: 'in-term', teacherId: person.id, schoolId: null });
  }
  for (const { teacherId, schoolId } of demands.forced) {
    if (!isNamed(appointments, teacherId, schoolId))
      broken.push({ kind: 'forced', teacherId, schoolId });
  }
  const allowed = new Set(waived.map(keyOf));
  return {
    vacant: [...schools.keys()].filter((id) => times(({ schoolId }) => schoolId, id) === 0),
    misplaced,
    broken,
    unwaived: broken.filter((each) => !allowed.has(keyOf(each))),
  };
}
