/** An honest summer passes; one changed decision, ledger figure, batch, kind, solve or announcement is refused. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { County } from '../../../src/domain/county.ts';
import { HOLIDAY_YEARS } from '../../../src/domain/holidays.ts';
import { type Policy, policyHash } from '../../../src/domain/policy.ts';
import type { Decision, StageRecord, SummerState } from '../../../src/domain/summer.ts';
import { verifySummer } from '../../../src/verification/index.ts';
import { decisionOf, runSummer, withDecision } from './small-summer.ts';

let county: County;
let state: SummerState;
beforeAll(async () => {
  ({ county, state } = await runSummer());
});

const findings = (changed: SummerState) =>
  verifySummer(county, changed, HOLIDAY_YEARS).findings.join('\n');
const refused = (changed: SummerState, reason: string) => {
  const verification = verifySummer(county, changed, HOLIDAY_YEARS);
  expect(verification.accepted).toBe(false);
  expect(verification.findings.join('\n')).toContain(reason);
};
const changed = (id: string, change: Partial<Decision>) =>
  withDecision(state, id, (decision) => ({ ...decision, ...change }));
const withRecord = (
  stage: StageRecord['stage'],
  change: (record: StageRecord) => Partial<StageRecord>,
): SummerState => ({
  ...state,
  stages: state.stages.map((each) => (each.stage === stage ? { ...each, ...change(each) } : each)),
});

/** Only the stages up to one, to save time. */
const upTo = (stage: StageRecord['stage'], whole: SummerState): SummerState => ({
  ...whole,
  stages: whole.stages.slice(0, whole.stages.findIndex((each) => each.stage === stage) + 1),
});

describe('the honest summer', () => {
  it('goes through every stage', () => {
    const hires = state.stages.map(({ decisions }) => decisions.length);
    expect(hires).toEqual([4, 6, 1, 1, 1]);
    expect(decisionOf(state, 'a-hills')).toMatchObject({ kind: 'transfer', batch: null });
    expect(decisionOf(state, 'b-keen')).toMatchObject({ kind: 'in-school', batch: 3 });
    expect(decisionOf(state, 'a-near')?.kind).toBe('in-district');
    expect(decisionOf(state, 'a-far')?.kind).toBe('cross-district');
    expect(decisionOf(state, 'a-pe')?.kind).toBe('standby');
  });
  it('passes after each stage, every rule and name once', () => {
    for (let k = 0; k <= state.stages.length; k++) {
      const {
        accepted,
        findings: found,
        ruleChecks,
      } = verifySummer(
        county,
        {
          ...state,
          stages: state.stages.slice(0, k),
        },
        HOLIDAY_YEARS,
      );
      expect(found).toEqual([]);
      expect(accepted).toBe(true);
      const keys = ruleChecks.map(({ ruleId, name }) => `${ruleId} ${name}`);
      expect(keys).toEqual([...new Set(keys)]);
    }
  });
});

