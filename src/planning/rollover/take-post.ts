/** A decision carried out: the person takes up the post at the beginning of the year. */
import type { Exchange, PostGroup, Teacher } from '../../domain/county.ts';
import { InputError } from '../../domain/errors.ts';
import type { Policy } from '../../domain/policy.ts';
import { homeGroupId } from '../../rules/movers.ts';
import { officeLeft } from '../../rules/principals/tenure.ts';
import { exchangeTerm, lastMonth } from '../../rules/rotation/exchange-term.ts';
import type { Work } from './places.ts';
import type { YearDecision } from './types.ts';

/**
 * The person as of `policy.referenceMonth`.
 * @param teacher whose exchange, if any, is not over yet
 * @param post of the decision; null = none is taken
 * @throws InputError when somebody on an exchange is to leave for another school (R06)
 */
export function takePost(
  teacher: Teacher,
  { kind }: YearDecision,
  post: PostGroup | null,
  policy: Policy,
): Teacher {
  if (kind === 'standby') {
    const unplacedReason = teacher.unplacedReason ?? 'not-hired';
    return { ...teacher, hiring: 'unplaced', unplacedReason };
  }
  const hired: Teacher = {
    ...teacher,
    hiring: kind === 'direct' ? 'direct' : 'hired',
    unplacedReason: null,
  };
  if (post === null) return hired;
  if (post.schoolId === teacher.schoolId) return atPost(hired, post);
  refuseSecondExchange(teacher);
  const moved = { ...elsewhere(atPost(hired, post), policy), leadership: offDuty(teacher, policy) };
  if (kind === 'rotation') return onExchange(moved, teacher, policy);
  // The right to go up is used by going up.
  return kind === 'return' ? { ...moved, returnRight: false } : moved;
}

/** Stage, category and subject of the post; a subject that was the main one is remembered as another. */
export function atPost(teacher: Teacher, post: Work): Teacher {
  const mainSubject = post.category === 'T' ? post.subject : teacher.mainSubject;
  const known = [teacher.mainSubject, ...teacher.otherSubjects].filter(
    (subject) => subject !== null && subject !== mainSubject,
  ) as Teacher['otherSubjects'];
  return {
    ...teacher,
    schoolId: post.schoolId,
    stage: post.stage,
    category: post.category,
    mainSubject,
    otherSubjects: [...new Set(known)],
  };
}

/** What belongs to the old school stays there. */
function elsewhere(teacher: Teacher, { referenceMonth }: Policy): Teacher {
  return {
    ...teacher,
    schoolStart: referenceMonth,
    siteId: null,
    classTeacher: false,
    weeklyHours: null,
  };
}

/** A duty ends with the old school; a head's office stays on record (P01, P02). */
function offDuty(teacher: Teacher, policy: Policy): Teacher['leadership'] {
  const { leadership } = teacher;
  if (leadership === null) return null;
  const lastHeaded = officeLeft(teacher, leadership, policy);
  return { ...leadership, duty: null, since: null, lastHeaded };
}

function onExchange(moved: Teacher, before: Teacher, policy: Policy): Teacher {
  const exchange: Exchange = {
    homeSchoolId: before.schoolId,
    homePostGroupId: homeGroupId(before),
    ...exchangeTerm(policy.referenceMonth, policy),
  };
  const { boundUntil } = before;
  const { until } = exchange;
  return {
    ...moved,
    exchange,
    boundUntil: boundUntil === null || boundUntil < until ? until : boundUntil,
  };
}

function refuseSecondExchange({ id, exchange }: Teacher): void {
  if (exchange === null) return;
  throw new InputError([
    {
      code: 'already-on-exchange',
      path: id,
      message: `职工 ${id} 交流期至 ${lastMonth(exchange)} 未满，不能再安排到其他学校 (is still on an exchange, R06)。`,
    },
  ]);
}
