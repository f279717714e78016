/**
 * 按业绩次序满足志愿: what `noEnvy = minimise` asks for. Among the allocations that are best in every tier above the fit, the
 * wishes of those who rank highest come first, then of the next, and so on (serial dictatorship over the optimal face;
 * M. Satterthwaite, H. Sonnenschein, Review of Economic Studies 48 (1981) 587–597, doi:10.2307/2297198); fit and lots
 * decide last. A line of justified envy that is left (`explain/envy-claims.ts`) is therefore explained: having her at the
 * post would cost a tier above the fit, or the wish of somebody who ranks above her. Each step is solved exactly.
 */
import { type Limits, type Objective, solveLexicographic } from '../../../../solver/index.ts';
import type { County } from '../../../domain/county.ts';
import type { Policy } from '../../../domain/policy.ts';
import type { EnvyPoint, EnvyStudy } from '../../../domain/studies.ts';
import type { Formulation } from '../../../formulation/index.ts';
import { wishPercent } from '../../../rules/objective-terms.ts';
import type { GroupFacts, PersonFacts } from '../../../rules/round.ts';
import { envyClaims, rankOf, worthOfStaying } from '../../explain/envy-claims.ts';
import { postChanges, postsOf } from '../../plan-posts.ts';
import {
  type Checked,
  checkedAnswer,
  type NoPlan,
  noPlan,
  openStudy,
  type Study,
} from './study.ts';

export interface EnvyOptions {
  /** Of each of the two solves. */
  readonly limits?: Limits;
  readonly onSolve?: () => void;
}

/**
 * @returns no plan when the round has none, or none was found within the limits
 * @throws InputError for a cascade
 */
export async function envyStudy(
  county: County,
  policy: Policy,
  { limits = {}, onSolve }: EnvyOptions = {},
): Promise<EnvyStudy | NoPlan> {
  const study = openStudy(county, policy, onSolve);
  const { model } = study.formulation;
  const ask = async (goals: readonly Objective[]) => {
    const result = await solveLexicographic(model, goals, { limits });
    study.onSolve();
    return checkedAnswer(study, result);
  };
  const before = await ask(study.tiers);
  if (typeof before === 'string') return noPlan(study, before, limits);
  const fit = study.tiers.findIndex(({ name }) => name === 'fit');
  const at = fit === -1 ? study.tiers.length : fit;
  const wishes = wishesByRank(study.formulation);
  const after = await ask([...study.tiers.slice(0, at), ...wishes, ...study.tiers.slice(at)]);
  if (typeof after === 'string') return noPlan(study, after, limits);
  return {
    kind: 'envy',
    before: pointOf(study, before),
    after: pointOf(study, after),
    ranks: wishes.length,
    people: postChanges(
      postsOf(before.allocation.placements),
      postsOf(after.allocation.placements),
    ),
  };
}

/**
 * One objective for each rank, the highest first: the worth of what its people get, above no move; nobody of them ranks
 * above another. People without a record come last.
 */
function wishesByRank({ round, pairs, columns, model }: Formulation): Objective[] {
  const { rankBy } = round.policy.merit;
  const n = model.lower.length;
  const byRank = new Map<number, Int32Array>();
  const least = worthOfStaying(round);
  pairs.person.forEach((p, k) => {
    const person = round.people[p] as PersonFacts;
    const post = round.groups[pairs.group[k] as number] as GroupFacts;
    const worth = wishPercent(person, post, round) - least;
    const rank = rankOf(person, rankBy) ?? -1;
    const coefficients = byRank.get(rank) ?? new Int32Array(n);
    byRank.set(rank, coefficients);
    for (const column of [columns.pair[k] as number, columns.first[k] as number])
      if (column !== -1) coefficients[column] = worth;
  });
  return [...byRank]
    .sort(([a], [b]) => b - a)
    .map(([rank, coefficients]) => ({ name: `wishes:${rank}`, sense: 'max', coefficients }));
}

function pointOf({ formulation }: Study, { allocation, tiers, proven }: Checked): EnvyPoint {
  const claims = envyClaims(formulation, allocation);
  const people = new Set(claims.map(({ person }) => person.teacher.id)).size;
  return { lines: claims.length, people, tiers, proven };
}
