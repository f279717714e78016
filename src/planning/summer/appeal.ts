/**
 * 申诉后重开一个决定 (F04): one person's decision of the latest stage is taken back, everybody else's is kept where it can be.
 * Tier 0 is the number of other people who lose or change their post, proven minimal; then the tiers of the stage decide.
 * Earlier stages stand; only the latest one can be opened, for a later one rests on it.
 */
import {
  type LexicographicResult,
  type Model,
  type Objective,
  solveLexicographic,
} from '../../../solver/index.ts';
import { compareIds } from '../../domain/canonical.ts';
import { CertificateError } from '../../domain/errors.ts';
import type { Decision, StageSolve, SummerState } from '../../domain/summer.ts';
import { type Allocation, decode, type Formulation, fingerprint } from '../../formulation/index.ts';
import { moveKind } from '../../rules/move-kind.ts';
import type { GroupFacts, PersonFacts } from '../../rules/round.ts';
import { contractMonths } from '../../rules/workflow/index.ts';
import { verify } from '../../verification/index.ts';
import { keptObjective } from '../kept.ts';
import type { PlanPosts } from '../plan-posts.ts';
import { objectives } from '../solve-tiers.ts';
import type { Summer } from './advance.ts';
import { amended } from './amend.ts';
import { reopenDirectHire } from './appeal-direct.ts';
import { openedModel } from './appeal-model.ts';
import { appealProgram, heldPosts, type SolvedStage } from './appeal-program.ts';
import { provenLeast } from './appeal-proof.ts';
import {
  type AppealStage,
  appealStage,
  earlierAppellants,
  upheldObjection,
} from './appeal-stage.ts';
import { type Turns, turnsOf, withTurns } from './appeal-turns.ts';
import { backToDirect } from './in-school.ts';
import { decisionsOf } from './standing.ts';

export interface AppealRequest {
  readonly teacherId: string;
  /** The post that the arbitration awards; null = any other post of the stage's round. */
  readonly postGroupId: string | null;
}

/** One person's way from a post to another; null = none. */
export interface Change {
  readonly teacherId: string;
  readonly from: string | null;
  readonly to: string | null;
}

export type AppealAnswer =
  /** No legal allocation of the stage gives the person such a post. */
  | { readonly kind: 'impossible'; readonly stage: AppealStage; readonly teacherId: string }
  | Reopened;

export interface Reopened {
  readonly kind: 'reopened';
  readonly stage: AppealStage;
  readonly appellant: Change;
  /** Other people who lose or change their post. */
  readonly moved: readonly Change[];
  /** No allocation moves fewer: the proven bound of tier 0. */
  readonly leastMoved: number;
  /**
   * 'dual' = the certificate of the solve proves it exactly; 'solver' = on the bound that the solver named; 'nobody' = there is
   * nothing to prove, for the ruling touches nobody else.
   */
  readonly proof: 'dual' | 'solver' | 'nobody';
  /** People without a post who find one now. */
  readonly gained: readonly Change[];
  readonly solve: StageSolve;
  /** The state with the decisions changed. */
  readonly state: SummerState;
}

/**
 * @throws InputError when the person has no decision that can be opened, or the awarded post breaks a rule
 * @throws CertificateError when the independent check refuses the answer
 */
export async function reopen(
  summer: Summer,
  state: SummerState,
  request: AppealRequest,
): Promise<AppealAnswer> {
  const stage = appealStage(summer, state, request);
  if (stage === 'direct-hire') return reopenDirectHire(summer, state, request.teacherId);
  const opened = openedCase(summer, state, { ...request, stage });
  const { model, goals } = opened;
  const result = await solveLexicographic(model, goals, { backend: summer.backend ?? 'auto' });
  if (result.termination === 'infeasible') {
    return { kind: 'impossible', stage, teacherId: request.teacherId };
  }
  return answerOf(summer, state, opened, result);
}

