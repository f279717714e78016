/** Where every leader stands and what a pair breaks, re-derived from `src/formulation/principals/README.md` alone. */
import type { County, School, Teacher } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { HeadDemands, HeadPair, Relaxation } from '../../domain/principals.ts';
import { monthNumber, retirementMonth, trackOf } from '../calendar.ts';
import { STAGE_LEVEL } from '../subject-match.ts';

export interface Question {
  readonly county: County;
  readonly policy: Policy;
  readonly demands: HeadDemands;
}

export const schoolsInScope = ({ county }: Question): School[] =>
  county.schools.filter(({ kind }) => kind !== '教学点');

export const isNamed = (list: readonly HeadPair[], teacherId: string, schoolId: string): boolean =>
  list.some((pair) => pair.teacherId === teacherId && pair.schoolId === schoolId);

export function isHead(person: Teacher, question: Question): boolean {
  const school = question.county.schools.find(({ id }) => id === person.schoolId);
  return person.leadership?.duty === 'head' && school !== undefined && school.kind !== '教学点';
}

function isAway({ exemption }: Teacher, month: string): boolean {
  if (exemption === null || exemption.missing.length > 0) return false;
  if (!['illness', 'sick-leave', 'incapacity', 'seconded'].includes(exemption.kind)) return false;
  const begun = exemption.from === null || exemption.from <= month;
  return begun && (exemption.to === null || exemption.to >= month);
}

/** Everybody who may be asked: heads, candidates, and whom a demand forces or wishes. */
export function takesPart(person: Teacher, question: Question): boolean {
  const { demands, policy } = question;
  if (isHead(person, question)) return true;
  if ([...demands.forced, ...demands.wished].some(({ teacherId }) => teacherId === person.id))
    return true;
  if (person.leadership === null || person.employment !== 'established') return false;
  return !isAway(person, policy.referenceMonth);
}

const monthsLeft = (person: Teacher, { referenceMonth }: Policy): number =>
  retirementMonth(person.birth, trackOf(person)) - monthNumber(referenceMonth);

export const isRetired = (person: Teacher, policy: Policy): boolean =>
  monthsLeft(person, policy) <= 0;

function isDismissed({ leadership }: Teacher): boolean {
  let before: string | null = null;
  for (const review of leadership?.reviews ?? []) {
    if (review === 'fail' || (review === 'basic' && before === 'basic')) return true;
    before = review;
  }
  return false;
}

/** Months as head at the school; null = unknown. */
function monthsThere({ leadership }: Teacher, { referenceMonth }: Policy): number | null {
  const since = leadership?.since ?? null;
  return since === null ? null : monthNumber(referenceMonth) - monthNumber(since);
}

function isTooLong(months: number, { principals }: Policy): boolean {
  const { termYears, maxTerms, mustMoveYears } = principals;
  return months >= 12 * termYears * maxTerms || months >= 12 * mustMoveYears;
}

/** Months that somebody led this school before and that a new office in `month` would continue. */
function countsOn({ leadership }: Teacher, schoolId: string, month: string, policy: Policy) {
  const left = leadership?.lastHeaded ?? null;
  if (left?.schoolId !== schoolId) return 0;
  const { termYears, maxTerms, mustMoveYears } = policy.principals;
  const apart = monthNumber(month) - monthNumber(left.until);
  if (apart >= 12 * termYears) return 0;
  return left.months ?? Math.min(12 * termYears * maxTerms, 12 * mustMoveYears);
}

/** Of a serving head who is neither retired nor dismissed. */
function isDueToMove(person: Teacher, policy: Policy): boolean {
  const since = person.leadership?.since ?? null;
  if (since === null) return false;
  const now = monthsThere(person, policy) as number;
  return isTooLong(now + countsOn(person, person.schoolId, since, policy), policy);
}

/** Back at a school led for two terms or six years, before a whole term lies between. */
function comesBack(person: Teacher, { id }: School, policy: Policy): boolean {
  return isTooLong(countsOn(person, id, policy.referenceMonth, policy), policy);
}

/** Whether no month in which a term ended lies within the twelve up to the reference month. */
function isInsideTerm(person: Teacher, policy: Policy): boolean {
  const months = monthsThere(person, policy);
  if (months === null) return true;
  const term = 12 * policy.principals.termYears;
  for (let end = term; end <= months; end += term) if (end > months - 12) return false;
  return true;
}

type Standing = 'retired' | 'dismissed' | 'must-move' | 'in-term' | 'free' | 'candidate';

export function standing(person: Teacher, question: Question): Standing {
  const { policy } = question;
  if (!isHead(person, question)) return 'candidate';
  if (isRetired(person, policy)) return 'retired';
  if (isDismissed(person)) return 'dismissed';
  if (isDueToMove(person, policy)) return 'must-move';
  return isInsideTerm(person, policy) ? 'in-term' : 'free';
}

function highestLevel(school: School): { level: number; kindergarten: boolean } {
  const level = Math.max(...school.parts.map(({ stage }) => STAGE_LEVEL[stage]));
  return { level, kindergarten: level === STAGE_LEVEL.K };
}

function fitsStage(person: Teacher, school: School, { county, policy }: Question): boolean {
  const { level, kindergarten } = highestLevel(school);
  const own = county.schools.find(({ id }) => id === person.schoolId);
  const leads = person.leadership !== null && person.leadership.duty !== null;
  const known = [
    person.stage,
    ...(leads && own !== undefined ? own.parts.map(({ stage }) => stage) : []),
  ];
  const certificates = person.certificates.map(({ stage }) => stage);
  if (kindergarten) {
    const covered = policy.kindergartenNeedsOwnCert
      ? certificates.includes('K')
      : certificates.length > 0;
    return covered && known.includes('K');
  }
  const reaches = (list: readonly Teacher['stage'][]) =>
    list.some((stage) => STAGE_LEVEL[stage] >= level);
  return reaches(certificates) && reaches(known);
}

/** Everything that a person at a school breaks; terms and forced demands are told elsewhere. */
export function brokenAt(person: Teacher, school: School, question: Question): Relaxation[] {
  const { policy, demands } = question;
  const { principals } = policy;
  const found: Relaxation[] = [];
  const ofPerson = (kind: Relaxation['kind']) =>
    found.push({ kind, teacherId: person.id, schoolId: null });
  const ofPair = (kind: Relaxation['kind']) =>
    found.push({ kind, teacherId: person.id, schoolId: school.id });
  const where = standing(person, question);
  if (isNamed(demands.banned, person.id, school.id)) ofPair('banned');
  if (isDismissed(person)) ofPerson('not-dismissed');
  if (where !== 'candidate' && person.schoolId === school.id) {
    if (where === 'must-move') ofPerson('must-move');
    return found;
  }
  if (monthsLeft(person, policy) < 12 * principals.termYears) ofPerson('full-term');
  if (comesBack(person, school, policy)) ofPerson('must-move');
  if (person.kinSchoolIds.includes(school.id)) ofPair('kinship');
  if (!fitsStage(person, school, question)) ofPair('stage-fit');
  if (where !== 'candidate') return found;
  const record = person.leadership;
  const led =
    (record?.lastHeaded ?? null) !== null ||
    (record?.deputyYears ?? 0) >= principals.deputyYears ||
    (record?.middleYears ?? 0) >= principals.middleYears;
  if (!led || (record?.teachingYears ?? 0) < principals.teachingYears) ofPerson('experience');
  if (record?.certificate !== true) ofPerson('certificate');
  if ((record?.trainingHours ?? 0) < principals.trainingHours) ofPerson('training');
  return found;
}
