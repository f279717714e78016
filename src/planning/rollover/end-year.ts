/** One person over the end of the year: exchanges that end, years that add up, forms that are filled in anew. */
import type { Exemption, PostGroup, School, Teacher, YearMonth } from '../../domain/county.ts';
import { addMonths } from '../../rules/arithmetic.ts';
import { earnsReturnRight, exchangeMonths, lastMonth } from '../../rules/rotation/exchange-term.ts';
import { atPost } from './take-post.ts';
import type { EndedExchange } from './types.ts';

/** Schools and post groups by id. */
export interface Places {
  readonly schools: ReadonlyMap<string, School>;
  readonly groups: ReadonlyMap<string, PostGroup>;
}

/** Whether the exchange is over by the month `next`. */
export function isOver(exchange: Teacher['exchange'], next: YearMonth): boolean {
  return exchange !== null && lastMonth(exchange) < next;
}

/** The person as of `next`, the reference month of the next year. */
export function endYear(teacher: Teacher, next: YearMonth, places: Places): Teacher {
  const older = withYears(teacher, places);
  const { exemption, boundUntil } = older;
  const rolled: Teacher = {
    ...withoutForms(older),
    ...(isEnded(exemption, next) ? { exemption: null, countsAgainstPosts: true } : {}),
    boundUntil: boundUntil !== null && boundUntil < next ? null : boundUntil,
  };
  return isOver(teacher.exchange, next) ? backHome(rolled, next, places) : rolled;
}

/** The year just taught. */
function withYears(teacher: Teacher, { schools }: Places): Teacher {
  const { leadership } = teacher;
  const rural = schools.get(teacher.schoolId)?.tier === 'R' ? 1 : 0;
  return {
    ...teacher,
    ruralYears: teacher.ruralYears + rural,
    leadership:
      leadership === null
        ? null
        : {
            ...leadership,
            teachingYears: leadership.teachingYears + 1,
            deputyYears: leadership.deputyYears + (leadership.duty === 'deputy' ? 1 : 0),
            middleYears: leadership.middleYears + (leadership.duty === 'middle' ? 1 : 0),
          },
  };
}

/** Wishes, papers and offers are those of one year. */
function withoutForms(teacher: Teacher): Teacher {
  return {
    ...teacher,
    wishes: [],
    obeys: null,
    volunteer: false,
    optsIn: false,
    formLate: false,
    partnerId: null,
    documentsComplete: true,
    refusedPostGroupIds: [],
  };
}

/** A recruit is new for one year (D14); a leave lasts to its last month. */
export function isEnded(exemption: Exemption | null, next: YearMonth): boolean {
  if (exemption === null) return false;
  if (exemption.kind === 'new-recruit') return true;
  return exemption.to !== null && exemption.to < next;
}

/** Returns (R04): the old post, where it is told; the subject taught meanwhile stays known. */
function backHome(teacher: Teacher, next: YearMonth, places: Places): Teacher {
  const { exchange } = teacher;
  if (exchange === null) return teacher;
  const { returnRight, months } = endedExchange(teacher, places);
  return {
    ...atHome(teacher, exchange, places),
    exchange: null,
    exchangeMonths: teacher.exchangeMonths + months,
    boundUntil: null,
    returnRight: returnRight || teacher.returnRight,
    schoolStart: next,
    siteId: null,
    classTeacher: false,
    weeklyHours: null,
  };
}

function atHome(
  teacher: Teacher,
  { homeSchoolId, homePostGroupId }: NonNullable<Teacher['exchange']>,
  { schools, groups }: Places,
): Teacher {
  const post = homePostGroupId === null ? undefined : groups.get(homePostGroupId);
  if (post !== undefined) return atPost(teacher, post);
  const parts = schools.get(homeSchoolId)?.parts ?? [];
  const stage = parts.some((part) => part.stage === teacher.stage)
    ? teacher.stage
    : (parts[0]?.stage ?? teacher.stage);
  return { ...teacher, schoolId: homeSchoolId, stage };
}

/** What an exchange that is over was; the person as taught at the exchange school. */
export function endedExchange(
  { id, schoolId, exchange, assessments }: Teacher,
  { schools }: Places,
): EndedExchange {
  if (exchange === null) throw new Error(`${id} is on no exchange`);
  const tierOf = (school: string) => schools.get(school)?.tier ?? 'R';
  return {
    teacherId: id,
    fromSchoolId: schoolId,
    homeSchoolId: exchange.homeSchoolId,
    months: exchangeMonths(exchange),
    returnRight: earnsReturnRight({ assessments }, tierOf(exchange.homeSchoolId), tierOf(schoolId)),
  };
}

/** P01: whether a head's time at the school reaches the end of a term between two reference months. */
export function headsTermEnds(
  { leadership }: Teacher,
  { from, to }: { readonly from: YearMonth; readonly to: YearMonth },
  termMonths: number,
): boolean {
  if (leadership?.duty !== 'head' || leadership.since === null) return false;
  for (
    let end = addMonths(leadership.since, termMonths);
    end <= to;
    end = addMonths(end, termMonths)
  )
    if (end > from) return true;
  return false;
}
