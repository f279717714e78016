/** One person through a year, written from README.md § The year's end: a copy of the record, changed step by step. */
import {
  type County,
  type Exchange,
  postGroupId,
  type Teacher,
  type YearMonth,
} from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { MoveKind } from '../../domain/proposal.ts';
import { TIER_RANK } from '../../domain/vocabulary.ts';
import { monthNumber } from '../calendar.ts';
import { groundsOf } from '../people.ts';

/** R04. */
export const LONGEST_EXCHANGE = 36;

/** A decision of the year, as a proposal or a summer hands it on. */
export interface YearDecision {
  readonly teacherId: string;
  readonly kind: MoveKind | 'standby';
  readonly postGroupId: string | null;
}

/** A year to be checked. */
export interface Year {
  readonly policy: Policy;
  readonly decisions: readonly YearDecision[];
  /** R05: who stays at the exchange school when the exchange ends in the year. */
  readonly stays?: readonly string[];
}

type Draft = { -readonly [field in keyof Teacher]: Teacher[field] };

/** An exchange that ended, as it must be on the list. */
export interface Ended {
  readonly teacherId: string;
  readonly fromSchoolId: string;
  readonly homeSchoolId: string;
  readonly months: number;
  readonly returnRight: boolean;
}

/** `YYYY-MM` of a month number. */
export function monthText(month: number): YearMonth {
  return `${Math.floor(month / 12)}-${`${(month % 12) + 1}`.padStart(2, '0')}`;
}

/** First month without the exchange. */
export function endOf({ since, until }: Exchange): number {
  return Math.min(monthNumber(until) + 1, monthNumber(since) + LONGEST_EXCHANGE);
}

/** The work of a post group by its id: `school/stage/category/subject`. */
function workOf(id: string, { postGroups }: County) {
  const known = postGroups.find((group) => group.id === id);
  if (known !== undefined) return known;
  const parts = id.split('/');
  if (parts.length < 4) return null;
  const [stage, category, subject] = parts.slice(-3) as [
    Teacher['stage'],
    Teacher['category'],
    string,
  ];
  return { stage, category, subject: subject === '-' ? null : (subject as Teacher['mainSubject']) };
}

function takeWork(draft: Draft, work: Pick<Teacher, 'stage' | 'category'> & { subject: unknown }) {
  const taught = draft.mainSubject;
  draft.stage = work.stage;
  draft.category = work.category;
  if (work.category === 'T') draft.mainSubject = work.subject as Teacher['mainSubject'];
  const all = new Set([...draft.otherSubjects, ...(taught === null ? [] : [taught])]);
  if (draft.mainSubject !== null) all.delete(draft.mainSubject);
  draft.otherSubjects = [...all].sort();
}

function settleIn(draft: Draft, since: number) {
  draft.schoolStart = monthText(since);
  draft.siteId = null;
  draft.classTeacher = false;
  draft.weeklyHours = null;
}

/** What is on record of the exchange that `person` has, ending in month `end`; `ref` = month of the roster. */
export function endedOf(person: Teacher, county: County, end: number, ref: number): Ended {
  const { since, until, homeSchoolId } = person.exchange as Exchange;
  const begun = monthNumber(since);
  const rank = (id: string) =>
    TIER_RANK[county.schools.find((each) => each.id === id)?.tier ?? 'R'];
  const years = Math.ceil((ref - begun) / 12);
  const grades = years <= 0 ? [] : person.assessments.slice(-years);
  return {
    teacherId: person.id,
    fromSchoolId: person.schoolId,
    homeSchoolId,
    months: Math.max(0, Math.min(monthNumber(until) + 1, end) - begun),
    returnRight:
      rank(person.schoolId) > rank(homeSchoolId) &&
      !grades.some((grade) => grade === 'basic' || grade === 'fail'),
  };
}

function endExchange(
  draft: Draft,
  county: County,
  when: { readonly end: number; readonly ref: number; readonly back: number | null },
) {
  const exchange = draft.exchange as Exchange;
  const { months, returnRight } = endedOf(draft, county, when.end, when.ref);
  draft.exchangeMonths += months;
  draft.returnRight ||= returnRight;
  draft.exchange = null;
  if (draft.boundUntil === exchange.until) draft.boundUntil = null;
  if (when.back === null) return;
  const work = exchange.homePostGroupId === null ? null : workOf(exchange.homePostGroupId, county);
  const stages = county.schools.find(({ id }) => id === exchange.homeSchoolId)?.parts ?? [];
  draft.schoolId = exchange.homeSchoolId;
  if (work !== null) takeWork(draft, work);
  else if (stages.length > 0 && !stages.some(({ stage }) => stage === draft.stage))
    draft.stage = (stages[0] as (typeof stages)[number]).stage;
  settleIn(draft, when.back);
}

/** Whether the person, away with an exchange that is over at ref, is hired at the exchange school (R05). */
function isHiredThere(person: Teacher, decision: YearDecision | undefined, county: County) {
  const post = county.postGroups.find(({ id }) => id === decision?.postGroupId);
  return decision?.kind !== 'rotation' && post?.schoolId === person.schoolId;
}

