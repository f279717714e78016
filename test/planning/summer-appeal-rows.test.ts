/** The rows of the turns in a large appeal: as much room as they have entries, not a column of the program each. */
import { afterEach, expect, test, vi } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import { formulate } from '../../src/formulation/index.ts';
import { turnsOf, withTurns } from '../../src/planning/summer/appeal-turns.ts';
import { stageCounty } from '../../src/planning/summer/stage-county.ts';
import { tinyCounty } from '../support/tiny-county.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const PEOPLE = 150;
const TIERS = ['B', 'U', 'R'] as const;

/** Fifty people of each tier compete for ten schools of the country, for which the directions have three turns. */
const schools = Array.from({ length: 10 }, (_, k) => `R${k}`);
const county = tinyCounty({
  schools: [
    ...TIERS.map((tier) => ({ id: tier.toLowerCase(), tier, districtId: `${tier}1`, quota: 400 })),
    ...schools.map((id) => ({ id, tier: 'R' as const, districtId: 'R2', quota: 400 })),
  ],
  groups: schools.map((schoolId) => ({ schoolId, posts: 3, openings: 0 })),
  teachers: Array.from({ length: PEOPLE }, (_, k) => ({
    id: `p${k}`,
    schoolId: ['b', 'u', 'r'][k % 3] as string,
  })),
});

/** Elements of all whole-number arrays that a run makes. */
function roomOf(run: () => void): number {
  let room = 0;
  const Own = Int32Array;
  vi.stubGlobal(
    'Int32Array',
    new Proxy(Own, {
      construct(target, args: [number]) {
        const made = Reflect.construct(target, args) as Int32Array;
        room += made.length;
        return made;
      },
    }),
  );
  run();
  vi.unstubAllGlobals();
  return room;
}

test('people of an earlier direction against those of the later ones', () => {
  const policy = parsePolicy({ flow: { mode: 'cascade' }, round: 'placement' });
  const competitors = new Set(county.teachers.map(({ id }) => id));
  const seen = stageCounty(county, policy, new Map(), { competitors, opens: () => true });
  const formulation = formulate(seen, policy);
  const turns = turnsOf('cross-district', policy)!;
  let rows = 0;
  let entries = 0;
  const room = roomOf(() => {
    const isRuled = () => false;
    const { model } = formulation;
    const made = withTurns(formulation, model, turns, { held: new Map(), isRuled });
    rows = made.rowNames.length - model.rowNames.length;
    entries = made.index.length;
  });
  // Of each school a row for everybody but those of the last direction, on the hundred or the fifty that come later.
  expect(rows).toBe(10 * 100);
  expect(entries).toBeGreaterThan(10 * (50 * 100 + 50 * 50));
  expect(room).toBeLessThan(2 * entries + 10 * formulation.model.lower.length);
});
