/**
 * 待调配人员 of the placement round: in every school and subject with more staff than posts the people with the
 * lowest merit lose their post; leaders and confirmed direct hires do not.
 */
import { isConfirmed, type UnplacedReason } from '../../src/domain/county.ts';
import { bySchool, grouped, type Person } from './person.ts';

function releasable({ teacher }: Person): boolean {
  return !teacher.leader && !isConfirmed(teacher.exemption);
}

const byMerit = (a: Person, b: Person) =>
  (a.teacher.merit ?? 0) - (b.teacher.merit ?? 0) || (a.teacher.id < b.teacher.id ? -1 : 1);

/** The `count` people of one school, stage and subject who lose their post; direct hires only where nobody else is left. */
function losers(people: readonly Person[], count: number): Person[] {
  const free = people.filter(releasable).sort(byMerit).slice(0, count);
  const bound = people
    .filter((person) => !releasable(person) && !person.teacher.leader)
    .sort(byMerit);
  return [...free, ...bound.slice(0, count - free.length)];
}

/** People of one school, stage and subject with more staff than posts. */
interface Surplus {
  readonly people: readonly Person[];
  /** Heads too many, at least 1. */
  readonly count: number;
}

function surplusesOf(staff: readonly Person[]): Surplus[] {
  const groups = grouped(
    staff,
    ({ teacher, part }) => `${part.stage}/${teacher.mainSubject ?? '-'}`,
  );
  return [...groups.values()].flatMap((people) => {
    const { part, teacher } = people[0]!;
    const row = part.subjects.find(({ subject }) => subject === teacher.mainSubject);
    const count = row === undefined ? 0 : row.staff - row.posts;
    return count > 0 ? [{ people, count }] : [];
  });
}

/** Heads of a school above its quota. */
function overQuota(staff: readonly Person[]): number {
  const parts = new Set(staff.map((person) => person.part));
  return staff.length - [...parts].reduce((sum, part) => sum + part.quota, 0);
}

/** By school, lowest merit first: who loses the post when merit alone decides. */
export function surplusPeople(people: readonly Person[]): Person[][] {
  return [...bySchool(people).values()].map((staff) =>
    surplusesOf(staff)
      .flatMap((surplus) => losers(surplus.people, surplus.count))
      .sort(byMerit),
  );
}

/** Those next in line: twice as many as lose their post, and two more, of every surplus subject. */
export function threatenedPeople(people: readonly Person[]): Person[] {
  return [...bySchool(people).values()].flatMap((staff) =>
    surplusesOf(staff).flatMap(({ people: own, count }) =>
      own
        .filter(releasable)
        .sort(byMerit)
        .slice(count, 3 * count + 2),
    ),
  );
}

function release({ teacher }: Person, unplacedReason: UnplacedReason): void {
  if (isConfirmed(teacher.exemption)) {
    Object.assign(teacher, { exemption: null, countsAgainstPosts: true, optsIn: false });
  }
  Object.assign(teacher, { hiring: 'unplaced', unplacedReason });
}

/** Marks the movers and returns them; the lowest merits of a school above quota are its over-quota movers. */
export function releaseMovers(people: readonly Person[]): Person[] {
  const staffs = [...bySchool(people).values()];
  return surplusPeople(people).flatMap((movers, index) => {
    const over = overQuota(staffs[index]!);
    movers.forEach((person, rank) => {
      release(person, rank < over ? 'over-quota' : 'subject-surplus');
    });
    return movers;
  });
}
