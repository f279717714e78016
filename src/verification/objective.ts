/** The objective of an outcome, tier by tier, recomputed from the definition; and its comparison with a claim. */
import type { ObjectiveTierId, Policy } from '../domain/policy.ts';
import { nearest, sum } from './arithmetic.ts';
import { attributeOf, attributeValue } from './attributes.ts';
import type { Claim } from './claim.ts';
import { rotationTargets, titleLimit } from './limits.ts';
import type { Outcome } from './outcome.ts';
import { furtherShortfall } from './rotation.ts';
import { tierOrder } from './round.ts';
import { matchClass } from './subject-match.ts';
import {
  type Coefficients,
  FIRST_BONUS,
  GOOD_MATCH,
  lacksSubject,
  type PairTier,
  pairCoefficients,
  reward,
  stayCoefficients,
} from './worth.ts';

/** Price of a head over a title cap and of a head short of a rotation target. */
const HEAD_PENALTY = 20;
const MINIMISED: readonly ObjectiveTierId[] = [
  'soft-rules',
  'fewest-moves',
  'balance-backbone',
  'balance-degree',
  'balance-senior',
];
/** Tiers of the weighted sum with the number of values that one person's choice can take. */
const ONE_SHOT_RANGE = {
  fit: 101,
  balance: 201,
  'shortage-tilt': 34,
  'soft-rules': 52,
  coverage: 2,
} as const;
type OneShotTier = keyof typeof ONE_SHOT_RANGE;

/** o_{s,H}, o_{s,M}: heads over the title posts of a school, at least. */
export function titleOverflow(outcome: Outcome, schoolId: string): { H: number; HM: number } {
  const { facts } = outcome;
  const school = facts.schools.get(schoolId)!;
  const people = [
    ...(outcome.movesToSchool.get(schoolId) ?? []).map(({ person }) => person),
    ...(outcome.staysAtSchool.get(schoolId) ?? []),
  ];
  const senior = people.filter(({ title }) => title === 'H').length;
  const cumulated = people.filter(({ title }) => title !== 'E').length;
  return {
    H: Math.max(0, senior - titleLimit(facts, school, 'H')),
    HM: Math.max(0, cumulated - titleLimit(facts, school, 'HM')),
  };
}

/** r₁, r₂: heads short of the rotation targets. */
export function shortfalls(outcome: Outcome): { due: number; total: number } {
  const { facts, moves } = outcome;
  if (!facts.rotation) return { due: 0, total: 0 };
  const target = rotationTargets(facts);
  const due = moves.filter(({ person }) => facts.due.has(person.id)).length;
  const total = moves.filter(({ person }) => person.stage === 'P' || person.stage === 'J').length;
  return { due: Math.max(0, target.due - due), total: Math.max(0, target.total - total) };
}

/** Groups that lacked their subject and now have a teacher of it. */
function firstArrivals(outcome: Outcome): number {
  let groups = 0;
  for (const moves of outcome.movesInto.values()) {
    const { group } = moves[0]!;
    const taught = moves.some(
      ({ person }) => matchClass(outcome.facts, person, group) >= GOOD_MATCH,
    );
    if (taught && lacksSubject(outcome.facts, group)) groups++;
  }
  return groups;
}

/** People whose number earns the balance reward at a school. */
function rewarded(outcome: Outcome, schoolId: string): number {
  const arrivals = outcome.movesToSchool.get(schoolId)?.length ?? 0;
  return arrivals + (outcome.staysAtSchool.get(schoolId)?.length ?? 0);
}

/** Σ of the first k_s rewards of every school, each through `scale`. */
function balance(outcome: Outcome, scale: (reward: number) => number): number {
  let total = 0;
  for (const [id, school] of outcome.facts.schools) {
    const heads = rewarded(outcome, id);
    for (let m = 1; m <= heads; m++) total += scale(reward(outcome.facts, school, m));
  }
  return total;
}

/** The coefficients of every choice made: arrivals, and stays in a rotation. */
function chosen(outcome: Outcome): Coefficients[] {
  const { facts, moves, stays } = outcome;
  return [
    ...moves.map(({ person, group }) => pairCoefficients(facts, person)(group)),
    ...stays.map((person) => stayCoefficients(facts, person)),
  ];
}

