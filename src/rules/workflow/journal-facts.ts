/** What the journal says: its entries by kind, the latest of a stage, who refused what was offered. */
import type { County, Exemption } from '../../domain/county.ts';
import {
  type Day,
  inJournalOrder,
  type JournalEntry,
  type ListedStage,
} from '../../domain/journal.ts';
import { addWorkingDays, type WorkCalendar } from './working-days.ts';

export type EntryOf<Kind extends JournalEntry['kind']> = Extract<JournalEntry, { kind: Kind }>;

/** Entries of one kind in order of day and id. */
export function entriesOf<Kind extends JournalEntry['kind']>(
  journal: readonly JournalEntry[],
  kind: Kind,
): EntryOf<Kind>[] {
  return inJournalOrder(journal.filter((entry): entry is EntryOf<Kind> => entry.kind === kind));
}

/** The latest publicity of a stage's list: a list that was changed is made public again. */
export function lastPublicity(
  journal: readonly JournalEntry[],
  stage: ListedStage,
): EntryOf<'publicity'> | null {
  return entriesOf(journal, 'publicity').findLast((entry) => entry.stage === stage) ?? null;
}

/** The day on which the open posts of a stage were announced last (F00). */
export function announcedOn(
  journal: readonly JournalEntry[],
  stage: EntryOf<'vacancies-announced'>['stage'],
): Day | null {
  return entriesOf(journal, 'vacancies-announced').findLast((e) => e.stage === stage)?.on ?? null;
}

/** The day on which the leading group approved the intentions (S07) or the list (F04) of the cross-district stage last. */
export function approvedOn(
  journal: readonly JournalEntry[],
  what: EntryOf<'approved'>['what'],
): Day | null {
  const approvals = entriesOf(journal, 'approved').filter(
    (entry) => entry.stage === 'cross-district' && entry.what === what,
  );
  return approvals.at(-1)?.on ?? null;
}

/** Working days after the announcement of the vacancies in which intention forms come in (our completion of S06). */
export const FORM_WORKING_DAYS = 3;

/** Last day for intention forms (S06); null while the vacancies are not announced. */
export function formsDue(journal: readonly JournalEntry[], calendar: WorkCalendar): Day | null {
  const announced = announcedOn(journal, 'cross-district');
  return announced === null ? null : addWorkingDays(announced, FORM_WORKING_DAYS, calendar);
}

/** Whether a refusal or an acceptance answers an offer on record, made on the same day or before (X04). */
export function isAnswer(
  { teacherId, postGroupId, on }: EntryOf<'refusal'> | EntryOf<'acceptance'>,
  journal: readonly JournalEntry[],
): boolean {
  return journal.some(
    (entry) =>
      entry.kind === 'offer' &&
      entry.teacherId === teacherId &&
      entry.postGroupId === postGroupId &&
      entry.on <= on,
  );
}

type Answer = EntryOf<'refusal'> | EntryOf<'acceptance'>;

/** The last answer that counts to each post that a person was offered: one that was taken back does not (X04). */
function lastAnswers(journal: readonly JournalEntry[]): Answer[] {
  const last = new Map<string, Answer>();
  for (const entry of inJournalOrder(journal)) {
    if (entry.kind !== 'refusal' && entry.kind !== 'acceptance') continue;
    if (!isAnswer(entry, journal)) continue;
    const key = `${entry.teacherId} ${entry.postGroupId}`;
    last.delete(key);
    last.set(key, entry);
  }
  return [...last.values()];
}

/** Post groups that each person was offered and refused on record, in order of the last answers (X04). */
export function refusedOffers(journal: readonly JournalEntry[]): Map<string, string[]> {
  return postsOf(lastAnswers(journal).filter(({ kind }) => kind === 'refusal'));
}

function postsOf(answers: readonly Answer[]): Map<string, string[]> {
  const posts = new Map<string, string[]>();
  for (const { teacherId, postGroupId } of answers)
    posts.set(teacherId, [...(posts.get(teacherId) ?? []), postGroupId]);
  return posts;
}

/** The last entry about each person's decision of a stage: a later one decides an earlier one. */
function lastObjections(entries: readonly EntryOf<'objection'>[]): EntryOf<'objection'>[] {
  return [
    ...new Map(entries.map((entry) => [`${entry.teacherId} ${entry.stage}`, entry])).values(),
  ];
}

/** Objections that nobody has decided, neither in the entry nor in a later one about the same decision. */
export function openObjections(journal: readonly JournalEntry[]): EntryOf<'objection'>[] {
  return lastObjections(entriesOf(journal, 'objection')).filter(({ upheld }) => upheld === null);
}

/** The last ruling about each decision that was objected to. */
export function lastRulings(journal: readonly JournalEntry[]): EntryOf<'objection'>[] {
  return lastObjections(entriesOf(journal, 'objection').filter(({ upheld }) => upheld !== null));
}

/** Forms of people whose first form came in after the last day (S06): a second copy makes nobody late. */
export function lateForms(
  journal: readonly JournalEntry[],
  calendar: WorkCalendar,
): EntryOf<'form-received'>[] {
  const due = formsDue(journal, calendar);
  const first = new Map<string, EntryOf<'form-received'>>();
  for (const form of entriesOf(journal, 'form-received'))
    if (!first.has(form.teacherId)) first.set(form.teacherId, form);
  return [...first.values()].filter(({ on }) => due !== null && on > due);
}

/**
 * The county as the journal changes it: papers of people not hired (S03), late forms (S06), recorded refusals of recorded
 * offers (X04), and rulings about direct hires (D05). Of the roster nothing is taken away but a refusal of a post that was
 * accepted since.
 * @param rulings staff numbers of those whose direct hire an appeal of the state has opened
 */
export function withJournal(
  county: County,
  journal: readonly JournalEntry[],
  calendar: WorkCalendar,
  rulings: ReadonlySet<string> = new Set(),
): County {
  const people = (entries: readonly { teacherId: string }[]) =>
    new Set(entries.map(({ teacherId }) => teacherId));
  const proved = people(entriesOf(journal, 'not-hired-proof'));
  const late = people(lateForms(journal, calendar));
  const upheld = lastRulings(journal).filter((entry) => entry.upheld === true);
  const objected = people(upheld.filter(({ stage }) => stage === 'direct-hire'));
  const answers = lastAnswers(journal);
  const refused = postsOf(answers.filter(({ kind }) => kind === 'refusal'));
  const accepted = postsOf(answers.filter(({ kind }) => kind === 'acceptance'));
  const teachers = county.teachers.map((teacher) => ({
    ...teacher,
    documentsComplete: teacher.documentsComplete || proved.has(teacher.id),
    formLate: teacher.formLate || late.has(teacher.id),
    exemption:
      objected.has(teacher.id) || rulings.has(teacher.id)
        ? ruled(teacher.exemption)
        : teacher.exemption,
    refusedPostGroupIds: [
      ...new Set([
        ...teacher.refusedPostGroupIds.filter((id) => !accepted.get(teacher.id)?.includes(id)),
        ...(refused.get(teacher.id) ?? []),
      ]),
    ],
  }));
  return { ...county, teachers };
}

/**
 * D05: an exemption as an upheld objection leaves it. Where papers were found wanting the ruling stands for them; else it was
 * against the direct hire, which the publicity does not confirm then.
 */
export function ruled(exemption: Exemption | null): Exemption | null {
  if (exemption === null) return null;
  const isRefused = exemption.missing.some((paper) => paper !== 'publicity');
  return { ...exemption, missing: isRefused ? [] : ['publicity'] };
}
