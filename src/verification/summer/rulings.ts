/** F04: objections and rulings of the journal against what the summer made of them. */
import type { County } from '../../domain/county.ts';
import type { JournalEntry } from '../../domain/journal.ts';
import type { SummerState } from '../../domain/summer.ts';
import { entries, type IsWorkday, lastRulings, upheldIn, withRecords } from './journal.ts';
import { directGrounds, isInScope, optsOut } from './people.ts';

/** What is missing for a rule. */
export interface GateFault {
  readonly rule: 'B01' | 'F00' | 'F01' | 'F03' | 'F04' | 'F06' | 'I01' | 'S07' | 'X04';
  readonly why: string;
}

/** F04: objections that nobody has decided. @param until entered by that day; null = any */
export function objections(journal: readonly JournalEntry[], until: string | null): GateFault[] {
  const all = entries(journal, 'objection');
  return all
    .filter(({ upheld, on }) => upheld === null && (until === null || on <= until))
    .filter((open) =>
      all
        .slice(all.indexOf(open) + 1)
        .every(({ teacherId, stage }) => teacherId !== open.teacherId || stage !== open.stage),
    )
    .map(({ teacherId }) => ({ rule: 'F04', why: `an objection against ${teacherId} is open` }));
}

/** D05: who is hired directly after a ruling, and who is not. Who would rather compete is for the competition. */
export function directRulings(
  raw: County,
  { stages, policy }: SummerState,
  { known, isWorkday }: { readonly known: readonly JournalEntry[]; readonly isWorkday: IsWorkday },
): GateFault[] {
  const upheld = upheldIn('direct-hire', known);
  const direct = new Set(
    stages
      .flatMap(({ decisions }) => decisions)
      .filter(({ kind }) => kind === 'direct')
      .map(({ teacherId }) => teacherId),
  );
  const { teachers } = withRecords(raw, [], { isWorkday, ruled: upheld });
  return teachers
    .filter((person) => upheld.includes(person.id) && isInScope(person, policy.values))
    .filter((person) => !optsOut(person, policy.values))
    .filter((person) => direct.has(person.id) !== directGrounds(person, policy.values).length > 0)
    .map(({ id }) => ({
      rule: 'F04',
      why: `the ruling about the direct hire of ${id} was not followed`,
    }));
}

/** F04: each decision of a stage against which the last ruling went was opened again, for that ruling or a later one. */
export function appeals(
  { stages, journal }: SummerState,
  stage: 'in-school' | 'in-district' | 'cross-district',
  known: readonly JournalEntry[],
): GateFault[] {
  const solves = stages.flatMap((record) => (record.stage === stage ? record.solves : []));
  const order = entries(journal, 'objection').map(({ id }) => id);
  return [...lastRulings(stage, known).values()]
    .filter(({ upheld }) => upheld === true)
    .filter(({ id, teacherId }) =>
      // A state of an earlier version does not tell which ruling its appeal carries out.
      solves.every(
        ({ name, objection = id }) =>
          name !== `appeal/${teacherId}` ||
          objection === null ||
          order.indexOf(objection) < order.indexOf(id),
      ),
    )
    .map(({ teacherId }) => ({
      rule: 'F04',
      why: `the ${stage} decision about ${teacherId} was not re-opened`,
    }));
}
