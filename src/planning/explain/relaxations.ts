/**
 * What may give way when a round has no legal allocation, with a price for each unit. Only what the bureau itself may
 * decide is offered; rules of law, of the establishment office and of direction are protected and never are.
 */
import { type Model, type Objective, withColumns } from '../../../solver/index.ts';
import type { Formulation } from '../../formulation/index.ts';
import type { Round } from '../../rules/round.ts';
import { columnsOf, type Waiver } from './waivers.ts';

const [DISTANCE, ZONE] = [5, 7];

/** Nuisance of one unit: a head, a lock, a rule switched off. Stated, not derived: a bureau weighs them. */
export const PRICES = {
  'must-fill': 10,
  lock: 6,
  ban: 4,
  'title-overflow': 4,
  'key-school': 3,
  'donor-floor': 8,
  'rotation-max': 4,
  'rural-floor': 20,
  'turnover-pool': 3,
  distance: DISTANCE,
  zone: ZONE,
  'distance-and-zone': DISTANCE + ZONE,
} as const;
export type RelaxationKind = keyof typeof PRICES;

/**
 * Never offered: admissibility in law and direction, and totals that other offices set. Of T01 that is only the total
 * of each stage (`title-total`); title posts of schools and the overflow limit may give way.
 */
export const PROTECTED_RULES = [
  'X01',
  'X02',
  'L02',
  'L09',
  'E04',
  'B08',
  'D02',
  'Q01',
  'Q02',
  'Q09',
  'Q10',
  'N01',
  'T01',
] as const;

/** One thing that may give way by `units` = constant + Σ coefficient·x. */
export interface Relaxation {
  readonly kind: RelaxationKind;
  /** What gives way: a post group, a staff number with a post, a cap's name. */
  readonly postGroupId: string | null;
  readonly teacherId: string | null;
  readonly row: string | null;
  readonly constant: number;
  readonly terms: readonly { readonly column: number; readonly coefficient: number }[];
}

export interface ElasticRound {
  readonly model: Model;
  readonly relaxations: readonly Relaxation[];
  /** Total price, minimised; without its constant. */
  readonly price: Objective;
}

/** A column of its own with one entry: whole, from 0 to `most`. */
export interface Slack {
  readonly row: number;
  readonly coefficient: number;
  readonly most: number;
}
type RowSlack = Slack & { readonly kind: RelaxationKind };

/**
 * The elastic twin of a round.
 * @param formulation of the round without its locks and limits, which come back as relaxations
 * @param locks of the policy
 * @param beyond pairs that only a waiver admits, and the pool as the policy has it
 */
export function elasticRound(
  formulation: Formulation,
  locks: Round['policy']['locks'],
  { waivers, pool }: { readonly waivers: readonly Waiver[]; readonly pool: number },
): ElasticRound {
  const floors = floorsOf(formulation);
  const keyCaps = formulation.caps.filter(
    ({ family, place }) => family === 'cap:key-school' && place === 'upper',
  );
  const pools = formulation.caps.filter(({ family }) => family === 'cap:turnover-pool');
  const size = formulation.model.lower.length;
  const people = formulation.round.people.length;
  const copied = withColumns(formulation.model, [
    ...floors.map(({ name, like, floor }) => ({ name, like, lower: 0, upper: floor })),
    ...keyCaps.map(({ at }) => ({ name: `relax:${at}`, like: at, lower: 0, upper: people })),
    ...pools.map(({ at }) => ({
      ...{ name: `relax:${at}`, like: at, lower: 0 },
      upper: Math.max(0, (formulation.model.upper[at] as number) - pool),
    })),
  ]);
  for (const { at } of pools) copied.upper[at] = Math.min(pool, copied.upper[at] as number);
  floors.forEach(({ like, floor }) => {
    copied.lower[like] = 0;
    copied.upper[like] = (formulation.model.upper[like] as number) - floor;
  });
  const slacks = slacksOf(formulation);
  const first = copied.lower.length;
  const model = withSlacks(copied, slacks);
  const relaxations: Relaxation[] = [
    ...floors.map(({ kind, postGroupId, row, floor }, k) => ({
      ...NOBODY,
      kind,
      postGroupId,
      row,
      constant: floor,
      terms: [{ column: size + k, coefficient: -1 }],
    })),
    ...keyCaps.map(({ at }, k) => ({
      ...NOBODY,
      kind: 'key-school' as const,
      row: formulation.model.columnNames.at(at) as string,
      terms: [{ column: size + floors.length + k, coefficient: 1 }],
    })),
    ...pools.map((_, k) => ({
      ...NOBODY,
      kind: 'turnover-pool' as const,
      terms: [{ column: size + floors.length + keyCaps.length + k, coefficient: 1 }],
    })),
    ...waivers.map((waiver) => ({
      ...NOBODY,
      ...{ kind: waiver.kind, teacherId: waiver.teacherId, postGroupId: waiver.postGroupId },
      terms: columnsOf(formulation, waiver).map((column) => ({ column, coefficient: 1 })),
    })),
    ...slacks.map(({ kind, row }, k) => ({
      ...NOBODY,
      kind,
      row: formulation.model.rowNames[row] as string,
      terms: [{ column: first + k, coefficient: 1 }],
    })),
    ...lockRelaxations(formulation, locks),
  ];
  return { model, relaxations, price: priceOf(relaxations, model.lower.length) };
}

