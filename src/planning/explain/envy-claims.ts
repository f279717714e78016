/** The lines of justified envy of an allocation: who ranks above a placed colleague at a post that she would rather have. */
import type { Policy } from '../../domain/policy.ts';
import type { Allocation, Formulation } from '../../formulation/index.ts';
import { wishPercent } from '../../rules/objective-terms.ts';
import type { GroupFacts, PersonFacts, Round } from '../../rules/round.ts';
import { type Match, subjectMatch } from '../../rules/subject-match.ts';

export interface Claim {
  readonly person: PersonFacts;
  readonly post: GroupFacts;
  /** Of the person, by `merit.rankBy`. */
  readonly rank: number;
  /** Placed there below her, the lowest first. */
  readonly below: readonly { readonly id: string; readonly rank: number }[];
}

/** What people are ranked by; null = no record, and then nobody is above or below. */
export function rankOf(
  { teacher, merit }: PersonFacts,
  rankBy: Policy['merit']['rankBy'],
): number | null {
  switch (rankBy) {
    case 'percent':
      return teacher.merit === null ? null : merit;
    case 'total':
      return teacher.merit;
    case 'rural-years':
      return teacher.ruralYears;
  }
}

/** Whether `person` ranks above `other` at a post: at least as good a match, a strictly higher rank, no lock. */
function ranksAbove(
  { person, rank, match }: { person: PersonFacts; rank: number; match: Match },
  other: PersonFacts,
  post: GroupFacts,
  { policy }: Round,
): boolean {
  if (other === person || other.forced === post.group.id) return false;
  const lower = rankOf(other, policy.merit.rankBy);
  return lower !== null && lower < rank && subjectMatch(other.teacher, post.group, policy) <= match;
}

/** Wish percent (O5) that not being moved stands for: a stay in a rotation 0; having no post counts less than any. */
export function worthOfStaying({ policy }: Round): number {
  return policy.round === 'rotation' ? 0 : -1;
}

/** In order of staff number, then post. */
export function envyClaims(
  { round, pairs }: Formulation,
  { placements }: Pick<Allocation, 'placements'>,
): Claim[] {
  const people = new Map(round.people.map((person) => [person.teacher.id, person]));
  const posts = new Map(round.groups.map((facts) => [facts.group.id, facts]));
  const own = new Map<PersonFacts, GroupFacts>();
  const holders = new Map<GroupFacts, PersonFacts[]>();
  for (const { teacherId, postGroupId } of placements) {
    const person = people.get(teacherId) as PersonFacts;
    const post = posts.get(postGroupId) as GroupFacts;
    own.set(person, post);
    const here = holders.get(post);
    if (here === undefined) holders.set(post, [person]);
    else here.push(person);
  }
  const found: Claim[] = [];
  pairs.person.forEach((p, k) => {
    const post = round.groups[pairs.group[k] as number] as GroupFacts;
    const here = holders.get(post);
    if (here === undefined) return;
    const person = round.people[p] as PersonFacts;
    const rank = rankOf(person, round.policy.merit.rankBy);
    const has = own.get(person);
    if (rank === null || has === post) return;
    const worth = has === undefined ? worthOfStaying(round) : wishPercent(person, has, round);
    if (wishPercent(person, post, round) <= worth) return;
    const match = subjectMatch(person.teacher, post.group, round.policy);
    const below = here
      .filter((other) => ranksAbove({ person, rank, match }, other, post, round))
      .map((other) => ({
        id: other.teacher.id,
        rank: rankOf(other, round.policy.merit.rankBy) as number,
      }));
    below.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
    if (below.length > 0) found.push({ person, post, rank, below });
  });
  return found;
}
