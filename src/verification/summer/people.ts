/** Who the summer arranges, who is hired without competing, and which batch of the in-school competition is whose. */
import type { Teacher } from '../../domain/county.ts';
import type { Batch, Policy } from '../../domain/policy.ts';
import type { Decision } from '../../domain/summer.ts';
import type { Category } from '../../domain/vocabulary.ts';
import { groundsOf, isEstablished, wouldCompete } from '../people.ts';

export type Ground = NonNullable<Decision['ground']>;

/** On the establishment and in scope (Q22). */
export function isInScope(person: Teacher, policy: Policy): boolean {
  return isEstablished(person) || (person.employment === 'agency' && !policy.agencyOutside);
}

/** R06: inside an exchange or a minimum-service term. */
function isBound({ boundUntil, exchange }: Teacher, { referenceMonth }: Policy): boolean {
  return [boundUntil, exchange?.until ?? null].some(
    (until) => until !== null && until >= referenceMonth,
  );
}

/** D07, A24: a direct hire who would rather compete, and may. */
export function optsOut(person: Teacher, policy: Policy): boolean {
  return prefersToCompete(person, policy) && groundsOf(person, policy).length > 0;
}

/** Who is hired directly all the same has competed in vain (D07). */
export function prefersToCompete(person: Teacher, policy: Policy): boolean {
  return !person.leader && !isBound(person, policy) && wouldCompete(person, policy);
}

/** Why a person may be hired directly, any of which will do; empty = competes. */
export function directGrounds(person: Teacher, policy: Policy): Ground[] {
  if (person.leader) return ['leader'];
  const grounds = groundsOf(person, policy);
  if (grounds.length > 0) return grounds;
  return isBound(person, policy) ? ['bound'] : [];
}

/** Q23: hired, but at no hiring place of the school. */
export function takesNoPost(person: Teacher, policy: Policy): boolean {
  return policy.absentOutsidePosts && !person.countsAgainstPosts;
}

/** I02. */
export function batchKind(person: Teacher): Batch {
  if (person.leadership?.duty === 'middle') return 'middle-leaders';
  if (person.category === 'T') return person.classTeacher ? 'class-teachers' : 'subject-teachers';
  return ({ A: 'support', M: 'administration', W: 'logistics' } as const)[person.category];
}

/** Categories of the posts that a batch is about. */
export const BATCH_POSTS: Readonly<Record<Batch, readonly Category[]>> = {
  'middle-leaders': ['M', 'T'],
  'class-teachers': ['T'],
  'subject-teachers': ['T'],
  support: ['A'],
  administration: ['M'],
  logistics: ['W'],
};
