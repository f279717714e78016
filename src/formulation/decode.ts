/** Solution → allocation: column values back to people and posts. */
import type { Formulation } from './formulation.ts';

export interface Allocation {
  /** Moves only, in canonical order of the people. */
  readonly placements: readonly { readonly teacherId: string; readonly postGroupId: string }[];
  /** Placement: movers without a post. Rotation: empty (the others stay). */
  readonly standby: readonly string[];
}

/** Reads whole column values; the solver layer has already checked that they are whole. */
export function decode(formulation: Formulation, values: Float64Array): Allocation {
  const { round, pairs, columns } = formulation;
  const placements: { teacherId: string; postGroupId: string }[] = [];
  pairs.person.forEach((p, k) => {
    const first = columns.first[k] as number;
    const used = values[columns.pair[k] as number] === 1 || (first !== -1 && values[first] === 1);
    if (!used) return;
    placements.push({
      teacherId: round.people[p]?.teacher.id as string,
      postGroupId: round.groups[pairs.group[k] as number]?.group.id as string,
    });
  });
  const standby = round.people.flatMap(({ teacher }, p) => {
    const at = columns.standby[p] as number;
    return at !== -1 && values[at] === 1 ? [teacher.id] : [];
  });
  return { placements, standby };
}
