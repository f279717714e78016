/** Where everybody is after the round, read off a claim; and what is wrong with the list itself. */
import type { PostGroup, Teacher } from '../domain/county.ts';
import type { ObjectiveTierId } from '../domain/policy.ts';
import type { MoveKind } from '../domain/proposal.ts';
import type { Category, Stage } from '../domain/vocabulary.ts';
import type { Claim } from './claim.ts';
import type { Facts } from './facts.ts';
import { homeGroupId, isCounted, isWaiting } from './people.ts';

export interface Move {
  readonly person: Teacher;
  readonly group: PostGroup;
  /** 聘任方式 as claimed; null = not told. */
  readonly kind: MoveKind | null;
}
export interface Outcome {
  readonly facts: Facts;
  readonly moves: readonly Move[];
  /** Rotation: people of I that keep their post. */
  readonly stays: readonly Teacher[];
  readonly movesInto: ReadonlyMap<string, readonly Move[]>;
  readonly movesToSchool: ReadonlyMap<string, readonly Move[]>;
  readonly staysInGroup: ReadonlyMap<string, number>;
  readonly staysAtSchool: ReadonlyMap<string, readonly Teacher[]>;
  /** A limit ended the run before `coverage` was closed: people may be missing whom a longer run would have placed. */
  readonly coverageIsOpen: boolean;
  /** Rows `teacher:i` that are broken: staff number and why. */
  readonly misplaced: readonly { readonly id: string; readonly why: string }[];
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** Unknown ids are dropped from the moves (and are findings); everything else is taken as claimed. */
export function readOutcome(facts: Facts, claim: Claim): Outcome {
  const moves: Move[] = [];
  for (const { teacherId, postGroupId, kind = null } of claim.placements) {
    const person = facts.people.get(teacherId);
    const group = facts.groups.get(postGroupId);
    if (person !== undefined && group !== undefined) moves.push({ person, group, kind });
  }
  const moved = new Set(claim.placements.map(({ teacherId }) => teacherId));
  const stays = facts.rotation
    ? facts.county.teachers.filter(({ id }) => facts.movers.has(id) && !moved.has(id))
    : [];
  return {
    facts,
    moves,
    stays,
    movesInto: groupBy(moves, ({ group }) => group.id),
    movesToSchool: groupBy(moves, ({ group }) => group.schoolId),
    staysInGroup: new Map(
      [...groupBy(stays, homeGroupId)].map(([id, people]) => [id, people.length]),
    ),
    staysAtSchool: groupBy(stays, ({ schoolId }) => schoolId),
    coverageIsOpen: claim.stopped === true && !isClosed(claim, 'coverage'),
    misplaced: [...listErrors(facts, claim), ...roleErrors(facts, claim)],
  };
}

function isClosed({ tiers }: Claim, tier: ObjectiveTierId): boolean {
  return tiers.some(({ id, value, bound }) => id === tier && bound === value);
}

/** One person on a post after the round. */
export interface OnPost {
  readonly person: Teacher;
  readonly schoolId: string;
  readonly stage: Stage;
  readonly category: Category;
}

/** Counted people who stay where they were, and everybody who was placed. */
export function staffAfter({ facts, moves, stays }: Outcome): OnPost[] {
  const keeps = (person: Teacher) =>
    facts.policy.exempt.keepsHomePost && facts.exempt.get(person.id) !== null;
  const settled = facts.county.teachers.filter(
    (person) =>
      !facts.rotation &&
      !isWaiting(person) &&
      isCounted(person, facts.policy) &&
      (!facts.movers.has(person.id) || keeps(person)),
  );
  return [
    ...[...settled, ...stays].map((person) => ({ ...person, person })),
    ...moves.map(({ person, group }) => ({ ...group, person })),
  ];
}

/** Unknown ids, people named twice. */
function listErrors(facts: Facts, claim: Claim): { id: string; why: string }[] {
  const errors: { id: string; why: string }[] = [];
  const seen = new Map<string, string>();
  const name = (id: string, where: string) => {
    if (!facts.people.has(id)) errors.push({ id, why: `is unknown (named in ${where})` });
    const earlier = seen.get(id);
    if (earlier !== undefined) errors.push({ id, why: `is named twice (${earlier} and ${where})` });
    seen.set(id, where);
  };
  for (const { teacherId, postGroupId } of claim.placements) {
    name(teacherId, `post group ${postGroupId}`);
    if (!facts.groups.has(postGroupId)) {
      errors.push({ id: teacherId, why: `is placed at the unknown post group ${postGroupId}` });
    }
  }
  for (const id of claim.standby) name(id, 'standby');
  return errors;
}

/** People who may not be there, or are missing. */
function roleErrors(facts: Facts, claim: Claim): { id: string; why: string }[] {
  const errors: { id: string; why: string }[] = [];
  for (const { teacherId } of claim.placements) {
    if (facts.people.has(teacherId) && !facts.mayMove.has(teacherId)) {
      errors.push({ id: teacherId, why: 'is placed but is no mover of this round' });
    }
  }
  for (const id of claim.standby) {
    if (facts.rotation) errors.push({ id, why: 'is on standby, which a rotation does not have' });
    else if (facts.people.has(id) && !facts.movers.has(id)) {
      errors.push({ id, why: 'is on standby but is no mover of this round' });
    }
  }
  if (facts.rotation) return errors;
  const named = new Set([...claim.standby, ...claim.placements.map((each) => each.teacherId)]);
  for (const id of facts.movers) {
    if (!named.has(id)) errors.push({ id, why: 'is a mover but neither placed nor on standby' });
  }
  return errors;
}
