/**
 * F04: whether fewer people could have moved. The proof is the certificate's; here smaller changes are tried by hand, as far
 * as they can be counted: the appellant alone, and with one other person who loses or changes a post. That somebody without
 * a post gains one at the same time is not tried.
 */
import type { PostGroup } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Decision } from '../../domain/summer.ts';
import { admits } from '../admission.ts';
import { gatherFacts } from '../facts.ts';
import { brokenFloors } from './batch-floor.ts';
import type { Step } from './replay.ts';
import { isLegal } from './solves.ts';
import { stageCounty, stepPolicy } from './stage-county.ts';
import { passedOver } from './turns.ts';

/** Changes tried at most for one appeal. */
const MOST_TRIED = 300;

export interface Answered {
  readonly appellant: string;
  /** The post that the ruling names; null = any but the present one. */
  readonly awarded: string | null;
  readonly before: readonly Decision[];
  /** Other people who lost or changed a post. */
  readonly moved: number;
  /** Staff numbers of those who hold their posts by an earlier ruling. */
  readonly pinned: ReadonlySet<string>;
}

/** 'fewer' = a legal change moves fewer; 'tried' = none of those tried is legal; 'open' = too many to try. */
export type Minimality = 'fewer' | 'tried' | 'open';

export function minimality(policy: Policy, step: Step, answered: Answered): Minimality {
  const { appellant, awarded, before, moved, pinned } = answered;
  if (moved === 0) return 'tried';
  if (moved > 2) return 'open';
  const changes = atMost(MOST_TRIED + 1, smallerChanges(policy, step, answered));
  if (changes.length > MOST_TRIED) return 'open';
  const ruled = new Set(awarded === null ? pinned : [...pinned, appellant]);
  const isFewer = changes.some((change) => {
    const after = change.reduce(withMove, before);
    return (
      brokenFloors(policy, { ...step, hires: after }, before).length === 0 &&
      passedOver(policy, step, { before, after, ruled }).length === 0 &&
      isLegal(policy, { ...step, hires: after, solve: null })
    );
  });
  return isFewer ? 'fewer' : 'tried';
}

function atMost<T>(count: number, all: Iterable<T>): T[] {
  const first: T[] = [];
  for (const each of all) {
    first.push(each);
    if (first.length === count) break;
  }
  return first;
}

interface Move {
  readonly teacherId: string;
  /** null = loses the post. */
  readonly to: string | null;
}

/** Changes in which fewer other people than `moved` have another post, posts not held by too many. */
function* smallerChanges(policy: Policy, step: Step, answered: Answered): Generator<Move[]> {
  const { appellant, awarded, before, moved, pinned } = answered;
  const facts = gatherFacts(stageCounty(policy, step), stepPolicy(policy, step));
  const open = facts.county.postGroups.filter(({ openings }) => openings > 0);
  const mayTake = (id: string): string[] =>
    open.filter((group) => admits(facts, facts.people.get(id)!, group)).map(({ id: post }) => post);
  const hasRoom = roomAfter(open, before);
  const now = new Map(before.map((each) => [each.teacherId, each.postGroupId]));
  const targets = mayTake(appellant).filter((id) =>
    awarded === null ? id !== now.get(appellant) : id === awarded,
  );
  const alone = targets.map((to): Move => ({ teacherId: appellant, to }));
  for (const move of alone) if (hasRoom([move])) yield [move];
  if (moved < 2) return;
  for (const { teacherId } of before) {
    if (teacherId === appellant || pinned.has(teacherId)) continue;
    const elsewhere = mayTake(teacherId).filter((id) => id !== now.get(teacherId));
    for (const move of alone)
      for (const to of [null, ...elsewhere])
        if (hasRoom([move, { teacherId, to }])) yield [move, { teacherId, to }];
  }
}

/** Whether every post has room for its people after some moves. */
function roomAfter(
  open: readonly PostGroup[],
  before: readonly Decision[],
): (moves: readonly Move[]) => boolean {
  const now = new Map(before.map((each) => [each.teacherId, each.postGroupId]));
  const room = new Map(open.map(({ id, openings }) => [id, openings]));
  const take = (id: string | null | undefined, heads: number) => {
    const left = room.get(id ?? '');
    if (left !== undefined) room.set(id as string, left - heads);
  };
  for (const { postGroupId } of before) take(postGroupId, 1);
  const crowded = new Set([...room].filter(([, left]) => left < 0).map(([id]) => id));
  return (moves) => {
    const touched = new Set(crowded);
    for (const { teacherId, to } of moves) {
      take(now.get(teacherId), -1);
      take(to, 1);
      if (to !== null) touched.add(to);
    }
    const fits = [...touched].every((id) => (room.get(id) as number) >= 0);
    for (const { teacherId, to } of moves) {
      take(now.get(teacherId), 1);
      take(to, -1);
    }
    return fits;
  };
}

/** How the move is called is not looked at. */
function withMove(hires: readonly Decision[], { teacherId, to }: Move): readonly Decision[] {
  const others = hires.filter((each) => each.teacherId !== teacherId);
  if (to === null) return others;
  const own = hires.find((each) => each.teacherId === teacherId);
  const empty = {
    kind: 'cross-district',
    ground: null,
    batch: null,
    contractMonths: null,
  } as const;
  return [...others, { ...(own ?? empty), teacherId, postGroupId: to }];
}