describe('people', () => {
  it('lost, twice, or out of scope', () => {
    refused(
      withDecision(state, 'a-pe', () => null),
      'a-pe is decided in no stage',
    );
    const twice = withRecord('standby', ({ decisions }) => ({
      decisions: [...decisions, decisionOf(state, 'a-far')!],
    }));
    refused(twice, 'a-far is decided in cross-district and standby');
    const guest = withRecord('standby', ({ decisions }) => ({
      decisions: [...decisions, { ...decisions[0]!, teacherId: 'x-guest' }],
    }));
    refused(guest, 'x-guest is decided in standby but out of scope');
  });
  it('hired directly without a ground, on another one, or not at all', () => {
    refused(
      changed('b-ill', { ground: 'incapacity' }),
      'b-ill is hired directly on a ground that is not theirs',
    );
    refused(
      changed('b-ill', { postGroupId: 'c/P/T/语文' }),
      'b-ill is hired directly at c/P/T/语文',
    );
    refused(
      withDecision(state, 'b-ill', () => null),
      'b-ill has a ground but no direct hire',
    );
    refused(
      changed('c-one', { kind: 'direct', ground: 'illness', batch: null }),
      'c-one is hired directly in in-school without a ground',
    );
  });
  it('D07: who chose to compete and won is no direct hire', () => {
    const direct = { kind: 'direct', ground: 'illness', batch: null } as const;
    expect(findings(changed('b-keen', direct))).not.toBe('');
    refused(
      withDecision(state, 'b-keen', () => null),
      'b-keen has a ground but no direct hire in in-school',
    );
  });
  it('hired in another batch, of another kind, for another term', () => {
    refused(
      changed('a-good', { batch: 2 }),
      'a-good is hired in in-school/2 but is subject-teachers',
    );
    refused(changed('a-good', { batch: null }), 'a-good is in-school in batch null');
    refused(changed('a-class', { batch: 3 }), 'in-school/2: placed is 1, not 0');
    refused(changed('a-hills', { kind: 'in-district' }), '(move-kind) is broken');
    refused(changed('a-far', { kind: 'rotation' }), '(move-kind) is broken');
    refused(changed('a-far', { contractMonths: 36 }), 'a-far has a contract of 36 months, not 12');
    refused(changed('a-pe', { contractMonths: 12 }), 'a-pe has a contract of 12 months, not null');
    refused(changed('a-pe', { kind: 'direct' }), 'a-pe is hired directly in standby');
  });
  it('hired at a post that is no own, no free, no admissible one', () => {
    refused(changed('a-good', { postGroupId: 'b/P/T/语文' }), '(own-school) is broken');
    refused(changed('a-near', { postGroupId: 'a/J/T/语文' }), '(other-district) is broken');
    refused(changed('a-far', { postGroupId: 'b/P/T/语文' }), '(post-openings) is broken');
    refused(changed('a-aide', { postGroupId: 'a/J/T/语文' }), '(subject-match) is broken');
  });
  it('S02: sent on to standby although a post of the district is free', () => {
    const left = withDecision(state, 'a-near', () => null);
    const standby = left.stages.map((record) =>
      record.stage === 'standby'
        ? {
            ...record,
            decisions: [
              ...record.decisions,
              { ...decisionOf(state, 'a-pe')!, teacherId: 'a-near' },
            ],
          }
        : record,
    );
    refused({ ...left, stages: standby }, 'in-district: Rule S02 (must-take) is broken');
    expect(findings({ ...left, stages: standby })).toContain('Rule S04 (must-take) is broken');
  });
});

it('the rule checks tell which of them it is', () => {
  const status = (changedState: SummerState, name: string) =>
    verifySummer(county, changedState, HOLIDAY_YEARS).ruleChecks.find((each) => each.name === name)
      ?.status;
  const announced = [{ postGroupId: 'b/P/T/语文', count: 9 }];
  const ledger = { ...state.stages[0]!.ledger, held: 99 };
  const direct = { kind: 'direct', ground: 'illness', batch: null } as const;
  const broken: Readonly<Record<string, SummerState>> = {
    'summer:once': withDecision(state, 'a-pe', () => null),
    'summer:direct-hire': changed('b-ill', { ground: 'incapacity' }),
    'summer:opt-in': changed('b-keen', { ...direct, ground: 'bound' }),
    'summer:contract': changed('a-far', { contractMonths: 36 }),
    'summer:batch-order': changed('a-good', { batch: 2 }),
    'summer:ledger': withRecord('direct-hire', () => ({ ledger })),
    'summer:vacancies': withRecord('in-district', () => ({ announced })),
    'summer:gates': { ...state, mode: 'binding' },
  };
  const told = Object.entries(broken).map(([name, made]) => [
    name,
    status(state, name),
    status(made, name),
  ]);
  expect(told).toEqual(Object.keys(broken).map((name) => [name, 'pass', 'fail']));
});

