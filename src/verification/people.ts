/** Who counts, who stays out, who moves: the sets of the definition, read person by person. */
import {
  type County,
  type ExemptionKind,
  isConfirmed,
  postGroupId,
  type Teacher,
} from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import { monthNumber, retirementMonth, trackOf } from './calendar.ts';

/** Exemptions that hold whenever they are confirmed. */
const ALWAYS: readonly ExemptionKind[] = [
  'pregnant-nursing',
  'illness',
  'maternity-leave',
  'incapacity',
  'new-recruit',
];

export const isEstablished = (person: Teacher): boolean => person.employment === 'established';

/** Established and using a hiring place of the school; Q23 by policy: those outside the posts use one too. */
export function isCounted(person: Teacher, policy: Policy): boolean {
  if (!isEstablished(person)) return false;
  return policy.absentOutsidePosts ? person.countsAgainstPosts : true;
}

/** Q22: agency-hired people stay where they are unless the policy lets them in. */
function mayBePlaced(person: Teacher, policy: Policy): boolean {
  if (isEstablished(person)) return true;
  return person.employment === 'agency' && !policy.agencyOutside;
}

/** The post group that a person would keep; it may be missing in the post table. */
export function homeGroupId(person: Teacher): string {
  return postGroupId({
    schoolId: person.schoolId,
    stage: person.stage,
    category: person.category,
    subject: person.category === 'T' ? person.mainSubject : null,
  });
}

/** By date alone, whether or not the person applied. */
function isNearRetirement(person: Teacher, policy: Policy): boolean {
  const { birthCutoffs, retireYears } = policy.exempt;
  if (birthCutoffs !== null) {
    return person.birth <= (person.sex === 'M' ? birthCutoffs.men : birthCutoffs.women);
  }
  const left = retirementMonth(person.birth, trackOf(person)) - monthNumber(policy.referenceMonth);
  return left < 12 * retireYears;
}

/** The ground that every paper confirms and that lasts in the reference month; null = none. */
function heldGround({ exemption }: Teacher, { referenceMonth }: Policy): ExemptionKind | null {
  if (exemption === null || !isConfirmed(exemption)) return null;
  const { kind, from, to } = exemption;
  const begun = from === null || from <= referenceMonth;
  return begun && (to === null || to >= referenceMonth) ? kind : null;
}

/** D07, A24: a direct hire who would rather compete, and may; recruits are hired as their notice says (D14). */
export function wouldCompete(person: Teacher, policy: Policy): boolean {
  if (heldGround(person, policy) === 'new-recruit') return false;
  return person.optsIn && policy.directHire.mayCompete;
}

/** The ground that keeps a person out of the round (a6); null = none. */
export function exemption(person: Teacher, policy: Policy): ExemptionKind | null {
  const competes = policy.round === 'in-school' && wouldCompete(person, policy);
  return competes ? null : (groundsOf(person, policy)[0] ?? null);
}

/** Grounds of a direct hire, whether or not the person would rather compete. */
export function groundsOf(person: Teacher, policy: Policy): ExemptionKind[] {
  const { seconded, sickLeave, retireNeedsApplication } = policy.exempt;
  const held = heldGround(person, policy);
  const isNear = isNearRetirement(person, policy);
  const honoured =
    held !== null &&
    (ALWAYS.includes(held) ||
      (held === 'seconded' && seconded) ||
      (held === 'sick-leave' && sickLeave) ||
      (held === 'near-retirement' && isNear));
  const byAge = isNear && !retireNeedsApplication;
  return [
    ...new Set([...(honoured ? [held] : []), ...(byAge ? ['near-retirement' as const] : [])]),
  ];
}

/** R01, A11: due to rotate; full-time teachers (category T) only. */
export function isDue(person: Teacher, policy: Policy): boolean {
  const months = monthNumber(policy.referenceMonth) - monthNumber(person.schoolStart);
  const least = 24 * policy.hireTermYears + (policy.rotation.dueFrom === 'two-terms' ? 0 : 1);
  return (
    person.category === 'T' &&
    (person.stage === 'P' || person.stage === 'J') &&
    (person.title === 'H' || person.title === 'M') &&
    months >= least &&
    exemption(person, policy) === null
  );
}

/** Belongs to a later batch of the in-school competition: neither settled nor in I. */
export const isWaiting = (person: Teacher): boolean => person.hiring === 'waiting';

/** The set I: who is decided about in this round. */
export function moversOf(county: County, policy: Policy): Set<string> {
  const counted = county.teachers.filter(
    (person) => isCounted(person, policy) && !isWaiting(person),
  );
  if (policy.round === 'rotation') return new Set(counted.map(({ id }) => id));
  const quota = new Map(
    county.schools.map((school) => [school.id, school.parts.reduce((n, p) => n + p.quota, 0)]),
  );
  const present = new Map<string, number>();
  for (const person of counted) {
    present.set(person.schoolId, (present.get(person.schoolId) ?? 0) + 1);
  }
  const keptBySchool = (person: Teacher) =>
    policy.round === 'placement' &&
    person.unplacedReason === 'subject-surplus' &&
    !policy.structuralMovers &&
    (present.get(person.schoolId) ?? 0) <= (quota.get(person.schoolId) ?? 0);
  return new Set(
    county.teachers
      .filter((person) => mayBePlaced(person, policy) && person.hiring === 'unplaced')
      .filter((person) => !person.leader && !keptBySchool(person))
      .map(({ id }) => id),
  );
}
