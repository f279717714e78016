/** Who takes part in the summer and in what role: scope, ground of a direct hire, batch, volunteers for a primary school. */
import type { County, Teacher } from '../../domain/county.ts';
import type { Batch, Policy } from '../../domain/policy.ts';
import type { Decision } from '../../domain/summer.ts';
import type { Category } from '../../domain/vocabulary.ts';
import { isExempt, isNearRetirement, isRecruit } from '../../rules/direct-hire.ts';
import { isPlaceable } from '../../rules/movers.ts';

export type Ground = NonNullable<Decision['ground']>;

/** Everybody whom the summer has to arrange: the establishment, and agency-hired people by policy (Q22). */
export function inScope({ teachers }: County, policy: Policy): Teacher[] {
  return teachers.filter((teacher) => isPlaceable(teacher, policy));
}

/**
 * Why a person is hired directly: appointed (I08), a confirmed ground (D01–D14), inside a term (R06); null = competes.
 * The opt-in of D07 is not looked at.
 */
export function directGround(teacher: Teacher, policy: Policy): Ground | null {
  if (teacher.leader) return 'leader';
  const exempt = exemptionGround(teacher, policy);
  if (exempt !== null) return exempt;
  return isBound(teacher, policy) ? 'bound' : null;
}

/** R06: inside an exchange or a minimum-service term. */
function isBound({ boundUntil, exchange }: Teacher, { referenceMonth }: Policy): boolean {
  return [boundUntil, exchange?.until ?? null].some(
    (until) => until !== null && until >= referenceMonth,
  );
}

function exemptionGround(teacher: Teacher, policy: Policy): Ground | null {
  if (!isExempt(teacher, { ...policy, round: 'placement' })) return null;
  const byAge = !policy.exempt.retireNeedsApplication && isNearRetirement(teacher, policy);
  return byAge || teacher.exemption === null ? 'near-retirement' : teacher.exemption.kind;
}

/** D07, A24: exempt, and yet wants to compete at the own school once. Not who is appointed, bound or a recruit (D14). */
export function choosesToCompete(teacher: Teacher, policy: Policy): boolean {
  if (!teacher.optsIn || !policy.directHire.mayCompete) return false;
  if (teacher.leader || isBound(teacher, policy) || isRecruit(teacher, policy)) return false;
  return exemptionGround(teacher, policy) !== null;
}

/** I02: the first batch in which a person may compete. */
export function batchOf({ leadership, category, classTeacher }: Teacher): Batch {
  if (leadership?.duty === 'middle') return 'middle-leaders';
  if (category === 'T') return classTeacher ? 'class-teachers' : 'subject-teachers';
  return category === 'A' ? 'support' : category === 'M' ? 'administration' : 'logistics';
}

/** I02: categories of the posts that a batch opens. */
export const OPEN_CATEGORIES: Readonly<Record<Batch, readonly Category[]>> = {
  'middle-leaders': ['M', 'T'],
  'class-teachers': ['T'],
  'subject-teachers': ['T'],
  support: ['A'],
  administration: ['M'],
  logistics: ['W'],
};

/** X17, X18: a junior teacher who asks for a primary school before the hiring starts; the first wish says which. */
export function asksForPrimary(teacher: Teacher, county: County): boolean {
  const wish = teacher.wishes[0];
  if (!teacher.volunteer || teacher.stage !== 'J' || teacher.category !== 'T') return false;
  if (wish === undefined || teacher.formLate) return false;
  if (wish.postGroupId !== null) {
    return county.postGroups.some(({ id, stage }) => id === wish.postGroupId && stage === 'P');
  }
  const parts = county.schools.find(({ id }) => id === wish.schoolId)?.parts ?? [];
  return parts.some(({ stage }) => stage === 'P');
}
