/** A seeded network like those of the planner: persons → post groups → schools → county. */
import { type Model, ModelBuilder, type Objective } from '../../../solver/index.ts';

export interface TransportSize {
  readonly persons: number;
  readonly groups: number;
  readonly schools: number;
  /** Admissible pairs for each person. */
  readonly pairs: number;
  readonly tiers: number;
  /** Rows that cut across the network (caps on some of a school's groups); 0 = a pure network. */
  readonly sideRows: number;
}

/** mulberry32: a small seeded generator, the same on every machine. */
export function randomNumbers(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function transport(
  size: TransportSize,
  seed: number,
): { readonly model: Model; readonly objectives: readonly Objective[] } {
  const random = randomNumbers(seed);
  const whole = (below: number) => Math.floor(random() * below);
  const builder = new ModelBuilder('transport');
  const times = (n: number, row: (i: number) => number) =>
    Array.from({ length: n }, (_, i) => row(i));
  const person = times(size.persons, (i) => builder.addRow(`person/${i}`, 1, 1));
  const group = times(size.groups, (i) => builder.addRow(`group/${i}`, 0, 0));
  const school = times(size.schools, (i) => builder.addRow(`school/${i}`, 0, 0));
  const county = builder.addRow('county', 0, size.persons);
  const side = times(size.sideRows, (i) =>
    builder.addRow(`side/${i}`, Number.NEGATIVE_INFINITY, 2 + (i % 4)),
  );
  for (const i of person.keys()) {
    const chosen = new Set<number>();
    while (chosen.size < size.pairs) chosen.add(whole(size.groups));
    for (const g of [...chosen].sort((a, b) => a - b)) {
      const rows = [person[i]!, group[g]!];
      const values = [1, -1];
      if (side.length > 0 && random() < 0.15) {
        rows.push(side[g % side.length]!);
        values.push(1);
      }
      builder.addColumn(`place/${i}/${g}`, 0, 1, true, rows, values);
    }
    builder.addColumn(`standby/${i}`, 0, 1, true, [person[i]!], [1]);
  }
  for (const g of group.keys()) {
    const s = g % size.schools;
    builder.addColumn(`openings/${g}`, 0, 1 + whole(2), true, [group[g]!, school[s]!], [1, -1]);
    builder.addColumn(`over/${g}`, 0, 2, true, [group[g]!, school[s]!], [1, -1]);
  }
  for (const s of school.keys())
    builder.addColumn(`quota/${s}`, 0, 3 + whole(4), true, [school[s]!, county], [1, 1]);
  const model = builder.build();
  return { model, objectives: objectives(model, size.tiers, whole) };
}

/** The shapes the planner's tiers have: counts first (many ties), then weighted costs. */
function objectives(model: Model, tiers: number, whole: (below: number) => number): Objective[] {
  const cost = (name: string, tier: number) => {
    if (tier === 0) return name.startsWith('standby/') ? 1 : 0;
    if (tier === 1) return name.startsWith('over/') ? 1 : 0;
    if (tier === 2) return name.startsWith('openings/') ? -whole(3) : 0;
    if (!name.startsWith('place/')) return 0;
    return tier % 2 === 1 ? whole(4) : whole(131_072);
  };
  return Array.from({ length: tiers }, (_, tier) => ({
    name: `tier-${tier}`,
    sense: 'min' as const,
    coefficients: Float64Array.from(model.lower, (_, j) => cost(model.columnNames.at(j)!, tier)),
  }));
}
