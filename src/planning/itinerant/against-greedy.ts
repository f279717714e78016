/**
 * What the plan gains on the obvious one by hand: its lessons and kilometres, and the fewest kilometres for as many lessons
 * as that one covers, since more lessons need more ways.
 */
import { solveLexicographic, withRows } from '../../../solver/index.ts';
import { canonicalCounty } from '../../domain/canonical.ts';
import type { County } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import { type ItinerantProgram, itinerantProgram } from '../../formulation/itinerant/index.ts';
import { situationOf } from '../../rules/itinerant/situation.ts';
import { type GreedyPlan, greedyPlan } from './greedy.ts';

export interface GreedyComparison {
  readonly greedy: GreedyPlan;
  /** Hundredths of a km a week; on the solver's word, for comparison only. */
  readonly sameLessons: number;
}

/** @returns null where nobody could give anything */
export async function againstGreedy(
  given: County,
  policy: Policy,
): Promise<GreedyComparison | null> {
  const situation = situationOf(canonicalCounty(given), policy);
  const program = itinerantProgram(situation);
  if (program === null) return null;
  const greedy = greedyPlan(situation);
  return { greedy, sameLessons: await fewestKilometres(program, greedy.covered) };
}

/** For at least so many fifths of a period. @throws Error when the solver fails: the greedy plan itself is an answer */
async function fewestKilometres(
  { model, objectives }: ItinerantProgram,
  lower: number,
): Promise<number> {
  const [lessons, distance] = objectives;
  if (lessons === undefined || distance === undefined) throw new Error('the program has no tiers');
  const { coefficients } = lessons;
  const least = { name: 'least', coefficients, lower, upper: Number.POSITIVE_INFINITY };
  const { tiers, message } = await solveLexicographic(withRows(model, [least]), [distance], {
    backend: 'highs',
  });
  const value = tiers[0]?.value ?? null;
  if (value === null) throw new Error(`the kilometres were not closed: ${message ?? ''}`);
  return value;
}
