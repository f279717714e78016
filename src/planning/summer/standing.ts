/** What stands after some stages: who is decided, and how many heads hold each post group. */
import type { Decision, StageRecord } from '../../domain/summer.ts';

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

/** Heads by post group; a group that the post table lacks may be among them. */
export function headsHolding(decisions: Decisions): Map<string, number> {
  const heads = new Map<string, number>();
  for (const { postGroupId } of decisions.values()) {
    if (postGroupId !== null) heads.set(postGroupId, (heads.get(postGroupId) ?? 0) + 1);
  }
  return heads;
}
