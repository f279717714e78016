/** 交流期满: who is over with an exchange comes home (R04), or stays at the exchange school (R05). */
import type { Exchange, Teacher, YearMonth } from '../../domain/county.ts';
import { addMonths, MONTHS_PER_YEAR, monthNumber } from '../../rules/arithmetic.ts';
import { earnsReturnRight, lastMonth, monthsSpent } from '../../rules/rotation/exchange-term.ts';
import { type Places, workOf } from './places.ts';
import { atPost } from './take-post.ts';
import type { EndedExchange } from './types.ts';

/** The end of one exchange. */
export interface Ending {
  readonly exchange: Exchange;
  /** First month without it. */
  readonly month: YearMonth;
  /** Month of the roster: what it says of the years before is known. */
  readonly roster: YearMonth;
}

/** An exchange that was over before the roster was made, and still stands there: it ends with the roster. */
export function overdue(exchange: Exchange, roster: YearMonth): Ending {
  return { exchange, month: roster, roster };
}

/** An exchange that ends within the year after the roster. */
export function endingInYear(exchange: Exchange, roster: YearMonth): Ending {
  return { exchange, month: addMonths(lastMonth(exchange), 1), roster };
}

/** What the exchange was; the person as taught at the exchange school. */
export function endedExchange(
  { id, schoolId, assessments }: Teacher,
  { exchange, month, roster }: Ending,
  { schools }: Places,
): EndedExchange {
  const tierOf = (school: string) => schools.get(school)?.tier ?? 'R';
  const years = (monthNumber(roster) - monthNumber(exchange.since)) / MONTHS_PER_YEAR;
  const finished = {
    home: tierOf(exchange.homeSchoolId),
    exchange: tierOf(schoolId),
    yearsOnRecord: Math.max(0, Math.ceil(years)),
  };
  return {
    teacherId: id,
    fromSchoolId: schoolId,
    homeSchoolId: exchange.homeSchoolId,
    months: monthsSpent(exchange, month),
    returnRight: earnsReturnRight({ assessments }, finished),
  };
}

/** Back at the old post, where it is told; the subject taught meanwhile stays known. @param from month of the return */
export function comesHome(
  teacher: Teacher,
  ending: Ending,
  { places, from }: { readonly places: Places; readonly from: YearMonth },
): Teacher {
  return {
    ...atHome(released(teacher, ending, places), ending.exchange, places),
    schoolStart: from,
    siteId: null,
    classTeacher: false,
    weeklyHours: null,
  };
}

/** R05: the exchange is over and the person keeps the post there; years at the school run on. */
export function staysOn(teacher: Teacher, ending: Ending, places: Places): Teacher {
  return released(teacher, ending, places);
}

/** The exchange is written off; a service term that is not the exchange's own goes on. */
function released(teacher: Teacher, ending: Ending, places: Places): Teacher {
  const { returnRight, months } = endedExchange(teacher, ending, places);
  const { boundUntil } = teacher;
  return {
    ...teacher,
    exchange: null,
    exchangeMonths: teacher.exchangeMonths + months,
    boundUntil: boundUntil === ending.exchange.until ? null : boundUntil,
    returnRight: returnRight || teacher.returnRight,
  };
}

function atHome(
  teacher: Teacher,
  { homeSchoolId, homePostGroupId }: Exchange,
  places: Places,
): Teacher {
  const work = homePostGroupId === null ? null : workOf(homePostGroupId, places);
  if (work !== null) return atPost(teacher, { ...work, schoolId: homeSchoolId });
  const parts = places.schools.get(homeSchoolId)?.parts ?? [];
  const stage = parts.some((part) => part.stage === teacher.stage)
    ? teacher.stage
    : (parts[0]?.stage ?? teacher.stage);
  return { ...teacher, schoolId: homeSchoolId, stage };
}
