/**
 * Seeded programs for the flow solver: placement rounds in small, with side rows that bind, and families made to be
 * awkward. Every number is whole and, unless it says otherwise, lies on whole columns.
 */
import { type Model, ModelBuilder, type Objective } from '../../../solver/index.ts';
import { randomNumbers } from './transport.ts';

const INF = Number.POSITIVE_INFINITY;

/** A program of several tiers; bounds of the model may be changed by sessions only. */
export interface TieredProgram {
  readonly model: Model;
  readonly objectives: readonly Objective[];
}

/** Seeded draws, the same on every machine. */
export class Dice {
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = randomNumbers(seed);
  }

  /** A whole number from low to high. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.random() * (high - low + 1));
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.whole(0, list.length - 1)]!;
  }

  /** A whole number other than 0. */
  nonZero(low: number, high: number): number {
    return this.whole(low, high) || 1;
  }

  shuffled(size: number): number[] {
    const list = Array.from({ length: size }, (_, i) => i);
    for (let i = size - 1; i > 0; i--) {
      const k = this.whole(0, i);
      [list[i], list[k]] = [list[k]!, list[i]!];
    }
    return list;
  }
}

interface RoundShape {
  readonly persons: number;
  readonly schools: number;
  /** Post groups of each school. */
  readonly groups: number;
  /** Share of all pairs that are admissible. */
  readonly density: number;
  /** Coefficients of the rows across everything; none without any. */
  readonly across: readonly number[];
  readonly rowsAcross: number;
  /** Caps on the persons of one title at each school; with columns to go over them, or hard. */
  readonly titles: 'none' | 'soft' | 'hard';
  /** All persons, posts and prices alike. */
  readonly alike?: boolean;
}

/**
 * Persons → post groups → schools (with steps, the first of each kind cheaper) → district → root, as the planner
 * writes its rounds. Columns `pair/p/s/g`, `standby/p`, `openings/s/g` (aggregate arcs), `step/s/k`, `over/s`, `all`.
 */
function roundModel(shape: RoundShape, dice: Dice): Model {
  const builder = new ModelBuilder('round');
  const times = <T>(size: number, make: (i: number) => T) =>
    Array.from({ length: size }, (_, i) => make(i));
  const person = times(shape.persons, (p) => builder.addRow(`person/${p}`, 1, 1));
  const title = person.map(() => dice.whole(0, 2));
  const group = times(shape.schools, (s) =>
    times(shape.groups, (g) => builder.addRow(`group/${s}/${g}`, 0, 0)),
  );
  const school = times(shape.schools, (s) => builder.addRow(`school/${s}`, 0, 0));
  const district = builder.addRow('district', 0, 0);
  const titles =
    shape.titles === 'none'
      ? []
      : school.map((_, s) => builder.addRow(`title/${s}`, -INF, dice.whole(0, 2)));
  const across = times(shape.rowsAcross, (k) => {
    const kind = dice.whole(0, 2);
    const most = Math.max(...shape.across.map(Math.abs));
    const lower = kind === 0 ? -INF : dice.whole(-most, most);
    const upper = kind === 1 ? INF : Math.max(lower, 0) + dice.whole(most, 4 * most);
    return builder.addRow(`across/${k}`, lower, upper);
  });

  for (const p of person.keys()) {
    if (shape.alike || dice.chance(0.9))
      builder.addColumn(`standby/${p}`, 0, 1, true, [person[p]!], [1]);
    for (const s of school.keys())
      for (const [g, at] of group[s]!.entries()) {
        if (!shape.alike && !dice.chance(shape.density)) continue;
        const entries = [
          { row: person[p]!, value: 1 },
          { row: at, value: -1 },
        ];
        if (titles.length > 0 && title[p] === 0) entries.push({ row: titles[s]!, value: 1 });
        for (const row of across)
          if (dice.chance(0.4)) entries.push({ row, value: dice.pick(shape.across) });
        builder.addColumn(`pair/${p}/${s}/${g}`, 0, 1, true, entries);
      }
  }
  for (const s of school.keys()) {
    for (const [g, at] of group[s]!.entries()) {
      const most = shape.alike ? 1 : dice.whole(1, 3);
      const least = !shape.alike && dice.chance(0.05) ? 1 : 0;
      builder.addColumn(`openings/${s}/${g}`, least, most, true, [at, school[s]!], [1, -1]);
    }
    for (const k of [0, 1, 2])
      builder.addColumn(
        `step/${s}/${k}`,
        0,
        dice.whole(1, 2),
        true,
        [school[s]!, district],
        [1, -1],
      );
    if (shape.titles === 'soft') builder.addColumn(`over/${s}`, 0, 3, true, [titles[s]!], [-1]);
  }
  builder.addColumn('all', 0, shape.persons, true, [district], [1]);
  return builder.build();
}

/** Counts first (many ties), then weighted costs; any sense. */
function tiersOver(model: Model, tiers: number, dice: Dice, alike = false): Objective[] {
  return Array.from({ length: tiers }, (_, k) => {
    const sense = dice.chance(0.5) ? ('min' as const) : ('max' as const);
    const counts = k === 0 || dice.chance(0.3);
    const price = (j: number) => {
      if (model.integer[j] === 0) return 0;
      if (alike) return model.columnNames.at(j)!.startsWith('pair/') ? 1 : 0;
      if (counts) return dice.chance(0.4) ? 1 : 0;
      return dice.chance(0.7) ? dice.whole(-20, 20) : 0;
    };
    const coefficients = Float64Array.from(model.lower, (_, j) => price(j));
    return { name: `tier ${k}`, sense, coefficients };
  });
}