const NOBODY = { postGroupId: null, teacherId: null, row: null, constant: 0 } as const;

function priceOf(relaxations: readonly Relaxation[], size: number): Objective {
  const coefficients = new Float64Array(size);
  for (const { kind, terms } of relaxations)
    for (const { column, coefficient } of terms)
      coefficients[column] = (coefficients[column] as number) + PRICES[kind] * coefficient;
  return { name: 'relaxations', sense: 'min', coefficients };
}

/** Arcs with a floor: posts that must be filled, and in a rotation what a donor keeps. */
function floorsOf({ round, columns, caps, model }: Formulation) {
  const must = round.groups
    .filter(({ least }) => least > 0)
    .map(({ group, least }) => ({
      kind: 'must-fill' as const,
      name: `must-fill:${group.id}`,
      postGroupId: group.id as string | null,
      row: null as string | null,
      like: columns.filled.get(group.id) as number,
      floor: least,
    }));
  const filled = new Set(columns.filled.values());
  const donors = caps
    .filter(
      ({ family, place, at }) =>
        family === 'cap:post-openings' && place === 'lower' && !filled.has(at),
    )
    .filter(({ at }) => (model.lower[at] as number) > 0)
    .map(({ at }) => ({
      kind: 'donor-floor' as const,
      name: `kept:${at}`,
      postGroupId: null as string | null,
      row: model.columnNames.at(at) as string | null,
      like: at,
      floor: model.lower[at] as number,
    }));
  return [...must, ...donors];
}

function slacksOf({ model, round }: Formulation): RowSlack[] {
  const people = round.people.length;
  const hard = round.policy.titleCaps === 'hard';
  return Array.from(model.rowNames, (name, row): RowSlack[] => {
    const upper = { row, coefficient: -1, most: people };
    if (hard && /^title-senior(-middle)?:/.test(name))
      return [{ ...upper, kind: 'title-overflow' }];
    if (name === 'title-overflow-max')
      return [{ ...upper, kind: 'title-overflow', most: 2 * people }];
    if (name === 'rotation-max') return [{ ...upper, kind: 'rotation-max' }];
    // Enough for the worst that all placements together can do to the row.
    if (name === 'rural-floor')
      return [{ row, kind: 'rural-floor', coefficient: Math.max(1, 100 * people), most: 1 }];
    return name.startsWith('key-school-cap:') && model.rowLower[row] === -Infinity
      ? [{ ...upper, kind: 'key-school' }]
      : [];
  }).flat();
}

/** A released lock lets the person be elsewhere; a released ban lets her have the post. */
function lockRelaxations(
  { round, pairs, columns }: Formulation,
  { forced, banned }: Round['policy']['locks'],
): Relaxation[] {
  const termsOf = (teacherId: string, postGroupId: string, coefficient: number) =>
    Array.from(pairs.person.keys())
      .filter(
        (k) =>
          round.people[pairs.person[k] as number]?.teacher.id === teacherId &&
          round.groups[pairs.group[k] as number]?.group.id === postGroupId,
      )
      .flatMap((k) => [columns.pair[k] as number, columns.first[k] as number])
      .filter((column) => column !== -1)
      .map((column) => ({ column, coefficient }));
  return [
    ...forced.map((pair) => ({
      ...NOBODY,
      ...pair,
      kind: 'lock' as const,
      constant: 1,
      terms: termsOf(pair.teacherId, pair.postGroupId, -1),
    })),
    ...banned.map((pair) => ({
      ...NOBODY,
      ...pair,
      kind: 'ban' as const,
      terms: termsOf(pair.teacherId, pair.postGroupId, 1),
    })),
  ];
}

/** The model with whole columns of one entry each. */
export function withSlacks(model: Model, slacks: readonly Slack[]): Model {
  const n = model.lower.length;
  const entries = model.index.length;
  const names = slacks.map(({ row }) => `slack:${model.rowNames[row]}`);
  const start = new Int32Array(n + slacks.length + 1);
  start.set(model.start);
  slacks.forEach((_, k) => {
    start[n + k + 1] = entries + k + 1;
  });
  return {
    ...model,
    columnNames: {
      length: n + names.length,
      at: (j) => (j < n ? model.columnNames.at(j) : names[j - n]),
    },
    start,
    index: appended(new Int32Array(entries + slacks.length), model.index, (k) => slacks[k]?.row),
    value: appended(
      new Float64Array(entries + slacks.length),
      model.value,
      (k) => slacks[k]?.coefficient,
    ),
    lower: appended(new Float64Array(n + slacks.length), model.lower, () => 0),
    upper: appended(new Float64Array(n + slacks.length), model.upper, (k) => slacks[k]?.most),
    integer: appended(new Uint8Array(n + slacks.length), model.integer, () => 1),
  };
}

/** Fills a longer array with a shorter one and what follows it. */
function appended<T extends Float64Array | Int32Array | Uint8Array>(
  into: T,
  before: ArrayLike<number>,
  more: (k: number) => number | undefined,
): T {
  into.set(before);
  for (let j = before.length; j < into.length; j++) into[j] = more(j - before.length) as number;
  return into;
}
