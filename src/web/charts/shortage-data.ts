/** 紧缺: open and unfilled posts by place and subject. */
import type { Proposal } from '../../domain/proposal.ts';
import type { Roster } from '../state/roster.ts';

interface ShortageCell {
  readonly openings: number;
  readonly unfilled: number;
}

export interface Shortage {
  readonly subjects: readonly string[];
  readonly places: readonly {
    readonly id: string;
    readonly cells: readonly (ShortageCell | null)[];
  }[];
}

/**
 * Places and subjects that stay short by the most come first.
 * @param by rows are districts or schools; those without any open post are left out
 * @param stage one stage, or '' for all
 */
export function shortageOf(
  { unfilled }: Pick<Proposal, 'unfilled'>,
  { postGroups, school }: Pick<Roster, 'postGroups' | 'school'>,
  by: 'districts' | 'schools',
  stage: string,
): Shortage {
  const left = new Map(unfilled.map(({ postGroupId, count }) => [postGroupId, count]));
  const rows = new Map<string, Map<string, ShortageCell>>();
  for (const group of postGroups) {
    if (group.subject === null || (stage !== '' && group.stage !== stage)) continue;
    const open = Math.max(group.openings, left.get(group.id) ?? 0);
    if (open === 0) continue;
    const place =
      by === 'schools' ? group.schoolId : (school.get(group.schoolId)?.districtId ?? '?');
    const row = rows.get(place) ?? new Map<string, ShortageCell>();
    const before = row.get(group.subject) ?? { openings: 0, unfilled: 0 };
    row.set(group.subject, {
      openings: before.openings + open,
      unfilled: before.unfilled + (left.get(group.id) ?? 0),
    });
    rows.set(place, row);
  }
  const total = (subject: string) =>
    [...rows.values()].reduce((sum, row) => sum + (row.get(subject)?.unfilled ?? 0), 0);
  const missing = (row: ReadonlyMap<string, ShortageCell>) =>
    [...row.values()].reduce((sum, { unfilled: still }) => sum + still, 0);
  const subjects = [...new Set([...rows.values()].flatMap((row) => [...row.keys()]))].sort(
    (a, b) => total(b) - total(a) || (a < b ? -1 : 1),
  );
  const places = [...rows]
    .sort(([a, first], [b, second]) => missing(second) - missing(first) || (a < b ? -1 : 1))
    .map(([id, row]) => ({ id, cells: subjects.map((subject) => row.get(subject) ?? null) }));
  return { subjects, places };
}

/** Shade 0–4 by how much of the largest shortage a cell has. */
export function shade(unfilled: number, largest: number): 0 | 1 | 2 | 3 | 4 {
  if (unfilled === 0 || largest === 0) return 0;
  return Math.max(1, Math.ceil((4 * unfilled) / largest)) as 1 | 2 | 3 | 4;
}

/** Unfilled posts by place and by subject, and the most in one cell. */
export function totalsOf({ subjects, places }: Shortage): {
  readonly places: readonly number[];
  readonly subjects: readonly number[];
  readonly largest: number;
} {
  const unfilled = places.map(({ cells }) => cells.map((cell) => cell?.unfilled ?? 0));
  const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
  return {
    places: unfilled.map(sum),
    subjects: subjects.map((_, column) => sum(unfilled.map((row) => row[column] ?? 0))),
    largest: Math.max(0, ...unfilled.flat()),
  };
}
