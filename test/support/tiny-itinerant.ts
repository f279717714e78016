/** A town, its community and a plan by hand, for the tests of itinerant teaching. */
import { countyHash } from '../../src/domain/canonical.ts';
import type { County } from '../../src/domain/county.ts';
import type { ItinerantPlan, Trip } from '../../src/domain/itinerant.ts';
import { type Policy, policyHash } from '../../src/domain/policy.ts';
import type { Subject } from '../../src/domain/vocabulary.ts';
import { type TinyCounty, type TinySchool, type TinyTeacher, tinyCounty } from './tiny-county.ts';

/**
 * `c` is the central school of the town T with the site `c-1` (4 classes: 8 periods of music, 40 fifths, three days), `t`
 * another school of the town, `b` a bureau school of the community K, `u` a weak street school of it, `o` outside of both.
 * Campuses have no classes unless given, so they lack nothing.
 */
export function town(teachers: readonly TinyTeacher[], more: Partial<TinyCounty> = {}): County {
  const none = { classes: 0, pupils: 0 };
  const schools: TinySchool[] = [
    { id: 'b', tier: 'B', community: 'K', position: { east: 0, north: 20_000 }, ...none },
    { id: 'c', tier: 'R', districtId: 'T', community: 'K', ...none, classes: 4 },
    { id: 'o', tier: 'B', position: { east: 0, north: 1000 }, ...none },
    { id: 't', tier: 'R', districtId: 'T', position: { east: 5000, north: 0 }, ...none },
    { id: 'u', tier: 'U', community: 'K', weak: true, position: { east: 0, north: 9000 }, ...none },
  ];
  const sites = [{ id: 'c-1', schoolId: 'c', classes: 4, position: { east: 3000, north: 0 } }];
  const changed = new Map((more.schools ?? []).map((school) => [school.id, school]));
  return tinyCounty({
    sites,
    ...more,
    schools: schools.map((school) => ({ ...school, ...changed.get(school.id) })),
    teachers,
  });
}

/** A music teacher. */
export const music = (
  id: string,
  schoolId: string,
  more: Partial<TinyTeacher> = {},
): TinyTeacher => ({
  id,
  schoolId,
  mainSubject: '音乐',
  ...more,
});

/** One trip by hand: music, main subject, on the first weekdays. */
export function trip(
  teacherId: string,
  homePlaceId: string,
  placeId: string,
  more: Partial<Trip> = {},
): Trip {
  const schoolOf = (id: string) => id.split(/[/-]/)[0] as string;
  const days = more.days ?? 1;
  return {
    teacherId,
    homeSchoolId: schoolOf(homePlaceId),
    homePlaceId,
    placeId,
    schoolId: schoolOf(placeId),
    subject: '音乐' as Subject,
    match: 100,
    days,
    weekdays: Array.from({ length: days }, (_, day) => day + 1),
    fifthsPerDay: 18,
    distance: 390,
    allowance: 50 * days,
    ...more,
  };
}

/** A plan that claims nothing but what is given. */
export function claim(
  county: County,
  policy: Policy,
  given: Partial<Pick<ItinerantPlan, 'trips' | 'coverage' | 'researchers' | 'teachers'>>,
): ItinerantPlan {
  return {
    format: 'tiaopei-itinerant/1',
    county: { name: county.name, hash: countyHash(county) },
    policy: { hash: policyHash(policy), values: policy },
    solver: { backend: '', version: '' },
    tiers: [],
    program: { kinds: 0, pairs: 0, lacks: 0, hash: '' },
    trips: [],
    coverage: [],
    teachers: [],
    researchers: [],
    findings: [],
    ruleChecks: [],
    certificate: null,
    ...given,
  };
}
