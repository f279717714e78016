/** The assignment of heads to schools as a linear program over pairs: definition in README.md of this folder. */
import { type Model, ModelBuilder, type Objective } from '../../../solver/index.ts';
import type { HeadPair, Relaxation } from '../../domain/principals.ts';
import {
  type HeadPerson,
  type HeadRound,
  isStay,
  pairObstacles,
} from '../../rules/principals/head-round.ts';
import { HEAD_TIERS, worthOf } from '../../rules/principals/worth.ts';

/** One column. */
export interface PairColumn extends HeadPair {
  /** In the order of the tiers. */
  readonly worth: readonly number[];
  /** Must be chosen. */
  readonly fixed: boolean;
}

export interface HeadProgram {
  readonly model: Model;
  readonly objectives: readonly Objective[];
  /** By column. */
  readonly columns: readonly PairColumn[];
  /** Pairs that must be and that no rule or demand lets stand: with one of them there is no plan. */
  readonly barred: readonly HeadPair[];
}

export const pairKey = ({ teacherId, schoolId }: HeadPair): string => `${teacherId}>${schoolId}`;
export const relaxationKey = ({ kind, teacherId, schoolId }: Relaxation): string =>
  `${kind}:${teacherId}>${schoolId ?? ''}`;

/** @param waived obstacles set aside; none for the plan itself */
export function headProgram(round: HeadRound, waived: readonly Relaxation[] = []): HeadProgram {
  const aside = new Set(waived.map(relaxationKey));
  const forced = round.demands.forced.filter(
    (pair) => !aside.has(relaxationKey({ kind: 'forced', ...pair })),
  );
  const forcedKeys = new Set(forced.map(pairKey));
  const bound = round.people
    .filter((person) => isBound(person, aside))
    .map(({ teacher: { id, schoolId } }) => ({ teacherId: id, schoolId }));
  const closed = new Set(bound.map(({ schoolId }) => schoolId));
  const context: Context = { round, aside, forcedKeys, closed };
  const columns = round.people.flatMap((person) => columnsOf(person, context));
  const known = new Set(columns.map(pairKey));
  return {
    ...modelOf(round, columns, HEAD_TIERS),
    columns,
    barred: [...bound, ...forced].filter((pair) => !known.has(pairKey(pair))),
  };
}

/** P01: inside a term, and not released from it. */
function isBound({ teacher, standing }: HeadPerson, aside: ReadonlySet<string>): boolean {
  const term: Relaxation = { kind: 'in-term', teacherId: teacher.id, schoolId: null };
  return standing === 'in-term' && !aside.has(relaxationKey(term));
}

interface Context {
  readonly round: HeadRound;
  readonly aside: ReadonlySet<string>;
  readonly forcedKeys: ReadonlySet<string>;
  /** Schools whose head stays: nobody else is asked for them, unless by force. */
  readonly closed: ReadonlySet<string>;
}

function columnsOf(person: HeadPerson, context: Context): PairColumn[] {
  const { round, aside, forcedKeys, closed } = context;
  const teacherId = person.teacher.id;
  const isAside = (relaxation: Relaxation) => aside.has(relaxationKey(relaxation));
  const bound = isBound(person, aside);
  return round.schools.flatMap((school, at) => {
    const stays = isStay(person, school);
    const pair = { teacherId, schoolId: school.id };
    const forced = forcedKeys.has(pairKey(pair));
    if (!stays && (bound || (closed.has(school.id) && !forced))) return [];
    const left = pairObstacles(person, school, round)?.filter(
      (kind) =>
        !isAside({ kind, teacherId, schoolId: null }) &&
        !isAside({ kind, teacherId, schoolId: school.id }),
    );
    if (left === undefined || left.length > 0) return [];
    const fixed = bound || forced;
    return [{ ...pair, worth: worthOf(person, at, round), fixed }];
  });
}

/** The rows of the assignment and one objective a tier; a fixed pair has lower bound 1. */
export function modelOf(
  { schools, people }: HeadRound,
  columns: readonly PairColumn[],
  tiers: readonly { readonly name: string; readonly sense: 'min' | 'max' }[],
): { readonly model: Model; readonly objectives: readonly Objective[] } {
  const builder = new ModelBuilder('principals');
  const bound = new Set(columns.flatMap(({ fixed, teacherId }) => (fixed ? [teacherId] : [])));
  const personRows = new Map(
    people.map(({ teacher: { id } }) => [
      id,
      builder.addRow(`person:${id}`, bound.has(id) ? 1 : 0, 1),
    ]),
  );
  const schoolRows = new Map(schools.map(({ id }) => [id, builder.addRow(`school:${id}`, -1, 0)]));
  for (const { teacherId, schoolId, fixed } of columns) {
    builder.addColumn(`x:${teacherId}>${schoolId}`, fixed ? 1 : 0, 1, true, [
      { row: personRows.get(teacherId) as number, value: 1 },
      { row: schoolRows.get(schoolId) as number, value: -1 },
    ]);
  }
  const objectives = tiers.map(({ name, sense }, tier) => ({
    name,
    sense,
    coefficients: Int32Array.from(columns, ({ worth }) => worth[tier] ?? 0),
  }));
  return { model: builder.build(), objectives };
}
