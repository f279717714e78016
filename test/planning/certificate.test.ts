/** The certificate of a proposal: joint, weighted and by rounds; of this county, this policy and this answer only. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { hashOf, propose, recheckCertified } from '../../src/planning/index.ts';
import { placementCounty, placementPolicy, rotationCounty } from '../support/random-county.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

function countyWith(openings: number): County {
  return tinyCounty({
    schools: [
      { id: 'b', tier: 'B' },
      { id: 'u', tier: 'U' },
      { id: 'r1', tier: 'R' },
      { id: 'r2', tier: 'R' },
    ],
    groups: [
      { schoolId: 'r2', openings },
      { schoolId: 'u', openings: 1 },
    ],
    teachers: [
      mover({ id: 'bureau', schoolId: 'b' }),
      mover({ id: 'rural', schoolId: 'r1', wishes: [{ schoolId: 'r2', postGroupId: null }] }),
      mover({ id: 'street', schoolId: 'u' }),
    ],
  });
}

const county = countyWith(1);
const MODES = {
  joint: {},
  'one-shot': { 'objective.mode': 'one-shot' },
  cascade: { 'flow.mode': 'cascade' },
};

async function run(raw: Record<string, unknown>, of = county) {
  const outcome = await propose(of, parsePolicy(raw));
  if (outcome.kind !== 'proposal' || outcome.certificate === null) throw new Error(outcome.kind);
  const text = new TextDecoder().decode(outcome.certificate);
  const proposal = JSON.parse(JSON.stringify(outcome.proposal));
  return { proposal, text, bytes: outcome.certificate, file: JSON.parse(text) };
}

describe.each(Object.entries(MODES))('%s', (mode, policy) => {
  test('is accepted with gap 0, a certificate for each round', async () => {
    const { proposal, file, bytes } = await run(policy);
    expect(recheckCertified(proposal, county, file)).toEqual({ findings: [], gap: 0 });
    expect(file.rounds).toHaveLength(mode === 'cascade' ? 4 : 1);
    expect(file.rounds[0].tiers).toHaveLength(
      mode === 'one-shot' ? 1 : proposal.objective.tiers.length,
    );
    expect(proposal.certificate).toBe(hashOf(bytes));
  });

  test('is written in the same bytes again', async () => {
    expect((await run(policy)).text).toBe((await run(policy)).text);
  });

  test('is refused when changed, left out, or of another county', async () => {
    const { proposal, text } = await run(policy);
    // biome-ignore lint/suspicious/noExplicitAny: tampering needs no types
    const findings = (change: (file: any) => void): string => {
      const file = JSON.parse(text);
      change(file);
      return recheckCertified(proposal, county, file).findings.join();
    };
    expect(findings((file) => file.rounds[0].tiers[0].bound++)).toMatch(/claims bound/);
    expect(findings((file) => file.rounds[0].tiers[0].value++)).toMatch(/claims/);
    expect(findings((file) => file.rounds[0].values.pop())).toMatch(/row \d+ is broken/);
    expect(findings((file) => file.rounds.pop())).toMatch(/number of rounds/);
    expect(findings((file) => file.rounds.push(file.rounds[0]))).toMatch(/number of rounds/);
    expect(findings((file) => delete file.format)).toMatch(/not a certificate file/);
    const other = (await run(policy, countyWith(2))).file;
    expect(recheckCertified(proposal, county, other).findings.join()).toMatch(/of another model/);
    for (const nothing of [null, 7, [], { format: 'tiaopei-certificates/1', rounds: 1 }])
      expect(recheckCertified(proposal, county, nothing).findings).toHaveLength(1);
  });

  test('without proofs does not carry a proposal that claims them', async () => {
    const { proposal, file } = await run(policy);
    for (const round of file.rounds)
      for (const tier of round.tiers) Object.assign(tier, { bound: null, tree: null });
    const { findings, gap } = recheckCertified(proposal, county, file);
    expect(findings.join()).toMatch(/proves null, the proposal claims/);
    expect(gap).toBeNull();
  });
});

test('rounds of a cascade in another order are refused', async () => {
  const { proposal, file } = await run(MODES.cascade);
  file.rounds.reverse();
  expect(recheckCertified(proposal, county, file).findings.join()).toMatch(/of another model/);
});

test('every proposal of a random county has one that is accepted', {
  timeout: 120_000,
}, async () => {
  const seen = { proven: 0, open: 0 };
  const rotation = fc.record({ round: fc.constant('rotation') });
  const rounds = fc.oneof(
    fc.tuple(placementCounty, placementPolicy),
    fc.tuple(rotationCounty, rotation),
  );
  await fc.assert(
    fc.asyncProperty(rounds, async ([of, raw]) => {
      const outcome = await propose(of, parsePolicy(raw));
      if (outcome.kind !== 'proposal') return;
      const file = JSON.parse(new TextDecoder().decode(outcome.certificate ?? undefined));
      const { findings, gap } = recheckCertified(outcome.proposal, of, file);
      expect(findings).toEqual([]);
      // What the proposal calls proven by duals is proven by the certificate.
      const { tiers } = outcome.proposal.objective;
      if (tiers.every(({ proof }) => proof === 'dual')) expect(gap).toBe(0);
      seen[gap === 0 ? 'proven' : 'open']++;
    }),
    { numRuns: 60, seed: 3 },
  );
  expect(seen.proven).toBeGreaterThan(20);
});
