/** Gain per move: the best value of a tier with at most k moves, k = 0 … K, each proven, each from the last basis. */
import type { Limits, Objective } from '../../../../solver/index.ts';
import type { County } from '../../../domain/county.ts';
import type { ObjectiveTierId, Policy } from '../../../domain/policy.ts';
import type { MoveCurve, MovePoint } from '../../../domain/studies.ts';
import {
  type Answer,
  movesObjective,
  type NoPlan,
  noPlan,
  openStudy,
  optimumOf,
  RowQuestions,
  type Study,
  tierOf,
} from './study.ts';

/**
 * The tier comes first, then the policy's other tiers, so that each point is a whole proposal of its own. Every hard rule
 * holds at every point.
 * @param most K; the curve ends early at the first k at which the tier has its value of the free round. Later tiers may still
 *   gain from more moves
 * @returns no plan when the round has none, or none was found within the limits
 * @throws InputError when the order does not name the tier
 */
export async function gainPerMove(
  county: County,
  policy: Policy,
  {
    tier = 'balance',
    most,
    limits = {},
    onSolve,
  }: { tier?: ObjectiveTierId; most: number; limits?: Limits; onSolve?: () => void },
): Promise<MoveCurve | NoPlan> {
  const study = openStudy(county, policy, onSolve);
  const first = tierOf(study, tier);
  const goals = [first, ...study.goals.filter((each) => each !== first)];
  const ask = atMostMoves(study, goals, limits);
  const points: MovePoint[] = [];
  const free = await ask(Infinity);
  if (typeof free === 'string') return noPlan(study, free, limits);
  for (let k = 0; k <= Math.min(most, study.formulation.round.people.length); k++) {
    const answer = await ask(k);
    points.push(movePoint(study, k, tier, answer, points.at(-1) ?? null));
    if (typeof answer === 'string') continue;
    if (answer.proven && free.proven && answer.tiers[tier] === free.tiers[tier]) break;
  }
  return { kind: 'moves', tier, sense: first.sense, points };
}

/** One program kept warm; a cascade anew for each k, its earlier rounds using the moves first. */
function atMostMoves(
  study: Study,
  goals: readonly Objective[],
  limits: Limits,
): (most: number) => Promise<Answer> {
  const moves = movesObjective(study.formulation);
  if (!study.cascade) {
    const asked = new RowQuestions(study, goals, [moves], limits);
    return (upper) => asked.ask([[-Infinity, upper]]);
  }
  const { name, coefficients } = moves;
  return (upper) =>
    optimumOf(study, goals, limits, [{ name, coefficients, lower: -Infinity, upper }]);
}

function movePoint(
  study: Study,
  most: number,
  tier: ObjectiveTierId,
  answer: Answer,
  before: MovePoint | null,
): MovePoint {
  if (typeof answer === 'string') return { most, missing: answer, point: null };
  const value = answer.tiers[tier] as number;
  const last = before?.point?.value ?? null;
  const sign = tierOf(study, tier).sense === 'max' ? 1 : -1;
  return {
    most,
    missing: null,
    point: {
      moves: answer.allocation.placements.length,
      value,
      gain: last === null ? null : sign * (value - last),
      tiers: answer.tiers,
      proven: answer.proven,
    },
  };
}
