/** Who is where in a plan: staff number → post group. Nobody on standby (rotation: nobody who stays) is listed. */
import { compareIds } from '../domain/canonical.ts';

export type PlanPosts = ReadonlyMap<string, string>;

/** A plan as people hand it in: moves only. */
export type Placements = readonly { readonly teacherId: string; readonly postGroupId: string }[];

export function postsOf(placements: Placements): PlanPosts {
  return new Map(placements.map(({ teacherId, postGroupId }) => [teacherId, postGroupId]));
}

/** Staff numbers of those whose post differs, in order. */
export function changedPeople(a: PlanPosts, b: PlanPosts): string[] {
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((id) => a.get(id) !== b.get(id))
    .sort(compareIds);
}

/** Somebody who stands elsewhere; null = no post (rotation: stays). */
export interface PostChange {
  readonly teacherId: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Who changes, in order of staff number. */
export function postChanges(before: PlanPosts, after: PlanPosts): PostChange[] {
  return changedPeople(before, after).map((teacherId) => ({
    teacherId,
    from: before.get(teacherId) ?? null,
    to: after.get(teacherId) ?? null,
  }));
}
