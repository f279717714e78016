/** What every decision must be by itself: one for each person, the right ground, post, batch and term. */
import type { County, Teacher } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { StageRecord, SummerState } from '../../domain/summer.ts';
import { homeGroupId } from '../people.ts';
import { appellants } from './appeal-record.ts';
import { type IsWorkday, journalOf, withRecords } from './journal.ts';
import { directGrounds, type Ground, isInScope, optsOut, takesNoPost } from './people.ts';

/** What is wrong with one person: staff number and why, English. */
export interface Fault {
  readonly id: string;
  readonly why: string;
}

/** Everybody in scope once, nobody else; nobody open when the summer is over. */
export function onceFaults(county: County, state: SummerState): Fault[] {
  const policy = state.policy.values;
  const scope = new Set(
    county.teachers.filter((person) => isInScope(person, policy)).map(({ id }) => id),
  );
  const seen = new Map<string, string>();
  const faults: Fault[] = [];
  for (const { stage, decisions } of state.stages) {
    for (const { teacherId: id } of decisions) {
      const before = seen.get(id);
      if (before !== undefined) faults.push({ id, why: `is decided in ${before} and ${stage}` });
      if (!scope.has(id)) faults.push({ id, why: `is decided in ${stage} but out of scope` });
      seen.set(id, stage);
    }
  }
  if (state.stages.at(-1)?.stage !== 'standby') return faults;
  const lost = [...scope].filter((id) => !seen.has(id));
  return [...faults, ...lost.map((id) => ({ id, why: 'is decided in no stage' }))];
}

/** D01–D14, I08, R06, D07: who is hired directly, on which ground, at which post. */
export function directFaults(raw: County, state: SummerState, isWorkday: IsWorkday): Fault[] {
  const first = state.stages.find(({ stage }) => stage === 'direct-hire');
  const ruled = first === undefined ? [] : appellants(first);
  const policy = state.policy.values;
  return state.stages.flatMap((record) => {
    if (record.stage !== 'direct-hire' && record.stage !== 'in-school') {
      return record.decisions
        .filter(({ kind }) => kind === 'direct')
        .map(({ teacherId }) => ({ id: teacherId, why: `is hired directly in ${record.stage}` }));
    }
    const journal = journalOf(record, state.journal);
    const { teachers } = withRecords(raw, journal, { isWorkday, ruled });
    return teachers.flatMap((person) => directFault(person, record, state, policy));
  });
}

function directFault(
  person: Teacher,
  { stage, decisions }: StageRecord,
  state: SummerState,
  policy: Policy,
): Fault[] {
  const { id } = person;
  const grounds = stage === 'direct-hire' ? atOnce(person, policy) : returned(person, state);
  const own = decisions.find((each) => each.teacherId === id && each.kind === 'direct');
  if (!isInScope(person, policy) || grounds.length === 0) {
    return own === undefined ? [] : [{ id, why: `is hired directly in ${stage} without a ground` }];
  }
  // The ground is somebody's health or family: it is compared here and named nowhere.
  if (own === undefined) {
    return [{ id, why: `has a ground but no direct hire in ${stage}` }];
  }
  const isOne = grounds.some((ground) => ground === own.ground);
  const post = takesNoPost(person, policy) ? null : homeGroupId(person);
  return [
    ...(isOne ? [] : [{ id, why: 'is hired directly on a ground that is not theirs' }]),
    ...(own.postGroupId === post
      ? []
      : [{ id, why: `is hired directly at ${own.postGroupId}, not ${post}` }]),
  ];
}

const atOnce = (person: Teacher, policy: Policy): Ground[] =>
  optsOut(person, policy) ? [] : directGrounds(person, policy);

/** D07: who competed in vain has the direct hire again when the in-school competition is over. */
function returned(person: Teacher, { stages, policy }: SummerState): Ground[] {
  if (!optsOut(person, policy.values)) return [];
  const won = stages
    .filter(({ stage }) => stage === 'direct-hire' || stage === 'in-school')
    .flatMap(({ decisions }) => decisions)
    .some(({ teacherId, kind }) => teacherId === person.id && kind !== 'direct');
  return won ? [] : directGrounds(person, policy.values);
}

/** D06, A21: the term of the post contract; grounds and batches stand with direct and in-school hires only. */
export function formFaults({ stages, policy }: SummerState): Fault[] {
  const term = 12 * policy.values.contract.postYears;
  return stages.flatMap(({ stage, decisions }) =>
    decisions.flatMap((each) => {
      const { teacherId: id, kind, postGroupId, ground, batch, contractMonths } = each;
      const months = postGroupId === null ? null : term;
      const batched = stage === 'in-school' && kind !== 'direct';
      const posted = kind === 'direct' || (kind === 'standby') === (postGroupId === null);
      return [
        ...(contractMonths === months
          ? []
          : [{ id, why: `has a contract of ${contractMonths} months, not ${months}` }]),
        ...((ground !== null) === (kind === 'direct')
          ? []
          : [
              {
                id,
                why: ground === null ? `is ${kind} without a ground` : `is ${kind} on a ground`,
              },
            ]),
        ...((batch !== null) === batched
          ? []
          : [{ id, why: `is ${kind} in batch ${batch} of ${stage}` }]),
        ...(posted ? [] : [{ id, why: `is ${kind} with the post ${postGroupId}` }]),
        ...((kind === 'standby') === (stage === 'standby')
          ? []
          : [{ id, why: `is ${kind} in ${stage}` }]),
      ];
    }),
  );
}
