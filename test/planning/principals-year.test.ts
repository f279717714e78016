/** Heads in the year's end: an appointment goes before the decisions of the rounds. */
import { expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import { appointHeads, rollover, type YearDecision } from '../../src/planning/rollover/index.ts';
import { tinyCounty } from '../support/tiny-county.ts';
import { deputy, head } from '../support/tiny-heads.ts';

const POLICY = parsePolicy({});
const COUNTY = tinyCounty({
  schools: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
  groups: ['a', 'b', 'c'].map((schoolId) => ({ schoolId, posts: 3, openings: 0 })),
  teachers: [head('h', 'a', '2020-09'), deputy('d', 'b', { hiring: 'unplaced' })],
});
const post = (schoolId: string) => `${schoolId}/P/T/语文`;
const decide = (teacherId: string, schoolId: string | null): YearDecision =>
  schoolId === null
    ? { teacherId, kind: 'standby', postGroupId: null }
    : { teacherId, kind: 'direct', postGroupId: post(schoolId) };
const APPOINTED = [
  { teacherId: 'h', schoolId: 'b' },
  { teacherId: 'd', schoolId: 'a' },
];
const heads = (...decisions: YearDecision[]) => appointHeads(COUNTY, APPOINTED, decisions, POLICY);

test('the post at the old school, or standby, is left for the office', () => {
  const begun = heads(decide('h', 'a'), decide('d', null));
  expect(begun).toMatchObject({ decisions: [], headsAppointed: ['d', 'h'], headsLeft: [] });
  const { county } = rollover(begun.county, begun.decisions, POLICY);
  expect(county.teachers.map(({ id, schoolId, hiring }) => [id, schoolId, hiring])).toEqual([
    ['d', 'a', 'direct'],
    ['h', 'b', 'hired'],
  ]);
});

test('a post at the new school is taken; a third school is refused', () => {
  expect(heads(decide('h', 'b')).decisions).toEqual([decide('h', 'b')]);
  expect(() => heads(decide('h', 'c'))).toThrow(/第三所学校/);
});

test('nobody but the heads is touched', () => {
  const { decisions } = appointHeads(COUNTY, [], [decide('d', null)], POLICY);
  expect(decisions).toEqual([decide('d', null)]);
});
