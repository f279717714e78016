/** The objective tiers over the columns of the model, in policy order. */
import type { ObjectiveTierId } from '../domain/policy.ts';
import { tieHasher } from '../domain/tie-hash.ts';
import { artsReward, type PersonAttribute } from '../rules/attributes.ts';
import {
  balanceReward,
  competitionMerit,
  coverage,
  equalConditions,
  FIRST_OF_SUBJECT,
  fitPoints,
  overTitlePrice,
  ruralService,
  SOFT_PENALTY,
  shortageWeight,
  softPenalty,
  stayFit,
} from '../rules/objective-terms.ts';
import type { GroupFacts, PersonFacts, Round, SchoolFacts } from '../rules/round.ts';
import { tiersOf } from '../rules/tier-order.ts';
import { CostCells } from './cost-cells.ts';
import type { Columns, TierObjective } from './formulation.ts';
import { eachPerson, type Pairs } from './pairs.ts';

/** How a tier prices pairs, stays and everything else. */
interface TierTerms {
  readonly sense: 'min' | 'max';
  /** Asked once for each person, then for each post of theirs; null = all pairs 0. */
  readonly pair: ((person: PersonFacts, round: Round) => (post: GroupFacts) => number) | null;
  readonly stay?: (person: PersonFacts, round: Round) => number;
  readonly others?: (cells: CostCells, columns: Columns, round: Round) => void;
}

const each =
  (term: (person: PersonFacts, post: GroupFacts, round: Round) => number): TierTerms['pair'] =>
  (person, round) =>
  (post) =>
    term(person, post, round);

const hashTerms = (half: 'high' | 'low'): TierTerms => {
  const lot = (person: PersonFacts, { policy }: Round) => {
    const hash = tieHasher(policy.objective.tieSeed, person.teacher.id)[half];
    return ({ group }: GroupFacts) => hash(group.id);
  };
  return {
    sense: 'max',
    pair: lot,
    stay: (person, round) => lot(person, round)(person.homeGroup as GroupFacts),
  };
};

const headsShort = (wanted: PersonAttribute): TierTerms => ({
  sense: 'min',
  pair: null,
  others: (cells, { attributeShort }) => {
    for (const { attribute, at } of attributeShort) if (attribute === wanted) cells.set(at, 1);
  },
});

const TERMS: Record<ObjectiveTierId, TierTerms> = {
  coverage: { sense: 'max', pair: each(coverage) },
  'soft-rules': {
    sense: 'min',
    pair: each(softPenalty),
    others: (cells, { overflow, shortfall }, round) => {
      for (const at of overflow) cells.set(at, overTitlePrice(round));
      for (const at of shortfall) cells.set(at, SOFT_PENALTY.shortfall);
    },
  },
  'shortage-tilt': {
    sense: 'max',
    pair: each(shortageWeight),
    others: (cells, { pair, first }) => {
      for (let k = 0; k < first.length; k++) {
        const at = first[k] as number;
        if (at !== -1) cells.set(at, cells.get(pair[k] as number) + FIRST_OF_SUBJECT);
      }
    },
  },
  balance: {
    sense: 'max',
    pair: null,
    others: (cells, { steps }, { schools }) => {
      for (const { school, m, at } of steps)
        cells.set(at, balanceReward(schools[school] as SchoolFacts, m));
    },
  },
  'balance-arts': {
    sense: 'max',
    pair: null,
    others: (cells, { artsSteps }) => {
      for (const { part, m, at } of artsSteps) cells.set(at, artsReward(part, m));
    },
  },
  'balance-backbone': headsShort('backbone'),
  'balance-degree': headsShort('degree'),
  'balance-senior': headsShort('senior'),
  fit: { sense: 'max', pair: each(fitPoints), stay: stayFit },
  merit: {
    sense: 'max',
    pair: (person, round) => {
      const points = competitionMerit(person, round);
      return () => points;
    },
  },
  'same-conditions': { sense: 'max', pair: each(equalConditions) },
  'fewest-moves': { sense: 'min', pair: each(() => 1) },
  'rural-service': { sense: 'max', pair: each(ruralService) },
  'hash-high': hashTerms('high'),
  'hash-low': hashTerms('low'),
};

/**
 * One objective a tier.
 * @param size columns of the model
 */
export function tierObjectives(
  round: Round,
  pairs: Pairs,
  columns: Columns,
  size: number,
): TierObjective[] {
  return tiersOf(round.policy).map((id) => {
    const { sense, pair, stay, others } = TERMS[id];
    const cells = new CostCells(size);
    if (pair !== null) pricePairs(cells, pair, round, pairs, columns);
    if (stay !== undefined) {
      columns.stay.forEach((at, p) => {
        if (at !== -1) cells.set(at, stay(round.people[p] as PersonFacts, round));
      });
    }
    others?.(cells, columns, round);
    return { id, objective: { name: id, sense, coefficients: cells.items } };
  });
}

/** A pair's `first` column costs the same as the pair; what it adds, `others` knows. */
function pricePairs(
  cells: CostCells,
  term: NonNullable<TierTerms['pair']>,
  round: Round,
  pairs: Pairs,
  columns: Columns,
): void {
  eachPerson(pairs, (p, from, to) => {
    const cost = term(round.people[p] as PersonFacts, round);
    for (let k = from; k < to; k++) {
      const value = cost(round.groups[pairs.group[k] as number] as GroupFacts);
      cells.set(columns.pair[k] as number, value);
      const first = columns.first[k] as number;
      if (first !== -1) cells.set(first, value);
    }
  });
}
