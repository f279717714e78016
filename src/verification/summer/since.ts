/** What the journal says of people since the lists: who refused the post of the decision, and who came to one from standby (X04, B01, B02). */
import type { County } from '../../domain/county.ts';
import type { JournalEntry } from '../../domain/journal.ts';
import type { Decision, SummerState } from '../../domain/summer.ts';
import { entries, inOrder, lastAnswer } from './journal.ts';

type Answer = Extract<JournalEntry, { kind: 'refusal' | 'acceptance' }>;

const isAnswer = (entry: JournalEntry): entry is Answer =>
  entry.kind === 'refusal' || entry.kind === 'acceptance';

/** Whether the post was offered to the person by then. */
export function isOffered(answer: Answer, journal: readonly JournalEntry[]): boolean {
  return entries(journal, 'offer').some(
    ({ teacherId, postGroupId, on }) =>
      teacherId === answer.teacherId && postGroupId === answer.postGroupId && on <= answer.on,
  );
}

export const answers = (journal: readonly JournalEntry[]): Answer[] =>
  inOrder(journal.filter(isAnswer));

/** Whether the person has no post by the decision: none was found, or the last word to it was no. */
export function isLeft(
  { teacherId, kind, postGroupId }: Decision,
  journal: readonly JournalEntry[],
): boolean {
  if (kind === 'standby') return true;
  return postGroupId !== null && lastAnswer(teacherId, postGroupId, journal) === 'refusal';
}

/** The post of somebody who was left without one, and the first day there; null = on standby still. */
export interface Taken {
  readonly postGroupId: string;
  readonly from: string;
}

/** B01: accepted, and the training passed; a later no, or a course given up, ends it. */
function takenSince(id: string, journal: readonly JournalEntry[]): Taken | null {
  let accepted: { readonly postGroupId: string; readonly on: string } | null = null;
  let passed: string | null = null;
  for (const entry of inOrder(journal)) {
    if (!('teacherId' in entry) || entry.teacherId !== id) continue;
    if (isAnswer(entry) && isOffered(entry, journal))
      accepted = entry.kind === 'acceptance' ? entry : null;
    // To apply for a post takes a refusal back, and is no training.
    if (entry.kind === 'training' && entry.event !== 'applied')
      passed = entry.event === 'passed' ? entry.on : null;
  }
  if (accepted === null || passed === null) return null;
  const { postGroupId, on } = accepted;
  return { postGroupId, from: on > passed ? on : passed };
}

/** Everybody without a post by the decisions, with the one that each has come to since. */
export function leftPeople(
  { teachers }: County,
  { stages, journal }: SummerState,
): { readonly id: string; readonly taken: Taken | null }[] {
  const known = new Set(teachers.map(({ id }) => id));
  return stages
    .flatMap(({ decisions }) => decisions)
    .filter((each) => known.has(each.teacherId) && isLeft(each, journal))
    .map(({ teacherId: id }) => ({ id, taken: takenSince(id, journal) }));
}
