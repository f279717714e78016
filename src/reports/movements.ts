/** 调出调入: heads of the proposal by school and by post group, before and after. */
import type { Teacher } from '../domain/county.ts';
import { countBy, homeGroupId, isCounted } from '../rules/movers.ts';
import type { ReportContext } from './sources.ts';

export interface Movements {
  /** 调出, 调入 of a school, heads. */
  readonly out: (schoolId: string) => number;
  readonly into: (schoolId: string) => number;
  /** Counted heads whose post group this is before the round, those without a post included. */
  readonly before: (postGroupId: string) => number;
  /** The same after it; who is on standby still belongs to the old one. */
  readonly after: (postGroupId: string) => number;
  /** 已聘: of those after the round, the ones who hold a post. */
  readonly hired: (postGroupId: string) => number;
  /** Post groups with people but without posts in the table. */
  readonly strays: readonly string[];
}

export function movements({ county, policy, proposal }: ReportContext): Movements {
  const counted = county.teachers.filter((teacher) => isCounted(teacher, policy));
  const placed = new Map(proposal.placements.map((each) => [each.teacherId, each]));
  const count = (teachers: readonly Teacher[]) => countBy(teachers, homeGroupId);
  const before = count(counted);
  const left = count(counted.filter(({ id }) => placed.has(id)));
  const waits = count(
    counted.filter(
      ({ id, hiring }) => hiring === 'unplaced' && !placed.has(id) && policy.round !== 'rotation',
    ),
  );
  const arrived = tally(proposal.placements.map(({ postGroupId }) => postGroupId));
  const of = (map: ReadonlyMap<string, number>, id: string) => map.get(id) ?? 0;
  const after = (id: string) => of(before, id) - of(left, id) + of(arrived, id);
  const listed = new Set(county.postGroups.map(({ id }) => id));
  const out = tally(proposal.placements.map(({ fromSchoolId }) => fromSchoolId));
  const into = tally(proposal.placements.map(({ schoolId }) => schoolId));
  return {
    out: (id) => of(out, id),
    into: (id) => of(into, id),
    before: (id) => of(before, id),
    after,
    hired: (id) => after(id) - of(waits, id),
    strays: [...before.keys()].filter((id) => !listed.has(id)).sort(),
  };
}

function tally(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
