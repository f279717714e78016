/** Honest claims pass; each tampered one is refused for its own reason. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Claim, deriveProgram, verify } from '../../src/verification/index.ts';
import { placementCounty, placementPolicy } from '../support/random-county.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';
import { allocation, honestClaim, policyOf } from './allocation.ts';

const county = tinyCounty({
  schools: [
    { id: 'b', tier: 'B' },
    { id: 'u', tier: 'U', quota: 3 },
    { id: 'r', tier: 'R', quota: 2 },
  ],
  groups: [
    { schoolId: 'b', openings: 1 },
    { schoolId: 'u', openings: 3 },
    { schoolId: 'r', openings: 3 },
    { schoolId: 'r', subject: '数学' },
  ],
  teachers: [
    mover({ id: 't1', schoolId: 'b' }),
    mover({ id: 't2', schoolId: 'b', mainSubject: '数学' }),
    mover({ id: 't3', schoolId: 'u' }),
    mover({ id: 't4', schoolId: 'u', mainSubject: '体育' }),
    { id: 't5', schoolId: 'u' },
  ],
});
const policy = policyOf();
const honest = honestClaim(
  county,
  policy,
  allocation({ t1: 'u/P/T/语文', t2: 'r/P/T/数学', t3: 'r/P/T/语文' }, ['t4']),
);
const refused = (claim: Claim, reason: string) => {
  const verification = verify(county, policy, claim);
  expect(verification.accepted).toBe(false);
  expect(verification.findings.join('\n')).toContain(reason);
};
const replace = (teacherId: string, postGroupId: string): Claim => ({
  ...honest,
  placements: honest.placements.map((each) =>
    each.teacherId === teacherId ? { teacherId, postGroupId } : each,
  ),
});

it('accepts the honest claim', () => {
  const verification = verify(county, policy, honest);
  expect(verification.findings).toEqual([]);
  expect(verification.accepted).toBe(true);
  const keys = verification.ruleChecks.map(({ ruleId, name }) => `${ruleId} ${name}`);
  expect(keys).toEqual([...new Set(keys)]);
  expect(verification.ruleChecks.map(({ ruleId }) => ruleId)).toEqual(
    verification.ruleChecks.map(({ ruleId }) => ruleId).sort(),
  );
  expect(verification.program).toEqual(deriveProgram(county, policy));
});

describe('the allocation', () => {
  it('a teacher moved elsewhere, figures left', () => {
    refused(replace('t1', 'r/P/T/语文'), 'Tier shortage-tilt: the claimed value is');
  });
  it('upward flow', () => refused(replace('t3', 'b/P/T/语文'), '(flow-direction) is broken'));
  it('over quota', () => {
    const third = { teacherId: 't1', postGroupId: 'r/P/T/语文' };
    refused(replace('t1', third.postGroupId), 'Rule Q07, Q09, Q16, X05 (school-quota) is broken');
  });
  it('a person twice', () => {
    const twice = [...honest.placements, { teacherId: 't1', postGroupId: 'r/P/T/语文' }];
    refused({ ...honest, placements: twice }, 't1 is named twice');
    refused({ ...honest, standby: ['t4', 't1'] }, 't1 is named twice');
    refused({ ...honest, standby: ['t4', 't4'] }, 't4 is named twice');
  });
  it('unknown ids', () => {
    refused(replace('t1', 'u/P/T/物理'), 'unknown post group u/P/T/物理');
    refused({ ...honest, standby: ['t4', 'tx'] }, 'tx is unknown');
    const stranger = { teacherId: 'ty', postGroupId: 'u/P/T/语文' };
    refused({ ...honest, placements: [...honest.placements, stranger] }, 'ty is unknown');
  });
  it('a dropped standby', () => {
    refused({ ...honest, standby: [] }, 't4 is a mover but neither placed nor on standby');
  });
  it('somebody who is no mover', () => {
    const settled = { teacherId: 't5', postGroupId: 'r/P/T/语文' };
    refused(
      { ...honest, placements: [...honest.placements, settled] },
      't5 is placed but is no mover',
    );
    refused({ ...honest, standby: ['t4', 't5'] }, 't5 is on standby but is no mover');
  });
});

describe('the figures', () => {
  const change = (id: string, tier: { value?: number; bound?: number | null }): Claim => ({
    ...honest,
    tiers: honest.tiers.map((each) => (each.id === id ? { ...each, ...tier } : each)),
  });
  const fit = honest.tiers.find(({ id }) => id === 'fit')!.value;
  it('a wrong value in any tier', () => {
    for (const { id, value } of honest.tiers) {
      refused(
        change(id, { value: value + 1, bound: null }),
        `Tier ${id}: the claimed value is ${value + 1}`,
      );
    }
  });
  it('a bound on the wrong side, above for minimised tiers', () => {
    refused(
      change('fit', { bound: fit - 1 }),
      `Tier fit: the bound ${fit - 1} is on the wrong side`,
    );
    refused(
      change('soft-rules', { bound: 6 }),
      'Tier soft-rules: the bound 6 is on the wrong side',
    );
    refused(change('fit', { bound: Number.NaN }), 'Tier fit: the bound NaN');
  });
  it('an open or missing bound is no finding', () => {
    expect(verify(county, policy, change('fit', { bound: fit + 7 })).accepted).toBe(true);
    expect(verify(county, policy, change('soft-rules', { bound: 0 })).accepted).toBe(true);
    expect(verify(county, policy, change('fit', { bound: null })).accepted).toBe(true);
    expect(verify(county, policy, { ...honest, tiers: [] }).accepted).toBe(true);
  });
  it('a tier that does not apply, or twice', () => {
    const extra = { id: 'fewest-moves', value: 3, bound: 3 } as const;
    refused(
      { ...honest, tiers: [...honest.tiers, extra] },
      'Tier fewest-moves is claimed but does not apply',
    );
    refused({ ...honest, tiers: [...honest.tiers, honest.tiers[0]!] }, 'claimed more than once');
  });
  it('the weighted sum of the one-shot mode', () => {
    const oneShot = policyOf({ objective: { mode: 'one-shot' } });
    const claim = honestClaim(county, oneShot, honest);
    const { value } = claim.weighted!;
    expect(verify(county, oneShot, claim).accepted).toBe(true);
    const findings = (weighted: Claim['weighted']) =>
      verify(county, oneShot, { ...claim, weighted }).findings.join();
    expect(findings({ value: value - 1, bound: null })).toContain(
      'Weighted sum: the claimed value',
    );
    expect(findings({ value, bound: value - 1 })).toContain('Weighted sum: the bound');
    refused({ ...honest, weighted: { value, bound: value } }, 'not in one-shot mode');
  });
});

describe('the program', () => {
  const program = honest.program!;
  it('every family is compared', () => {
    const named = new Set(policy.objective.order.map((id) => `tier:${id}`));
    const compared = Object.entries(program).filter(
      ([name]) => !name.startsWith('tier:') || named.has(name),
    );
    expect(compared.length).toBeGreaterThan(10);
    for (const [name, digest] of compared) {
      const other = { ...program, [name]: { ...digest, sum: digest.sum + 1 } };
      refused({ ...honest, program: other }, `The program differs in ${name}:`);
      const { [name]: _, ...rest } = program;
      refused({ ...honest, program: rest }, `The program differs in ${name}:`);
    }
  });
  it('equal counts and sums in other places are told apart', () => {
    const pairs = program.pairs!;
    const moved = { ...program, pairs: { ...pairs, hash: pairs.hash + 1 } };
    refused({ ...honest, program: moved }, 'other places or values');
  });
  it('a family that the definition does not have', () => {
    const more = { ...program, 'cap:invented': { count: 1, sum: 4, hash: 9 } };
    refused({ ...honest, program: more }, 'cap:invented: the formulation has 1 entries with sum 4');
  });
  it('a model of another county or policy', () => {
    const strict = policyOf({ flow: { skip: 'strict' } });
    refused({ ...honest, program: deriveProgram(county, strict) }, 'The program differs in pairs');
  });
});

describe('on random counties', () => {
  it('a placement passes the pair tests exactly when the derived program has the pair', () => {
    fc.assert(
      fc.property(placementCounty, placementPolicy, (random, raw) => {
        const rules = policyOf(raw);
        const movers = random.teachers.filter(({ hiring }) => hiring === 'unplaced');
        let admissible = 0;
        for (const { id } of movers) {
          for (const group of random.postGroups) {
            const { findings, ruleChecks } = verify(random, rules, allocation({ [id]: group.id }));
            const pairTests = ruleChecks.filter(({ offenders }) => offenders.includes(id));
            const barred = pairTests.some(({ status }) => status === 'fail');
            const outsider = findings.some((each) =>
              each.includes(`${id} is placed but is no mover`),
            );
            if (!barred && !outsider) admissible++;
          }
        }
        expect(deriveProgram(random, rules).pairs?.count ?? 0).toBe(admissible);
      }),
      { numRuns: 150 },
    );
  });
});
