/** The independent check of itinerant plans sees what was tampered with, and reports what the rulebook promises (W01–W06). */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ItinerantPlan } from '../../src/domain/itinerant.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { planItinerant, recheckItinerant } from '../../src/planning/itinerant/index.ts';
import { RULES } from '../../src/rules/catalogue/index.ts';
import { verifyItinerant } from '../../src/verification/itinerant/index.ts';
import { music, town } from '../support/tiny-itinerant.ts';

const researcher = {
  ...({ id: 'r', subject: '音乐', stage: 'P', schoolId: 'c' } as const),
  ...{ since: '2019-09', lastInSchool: null },
};
const county = town(
  [
    music('a', 'c'),
    music('d', 'c', { weeklyHours: 9 }),
    music('e', 'b'),
    music('f', 't', { mainSubject: '数学', otherSubjects: ['音乐'] }),
  ],
  {
    schools: [
      { id: 'c', classes: 14 },
      { id: 'u', classes: 5 },
    ],
    sites: [
      { id: 'c-1', schoolId: 'c', classes: 4, position: { east: 3000, north: 0 } },
      { id: 'c-2', schoolId: 'c', classes: 3, position: { east: 0, north: 4000 } },
    ],
    researchers: [researcher],
  },
);
const MUSIC = { 'itinerant.subjects': ['音乐'] };
const policy = parsePolicy({ ...MUSIC, researchersTeach: true });
const { plan, certificate } = await planItinerant(county, policy);
const proof = certificate as Uint8Array;

describe('a plan that was made', () => {
  test('has something to look at and is accepted', () => {
    expect(plan.trips.length).toBeGreaterThan(2);
    expect(plan.trips.some(({ days }) => days > 1)).toBe(true);
    expect(verifyItinerant(county, policy, plan).findings).toEqual([]);
    expect(recheckItinerant(plan, county, proof)).toEqual([]);
  });

  test('is checked by the names that the rulebook promises', () => {
    const promised = RULES.flatMap(({ id, check }) =>
      check
        .filter((name) => name.startsWith('itinerant:'))
        .map((name) => `${name.slice('itinerant:'.length)} ${id}`),
    );
    const reported = plan.ruleChecks.map(({ name, ruleId }) => `${name} ${ruleId}`);
    expect(reported.sort()).toEqual(promised.sort());
  });
});

type Path = readonly (string | number)[];

/** Every number and text of the parts that claim something. */
function leaves(value: unknown, path: Path): Path[] {
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([key, each]) => leaves(each, [...path, key]));
}

function changed(path: Path): ItinerantPlan {
  const copy = structuredClone(plan) as unknown as Record<string, unknown>;
  let at = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  const last = path.at(-1) as string;
  const old = at[last];
  at[last] =
    typeof old === 'number'
      ? old + 1
      : typeof old === 'boolean'
        ? !old
        : old === null
          ? 'x'
          : `${old}x`;
  return copy as unknown as ItinerantPlan;
}

/** Texts that only describe: what they say is not claimed of the county. */
const UNCLAIMED =
  /^(findings|solver|ruleChecks|certificate|county\.name|policy\.values)|proof$|researchers\.\d+\.reason/;
describe('tampering', () => {
  const paths = leaves(plan, []).filter((path) => !UNCLAIMED.test(path.join('.')));
  test('there is much to tamper with', () => expect(paths.length).toBeGreaterThan(80));

  test('any one number or text changed is seen', () => {
    const unseen = paths.filter(
      (path) => recheckItinerant(changed(path), county, null).length === 0,
    );
    expect(unseen.map((path) => path.join('.'))).toEqual([]);
  });

  test('a trip left out, told twice or added is seen', () => {
    const [first, ...rest] = plan.trips;
    for (const trips of [rest, [...plan.trips, first!], []])
      expect(verifyItinerant(county, policy, { ...plan, trips }).accepted).toBe(false);
  });

  test('two visits of a place on one day are seen', () => {
    const trips = plan.trips.map((trip) =>
      trip.days > 1 ? { ...trip, weekdays: trip.weekdays.map(() => 1) } : trip,
    );
    const { findings } = verifyItinerant(county, policy, { ...plan, trips });
    expect(findings.some((finding) => finding.includes('weekdays'))).toBe(true);
  });

  test('another county, and an optimum of another program, are seen', () => {
    const other = { ...county, name: 'other' };
    expect(verifyItinerant(other, policy, plan).findings).toEqual([
      'the plan is of another county',
    ]);
    const program = { ...plan.program, hash: '0'.repeat(64) };
    const { findings } = verifyItinerant(county, policy, { ...plan, program });
    expect(findings.join()).toContain('program:');
  });

  test('a certificate of another answer is refused', () => {
    const file = JSON.parse(new TextDecoder().decode(proof));
    file.rounds[0].tiers[0].value += 1;
    for (const other of [file, {}, 3]) {
      const bytes = new TextEncoder().encode(JSON.stringify(other));
      expect(recheckItinerant(plan, county, bytes)).toEqual([
        'certificate: not the one that the plan names',
      ]);
      const named = { ...plan, certificate: createHash('sha256').update(bytes).digest('hex') };
      expect(recheckItinerant(named, county, bytes)[0]).toMatch(/^certificate: /);
    }
  });

  test('a sentence that denies the teachers whom the county has is seen', async () => {
    const open = await planItinerant(town([music('a', 'o')]), parsePolicy(MUSIC));
    expect(open.plan.findings).toMatchObject([{ code: 'gap-left' }]);
    for (const code of ['no-teacher', 'none-at-work'] as const) {
      const findings = open.plan.findings.map((each) => ({ ...each, code }));
      const denied = { ...open.plan, findings };
      expect(verifyItinerant(town([music('a', 'o')]), parsePolicy(MUSIC), denied).findings).toEqual(
        [`finding on 音乐: ${code}, derived gap-left`],
      );
    }
  });

  test('what is no plan is refused with the place', () => {
    expect(recheckItinerant({ ...plan, trips: 3 }, county, null)[0]).toContain('trips');
  });
});
