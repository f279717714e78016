/** A year's end: the honest one passes; one changed field of a person, a post or the county is refused. */
import { describe, expect, test } from 'vitest';
import type { County, PostGroup, Teacher } from '../../../src/domain/county.ts';
import { parsePolicy } from '../../../src/domain/policy.ts';
import { rollover, type YearDecision } from '../../../src/planning/rollover/index.ts';
import { verifyRollover } from '../../../src/verification/index.ts';
import { tinyCounty } from '../../support/tiny-county.ts';
import { head } from '../../support/tiny-heads.ts';

const policy = parsePolicy({ round: 'rotation' });
const away = (until: string, since = '2024-09') => ({
  exchange: { homeSchoolId: 'u', homePostGroupId: 'u/P/T/数学', since, until },
  boundUntil: until,
});
const before = tinyCounty({
  schools: [
    { id: 'u', quota: 20 },
    { id: 'r', tier: 'R', quota: 20 },
  ],
  groups: [
    { schoolId: 'u', posts: 6, openings: 1 },
    { schoolId: 'u', subject: '数学', posts: 2, openings: 1 },
    { schoolId: 'r', posts: 6, openings: 3, mustFill: 1 },
  ],
  teachers: [
    { id: 'goes', schoolId: 'u', wishes: [{ schoolId: 'r', postGroupId: null }] },
    { id: 'moves', schoolId: 'u', otherSubjects: ['数学'] },
    { id: 'stands', schoolId: 'u' },
    { id: 'direct', schoolId: 'u' },
    { id: 'back', schoolId: 'r', assessments: ['pass', 'pass'], ...away('2027-08') },
    { id: 'stays', schoolId: 'r', ...away('2027-08') },
    { id: 'over', schoolId: 'r', ...away('2026-08', '2023-09') },
    { id: 'on', schoolId: 'r', ...away('2028-08', '2025-09') },
    {
      id: 'ill',
      schoolId: 'r',
      countsAgainstPosts: false,
      exemption: { kind: 'illness', missing: [], from: null, to: '2027-01' },
    },
    head('leads', 'r', '2024-09', { boundUntil: '2027-08' }),
  ],
});
const decisions: YearDecision[] = [
  { teacherId: 'goes', kind: 'rotation', postGroupId: 'r/P/T/语文' },
  { teacherId: 'moves', kind: 'cross-district', postGroupId: 'r/P/T/语文' },
  { teacherId: 'stands', kind: 'standby', postGroupId: null },
  { teacherId: 'direct', kind: 'direct', postGroupId: 'u/P/T/语文' },
];
const year = { policy, decisions, stays: ['stays'] };
const after = rollover(before, decisions, policy, year).county;

const refused = (changed: County, what: string) => {
  const { accepted, findings } = verifyRollover(before, year, changed);
  expect(accepted).toBe(false);
  expect(findings.join('\n')).toContain(what);
};
const withPerson = (id: string, change: Partial<Teacher>): County => ({
  ...after,
  teachers: after.teachers.map((each) => (each.id === id ? { ...each, ...change } : each)),
});

test('the honest year passes', () => {
  expect(verifyRollover(before, year, after).findings).toEqual([]);
});

/** Another value of the same kind. */
function other(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (Array.isArray(value)) return [...value, 'x'];
  return `${value}x`;
}

describe('one changed field of a person', () => {
  const fields = (Object.keys(after.teachers[0] as Teacher) as (keyof Teacher)[]).filter(
    (field) => field !== 'id',
  );
  test.each(fields)('%s', (field) => {
    for (const person of after.teachers)
      refused(
        withPerson(person.id, { [field]: other(person[field]) }),
        `${person.id}: ${field} is not`,
      );
  });
});

describe('one changed post or part of the county', () => {
  const fields = Object.keys(after.postGroups[0] as PostGroup) as (keyof PostGroup)[];
  test.each(fields)('%s of a post group', (field) => {
    const [first, ...rest] = after.postGroups;
    const changed = { ...first, [field]: other(first?.[field]) } as PostGroup;
    refused({ ...after, postGroups: [changed, ...rest] }, 'the openings are not');
  });

  test.each(['districts', 'schools', 'approved', 'sites', 'researchers'] as const)(
    '%s',
    (field) => {
      refused({ ...after, [field]: [...after[field], { id: 'x' }] } as County, `the ${field} of`);
    },
  );

  test('a post that disappears, another name of the county', () => {
    refused({ ...after, postGroups: after.postGroups.slice(1) }, 'post table changes');
    refused({ ...after, name: 'x' }, 'the name of');
  });
});

test('nobody is lost, comes from nowhere or is there twice', () => {
  const [first, ...rest] = after.teachers as [Teacher, ...Teacher[]];
  refused({ ...after, teachers: rest }, `${first.id} is lost`);
  refused(
    { ...after, teachers: [...after.teachers, { ...first, id: 'x' }] },
    'x comes from nowhere',
  );
  refused({ ...after, teachers: [...after.teachers, first] }, 'twice');
});

test.each([
  ['is decided and not on the roster', { teacherId: 'x', postGroupId: null }],
  ['is decided twice', { teacherId: 'goes', postGroupId: null }],
  ['which is no post', { teacherId: 'on', postGroupId: 'x' }],
  ['is on an exchange and is sent elsewhere', { teacherId: 'on', postGroupId: 'u/P/T/语文' }],
])('a decision that %s', (what, decision) => {
  const wrong = [...decisions, { kind: 'in-school' as const, ...decision }];
  const { findings } = verifyRollover(before, { ...year, decisions: wrong }, after);
  expect(findings.join('\n')).toContain(what);
});

test('nobody stays where no exchange ends', () => {
  const { findings } = verifyRollover(before, { ...year, stays: ['stays', 'on', 'moves'] }, after);
  expect(findings.filter((each) => each.includes('R05'))).toHaveLength(2);
});

test('a finding shows no personal value', () => {
  const { findings } = verifyRollover(
    before,
    year,
    withPerson('goes', { name: '张三', birth: '1970-01' }),
  );
  expect(findings.join()).not.toMatch(/张三|1970/);
});
