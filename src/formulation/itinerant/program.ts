/**
 * The itinerant plan as a model (README.md here): kinds of teachers and lacks of places as a network, and one side row a
 * kind that counts who travels.
 */
import { type Entry, type Model, ModelBuilder, type Objective } from '../../../solver/index.ts';
import { ITINERANT_TIERS, WEEK_DAYS } from '../../domain/itinerant.ts';
import { tieHasher } from '../../domain/tie-hash.ts';
import type { Kind, Lack, Option, Situation } from '../../rules/itinerant/situation.ts';

/** Days of one kind at one place for one subject. */
export interface DayColumn {
  readonly kind: Kind;
  readonly option: Option;
  readonly column: number;
}

export interface ItinerantProgram {
  readonly model: Model;
  readonly objectives: readonly Objective[];
  readonly days: readonly DayColumn[];
}

/** One column with its coefficient in one tier. */
interface Priced {
  readonly column: number;
  readonly tier: (typeof ITINERANT_TIERS)[number]['name'];
  readonly value: number;
}

/** Rows and columns so far. */
interface Draft {
  readonly builder: ModelBuilder;
  readonly priced: Priced[];
  readonly groupRows: Map<string, number>;
  readonly lackRows: Map<string, number>;
}

/** @returns null where nobody could give anything: nothing is to be chosen */
export function itinerantProgram(situation: Situation): ItinerantProgram | null {
  const { kinds, policy } = situation;
  if (kinds.length === 0) return null;
  const draft: Draft = {
    builder: new ModelBuilder('itinerant'),
    priced: [],
    groupRows: new Map(),
    lackRows: new Map(),
  };
  for (const lack of reached(situation)) addLack(draft, lack);
  for (const { group } of kinds) {
    if (draft.groupRows.has(group.id)) continue;
    const row = draft.builder.addRow(`group:${group.id}`, 0, group.spareDays);
    draft.groupRows.set(group.id, row);
  }
  const days = kinds.flatMap((kind) => addKind(draft, kind, policy.objective.tieSeed));
  const model = draft.builder.build();
  return { model, days, objectives: objectivesOf(model.lower.length, draft.priced) };
}

/** Lacks that somebody can do something about. */
function reached({ kinds, lacks }: Situation): Lack[] {
  const ids = new Set(kinds.flatMap(({ options }) => options.map(({ lack }) => lack.id)));
  return lacks.filter(({ id }) => ids.has(id));
}

/** Full days are worth `perDay`, the last one what is left. */
function addLack({ builder, priced, lackRows }: Draft, { id, lack, perDay }: Lack): void {
  const row = builder.addRow(`lack:${id}`, 0, 0);
  lackRows.set(id, row);
  const rest = lack % perDay;
  const step = (name: string, days: number, worth: number) => {
    const column = builder.addColumn(`${name}:${id}`, 0, days, true, [{ row, value: -1 }]);
    priced.push({ column, tier: 'covered', value: worth });
  };
  if (lack >= perDay) step('full', (lack - rest) / perDay, perDay);
  if (rest > 0) step('rest', 1, rest);
}

function addKind(draft: Draft, kind: Kind, seed: string): DayColumn[] {
  const { builder, priced, groupRows } = draft;
  const heads = kind.teachers.length;
  const kindRow = builder.addRow(`kind:${kind.id}`, 0, 0);
  const awayRow = builder.addRow(`away:${kind.id}`, 0, 0);
  const travellers = builder.addRow(`travellers:${kind.id}`, 0, Number.POSITIVE_INFINITY);
  const column = (name: string, upper: number, entries: readonly Entry[]) =>
    builder.addColumn(`${name}:${kind.id}`, 0, upper, true, entries);
  column('give', heads * WEEK_DAYS, [
    { row: groupRows.get(kind.group.id) as number, value: 1 },
    { row: kindRow, value: -1 },
  ]);
  column('away', heads * kind.daysAway, [
    { row: kindRow, value: 1 },
    { row: awayRow, value: -1 },
    { row: travellers, value: -1 },
  ]);
  const who = column('people', heads, [{ row: travellers, value: kind.daysAway }]);
  priced.push({ column: who, tier: 'travellers', value: 1 });
  const lot = tieHasher(seed, kind.id);
  return kind.options.map((option) => addOption(draft, { kind, option, lot, kindRow, awayRow }));
}

function addOption(
  { builder, priced, lackRows }: Draft,
  {
    kind,
    option,
    lot,
    ...rows
  }: {
    kind: Kind;
    option: Option;
    lot: ReturnType<typeof tieHasher>;
    kindRow: number;
    awayRow: number;
  },
): DayColumn {
  const { lack, isHome, distance } = option;
  const most = Math.ceil(lack.lack / lack.perDay);
  const column = builder.addColumn(`days:${kind.id}>${lack.id}`, 0, most, true, [
    { row: isHome ? rows.kindRow : rows.awayRow, value: 1 },
    { row: lackRows.get(lack.id) as number, value: 1 },
  ]);
  priced.push(
    { column, tier: 'distance', value: 2 * distance },
    { column, tier: 'lot-high', value: lot.high(lack.id) },
    { column, tier: 'lot-low', value: lot.low(lack.id) },
  );
  return { kind, option, column };
}

function objectivesOf(columns: number, priced: readonly Priced[]): Objective[] {
  return ITINERANT_TIERS.map(({ name, sense }) => {
    const coefficients = new Int32Array(columns);
    for (const { column, tier, value } of priced) if (tier === name) coefficients[column] = value;
    return { name, sense, coefficients };
  });
}
