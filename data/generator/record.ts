/** 年度考核, 监测, and exchanges that run, have just ended or lie behind a person (E01, B08, R04, X19). */
import type { Assessment, County } from '../../src/domain/county.ts';
import { isConfirmed } from '../../src/domain/county.ts';
import { monthNumber, REFERENCE_MONTH, yearMonth } from './months.ts';
import type { Person } from './person.ts';
import { type Dice, dice } from './random.ts';

const YEARS = 3;
/** Percent of the yearly grades: excellent for the better half of the records twice as often as on average. */
const EXCELLENT = 15;
const BASIC = 1;
const MERIT_MEDIAN = 7400;
/** Share of teachers with one year of bad monitoring results; two years end the right to teach. */
const MONITORED_ONCE = 0.015;

function drawGrade(source: Dice, merit: number): Assessment {
  const excellent = merit >= MERIT_MEDIAN ? 1.7 * EXCELLENT : 0.3 * EXCELLENT;
  const mark = 100 * source.next();
  return mark < BASIC ? 'basic' : mark < BASIC + excellent ? 'excellent' : 'pass';
}

/** A person of two years' service has two grades. */
function yearsInService({ workStart }: Person): number {
  return Math.max(0, Math.floor((REFERENCE_MONTH - monthNumber(workStart)) / 12));
}

/** Who may not teach failed the last assessment, the monitoring of two years, or the registration of the certificate. */
function giveFault(source: Dice, { teacher }: Person): void {
  const kind = source.below(3);
  if (kind === 0 && teacher.assessments.length > 0) teacher.assessments.splice(-1, 1, 'fail');
  if (kind === 1) teacher.monitoringFails = 2;
}

function giveAssessments(people: readonly Person[], seed: number): void {
  const grades = dice(seed, 'assessments');
  const faults = dice(seed, 'assessment-faults');
  for (const person of people) {
    const { teacher } = person;
    const years = Math.min(YEARS, yearsInService(person));
    teacher.assessments = Array.from({ length: years }, () =>
      drawGrade(grades, teacher.merit ?? 0),
    );
    if (!teacher.teachable) giveFault(faults, person);
    else if (teacher.category === 'T' && faults.chance(MONITORED_ONCE)) teacher.monitoringFails = 1;
  }
}

/** Exchanges that run on and that end with this summer. */
const RUNNING = 12;
const ENDING = 4;
/** Months of a term at most, and months since a term began that leaves room for the coming school year. */
const LONGEST_TERM = 36;
const BEGUN = { from: 6, to: 24 } as const;
/** An exchange is over by the end of a school year. */
const END_OF_THIS_YEAR = yearMonth(REFERENCE_MONTH - 1);

const monthsBehind = (month: string) => REFERENCE_MONTH - monthNumber(month);

/** At a rural school for two years or less, in a subject without surplus, so that no draw of a round hangs on it. */
function canExchange({ teacher, part }: Person): boolean {
  const row = part.subjects.find(({ subject }) => subject === teacher.mainSubject);
  const fresh = monthsBehind(teacher.schoolStart);
  const rural = part.unit.tier === 'R' && (part.stage === 'P' || part.stage === 'J');
  const bound = teacher.leader || teacher.volunteer || isConfirmed(teacher.exemption);
  const settled = teacher.leadership === null && row !== undefined && row.staff <= row.posts;
  return (
    teacher.category === 'T' &&
    rural &&
    !bound &&
    settled &&
    fresh >= BEGUN.from &&
    fresh <= BEGUN.to
  );
}

/** The last month of a term that began when the person came: a whole number of school years, three at most. */
function drawEnd(source: Dice, schoolStart: string): string {
  const latest = monthNumber(schoolStart) + LONGEST_TERM - 1;
  const ends = [11, 23].map((later) => REFERENCE_MONTH + later).filter((end) => end <= latest);
  return yearMonth(ends.length === 0 ? REFERENCE_MONTH + 11 : source.pick(ends));
}

/** The post that somebody of the subject left: at a school of the county seat or a street. */
function homePosts(county: Pick<County, 'schools' | 'postGroups'>, { teacher }: Person) {
  const tiers = new Map(county.schools.map(({ id, tier }) => [id, tier]));
  return county.postGroups.filter(
    ({ schoolId, stage, subject }) =>
      stage === teacher.stage && subject === teacher.mainSubject && tiers.get(schoolId) !== 'R',
  );
}

function giveExchanges(
  people: readonly Person[],
  county: Pick<County, 'schools' | 'postGroups'>,
  seed: number,
): void {
  const source = dice(seed, 'exchanges');
  const able = source.shuffled(people.filter(canExchange));
  for (const [index, person] of able.slice(0, RUNNING + ENDING).entries()) {
    const { teacher } = person;
    const until = index < RUNNING ? drawEnd(source, teacher.schoolStart) : END_OF_THIS_YEAR;
    const home = source.pick(homePosts(county, person));
    teacher.exchange = {
      homeSchoolId: home.schoolId,
      homePostGroupId: home.id,
      since: teacher.schoolStart,
      until,
    };
    teacher.boundUntil = until;
  }
}

/** Of the teachers, those with an exchange or 支教 of one to three years behind them. */
const WITH_PAST = 0.05;

function giveMonths(people: readonly Person[], seed: number): void {
  const source = dice(seed, 'exchange-months');
  for (const { teacher, part } of people) {
    if (teacher.category !== 'T' || !source.chance(WITH_PAST)) continue;
    const months = source.pick([12, 12, 24, 36]);
    const rural = part.unit.tier === 'R' || 12 * teacher.ruralYears >= months;
    if (rural) teacher.exchangeMonths = months;
  }
}

/** The records of the whole staff. */
export function giveRecords(
  people: readonly Person[],
  county: Pick<County, 'schools' | 'postGroups'>,
  seed: number,
): void {
  giveAssessments(people, seed);
  giveExchanges(people, county, seed);
  giveMonths(people, seed);
}
