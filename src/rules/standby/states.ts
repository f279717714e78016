/**
 * 待岗人员状态: where a person without a post stands, written down once. What the person said to the offered post and how
 * the training went give the state (B01, B02, B05); the journal moves both.
 */
import type { JournalEntry } from '../../domain/journal.ts';
import type { Bilingual } from '../../domain/vocabulary.ts';
import { isAnswer } from '../workflow/journal-facts.ts';

export type StandbyState = 'unplaced' | 'training' | 'on-post' | 'standby-training' | 'absent';

export const STATE_NAME: Readonly<Record<StandbyState, Bilingual>> = {
  unplaced: { zh: '待安排', en: 'unplaced' },
  training: { zh: '培训', en: 'in training' },
  'on-post': { zh: '上岗', en: 'on post' },
  'standby-training': { zh: '待岗培训、跟岗', en: 'standby training' },
  absent: { zh: '按考勤规定处理', en: 'under the leave rules' },
};

/** What the person said last: nothing that counts, or yes or no to a post offered on record. */
type Stance = 'open' | 'accepted' | 'refused';
type Training = 'none' | 'begun' | 'passed' | 'declined';

const STATE: Readonly<Record<Stance, Readonly<Record<Training, StandbyState>>>> = {
  // B01: nobody takes up a post without passing; who passed and has no post yet goes on with the course.
  open: { none: 'unplaced', begun: 'training', passed: 'training', declined: 'unplaced' },
  accepted: { none: 'unplaced', begun: 'training', passed: 'on-post', declined: 'unplaced' },
  // B02, B05: a refuser is taken to train until he or she says no to that as well.
  refused: {
    none: 'standby-training',
    begun: 'standby-training',
    passed: 'standby-training',
    declined: 'absent',
  },
};

/** A person's way so far. */
export interface Course {
  readonly stance: Stance;
  readonly training: Training;
  /** The post that was accepted or refused last. */
  readonly postGroupId: string | null;
}

/** @param refused posts refused before the journal begins, as the roster has them (X04) */
export function beginning(refused: readonly string[]): Course {
  const postGroupId = refused.at(-1) ?? null;
  return { stance: postGroupId === null ? 'open' : 'refused', training: 'none', postGroupId };
}

export function stateOf({ stance, training }: Course): StandbyState {
  return STATE[stance][training];
}

/** One entry about the person. An answer without an offer on record moves nothing (A18); nor do offers and tests. */
export function follow(
  course: Course,
  entry: JournalEntry,
  journal: readonly JournalEntry[],
): Course {
  switch (entry.kind) {
    case 'refusal':
    case 'acceptance':
      if (!isAnswer(entry, journal)) return course;
      return {
        ...course,
        stance: entry.kind === 'refusal' ? 'refused' : 'accepted',
        postGroupId: entry.postGroupId,
      };
    case 'training':
      // B02: an application for a post ends the refusal.
      if (entry.event === 'applied')
        return course.stance === 'refused' ? { ...course, stance: 'open' } : course;
      return { ...course, training: entry.event };
    default:
      return course;
  }
}
