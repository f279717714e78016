/** The objective tiers over the columns of the model, in policy order, and their one-shot sum. */
import type { Objective } from '../../solver/index.ts';
import type { ObjectiveTierId } from '../domain/policy.ts';
import { tieHasher } from '../domain/tie-hash.ts';
import { roundDiv } from '../rules/arithmetic.ts';
import {
  balanceReward,
  coverage,
  FIRST_OF_SUBJECT,
  fitPoints,
  ruralService,
  SOFT_PENALTY,
  shortageWeight,
  softPenalty,
  stayFit,
} from '../rules/objective-terms.ts';
import type { GroupFacts, PersonFacts, Round, SchoolFacts } from '../rules/round.ts';
import type { Columns, TierObjective } from './formulation.ts';
import type { Pairs } from './pairs.ts';

/** How a tier prices pairs, stays and everything else. */
interface TierTerms {
  readonly sense: 'min' | 'max';
  readonly pair: (person: PersonFacts, post: GroupFacts, round: Round) => number;
  readonly stay?: (person: PersonFacts, round: Round) => number;
  readonly others?: (coefficients: Float64Array, columns: Columns, round: Round) => void;
}

const hashTerms = (half: 'high' | 'low'): TierTerms => ({
  sense: 'max',
  pair: (person, post, { policy }) =>
    tieHasher(policy.objective.tieSeed, person.teacher.id)[half](post.group.id),
  stay: (person, { policy }) =>
    tieHasher(policy.objective.tieSeed, person.teacher.id)[half](
      (person.homeGroup as GroupFacts).group.id,
    ),
});

const TERMS: Record<ObjectiveTierId, TierTerms> = {
  coverage: {
    sense: 'max',
    pair: coverage,
  },
  'soft-rules': {
    sense: 'min',
    pair: softPenalty,
    others: (coefficients, { overflow, shortfall }) => {
      for (const at of overflow) coefficients[at] = SOFT_PENALTY.overTitle;
      for (const at of shortfall) coefficients[at] = SOFT_PENALTY.shortfall;
    },
  },
  'shortage-tilt': {
    sense: 'max',
    pair: shortageWeight,
    others: (coefficients, { pair, first }) => {
      first.forEach((at, k) => {
        const beside = pair[k] as number;
        if (at !== -1) coefficients[at] = (coefficients[beside] as number) + FIRST_OF_SUBJECT;
      });
    },
  },
  balance: {
    sense: 'max',
    pair: () => 0,
    others: (coefficients, { steps }, { schools }) => {
      for (const { school, m, at } of steps) {
        coefficients[at] = balanceReward(schools[school] as SchoolFacts, m);
      }
    },
  },
  fit: { sense: 'max', pair: fitPoints, stay: stayFit },
  'fewest-moves': { sense: 'min', pair: () => 1 },
  'rural-service': { sense: 'max', pair: ruralService },
  'hash-high': hashTerms('high'),
  'hash-low': hashTerms('low'),
};

/** Tiers that one kind of round only has: in a rotation everybody has a post, in a placement every move counts. */
const ONLY_IN: Partial<Record<ObjectiveTierId, Round['policy']['round']>> = {
  coverage: 'placement',
  'fewest-moves': 'rotation',
};

/** Tiers of this round in policy order. */
function tierIds(round: Round): ObjectiveTierId[] {
  return round.policy.objective.order.filter(
    (id) => (ONLY_IN[id] ?? round.policy.round) === round.policy.round,
  );
}

/** One objective a tier. */
export function tierObjectives(
  round: Round,
  pairs: Pairs,
  columns: Columns,
  size: number,
): TierObjective[] {
  return tierIds(round).map((id) => {
    const terms = TERMS[id];
    const coefficients = new Float64Array(size);
    pairs.person.forEach((p, k) => {
      const person = round.people[p] as PersonFacts;
      const post = round.groups[pairs.group[k] as number] as GroupFacts;
      const value = terms.pair(person, post, round);
      coefficients[columns.pair[k] as number] = value;
      const first = columns.first[k] as number;
      if (first !== -1) coefficients[first] = value;
    });
    if (terms.stay !== undefined) {
      columns.stay.forEach((at, p) => {
        if (at !== -1) coefficients[at] = terms.stay?.(round.people[p] as PersonFacts, round) ?? 0;
      });
    }
    terms.others?.(coefficients, columns, round);
    return { id, objective: { name: id, sense: terms.sense, coefficients } };
  });
}

/** Unit of each tier in the one-shot sum and the range of one person's choice in that unit (§2.6). */
const ONE_SHOT = {
  fit: { unit: 100, range: 100 },
  balance: { unit: 100, range: 200 },
  'shortage-tilt': { unit: 10, range: 33 },
  'soft-rules': { unit: 1, range: 51 },
  coverage: { unit: 1, range: 1 },
} as const;

function isOneShotTier(id: ObjectiveTierId): id is keyof typeof ONE_SHOT {
  return id in ONE_SHOT;
}

/**
 * One-shot weights with true per-person dominance: from the last tier up, each weight exceeds everything
 * the tiers below can gain for one person. In the default order 1 / 101 / 20 301 / 690 234 / 35 892 168.
 */
export function oneShotWeights(order: readonly ObjectiveTierId[]): Map<ObjectiveTierId, number> {
  const weights = new Map<ObjectiveTierId, number>();
  let weight = 1;
  for (const id of order.filter(isOneShotTier).reverse()) {
    weights.set(id, weight);
    weight *= ONE_SHOT[id].range + 1;
  }
  return weights;
}

/** The weighted sum, maximised. */
export function oneShotObjective(tiers: readonly TierObjective[]): Objective {
  const weights = oneShotWeights(tiers.map(({ id }) => id));
  const size = tiers[0]?.objective.coefficients.length ?? 0;
  const coefficients = new Float64Array(size);
  for (const { id, objective } of tiers) {
    const weight = weights.get(id);
    if (weight === undefined || !isOneShotTier(id)) continue;
    const { unit } = ONE_SHOT[id];
    const sign = objective.sense === 'max' ? 1 : -1;
    objective.coefficients.forEach((value, at) => {
      if (value === 0) return;
      coefficients[at] = (coefficients[at] as number) + sign * weight * roundDiv(value, unit);
    });
  }
  return { name: 'one-shot', sense: 'max', coefficients };
}
