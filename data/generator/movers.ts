/**
 * 待调配人员 of the placement round: in every school and subject with more staff than posts the people with the
 * lowest merit lose their post; leaders and confirmed direct hires do not.
 */
import type { UnplacedReason } from '../../src/domain/county.ts';
import { bySchool, grouped, type Person } from './person.ts';

function releasable({ teacher }: Person): boolean {
  return !teacher.leader && teacher.exemption?.confirmed !== true;
}

const byMerit = (a: Person, b: Person) =>
  (a.teacher.merit ?? 0) - (b.teacher.merit ?? 0) || (a.teacher.id < b.teacher.id ? -1 : 1);

/** The `count` people of one school, stage and subject who lose their post. */
function released(people: readonly Person[], count: number): Person[] {
  const free = people.filter(releasable).sort(byMerit).slice(0, count);
  const bound = people
    .filter((person) => !releasable(person) && !person.teacher.leader)
    .sort(byMerit);
  const extra = bound.slice(0, count - free.length);
  for (const { teacher } of extra)
    Object.assign(teacher, { exemption: null, countsAgainstPosts: true });
  return [...free, ...extra];
}

function releasedOfSchool(staff: readonly Person[]): Person[] {
  const groups = grouped(
    staff,
    ({ teacher, part }) => `${part.stage}/${teacher.mainSubject ?? '-'}`,
  );
  return [...groups.values()].flatMap((people) => {
    const { part, teacher } = people[0]!;
    const row = part.subjects.find(({ subject }) => subject === teacher.mainSubject);
    const surplus = row === undefined ? 0 : row.staff - row.posts;
    return surplus > 0 ? released(people, surplus) : [];
  });
}

/** Heads of a school above its quota. */
function overQuota(staff: readonly Person[]): number {
  const parts = new Set(staff.map((person) => person.part));
  return staff.length - [...parts].reduce((sum, part) => sum + part.quota, 0);
}

/** Marks the movers and returns them; the lowest merits of a school above quota are its over-quota movers. */
export function releaseMovers(people: readonly Person[]): Person[] {
  return [...bySchool(people).values()].flatMap((staff) => {
    const movers = releasedOfSchool(staff).sort(byMerit);
    const over = overQuota(staff);
    movers.forEach(({ teacher }, index) => {
      const reason: UnplacedReason = index < over ? 'over-quota' : 'subject-surplus';
      Object.assign(teacher, { hiring: 'unplaced', unplacedReason: reason });
    });
    return movers;
  });
}
