/** A proposal of a small county opened for questions, and everything that is legal in it, by enumeration. */
import type { County } from '../../src/domain/county.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { type Explainer, openProposal } from '../../src/planning/explain/index.ts';
import { propose } from '../../src/planning/index.ts';
import { participants } from '../../src/rules/movers.ts';
import { verify } from '../../src/verification/index.ts';
import { allocations, type Placements } from './brute-force.ts';

/** @returns null when the round has no legal allocation */
export async function explained(county: County, policy: Policy): Promise<Explainer | null> {
  const outcome = await propose(county, policy);
  if (outcome.kind !== 'proposal') return null;
  return openProposal(county, JSON.parse(JSON.stringify(outcome.proposal)));
}

export interface Legal {
  readonly placements: Placements;
  /** In the order of the goals; minimised. */
  readonly values: readonly number[];
}

const MINIMISED = new Set(['soft-rules', 'fewest-moves']);

/** Every legal allocation. */
export function legalAllocations(county: County, policy: Policy): Legal[] {
  const movers = participants(county, policy).map(({ id }) => id);
  const found: Legal[] = [];
  for (const placements of allocations(county, policy)) {
    const placed = new Set(placements.map(({ teacherId }) => teacherId));
    const standby = policy.round === 'rotation' ? [] : movers.filter((id) => !placed.has(id));
    const claim = { placements, standby, tiers: [], weighted: null, program: null };
    const { accepted, tiers, weighted } = verify(county, policy, claim);
    if (!accepted) continue;
    const values =
      weighted === null
        ? tiers.map(({ id, value }) => (MINIMISED.has(id) ? value : 0 - value))
        : [0 - weighted];
    found.push({ placements, values });
  }
  return found;
}

export function compareValues(a: readonly number[], b: readonly number[]): number {
  const k = a.findIndex((value, at) => value !== b[at]);
  return k === -1 ? 0 : a[k]! - b[k]!;
}

/** The best of those that have the person at the post. */
export function bestWith(
  legal: readonly Legal[],
  teacherId: string,
  postGroupId: string,
): Legal | null {
  return legal
    .filter(({ placements }) =>
      placements.some((each) => each.teacherId === teacherId && each.postGroupId === postGroupId),
    )
    .reduce<Legal | null>(
      (best, each) => (best === null || compareValues(each.values, best.values) < 0 ? each : best),
      null,
    );
}
