/** 直聘: who stays out of the round (D01–D14). A ground holds only when confirmed (D05), near retirement by A6. */
import type { Teacher } from '../domain/county.ts';
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

/** Whether the person is exempt from the round. */
export function isExempt(teacher: Teacher, policy: Policy): boolean {
  if (!policy.exempt.retireNeedsApplication && isNearRetirement(teacher, policy)) return true;
  const ground = teacher.exemption;
  if (ground === null || !ground.confirmed) return false;
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
