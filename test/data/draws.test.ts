/** Every topic has its own dice: what was drawn before duties, records and leaders came in is drawn to this day. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ScaleName } from '../../data/index.ts';
import { isConfirmed, type Teacher } from '../../src/domain/county.ts';
import { countyOf } from './counties.ts';

const ALWAYS = [
  ...['id', 'name', 'sex', 'birth', 'schoolId', 'employment', 'countsAgainstPosts', 'category'],
  ...['stage', 'leader', 'mainSubject', 'otherSubjects', 'certificates', 'title', 'schoolStart'],
  ...['ruralYears', 'merit', 'backbone', 'degree', 'hiring', 'unplacedReason', 'statutoryTrack'],
  ...['teachable', 'examPassed', 'returnRight'],
] as (keyof Teacher)[];
/** Forms: of the placement round only; the other scales had none. */
const FORMS = [
  ...['documentsComplete', 'kinSchoolIds', 'refusedPostGroupIds'],
] as (keyof Teacher)[];
const LAST = ['homeDistrictId', 'volunteer', 'siteId'] as (keyof Teacher)[];

function digest(scale: ScaleName, seed: number): string {
  const { county, extras } = countyOf(scale, seed);
  const keys = [...ALWAYS, ...(scale === 'round' ? [...FORMS, 'wishes', 'obeys'] : []), ...LAST];
  const people = county.teachers.map((teacher) => [
    // Kindergarten teachers keep their own certificate beside the higher one since then.
    ...keys.map((key) =>
      key === 'certificates' ? teacher[key].slice(-1) : teacher[key as keyof Teacher],
    ),
    ...[teacher.exemption?.kind ?? null, isConfirmed(teacher.exemption)],
  ]);
  const { districts, schools, postGroups, approved, sites } = county;
  const files = [...extras.people].map(([id, { idNumber, workStart }]) => [
    id,
    idNumber,
    workStart,
  ]);
  const text = JSON.stringify([people, districts, schools, postGroups, approved, sites, files]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

it.each([
  ['round', 1, '006e1b8f0b518c18'],
  ['round', 2, '5058874194cf5bc6'],
  ['round', 3, 'a18fa3d63cc361a9'],
  ['county', 1, '46eaf9e698c20541'],
  ['county', 2, '70082a16a1b536f4'],
  ['county', 3, 'd0bb175571f4a393'],
] as const)('scale %s, seed %i', (scale, seed, expected) => {
  expect(digest(scale, seed)).toBe(expected);
});
