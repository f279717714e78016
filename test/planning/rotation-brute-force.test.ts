/** Tiny rotations with a backbone share, targets of schools and a floor on people, every allocation enumerated. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { agrees } from '../support/brute-force.ts';
import { rotationCounty } from '../support/random-county.ts';

/** Some of the people are backbone teachers, one may be on an exchange. */
const county: fc.Arbitrary<County> = fc
  .tuple(rotationCounty, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), fc.nat(9))
  .map(([base, backbone, away]) => ({
    ...base,
    teachers: base.teachers.map((teacher, k) => ({
      ...teacher,
      backbone: backbone[k] ?? false,
      exchange:
        k === away
          ? { homeSchoolId: 's0', homePostGroupId: null, since: '2025-09', until: '2028-08' }
          : teacher.exchange,
    })),
  }));
const policy = fc.record({
  round: fc.constant('rotation'),
  rotation: fc.record({
    duePct: fc.constantFrom(15, 50, 100),
    totalPct: fc.constantFrom(0, 50),
    backbonePct: fc.constantFrom(null, 0, 20, 50, 100),
    bySchool: fc.boolean(),
    floorCounts: fc.constantFrom('stays', 'people'),
    donorFloor: fc.boolean(),
    maxSharePct: fc.constantFrom(100, 200),
  }),
});

describe('brute force agrees', () => {
  test('on rotations with shares', { timeout: 120_000 }, async () => {
    let withChoice = 0;
    await fc.assert(
      fc.asyncProperty(county, policy, async (each, raw) => {
        if ((await agrees(each, parsePolicy(raw))) > 1) withChoice++;
      }),
      { numRuns: 130, seed: 11 },
    );
    expect(withChoice).toBeGreaterThan(25);
  });
});
