/** The lists of a report: where each serving head stands, who may be appointed, who leads what and why. */
import type { School } from '../../domain/county.ts';
import type { Appointment, Candidate, HeadPair, ServingHead } from '../../domain/principals.ts';
import {
  type HeadPerson,
  type HeadRound,
  isStay,
  personObstacles,
} from '../../rules/principals/head-round.ts';
import { appointmentReason, leavingReason, standingReason } from './reasons.ts';

/** @param pairs null = there is no plan */
export function servingHeads(round: HeadRound, pairs: readonly HeadPair[] | null): ServingHead[] {
  const place = new Map((pairs ?? []).map(({ teacherId, schoolId }) => [teacherId, schoolId]));
  return round.people.flatMap((person) => {
    const { teacher, standing, months } = person;
    if (standing === null) return [];
    const toSchoolId = place.get(teacher.id) ?? null;
    const outcome = pairs === null ? null : outcomeOf(teacher.schoolId, toSchoolId);
    return [
      {
        teacherId: teacher.id,
        schoolId: teacher.schoolId,
        standing,
        months,
        reason: (outcome === 'leaves' ? leavingReason : standingReason)(person, round),
        outcome,
        toSchoolId,
      },
    ];
  });
}

function outcomeOf(from: string, to: string | null): NonNullable<ServingHead['outcome']> {
  if (to === null) return 'leaves';
  return to === from ? 'stays' : 'moves';
}

/** Everybody but the serving heads, and past retirement nobody. */
export function candidatesOf(round: HeadRound): Candidate[] {
  return round.people.flatMap((person) => {
    const { teacher, leadership, standing, toRetirement } = person;
    if (standing !== null || toRetirement <= 0) return [];
    const { duty, deputyYears, middleYears, teachingYears } = leadership;
    return [
      {
        ...{ teacherId: teacher.id, schoolId: teacher.schoolId, duty },
        ...{ deputyYears, middleYears, teachingYears },
        failed: personObstacles(person, round),
      },
    ];
  });
}

/** In the order of the schools. */
export function appointmentsOf(round: HeadRound, pairs: readonly HeadPair[]): Appointment[] {
  const headOf = new Map(pairs.map(({ teacherId, schoolId }) => [schoolId, teacherId]));
  const people = new Map(round.people.map((person) => [person.teacher.id, person]));
  return round.schools.flatMap((school, at) => {
    const person = people.get(headOf.get(school.id) ?? '');
    return person === undefined ? [] : [appointment(person, { school, at }, round)];
  });
}

function appointment(
  person: HeadPerson,
  { school, at }: { readonly school: School; readonly at: number },
  round: HeadRound,
): Appointment {
  const kind = isStay(person, school) ? 'stay' : person.standing === null ? 'new' : 'move';
  return {
    schoolId: school.id,
    teacherId: person.teacher.id,
    fromSchoolId: person.teacher.schoolId,
    kind,
    distance: person.own === school ? 0 : (person.distances[at] ?? null),
    reason: appointmentReason(person, kind, round),
  };
}
