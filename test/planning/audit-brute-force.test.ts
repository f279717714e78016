/**
 * Tiny counties with random plans, every allocation enumerated: the repair changes the fewest people that any legal
 * allocation changes, is the best of those, and the optimum is never behind it.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Audit, type AuditColumn } from '../../src/domain/audit.ts';
import type { County } from '../../src/domain/county.ts';
import { type Policy, parsePolicy } from '../../src/domain/policy.ts';
import { auditPlan } from '../../src/planning/index.ts';
import { homeGroupId, participants } from '../../src/rules/movers.ts';
import { verify } from '../../src/verification/index.ts';
import { allocations, type Placements } from '../support/brute-force.ts';
import { placementCounty, placementPolicy, rotationCounty } from '../support/random-county.ts';

function verified(county: County, policy: Policy, placements: Placements) {
  const placed = new Set(placements.map(({ teacherId }) => teacherId));
  const movers = policy.round === 'rotation' ? [] : participants(county, policy);
  const standby = movers.map(({ id }) => id).filter((id) => !placed.has(id));
  const claim = { placements, standby, tiers: [], weighted: null, program: null };
  return verify(county, policy, claim);
}

function changes(plan: Placements, other: Placements): number {
  const post = (list: Placements, id: string) =>
    list.find(({ teacherId }) => teacherId === id)?.postGroupId;
  const ids = new Set([...plan, ...other].map(({ teacherId }) => teacherId));
  return [...ids].filter((id) => post(plan, id) !== post(other, id)).length;
}

/** Tier values turned so that smaller is better. */
const turned = ({ tiers }: Pick<AuditColumn, 'tiers'>) =>
  tiers.map(({ sense, value }) => (sense === 'min' ? value : 0 - value));

/** −1, 0 or 1 by the first place in which they differ. */
function compare(a: readonly number[], b: readonly number[]): number {
  const k = a.findIndex((value, at) => value !== b[at]);
  return k === -1 ? 0 : Math.sign(a[k]! - b[k]!);
}

/** The fewest changes of all legal allocations, and the best worth among those. */
function bestRepair(county: County, policy: Policy, plan: Placements, senses: readonly string[]) {
  let best: number[] | null = null;
  for (const placements of allocations(county, policy)) {
    const { accepted, tiers } = verified(county, policy, placements);
    if (!accepted) continue;
    const values = tiers.map(({ value }, k) => (senses[k] === 'min' ? value : 0 - value));
    const worth = [changes(plan, placements), ...values];
    if (best === null || compare(worth, best) < 0) best = worth;
  }
  return best;
}

/** A plan drawn from numbers: for each person one of the posts or none, lawful or not. */
function planOf(county: County, policy: Policy, draws: readonly number[]): Placements {
  const people = participants(county, policy);
  return people.flatMap((teacher, k) => {
    const at = (draws[k] ?? 0) % (county.postGroups.length + 1);
    const group = county.postGroups[at];
    const isHome = policy.round === 'rotation' && group?.id === homeGroupId(teacher);
    return group === undefined || isHome ? [] : [{ teacherId: teacher.id, postGroupId: group.id }];
  });
}

const draws = fc.array(fc.nat(1000), { minLength: 4, maxLength: 4 });

/** @returns the number of people changed; null when the round has no legal allocation */
async function agrees(county: County, policy: Policy, plan: Placements): Promise<number | null> {
  const audit = Audit.parse(await auditPlan(county, policy, plan));
  const { manual, repair, optimum, distance } = audit;
  const senses = manual.tiers.map(({ sense }) => sense);
  const expected = bestRepair(county, policy, plan, senses);
  expect(audit.violations).toBe(!verified(county, policy, plan).accepted);
  if (repair === null || optimum === null) {
    expect(expected).toBeNull();
    return null;
  }
  expect([repair.changed, ...turned(repair)]).toEqual(expected);
  expect({ least: repair.leastChanges, legal: repair.legal, proven: repair.proven }).toEqual({
    least: repair.changed,
    legal: true,
    proven: true,
  });
  expect(manual.legal).toBe(repair.changed === 0);
  expect(compare(turned(optimum), turned(repair))).toBeLessThanOrEqual(0);
  expect(distance.repairToOptimum?.behind ?? 1).toBeGreaterThan(0);
  expect(audit.nothingToGain && !manual.legal).toBe(false);
  confirmReasons(county, policy, plan, audit);
  return repair.changed;
}

/** Each change alone taken back breaks every rule that its reasons name beyond the person's own. */
function confirmReasons(county: County, policy: Policy, plan: Placements, { repair }: Audit): void {
  const { placements, changes: list } = repair!;
  expect(list).toHaveLength(repair!.changed);
  for (const { teacherId, from, to, reasons } of list) {
    expect(from).not.toBe(to);
    const others = placements.filter((each) => each.teacherId !== teacherId);
    const own = plan.filter((each) => each.teacherId === teacherId);
    const { ruleChecks } = verified(county, policy, [...others, ...own]);
    const failing = new Set(
      ruleChecks.filter(({ status }) => status === 'fail').map(({ ruleId }) => ruleId),
    );
    for (const { rules } of reasons) expect([...failing]).toEqual(expect.arrayContaining(rules));
  }
}

describe('the repair of a random plan is the smallest, and the optimum is not behind it', () => {
  test('in placement rounds', { timeout: 240_000 }, async () => {
    const found: (number | null)[] = [];
    await fc.assert(
      fc.asyncProperty(placementCounty, placementPolicy, draws, async (county, raw, list) => {
        const policy = parsePolicy(raw);
        found.push(await agrees(county, policy, planOf(county, policy, list)));
      }),
      { numRuns: 200, seed: 7 },
    );
    // Plans of every kind were drawn: legal ones, and such that one, two or three people must change.
    for (const count of [0, 1, 2, 3])
      expect(found.filter((each) => each === count)).not.toEqual([]);
  });

  test('in rotations', { timeout: 240_000 }, async () => {
    const found: (number | null)[] = [];
    const policies = fc.record({
      round: fc.constant('rotation'),
      rotation: fc.record({
        duePct: fc.constantFrom(0, 15, 100),
        totalPct: fc.constantFrom(0, 5, 50),
        donorFloor: fc.boolean(),
        twoWay: fc.boolean(),
      }),
    });
    await fc.assert(
      fc.asyncProperty(rotationCounty, policies, draws, async (county, raw, list) => {
        const policy = parsePolicy(raw);
        found.push(await agrees(county, policy, planOf(county, policy, list)));
      }),
      { numRuns: 100, seed: 7 },
    );
    for (const count of [0, 1, 2]) expect(found.filter((each) => each === count)).not.toEqual([]);
  });
});
