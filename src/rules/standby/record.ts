/** 待岗记录: what the summer and the journal since say of each person without a post (B01–B09). */
import { compareIds } from '../../domain/canonical.ts';
import type { County, Teacher, YearMonth } from '../../domain/county.ts';
import { type Day, inJournalOrder, type JournalEntry, keptUpTo } from '../../domain/journal.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Decision, StageRecord } from '../../domain/summer.ts';
import { addMonths, monthNumber } from '../arithmetic.ts';
import { mayTeach } from '../stage.ts';
import { refusedOffers } from '../workflow/journal-facts.ts';
import {
  type ExitChannel,
  type ExitTrigger,
  exitChannel,
  exitTriggers,
  type Pay,
  payOf,
} from './consequences.ts';
import { beginning, type Course, follow, type StandbyState, stateOf } from './states.ts';

/** 原因: 不服从, 资格失效, 未培训合格, 无匹配岗位; null on post. */
export type StandbyGround = 'refused' | 'not-teachable' | 'untrained' | 'no-post';

export interface StandbyRecord {
  readonly teacherId: string;
  readonly state: StandbyState;
  readonly ground: StandbyGround | null;
  /** The post that was accepted or refused last, on record. */
  readonly arrangedPostId: string | null;
  /** The post that the person holds since: accepted last, whether trained for it by now or not. */
  readonly heldPostId: string | null;
  /** Where the person trains and shadows: the arranged school, or the own one (B06). */
  readonly shadowSchoolId: string;
  readonly pay: Pay;
  readonly trainingFrom: Day | null;
  /** Monthly tests in order (B04). */
  readonly tests: readonly { readonly on: Day; readonly passed: boolean }[];
  /** B04: a failed test bars a pass in this year's assessment. */
  readonly passBarred: boolean;
  readonly triggers: readonly ExitTrigger[];
  readonly channel: ExitChannel | null;
  /** Whole months since the reference month. */
  readonly months: number;
  /** First month after the longest standby (A22). */
  readonly endsBefore: YearMonth;
  /** Month of the next competition (B06); null on post. */
  readonly nextCompetition: YearMonth | null;
}

export interface StandbyFacts {
  readonly county: County;
  readonly policy: Policy;
  readonly journal: readonly JournalEntry[];
  /** Day up to which the journal is read. */
  readonly asOf: Day;
}

/** The last day of which the journal knows, at least the first of the reference month. */
export function lastKnownDay({ policy, journal }: Pick<StandbyFacts, 'policy' | 'journal'>): Day {
  const first: Day = `${policy.referenceMonth}-01`;
  const last = keptUpTo(journal) ?? first;
  return last > first ? last : first;
}

/** Everybody whom the summer left without a post, and everybody who refused the post of the decision, by staff number. */
export function standbyRecords(done: readonly StageRecord[], facts: StandbyFacts): StandbyRecord[] {
  const people = new Map(facts.county.teachers.map((teacher) => [teacher.id, teacher]));
  const refused = refusedOffers(upTo(facts));
  const records = done
    .flatMap(({ decisions }) => decisions)
    .filter((decision) => isOpen(decision, refused))
    .flatMap(({ teacherId }) => {
      const teacher = people.get(teacherId);
      return teacher === undefined ? [] : [standbyRecord(teacher, facts)];
    });
  return records.sort((a, b) => compareIds(a.teacherId, b.teacherId));
}

function isOpen(
  { teacherId, kind, postGroupId }: Decision,
  refused: ReadonlyMap<string, readonly string[]>,
): boolean {
  if (kind === 'standby') return true;
  return postGroupId !== null && (refused.get(teacherId) ?? []).includes(postGroupId);
}

const upTo = ({ journal, asOf }: StandbyFacts) => journal.filter(({ on }) => on <= asOf);

/** The record of one person whom the summer left without a post. */
export function standbyRecord(teacher: Teacher, facts: StandbyFacts): StandbyRecord {
  const { county, policy, asOf } = facts;
  const journal = inJournalOrder(upTo(facts));
  const own = journal.filter((entry) => 'teacherId' in entry && entry.teacherId === teacher.id);
  const course = own.reduce(
    (so, entry) => follow(so, entry, journal),
    beginning(teacher.refusedPostGroupIds),
  );
  const state = stateOf(course);
  const arrangedSchoolId =
    county.postGroups.find(({ id }) => id === course.postGroupId)?.schoolId ?? null;
  const months = Math.max(0, monthNumber(asOf.slice(0, 7)) - monthNumber(policy.referenceMonth));
  const pay = payOf(state, { course, homeSchoolId: teacher.schoolId, arrangedSchoolId, policy });
  return {
    teacherId: teacher.id,
    state,
    ground: groundOf(state, course, teacher),
    arrangedPostId: course.postGroupId,
    heldPostId: course.stance === 'accepted' ? course.postGroupId : null,
    shadowSchoolId: pay.schoolId,
    pay,
    ...trainingOf(own),
    triggers: exitTriggers(teacher, state),
    channel: exitChannel(teacher, { state, course, months, policy }),
    months,
    endsBefore: addMonths(policy.referenceMonth, policy.standby.maxMonths),
    nextCompetition: state === 'on-post' ? null : addMonths(policy.referenceMonth, 12),
  };
}

function trainingOf(own: readonly JournalEntry[]) {
  const tests = own.flatMap((entry) =>
    entry.kind === 'monthly-test' ? [{ on: entry.on, passed: entry.passed }] : [],
  );
  const begun = own.find((entry) => entry.kind === 'training' && entry.event === 'begun');
  return {
    trainingFrom: begun?.on ?? null,
    tests,
    passBarred: tests.some(({ passed }) => !passed),
  };
}

function groundOf(state: StandbyState, course: Course, teacher: Teacher): StandbyGround | null {
  if (state === 'on-post') return null;
  if (course.stance === 'refused') return 'refused';
  if (!mayTeach(teacher)) return 'not-teachable';
  return course.stance === 'accepted' ? 'untrained' : 'no-post';
}
