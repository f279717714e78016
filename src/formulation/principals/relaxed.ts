/** The relaxed twin: every pair stands at the price of what it breaks. See README.md, least relaxation. */
import type { Model, Objective } from '../../../solver/index.ts';
import type { HeadPair, Relaxation } from '../../domain/principals.ts';
import { tieHasher } from '../../domain/tie-hash.ts';
import {
  type HeadPerson,
  type HeadRound,
  pairObstacles,
  samePair,
} from '../../rules/principals/head-round.ts';
import { OBSTACLES } from '../../rules/principals/obstacles.ts';
import { modelOf, type PairColumn } from './program.ts';

const RELAXED_TIERS = [
  { name: 'coverage', sense: 'max' },
  { name: 'protected', sense: 'min' },
  { name: 'relaxations', sense: 'min' },
  { name: 'price', sense: 'min' },
  { name: 'hash-high', sense: 'min' },
  { name: 'hash-low', sense: 'min' },
] as const;

interface RelaxedColumn extends PairColumn {
  /** What choosing the pair breaks. */
  readonly breaks: readonly Relaxation[];
}

export interface RelaxedProgram {
  readonly model: Model;
  readonly objectives: readonly Objective[];
  readonly columns: readonly RelaxedColumn[];
  /** What is broken as long as its own pair is not chosen: terms and forced demands. */
  readonly standing: readonly (Relaxation & { readonly pair: HeadPair })[];
}

export function relaxedProgram(round: HeadRound): RelaxedProgram {
  const standing = unlessChosen(round);
  const columns = round.people.flatMap((person) => columnsOf(person, round, standing));
  return { ...modelOf(round, columns, RELAXED_TIERS), columns, standing };
}

function unlessChosen({ people, demands }: HeadRound): RelaxedProgram['standing'] {
  const terms = people.flatMap(({ teacher, standing }) => {
    if (standing !== 'in-term') return [];
    const pair = { teacherId: teacher.id, schoolId: teacher.schoolId };
    return [{ kind: 'in-term' as const, teacherId: teacher.id, schoolId: null, pair }];
  });
  return [...terms, ...demands.forced.map((pair) => ({ kind: 'forced' as const, ...pair, pair }))];
}

function columnsOf(
  person: HeadPerson,
  round: HeadRound,
  standing: RelaxedProgram['standing'],
): RelaxedColumn[] {
  const teacherId = person.teacher.id;
  const lot = tieHasher(round.policy.objective.tieSeed, teacherId);
  const own = standing.filter((each) => each.teacherId === teacherId);
  return round.schools.flatMap((school) => {
    const obstacles = pairObstacles(person, school, round);
    if (obstacles === null) return [];
    const pair = { teacherId, schoolId: school.id };
    const breaks = obstacles.map((kind) => ({
      ...{ kind, teacherId },
      schoolId: OBSTACLES[kind].ofPair ? school.id : null,
    }));
    // Choosing the pair spares what stands against not choosing it.
    const spares = own.filter((each) => samePair(each.pair, pair));
    const count = (guarded: boolean) => difference(breaks, spares, guarded, () => 1);
    const price = difference(breaks, spares, null, (kind) => OBSTACLES[kind].price);
    const worth = [1, count(true), count(false), price, lot.high(school.id), lot.low(school.id)];
    return [{ ...pair, worth, fixed: false, breaks }];
  });
}

function difference(
  breaks: readonly Relaxation[],
  spares: readonly Relaxation[],
  guarded: boolean | null,
  weight: (kind: Relaxation['kind']) => number,
): number {
  const sum = (list: readonly Relaxation[]) =>
    list.reduce(
      (total, { kind }) =>
        guarded === null || OBSTACLES[kind].protected === guarded ? total + weight(kind) : total,
      0,
    );
  return sum(breaks) - sum(spares);
}

/** What a point of the relaxed program sets aside, in order of person and kind. */
export function relaxationsOf(
  { columns, standing }: RelaxedProgram,
  values: ArrayLike<number>,
): Relaxation[] {
  const chosen = columns.filter((_, k) => values[k] === 1);
  const missed = standing.filter(({ pair }) => !chosen.some((each) => samePair(each, pair)));
  return [
    ...chosen.flatMap(({ breaks }) => breaks),
    ...missed.map(({ kind, teacherId, schoolId }) => ({ kind, teacherId, schoolId })),
  ];
}
