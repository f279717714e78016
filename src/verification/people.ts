/** Who counts, who stays out, who moves: the sets of the definition, read person by person. */
import { type County, type ExemptionKind, postGroupId, type Teacher } from '../domain/county.ts';
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

/** The ground that keeps a person out of the round (a6); null = none. */
export function exemption(person: Teacher, policy: Policy): ExemptionKind | null {
  const confirmed = person.exemption?.confirmed === true ? person.exemption.kind : null;
  const asked = !policy.exempt.retireNeedsApplication || confirmed === 'near-retirement';
  if (confirmed !== null && ALWAYS.includes(confirmed)) return confirmed;
  if (confirmed === 'seconded' && policy.exempt.seconded) return confirmed;
  if (confirmed === 'sick-leave' && policy.exempt.sickLeave) return confirmed;
  return asked && isNearRetirement(person, policy) ? 'near-retirement' : null;
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

/** The set I: who is decided about in this round. */
export function moversOf(county: County, policy: Policy): Set<string> {
  const counted = county.teachers.filter((person) => isCounted(person, policy));
  if (policy.round === 'rotation') return new Set(counted.map(({ id }) => id));
  const quota = new Map(
    county.schools.map((school) => [school.id, school.parts.reduce((n, p) => n + p.quota, 0)]),
  );
  const present = new Map<string, number>();
  for (const person of counted) {
    present.set(person.schoolId, (present.get(person.schoolId) ?? 0) + 1);
  }
  const keptBySchool = (person: Teacher) =>
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
