/** F03: whether the acts of a binding summer can be read as one step after the other, from the journal alone. */
import type { JournalEntry } from '../../domain/journal.ts';
import type { SummerStage, SummerState } from '../../domain/summer.ts';
import { entries, type IsWorkday, lastFormDay } from './journal.ts';

/** First and last day of an act. */
interface Act {
  readonly on: string;
  readonly until: string;
}
interface Step {
  /** The stage that waits for it. */
  readonly before: SummerStage;
  readonly what: string;
  readonly acts: readonly Act[];
}
interface Reading {
  readonly isLong: (span: Act) => boolean;
  readonly isWorkday: IsWorkday;
}
type Listed = Extract<JournalEntry, { kind: 'publicity' }>['stage'];

/** Each step is taken as early as it may be; what is missing altogether is said elsewhere. */
export function orderFaults({ journal, stages }: SummerState, reading: Reading): string[] {
  const done = new Set(stages.map(({ stage }) => stage));
  const faults: string[] = [];
  let end = '';
  for (const { before, what, acts } of steps(journal, reading)) {
    if (!done.has(before)) break;
    const plans = what === 'the in-school list' ? planEnds(journal, reading, faults) : '';
    const least = end > plans ? end : plans;
    const ends = acts.filter(({ on }) => on > least).map(({ until }) => until);
    if (acts.length > 0 && ends.length === 0) faults.push(`${what} came before its turn`);
    end = ends.sort()[0] ?? end;
  }
  return faults;
}

function steps(journal: readonly JournalEntry[], { isLong, isWorkday }: Reading): Step[] {
  const list = (stage: Listed) =>
    entries(journal, 'publicity').filter((each) => each.stage === stage && isLong(each));
  const vacant = (stage: 'in-district' | 'cross-district', last: (on: string) => string) =>
    entries(journal, 'vacancies-announced')
      .filter((each) => each.stage === stage)
      .map(({ on }) => ({ on, until: last(on) }));
  const approved = (asked: 'intentions' | 'list') =>
    entries(journal, 'approved')
      .filter(({ stage, what }) => stage === 'cross-district' && what === asked)
      .map(({ on }) => ({ on, until: on }));
  const forms = lastFormDay(journal, isWorkday);
  const posts = entries(journal, 'posts-set').map(({ on }) => ({ on, until: on }));
  return [
    { before: 'direct-hire', what: 'the setting of the posts', acts: posts },
    { before: 'in-school', what: 'the direct-hire list', acts: list('direct-hire') },
    { before: 'in-district', what: 'the in-school list', acts: list('in-school') },
    {
      before: 'in-district',
      what: 'the in-district vacancy notice',
      acts: vacant('in-district', (on) => on),
    },
    { before: 'cross-district', what: 'the in-district list', acts: list('in-district') },
    {
      before: 'cross-district',
      what: 'the cross-district vacancy notice',
      acts: vacant('cross-district', (on) => forms ?? on),
    },
    {
      before: 'cross-district',
      what: 'the approval of the intentions',
      acts: approved('intentions'),
    },
    { before: 'standby', what: 'the cross-district list', acts: list('cross-district') },
    { before: 'standby', what: 'the approval of the list', acts: approved('list') },
  ];
}

/** I01: the day on which the last plan had been public; plans passed before the posts were set are faults. */
function planEnds(journal: readonly JournalEntry[], { isLong }: Reading, faults: string[]): string {
  const set = entries(journal, 'posts-set')[0]?.on ?? '';
  const passed = entries(journal, 'plan-passed');
  for (const { schoolId, body } of passed) {
    const same = passed.filter((each) => each.schoolId === schoolId && each.body === body);
    const fault = `the plan of ${schoolId} was passed before the posts were set`;
    if (same.every(({ on }) => on <= set) && !faults.includes(fault)) faults.push(fault);
  }
  const first = new Map<string, string>();
  for (const { schoolId, until } of entries(journal, 'plan-publicity').filter(isLong)) {
    const known = first.get(schoolId);
    if (known === undefined || until < known) first.set(schoolId, until);
  }
  return [...first.values()].sort().at(-1) ?? '';
}
