/** The second program (Q20): who goes to the 教学点, against the enumeration of every way to staff them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { County } from '../../../src/domain/county.ts';
import { parsePolicy } from '../../../src/domain/policy.ts';
import { establishCounty } from '../../../src/planning/establish.ts';
import { staffSites } from '../../../src/planning/site-staff.ts';
import { centralSchools } from '../../../src/rules/establishment/site-candidates.ts';
import { type TinyTeacher, tinyCounty } from '../../support/tiny-county.ts';

const policy = parsePolicy({});

/** A central school with two sites: 2 heads at `near`, 4 at `far`. */
function centre(teachers: readonly Omit<TinyTeacher, 'schoolId'>[], classes = 12): County {
  return tinyCounty({
    schools: [
      { id: 'c', tier: 'R', pupils: 380, classes, position: { east: 0, north: 0 } },
      { id: 'other', tier: 'R', districtId: 'D-other', position: { east: 9000, north: 0 } },
    ],
    sites: [
      { id: 'near', schoolId: 'c', classes: 1, pupils: 10, position: { east: 1000, north: 0 } },
      { id: 'far', schoolId: 'c', classes: 2, pupils: 30, position: { east: 8000, north: 0 } },
    ],
    teachers: teachers.map((teacher) => ({ schoolId: 'c', ...teacher }) as TinyTeacher),
  });
}

const sent = async (county: County) =>
  Object.fromEntries((await staffSites(county, policy)).teachers);

describe('who is sent', () => {
  test('a county without sites has no second program', async () => {
    const county = tinyCounty({ schools: [{ id: 's' }] });
    expect((await staffSites(county, policy)).siteProgram).toBeNull();
  });

  test('those who are there stay before anybody else is sent', async () => {
    const teachers = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id, k) => ({
      id,
      mainSubject: '体育' as const,
      siteId: k >= 6 ? 'near' : null,
    }));
    expect((await sent(centre(teachers))).near?.toSorted()).toEqual(['g', 'h']);
  });

  test('generalists go first, and by their home', async () => {
    const county = centre([
      { id: 'home', mainSubject: '语文', homeDistrictId: 'D-other' },
      ...['m1', 'm2', 'm3'].map((id) => ({ id, mainSubject: '语文' as const })),
      ...['a1', 'a2', 'a3', 'a4'].map((id) => ({ id, mainSubject: '美术' as const })),
    ]);
    const result = await sent(county);
    const all = Object.values(result).flat();
    expect(result.far).toContain('home');
    expect(all).toHaveLength(6);
    expect(all).toEqual(expect.arrayContaining(['home', 'm1', 'm2', 'm3']));
  });

  test('leaders, exempt and unplaced people and those of other categories are not sent', async () => {
    const county = centre([
      { id: 'leader', leader: true },
      {
        id: 'expecting',
        exemption: { kind: 'pregnant-nursing', missing: [], from: null, to: null },
      },
      { id: 'lost', hiring: 'unplaced', unplacedReason: 'not-hired' },
      { id: 'support', category: 'A' },
      { id: 'agency', employment: 'agency' },
      { id: 'only' },
    ]);
    const { teachers, siteProgram } = await staffSites(county, policy);
    expect([...teachers.values()].flat()).toEqual(['only']);
    expect(siteProgram?.[0]).toMatchObject({ name: 'site-coverage', value: 5, bound: 5 });
  });

  test('an exempt person who teaches at a site stays there', async () => {
    const exemption = { kind: 'illness', missing: [], from: null, to: null } as const;
    const result = await sent(centre([{ id: 'ill', siteId: 'far', exemption }]));
    expect(result.far).toEqual(['ill']);
  });

  test('the central school keeps teachers of every subject as long as it can', async () => {
    const teachers = (['语文', '数学', '英语'] as const).flatMap((mainSubject, s) =>
      Array.from({ length: 8 }, (_, k) => ({ id: `${s}${k}`, mainSubject })),
    );
    const all = Object.values(await sent(centre(teachers))).flat();
    // 3 of 12 classes are in sites: two of each eight, although all-round teachers come first.
    expect(['0', '1', '2'].map((s) => all.filter((id) => id.startsWith(s)).length)).toEqual([
      2, 2, 2,
    ]);
  });

  test('every tier is proven by exact duals', async () => {
    const county = centre(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => ({ id })));
    const { siteProgram } = await staffSites(county, policy);
    expect(siteProgram?.map(({ proof }) => proof)).toEqual(Array(7).fill('dual'));
    expect(siteProgram?.every(({ value, bound }) => value === bound)).toBe(true);
  });
});

