/** Who gains and who loses against the manual plan: fit of the post, and rank of the wish that is met. */
import type { PersonShift } from '../../domain/audit.ts';
import { fitPoints, stayFit, wishRank } from '../../rules/objective-terms.ts';
import type { GroupFacts, PersonFacts, Round } from '../../rules/round.ts';
import { changedPeople, type PlanPosts } from '../plan-posts.ts';

/** People of the round whose post differs, in order of staff number. */
export function shiftsOf(round: Round, plan: PlanPosts, other: PlanPosts): PersonShift[] {
  const people = new Map(round.people.map((person) => [person.teacher.id, person]));
  const groups = new Map(round.groups.map((facts) => [facts.group.id, facts]));
  return changedPeople(plan, other).flatMap((teacherId) => {
    const person = people.get(teacherId);
    if (person === undefined) return [];
    const value = (posts: PlanPosts) =>
      worth(round, person, groups.get(posts.get(teacherId) ?? ''));
    const [from, to] = [value(plan), value(other)];
    return [
      {
        teacherId,
        from: plan.get(teacherId) ?? null,
        to: other.get(teacherId) ?? null,
        fitFrom: from.fit,
        fitTo: to.fit,
        wishFrom: from.wish,
        wishTo: to.wish,
        verdict: verdictOf(from, to),
      },
    ];
  });
}

interface Worth {
  readonly fit: number | null;
  readonly wish: number | null;
}

function worth(round: Round, person: PersonFacts, post: GroupFacts | undefined): Worth {
  if (post === undefined) {
    const stays = round.policy.round === 'rotation';
    return { fit: stays ? stayFit(person) : null, wish: null };
  }
  return { fit: fitPoints(person, post, round), wish: wishRank(person, post) };
}

/** Below every rank that is met. */
const NO_WISH = 6;

/** A post is better than none; otherwise more fit, or an earlier wish, without less of the other. */
function verdictOf(from: Worth, to: Worth): PersonShift['verdict'] {
  if (from.fit === null || to.fit === null) return from.fit === null ? 'better' : 'worse';
  const fit = Math.sign(to.fit - from.fit);
  const wish = Math.sign((from.wish ?? NO_WISH) - (to.wish ?? NO_WISH));
  if (fit === 0 && wish === 0) return 'same';
  if (fit >= 0 && wish >= 0) return 'better';
  return fit <= 0 && wish <= 0 ? 'worse' : 'mixed';
}
