/** Who takes part: the unplaced of a placement round or a competition, everybody of a rotation (A17, I08, D14, R01). */
import type { County, Teacher } from '../domain/county.ts';
import { postGroupId, schoolQuota } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import { monthNumber } from './arithmetic.ts';
import { isExempt } from './direct-hire.ts';

/** On the county's establishment and counted against hiring places; the absent too when the policy says so (Q23). */
export function holdsPlace(teacher: Teacher, policy: Policy): boolean {
  return (
    teacher.employment === 'established' &&
    (teacher.countsAgainstPosts || !policy.absentOutsidePosts)
  );
}

/** Counted in this round: who waits for a later batch of the competition takes no place yet (I02). */
export function isCounted(teacher: Teacher, policy: Policy): boolean {
  return teacher.hiring !== 'waiting' && holdsPlace(teacher, policy);
}

/** Whom a placement round or a competition may place: the establishment, and agency-hired people by policy (Q22). */
export function isPlaceable(teacher: Teacher, policy: Policy): boolean {
  return (
    teacher.employment === 'established' ||
    (teacher.employment === 'agency' && !policy.agencyOutside)
  );
}

/** The post group a person belongs to at home; the post table may not have it (then it has 0 posts). */
export function homeGroupId(teacher: Teacher): string {
  return postGroupId({
    schoolId: teacher.schoolId,
    stage: teacher.stage,
    category: teacher.category,
    subject: teacher.category === 'T' ? teacher.mainSubject : null,
  });
}

/** Counted heads by any key, e.g. by school or by home group. */
export function countBy(
  teachers: readonly Teacher[],
  key: (teacher: Teacher) => string,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const teacher of teachers) {
    const k = key(teacher);
    counts.set(k, (counts.get(k) ?? 0) + 1);
  }
  return counts;
}

/** The people whose place the program decides, in county order. */
export function participants(county: County, policy: Policy): Teacher[] {
  const counted = county.teachers.filter((teacher) => isCounted(teacher, policy));
  if (policy.round === 'rotation') return counted;
  if (policy.round !== 'placement') return unplaced(county, policy);
  const present = countBy(counted, (teacher) => teacher.schoolId);
  const underOrAtQuota = new Set(
    county.schools
      .filter((school) => (present.get(school.id) ?? 0) <= schoolQuota(school))
      .map((school) => school.id),
  );
  return unplaced(county, policy).filter(
    (teacher) =>
      policy.structuralMovers ||
      teacher.unplacedReason !== 'subject-surplus' ||
      !underOrAtQuota.has(teacher.schoolId),
  );
}

function unplaced(county: County, policy: Policy): Teacher[] {
  return county.teachers.filter(
    (teacher) => isPlaceable(teacher, policy) && teacher.hiring === 'unplaced' && !teacher.leader,
  );
}

/** R01, A11: due for rotation — compulsory stage, middle title or above, two hire terms or more at the school. */
export function isDue(teacher: Teacher, policy: Policy): boolean {
  const months = monthNumber(policy.referenceMonth) - monthNumber(teacher.schoolStart);
  const twoTerms = 24 * policy.hireTermYears;
  return (
    teacher.category === 'T' &&
    (teacher.stage === 'P' || teacher.stage === 'J') &&
    teacher.title !== 'E' &&
    (policy.rotation.dueFrom === 'two-terms' ? months >= twoTerms : months > twoTerms) &&
    !isExempt(teacher, policy)
  );
}
