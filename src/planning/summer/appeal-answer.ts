/** The answer of an appeal as the summer keeps it: who changes the post, the decisions that follow, the figures of the solve. */
import type { LexicographicResult } from '../../../solver/index.ts';
import { compareIds } from '../../domain/canonical.ts';
import type { Decision, StageSolve } from '../../domain/summer.ts';
import type { Allocation, Formulation } from '../../formulation/index.ts';
import { moveKind } from '../../rules/move-kind.ts';
import type { GroupFacts, PersonFacts } from '../../rules/round.ts';
import { contractMonths } from '../../rules/workflow/index.ts';
import type { PlanPosts } from '../plan-posts.ts';
import type { Turns } from './appeal-turns.ts';
import { backToDirect } from './in-school.ts';

/** One person's way from a post to another; null = none. */
export interface Change {
  readonly teacherId: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Everybody of the round whose post is another than before. */
export function changesOf(
  { round }: Formulation,
  { placements }: Allocation,
  held: PlanPosts,
): Change[] {
  const after = new Map(placements.map(({ teacherId, postGroupId }) => [teacherId, postGroupId]));
  return round.people
    .map(({ teacher: { id } }) => ({
      teacherId: id,
      from: held.get(id) ?? null,
      to: after.get(id) ?? null,
    }))
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => compareIds(a.teacherId, b.teacherId));
}

/** The decisions that change; null = none left. */
export function newDecisions(
  { round }: Formulation,
  turns: Turns | null,
  changes: readonly Change[],
): { readonly teacherId: string; readonly decision: Decision | null }[] {
  const people = new Map(round.people.map((person) => [person.teacher.id, person]));
  const groups = new Map(round.groups.map((facts) => [facts.group.id, facts]));
  return changes.map(({ teacherId, to }): { teacherId: string; decision: Decision | null } => {
    const person = people.get(teacherId) as PersonFacts;
    // Only who competed in school has a direct hire to fall back on.
    if (to === null) return { teacherId, decision: backToDirect(person.teacher, round.policy) };
    const post = groups.get(to) as GroupFacts;
    const turn = turns?.(person, post) ?? null;
    return {
      teacherId,
      decision: {
        teacherId,
        kind: moveKind(person, post, round),
        postGroupId: to,
        ground: null,
        batch: round.policy.round === 'in-school' && turn !== null ? turn + 1 : null,
        contractMonths: contractMonths(round.policy),
      },
    };
  });
}

/** Of the solve, as the state keeps them. */
export function figures(
  { round, pairs, tiers }: Formulation,
  { placements }: Allocation,
  {
    result,
    name,
    certificate,
  }: Pick<StageSolve, 'name' | 'certificate'> & { readonly result: LexicographicResult },
): StageSolve {
  const closed = new Map(result.tiers.map((tier) => [tier.name, tier]));
  return {
    name,
    batches: [],
    movers: round.people.length,
    pairs: pairs.person.length,
    placed: placements.length,
    solver: { backend: result.backend, version: result.version },
    status: result.termination === 'optimal' ? 'optimal' : 'feasible',
    tiers: tiers.flatMap(({ id }) => {
      const { value = null, bound = null } = closed.get(id) ?? {};
      return value === null ? [] : [{ id, value, bound }];
    }),
    certificate,
  };
}