/** Step 1: the person as the year begins. */
export function asTheYearBegins(
  person: Teacher,
  county: County,
  { policy, decisions }: Year,
): Teacher {
  const ref = monthNumber(policy.referenceMonth);
  if (person.exchange === null || endOf(person.exchange) > ref) return person;
  const draft = structuredClone(person) as Draft;
  const decision = decisions.find(({ teacherId }) => teacherId === person.id);
  const stays = isHiredThere(person, decision, county);
  endExchange(draft, county, { end: ref, ref, back: stays ? null : ref });
  return draft;
}

/** Step 2. */
export function atThePost(
  begun: Teacher,
  decision: YearDecision | undefined,
  county: County,
  policy: Policy,
): Teacher {
  if (decision === undefined) return begun;
  const draft = structuredClone(begun) as Draft;
  if (decision.kind === 'standby') {
    draft.hiring = 'unplaced';
    draft.unplacedReason ??= 'not-hired';
    return draft;
  }
  draft.hiring = decision.kind === 'direct' ? 'direct' : 'hired';
  draft.unplacedReason = null;
  const post = county.postGroups.find(({ id }) => id === decision.postGroupId);
  if (post === undefined) return draft;
  const ref = monthNumber(policy.referenceMonth);
  const left = postGroupId({
    ...begun,
    subject: begun.category === 'T' ? begun.mainSubject : null,
  });
  draft.schoolId = post.schoolId;
  takeWork(draft, post);
  if (post.schoolId === begun.schoolId) return draft;
  settleIn(draft, ref);
  leaveOffice(draft, begun.schoolId, policy);
  if (decision.kind === 'return') draft.returnRight = false;
  if (decision.kind === 'rotation') goOnExchange(draft, begun.schoolId, left, policy);
  return draft;
}

function goOnExchange(
  draft: Draft,
  homeSchoolId: string,
  homePostGroupId: string,
  { referenceMonth, rotation }: Policy,
) {
  const until = monthText(monthNumber(referenceMonth) + 12 * rotation.termYears - 1);
  draft.exchange = { homeSchoolId, homePostGroupId, since: referenceMonth, until };
  if (draft.boundUntil === null || draft.boundUntil < until) draft.boundUntil = until;
}

/** A duty ends with the school; a head's is remembered (P01–P03). */
function leaveOffice(draft: Draft, schoolId: string, policy: Policy) {
  const { leadership } = draft;
  if (leadership === null) return;
  const lastHeaded =
    leadership.duty === 'head'
      ? {
          schoolId,
          until: policy.referenceMonth,
          months: monthsInOffice(leadership, schoolId, policy),
        }
      : leadership.lastHeaded;
  draft.leadership = { ...leadership, duty: null, since: null, lastHeaded };
}

/** Since the beginning; an earlier office there counts on when less than a term lies between. */
function monthsInOffice(
  { since, lastHeaded }: NonNullable<Teacher['leadership']>,
  schoolId: string,
  { referenceMonth, principals }: Policy,
): number | null {
  if (since === null) return null;
  const { termYears, maxTerms, mustMoveYears } = principals;
  const now = Math.max(0, monthNumber(referenceMonth) - monthNumber(since));
  if (lastHeaded?.schoolId !== schoolId) return now;
  const between = monthNumber(since) - monthNumber(lastHeaded.until);
  if (between >= 12 * termYears) return now;
  return now + (lastHeaded.months ?? 12 * Math.min(termYears * maxTerms, mustMoveYears));
}

/** Step 3. */
export function asTheYearEnds(during: Teacher, county: County, year: Year): Teacher {
  const ref = monthNumber(year.policy.referenceMonth);
  const next = ref + 12;
  const draft = structuredClone(during) as Draft;
  if (county.schools.find(({ id }) => id === draft.schoolId)?.tier === 'R') draft.ruralYears++;
  if (draft.leadership !== null) draft.leadership = oneYearOlder(draft.leadership);
  Object.assign(draft, FORMS);
  if (draft.exchange !== null && endOf(draft.exchange) <= next) {
    const stays = year.stays?.includes(draft.id) ?? false;
    endExchange(draft, county, { end: endOf(draft.exchange), ref, back: stays ? null : next });
  }
  const ground = draft.exemption;
  const last = ground === null || ground.to === null ? Infinity : monthNumber(ground.to);
  if (ground !== null && (ground.kind === 'new-recruit' || last < next)) {
    draft.exemption = null;
    draft.countsAgainstPosts = true;
  }
  if (draft.boundUntil !== null && monthNumber(draft.boundUntil) < next) draft.boundUntil = null;
  const later = { ...year.policy, referenceMonth: monthText(next) };
  if (draft.hiring === 'direct' && !draft.leader && groundsOf(draft, later).length === 0)
    draft.hiring = 'hired';
  return draft;
}

/** What is filled in anew each year. */
const FORMS = {
  wishes: [],
  obeys: null,
  volunteer: false,
  optsIn: false,
  formLate: false,
  partnerId: null,
  documentsComplete: true,
  refusedPostGroupIds: [],
} as const;

function oneYearOlder(record: NonNullable<Teacher['leadership']>): Teacher['leadership'] {
  const { duty, teachingYears, deputyYears, middleYears } = record;
  return {
    ...record,
    teachingYears: teachingYears + 1,
    deputyYears: duty === 'deputy' ? deputyYears + 1 : deputyYears,
    middleYears: duty === 'middle' ? middleYears + 1 : middleYears,
  };
}
