/** Who takes part, who counts, who keeps a place (A10, A11, A14, A17, I08, Q22, Q23, R01). */
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import { isCounted, isDue, isPlaceable, participants } from '../../src/rules/movers.ts';
import { prepareRound } from '../../src/rules/round.ts';
import { mover, type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';

type Raw = Record<string, unknown>;
const countyOf = (people: readonly TinyTeacher[], quota = 9) =>
  tinyCounty({ schools: [{ id: 's', quota }], teachers: people });
const person = (teacher: Partial<TinyTeacher>) =>
  countyOf([{ id: 't', schoolId: 's', ...teacher }]).teachers[0]!;

describe('who counts', () => {
  test.each([
    ['established', {}, true, true],
    ['outside the posts (Q23)', { countsAgainstPosts: false }, false, true],
    ['agency-hired', { employment: 'agency' as const }, false, false],
    ['temporary', { employment: 'temporary' as const }, false, false],
  ])('%s', (_, teacher, byDefault, withAbsent) => {
    expect(isCounted(person(teacher), parsePolicy({}))).toBe(byDefault);
    expect(isCounted(person(teacher), parsePolicy({ absentOutsidePosts: false }))).toBe(withAbsent);
  });
  test.each([
    ['established', true, true],
    ['agency', false, true],
    ['temporary', false, false],
    ['other', false, false],
  ] as const)('may be placed: %s (Q22)', (employment, byDefault, withAgency) => {
    expect(isPlaceable(person({ employment }), parsePolicy({}))).toBe(byDefault);
    expect(isPlaceable(person({ employment }), parsePolicy({ agencyOutside: false }))).toBe(
      withAgency,
    );
  });
});

describe('who takes part', () => {
  const ids = (people: readonly TinyTeacher[], raw: Raw = {}, quota = 9) =>
    participants(countyOf(people, quota), parsePolicy(raw)).map(({ id }) => id);
  const unplaced = (id: string, more: Partial<TinyTeacher> = {}) =>
    mover({ id, schoolId: 's', ...more });
  test('a placement: the unplaced, never a leader (I08)', () => {
    const people = [unplaced('a'), unplaced('b', { leader: true }), { id: 'c', schoolId: 's' }];
    expect(ids(people)).toEqual(['a']);
  });
  test('a surplus subject moves when its school is over quota, or by policy (A17)', () => {
    const people = [unplaced('a', { unplacedReason: 'subject-surplus' })];
    expect(ids(people)).toEqual([]);
    expect(ids(people, {}, 0)).toEqual(['a']);
    expect(ids(people, { structuralMovers: true })).toEqual(['a']);
  });
  test('a rotation: everybody who counts', () => {
    const people = [
      { id: 'a', schoolId: 's', leader: true },
      { id: 'b', schoolId: 's', countsAgainstPosts: false },
      unplaced('c', { employment: 'agency' }),
    ];
    expect(ids(people, { round: 'rotation' })).toEqual(['a']);
    expect(ids(people, { round: 'rotation', absentOutsidePosts: false })).toEqual(['a', 'b']);
    expect(ids(people, { round: 'rotation', agencyOutside: false })).toEqual(['a']);
  });
});

describe('who is due (R01, A11)', () => {
  const due = (teacher: Partial<TinyTeacher>, raw: Raw = {}) =>
    isDue(person({ title: 'M', schoolStart: '2020-08', ...teacher }), parsePolicy(raw));
  test('more than six years at the school, middle title or above, a teacher', () => {
    expect(due({})).toBe(true);
    expect(due({ title: 'H' })).toBe(true);
    expect(due({ title: 'E' })).toBe(false);
    expect(due({ category: 'A' })).toBe(false);
    expect(due({ stage: 'H' })).toBe(false);
  });
  test('six years to the month: not over two terms, but two terms', () => {
    expect(due({ schoolStart: '2020-09' })).toBe(false);
    const from = { rotation: { dueFrom: 'two-terms' } };
    expect(due({ schoolStart: '2020-09' }, from)).toBe(true);
    expect(due({ schoolStart: '2020-10' }, from)).toBe(false);
  });
  test('not while a ground keeps the person out', () => {
    expect(due({ exemption: { kind: 'illness', missing: [], from: null, to: null } })).toBe(false);
    expect(
      due({ exemption: { kind: 'illness', missing: ['consent'], from: null, to: null } }),
    ).toBe(true);
  });
});

describe('who may leave in a rotation', () => {
  const mayMove = (teacher: Partial<TinyTeacher>, posts = 9) => {
    const county = tinyCounty({
      schools: [{ id: 's' }],
      groups: [{ schoolId: 's', posts, openings: 0 }],
      teachers: [{ id: 't', schoolId: 's', ...teacher }],
    });
    return prepareRound(county, parsePolicy({ round: 'rotation' })).people[0]!.mayMove;
  };
  test('the due, the willing, the surplus; never leaders, direct hires or support staff', () => {
    expect(mayMove({})).toBe(false);
    expect(mayMove({ title: 'M', schoolStart: '2010-09' })).toBe(true);
    expect(mayMove({ volunteer: true })).toBe(true);
    expect(mayMove({}, 0)).toBe(true);
    expect(mayMove({ volunteer: true, leader: true })).toBe(false);
    expect(mayMove({ volunteer: true, hiring: 'direct' })).toBe(false);
    expect(mayMove({ volunteer: true, category: 'W' })).toBe(false);
  });
});

test('an exempt loser keeps the home post, or leaves it free (A14)', () => {
  const exemption = { kind: 'illness', missing: [], from: null, to: null } as const;
  const county = countyOf([mover({ id: 't', schoolId: 's', exemption })]);
  const settled = (raw: Raw) => prepareRound(county, parsePolicy(raw)).schools[0]!.settled;
  expect(settled({})).toBe(1);
  expect(settled({ exempt: { keepsHomePost: false } })).toBe(0);
});
