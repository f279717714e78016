/** Tiny counties, every allocation enumerated: the proposal is the lexicographic best of the legal ones. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import { agrees } from '../support/brute-force.ts';
import { placementCounty, placementPolicy, rotationCounty } from '../support/random-county.ts';

describe('brute force agrees', () => {
  test('on placement rounds', { timeout: 120_000 }, async () => {
    let withChoice = 0;
    await fc.assert(
      fc.asyncProperty(placementCounty, placementPolicy, async (county, raw) => {
        if ((await agrees(county, parsePolicy(raw))) > 1) withChoice++;
      }),
      { numRuns: 400, seed: 7 },
    );
    // Many of the counties leave something to choose.
    expect(withChoice).toBeGreaterThan(100);
  });

  test('on rotations', { timeout: 120_000 }, async () => {
    let withChoice = 0;
    const policy = fc.record({
      round: fc.constant('rotation'),
      rotation: fc.record({
        duePct: fc.constantFrom(0, 15, 100),
        totalPct: fc.constantFrom(0, 5, 50),
        donorFloor: fc.boolean(),
        twoWay: fc.boolean(),
      }),
      keySchool: fc.record({ cap: fc.nat(1) }),
    });
    await fc.assert(
      fc.asyncProperty(rotationCounty, policy, async (county, raw) => {
        if ((await agrees(county, parsePolicy(raw))) > 1) withChoice++;
      }),
      { numRuns: 200, seed: 7 },
    );
    expect(withChoice).toBeGreaterThan(40);
  });
});
