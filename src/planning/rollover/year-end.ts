/** What a year's end changed, read off the people through the year. */
import type { Teacher, YearMonth } from '../../domain/county.ts';
import { MONTHS_PER_YEAR } from '../../rules/arithmetic.ts';
import { countBy, homeGroupId, isCounted } from '../../rules/movers.ts';
import { isOver } from '../../rules/rotation/exchange-term.ts';
import { refused } from './decisions.ts';
import { headsTermEnds, isEnded, type YearTurn } from './end-year.ts';
import { endedExchange, endingInYear } from './exchange-end.ts';
import type { PersonYear } from './rollover.ts';
import { endedBefore } from './settle.ts';
import type { EndedExchange, YearDecision, YearEnd } from './types.ts';

/** @throws InputError when somebody is to stay whose exchange does not end in the year */
export function yearEndOf(
  people: readonly PersonYear[],
  decisions: readonly YearDecision[],
  turn: YearTurn,
): YearEnd {
  const { places, policy, next, stays } = turn;
  const [from, to] = [policy.referenceMonth, next.referenceMonth];
  const ids = (holds: (person: PersonYear) => boolean) =>
    people.filter(holds).map(({ roster }) => roster.id);
  const during = (holds: (teacher: Teacher) => boolean) => ids((each) => holds(each.during));
  const returned = people.flatMap((each) => endedInYear(each, to, turn));
  const staying = people.filter(
    (each) => each.stays || (stays.has(each.roster.id) && isOver(each.during.exchange, to)),
  );
  checkStays(stays, returned);
  return {
    from,
    to,
    settled: people.flatMap(({ roster }) => endedBefore(roster, policy, places) ?? []),
    transferred: ids((each) => moved(each) && !each.stays && !begins(each, from)),
    exchangesBegun: ids((each) => begins(each, from)),
    returned,
    stayed: staying.map(({ roster }) => roster.id),
    overfull: overfull(people, turn),
    away: during(({ exchange }) => exchange !== null && !isOver(exchange, to)),
    termsEnded: during(
      ({ boundUntil, exchange }) => exchange === null && boundUntil !== null && boundUntil < to,
    ),
    exemptionsEnded: during(({ exemption }) => isEnded(exemption, to)),
    directEnded: ids((each) => each.during.hiring === 'direct' && each.after.hiring === 'hired'),
    headsTermsEnded: during((teacher) =>
      headsTermEnds(teacher, { from, to }, MONTHS_PER_YEAR * policy.principals.termYears),
    ),
    standby: decisions
      .filter(({ kind }) => kind === 'standby')
      .map(({ teacherId }) => teacherId)
      .sort(),
  };
}

const moved = ({ home, during }: PersonYear) => home.schoolId !== during.schoolId;
const begins = (person: PersonYear, from: YearMonth) =>
  moved(person) && person.during.exchange?.since === from;

function endedInYear({ during }: PersonYear, to: YearMonth, turn: YearTurn): EndedExchange[] {
  const { exchange } = during;
  if (!isOver(exchange, to)) return [];
  const ending = endingInYear(exchange, turn.policy.referenceMonth);
  return [endedExchange(during, ending, turn.places)];
}

function checkStays(stays: ReadonlySet<string>, returned: readonly EndedExchange[]): void {
  const ending = new Set(returned.map(({ teacherId }) => teacherId));
  for (const id of stays)
    if (!ending.has(id)) throw refused('no-exchange-ends', id, '本年没有期满的交流，不能留任');
}

/** Who came home, before the year or at its end, to a group with more heads than posts. */
function overfull(people: readonly PersonYear[], { places, next }: YearTurn): string[] {
  const held = countBy(
    people.map(({ after }) => after).filter((teacher) => isCounted(teacher, next)),
    homeGroupId,
  );
  return people
    .filter(({ roster, during, after }) => {
      const group = homeGroupId(after);
      const home = [roster.exchange?.homeSchoolId, during.exchange?.homeSchoolId];
      const back = after.exchange === null && home.includes(after.schoolId);
      return back && (held.get(group) ?? 0) > (places.groups.get(group)?.posts ?? 0);
    })
    .map(({ roster }) => roster.id);
}
