/** 就近岗位: the posts of a person's subjects that have any place at all, those that the rules admit first, then by distance. */
import type { GroupFacts, PersonFacts, Round } from './round.ts';
import { subjectMatch } from './subject-match.ts';

/**
 * @param admits whether the rules admit the person to the post
 * @param most how many, ≥ 1
 */
export function nearestPosts(
  person: PersonFacts,
  { groups, policy }: Round,
  admits: (post: GroupFacts) => boolean,
  most: number,
): GroupFacts[] {
  return groups
    .filter(({ capacity }) => capacity > 0)
    .filter(({ group }) => group.id !== person.homeGroup?.group.id)
    .filter(({ group }) => subjectMatch(person.teacher, group, policy) > 0)
    .map((post) => ({
      post,
      stopped: admits(post) ? 0 : 1,
      far: person.distances[post.site.at] ?? Number.POSITIVE_INFINITY,
    }))
    .sort((a, b) => a.stopped - b.stopped || a.far - b.far || a.post.at - b.post.at)
    .slice(0, most)
    .map(({ post }) => post);
}
