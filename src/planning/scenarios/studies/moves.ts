/** Gain per move: the best value of a tier with at most k moves, k = 0 … K, each proven, each from the last basis. */
import type { Limits } from '../../../../solver/index.ts';
import type { County } from '../../../domain/county.ts';
import type { ObjectiveTierId, Policy } from '../../../domain/policy.ts';
import type { MoveCurve, MovePoint } from '../../../domain/studies.ts';
import { movesObjective, openStudy, RowQuestions, type Study, tierOf } from './study.ts';

/**
 * The tier comes first, then the policy's other tiers, so that each point is a whole proposal of its own. Every hard rule
 * holds at every point.
 * @param most K; the curve ends early at the first k from which more moves change nothing
 * @throws InputError when the order does not name the tier, or the policy is a cascade
 */
export async function gainPerMove(
  county: County,
  policy: Policy,
  {
    tier = 'balance',
    most,
    limits = {},
  }: { tier?: ObjectiveTierId; most: number; limits?: Limits },
): Promise<MoveCurve> {
  const study = openStudy(county, policy);
  const first = tierOf(study, tier);
  const goals = [first, ...study.tiers.filter((each) => each !== first)];
  const asked = new RowQuestions(study, goals, [movesObjective(study.formulation)], limits);
  const points: MovePoint[] = [];
  const free = await asked.ask([[-Infinity, Infinity]]);
  const freeValue = free?.tiers[tier] ?? null;
  for (let k = 0; k <= Math.min(most, study.formulation.round.people.length); k++) {
    const answer = await asked.ask([[-Infinity, k]]);
    points.push(movePoint(study, k, tier, answer, points.at(-1) ?? null));
    if (answer?.proven && answer.tiers[tier] === freeValue && free?.proven) break;
  }
  return { kind: 'moves', tier, sense: first.sense, points };
}

function movePoint(
  study: Study,
  most: number,
  tier: ObjectiveTierId,
  answer: Awaited<ReturnType<RowQuestions['ask']>>,
  before: MovePoint | null,
): MovePoint {
  if (answer === null) return { most, point: null };
  const value = answer.tiers[tier] as number;
  const last = before?.point?.value ?? null;
  const sign = tierOf(study, tier).sense === 'max' ? 1 : -1;
  return {
    most,
    point: {
      moves: answer.allocation.placements.length,
      value,
      gain: last === null ? null : sign * (value - last),
      tiers: answer.tiers,
      proven: answer.proven,
    },
  };
}
