/** Couples who ask for one town (C15, X20). */
import type { Teacher } from '../domain/county.ts';
import type { Facts } from './facts.ts';

/** Couples of the round whose request is read, each once, the smaller staff number first. */
export function couplesOf({ county, policy, movers, people }: Facts): [Teacher, Teacher][] {
  const read = policy.round === 'placement' || policy.round === 'in-district';
  if (!read || policy.couples !== 'same-town') return [];
  return county.teachers.flatMap((person): [Teacher, Teacher][] => {
    const partner = person.partnerId === null ? undefined : people.get(person.partnerId);
    if (partner === undefined || partner.partnerId !== person.id) return [];
    const both = movers.has(person.id) && movers.has(partner.id);
    return both && person.id < partner.id ? [[person, partner]] : [];
  });
}
