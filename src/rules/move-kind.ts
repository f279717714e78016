/** 聘任方式: how a placement comes about (R08, D10, X17, X18). */

import type { County } from '../domain/county.ts';
import type { MoveKind } from '../domain/proposal.ts';
import { isUpward } from './flow-direction.ts';
import type { GroupFacts, PersonFacts, Round } from './round.ts';

/**
 * The kind of a placement. A junior teacher who asked for a primary school first goes to the mountains as on an exchange
 * (X17), inside the own district as an ordinary transfer (X18); in a rotation volunteering means the exchange itself.
 */
export function moveKind(
  person: PersonFacts,
  post: GroupFacts,
  { policy, county }: Round,
): MoveKind {
  const { home } = person;
  const { school } = post.site;
  if (policy.round === 'rotation' || policy.round === 'in-school') return policy.round;
  if (isUpward(home.school.tier, school.tier)) return 'return';
  const applied = post.group.stage === 'P' && asksForPrimary(person, county);
  if (applied && home.districtAt === post.site.districtAt) return 'transfer';
  if (applied && home.school.tier !== 'R' && school.zone === 'mountain') return 'rotation';
  return policy.round === 'in-district' ? 'in-district' : 'cross-district';
}

/** X17, X18: the first wish of a volunteer of a junior school names a post of a primary school, or the school. */
function asksForPrimary({ teacher, wishes: [first] }: PersonFacts, county: County): boolean {
  if (!teacher.volunteer || teacher.stage !== 'J' || teacher.category !== 'T') return false;
  if (first === undefined) return false;
  if (first.postGroupId !== null)
    return county.postGroups.some(({ id, stage }) => id === first.postGroupId && stage === 'P');
  const school = county.schools.find(({ id }) => id === first.schoolId);
  return school?.parts.some(({ stage }) => stage === 'P') ?? false;
}
