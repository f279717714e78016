/**
 * 按业绩名次满足志愿, what `noEnvy = minimise` asks for: among the allocations that are best in every tier above the fit, the
 * wishes of those who rank highest (`merit.rankBy`) come first, then of the next, and so on (serial dictatorship over the
 * optimal face; M. Satterthwaite, H. Sonnenschein, Review of Economic Studies 48 (1981) 587–597, doi:10.2307/2297198);
 * fit and lots decide last. A line of justified envy that is left (`explain/envy-claims.ts`) is therefore explained: having
 * her at the post would cost a tier above the fit, or the wish of somebody who ranks above her.
 */
import type { Objective } from '../../solver/index.ts';
import type { Allocation, Formulation } from '../formulation/index.ts';
import { wishPercent } from '../rules/objective-terms.ts';
import type { GroupFacts, PersonFacts } from '../rules/round.ts';
import { rankOf, worthOfStaying } from './explain/envy-claims.ts';

/** Name of the goal of one rank, 1 = the highest. It tells no score. */
export type WishGoal = `wishes:${number}`;

/** The rank that a goal of this name stands for; null = it is none. */
export function rankOfGoal(name: string): number | null {
  const found = /^wishes:(\d+)$/.exec(name);
  return found === null ? null : Number(found[1]);
}

/** Place of each person of the round among the different ranks, 0 = the highest; people without a record come last. */
function rankPlaces({ round }: Formulation): number[] {
  const ranks = round.people.map((person) => rankOf(person, round.policy.merit.rankBy) ?? -1);
  const places = new Map([...new Set(ranks)].sort((a, b) => b - a).map((rank, k) => [rank, k]));
  return ranks.map((rank) => places.get(rank) as number);
}

/** One objective for each rank, the highest first: what its people get, above no move. */
export function wishesByRank(formulation: Formulation): Objective[] {
  const { round, pairs, columns, model } = formulation;
  const n = model.lower.length;
  const places = rankPlaces(formulation);
  const least = worthOfStaying(round);
  const goals = goalNames(places).map((name) => ({
    name,
    sense: 'max' as const,
    coefficients: new Int32Array(n),
  }));
  pairs.person.forEach((p, k) => {
    const post = round.groups[pairs.group[k] as number] as GroupFacts;
    const worth = wishPercent(round.people[p] as PersonFacts, post, round) - least;
    const { coefficients } = goals[places[p] as number] as (typeof goals)[number];
    for (const column of [columns.pair[k] as number, columns.first[k] as number])
      if (column !== -1) coefficients[column] = worth;
  });
  return goals;
}

/** What each rank gets in an allocation, counted on the people: the values of the goals. */
function wishValues(
  formulation: Formulation,
  { placements }: Pick<Allocation, 'placements'>,
): { readonly name: WishGoal; readonly value: number }[] {
  const { round } = formulation;
  const places = rankPlaces(formulation);
  const personAt = new Map(round.people.map(({ teacher }, p) => [teacher.id, p]));
  const posts = new Map(round.groups.map((facts) => [facts.group.id, facts]));
  const least = worthOfStaying(round);
  const values = goalNames(places).map((name) => ({ name, value: 0 }));
  for (const { teacherId, postGroupId } of placements) {
    const p = personAt.get(teacherId) as number;
    const person = round.people[p] as PersonFacts;
    const worth = wishPercent(person, posts.get(postGroupId) as GroupFacts, round) - least;
    (values[places[p] as number] as { value: number }).value += worth;
  }
  return values;
}

/** The values of all goals in order: of the tiers, and of the ranks where the policy asks for them. */
export function goalValues<Tier extends string>(
  formulation: Formulation,
  allocation: Pick<Allocation, 'placements'>,
  tiers: readonly { readonly id: Tier; readonly value: number }[],
): { readonly name: Tier | WishGoal; readonly value: number }[] {
  const values = tiers.map(({ id, value }) => ({ name: id as Tier | WishGoal, value }));
  return formulation.round.policy.noEnvy === 'minimise'
    ? withWishes(values, wishValues(formulation, allocation))
    : values;
}

function goalNames(places: readonly number[]): WishGoal[] {
  return Array.from({ length: new Set(places).size }, (_, k): WishGoal => `wishes:${k + 1}`);
}

/** The goals of the tiers with those of the ranks right before the fit; at the end where the order has no fit. */
export function withWishes<Goal extends { readonly name: string }>(
  goals: readonly Goal[],
  wishes: readonly Goal[],
): Goal[] {
  const fit = goals.findIndex(({ name }) => name === 'fit');
  const at = fit === -1 ? goals.length : fit;
  return [...goals.slice(0, at), ...wishes, ...goals.slice(at)];
}
