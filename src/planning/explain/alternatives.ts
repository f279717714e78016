/**
 * Ranked alternatives with their exact losses: other posts of a person, other people for a post. What the optimum's
 * proof says is a floor of each loss, so the candidates are solved from the least floor on until no other can be better.
 */
import type { GroupFacts } from '../../rules/round.ts';
import { type Explainer, groupOf, personOf } from './explainer.ts';
import type { LossFloor } from './floor.ts';
import { compareLosses, type TierLoss } from './losses.ts';
import { floorOf, forced, type WhyNot } from './why-not.ts';

type Alternative = Extract<WhyNot, { kind: 'costs' | 'free' | 'better' }>;

export interface Ranking {
  /** The best, in strict order of the tiers; ties in order of the ids. */
  readonly best: readonly Alternative[];
  /** Admissible pairs in all, and how many of them had to be solved. */
  readonly candidates: number;
  readonly solved: number;
  /** Pairs tried that a limit left open. */
  readonly unknown: readonly { readonly teacherId: string; readonly postGroupId: string }[];
  /** Pairs tried that no legal allocation has. */
  readonly impossible: readonly { readonly teacherId: string; readonly postGroupId: string }[];
}

interface Candidate {
  readonly teacherId: string;
  readonly post: GroupFacts;
  readonly floor: LossFloor | null;
}

/**
 * Other posts of a person.
 * @param most how many are wanted, ≥ 1
 * @throws InputError when the county has nobody of this number
 */
export async function otherPosts(
  explainer: Explainer,
  teacherId: string,
  most: number,
): Promise<Ranking> {
  const person = personOf(explainer, teacherId);
  const { firstPair, personAt, formulation, round, postOf } = explainer;
  const candidates: Candidate[] = [];
  if (person !== null) {
    const p = personAt.get(teacherId) as number;
    for (let k = firstPair[p] as number; k < (firstPair[p + 1] as number); k++) {
      const post = round.groups[formulation.pairs.group[k] as number] as GroupFacts;
      if (post.group.id === postOf.get(teacherId)) continue;
      candidates.push({ teacherId, post, floor: floorOf(explainer, teacherId, post.group.id) });
    }
  }
  return rank(explainer, candidates, most);
}

/**
 * Other people for a post.
 * @throws InputError when the county has no such post
 */
export async function otherPeople(
  explainer: Explainer,
  postGroupId: string,
  most: number,
): Promise<Ranking> {
  const post = groupOf(explainer, postGroupId);
  const candidates = admissiblePeople(explainer, post)
    .filter((id) => explainer.postOf.get(id) !== postGroupId)
    .map((teacherId) => ({ teacherId, post, floor: floorOf(explainer, teacherId, postGroupId) }));
  return rank(explainer, candidates, most);
}

/** Staff numbers of everybody whom the rules admit to a post. */
export function admissiblePeople(
  { formulation: { pairs }, round, groupAt }: Explainer,
  { group }: GroupFacts,
): string[] {
  const g = groupAt.get(group.id);
  const found: string[] = [];
  pairs.group.forEach((at, k) => {
    if (at === g) found.push(round.people[pairs.person[k] as number]?.teacher.id as string);
  });
  return found;
}

async function rank(explainer: Explainer, candidates: Candidate[], most: number): Promise<Ranking> {
  candidates.sort((a, b) => compareFloors(a.floor, b.floor));
  const best: Alternative[] = [];
  const impossible: { teacherId: string; postGroupId: string }[] = [];
  const unknown: typeof impossible = [];
  let solved = 0;
  for (const { teacherId, post, floor } of candidates) {
    const worst = best.length < most ? undefined : best.at(-1);
    if (worst !== undefined && isBeyond(floor, worst.losses)) break;
    const answer = await forced(explainer, teacherId, post);
    solved++;
    const pair = { teacherId, postGroupId: post.group.id };
    if (answer.kind === 'impossible') impossible.push(pair);
    if (answer.kind === 'unknown') unknown.push(pair);
    if (!('losses' in answer)) continue;
    best.push(answer);
    best.sort(
      (a, b) =>
        compareLosses(a.losses, b.losses) ||
        compare(a.teacherId, b.teacherId) ||
        compare(a.postGroupId, b.postGroupId),
    );
    if (best.length > most) best.pop();
  }
  return { best, candidates: candidates.length, solved, unknown, impossible };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Least floor first: a later tier, or less in the same one; nothing proven comes first. */
function compareFloors(a: LossFloor | null, b: LossFloor | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return b.at - a.at || a.loss - b.loss;
}

/** Whether a plan of at least this floor must be worse than these losses. */
function isBeyond(floor: LossFloor | null, losses: readonly TierLoss[]): boolean {
  if (floor === null) return false;
  const first = losses.findIndex(({ loss }) => loss !== 0);
  if (first === -1 || first > floor.at) return true;
  return first === floor.at && (losses[first]?.loss as number) < floor.loss;
}
