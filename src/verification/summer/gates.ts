/** What a binding summer must have on record before each stage (F00, F01, F03, F04, I01, S07); S03 is asked of each hire. */
import type { County } from '../../domain/county.ts';
import type { JournalEntry } from '../../domain/journal.ts';
import type { SummerStage, SummerState } from '../../domain/summer.ts';
import { entries, type IsWorkday, journalOf, longEnough } from './journal.ts';
import { orderFaults } from './order.ts';
import { appeals, directRulings, type GateFault, objections } from './rulings.ts';

type Listed = Extract<JournalEntry, { kind: 'publicity' }>['stage'];

/** What was missing when the stages of a binding summer were run; a rehearsal needs nothing. */
export function gateFaults(county: County, state: SummerState, isWorkday: IsWorkday): GateFault[] {
  if (state.mode === 'rehearsal') return [];
  const { journal } = state;
  const least = state.policy.values.publicityDays;
  const isLong = longEnough(state, isWorkday);
  const published = (list: Listed): GateFault[] =>
    entries(journal, 'publicity').some((each) => each.stage === list && isLong(each))
      ? []
      : [{ rule: 'F01', why: `the ${list} list was not public for ${least} working days` }];
  /** F04: what a stage knew of rulings about direct hires and the in-school competition had been followed. */
  const rulings = (stage: SummerStage): GateFault[] => {
    const known = knownTo(state, stage);
    return [
      ...directRulings(county, state, { known, isWorkday }),
      ...appeals(state, 'in-school', known),
    ];
  };
  const before: Readonly<Record<SummerStage, () => GateFault[]>> = {
    'direct-hire': () =>
      entries(journal, 'posts-set').length > 0
        ? []
        : [{ rule: 'F03', why: 'the posts were not set' }],
    'in-school': () => [...published('direct-hire'), ...plans(county, journal, isLong)],
    'in-district': () => [
      ...published('in-school'),
      ...announced(journal, 'in-district'),
      ...rulings('in-district'),
    ],
    'cross-district': () => [
      ...published('in-district'),
      ...announced(journal, 'cross-district'),
      ...approved(journal, 'intentions', 'S07'),
      ...appeals(state, 'in-district', knownTo(state, 'cross-district')),
      ...rulings('cross-district'),
    ],
    standby: () => [
      ...published('cross-district'),
      ...approved(journal, 'list', 'F04'),
      ...objections(journal, lastApproval(journal)),
      ...appeals(state, 'cross-district', beforeApproval(journal)),
      ...rulings('standby'),
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

/** What was on record when the list was approved: later rulings are dealt with after the standby list. */
function beforeApproval(journal: readonly JournalEntry[]): JournalEntry[] {
  const last = lastApproval(journal);
  return journal.filter(({ on }) => last === null || on <= last);
}

function lastApproval(journal: readonly JournalEntry[]): string | null {
  return entries(journal, 'approved').findLast(({ what }) => what === 'list')?.on ?? null;
}

function knownTo({ stages, journal }: SummerState, stage: SummerStage): JournalEntry[] {
  return stages.filter((record) => record.stage === stage).flatMap((it) => journalOf(it, journal));
}
