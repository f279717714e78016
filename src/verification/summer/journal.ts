/** The journal as a stage could read it, what it changes in the county (S03, S06, X04, D05), and working days. */
import type { County, Exemption, Teacher } from '../../domain/county.ts';
import type { HolidayYear } from '../../domain/holidays.ts';
import type { JournalEntry, ListedStage } from '../../domain/journal.ts';
import type { StageRecord, SummerStage, SummerState } from '../../domain/summer.ts';

type Kind = JournalEntry['kind'];
type Of<K extends Kind> = Extract<JournalEntry, { kind: K }>;
/** Whether a day (`YYYY-MM-DD`) is a working day. */
export type IsWorkday = (day: string) => boolean;

const DAY = 86_400_000;
/** Working days for the intention forms after the vacancies were announced (S06). */
const FORM_DAYS = 3;

export function entries<K extends Kind>(journal: readonly JournalEntry[], kind: K): Of<K>[] {
  return inOrder(journal.filter((each): each is Of<K> => each.kind === kind));
}

/** By day, then by number. */
export function inOrder<E extends Pick<JournalEntry, 'on' | 'id'>>(journal: readonly E[]): E[] {
  return [...journal].sort((a, b) => (a.on === b.on ? byNumber(a.id, b.id) : a.on < b.on ? -1 : 1));
}

/** `R9` before `R10`: every run of digits is filled up to one length, then the texts are compared. */
function byNumber(a: string, b: string): number {
  const wide = Math.max(a.length, b.length);
  const filled = (id: string) => id.replace(/\d+/g, (digits) => digits.padStart(wide, '0'));
  return filled(a) < filled(b) ? -1 : 1;
}

export const next = (day: string) => new Date(Date.parse(day) + DAY).toISOString().slice(0, 10);

/** Public holidays and make-up days as the notices say; years without data have their weekends. */
export function workdaysOf(years: readonly HolidayYear[]): IsWorkday {
  const works = new Set(years.flatMap(({ work }) => work));
  const rests = years.flatMap(({ rest }) => rest);
  return (day) => {
    if (works.has(day)) return true;
    if (rests.some(({ from, until }) => from <= day && day <= until)) return false;
    const weekday = new Date(Date.parse(day)).getUTCDay();
    return weekday >= 1 && weekday <= 5;
  };
}

/** Both days included. */
export function workingDays(from: string, until: string, isWorkday: IsWorkday): number {
  let days = 0;
  for (let day = from; day <= until; day = next(day)) days += isWorkday(day) ? 1 : 0;
  return days;
}

/** F01: whether a publicity lasted the working days asked for, and is over by the journal. */
export function longEnough({ journal, policy }: SummerState, isWorkday: IsWorkday) {
  const { publicityDays: least, publicityCountsFirstDay } = policy.values;
  const kept = journal.map(({ on }) => on).reduce((a, b) => (a > b ? a : b), '');
  return ({ on, until }: { readonly on: string; readonly until: string }): boolean =>
    until < kept && workingDays(publicityCountsFirstDay ? on : next(on), until, isWorkday) >= least;
}

/** What a stage read by its own record: what came to the journal later says nothing of it. */
export function journalOf({ read }: StageRecord, journal: readonly JournalEntry[]): JournalEntry[] {
  const known = new Set(read);
  return journal.filter(({ id }) => known.has(id));
}

/** What is wrong with the entries that the stages say they read: unknown ones, and ones that a later stage forgot. */
export function readFaults({ journal, stages }: SummerState): string[] {
  const ids = new Set(journal.map(({ id }) => id));
  return stages.flatMap(({ stage, read }, k) => {
    const now = new Set(read);
    const before = stages[k - 1]?.read ?? [];
    return [
      ...read
        .filter((id) => !ids.has(id))
        .map((id) => `${stage}: entry ${id} was read but is not in the journal.`),
      ...before
        .filter((id) => !now.has(id))
        .map((id) => `${stage}: entry ${id} was known before and is not read.`),
    ];
  });
}

