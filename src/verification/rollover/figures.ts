/** The figures of a year of the plan, counted again: who is due, who moved, school by school, who is away, who comes home to a full post. */
import type { County, Teacher } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { RotationYear } from '../../domain/rotation-plan.ts';
import { monthNumber } from '../calendar.ts';
import { homeGroupId, isCounted, isDue } from '../people.ts';
import { endOf, monthText } from './person.ts';

/** A year of the plan with the counties between which it lies. */
export interface Span {
  readonly at: number;
  readonly planned: RotationYear;
  readonly policy: Policy;
  readonly before: County;
  readonly after: County;
}

const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);

/** Every figure of the year, counted again. */
export function figureFindings({ planned, policy, before, after }: Span): string[] {
  const people = new Map(before.teachers.map((person) => [person.id, person]));
  const counted = before.teachers.filter(
    (person) => isCounted(person, policy) && person.hiring !== 'waiting',
  );
  const due = new Set(counted.filter((person) => isDue(person, policy)).map(({ id }) => id));
  const movers = planned.exchanges.map(({ teacherId }) => people.get(teacherId));
  const count = (holds: (person: Teacher) => boolean) =>
    movers.filter((person) => person !== undefined && holds(person)).length;
  const ref = monthNumber(policy.referenceMonth);
  const figures = {
    due: due.size,
    moved: {
      all: movers.length,
      due: count(({ id }) => due.has(id)),
      total: count(({ stage }) => stage === 'P' || stage === 'J'),
      backbone: count(({ backbone }) => backbone),
    },
    awayBefore: before.teachers.filter(({ exchange }) => exchange !== null && endOf(exchange) > ref)
      .length,
    overfull: overfull(planned, policy, after),
  };
  const wrong = (Object.keys(figures) as (keyof typeof figures)[])
    .filter((name) => differs(figures[name], planned[name]))
    .map((name) => `${name} is not what the year gives.`);
  const schools = planned.schools.filter((row) => {
    const out = planned.exchanges.filter(({ fromSchoolId }) => fromSchoolId === row.schoolId);
    const into = planned.exchanges.filter(({ schoolId }) => schoolId === row.schoolId);
    const dueHere = [...due].filter((id) => people.get(id)?.schoolId === row.schoolId);
    const dueOut = out.filter(({ teacherId }) => due.has(teacherId));
    return differs(
      [row.due, row.out, row.in, row.dueOut],
      [dueHere.length, out.length, into.length, dueOut.length],
    );
  });
  return [
    ...wrong,
    ...schools.map(({ schoolId }) => `${schoolId}: the figures of the school are wrong.`),
    ...missingSchools(planned, before, due),
  ];
}

function missingSchools(planned: RotationYear, before: County, due: ReadonlySet<string>): string[] {
  const listed = new Set(planned.schools.map(({ schoolId }) => schoolId));
  const concerned = [
    ...before.teachers.filter(({ id }) => due.has(id)).map(({ schoolId }) => schoolId),
    ...planned.exchanges.flatMap(({ fromSchoolId, schoolId }) => [fromSchoolId, schoolId]),
  ];
  return [...new Set(concerned)]
    .filter((id) => !listed.has(id))
    .map((id) => `${id} is left out of the schools of the year.`);
}

/** Who came home to a group with more heads than posts. */
function overfull({ returned }: RotationYear, policy: Policy, after: County): string[] {
  const later = { ...policy, referenceMonth: monthText(monthNumber(policy.referenceMonth) + 12) };
  const held = new Map<string, number>();
  for (const person of after.teachers) {
    if (!isCounted(person, later) || person.hiring === 'waiting') continue;
    held.set(homeGroupId(person), (held.get(homeGroupId(person)) ?? 0) + 1);
  }
  const posts = new Map(after.postGroups.map((group) => [group.id, group.posts]));
  const back = new Set(returned.map(({ teacherId }) => teacherId));
  return after.teachers
    .filter((person) => {
      const group = homeGroupId(person);
      return back.has(person.id) && (held.get(group) ?? 0) > (posts.get(group) ?? 0);
    })
    .map(({ id }) => id);
}