/** The program to solve, and what it is compared with. */
interface Opened extends AppealRequest {
  readonly stage: SolvedStage;
  readonly formulation: Formulation;
  readonly turns: Turns | null;
  /** Posts that people of the round hold now. */
  readonly held: PlanPosts;
  readonly model: Model;
  /** Tier 0, then those of the stage. */
  readonly goals: readonly Objective[];
}

function openedCase(
  summer: Summer,
  state: SummerState,
  { stage, teacherId, postGroupId }: AppealRequest & { readonly stage: SolvedStage },
): Opened {
  const formulation = appealProgram(summer, state, { stage, teacherId });
  const held = heldPosts(formulation, decisionsOf(state.stages));
  const kept = keptObjective(formulation, held, (id) => id !== teacherId && held.has(id));
  const fixed = earlierAppellants(state, stage).filter((id) => id !== teacherId);
  const opened = openedModel(formulation, { teacherId, postGroupId }, { held, fixed });
  const isRuled = (id: string) => (id === teacherId ? postGroupId !== null : fixed.includes(id));
  const turns = turnsOf(stage, formulation.round.policy);
  return {
    ...{ stage, teacherId, postGroupId, formulation, turns, held },
    model: turns === null ? opened : withTurns(formulation, opened, turns, { held, isRuled }),
    goals: [kept, ...objectives(formulation)],
  };
}

/** @throws CertificateError when round, proof or the whole state does not hold */
function answerOf(
  summer: Summer,
  state: SummerState,
  opened: Opened,
  result: LexicographicResult,
): Reopened {
  const { stage, teacherId, postGroupId, formulation, held, model, goals } = opened;
  if (result.values === null) throw new Error(result.message ?? `ended with ${result.termination}`);
  const allocation = decode(formulation, result.values);
  checkAnswer(formulation, allocation, result);
  const changes = changesOf(formulation, allocation, held);
  const others = changes.filter((change) => change.teacherId !== teacherId);
  const moved = others.filter(({ from }) => from !== null);
  const holders = [...held.keys()].filter((id) => id !== teacherId).length;
  const { leastMoved, proof, certificate } = provenLeast({
    ...{ model, goals, result, holders },
    moved: moved.length,
  });
  const name = `appeal/${teacherId}`;
  const hash = certificate?.hash ?? null;
  const solve = {
    ...figures(formulation, allocation, { result, name, certificate: hash }),
    awarded: postGroupId,
    objection: upheldObjection(state, stage, teacherId),
  };
  const amendment = { stage, changes: newDecisions(opened, changes), solve };
  const after = amended(summer, state, amendment);
  if (certificate?.bytes) summer.watch?.onCertificate?.(name, certificate.bytes);
  return {
    ...{ kind: 'reopened', stage, leastMoved, proof, moved, solve },
    appellant: changes.find((change) => change.teacherId === teacherId) as Change,
    gained: others.filter(({ from }) => from === null),
    state: after,
  };
}

function changesOf(
  { round }: Formulation,
  { placements }: Allocation,
  held: ReadonlyMap<string, string>,
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

/** Believes nothing: the allocation by the independent check of its round. */
function checkAnswer(
  formulation: Formulation,
  allocation: Allocation,
  { tiers, termination }: LexicographicResult,
): void {
  const closed = new Map(tiers.slice(1).map(({ name, value, bound }) => [name, { value, bound }]));
  const { accepted, findings } = verify(formulation.round.county, formulation.round.policy, {
    ...allocation,
    tiers: formulation.tiers.flatMap(({ id }) => {
      const { value = null, bound = null } = closed.get(id) ?? {};
      return value === null || bound === null || value !== bound ? [] : [{ id, value, bound }];
    }),
    weighted: null,
    stopped: termination !== 'optimal',
    program: fingerprint(formulation),
  });
  if (!accepted) throw new CertificateError(findings);
}

/** The decisions that change; null = none left. */
function newDecisions({ formulation: { round }, turns }: Opened, changes: readonly Change[]) {
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

function figures(
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
