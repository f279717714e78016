/** Questions about a competition are answered as in a placement round: "why not there" and audits against enumeration. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { type Policy, parsePolicy } from '../../src/domain/policy.ts';
import { explainTeacher, whyNot } from '../../src/planning/explain/index.ts';
import { auditPlan } from '../../src/planning/index.ts';
import { bestWith, explained, legalAllocations } from '../support/explained.ts';
import {
  type CompetitionRound,
  competitionCounty,
  competitionPolicy,
} from '../support/random-competition.ts';

/** Asks about everybody and every post. @returns answers by kind */
async function askAll(county: County, policy: Policy, seen: Map<string, number>): Promise<void> {
  const explainer = await explained(county, policy);
  if (explainer === null) return;
  const legal = legalAllocations(county, policy);
  for (const { teacher } of explainer.round.people) {
    expect(explainTeacher(explainer, teacher.id).here.decision).toMatch(/^(placed|standby)$/);
    for (const { id } of county.postGroups) {
      const answer = await whyNot(explainer, teacher.id, id);
      seen.set(answer.kind, (seen.get(answer.kind) ?? 0) + 1);
      const best = bestWith(legal, teacher.id, id);
      if (!('losses' in answer)) {
        if (answer.kind !== 'is-here') expect(best).toBeNull();
        continue;
      }
      const minimised = explainer.goals.map(({ sense }, k) => {
        const { other } = answer.losses[k]!;
        return sense === 'min' ? other : 0 - other;
      });
      expect(minimised).toEqual(best?.values);
    }
  }
  const audit = await auditPlan(county, policy, explainer.proposal.placements);
  expect(audit).toMatchObject({ round: policy.round, violations: false });
  expect(audit.distance.manualToOptimum).toBeNull();
}

test.each<CompetitionRound>(['in-school', 'in-district'])(
  '%s',
  { timeout: 120_000 },
  async (kind) => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(competitionCounty(kind), competitionPolicy(kind), async (county, raw) => {
        await askAll(county, parsePolicy(raw), seen);
      }),
      { numRuns: 40, seed: 5 },
    );
    expect(seen.get('is-here')).toBeGreaterThan(5);
    expect(seen.get('costs') ?? 0).toBeGreaterThan(2);
  },
);
