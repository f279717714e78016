/** Who leads, who is exempt, who is bound, who may return: everything that keeps people in or out of a round. */
import type { Teacher } from '../../src/domain/county.ts';
import { REFERENCE_MONTH, yearMonth } from './months.ts';
import { bySchool, type Person } from './person.ts';
import { type Dice, dice } from './random.ts';
import * as rates from './rates.ts';
import type { DistrictPlan } from './units.ts';

const YEARS = 12;

/** Born by these months people have less than five years to their statutory retirement on 2026-09-01 (gradual schedule). */
const NEAR_RETIREMENT = { men60: '1970-04', women55: '1975-04', women50: '1979-05' } as const;

export function nearRetirement(teacher: Teacher): boolean {
  const track =
    teacher.statutoryTrack ??
    (teacher.sex === 'M' ? 'men60' : teacher.category === 'W' ? 'women50' : 'women55');
  return teacher.birth <= NEAR_RETIREMENT[track];
}

/** Heads and deputies by number of classes; a 中心校 has one more for its sites. */
function leaderCount(classes: number, centre: boolean): number {
  const byClasses = classes <= 12 ? 2 : classes <= 36 ? 3 : 4;
  return byClasses + (centre ? 1 : 0);
}

/** A surplus subject must keep enough people who can be released; at most five lead a school. */
function canSpare({ teacher, part }: Person): boolean {
  const row = part.subjects.find(({ subject }) => subject === teacher.mainSubject);
  return row === undefined || row.staff <= row.posts || row.posts >= 5;
}

function canLead(person: Person): boolean {
  const { teacher, age } = person;
  const experienced = age >= 35 * YEARS && age < 56 * YEARS && teacher.title !== 'E';
  return teacher.category === 'T' && experienced && canSpare(person);
}

function appointLeaders(source: Dice, people: readonly Person[]): void {
  const { unit } = people[0]!.part;
  const parts = new Set(people.map((person) => person.part));
  const classes = [...parts].reduce((sum, part) => sum + part.classes, 0);
  const able = people.filter(canLead);
  source
    .shuffled(able)
    .slice(0, leaderCount(classes, unit.centre))
    .forEach((person, index) => {
      person.teacher.leader = true;
      person.duty = index === 0 ? (unit.stages.includes('K') ? '园长' : '校长') : '副校长';
    });
}

/** Chance of being a recruit of this year, for those young enough. */
const RECRUIT_AMONG_YOUNG = {
  B: rates.NEW_RECRUIT / 0.11,
  U: rates.NEW_RECRUIT / 0.13,
  R: rates.NEW_RECRUIT / 0.2,
} as const;

type Kind = NonNullable<Teacher['exemption']>['kind'];

/** A street school without open posts has nobody away either: not one head may be added there. */
function isClosed({ unit, stage, subjects }: Person['part']): boolean {
  const full = subjects.every((row) => row.staff >= row.posts);
  return unit.tier === 'U' && stage !== 'K' && full;
}

function drawSituation(source: Dice, { teacher, age, part }: Person): Kind | null {
  const young = teacher.sex === 'F' && age < 40 * YEARS;
  if (age < 30 * YEARS && source.chance(RECRUIT_AMONG_YOUNG[part.unit.tier])) return 'new-recruit';
  if (young && source.chance(rates.PREGNANT_OF_WOMEN_UNDER_40)) {
    return source.chance(0.25) ? 'maternity-leave' : 'pregnant-nursing';
  }
  if (isClosed(part)) return nearRetirement(teacher) ? 'near-retirement' : null;
  if (source.chance(rates.ILL)) {
    return source.pick<Kind>(['illness', 'illness', 'illness', 'sick-leave', 'incapacity']);
  }
  if (source.chance(rates.SECONDED)) return 'seconded';
  return nearRetirement(teacher) ? 'near-retirement' : null;
}

/** Q23: these, once confirmed, take no hiring place. */
const OUTSIDE_POSTS: ReadonlySet<Kind> = new Set([
  'illness',
  'seconded',
  'sick-leave',
  'incapacity',
]);

function giveSituation(source: Dice, person: Person): void {
  const { teacher } = person;
  const kind = drawSituation(source, person);
  if (kind === null) return;
  // Nobody near retirement is exempt without asking for it (A6); the others are on record, confirmed or not.
  if (kind === 'near-retirement' && !source.chance(rates.RETIREMENT_APPLIED)) return;
  const sure = kind === 'new-recruit' || kind === 'near-retirement';
  const confirmed = sure || source.chance(rates.OTHERS_CONFIRMED);
  teacher.exemption = { kind, missing: confirmed ? [] : ['consent'], from: null, to: null };
  if (confirmed) teacher.hiring = 'direct';
  if (confirmed && OUTSIDE_POSTS.has(kind)) teacher.countsAgainstPosts = false;
  if (kind === 'new-recruit') {
    Object.assign(teacher, {
      schoolStart: yearMonth(REFERENCE_MONTH - 1),
      ruralYears: 0,
      title: 'E',
      backbone: false,
    });
    person.workStart = teacher.schoolStart;
  }
}

function giveHome(
  source: Dice,
  { teacher, part }: Person,
  districts: readonly DistrictPlan[],
): void {
  if (!source.chance(0.6)) return;
  const near = source.next();
  if (near < 0.55) teacher.homeDistrictId = part.unit.district;
  else if (near < 0.75) teacher.homeDistrictId = districts[0]!.name;
  else teacher.homeDistrictId = source.pick(districts).name;
}

/** Terms and examinations; all rare but for the exam (10 %) and the address (60 %). */
function giveRest(source: Dice, person: Person): void {
  const { teacher, age } = person;
  if (age < 32 * YEARS && source.chance(0.05)) {
    teacher.boundUntil = yearMonth(REFERENCE_MONTH + 11 + 12 * source.below(2));
  }
  if (teacher.category === 'T' && source.chance(0.002)) teacher.teachable = false;
  teacher.examPassed = teacher.category === 'T' && source.chance(0.1);
  teacher.volunteer = teacher.category === 'T' && source.chance(0.02);
}

/** Third pass over the staff. */
export function giveStanding(
  people: readonly Person[],
  districts: readonly DistrictPlan[],
  seed: number,
): void {
  const source = dice(seed, 'standing');
  for (const staff of bySchool(people).values()) appointLeaders(source, staff);
  for (const person of people) {
    if (!person.teacher.leader) giveSituation(source, person);
    giveHome(source, person, districts);
    giveRest(source, person);
  }
}
