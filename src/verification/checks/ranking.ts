/**
 * Who comes before whom in a competition (I05, E02): a warning where somebody was left out for one who is worse in the
 * tier that the rule stands for and equal in every tier before it, so that the two could change places for nothing.
 */
import type { PostGroup, Teacher } from '../../domain/county.ts';
import { admissionLists } from '../admission.ts';
import { couplesOf } from '../couples.ts';
import type { Facts } from '../facts.ts';
import { meritPoints } from '../merit.ts';
import type { Outcome } from '../outcome.ts';
import { tierOrder } from '../round.ts';
import { matchClass } from '../subject-match.ts';
import { GOOD_MATCH, PAIR_TIERS, type PairTier, pairCoefficients } from '../worth.ts';
import { type Result, should } from './result.ts';

export function rankingChecks(outcome: Outcome): Result[] {
  const { facts } = outcome;
  const { round } = facts.policy;
  if (round !== 'in-school' && round !== 'in-district') return [];
  const leaning = passedOver(outcome, 'merit').filter(
    (person) => meritPoints(facts, person) > facts.merit.get(person.id)!,
  );
  const conditions = passedOver(outcome, 'same-conditions');
  const result = (name: string, rule: string, people: readonly Teacher[], who: string): Result => ({
    name,
    rules: [rule],
    status: should(people.length === 0),
    measured: people.length,
    limit: 0,
    text: `${who}未聘，而同岗聘用了居后者的 ${people.length} 人。`,
    offenders: people.map(({ id }) => id),
  });
  return [
    result('front-line', 'E02', leaning, '业绩分在前的班主任、骨干教师、满工作量教师'),
    result('equal-conditions', 'I05', conditions, '同等条件下的现任课教师、骨干教师'),
  ];
}

/** People without a post who would have had one that is taken, were it for the tier and those before it. */
function passedOver(outcome: Outcome, tier: PairTier): Teacher[] {
  const { facts, moves, movesInto } = outcome;
  const before = tiersBefore(facts, tier);
  if (before === null) return [];
  const placed = new Set(moves.map(({ person }) => person.id));
  const fixed = fixedPeople(facts);
  const admitted = admissionLists(facts);
  const beaten = (person: Teacher, group: PostGroup) =>
    (movesInto.get(group.id) ?? []).some(
      ({ person: other }) =>
        !fixed.has(other.id) &&
        mayReplace(facts, person, other, group) &&
        wins(facts, { person, other, group }, before, tier),
    );
  return facts.county.teachers.filter(
    (person) =>
      facts.movers.has(person.id) &&
      !placed.has(person.id) &&
      !fixed.has(person.id) &&
      admitted(person).some((group) => beaten(person, group)),
  );
}

/** Pair tiers before one; null where the order lacks it, or where a tier before it is not a sum over pairs. */
function tiersBefore({ policy }: Facts, tier: PairTier): readonly PairTier[] | null {
  const order = tierOrder(policy);
  const before = order.slice(0, order.indexOf(tier)).filter((id) => id !== 'balance');
  const pairTiers = PAIR_TIERS.filter((id) => before.some((each) => each === id));
  return order.includes(tier) && pairTiers.length === before.length ? pairTiers : null;
}

/** Couples and people whom the planner fixed: their places hang on more than their rank. */
function fixedPeople(facts: Facts): ReadonlySet<string> {
  const couples = couplesOf(facts).flatMap((couple) => couple.map(({ id }) => id));
  return new Set([...couples, ...facts.policy.locks.forced.map(({ teacherId }) => teacherId)]);
}

/** Whether title posts, where they count, title totals and the first cover of a subject stay as they are. */
function mayReplace(facts: Facts, person: Teacher, other: Teacher, group: PostGroup): boolean {
  const covers = (who: Teacher) => matchClass(facts, who, group) >= GOOD_MATCH;
  const sameTitle = person.title === other.title || !countsTitles(facts, person, group);
  return sameTitle && person.stage === other.stage && covers(person) === covers(other);
}

/** In-school the titles of the own staff bind only where a limit is hard, or where a stage is changed. */
function countsTitles({ policy }: Facts, { stage }: Teacher, group: PostGroup): boolean {
  const { round, titleCaps, titleOverflow, ruralTilt } = policy;
  const soft = titleCaps === 'soft' && titleOverflow.max === null && ruralTilt.floorPct === null;
  return round !== 'in-school' || !soft || stage !== group.stage;
}

/** Equal in every tier before, better in this one. */
function wins(
  facts: Facts,
  { person, other, group }: { person: Teacher; other: Teacher; group: PostGroup },
  before: readonly PairTier[],
  tier: PairTier,
): boolean {
  const own = pairCoefficients(facts, person)(group);
  const theirs = pairCoefficients(facts, other)(group);
  return before.every((id) => own[id] === theirs[id]) && own[tier] > theirs[tier];
}
