/** One person over the end of the year: years that add up, terms and grounds that end, forms that are filled in anew. */
import type { Exemption, Teacher, YearMonth } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import { addMonths } from '../../rules/arithmetic.ts';
import { isExempt } from '../../rules/direct-hire.ts';
import { isOver } from '../../rules/rotation/exchange-term.ts';
import { comesHome, endingInYear, staysOn } from './exchange-end.ts';
import type { Places } from './places.ts';

/** What the end of a year hangs on beside the person. */
export interface YearTurn {
  readonly places: Places;
  /** Of the year that ends, and of the next. */
  readonly policy: Policy;
  readonly next: Policy;
  /** R05: who stays at the exchange school as the exchange ends. */
  readonly stays: ReadonlySet<string>;
}

/** The person as of the reference month of the next year. */
export function endYear(teacher: Teacher, { places, policy, next, stays }: YearTurn): Teacher {
  const month = next.referenceMonth;
  const taught = withoutForms(withYears(teacher, places));
  const { exchange } = taught;
  const ended = isOver(exchange, month) ? endingInYear(exchange, policy.referenceMonth) : null;
  const placed =
    ended === null
      ? taught
      : stays.has(taught.id)
        ? staysOn(taught, ended, places)
        : comesHome(taught, ended, { places, from: month });
  return afterDirectHire(withoutEnded(placed, month), next);
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

function withoutEnded(teacher: Teacher, next: YearMonth): Teacher {
  const { exemption, boundUntil } = teacher;
  return {
    ...teacher,
    ...(isEnded(exemption, next) ? { exemption: null, countsAgainstPosts: true } : {}),
    boundUntil: boundUntil !== null && boundUntil < next ? null : boundUntil,
  };
}

/** D06: a direct hire's post contract is one of a year; leaders (I08) and who is still exempt are hired directly again. */
function afterDirectHire(teacher: Teacher, next: Policy): Teacher {
  const again = teacher.leader || isExempt(teacher, next);
  return teacher.hiring === 'direct' && !again ? { ...teacher, hiring: 'hired' } : teacher;
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
