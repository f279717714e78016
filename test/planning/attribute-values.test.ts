/** Attribute tiers in figures worked by hand, in one-shot mode and in a cascade, and under tampering. */
import { describe, expect, test } from 'vitest';
import type { ObjectiveTierId } from '../../src/domain/policy.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { fingerprint, formulate } from '../../src/formulation/index.ts';
import { propose, recheck, recheckCertified } from '../../src/planning/index.ts';
import { artsReward, attributeParts, fairShare } from '../../src/rules/attributes.ts';
import { prepareRound } from '../../src/rules/round.ts';
import { verify } from '../../src/verification/index.ts';
import { mover, type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';

/**
 * Three primary schools with 100, 200 and 100 pupils; four PE teachers who are also backbone: one settled at `big`, one at
 * `home`, two to be placed from there. Each of the other schools has two PE posts open.
 */
const pe = (id: string, schoolId: string): TinyTeacher => ({
  id,
  schoolId,
  mainSubject: '体育',
  backbone: true,
});
const county = tinyCounty({
  schools: [
    { id: 'home', tier: 'U', parts: [{ stage: 'P', pupils: 100 }] },
    { id: 'big', tier: 'R', parts: [{ stage: 'P', pupils: 200 }] },
    { id: 'small', tier: 'R', parts: [{ stage: 'P', pupils: 100 }] },
  ],
  groups: ['big', 'small'].map((schoolId) => ({ schoolId, subject: '体育' as const, openings: 2 })),
  teachers: [pe('a', 'home'), pe('b', 'big'), mover(pe('m1', 'home')), mover(pe('m2', 'home'))],
});
const ordered = (order: ObjectiveTierId[], more: object = {}) =>
  parsePolicy({ objective: { order, ...more } });
const place = (...posts: readonly (readonly [string, string])[]) =>
  posts.map(([teacherId, school]) => ({ teacherId, postGroupId: `${school}/P/T/体育` }));
const worth = (tier: ObjectiveTierId, placements: ReturnType<typeof place>) => {
  const claim = { placements, standby: [], tiers: [], weighted: null, program: null };
  return verify(county, ordered([tier]), claim).tiers[0]?.value;
};

describe('by hand', () => {
  test('A = 4 over 400 pupils; a step is 10⁸·(2(P·A − (base + m)·P_N) + P_N) / (P·A²)', () => {
    const parts = attributeParts('arts', prepareRound(county, ordered(['balance-arts'])));
    const figures = parts.map(({ site, base, stageHeads, stagePupils }) => [
      site.school.id,
      base,
      stageHeads,
      stagePupils,
    ]);
    expect(figures).toEqual([
      ['big', 1, 4, 400],
      ['home', 1, 4, 400],
      ['small', 0, 4, 400],
    ]);
    const rewards = parts.map((part) => [1, 2].map((m) => artsReward(part, m)));
    // big: (2(800 − 800) + 400) / 3200 = 1/8; small: (2(400 − 400) + 400) / 1600 = 1/4; each step less by 2·400 / (P·16).
    expect(rewards).toEqual([
      [12_500_000, -12_500_000],
      [-25_000_000, -75_000_000],
      [25_000_000, -25_000_000],
    ]);
  });
  test('the value of the tier is the sum of the steps taken', () => {
    expect(worth('balance-arts', place(['m1', 'big'], ['m2', 'small']))).toBe(37_500_000);
    expect(worth('balance-arts', place(['m1', 'small'], ['m2', 'small']))).toBe(0);
    expect(worth('balance-arts', place(['m1', 'big'], ['m2', 'big']))).toBe(0);
  });
  test('fair shares 2, 1, 1: big and small lack one each, home has its own', () => {
    const parts = attributeParts('backbone', prepareRound(county, ordered(['balance-backbone'])));
    expect(parts.map(fairShare)).toEqual([1, 0, 1]);
    expect(worth('balance-backbone', place(['m1', 'big'], ['m2', 'small']))).toBe(0);
    expect(worth('balance-backbone', place(['m1', 'small'], ['m2', 'small']))).toBe(1);
    expect(worth('balance-backbone', [])).toBe(2);
  });
});

test.each(['balance-arts', 'balance-backbone'] as const)(
  '%s spreads the two, and its certificate holds without a solver',
  async (tier) => {
    const outcome = await propose(county, ordered(['coverage', tier, 'hash-high']));
    if (outcome.kind !== 'proposal') throw new Error('no proposal');
    const { proposal, certificate } = outcome;
    expect(proposal.placements.map(({ schoolId }) => schoolId).sort()).toEqual(['big', 'small']);
    const file = JSON.parse(new TextDecoder().decode(certificate as Uint8Array));
    expect(recheckCertified(proposal, county, file)).toEqual({ findings: [], gap: 0 });
  },
);

test('one-shot: the tier takes no part in the sum and its value is reported', async () => {
  const plain = await propose(county, ordered(['coverage', 'fit'], { mode: 'one-shot' }));
  const named = await propose(
    county,
    ordered(['coverage', 'balance-arts', 'balance-backbone', 'fit'], { mode: 'one-shot' }),
  );
  if (plain.kind !== 'proposal' || named.kind !== 'proposal') throw new Error('no proposal');
  const { weighted, tiers } = named.proposal.objective;
  expect(weighted).toEqual(plain.proposal.objective.weighted);
  expect(tiers.map(({ id, proof }) => [id, proof])).toContainEqual(['balance-arts', 'none']);
});

test('a cascade closes the tier in every round', async () => {
  const outcome = await propose(
    county,
    parsePolicy({
      'flow.mode': 'cascade',
      objective: { order: ['coverage', 'balance-arts', 'balance-backbone'] },
    }),
  );
  if (outcome.kind !== 'proposal') throw new Error('no proposal');
  const { rounds } = outcome.proposal.objective;
  expect(rounds?.length).toBeGreaterThan(1);
  for (const { objectives } of rounds ?? [])
    expect(objectives.every(({ bound, value }) => bound === value)).toBe(true);
  expect(recheckCertified(outcome.proposal, county, null).findings).not.toEqual([]);
});

describe('tampering with the program is seen', () => {
  const policy = ordered(['coverage', 'balance-arts', 'balance-backbone']);
  const claim = { placements: [], standby: ['m1', 'm2'], tiers: [], weighted: null };
  const findings = (tampered: ReturnType<typeof formulate>) =>
    verify(county, policy, { ...claim, program: fingerprint(tampered) }).findings;
  test('left alone there is nothing to find', () => {
    expect(findings(formulate(county, policy))).toEqual([]);
  });
  test('a person who does not count in a fair share', () => {
    const formulation = formulate(county, policy);
    const { model } = formulation;
    const rows = model.rowNames.flatMap((name, at) => (name.startsWith('fair-share') ? [at] : []));
    const hit = Array.from(model.index).findIndex((row) => rows.includes(row));
    const value = Array.from(model.value, (each, at) => (at === hit ? 0 : each));
    const tampered = { ...formulation, model: { ...model, value: Float64Array.from(value) } };
    expect(findings(tampered)).toEqual([expect.stringContaining('fair-share:backbone')]);
  });
  test('a fair share that asks for less', () => {
    const formulation = formulate(county, policy);
    const { model } = formulation;
    const rowLower = model.rowLower.map((lower, at) =>
      model.rowNames[at]!.startsWith('fair-share') ? lower - 1 : lower,
    );
    const tampered = { ...formulation, model: { ...model, rowLower } };
    expect(findings(tampered)).toEqual([expect.stringContaining('cap:fair-share-backbone')]);
  });
  test('a step of another price', () => {
    const formulation = formulate(county, policy);
    const tiers = formulation.tiers.map((tier) => {
      if (tier.id !== 'balance-arts') return tier;
      const coefficients = tier.objective.coefficients.map((cost) => cost + (cost > 0 ? 1 : 0));
      return { ...tier, objective: { ...tier.objective, coefficients } };
    });
    expect(findings({ ...formulation, tiers })).toEqual([
      expect.stringContaining('tier:balance-arts'),
    ]);
  });
  test('a claimed value that the definition does not give', () => {
    const tiers = [{ id: 'balance-backbone' as const, value: 1, bound: 1 }];
    const found = verify(county, policy, { ...claim, tiers, program: null }).findings;
    expect(found).toEqual([expect.stringContaining('claimed value is 1, the definition gives 2')]);
  });
});

test('indicators that the county does not give are refused on recheck', async () => {
  const outcome = await propose(county, ordered(['coverage', 'fit']));
  if (outcome.kind !== 'proposal') throw new Error('no proposal');
  const { proposal } = outcome;
  expect(recheck(proposal, county)).toEqual([]);
  const [first, ...rest] = proposal.indicators.after.stages;
  const after = { ...proposal.indicators.after, stages: [{ ...first!, cv: 0.1234 }, ...rest] };
  const forged = { ...proposal, indicators: { ...proposal.indicators, after } };
  expect(recheck(forged, county)).toEqual([
    'indicators: differs from what the county and the placements give',
  ]);
});
