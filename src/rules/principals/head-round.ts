/** The facts of a summer's appointments: the schools to be led, the people, and what stands between the two. */
import {
  type County,
  isConfirmed,
  type Leadership,
  type School,
  type Teacher,
} from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { HeadDemands, HeadObstacle, HeadPair, HeadStanding } from '../../domain/principals.ts';
import { distanceTable } from '../geography.ts';
import { monthsToRetirement } from '../retirement.ts';
import { isDismissed } from './reviews.ts';
import { fitsStage } from './stage-fit.ts';
import { earlierMonths, insideTerm, monthsAsHead, monthsAtSchool, mustMove } from './tenure.ts';

export interface HeadPerson {
  readonly teacher: Teacher;
  readonly leadership: Leadership;
  readonly own: School | undefined;
  /** Of a serving head of a school in scope; null = a candidate. */
  readonly standing: HeadStanding | null;
  /** As head of the own school, an earlier office there that counts on included; null = not told. */
  readonly months: number | null;
  readonly toRetirement: number;
  /** Road from the home to each school of the round, hundredths of a km. */
  readonly distances: readonly (number | null)[];
}

export interface HeadRound {
  readonly county: County;
  readonly policy: Policy;
  readonly demands: HeadDemands;
  /** In scope: all but 教学点, whose heads the central school appoints (I08). */
  readonly schools: readonly School[];
  readonly people: readonly HeadPerson[];
}

const NO_LEADERSHIP: Leadership = {
  duty: null,
  since: null,
  deputyYears: 0,
  middleYears: 0,
  teachingYears: 0,
  trainingHours: 0,
  certificate: false,
  reviews: [],
  lastHeaded: null,
};

export const samePair = (a: HeadPair, b: HeadPair): boolean =>
  a.teacherId === b.teacherId && a.schoolId === b.schoolId;

/** People: serving heads, everybody with a record as a leader who is there, and whoever a demand names. */
export function headRound(county: County, policy: Policy, demands: HeadDemands): HeadRound {
  const schools = county.schools.filter(({ kind }) => kind !== '教学点');
  const places = new Map(schools.map((school) => [school.id, school]));
  const named = new Set([...demands.forced, ...demands.wished].map(({ teacherId }) => teacherId));
  const all = new Map(county.schools.map((school) => [school.id, school]));
  const distancesOf = distanceTable(county, policy.distance.roadFactorPct);
  const inScope = county.schools.map(({ id }) => places.has(id));
  const people = county.teachers
    .filter(
      (teacher) =>
        isServing(teacher, places) || named.has(teacher.id) || isCandidate(teacher, policy),
    )
    .map((teacher): HeadPerson => {
      const leadership = teacher.leadership ?? NO_LEADERSHIP;
      const months = monthsAtSchool(teacher, leadership, policy);
      const toRetirement = monthsToRetirement(teacher, policy.referenceMonth);
      const serving = isServing(teacher, places);
      return {
        teacher,
        leadership,
        own: all.get(teacher.schoolId),
        standing: serving ? standingOf(leadership, { months, toRetirement, policy }) : null,
        months,
        toRetirement,
        distances: distancesOf(teacher).filter((_, at) => inScope[at]),
      };
    });
  return { county, policy, demands, schools, people };
}

function isServing({ leadership, schoolId }: Teacher, places: ReadonlyMap<string, School>) {
  return leadership?.duty === 'head' && places.has(schoolId);
}

/** Grounds on which a candidate is away and cannot take up a post. */
const AWAY: ReadonlySet<string> = new Set(['illness', 'sick-leave', 'incapacity', 'seconded']);

function isCandidate({ leadership, employment, exemption }: Teacher, policy: Policy): boolean {
  const month = policy.referenceMonth;
  const away =
    exemption !== null &&
    isConfirmed(exemption) &&
    AWAY.has(exemption.kind) &&
    (exemption.from ?? month) <= month &&
    (exemption.to ?? month) >= month;
  return leadership !== null && employment === 'established' && !away;
}

function standingOf(
  leadership: Leadership,
  { months, toRetirement, policy }: { months: number | null; toRetirement: number; policy: Policy },
): HeadStanding {
  if (toRetirement <= 0) return 'retired';
  if (isDismissed(leadership)) return 'dismissed';
  if (mustMove(months, policy)) return 'must-move';
  const inOffice = monthsAsHead(leadership, policy.referenceMonth);
  return insideTerm(inOffice, policy) ? 'in-term' : 'free';
}

/** Conditions of the person alone that an appointment breaks (to another school than the one led now). */
export function personObstacles(person: HeadPerson, { policy }: HeadRound): HeadObstacle[] {
  const { standing, leadership, toRetirement } = person;
  const { principals } = policy;
  const isNew = standing === null;
  const broken: Partial<Record<HeadObstacle, boolean>> = {
    training: isNew && leadership.trainingHours < principals.trainingHours,
    certificate: isNew && !leadership.certificate,
    'full-term': toRetirement < 12 * principals.termYears,
    experience: isNew && !isExperienced(leadership, policy),
    'not-dismissed': isDismissed(leadership),
  };
  return (Object.keys(broken) as HeadObstacle[]).filter((kind) => broken[kind] === true);
}

/** P03. Who was head once has had the years as deputy or at middle level. */
function isExperienced(
  { deputyYears, middleYears, teachingYears, lastHeaded }: Leadership,
  { principals }: Policy,
): boolean {
  const led =
    lastHeaded !== null ||
    deputyYears >= principals.deputyYears ||
    middleYears >= principals.middleYears;
  return led && teachingYears >= principals.teachingYears;
}

/** Whether the pair is a serving head's own school. */
export const isStay = ({ standing, own }: HeadPerson, school: School): boolean =>
  standing !== null && own === school;

/** P01, P02: two terms or six years at the school, and no whole term since. */
function comesBack({ leadership }: HeadPerson, { id }: School, { policy }: HeadRound): boolean {
  return mustMove(earlierMonths(leadership, id, { from: policy.referenceMonth, policy }), policy);
}

/**
 * What stands between a person and a school, demands that force and terms that hold elsewhere left out.
 * @returns null for a person past retirement, whom nothing brings back
 */
export function pairObstacles(
  person: HeadPerson,
  school: School,
  round: HeadRound,
): HeadObstacle[] | null {
  const { teacher, standing, own, toRetirement } = person;
  if (toRetirement <= 0) return null;
  const pair = { teacherId: teacher.id, schoolId: school.id };
  const banned = round.demands.banned.some((each) => samePair(each, pair));
  const found: HeadObstacle[] = banned ? ['banned'] : [];
  if (isStay(person, school)) {
    if (standing === 'must-move') found.push('must-move');
    if (standing === 'dismissed') found.push('not-dismissed');
    return found;
  }
  found.push(...personObstacles(person, round));
  if (comesBack(person, school, round)) found.push('must-move');
  if (teacher.kinSchoolIds.includes(school.id)) found.push('kinship');
  if (!fitsStage(teacher, own, school, round.policy)) found.push('stage-fit');
  return found;
}