describe('figures', () => {
  it('every figure of every ledger', () => {
    for (const { stage, ledger } of state.stages) {
      for (const key of Object.keys(ledger) as (keyof typeof ledger)[]) {
        const wrong = withRecord(stage, () => ({ ledger: { ...ledger, [key]: ledger[key] + 1 } }));
        refused(upTo(stage, wrong), `${stage}: ledger ${key} is ${ledger[key] + 1}`);
      }
    }
  });
  it('every figure of every solve', () => {
    for (const { stage, solves } of state.stages) {
      solves.forEach((solve, k) => {
        const put = (change: Partial<typeof solve>) =>
          upTo(
            stage,
            withRecord(stage, () => ({
              solves: solves.map((each, n) => (n === k ? { ...each, ...change } : each)),
            })),
          );
        for (const key of ['movers', 'pairs', 'placed'] as const) {
          refused(put({ [key]: solve[key] + 1 }), `${solve.name}: ${key} is ${solve[key] + 1}`);
        }
        solve.tiers.forEach((tier, t) => {
          const tiers = solve.tiers.with(t, { ...tier, value: tier.value + 1, bound: null });
          refused(put({ tiers }), `${solve.name}: Tier ${tier.id}: the claimed value`);
        });
        refused(put({ name: 'in-school/9' }), 'in-school/9: is no solve of');
      });
    }
  });
  it('a solve that was left out', () => {
    const without = withRecord('in-district', () => ({ solves: [] }));
    refused(without, 'in-district: no solve is on record');
  });
  it('a bound on the wrong side', () => {
    const wrong = withRecord('cross-district', ({ solves }) => ({
      solves: solves.map((solve) => ({
        ...solve,
        tiers: solve.tiers.map((tier) => ({ ...tier, bound: tier.id === 'fit' ? 1 : tier.bound })),
      })),
    }));
    refused(wrong, 'Tier fit: the bound 1 is on the wrong side');
  });
  it('F00: vacancies announced', () => {
    const more = withRecord('in-district', () => ({
      announced: [{ postGroupId: 'b/P/T/语文', count: 9 }],
    }));
    refused(more, 'in-district: 9 posts of b/P/T/语文 were announced, 1 vacant');
  });
});

describe('the frame', () => {
  it('another county, policy, month or order of stages', () => {
    refused({ ...state, county: { ...state.county, hash: '0' } }, 'of another county');
    const values: Policy = { ...state.policy.values, publicityDays: 7 };
    refused({ ...state, policy: { ...state.policy, values } }, 'not the one of its hash');
    refused({ ...state, referenceMonth: '2025-09' }, 'The reference month');
    refused({ ...state, stages: [...state.stages].reverse() }, 'not in order');
  });
  it('another policy with its own hash gives other solves', () => {
    const values: Policy = {
      ...state.policy.values,
      inSchool: { ...state.policy.values.inSchool, batches: [['subject-teachers']] },
    };
    const other = { ...state, policy: { hash: policyHash(values), values } };
    refused(other, 'in-school/2: is no solve of in-school');
  });
  it('F04: what the planner fixed', () => {
    const locks = { forced: [{ teacherId: 'a-far', postGroupId: 'b/P/T/语文' }], banned: [] };
    const values: Policy = { ...state.policy.values, locks };
    refused(
      { ...state, policy: { hash: policyHash(values), values } },
      'a-far is not at b/P/T/语文, fixed by the planner',
    );
  });
});

test('a decision that anybody changes at random is noticed', () => {
  const ids = fc.constantFrom(
    ...['a-head', 'a-class', 'a-good', 'a-fair', 'a-near', 'a-far', 'a-pe', 'a-hills', 'a-aide'],
    ...['b-ill', 'b-keen', 'b-bound', 'c-one'],
  );
  const change = fc.oneof(
    fc.record({
      postGroupId: fc.constantFrom('a/J/T/语文', 'a/J/A/-', 'b/P/T/语文', 'c/P/T/语文', null),
    }),
    fc.record({
      kind: fc.constantFrom(
        'direct',
        'in-school',
        'in-district',
        'cross-district',
        'rotation',
        'transfer',
        'return',
        'standby',
      ),
    }),
    fc.record({ ground: fc.constantFrom('leader', 'bound', 'illness', 'near-retirement', null) }),
    fc.record({ batch: fc.constantFrom(1, 2, 3, 4, null) }),
    fc.record({ contractMonths: fc.constantFrom(12, 24, null) }),
  ) as fc.Arbitrary<Partial<Decision>>;
  fc.assert(
    fc.property(ids, change, (id, to) => {
      const same = JSON.stringify({ ...decisionOf(state, id), ...to });
      fc.pre(same !== JSON.stringify(decisionOf(state, id)));
      expect(verifySummer(county, changed(id, to), HOLIDAY_YEARS).accepted).toBe(false);
    }),
    { seed: 5, numRuns: 80 },
  );
});
