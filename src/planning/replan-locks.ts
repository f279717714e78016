/** Locks and bans that a question adds to the policy, for rounds that are solved anew. */
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import type { Policy } from '../domain/policy.ts';
import { type Formulation, formulate } from '../formulation/index.ts';
import type { PlanChange } from './replan-changes.ts';

type Lock = { kind: 'force' | 'ban'; teacherId: string; postGroupId: string };

export function isLock(change: PlanChange): change is Lock {
  return (change.kind === 'force' || change.kind === 'ban') && change.postGroupId !== null;
}

export function withLocks(policy: Policy, locks: readonly Lock[]): Policy {
  const of = (kind: Lock['kind']) =>
    locks
      .filter((lock) => lock.kind === kind)
      .map(({ teacherId, postGroupId }) => ({ teacherId, postGroupId }));
  const { forced, banned } = policy.locks;
  return {
    ...policy,
    locks: { forced: [...forced, ...of('force')], banned: [...banned, ...of('ban')] },
  };
}

/** A lock that a rule forbids leaves nothing legal. */
export function formulateOrNull(county: County, policy: Policy): Formulation | null {
  try {
    return formulate(county, policy);
  } catch (fault) {
    const refused =
      fault instanceof InputError && fault.issues.every(({ code }) => code === 'lock-impossible');
    if (refused) return null;
    throw fault;
  }
}
