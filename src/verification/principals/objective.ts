/** The tiers of a set of appointments, and the pairs that the program must hold, re-derived. */
import type { School, Teacher } from '../../domain/county.ts';
import type { HeadPair } from '../../domain/principals.ts';
import { tieHasher } from '../../domain/tie-hash.ts';
import { distances } from '../geography.ts';
import {
  brokenAt,
  isNamed,
  isRetired,
  type Question,
  schoolsInScope,
  standing,
  takesPart,
} from './facts.ts';

const TIERS = [
  'coverage',
  'heads-kept',
  'wishes',
  'extra-moves',
  'two-way',
  'experience',
  'distance',
  'hash-high',
  'hash-low',
] as const;
const UNKNOWN_WAY = 10_000;

/** Coefficients of a pair in the order of the tiers. */
function pairWorth(question: Question): (person: Teacher, school: School) => readonly number[] {
  const { county, policy, demands } = question;
  const way = distances(county, policy);
  return (person, school) => {
    const where = standing(person, question);
    const serving = where !== 'candidate';
    const here = person.schoolId === school.id;
    const moves = serving && !here;
    const from = county.schools.find(({ id }) => id === person.schoolId);
    const lot = tieHasher(policy.objective.tieSeed, person.id);
    const record = person.leadership;
    const years = (count: number | undefined) => (count === undefined ? 0 : Math.min(10, count));
    const crossing = moves && from?.weak !== school.weak;
    return [
      1,
      serving ? 1 : 0,
      isNamed(demands.wished, person.id, school.id) ? 1 : 0,
      moves && where !== 'must-move' ? 1 : 0,
      crossing ? (school.weak ? 2 : 1) : 0,
      serving
        ? 0
        : 2 * years(record?.deputyYears) +
          years(record?.middleYears) +
          (record?.reviews.at(-1) === 'excellent' ? 3 : 0),
      here ? 0 : (way(person, school) ?? UNKNOWN_WAY),
      lot.high(school.id),
      lot.low(school.id),
    ];
  };
}

/** Sums over the chosen pairs. */
export function tierValues(
  appointments: readonly HeadPair[],
  question: Question,
): { readonly name: string; readonly value: number }[] {
  const worth = pairWorth(question);
  const people = new Map(question.county.teachers.map((person) => [person.id, person]));
  const schools = new Map(question.county.schools.map((school) => [school.id, school]));
  const sums = TIERS.map(() => 0);
  for (const { teacherId, schoolId } of appointments) {
    const person = people.get(teacherId);
    const school = schools.get(schoolId);
    if (person === undefined || school === undefined) continue;
    worth(person, school).forEach((value, tier) => {
      sums[tier] = (sums[tier] ?? 0) + value;
    });
  }
  return TIERS.map((name, tier) => ({ name, value: sums[tier] ?? 0 }));
}

/** The program as a list: each admissible pair with whether it must be chosen and its coefficients. */
export function programPairs(question: Question): string[] {
  const { county, demands } = question;
  const worth = pairWorth(question);
  const people = county.teachers.filter((person) => takesPart(person, question));
  const bound = people.filter((person) => standing(person, question) === 'in-term');
  const closed = bound.map(({ schoolId }) => schoolId);
  return people
    .flatMap((person) =>
      schoolsInScope(question).flatMap((school) => {
        if (isRetired(person, question.policy)) return [];
        const isBound = bound.includes(person);
        const isForced = isNamed(demands.forced, person.id, school.id);
        const isOwn = standing(person, question) !== 'candidate' && person.schoolId === school.id;
        if (!isOwn && (isBound || (closed.includes(school.id) && !isForced))) return [];
        if (brokenAt(person, school, question).length > 0) return [];
        const fixed = isBound || isForced;
        return [`${person.id}>${school.id} ${fixed ? 1 : 0} ${worth(person, school).join(' ')}`];
      }),
    )
    .sort();
}
