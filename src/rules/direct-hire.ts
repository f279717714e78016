/**
 * 直聘: who stays out of the round (D01–D14). A ground holds only when confirmed (D05) and while it lasts (D02, D09, D11);
 * near retirement by A6.
 */
import { type Exemption, isConfirmed, type Teacher } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import { monthsToRetirement } from './retirement.ts';

/** D01 with A5: under `exempt.retireYears` to statutory retirement, or born before the plan's cut-off (D08). */
export function isNearRetirement(teacher: Teacher, policy: Policy): boolean {
  const cutoffs = policy.exempt.birthCutoffs;
  if (cutoffs !== null) return teacher.birth <= (teacher.sex === 'M' ? cutoffs.men : cutoffs.women);
  return monthsToRetirement(teacher, policy.referenceMonth) < policy.exempt.retireYears * 12;
}

/** A14: whether an exempt person who lost the competition still fills the home post. */
export function keepsHomePost(teacher: Teacher, policy: Policy): boolean {
  return policy.exempt.keepsHomePost && isExempt(teacher, policy);
}

/** D14: hired as the recruitment notice says; the exemption must be confirmed and hold. */
export function isRecruit({ exemption }: Teacher, policy: Policy): boolean {
  return exemption?.kind === 'new-recruit' && isConfirmed(exemption) && lasts(exemption, policy);
}

/** D07, A24: an exempt person who wants to compete at the own school may do so there; a recruit (D14) never does. */
function competes(teacher: Teacher, policy: Policy): boolean {
  if (policy.round !== 'in-school' || !policy.directHire.mayCompete) return false;
  return teacher.optsIn && !isRecruit(teacher, policy);
}

/** Whether the reference month lies in the leave, illness or nursing period; an open end always does. */
function lasts({ from, to }: Exemption, { referenceMonth }: Policy): boolean {
  return (from === null || from <= referenceMonth) && (to === null || referenceMonth <= to);
}

/** Whether the person is exempt from the round. */
export function isExempt(teacher: Teacher, policy: Policy): boolean {
  if (competes(teacher, policy)) return false;
  if (!policy.exempt.retireNeedsApplication && isNearRetirement(teacher, policy)) return true;
  const ground = teacher.exemption;
  if (ground === null || !isConfirmed(ground) || !lasts(ground, policy)) return false;
  switch (ground.kind) {
    case 'near-retirement':
      return isNearRetirement(teacher, policy);
    case 'seconded':
      return policy.exempt.seconded;
    case 'sick-leave':
      return policy.exempt.sickLeave;
    default:
      return true;
  }
}
