/** What another plan costs against the proposal, tier by tier, and who moves in it: the displacement chain. */
import type { Allocation } from '../../formulation/index.ts';
import type { PersonFacts } from '../../rules/round.ts';
import { changedPeople, postsOf } from '../plan-posts.ts';
import type { Plan } from '../replan.ts';
import { type Explainer, type GoalId, groupOf, positionOf, postLabel } from './explainer.ts';
import { WORDS } from './words.ts';

/** One tier (or the weighted sum); `loss` > 0 = worse than in the proposal. */
export interface TierLoss {
  readonly tier: GoalId;
  readonly proposal: number;
  readonly other: number;
  readonly loss: number;
}

/** In the order of the tiers. */
export function lossesOf({ goals }: Explainer, { tiers }: Pick<Plan, 'tiers'>): TierLoss[] {
  return goals.map(({ id, sense, value }, k) => {
    const other = tiers[k]?.value as number;
    const loss = sense === 'min' ? other - value : value - other;
    return { tier: id, proposal: value, other, loss: loss + 0 };
  });
}

/** The tier that decides: the first that differs; null when none does. */
export function firstLoss(losses: readonly TierLoss[]): TierLoss | null {
  return losses.find(({ loss }) => loss !== 0) ?? null;
}

/** Negative when `a` is the lesser loss in the strict order of the tiers. */
export function compareLosses(a: readonly TierLoss[], b: readonly TierLoss[]): number {
  const k = a.findIndex(({ loss }, at) => loss !== b[at]?.loss);
  return k === -1 ? 0 : (a[k] as TierLoss).loss - (b[k] as TierLoss).loss;
}

/** All tiers up to the one that decides, in words. */
export function lossWords(losses: readonly TierLoss[]): string {
  const first = firstLoss(losses);
  return first === null ? '' : WORDS.lossOf(first.tier, first.loss);
}

/** One person who is elsewhere in the other plan; null = standby. In a rotation a stay is at the own post. */
export interface Move {
  readonly teacherId: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly sentence: string;
}

/**
 * Who is elsewhere: chains in which each takes the place of the next.
 * @param first staff number that the first chain begins with
 */
export function chains(
  explainer: Explainer,
  { placements }: Allocation,
  first: string,
): readonly (readonly Move[])[] {
  const after = postsOf(placements);
  const left = new Map<string, Move>();
  for (const id of new Set([first, ...changedPeople(explainer.postOf, after)])) {
    const move = moveOf(explainer, id, after.get(id));
    if (move !== null) left.set(id, move);
  }
  const leavers = new Map<string, string[]>();
  for (const [id, { from }] of [...left].sort(byId))
    if (from !== null) leavers.set(from, [...(leavers.get(from) ?? []), id]);
  const found: Move[][] = [];
  for (const start of [first, ...[...left.keys()].sort()]) {
    const chain: Move[] = [];
    for (let id: string | undefined = start; id !== undefined; ) {
      const move: Move | undefined = left.get(id);
      if (move === undefined) break;
      left.delete(id);
      chain.push(move);
      id = move.to === null ? undefined : leavers.get(move.to)?.find((other) => left.has(other));
    }
    if (chain.length > 0) found.push(chain);
  }
  return found;
}

function byId([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function moveOf(explainer: Explainer, id: string, post: string | undefined): Move | null {
  const before = explainer.postOf.get(id);
  if (before === post) return null;
  const person = explainer.round.people[explainer.personAt.get(id) as number] as PersonFacts;
  const from = positionOf(explainer, person, before);
  const to = positionOf(explainer, person, post);
  const isStay = post === undefined && to !== null;
  const label = (postId: string | null) => {
    if (postId === null) return null;
    return explainer.groupAt.has(postId) ? postLabel(groupOf(explainer, postId)) : postId;
  };
  return { teacherId: id, from, to, sentence: WORDS.move(id, label(from), label(to), isStay) };
}
