/** Derived data worked by hand: retirement, distance, merit, title posts, match classes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Subject } from '../../src/domain/vocabulary.ts';
import { nearest } from '../../src/verification/arithmetic.ts';
import {
  monthNumber,
  type RetirementTrack,
  retirementMonth,
} from '../../src/verification/calendar.ts';
import { distances, roadDistance } from '../../src/verification/geography.ts';
import { meritPercents } from '../../src/verification/merit.ts';
import { exemption, isDue, moversOf } from '../../src/verification/people.ts';
import { matchClass } from '../../src/verification/subject-match.ts';
import { largestRemainder, titlePosts } from '../../src/verification/title-caps.ts';
import { mover, type TinySchool, type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';
import { policyOf } from './allocation.ts';

describe('statutory retirement month (§3.3)', () => {
  const vectors: [RetirementTrack, string, string][] = [
    ['men60', '1964-12', '2024-12'],
    ['men60', '1965-01', '2025-02'],
    ['men60', '1965-05', '2025-07'],
    ['men60', '1976-08', '2039-07'],
    ['men60', '1976-09', '2039-09'],
    ['women55', '1970-01', '2025-02'],
    ['women55', '1971-04', '2026-08'],
    ['women55', '1981-08', '2039-07'],
    ['women55', '1981-09', '2039-09'],
    ['women50', '1975-01', '2025-02'],
    ['women50', '1984-10', '2039-09'],
    ['women50', '1984-11', '2039-11'],
  ];
  it.each(vectors)('%s born %s retires %s', (track, birth, month) => {
    expect(retirementMonth(birth, track)).toBe(monthNumber(month));
  });

  const near = (teacher: Partial<TinyTeacher>) => {
    const county = tinyCounty({
      schools: [{ id: 's1' }],
      teachers: [{ id: 't', schoolId: 's1', ...teacher }],
    });
    const policy = policyOf({ exempt: { retireNeedsApplication: false } });
    return exemption(county.teachers[0]!, policy) === 'near-retirement';
  };
  it.each([
    ['men', { sex: 'M' as const }, '1970-04', '1970-05'],
    ['women', { sex: 'F' as const }, '1975-04', '1975-05'],
    ['women workers', { sex: 'F' as const, category: 'W' as const }, '1979-05', '1979-06'],
    [
      'women on the 60 track',
      { sex: 'F' as const, statutoryTrack: 'men60' as const },
      '1970-04',
      '1970-05',
    ],
  ])('%s: less than five years on 2026-09 up to the last month', (_, who, last, next) => {
    expect(near({ ...who, birth: last })).toBe(true);
    expect(near({ ...who, birth: next })).toBe(false);
  });
});

describe('exemption', () => {
  const ground = (teacher: Partial<TinyTeacher>, exempt: Record<string, unknown> = {}) => {
    const county = tinyCounty({
      schools: [{ id: 's1' }],
      teachers: [{ id: 't', schoolId: 's1', ...teacher }],
    });
    return exemption(county.teachers[0]!, policyOf({ exempt }));
  };
  const confirmed = (kind: 'near-retirement' | 'seconded' | 'sick-leave' | 'illness') => ({
    exemption: { kind, missing: [], from: null, to: null },
  });
  it('near retirement counts only on application, and only when it is near', () => {
    expect(ground({ birth: '1970-01' })).toBeNull();
    expect(ground({ birth: '1970-01', ...confirmed('near-retirement') })).toBe('near-retirement');
    expect(ground({ birth: '1990-01', ...confirmed('near-retirement') })).toBeNull();
  });
  it('birth cut-offs replace the schedule', () => {
    const exempt = {
      birthCutoffs: { men: '1963-07', women: '1968-07' },
      retireNeedsApplication: false,
    };
    expect(ground({ birth: '1968-07' }, exempt)).toBe('near-retirement');
    expect(ground({ birth: '1968-08' }, exempt)).toBeNull();
    expect(ground({ birth: '1968-07', sex: 'M' }, exempt)).toBeNull();
  });
  it('needs confirmation, and the policy switch of its kind', () => {
    expect(
      ground({ exemption: { kind: 'illness', missing: ['consent'], from: null, to: null } }),
    ).toBeNull();
    expect(ground(confirmed('illness'))).toBe('illness');
    expect(ground(confirmed('seconded'), { seconded: false })).toBeNull();
    expect(ground(confirmed('sick-leave'), { sickLeave: false })).toBeNull();
    expect(ground(confirmed('sick-leave'))).toBe('sick-leave');
  });
});

describe('movers', () => {
  const movers = (people: TinyTeacher[], raw: Record<string, unknown> = {}, quota = 2) =>
    [
      ...moversOf(tinyCounty({ schools: [{ id: 's1', quota }], teachers: people }), policyOf(raw)),
    ].sort();
  it('are the established unplaced people without leaders', () => {
    expect(
      movers([
        mover({ id: 'a', schoolId: 's1' }),
        mover({ id: 'b', schoolId: 's1', leader: true }),
        mover({ id: 'c', schoolId: 's1', employment: 'agency' }),
        mover({ id: 'd', schoolId: 's1', countsAgainstPosts: false }),
        { id: 'e', schoolId: 's1' },
      ]),
    ).toEqual(['a', 'd']);
  });
  it('subject surplus moves only from a school above its quota, or by policy', () => {
    const people = ['a', 'b'].map((id) =>
      mover({ id, schoolId: 's1', unplacedReason: 'subject-surplus' }),
    );
    expect(movers(people)).toEqual([]);
    expect(movers(people, { structuralMovers: true })).toEqual(['a', 'b']);
    expect(movers(people, {}, 1)).toEqual(['a', 'b']);
  });
  it('everybody counted is decided about in a rotation', () => {
    const people: TinyTeacher[] = [
      { id: 'a', schoolId: 's1', leader: true },
      { id: 'b', schoolId: 's1', countsAgainstPosts: false },
    ];
    expect(movers(people, { round: 'rotation' })).toEqual(['a']);
  });
  it('are due after more than two hire terms', () => {
    const due = (start: string, category: 'T' | 'A' = 'T') => {
      const county = tinyCounty({
        schools: [{ id: 's1' }],
        teachers: [{ id: 'a', schoolId: 's1', title: 'M', schoolStart: start, category }],
      });
      return isDue(county.teachers[0]!, policyOf());
    };
    expect(due('2020-09')).toBe(false);
    expect(due('2020-08')).toBe(true);
    expect(due('2020-08', 'A')).toBe(false);
  });
});

describe('distance', () => {
  it('takes the road factor and whole hundredths of a km', () => {
    // 5 km straight · 1.30 = 6.5 km
    expect(roadDistance({ east: 0, north: 0 }, { east: 3000, north: 4000 }, 130)).toBe(650);
    // 10 m · 1.45 = 14.5 m = 1.45 hundredths
    expect(roadDistance({ east: 0, north: 0 }, { east: 10, north: 0 }, 145)).toBe(1);
  });
  it('starts from the rounded centroid of the home district, else from the old school', () => {
    const county = tinyCounty({
      schools: [
        { id: 'a', position: { east: 0, north: 0 } },
        { id: 'b', districtId: 'D-far', position: { east: 1000, north: 0 } },
        { id: 'c', districtId: 'D-far', position: { east: 2001, north: 0 } },
        { id: 'd', districtId: 'D-far', position: null },
        { id: 'e', districtId: 'D-unknown', position: null },
      ],
      teachers: [
        { id: 't1', schoolId: 'a', homeDistrictId: 'D-far' },
        { id: 't2', schoolId: 'a', homeDistrictId: 'D-unknown' },
        { id: 't3', schoolId: 'e' },
      ],
    });
    const distance = distances(county, policyOf({ distance: { roadFactorPct: 100 } }));
    const of = (t: number, s: number) => distance(county.teachers[t]!, county.schools[s]!);
    // Mean 1500.5 m rounds up to 1501 m.
    expect(of(0, 0)).toBe(150);
    expect(of(1, 1)).toBe(100);
    expect(of(2, 0)).toBeNull();
    expect(of(0, 3)).toBeNull();
  });
});

describe('merit', () => {
  const county = tinyCounty({
    schools: [{ id: 's1' }, { id: 's2' }],
    teachers: [
      { id: 'a', schoolId: 's1', merit: 9000 },
      { id: 'b', schoolId: 's1', merit: 8000 },
      { id: 'c', schoolId: 's1', merit: 8000 },
      { id: 'd', schoolId: 's1', merit: null },
      { id: 'e', schoolId: 's1', merit: 100, employment: 'agency' },
      { id: 'f', schoolId: 's2', merit: 8799 },
    ],
  });
  it('is the mid-rank percentile within the established people of the school', () => {
    const merit = meritPercents(county, policyOf());
    // a: (2·2+1)/(2·3) = 83.3 %; b, c: (0+2)/6 = 33.3 %; f alone: 50 %.
    expect(['a', 'b', 'c', 'd', 'f'].map((id) => merit.get(id))).toEqual([83, 33, 33, 50, 50]);
  });
  it('is the whole percent of the record on the raw scale', () => {
    const merit = meritPercents(county, policyOf({ merit: { scale: 'raw' } }));
    expect(['a', 'd', 'f'].map((id) => merit.get(id))).toEqual([90, 50, 87]);
  });
});

describe('title posts', () => {
  const posts = (mode: string, schools: readonly TinySchool[] = a4) =>
    titlePosts(tinyCounty({ schools }), policyOf({ titleTilt: { mode, pct: 5 } }));
  const caps = (H: number, M = 0) => ({ H, M, E: 0 });
  const a4 = [
    { id: 'r', tier: 'R' as const, stage: 'J' as const, titleCaps: caps(240) },
    { id: 'b', tier: 'B' as const, stage: 'J' as const, titleCaps: caps(157) },
    { id: 'u', tier: 'U' as const, stage: 'J' as const, titleCaps: caps(143) },
  ];
  it('A4: 27 of 540 move, 240/157/143 become 267/143/130', () => {
    const tilted = posts('pool');
    expect(['r', 'b', 'u'].map((id) => tilted.get(id)?.H)).toEqual([267, 143, 130]);
  });
  it('a weak street school receives', () => {
    const weak = [
      { id: 'b', tier: 'B' as const, titleCaps: caps(40, 20) },
      { id: 'u', tier: 'U' as const, weak: true, titleCaps: caps(60, 40) },
    ];
    expect(posts('pool', weak).get('u')).toEqual({ H: 65, HM: 108 });
  });
  it('nothing moves when one side has no posts', () => {
    expect(posts('pool', a4.slice(1)).get('b')?.H).toBe(157);
  });
  it('points add a share of the quota, factor a share of the posts', () => {
    const quota = a4.map((each) => ({ ...each, quota: 99 }));
    expect(posts('points', quota).get('r')?.H).toBe(244);
    expect(posts('factor', [{ ...a4[0]!, titleCaps: caps(39) }]).get('r')?.H).toBe(40);
    expect(posts('off').get('r')?.H).toBe(240);
  });
  it('equal remainders go to the larger post number, then to the smaller id', () => {
    const shares = (...list: [string, number][]) => list.map(([id, cap]) => ({ id, cap }));
    expect(largestRemainder(1, shares(['b', 2], ['a', 2]))).toEqual([0, 1]);
    // 2·1/4 and 2·3/4 have remainder 1/2 each.
    expect(largestRemainder(2, shares(['a', 1], ['b', 3]))).toEqual([0, 2]);
  });
  it('shares add up and stay below one head of the exact share', () => {
    const list = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(list, fc.nat(100), (given, pct) => {
        const total = given.reduce((a, b) => a + b, 0);
        fc.pre(total > 0);
        const pool = Math.floor((total * pct) / 100);
        const result = largestRemainder(
          pool,
          given.map((cap, k) => ({ id: `s${k}`, cap })),
        );
        expect(result.reduce((a, b) => a + b, 0)).toBe(pool);
        result.forEach((each, k) => {
          expect(Math.abs(each * total - pool * given[k]!)).toBeLessThan(total);
          expect(each).toBeLessThanOrEqual(given[k]!);
        });
      }),
    );
  });
});

describe('match class', () => {
  const person = (teacher: Partial<TinyTeacher>) =>
    tinyCounty({ schools: [{ id: 's' }], teachers: [{ id: 't', schoolId: 's', ...teacher }] })
      .teachers[0]!;
  const match = (teacher: Partial<TinyTeacher>, subject: Subject | null, stage: 'P' | 'J' = 'P') =>
    matchClass({ policy: policyOf() }, person(teacher), { stage, category: 'T', subject });
  it('goes down the classes in order', () => {
    const rich: Partial<TinyTeacher> = {
      mainSubject: '语文',
      otherSubjects: ['数学'],
      certificates: [{ stage: 'J', subject: '英语' }],
    };
    expect(match(rich, '语文')).toBe(100);
    expect(match(rich, '数学')).toBe(60);
    expect(match(rich, '英语')).toBe(50);
    expect(match({ mainSubject: '数学' }, '语文')).toBe(40);
    expect(match({ mainSubject: '数学' }, '语文', 'J')).toBe(0);
    expect(match({ mainSubject: '体育' }, '科学')).toBe(30);
    expect(match({ mainSubject: '体育' }, '科学', 'J')).toBe(0);
    expect(match({ mainSubject: '体育' }, '音乐')).toBe(0);
  });
  it('asks for the same category outside teaching', () => {
    const post = { stage: 'P', category: 'A', subject: null } as const;
    expect(matchClass({ policy: policyOf() }, person({ category: 'A' }), post)).toBe(100);
    expect(matchClass({ policy: policyOf() }, person({ category: 'W' }), post)).toBe(0);
    expect(matchClass({ policy: policyOf() }, person({}), post)).toBe(0);
    expect(match({ category: 'A' }, '语文')).toBe(0);
  });
});

it('⌊a/b⌉ rounds halves up, below zero too', () => {
  expect([nearest(1, 2), nearest(-1, 2), nearest(-3, 2), nearest(5, 3)]).toEqual([1, 0, -1, 2]);
});
