/** 关口: what stops a stage of the summer until the journal (工作台账) says that something was done. */
import type { County } from '../../domain/county.ts';
import type { Day, JournalEntry } from '../../domain/journal.ts';
import type { Policy } from '../../domain/policy.ts';
import type { StageRecord, SummerStage } from '../../domain/summer.ts';
import type { Bilingual } from '../../domain/vocabulary.ts';
import type { WorkCalendar } from './working-days.ts';

/** What a gate looks at. */
export interface GateFacts {
  readonly county: County;
  readonly policy: Policy;
  readonly journal: readonly JournalEntry[];
  /** The stages done so far, in order. */
  readonly done: readonly StageRecord[];
  readonly calendar: WorkCalendar;
}

/** One thing that is missing. People appear by staff number only, grounds of an exemption not at all. */
export interface GateFinding {
  /** Stable code in kebab case, e.g. `publicity-too-short`. */
  readonly code: string;
  /** Whom it is about; both null = the county. */
  readonly schoolId: string | null;
  readonly teacherId: string | null;
  /** First and last day it is about, as far as it is about days. */
  readonly from: Day | null;
  readonly until: Day | null;
  /** What is missing. */
  readonly text: Bilingual;
  /** What to do, or what happens otherwise. */
  readonly action: Bilingual;
}

export interface Gate {
  /** As in the rulebook's `acts.gate`. */
  readonly name: string;
  readonly rules: readonly string[];
  readonly sentence: Bilingual;
  /** Stage that it stops; 'close' = the end of the summer. */
  readonly before: SummerStage | 'close';
  /**
   * 'stage': nothing goes on while anything is missing. 'person': the stage goes on without what the persons named have
   * not handed in, as {@link withJournal} reads them.
   */
  readonly stops: 'stage' | 'person';
  /** Empty = open. */
  readonly missing: (facts: GateFacts) => readonly GateFinding[];
}

type Where = Partial<Pick<GateFinding, 'schoolId' | 'teacherId' | 'from' | 'until'>>;

/** A finding about the county unless `where` says more. */
export function finding(
  code: string,
  { text, action }: { text: Bilingual; action: Bilingual },
  where: Where = {},
): GateFinding {
  return { code, schoolId: null, teacherId: null, from: null, until: null, ...where, text, action };
}
