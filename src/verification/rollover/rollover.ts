/** The independent check of a year's end: the next county made again from the raw one, and compared field by field. */
import type { County, PostGroup, Teacher } from '../../domain/county.ts';
import { monthNumber } from '../calendar.ts';
import { homeGroupId, isCounted, isWaiting } from '../people.ts';
import {
  asTheYearBegins,
  asTheYearEnds,
  atThePost,
  endOf,
  monthText,
  type Year,
} from './person.ts';

export interface RolloverVerification {
  /** No finding. */
  readonly accepted: boolean;
  /** English sentences with staff numbers and post groups; never a personal name. */
  readonly findings: readonly string[];
}

/** Checks that `after` is what the year makes of `before` (README.md § The year's end). */
export function verifyRollover(before: County, year: Year, after: County): RolloverVerification {
  const findings = [
    ...decisionFindings(before, year),
    ...stayFindings(before, year),
    ...peopleFindings(expectedTeachers(before, year), after),
    ...postFindings(before, year, after),
    ...(['name', 'districts', 'schools', 'approved', 'sites', 'researchers'] as const)
      .filter((field) => !same(before[field], after[field]))
      .map((field) => `The year changes the ${field} of the county.`),
  ];
  return { accepted: findings.length === 0, findings };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function expectedTeachers(before: County, year: Year): Teacher[] {
  const decided = new Map(year.decisions.map((decision) => [decision.teacherId, decision]));
  return before.teachers.map((person) => {
    const begun = asTheYearBegins(person, before, year);
    const during = atThePost(begun, decided.get(person.id), before, year.policy);
    return asTheYearEnds(during, before, year);
  });
}

/** Everybody once, at most one decision, no second exchange, nobody stays where no exchange ends. */
function decisionFindings(before: County, year: Year): string[] {
  const people = new Map(before.teachers.map((person) => [person.id, person]));
  const posts = new Map(before.postGroups.map((group) => [group.id, group]));
  const seen = new Set<string>();
  return year.decisions.flatMap(({ teacherId, postGroupId }) => {
    const person = people.get(teacherId);
    if (person === undefined) return [`${teacherId} is decided and not on the roster.`];
    const twice = seen.has(teacherId) ? [`${teacherId} is decided twice.`] : [];
    seen.add(teacherId);
    if (postGroupId === null) return twice;
    const post = posts.get(postGroupId);
    if (post === undefined)
      return [...twice, `${teacherId} is sent to ${postGroupId}, which is no post.`];
    const begun = asTheYearBegins(person, before, year);
    const second = begun.exchange !== null && post.schoolId !== begun.schoolId;
    return [
      ...twice,
      ...(second ? [`${teacherId} is on an exchange and is sent elsewhere (R06).`] : []),
    ];
  });
}

/** R05: nobody stays at a school where no exchange ends in the year. */
function stayFindings(before: County, year: Year): string[] {
  const end = monthNumber(year.policy.referenceMonth) + 12;
  return (year.stays ?? []).flatMap((id) => {
    const person = before.teachers.find((each) => each.id === id);
    const exchange = person === undefined ? null : asTheYearBegins(person, before, year).exchange;
    const begins = year.decisions.some(
      ({ teacherId, kind }) => teacherId === id && kind === 'rotation',
    );
    const ends = begins
      ? year.policy.rotation.termYears === 1
      : exchange !== null && endOf(exchange) <= end;
    return ends ? [] : [`${id} is to stay where no exchange ends (R05).`];
  });
}

/** Field by field; values are left out, for some are personal. */
export function peopleFindings(expected: readonly Teacher[], { teachers }: County): string[] {
  const found = new Map(teachers.map((person) => [person.id, person]));
  const known = new Set(expected.map(({ id }) => id));
  const strangers = teachers.filter(({ id }) => !known.has(id));
  return [
    ...strangers.map(({ id }) => `${id} comes from nowhere.`),
    ...(found.size === teachers.length ? [] : ['Somebody is on the roster twice.']),
    ...expected.flatMap((person) => {
      const now = found.get(person.id);
      if (now === undefined) return [`${person.id} is lost.`];
      return (Object.keys(person) as (keyof Teacher)[])
        .filter((field) => !same(ordered(person[field]), ordered(now[field])))
        .map((field) => `${person.id}: ${field} is not what the year makes of it.`);
    }),
  ];
}

/** Keys in one order. */
function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

function postFindings(before: County, { policy }: Year, after: County): string[] {
  const later = { ...policy, referenceMonth: monthText(monthNumber(policy.referenceMonth) + 12) };
  const taken = new Map<string, number>();
  const take = (id: string | null | undefined) =>
    id == null ? undefined : taken.set(id, (taken.get(id) ?? 0) + 1);
  for (const person of after.teachers) {
    if (!isCounted(person, later) || isWaiting(person) || person.hiring === 'unplaced') continue;
    take(homeGroupId(person));
    take(person.exchange?.homePostGroupId);
  }
  const expected = before.postGroups.map((group): PostGroup => {
    const openings = Math.max(0, group.posts - (taken.get(group.id) ?? 0));
    return { ...group, openings, mustFill: 0 };
  });
  if (expected.length !== after.postGroups.length) return ['The post table changes with the year.'];
  return expected
    .filter((group, at) => !same(ordered(group), ordered(after.postGroups[at])))
    .map(({ id }) => `${id}: the openings are not the posts that nobody holds or comes back to.`);
}
