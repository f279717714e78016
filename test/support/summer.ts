/** Runs the summer of a tiny county in this thread, and writes the journal that opens all its gates. */
import type { County } from '../../src/domain/county.ts';
import type { JournalEntry } from '../../src/domain/journal.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import type { Decision, SummerStage, SummerState } from '../../src/domain/summer.ts';
import {
  type Advance,
  advance,
  freshState,
  resumed,
  type Summer,
} from '../../src/planning/summer/index.ts';
import { workCalendar } from '../../src/rules/workflow/index.ts';

export interface SummerRun {
  readonly policy?: Record<string, unknown>;
  /** A binding run with these entries; left out = a rehearsal. */
  readonly journal?: readonly JournalEntry[];
  /** Goes on from here. */
  readonly from?: SummerState;
  readonly to?: SummerStage;
}

export function summerOf(county: County, policy: Record<string, unknown> = {}): Summer {
  return { county, policy: parsePolicy(policy), calendar: workCalendar() };
}

/** @returns the state reached and what ended the run: the last step, which is `done` when `to` was reached */
export async function runSummer(
  county: County,
  { policy = {}, journal, from, to }: SummerRun = {},
): Promise<{ readonly state: SummerState; readonly end: Advance }> {
  const summer = summerOf(county, policy);
  const entries = journal ?? null;
  let state =
    from === undefined
      ? freshState(county, summer.policy, entries)
      : resumed(from, county, summer.policy, entries);
  for (;;) {
    const end = await advance(summer, state);
    if (end.kind !== 'done') return { state, end };
    state = end.state;
    if (end.record.stage === to) return { state, end };
  }
}

/** Where the stages put a person: `stage kind post`, e.g. `in-school in-school a/P/T/语文`. */
export function whereabouts({ stages }: SummerState): Record<string, string> {
  return Object.fromEntries(
    stages.flatMap(({ stage, decisions }) =>
      decisions.map(({ teacherId, kind, postGroupId }: Decision) => [
        teacherId,
        [stage, kind, postGroupId ?? '-'].join(' '),
      ]),
    ),
  );
}

/** A summer by the book in July 2026; `standby` people begin their training. */
export function fullJournal(county: County, standby: readonly string[] = []): JournalEntry[] {
  const schools = county.schools.map(({ id }) => id);
  const entry = (on: string, rest: object, id = JSON.stringify(rest)): JournalEntry =>
    ({ id: `${on}${id}`, on, ...rest }) as JournalEntry;
  const publicity = (stage: string, on: string, until: string) =>
    entry(on, { kind: 'publicity', stage, until });
  return [
    entry('2026-07-01', { kind: 'posts-set' }),
    publicity('direct-hire', '2026-07-02', '2026-07-09'),
    ...schools.flatMap((schoolId) => [
      entry('2026-07-02', { kind: 'plan-passed', schoolId, body: 'principals-meeting' }),
      entry('2026-07-02', { kind: 'plan-passed', schoolId, body: 'staff-assembly' }),
      entry('2026-07-03', { kind: 'plan-publicity', schoolId, until: '2026-07-10' }),
    ]),
    publicity('in-school', '2026-07-13', '2026-07-20'),
    entry('2026-07-21', { kind: 'vacancies-announced', stage: 'in-district' }),
    publicity('in-district', '2026-07-22', '2026-07-29'),
    entry('2026-07-30', { kind: 'vacancies-announced', stage: 'cross-district' }),
    entry('2026-08-05', {
      kind: 'approved',
      stage: 'cross-district',
      what: 'intentions',
      by: '领导小组',
    }),
    publicity('cross-district', '2026-08-06', '2026-08-13'),
    entry('2026-08-14', {
      kind: 'approved',
      stage: 'cross-district',
      what: 'list',
      by: '领导小组',
    }),
    ...schools.map((schoolId) => entry('2026-08-17', { kind: 'school-contracts', schoolId })),
    ...standby.map((teacherId) =>
      entry('2026-09-01', { kind: 'training', teacherId, event: 'begun' }),
    ),
  ];
}