/** Every way to send people, as the values of the first five tiers, smaller is better. */
function bestByEnumeration(county: County): number[] {
  const [school] = centralSchools(county, policy);
  const heads = new Map(school!.sites.map(({ site, heads: own }) => [site.id, own]));
  const people = school!.subjects.flatMap((subject) =>
    subject.candidates.map((candidate) => ({ subject, candidate })),
  );
  let best: number[] = [];
  const walk = (
    k: number,
    left: Map<string, number>,
    bySubject: Map<string, number>,
    soFar: number[],
  ) => {
    if (k === people.length) {
      const unfilled = [...left.values()].reduce((a, b) => a + b, 0);
      const beyond = school!.subjects.reduce(
        (sum, { id, share }) => sum + Math.max(0, (bySubject.get(id) ?? 0) - share),
        0,
      );
      const values = [unfilled, -soFar[0]!, beyond, -soFar[1]!, soFar[2]!];
      const at = values.findIndex((value, tier) => value !== best[tier]);
      if (best.length === 0 || (at >= 0 && values[at]! < best[at]!)) best = values;
      return;
    }
    const { subject, candidate } = people[k]!;
    walk(k + 1, left, bySubject, soFar);
    for (const { site, stays, distance } of candidate.sites) {
      if ((left.get(site.id) ?? 0) === 0) continue;
      walk(
        k + 1,
        new Map(left).set(site.id, left.get(site.id)! - 1),
        new Map(bySubject).set(subject.id, (bySubject.get(subject.id) ?? 0) + 1),
        [soFar[0]! + (stays ? 1 : 0), soFar[1]! + candidate.generalist, soFar[2]! + distance],
      );
    }
  };
  walk(0, heads, new Map(), [0, 0, 0]);
  return best;
}

test('is the lexicographic optimum of every way to staff the sites', async () => {
  const person = fc.record({
    mainSubject: fc.constantFrom('语文' as const, '体育' as const, '英语' as const),
    otherSubjects: fc.constantFrom<'数学'[]>([], ['数学']),
    siteId: fc.constantFrom(null, null, 'near', 'far'),
    homeDistrictId: fc.constantFrom(null, 'D-other'),
    leader: fc.constantFrom(false, false, false, true),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 1, maxLength: 7 }),
      fc.constantFrom(4, 6, 12),
      async (list, classes) => {
        const county = centre(
          list.map((each, k) => ({ id: `t${k}`, ...each })),
          classes,
        );
        const { siteProgram } = await staffSites(county, policy);
        const found = siteProgram!
          .slice(0, 5)
          .map(({ value, sense }) => (sense === 'max' ? -value : value));
        expect(found.map((value) => value + 0)).toEqual(
          bestByEnumeration(county).map((v) => v + 0),
        );
      },
    ),
    { seed: 4, numRuns: 60 },
  );
});

test('the job passes its own re-check and is the same whatever the order of the people', async () => {
  const teachers = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => ({ id }));
  const first = await establishCounty(centre(teachers), policy);
  const second = await establishCounty(centre(teachers.toReversed()), policy);
  expect(second).toEqual(first);
  expect(first.checks.filter(({ status }) => status === 'fail')).toEqual([]);
});