/** What the planner's rounds look like. */
export function randomRound(dice: Dice, largest: number): TieredProgram {
  const model = roundModel(
    {
      persons: dice.whole(2, largest),
      schools: dice.whole(1, 2 + Math.floor(largest / 5)),
      groups: dice.whole(1, 3),
      density: dice.pick([0.3, 0.6, 1]),
      across: [-2, -1, 1, 1, 2, 3],
      rowsAcross: dice.whole(0, 3),
      titles: dice.pick(['none', 'soft', 'hard']),
    },
    dice,
  );
  return { model, objectives: tiersOver(model, dice.whole(1, 4), dice) };
}

/** Side rows with larger coefficients, as the rural floor (100 here, −percentage there) has them. */
export function randomFloors(dice: Dice, largest: number): TieredProgram {
  const model = roundModel(
    {
      persons: dice.whole(3, largest),
      schools: dice.whole(2, 4),
      groups: dice.whole(1, 2),
      density: dice.pick([0.5, 1]),
      across: [100, 70, 7, 3, -7, -30, -100],
      rowsAcross: dice.whole(2, 4),
      titles: dice.pick(['none', 'hard']),
    },
    dice,
  );
  return { model, objectives: tiersOver(model, dice.whole(1, 3), dice) };
}

/** Everybody alike, every price equal: whatever is chosen, a tie. */
export function randomTies(dice: Dice, largest: number): TieredProgram {
  const model = roundModel(
    {
      persons: dice.whole(2, largest),
      schools: dice.whole(1, 4),
      groups: dice.whole(1, 3),
      density: 1,
      across: [1],
      rowsAcross: dice.whole(0, 2),
      titles: dice.pick(['none', 'hard']),
      alike: true,
    },
    dice,
  );
  return { model, objectives: tiersOver(model, dice.whole(1, 3), dice, true) };
}

/** Sets of two or three out of a few elements, each element at most once: relaxations that like halves. */
export function randomPacking(dice: Dice, largest: number): TieredProgram {
  const builder = new ModelBuilder('packing');
  const rows = dice.whole(5, 6 + Math.floor(largest / 3));
  const sets = dice.whole(rows + 2, rows + 2 + largest);
  for (let i = 0; i < rows; i++) builder.addRow(`element/${i}`, -INF, 1);
  const sizes = Array.from({ length: sets }, (_, j) => {
    const chosen = dice.shuffled(rows).slice(0, dice.pick([2, 2, 3]));
    const ones = chosen.map(() => 1);
    builder.addColumn(`set/${j}`, 0, 1, true, chosen, ones);
    return chosen.length;
  });
  const objectives = Array.from({ length: dice.whole(1, 3) }, (_, k) => ({
    name: `tier ${k}`,
    sense: 'max' as const,
    coefficients: Float64Array.from(sizes, (size) => (k === 0 ? 1 : size * 3 + dice.whole(0, 1))),
  }));
  return { model: builder.build(), objectives };
}

/** No network in particular: any whole coefficients, free columns, a few continuous ones. */
export function randomGeneral(dice: Dice, largest: number): TieredProgram {
  const builder = new ModelBuilder('general');
  const units = dice.chance(0.5);
  const rows = dice.whole(1, Math.max(2, largest >> 1));
  for (let i = 0; i < rows; i++) {
    const kind = dice.whole(0, 2);
    const lower = dice.whole(-5, 2);
    const upper = [lower + dice.whole(1, 8), INF, lower][kind]!;
    builder.addRow(`row/${i}`, kind === 0 ? -INF : lower, upper);
  }
  const columns = dice.whole(2, largest + 4);
  for (let j = 0; j < columns; j++) {
    const entries = Array.from({ length: rows }, (_, row) => row)
      .filter(() => dice.chance(0.5))
      .map((row) => ({ row, value: units ? dice.pick([1, -1]) : dice.nonZero(-4, 4) }));
    const lower = dice.chance(0.08) ? -INF : dice.whole(-3, 1);
    const upper = dice.chance(0.08) ? INF : dice.whole(1, 5);
    builder.addColumn(`column/${j}`, lower, upper, dice.chance(0.9), entries);
  }
  const model = builder.build();
  return { model, objectives: tiersOver(model, dice.whole(1, 3), dice) };
}

/** The same program, row i of it being row rows[i], column j being column columns[j]. */
export function permuted(
  { model, objectives }: TieredProgram,
  rows: readonly number[],
  columns: readonly number[],
): TieredProgram {
  const builder = new ModelBuilder(model.name);
  const place = new Int32Array(rows.length);
  for (const [at, i] of rows.entries()) {
    place[i] = at;
    builder.addRow(model.rowNames[i]!, model.rowLower[i]!, model.rowUpper[i]!);
  }
  for (const j of columns) {
    const from = model.start[j]!;
    const to = model.start[j + 1]!;
    builder.addColumn(
      model.columnNames.at(j)!,
      model.lower[j]!,
      model.upper[j]!,
      model.integer[j] === 1,
      Array.from(model.index.subarray(from, to), (i) => place[i]!),
      Array.from(model.value.subarray(from, to)),
    );
  }
  const moved = objectives.map((objective) => ({
    ...objective,
    coefficients: Float64Array.from(columns, (j) => objective.coefficients[j]!),
  }));
  return { model: builder.build(), objectives: moved };
}
