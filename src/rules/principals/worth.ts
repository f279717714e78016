/** The whole-number coefficients of the tiers for one person at one school. */
import type { School } from '../../domain/county.ts';
import { tieHasher } from '../../domain/tie-hash.ts';
import { type HeadPerson, type HeadRound, isStay, samePair } from './head-round.ts';

/** In strict order; see `src/formulation/principals/README.md`. */
export const HEAD_TIERS = [
  { name: 'coverage', sense: 'max' },
  { name: 'heads-kept', sense: 'max' },
  { name: 'wishes', sense: 'max' },
  { name: 'extra-moves', sense: 'min' },
  { name: 'two-way', sense: 'max' },
  { name: 'experience', sense: 'max' },
  { name: 'distance', sense: 'min' },
  { name: 'hash-high', sense: 'min' },
  { name: 'hash-low', sense: 'min' },
] as const;

/** An unknown way counts as this long, hundredths of a km. */
const UNKNOWN_WAY = 10_000;
/** X09: an experienced head of another school for a weak one; and back. */
const TO_WEAK = 2;
const FROM_WEAK = 1;
/** Experience of a new head: years that count, weight of a deputy's, and of 优秀 in the last review. */
const MOST_YEARS = 10;
const DEPUTY_WEIGHT = 2;
const EXCELLENT = 3;

/** Coefficients in the order of {@link HEAD_TIERS}. */
export function worthOf(person: HeadPerson, schoolAt: number, round: HeadRound): number[] {
  const school = round.schools[schoolAt] as School;
  const { teacher, standing, own } = person;
  const stays = isStay(person, school);
  const moves = standing !== null && !stays;
  const pair = { teacherId: teacher.id, schoolId: school.id };
  const lot = tieHasher(round.policy.objective.tieSeed, teacher.id);
  return [
    1,
    standing === null ? 0 : 1,
    round.demands.wished.some((each) => samePair(each, pair)) ? 1 : 0,
    moves && standing !== 'must-move' ? 1 : 0,
    moves ? twoWay(own?.weak === true, school.weak) : 0,
    standing === null ? experience(person) : 0,
    own === school ? 0 : (person.distances[schoolAt] ?? UNKNOWN_WAY),
    lot.high(school.id),
    lot.low(school.id),
  ];
}

function twoWay(fromWeak: boolean, toWeak: boolean): number {
  if (fromWeak === toWeak) return 0;
  return toWeak ? TO_WEAK : FROM_WEAK;
}

function experience({ leadership: { deputyYears, middleYears, reviews } }: HeadPerson): number {
  return (
    DEPUTY_WEIGHT * Math.min(deputyYears, MOST_YEARS) +
    Math.min(middleYears, MOST_YEARS) +
    (reviews.at(-1) === 'excellent' ? EXCELLENT : 0)
  );
}
