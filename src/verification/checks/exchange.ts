/** Exchanges themselves: how long they last (R04), and who comes first after one (R05). */
import type { Teacher } from '../../domain/county.ts';
import { admissionLists } from '../admission.ts';
import { monthNumber } from '../calendar.ts';
import type { Outcome } from '../outcome.ts';
import { pairCoefficients } from '../worth.ts';
import { type Result, should } from './result.ts';

/** R04: months of an exchange, at most. */
const LONGEST_EXCHANGE = 36;

/** R04, over everybody who is on an exchange as the round begins. */
export function exchangeTerm({ facts }: Outcome): Result {
  const away = facts.county.teachers.filter(({ exchange }) => exchange !== null);
  const long = away.filter(({ exchange }) => monthsOf(exchange!) > LONGEST_EXCHANGE);
  return {
    name: 'exchange-term',
    rules: ['R04'],
    status: should(long.length === 0),
    measured: long.length,
    limit: 0,
    text: `正在交流 ${away.length} 人，其中交流期超过 ${LONGEST_EXCHANGE / 12} 年的 ${long.length} 人。`,
    offenders: long.map(({ id }) => id),
  };
}

/** The last month belongs to the term. */
function monthsOf({ since, until }: { since: string; until: string }): number {
  return monthNumber(until) - monthNumber(since) + 1;
}

/** R05: nobody with a finished exchange is left out for one who is no better and has none. */
export function returnersFirst(outcome: Outcome): Result {
  const { facts } = outcome;
  const placed = new Set(outcome.moves.map(({ person }) => person.id));
  const admitted = admissionLists(facts);
  const passedOver = facts.county.teachers.filter(
    (person) =>
      person.returnRight &&
      facts.movers.has(person.id) &&
      !placed.has(person.id) &&
      admitted(person).some((group) => losesTie(outcome, person, group.id)),
  );
  return {
    name: 'returners-first',
    rules: ['R05'],
    status: should(passedOver.length === 0),
    measured: passedOver.length,
    limit: 0,
    text: `交流期满人员未获岗位，而同等条件的其他人获聘的 ${passedOver.length} 人。`,
    offenders: passedOver.map(({ id }) => id),
  };
}

/** Whether somebody at the post has the same merit and the same conditions but for the exchange. */
function losesTie({ facts, movesInto }: Outcome, person: Teacher, groupId: string): boolean {
  const standing = (each: Teacher) => {
    const values = pairCoefficients(facts, each)(facts.groups.get(groupId)!);
    // The exchange is the last of the conditions: one point beside the even ones before it.
    return [values.merit, Math.floor(values['same-conditions'] / 2)].join();
  };
  const own = standing(person);
  return (movesInto.get(groupId) ?? []).some(
    (move) => !move.person.returnRight && standing(move.person) === own,
  );
}
