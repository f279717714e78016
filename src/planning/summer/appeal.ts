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
import { CertificateError } from '../../domain/errors.ts';
import type { StageSolve, SummerState } from '../../domain/summer.ts';
import { type Allocation, decode, type Formulation, fingerprint } from '../../formulation/index.ts';
import { verify } from '../../verification/index.ts';
import { keptObjective } from '../kept.ts';
import type { PlanPosts } from '../plan-posts.ts';
import { objectives } from '../solve-tiers.ts';
import type { Summer } from './advance.ts';
import { amended } from './amend.ts';
import { type Change, changesOf, figures, newDecisions } from './appeal-answer.ts';
import { reopenDirectHire } from './appeal-direct.ts';
import { withBatchFloors } from './appeal-floor.ts';
import { openedModel } from './appeal-model.ts';
import { appealProgram, heldPosts, hiredElsewhere, type SolvedStage } from './appeal-program.ts';
import { provenLeast } from './appeal-proof.ts';
import {
  type AppealStage,
  appealStage,
  earlierAppellants,
  upheldObjection,
} from './appeal-stage.ts';
import { type Turns, turnsOf, withTurns } from './appeal-turns.ts';
import { decisionsOf } from './standing.ts';

export interface AppealRequest {
  readonly teacherId: string;
  /** The post that the arbitration awards; null = any other post of the stage's round. */
  readonly postGroupId: string | null;
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
  const now = decisionsOf(state.stages);
  const held = heldPosts(formulation, now);
  const kept = keptObjective(formulation, held, (id) => id !== teacherId && held.has(id));
  const fixed = earlierAppellants(state, stage).filter((id) => id !== teacherId);
  const opened = openedModel(formulation, { teacherId, postGroupId }, { held, fixed });
  const isRuled = (id: string) => (id === teacherId ? postGroupId !== null : fixed.includes(id));
  const turns = turnsOf(stage, formulation.round.policy);
  const inTurn = turns === null ? opened : withTurns(formulation, opened, turns, { held, isRuled });
  const { floorPct } = summer.policy.ruralTilt;
  const isFloored = stage === 'in-school' && turns !== null && floorPct !== null;
  const others = isFloored ? hiredElsewhere(summer.county, state, teacherId) : [];
  return {
    ...{ stage, teacherId, postGroupId, formulation, turns, held },
    model: isFloored
      ? withBatchFloors(formulation, inTurn, { turns, now, others, floorPct })
      : inTurn,
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
  const amendment = { stage, changes: newDecisions(formulation, opened.turns, changes), solve };
  const after = amended(summer, state, amendment);
  if (certificate?.bytes) summer.watch?.onCertificate?.(name, certificate.bytes);
  return {
    ...{ kind: 'reopened', stage, leastMoved, proof, moved, solve },
    appellant: changes.find((change) => change.teacherId === teacherId) as Change,
    gained: others.filter(({ from }) => from === null),
    state: after,
  };
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
