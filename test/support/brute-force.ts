/** Every allocation of a tiny county enumerated: the lexicographic best of the legal ones, and what is proposed. */
import { expect } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { propose } from '../../src/planning/index.ts';
import { participants } from '../../src/rules/movers.ts';
import { verify } from '../../src/verification/index.ts';

/** Checks of who comes before whom. */
const RANKINGS = ['front-line', 'equal-conditions'];

export type Placements = { teacherId: string; postGroupId: string }[];

/** Every way to give each participant one post group or none. */
export function* allocations(county: County, policy: Policy): Generator<Placements> {
  const people = participants(county, policy).map(({ id }) => id);
  const groups = county.postGroups.map(({ id }) => id);
  const total = (groups.length + 1) ** people.length;
  for (let code = 0; code < total; code++) {
    const placements: Placements = [];
    let rest = code;
    for (const teacherId of people) {
      const at = rest % (groups.length + 1);
      rest = Math.floor(rest / (groups.length + 1));
      if (at > 0) placements.push({ teacherId, postGroupId: groups[at - 1]! });
    }
    yield placements;
  }
}

/** Tier values of an allocation, turned so that smaller is better; null when a hard rule is broken. */
function worth(county: County, policy: Policy, placements: Placements): number[] | null {
  const placed = new Set(placements.map(({ teacherId }) => teacherId));
  const standby =
    policy.round === 'rotation'
      ? []
      : participants(county, policy)
          .map(({ id }) => id)
          .filter((id) => !placed.has(id));
  const claim = { placements, standby, tiers: [], weighted: null, program: null };
  const { findings, tiers } = verify(county, policy, claim);
  // S02 is no row: that nobody is left out whom a school must take, the first tier has to bring about.
  if (findings.some((finding) => !finding.includes('(must-take)'))) return null;
  const minimised = new Set([
    'soft-rules',
    'fewest-moves',
    'balance-backbone',
    'balance-degree',
    'balance-senior',
  ]);
  return tiers.map(({ id, value }) => (minimised.has(id) ? value : -value));
}

function better(a: readonly number[], b: readonly number[]): boolean {
  const k = a.findIndex((value, at) => value !== b[at]);
  return k !== -1 && a[k]! < b[k]!;
}

function bestByEnumeration(
  county: County,
  policy: Policy,
): { tiers: number[]; count: number } | null {
  let best: number[] | null = null;
  let count = 0;
  for (const placements of allocations(county, policy)) {
    const tiers = worth(county, policy, placements);
    if (tiers === null) continue;
    count++;
    if (best === null || better(tiers, best)) best = tiers;
  }
  return best === null ? null : { tiers: best, count };
}

/** @returns how many allocations were legal */
export async function agrees(county: County, policy: Policy): Promise<number> {
  const expected = bestByEnumeration(county, policy);
  const outcome = await propose(county, policy);
  if (outcome.kind !== 'proposal') {
    expect(expected).toBeNull();
    return 0;
  }
  const { status, gap, objective, ruleChecks } = outcome.proposal;
  expect({ status, gap }).toEqual({ status: 'optimal', gap: 0 });
  // A competition at its optimum passes nobody over (I05, E02).
  const ranked = ruleChecks.filter(({ name }) => RANKINGS.includes(name));
  expect(ranked.filter(({ measured }) => measured > 0)).toEqual([]);
  expect(objective.tiers.map(({ sense, value }) => (sense === 'min' ? value : 0 - value))).toEqual(
    expected?.tiers.map((value) => value + 0),
  );
  return expected?.count ?? 0;
}
