/** What a binding summer must have on record before each stage (F00, F01, F03, F04, I01, S07); S03 is asked of each hire. */
import type { County } from '../../domain/county.ts';
import type { JournalEntry } from '../../domain/journal.ts';
import type { SummerStage, SummerState } from '../../domain/summer.ts';
import { entries, type IsWorkday, journalOf, next, workingDays } from './journal.ts';
import { orderFaults } from './order.ts';

/** What is missing for a rule. */
export interface GateFault {
  readonly rule: 'F00' | 'F01' | 'F03' | 'F04' | 'I01' | 'S07';
  readonly why: string;
}
type Listed = Extract<JournalEntry, { kind: 'publicity' }>['stage'];

/** What was missing when the stages of a binding summer were run; a rehearsal needs nothing. */
export function gateFaults(county: County, state: SummerState, isWorkday: IsWorkday): GateFault[] {
  if (state.mode === 'rehearsal') return [];
  const { journal } = state;
  const { publicityDays: least, publicityCountsFirstDay } = state.policy.values;
  const kept = journal.map(({ on }) => on).reduce((a, b) => (a > b ? a : b), '');
  const isLong = ({ on, until }: { on: string; until: string }) =>
    until < kept && workingDays(publicityCountsFirstDay ? on : next(on), until, isWorkday) >= least;
  const published = (list: Listed): GateFault[] =>
    entries(journal, 'publicity').some((each) => each.stage === list && isLong(each))
      ? []
      : [{ rule: 'F01', why: `the ${list} list was not public for ${least} working days` }];
  const before: Readonly<Record<SummerStage, () => GateFault[]>> = {
    'direct-hire': () =>
      entries(journal, 'posts-set').length > 0
        ? []
        : [{ rule: 'F03', why: 'the posts were not set' }],
    'in-school': () => [...published('direct-hire'), ...plans(county, journal, isLong)],
    'in-district': () => [...published('in-school'), ...announced(journal, 'in-district')],
    'cross-district': () => [
      ...published('in-district'),
      ...announced(journal, 'cross-district'),
      ...approved(journal, 'intentions', 'S07'),
      ...appeals(state, 'in-district', knownTo(state, 'cross-district')),
    ],
    standby: () => [
      ...published('cross-district'),
      ...approved(journal, 'list', 'F04'),
      ...objections(journal),
      ...appeals(state, 'cross-district', beforeApproval(journal)),
    ],
  };
  return [
    ...state.stages.flatMap(({ stage }) => before[stage]()),
    ...orderFaults(state, { isLong, isWorkday }).map((why) => ({ rule: 'F03' as const, why })),
  ];
}

function announced(
  journal: readonly JournalEntry[],
  before: 'in-district' | 'cross-district',
): GateFault[] {
  const found = entries(journal, 'vacancies-announced').some(({ stage }) => stage === before);
  return found ? [] : [{ rule: 'F00', why: `no vacancies were announced before ${before}` }];
}

function approved(
  journal: readonly JournalEntry[],
  asked: 'intentions' | 'list',
  rule: 'S07' | 'F04',
): GateFault[] {
  const found = entries(journal, 'approved').some(
    ({ stage, what }) => stage === 'cross-district' && what === asked,
  );
  return found ? [] : [{ rule, why: `the ${asked} of cross-district were not approved` }];
}

/** I01: both bodies of every school with posts, and publicity. */
function plans(
  county: County,
  journal: readonly JournalEntry[],
  isLong: (span: { on: string; until: string }) => boolean,
): GateFault[] {
  const bodies = new Set(
    entries(journal, 'plan-passed').map(({ schoolId, body }) => `${schoolId} ${body}`),
  );
  const shown = new Set(
    entries(journal, 'plan-publicity')
      .filter(isLong)
      .map(({ schoolId }) => schoolId),
  );
  const schools = new Set(
    county.postGroups.filter(({ posts }) => posts > 0).map(({ schoolId }) => schoolId),
  );
  return [...schools]
    .filter(
      (id) =>
        !bodies.has(`${id} principals-meeting`) ||
        !bodies.has(`${id} staff-assembly`) ||
        !shown.has(id),
    )
    .map((id) => ({ rule: 'I01', why: `the plan of ${id} was not passed and shown` }));
}

function objections(journal: readonly JournalEntry[]): GateFault[] {
  const all = entries(journal, 'objection');
  return all
    .filter(({ upheld }) => upheld === null)
    .filter((open) =>
      all
        .slice(all.indexOf(open) + 1)
        .every(({ teacherId, stage }) => teacherId !== open.teacherId || stage !== open.stage),
    )
    .map(({ teacherId }) => ({ rule: 'F04', why: `an objection against ${teacherId} is open` }));
}

/** What was on record when the list was approved: later rulings are dealt with after the standby list. */
function beforeApproval(journal: readonly JournalEntry[]): JournalEntry[] {
  const last = entries(journal, 'approved').findLast(({ what }) => what === 'list');
  return journal.filter(({ on }) => last === undefined || on <= last.on);
}

function knownTo({ stages, journal }: SummerState, stage: SummerStage): JournalEntry[] {
  return stages.filter((record) => record.stage === stage).flatMap((it) => journalOf(it, journal));
}

/**
 * F04: each decision of a stage against which the last ruling went was opened again; a cascade cannot be, and was run with
 * the ruling on record.
 */
function appeals(
  { stages, policy }: SummerState,
  stage: 'in-district' | 'cross-district',
  journal: readonly JournalEntry[],
): GateFault[] {
  const ruled = new Map<string, boolean>();
  const isCascade = stage === 'cross-district' && policy.values.flow.mode === 'cascade';
  const read = new Set(stages.flatMap((record) => (record.stage === stage ? record.read : [])));
  for (const each of entries(journal, 'objection')) {
    if (each.stage !== stage || each.upheld === null) continue;
    ruled.set(each.teacherId, each.upheld && !(isCascade && read.has(each.id)));
  }
  const solves = stages.flatMap((record) => (record.stage === stage ? record.solves : []));
  return [...ruled]
    .filter(([id, isUpheld]) => isUpheld && solves.every(({ name }) => name !== `appeal/${id}`))
    .map(([id]) => ({ rule: 'F04', why: `the ${stage} decision about ${id} was not re-opened` }));
}
