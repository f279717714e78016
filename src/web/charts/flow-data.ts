/** 流向: who goes from where to where, as nodes and links of a Sankey diagram. */
import type { Proposal } from '../../domain/proposal.ts';
import type { Roster } from '../state/roster.ts';

export interface Flow {
  /** Ids of a tier (B, U, R) or a district. */
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** Between tiers by `flows` of the proposal; between districts by the schools of the placements. Largest first. */
export function flowsBy(
  what: 'tiers' | 'districts',
  { placements, flows }: Pick<Proposal, 'placements' | 'flows'>,
  roster: Pick<Roster, 'school'>,
): readonly Flow[] {
  const found =
    what === 'tiers'
      ? flows.map(({ from, to, count }) => ({ from: from as string, to: to as string, count }))
      : counted(
          placements.map(({ fromSchoolId, schoolId }) => [
            roster.school.get(fromSchoolId)?.districtId ?? '?',
            roster.school.get(schoolId)?.districtId ?? '?',
          ]),
        );
  return found
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || compare(a.from, b.from) || compare(a.to, b.to));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function counted(pairs: readonly (readonly [string, string])[]): Flow[] {
  const found = new Map<string, Flow>();
  for (const [from, to] of pairs) {
    const key = `${from}\n${to}`;
    const before = found.get(key)?.count ?? 0;
    found.set(key, { from, to, count: before + 1 });
  }
  return [...found.values()];
}
