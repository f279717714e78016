/** What stands after some stages: who is decided, how many heads hold each post group, and what is vacant. */
import type { County } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Decision, StageRecord } from '../../domain/summer.ts';
import { keptHomePosts } from '../../rules/rotation/home-post.ts';

/** By staff number. */
export type Decisions = ReadonlyMap<string, Decision>;

/** @throws Error when a person is decided twice */
export function decisionsOf(done: readonly Pick<StageRecord, 'decisions'>[]): Decisions {
  return together(
    new Map(),
    done.flatMap(({ decisions }) => decisions),
  );
}

/** Earlier decisions and more of them. @throws Error when a person is decided twice */
export function together(standing: Decisions, more: readonly Decision[]): Decisions {
  const all = new Map(standing);
  for (const decision of more) {
    if (all.has(decision.teacherId)) throw new Error(`${decision.teacherId} is decided twice`);
    all.set(decision.teacherId, decision);
  }
  return all;
}

/**
 * F00, R04: what decided people, and those who come back from an exchange, leave of the posts.
 * @param decisions everybody decided so far
 */
export function vacantPosts(
  { county, policy }: { readonly county: County; readonly policy: Policy },
  decisions: Decisions,
): Map<string, number> {
  const heads = headsHolding(decisions);
  const kept = keptHomePosts(county.teachers, policy);
  return new Map(
    county.postGroups.map(({ id, posts }) => {
      const taken = (heads.get(id) ?? 0) + (kept.get(id) ?? 0);
      return [id, Math.max(0, posts - taken)];
    }),
  );
}

/** Heads by post group; a group that the post table lacks may be among them. */
export function headsHolding(decisions: Decisions): Map<string, number> {
  const heads = new Map<string, number>();
  for (const { postGroupId } of decisions.values()) {
    if (postGroupId !== null) heads.set(postGroupId, (heads.get(postGroupId) ?? 0) + 1);
  }
  return heads;
}