/** S06: the last day for forms; null while no vacancies are announced. */
export function lastFormDay(journal: readonly JournalEntry[], isWorkday: IsWorkday): string | null {
  const announced = entries(journal, 'vacancies-announced')
    .filter(({ stage }) => stage === 'cross-district')
    .at(-1)?.on;
  if (announced === undefined) return null;
  let day = announced;
  for (let left = FORM_DAYS; left > 0; left -= isWorkday(day) ? 1 : 0) day = next(day);
  return day;
}

/**
 * The county with what the journal changes in it.
 * @param ruled staff numbers of those whose direct hire an appeal has opened, beside those of the journal
 */
export function withRecords(
  county: County,
  journal: readonly JournalEntry[],
  { isWorkday, ruled }: { readonly isWorkday: IsWorkday; readonly ruled: readonly string[] },
): County {
  const last = lastFormDay(journal, isWorkday);
  const proofs = new Set(entries(journal, 'not-hired-proof').map(({ teacherId }) => teacherId));
  const received = entries(journal, 'form-received');
  const inTime = new Set(
    received.filter(({ on }) => last === null || on <= last).map(({ teacherId }) => teacherId),
  );
  const forms = new Set(received.map(({ teacherId }) => teacherId).filter((id) => !inTime.has(id)));
  const upheld = new Set([...upheldIn('direct-hire', journal), ...ruled]);
  const change = (person: Teacher): Teacher => ({
    ...person,
    documentsComplete: person.documentsComplete || proofs.has(person.id),
    formLate: person.formLate || forms.has(person.id),
    refusedPostGroupIds: [
      ...person.refusedPostGroupIds.filter(
        (id) => lastAnswer(person.id, id, journal) !== 'acceptance',
      ),
      ...refused(person.id, journal),
    ],
    exemption: published(person.exemption, upheld.has(person.id)),
  });
  return { ...county, teachers: county.teachers.map(change) };
}

/** F04: the last ruling about each person's decision of a stage, by staff number. */
export function lastRulings(
  stage: ListedStage | SummerStage,
  journal: readonly JournalEntry[],
): Map<string, Of<'objection'>> {
  const rulings = entries(journal, 'objection').filter(
    (each) => each.stage === stage && each.upheld !== null,
  );
  return new Map(rulings.map((each) => [each.teacherId, each]));
}

/** F04: staff numbers of those about whom the last ruling of a stage was for the objection. */
export function upheldIn(stage: ListedStage, journal: readonly JournalEntry[]): string[] {
  return [...lastRulings(stage, journal).values()].flatMap(({ teacherId, upheld }) =>
    upheld ? [teacherId] : [],
  );
}

/**
 * D05: the list is public between the stage and the next, which a gate asks for. An upheld objection stands for the papers
 * that were missing, and takes an exemption away that lacked none.
 */
function published(exemption: Exemption | null, isUpheld: boolean): Exemption | null {
  if (exemption === null) return null;
  const others = exemption.missing.filter((paper) => paper !== 'publicity');
  if (!isUpheld) return { ...exemption, missing: others };
  return { ...exemption, missing: others.length > 0 ? [] : ['publicity'] };
}

/** X04: posts that the person said no to last, among the offers on record. */
function refused(id: string, journal: readonly JournalEntry[]): string[] {
  const offered = entries(journal, 'offer').filter(({ teacherId }) => teacherId === id);
  return [...new Set(offered.map(({ postGroupId }) => postGroupId))].filter(
    (post) => lastAnswer(id, post, journal) === 'refusal',
  );
}

/** What the person last said to a post; null before an offer of it, and while nothing was said since. */
export function lastAnswer(id: string, post: string, journal: readonly JournalEntry[]) {
  const isOfPair = (each: { teacherId: string; postGroupId: string }) =>
    each.teacherId === id && each.postGroupId === post;
  const offered = entries(journal, 'offer').find(isOfPair)?.on;
  if (offered === undefined) return null;
  const said = [...entries(journal, 'refusal'), ...entries(journal, 'acceptance')].filter(
    (each) => isOfPair(each) && each.on >= offered,
  );
  return inOrder(said).at(-1)?.kind ?? null;
}
