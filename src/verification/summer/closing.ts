/** What the end of a binding summer must have on record beside the gates of its stages (B01, D06, F01, F04–F06, X04). */
import type { County } from '../../domain/county.ts';
import type { SummerState } from '../../domain/summer.ts';
import { contractFaults } from './contracts.ts';
import { entries, type IsWorkday, longEnough } from './journal.ts';
import { appeals, directRulings, type GateFault, objections } from './rulings.ts';
import { answers, isOffered, leftPeople } from './since.ts';

/** What is missing for the end of a binding summer, when all stages are done. */
export function closingFaults(
  county: County,
  state: SummerState,
  isWorkday: IsWorkday,
): GateFault[] {
  if (state.mode === 'rehearsal') return [];
  const { journal, stages } = state;
  const known = [...journal];
  const idle = answers(journal).filter((each) => !isOffered(each, journal));
  return [
    ...(stages.some(({ decisions }) => decisions.some(({ kind }) => kind === 'rotation'))
      ? rotationList(state, isWorkday)
      : []),
    ...objections(journal, null),
    ...directRulings(county, state, { known, isWorkday }),
    ...LISTED.flatMap((stage) => appeals(state, stage, known)),
    ...idle.map(({ teacherId, postGroupId }): GateFault => {
      return {
        rule: 'X04',
        why: `${postGroupId} was not offered to ${teacherId} before the answer`,
      };
    }),
    ...untrained(county, state).map(
      (id): GateFault => ({ rule: 'B01', why: `${id} is in no training` }),
    ),
    ...contractFaults(county, state).map((why): GateFault => ({ rule: 'F06', why })),
  ];
}

const LISTED = ['in-school', 'in-district', 'cross-district'] as const;

/** X17: the list of those who go as on an exchange, public after the posts were set. */
function rotationList(state: SummerState, isWorkday: IsWorkday): GateFault[] {
  const list = entries(state.journal, 'publicity').findLast(({ stage }) => stage === 'rotation');
  const set = entries(state.journal, 'posts-set').at(-1)?.on ?? '';
  const isPublic = list !== undefined && list.on > set && longEnough(state, isWorkday)(list);
  return isPublic ? [] : [{ rule: 'F01', why: 'the rotation list was not public' }];
}

/** B01: everybody without a post began, passed or declined the training since the last list. */
function untrained(county: County, state: SummerState): string[] {
  const lists = entries(state.journal, 'publicity');
  const since = lists.findLast(({ stage }) => stage === 'cross-district')?.on ?? '';
  const asked = entries(state.journal, 'training').filter(
    ({ event, on }) => event !== 'applied' && on >= since,
  );
  const trained = new Set(asked.map(({ teacherId }) => teacherId));
  return leftPeople(county, state)
    .filter(({ id, taken }) => taken === null && !trained.has(id))
    .map(({ id }) => id);
}
