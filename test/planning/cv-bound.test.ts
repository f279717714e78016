/** The bound on a coefficient of variation: no plan of the year goes below it, and on its own terms it is reached. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import { formulate } from '../../src/formulation/index.ts';
import { measureIndicators } from '../../src/planning/indicators/index.ts';
import { BALANCE_ROWS, leastOfYear } from '../../src/planning/rotation/balance-rows.ts';
import { leastCoefficient } from '../../src/planning/rotation/cv-bound.ts';
import { verify } from '../../src/verification/index.ts';
import { allocations } from '../support/brute-force.ts';
import { rotationCounty } from '../support/random-county.ts';

test('one move from the full to the empty school evens them out', () => {
  const full = { heads: 3, weight: 100, out: 1, in: 0 };
  const empty = { heads: 1, weight: 100, out: 0, in: 2 };
  expect(leastCoefficient([full, empty], 0)).toBeCloseTo(0.5, 12);
  expect(leastCoefficient([full, empty], 1)).toBeCloseTo(0, 12);
  expect(
    leastCoefficient(
      [
        { ...full, out: 0 },
        { ...empty, in: 0 },
      ],
      1,
    ),
  ).toBeCloseTo(0.5, 12);
  expect(leastCoefficient([], 1)).toBeNull();
});

test('no legal plan of a tiny county goes below it', { timeout: 60_000 }, () => {
  let compared = 0;
  fc.assert(
    fc.property(rotationCounty, fc.array(fc.boolean(), { maxLength: 6 }), (base, backbone) => {
      const teachers = base.teachers.map((each, k) => ({ ...each, backbone: backbone[k] ?? true }));
      const county = { ...base, teachers };
      const policy = parsePolicy({ round: 'rotation', 'rotation.duePct': 100, titleCaps: 'hard' });
      const formulation = formulate(county, policy);
      const before = measureIndicators(county, policy);
      const least = BALANCE_ROWS.flatMap((row) =>
        (['P', 'J'] as const).map((stage) => ({
          row,
          stage,
          bound: leastOfYear(formulation, before, { row, stage }),
        })),
      );
      for (const placements of allocations(county, policy)) {
        const claim = { placements, standby: [], tiers: [], weighted: null, program: null };
        if (!verify(county, policy, claim).accepted) continue;
        const { stages } = measureIndicators(county, policy, placements);
        for (const { row, stage, bound } of least) {
          const found = stages.find((each) => each.indicator === row.id && each.stage === stage);
          if (found?.cv == null || bound === null) continue;
          compared++;
          expect(found.cv).toBeGreaterThanOrEqual(bound - 0.00005);
        }
      }
    }),
    { numRuns: 12, seed: 17 },
  );
  expect(compared).toBeGreaterThan(60);
});
