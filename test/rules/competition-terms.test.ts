/** Whom the tiers of the competitions prefer, in what order, and what a placement is called (I05, I06, E01, E02, S06, R08). */
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import { moveKind } from '../../src/rules/move-kind.ts';
import {
  competitionMerit,
  equalConditions,
  wishPercent,
  wishRank,
} from '../../src/rules/objective-terms.ts';
import { tiersOf } from '../../src/rules/tier-order.ts';
import { type Scene, scene } from '../support/competition-scene.ts';
import type { TinyTeacher } from '../support/tiny-county.ts';

type Raw = Record<string, unknown>;
const inSchool = { round: 'in-school' } as const;
const inDistrict = { round: 'in-district' } as const;

test('a late form has no wishes in any round (S06)', () => {
  const wishes = [{ schoolId: 'home', postGroupId: null }];
  const of = (formLate: boolean) => scene({ ...inSchool, teacher: { wishes, formLate } });
  const seen = (at: ReturnType<typeof of>) => [wishPercent(...at), wishRank(at[0], at[1])];
  expect(seen(of(false))).toEqual([100, 1]);
  expect(seen(of(true))).toEqual([0, null]);
});

describe('the record (I06, E01, E02)', () => {
  const points = (teacher: Partial<TinyTeacher>, change: Partial<Scene> = {}) => {
    const [person, , round] = scene({
      ...inSchool,
      policy: { 'merit.scale': 'raw' },
      ...change,
      teacher: { assessments: [], ...teacher },
    });
    return competitionMerit(person, round);
  };
  test.each([
    ['no record', {}, 50],
    ['a total', { merit: 8390 }, 83],
    ['a total counts before a grade', { merit: 8390, assessments: ['fail' as const] }, 83],
    ['excellent', { assessments: ['fail' as const, 'excellent' as const] }, 100],
    ['pass', { assessments: ['pass' as const] }, 70],
    ['basic', { assessments: ['basic' as const] }, 40],
    ['fail', { assessments: ['fail' as const] }, 0],
    ['class teacher', { merit: 5000, classTeacher: true }, 53],
    ['backbone', { merit: 5000, backbone: true }, 53],
    ['a full load of Chinese in primary: 14', { merit: 5000, weeklyHours: 14 }, 53],
    ['one period less', { merit: 5000, weeklyHours: 13 }, 50],
    ['music: 18', { merit: 5000, mainSubject: '音乐' as const, weeklyHours: 17 }, 50],
    ['support staff have no load', { merit: 5000, category: 'A' as const, weeklyHours: 40 }, 50],
    ['all of it', { merit: 10_000, classTeacher: true, backbone: true, weeklyHours: 20 }, 109],
  ])('%s', (_name, teacher, sum) => {
    expect(points(teacher)).toBe(sum);
  });
  test.each([
    ['J', '英语', 12],
    ['J', '体育', 14],
    ['J', '美术', 16],
    ['H', '数学', 10],
    ['H', '历史', 12],
    ['H', '体育', 14],
    ['V', '职业专业课', 14],
    ['X', '特殊教育', 18],
  ] as const)('%s %s: a full load is %i', (stage, mainSubject, load) => {
    const home = { stage };
    const at = (weeklyHours: number) => points({ stage, mainSubject, weeklyHours }, { home });
    expect([at(load - 1), at(load)]).toEqual([50, 53]);
  });
  test('a kindergarten counts no periods', () => {
    const home = { stage: 'K' } as const;
    expect(points({ mainSubject: '学前教育', weeklyHours: 40 }, { home })).toBe(50);
  });
  test('grades stand in the percentile of the school too', () => {
    const others = [
      { id: 'x', schoolId: 'home', merit: 9000 },
      { id: 'y', schoolId: 'home', assessments: ['basic' as const] },
    ];
    // 40 < 70 < 90: one below, itself equal: ⌊100·(2·1+1)/6⌋.
    expect(points({ assessments: ['pass'] }, { policy: {}, others })).toBe(50);
    expect(points({ assessments: ['excellent'] }, { policy: {}, others })).toBe(83);
  });
  test('at equal conditions: the own subject 4, backbone 2, back from an exchange 1 (I05, R05)', () => {
    const of = (teacher: Partial<TinyTeacher>) =>
      equalConditions(...scene({ ...inSchool, teacher }));
    expect(of({})).toBe(4);
    expect(of({ mainSubject: '数学', otherSubjects: ['语文'] })).toBe(0);
    expect(of({ backbone: true, returnRight: true })).toBe(7);
  });
});

test('each round has the tiers of its own order', () => {
  const order = ['coverage', 'fewest-moves', 'merit'] as const;
  const of = (round: string, raw: Raw) => tiersOf(parsePolicy({ round, ...raw }));
  expect(of('in-school', { 'inSchool.order': [...order] })).toEqual(['coverage', 'merit']);
  expect(of('in-district', { 'inDistrict.order': [...order] })).toEqual(['coverage', 'merit']);
  expect(of('placement', { 'objective.order': [...order] })).toEqual(['coverage', 'merit']);
  expect(of('rotation', { 'objective.order': [...order] })).toEqual(['fewest-moves', 'merit']);
  expect(of('in-school', {}).slice(2, 4)).toEqual(['merit', 'same-conditions']);
});

describe('the kind of a placement (R08)', () => {
  const kind = (change: Scene) => moveKind(...scene(change));
  const asks = (schoolId: string, postGroupId: string | null = null) => ({
    stage: 'J' as const,
    volunteer: true,
    wishes: [{ schoolId, postGroupId }],
  });
  const volunteer = asks('new');
  const home = { parts: [{ stage: 'J' as const }] };
  test.each<[string, Scene]>([
    ['in-school', { ...inSchool }],
    ['in-district', { ...inDistrict }],
    ['cross-district', { round: 'placement' }],
    ['return', { round: 'placement', home: { tier: 'R' }, target: { tier: 'U' } }],
    ['transfer', { ...inDistrict, home, teacher: volunteer }],
    ['in-district', { ...inDistrict, home, teacher: { stage: 'J' } }],
    ['transfer', { ...inDistrict, home, teacher: asks('new', 'new/P/T/语文') }],
    // X18 is for who asked for a primary school first, on a form in time.
    ['in-district', { ...inDistrict, home, teacher: asks('home') }],
    ['in-district', { ...inDistrict, home, teacher: { ...volunteer, wishes: [] } }],
    ['in-district', { ...inDistrict, home, teacher: { ...volunteer, formLate: true } }],
    ['rotation', { round: 'placement', home, teacher: volunteer, target: { zone: 'mountain' } }],
    ['cross-district', { round: 'placement', home, teacher: volunteer, target: { zone: 'plain' } }],
    [
      'cross-district',
      {
        round: 'placement',
        home: { ...home, tier: 'R' },
        teacher: volunteer,
        target: { zone: 'mountain' },
      },
    ],
  ])('%s', (expected, change) => {
    expect(kind(change)).toBe(expected);
  });
});
