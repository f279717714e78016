/**
 * The obvious plan by hand, to compare with: take the places from the largest lack down, send the nearest teacher who has
 * a day left, until the lack is filled or nobody is left.
 */
import { WEEK_DAYS } from '../../domain/itinerant.ts';
import type { Kind, Lack, Situation } from '../../rules/itinerant/situation.ts';

export interface GreedyPlan {
  /** Fifths of a period. */
  readonly covered: number;
  /** There and back, hundredths of a km a week. */
  readonly distance: number;
  readonly travellers: number;
}

interface Person {
  readonly id: string;
  readonly kind: Kind;
  days: number;
  away: number;
}

/** In the order of {@link Situation}, so the same county gives the same plan. */
export function greedyPlan({ kinds, lacks }: Situation): GreedyPlan {
  const people: Person[] = kinds.flatMap((kind) =>
    kind.teachers.map(({ id }) => ({ id, kind, days: WEEK_DAYS, away: kind.daysAway })),
  );
  const groups = new Map(kinds.map(({ group }) => [group.id, group.spareDays]));
  const order = [...lacks].sort((a, b) => b.lack - a.lack || (a.id < b.id ? -1 : 1));
  const sums = { covered: 0, distance: 0 };
  const travellers = new Set<string>();
  for (const lack of order) {
    for (let left = lack.lack; left > 0; ) {
      const next = nearest(people, lack, groups);
      if (next === null) break;
      const { person, distance, isHome } = next;
      person.days--;
      if (!isHome) {
        person.away--;
        travellers.add(person.id);
      }
      const group = person.kind.group.id;
      groups.set(group, (groups.get(group) ?? 0) - 1);
      sums.covered += Math.min(left, lack.perDay);
      sums.distance += 2 * distance;
      left -= lack.perDay;
    }
  }
  return { ...sums, travellers: travellers.size };
}

function nearest(people: readonly Person[], lack: Lack, groups: ReadonlyMap<string, number>) {
  let best: { person: Person; distance: number; isHome: boolean } | null = null;
  for (const person of people) {
    const option = person.kind.options.find((each) => each.lack.id === lack.id);
    if (option === undefined || person.days === 0) continue;
    if ((groups.get(person.kind.group.id) ?? 0) === 0) continue;
    if (!option.isHome && person.away === 0) continue;
    const { distance, isHome } = option;
    if (best === null || distance < best.distance) best = { person, distance, isHome };
  }
  return best;
}
