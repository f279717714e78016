/** From kinds to people: who of the interchangeable teachers goes where, and what everybody teaches at home. */
import { compareIds } from '../../domain/canonical.ts';
import type { Teacher } from '../../domain/county.ts';
import { type TeacherWeek, type Trip, WEEK_DAYS } from '../../domain/itinerant.ts';
import type { Policy } from '../../domain/policy.ts';
import { tieHasher } from '../../domain/tie-hash.ts';
import type { Kind, Option } from '../../rules/itinerant/situation.ts';
import type { HomeGroup, Lecturer } from '../../rules/itinerant/staff.ts';
import type { DayColumn } from './program.ts';

/** What the lot of a person is drawn with. */
const LOT = '走教';

/** A trip before its weekdays are known. */
export type DatelessTrip = Omit<Trip, 'weekdays'>;

/** Days of a kind for one option. */
interface Share {
  readonly option: Option;
  days: number;
}

/** Of a program. */
export interface Answer {
  readonly days: readonly DayColumn[];
  /** Of its columns; whole. */
  readonly values: Float64Array;
}

/** The trips of the answers of all parts, in order of person, place and subject. */
export function tripsOf(answers: readonly Answer[], policy: Policy): DatelessTrip[] {
  const byKind = new Map<Kind, Share[]>();
  for (const { days, values } of answers) {
    for (const { kind, option, column } of days) {
      const count = values[column] as number;
      if (count > 0) byKind.set(kind, [...(byKind.get(kind) ?? []), { option, days: count }]);
    }
  }
  return [...byKind]
    .flatMap(([kind, shares]) => dealOut(kind, shares, policy))
    .sort(
      (a, b) =>
        compareIds(a.teacherId, b.teacherId) ||
        compareIds(a.placeId, b.placeId) ||
        compareIds(a.subject, b.subject),
    );
}

/** Trips first, one person after the other up to the days away; then extra days at home up to the free days. */
function dealOut(kind: Kind, shares: readonly Share[], policy: Policy): DatelessTrip[] {
  const people = byLot(kind.teachers, policy.objective.tieSeed);
  const given = new Map<string, number>();
  const deal = (those: readonly Share[], most: number) =>
    people.flatMap((teacher) =>
      those.flatMap((share) => {
        const used = given.get(teacher.id) ?? 0;
        const days = Math.min(share.days, most - used);
        if (days <= 0) return [];
        share.days -= days;
        given.set(teacher.id, used + days);
        return [tripOf(teacher, kind, { option: share.option, days }, policy)];
      }),
    );
  return [
    ...deal(
      shares.filter(({ option }) => !option.isHome),
      kind.daysAway,
    ),
    ...deal(
      shares.filter(({ option }) => option.isHome),
      WEEK_DAYS,
    ),
  ];
}

function byLot(teachers: readonly Teacher[], seed: string): Teacher[] {
  return teachers
    .map((teacher) => ({ teacher, lot: tieHasher(seed, teacher.id) }))
    .sort(
      (a, b) =>
        a.lot.high(LOT) - b.lot.high(LOT) ||
        a.lot.low(LOT) - b.lot.low(LOT) ||
        compareIds(a.teacher.id, b.teacher.id),
    )
    .map(({ teacher }) => teacher);
}

function tripOf(
  teacher: Teacher,
  { group }: Kind,
  { option, days }: { option: Option; days: number },
  { itinerant }: Policy,
): DatelessTrip {
  const { lack, match, distance, isHome } = option;
  return {
    teacherId: teacher.id,
    homeSchoolId: group.place.school.id,
    homePlaceId: group.place.id,
    placeId: lack.place.id,
    schoolId: lack.place.school.id,
    subject: lack.subject,
    match,
    days,
    fifthsPerDay: lack.perDay,
    distance,
    allowance: isHome ? 0 : days * itinerant.allowancePerDay,
  };
}

/** The weeks of everybody in the groups that give days, by staff number. */
export function weeksOf(
  groups: readonly HomeGroup[],
  trips: readonly DatelessTrip[],
): TeacherWeek[] {
  const byTeacher = new Map<string, DatelessTrip[]>();
  for (const trip of trips)
    byTeacher.set(trip.teacherId, [...(byTeacher.get(trip.teacherId) ?? []), trip]);
  return groups
    .filter(({ lecturers }) => lecturers.some(({ teacher }) => byTeacher.has(teacher.id)))
    .flatMap((group) => groupWeeks(group, (id) => byTeacher.get(id) ?? []))
    .sort((a, b) => compareIds(a.teacherId, b.teacherId));
}

/** Everybody keeps what was told as far as the days given leave room; the rest of the lessons goes to who has room. */
function groupWeeks(
  group: HomeGroup,
  tripsOfPerson: (id: string) => DatelessTrip[],
): TeacherWeek[] {
  const { load, lecturers, ownLessons, place, subject } = group;
  const daysOf = ({ teacher }: Lecturer, atHome: boolean) =>
    tripsOfPerson(teacher.id)
      .filter(({ placeId }) => (placeId === place.id) === atHome)
      .reduce((sum, { days }) => sum + days, 0);
  const roomOf = (each: Lecturer) => each.norm - load * (daysOf(each, true) + daysOf(each, false));
  const kept = lecturers.map((each) => Math.min(each.told, roomOf(each)));
  let open = Math.max(0, ownLessons - kept.reduce((sum, each) => sum + each, 0));
  return lecturers.map((each, at) => {
    const own = kept[at] as number;
    const more = Math.min(open, roomOf(each) - own);
    open -= more;
    const daysAway = daysOf(each, false);
    return {
      teacherId: each.teacher.id,
      schoolId: place.school.id,
      homePlaceId: place.id,
      subject,
      norm: each.norm,
      homeBefore: each.told,
      homeAfter: own + more + load * daysOf(each, true),
      daysAway,
      away: load * daysAway,
    };
  });
}
