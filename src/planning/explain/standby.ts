/** 待岗与空缺: which posts are nearest to a person without one and what stops each; who could fill an empty post. */
import { nearestPosts as nearest } from '../../rules/nearest-posts.ts';
import type { GroupFacts, PersonFacts } from '../../rules/round.ts';
import { admissiblePeople } from './alternatives.ts';
import { type Explainer, groupOf, postLabel } from './explainer.ts';
import type { LossFloor } from './floor.ts';
import { barred, type FailedTest, failedTest, floorOf, placesLeft } from './why-not.ts';
import { testSentence, WORDS } from './words.ts';

/** A post as a person without one sees it. */
export interface NearPost {
  readonly postGroupId: string;
  /** Hundredths of a km by road; null = unknown. */
  readonly distance: number | null;
  /** The rule that stops her; null = she is admitted and the post is taken, capped or needed by others. */
  readonly test: FailedTest | null;
  readonly full: boolean;
  /** What the proof says placing her there would cost at least; null = nothing proven. */
  readonly floor: LossFloor | null;
  readonly sentence: string;
}

/**
 * The nearest posts of her subjects that have any place at all: first those that the rules admit her to, then others.
 * @param most how many, ≥ 1
 */
export function nearestPosts(explainer: Explainer, person: PersonFacts, most: number): NearPost[] {
  const admits = (post: GroupFacts) => barred(explainer, person.teacher.id, post) === null;
  return nearest(person, explainer.round, admits, most).map((post) =>
    nearPost(explainer, person, post, person.distances[post.site.at] ?? null),
  );
}

function nearPost(
  explainer: Explainer,
  person: PersonFacts,
  post: GroupFacts,
  distance: number | null,
): NearPost {
  const { id } = person.teacher;
  const stop = barred(explainer, id, post);
  const floor = stop === null ? floorOf(explainer, id, post.group.id) : null;
  const full = placesLeft(explainer, post) <= 0;
  const why = stop?.sentence ?? WORDS.admitted(full, floor);
  return {
    postGroupId: post.group.id,
    distance,
    test: stop?.kind === 'not-admissible' ? stop.test : null,
    full,
    floor,
    sentence: `${postLabel(post)}：${why}`,
  };
}

/** An empty post: whom the rules admit and where they are, and what keeps those on standby out. */
export interface UnfilledPost {
  readonly postGroupId: string;
  /** Places left. */
  readonly open: number;
  readonly admissible: readonly {
    readonly teacherId: string;
    /** Null = standby; in a rotation those who stay have their own post. */
    readonly postGroupId: string | null;
    readonly floor: LossFloor | null;
  }[];
  /** People without a post by the first test that keeps them from it. */
  readonly standbyRejected: readonly {
    readonly test: string;
    readonly rules: readonly string[];
    readonly count: number;
    readonly sentence: string;
  }[];
  readonly sentence: string;
}

/** @throws InputError when the county has no such post */
export function unfilledPost(explainer: Explainer, postGroupId: string): UnfilledPost {
  const post = groupOf(explainer, postGroupId);
  const open = Math.max(0, placesLeft(explainer, post));
  const people = admissiblePeople(explainer, post);
  const admissible = people
    .filter((id) => explainer.postOf.get(id) !== postGroupId)
    .map((teacherId) => ({
      teacherId,
      postGroupId: explainer.postOf.get(teacherId) ?? null,
      floor: floorOf(explainer, teacherId, postGroupId),
    }));
  return {
    postGroupId,
    open,
    admissible,
    standbyRejected: rejectedOnStandby(explainer, post),
    sentence: `${postLabel(post)}：${WORDS.unfilled(open, admissible.length)}`,
  };
}

function rejectedOnStandby(
  explainer: Explainer,
  post: GroupFacts,
): UnfilledPost['standbyRejected'] {
  const found = new Map<string, { test: FailedTest; count: number }>();
  for (const id of explainer.allocation.standby) {
    const person = explainer.round.people[explainer.personAt.get(id) as number] as PersonFacts;
    const test = failedTest(explainer, person, post);
    if (test === null) continue;
    found.set(test.name, { test, count: (found.get(test.name)?.count ?? 0) + 1 });
  }
  return [...found.values()].map(({ test: { name, rules }, count }) => ({
    test: name,
    rules,
    count,
    sentence: testSentence(name),
  }));
}

/** All posts that the proposal leaves open. */
export function unfilledPosts(explainer: Explainer): UnfilledPost[] {
  return explainer.proposal.unfilled.flatMap(({ postGroupId }) =>
    explainer.groupAt.has(postGroupId) ? [unfilledPost(explainer, postGroupId)] : [],
  );
}
