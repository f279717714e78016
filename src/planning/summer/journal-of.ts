/** What of the journal a stage reads: once, when it runs; its record says what. */
import { inJournalOrder, type JournalEntry, type ListedStage } from '../../domain/journal.ts';
import type { StageRecord, SummerStage, SummerState } from '../../domain/summer.ts';
import { isAnswer } from '../../rules/workflow/journal-facts.ts';

/** Acts that change what a stage knows of people (S03, S06, X04, D05); the other kinds open gates. */
const TELLING: ReadonlySet<JournalEntry['kind']> = new Set([
  'vacancies-announced',
  'not-hired-proof',
  'form-received',
  'objection',
  'offer',
  'refusal',
  'acceptance',
] as const);

/**
 * Entries that a stage reads. A stage that is done has its own on record, whatever came to the journal since. One that runs
 * reads what earlier stages read and all acts before the day on which its list was made public last, so that a journal kept
 * to the end gives the summer that it tells of. Rulings about its own decisions come while the list is public: a stage that
 * is run again reads them all.
 */
export function journalOf(
  { journal, stages }: Pick<SummerState, 'journal' | 'stages'>,
  stage: SummerStage,
): readonly JournalEntry[] {
  const done = stages.find((record) => record.stage === stage);
  const known = new Set((done === undefined ? stages : [done]).flatMap(({ read }) => read));
  const isNew = done === undefined ? actsBefore(journal, stage) : () => false;
  return inJournalOrder(journal.filter((entry) => known.has(entry.id) || isNew(entry)));
}

/** 待岗 is what the stages before leave: it reads nothing new. */
function actsBefore(
  journal: readonly JournalEntry[],
  stage: SummerStage,
): (entry: JournalEntry) => boolean {
  if (stage === 'standby') return () => false;
  const days = journal.flatMap((entry) =>
    entry.kind === 'publicity' && entry.stage === stage ? [entry.on] : [],
  );
  const listed = days.sort().at(-1);
  const isOwn = (entry: JournalEntry) => entry.kind === 'objection' && entry.stage === stage;
  return (entry) =>
    tells(entry, journal) && (listed === undefined || entry.on < listed || isOwn(entry));
}

/** An objection that nobody has decided and an answer to no offer tell nothing yet, and may still be put right. */
function tells(entry: JournalEntry, journal: readonly JournalEntry[]): boolean {
  if (entry.kind === 'objection') return entry.upheld !== null;
  if (entry.kind === 'refusal' || entry.kind === 'acceptance') return isAnswer(entry, journal);
  return TELLING.has(entry.kind);
}

/** List that the stage after it waits for. */
const WAITS: Readonly<Record<ListedStage, SummerStage | null>> = {
  'direct-hire': 'in-school',
  'in-school': 'in-district',
  'in-district': 'cross-district',
  'cross-district': 'standby',
  rotation: null,
};

/** The stage whose gates an entry opens; null = none of a stage. */
function opens(entry: JournalEntry): SummerStage | null {
  switch (entry.kind) {
    case 'posts-set':
      return 'direct-hire';
    case 'plan-passed':
    case 'plan-publicity':
      return 'in-school';
    case 'vacancies-announced':
      return entry.stage;
    case 'publicity':
      return WAITS[entry.stage];
    case 'approved':
      return entry.what === 'intentions' ? 'cross-district' : 'standby';
    default:
      return null;
  }
}

/**
 * Entries on which a stage that is done rests: those it read, those that opened its gates, and the rulings that its appeals
 * carry out. The others may be corrected.
 */
export function boundEntries({
  journal,
  stages,
}: Pick<SummerState, 'journal' | 'stages'>): JournalEntry[] {
  const read = new Set<string | null | undefined>(
    stages.flatMap(({ read, solves }) => [...read, ...solves.map(({ objection }) => objection)]),
  );
  const done = new Set<SummerStage | null>(stages.map(({ stage }) => stage));
  return journal.filter((entry) => read.has(entry.id) || done.has(opens(entry)));
}

/** {@link StageRecord.read} of a stage that runs. */
export function readBy(
  state: Pick<SummerState, 'journal' | 'stages'>,
  stage: SummerStage,
): StageRecord['read'] {
  return journalOf(state, stage).map(({ id }) => id);
}
