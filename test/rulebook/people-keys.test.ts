/** The keys about people (A10, A11, A14, Q22, Q23): program and independent check agree under every reading. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalCounty } from '../../src/domain/canonical.ts';
import type { County, Teacher } from '../../src/domain/county.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { fingerprint, formulate } from '../../src/formulation/index.ts';
import { participants } from '../../src/rules/movers.ts';
import { compareProgram } from '../../src/verification/fingerprint.ts';
import { deriveProgram } from '../../src/verification/index.ts';
import { placementCounty, placementPolicy, rotationCounty } from '../support/random-county.ts';

const RUNS = { numRuns: 150, seed: 4 };

/** What the keys look at, person by person. */
const kind = fc.record({
  employment: fc.constantFrom('established' as const, 'established' as const, 'agency' as const),
  countsAgainstPosts: fc.constantFrom(true, true, false),
  exemption: fc.constantFrom<Teacher['exemption']>(null, null, {
    kind: 'sick-leave',
    missing: [],
    from: null,
    to: null,
  }),
  schoolStart: fc.constantFrom('2010-09', '2020-08', '2020-09', '2020-10'),
  title: fc.constantFrom('H' as const, 'M' as const, 'E' as const),
});
const kinds = fc.array(kind, { minLength: 6, maxLength: 6 });

const readings = fc.record({
  agencyOutside: fc.boolean(),
  absentOutsidePosts: fc.boolean(),
  exempt: fc.record({ keepsHomePost: fc.boolean() }),
  rotation: fc.record({
    totalBase: fc.constantFrom('staff', 'teachers'),
    dueFrom: fc.constantFrom('over-two-terms', 'two-terms'),
    totalPct: fc.constantFrom(5, 60),
  }),
});

function withKinds(county: County, changes: readonly Partial<Teacher>[]): County {
  const teachers = county.teachers.map((each, k) => ({ ...each, ...changes[k % changes.length] }));
  return canonicalCounty({ ...county, teachers });
}

/** Where the formulation and the definition differ. */
function differences(county: County, raw: Record<string, unknown>): string[] {
  const policy = parsePolicy(raw);
  return compareProgram(
    fingerprint(formulate(county, policy)),
    deriveProgram(county, policy),
    policy,
  );
}

test('placement rounds', () => {
  let agency = 0;
  fc.assert(
    fc.property(placementCounty, placementPolicy, kinds, readings, (county, base, who, keys) => {
      const changed = withKinds(county, who);
      agency += participants(changed, parsePolicy(keys)).filter(
        ({ employment }) => employment === 'agency',
      ).length;
      expect(differences(changed, { ...base, ...keys })).toEqual([]);
    }),
    RUNS,
  );
  expect(agency).toBeGreaterThan(20);
});

test('rotation rounds', () => {
  fc.assert(
    fc.property(rotationCounty, kinds, readings, (county, who, keys) => {
      expect(differences(withKinds(county, who), { round: 'rotation', ...keys })).toEqual([]);
    }),
    RUNS,
  );
});