/** Heads over title posts and short of rotation targets, in penalty points. */
function headPenalties(outcome: Outcome): number {
  // In-school, titles that the school's people hold already cost nothing.
  const priced = outcome.facts.policy.round === 'in-school' ? [] : outcome.facts.schools.keys();
  const over = [...priced].map((id) => titleOverflow(outcome, id));
  const short = shortfalls(outcome);
  const further = furtherShortfall(outcome);
  return HEAD_PENALTY * (sum(over.map(({ H, HM }) => H + HM)) + short.due + short.total + further);
}

/** Tiers of the policy that apply to the round, in order, with their values. */
export function tierValues(outcome: Outcome): { id: ObjectiveTierId; value: number }[] {
  const { facts } = outcome;
  const choices = chosen(outcome);
  const total = (tier: PairTier) => sum(choices.map((each) => each[tier]));
  const value = (id: ObjectiveTierId): number => {
    if (id === 'fewest-moves') return outcome.moves.length;
    if (id === 'balance') return balance(outcome, (each) => each);
    if (id === 'soft-rules') return total(id) + headPenalties(outcome);
    if (id === 'shortage-tilt') return total(id) + FIRST_BONUS * firstArrivals(outcome);
    const attribute = attributeOf(id);
    return attribute === null ? total(id as PairTier) : attributeValue(outcome, attribute);
  };
  return tierOrder(facts.policy)
    .filter((id) => id !== (facts.rotation ? 'coverage' : 'fewest-moves'))
    .map((id) => ({ id, value: value(id) }));
}

/** Weight of each one-shot tier: the number of value combinations of the tiers below it in the order. */
export function oneShotWeights(policy: Policy): Map<OneShotTier, number> {
  const weights = new Map<OneShotTier, number>();
  let weight = 1;
  for (const id of [...tierOrder(policy)].reverse()) {
    if (!(id in ONE_SHOT_RANGE)) continue;
    const tier = id as OneShotTier;
    weights.set(tier, weight);
    weight *= ONE_SHOT_RANGE[tier];
  }
  return weights;
}

/** The weighted sum of the one-shot mode; null in lexicographic mode. */
export function weightedValue(outcome: Outcome): number | null {
  const { policy } = outcome.facts;
  if (policy.objective.mode !== 'one-shot') return null;
  const choices = chosen(outcome);
  const values: Record<OneShotTier, number> = {
    fit: sum(choices.map(({ fit }) => nearest(fit, 100))),
    balance: balance(outcome, (each) => nearest(each, 100)),
    'shortage-tilt':
      sum(choices.map((each) => nearest(each['shortage-tilt'], 10))) +
      nearest(FIRST_BONUS, 10) * firstArrivals(outcome),
    'soft-rules': -(sum(choices.map((each) => each['soft-rules'])) + headPenalties(outcome)),
    coverage: sum(choices.map(({ coverage }) => coverage)),
  };
  return sum([...oneShotWeights(policy)].map(([tier, weight]) => weight * values[tier]));
}

/** Findings: a value that the definition does not give, a bound that the value has passed. */
export function compareObjective(
  claim: Claim,
  own: { tiers: readonly { id: ObjectiveTierId; value: number }[]; weighted: number | null },
): string[] {
  const findings: string[] = [];
  const check = (name: string, claimed: Claim['weighted'] & object, ours: number, min: boolean) => {
    const { value, bound } = claimed;
    if (value !== ours) {
      findings.push(`${name}: the claimed value is ${value}, the definition gives ${ours}.`);
    }
    if (bound === null || (min ? bound <= ours : bound >= ours)) return;
    findings.push(`${name}: the bound ${bound} is on the wrong side of the value ${ours}.`);
  };
  const ours = new Map(own.tiers.map(({ id, value }) => [id, value]));
  for (const tier of claim.tiers) {
    const value = ours.get(tier.id);
    if (value === undefined) {
      findings.push(`Tier ${tier.id} is claimed but does not apply to this round and policy.`);
    } else check(`Tier ${tier.id}`, tier, value, MINIMISED.includes(tier.id));
  }
  const named = claim.tiers.map(({ id }) => id);
  if (new Set(named).size < named.length) findings.push('A tier is claimed more than once.');
  const { weighted } = claim;
  if (weighted === null) return findings;
  if (own.weighted !== null) check('Weighted sum', weighted, own.weighted, false);
  else findings.push('A weighted sum is claimed, but the policy is not in one-shot mode.');
  return findings;
}
