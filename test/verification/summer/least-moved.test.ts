/** Smaller changes of an appeal in a large competition: too many to try are not made either. */
import { expect, test } from 'vitest';
import { parsePolicy } from '../../../src/domain/policy.ts';
import type { Decision } from '../../../src/domain/summer.ts';
import { minimality } from '../../../src/verification/summer/least-moved.ts';
import type { Step } from '../../../src/verification/summer/replay.ts';
import { tinyCounty } from '../../support/tiny-county.ts';

const SCHOOLS = Array.from({ length: 100 }, (_, k) => `s${k}`);
const PEOPLE = Array.from({ length: 300 }, (_, k) => `p${k}`);

/** Everybody of school h is hired at one of a hundred posts of the town, each with room for all. */
const county = tinyCounty({
  schools: ['h', ...SCHOOLS].map((id) => ({ id, districtId: 'D', quota: 400 })),
  groups: SCHOOLS.map((schoolId) => ({ schoolId, posts: 300, openings: 0 })),
  teachers: PEOPLE.map((id) => ({ id, schoolId: 'h' })),
});
const hires = PEOPLE.map((teacherId, k): Decision => {
  const postGroupId = `${SCHOOLS[k % 100]}/P/T/语文`;
  const form = { ground: null, batch: null, contractMonths: 36 };
  return { teacherId, kind: 'in-district', postGroupId, ...form };
});
const step: Step = {
  ...{ name: 'in-district', stage: 'in-district', round: 'in-district' },
  ...{ candidates: new Set(PEOPLE), hires, county, earlier: [], isOpen: () => true },
  ...{ first: false, solve: null },
};

// All of them at once would be three million lists of 300 hires, more than the memory holds.
test.each([1, 2, 3, 50])('with %i other people moved', (moved) => {
  const answered = {
    appellant: 'p0',
    awarded: null,
    before: hires,
    moved,
    pinned: new Set<string>(),
  };
  const found = minimality(parsePolicy({}), step, answered);
  expect(found).toBe(moved === 1 ? 'fewer' : 'open');
});
