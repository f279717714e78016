/** Who gives the lessons of a place, how many, and how many days its teachers may give away (W01, L06). */
import type { County, ExemptionKind, Teacher } from '../../domain/county.ts';
import { isConfirmed } from '../../domain/county.ts';
import { FIFTHS } from '../../domain/itinerant.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Subject } from '../../domain/vocabulary.ts';

import { isExempt } from '../direct-hire.ts';
import { weeklyLoad } from '../establishment/curriculum.ts';
import { isCounted } from '../movers.ts';
import { mayTeach } from '../stage.ts';
import { campusId, needOf, type Place } from './places.ts';

/** Confirmed grounds on which a person gives no lessons (D03, D04, D09, D11–D13). */
const ABSENT: ReadonlySet<ExemptionKind> = new Set([
  ...(['illness', 'seconded', 'maternity-leave', 'sick-leave', 'incapacity'] as const),
]);

function isAbsent({ exemption }: Teacher, { referenceMonth }: Policy): boolean {
  if (exemption === null || !isConfirmed(exemption) || !ABSENT.has(exemption.kind)) return false;
  const { from, to } = exemption;
  return (from === null || from <= referenceMonth) && (to === null || referenceMonth <= to);
}

const isPresent = (teacher: Teacher, policy: Policy): boolean =>
  teacher.category === 'T' &&
  mayTeach(teacher) &&
  (teacher.hiring === 'hired' || teacher.hiring === 'direct') &&
  !isAbsent(teacher, policy);

/** Whether the person may be sent: leaders, class teachers (their class is there every day), the exempt and people outside the posts stay. */
function mayTravel(teacher: Teacher, policy: Policy): boolean {
  const isRecruit = teacher.exemption?.kind === 'new-recruit';
  const isBound = teacher.leader || teacher.classTeacher || !isCounted(teacher, policy);
  return !isBound && (isRecruit || !isExempt(teacher, policy));
}

/** A present teacher, with weekly hours in fifths of a period. */
export interface Lecturer {
  readonly teacher: Teacher;
  /** Most that the person may teach. */
  readonly norm: number;
  /** What the person teaches as told; the norm where nothing is told. */
  readonly told: number;
  readonly mayTravel: boolean;
}

/** The present teachers of one main subject at one place. */
export interface HomeGroup {
  /** `placeId/subject`. */
  readonly id: string;
  readonly place: Place;
  readonly subject: Subject;
  /** Weekly periods of a full-time teacher, which is what a day gives in fifths. */
  readonly load: number;
  readonly lecturers: readonly Lecturer[];
  /** O_h, fifths. */
  readonly ownLessons: number;
  /** S_h, days of the week that the group may give. */
  readonly spareDays: number;
}

export const groupId = (placeId: string, subject: Subject): string => `${placeId}/${subject}`;

/** A class teacher has half a load (§3.6), a leader what is told. */
function normOf(teacher: Teacher, load: number): number {
  const full = FIFTHS * load;
  if (teacher.leader) return Math.min(full, FIFTHS * (teacher.weeklyHours ?? 0));
  return teacher.classTeacher ? full / 2 : full;
}

function lecturer(teacher: Teacher, load: number, policy: Policy): Lecturer {
  const norm = normOf(teacher, load);
  const { weeklyHours } = teacher;
  const told = weeklyHours === null ? norm : FIFTHS * weeklyHours;
  return { teacher, norm, told, mayTravel: mayTravel(teacher, policy) };
}

/** Present teachers by home place and main subject; the key is {@link groupId}. */
function presentByGroup(county: County, policy: Policy): Map<string, Teacher[]> {
  const groups = new Map<string, Teacher[]>();
  for (const teacher of county.teachers) {
    const { mainSubject, siteId, schoolId, stage } = teacher;
    if (mainSubject === null || !isPresent(teacher, policy)) continue;
    const key = groupId(siteId ?? campusId(schoolId, stage), mainSubject);
    groups.set(key, [...(groups.get(key) ?? []), teacher]);
  }
  return groups;
}

/**
 * The groups of every place, in order of place and subject.
 * @param extra lessons that others give of a subject at a place, fifths (W06)
 */
export function homeGroups(
  county: County,
  policy: Policy,
  { places, extra }: { places: readonly Place[]; extra: (key: string) => number },
): HomeGroup[] {
  const present = presentByGroup(county, policy);
  const byPlace = new Map(places.map((place) => [place.id, place]));
  return [...present]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, teachers]) => {
      const { mainSubject: subject } = teachers[0] as Teacher;
      const place = byPlace.get(id.slice(0, id.lastIndexOf('/')));
      const load = place === undefined ? null : weeklyLoad(place.stage, subject);
      if (place === undefined || subject === null || load === null) return [];
      const lecturers = teachers.map((teacher) => lecturer(teacher, load, policy));
      const sum = (of: (each: Lecturer) => number) =>
        lecturers.reduce((n, each) => n + of(each), 0);
      const isSeniorSchool = place.stage === 'H';
      const needed = isSeniorSchool ? Number.POSITIVE_INFINITY : needOf(place, subject) - extra(id);
      const ownLessons = Math.max(
        0,
        Math.min(
          sum(({ told }) => told),
          needed,
        ),
      );
      const spareDays = Math.max(0, Math.floor((sum(({ norm }) => norm) - ownLessons) / load));
      return [{ id, place, subject, load, lecturers, ownLessons, spareDays }];
    });
}
