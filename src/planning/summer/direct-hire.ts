/** 环节 1 直聘: who is hired directly, and junior teachers who ask for a primary school before the competitions. */
import type { County, Teacher } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Decision } from '../../domain/summer.ts';
import { homeGroupId } from '../../rules/movers.ts';
import { contractMonths } from '../../rules/workflow/contract.ts';
import type { RunStage } from './context.ts';
import { choosesToCompete, directGround, type Ground, inScope } from './people.ts';
import { together } from './standing.ts';
import { placeVolunteers } from './volunteers.ts';

/** Leaders, confirmed grounds, unfinished terms; then volunteers, by policy. */
export const runDirectHire: RunStage = async (context) => {
  const { county, policy, standing } = context;
  const direct = directHires(county, policy);
  const volunteers = policy.volunteersFirst
    ? await placeVolunteers(context, together(standing, direct))
    : { kind: 'decided' as const, decisions: [], solves: [], announced: [] };
  if (volunteers.kind === 'no-allocation') return volunteers;
  return { ...volunteers, decisions: [...direct, ...volunteers.decisions] };
};

function directHires(county: County, policy: Policy): Decision[] {
  return inScope(county, policy).flatMap((teacher) => {
    const ground = choosesToCompete(teacher, policy) ? null : directGround(teacher, policy);
    return ground === null ? [] : [directHire(teacher, ground, policy)];
  });
}

/** Stays on the own post; the absent take no hiring place (Q23). */
export function directHire(teacher: Teacher, ground: Ground, policy: Policy): Decision {
  const absent = policy.absentOutsidePosts && !teacher.countsAgainstPosts;
  return {
    teacherId: teacher.id,
    kind: 'direct',
    postGroupId: absent ? null : homeGroupId(teacher),
    ground,
    batch: null,
    contractMonths: absent ? null : contractMonths(policy),
  };
}
