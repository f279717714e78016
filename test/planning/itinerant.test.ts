/** 走教方案 by hand (W01–W06): who is sent where, on how many days, at what distance, and what is told where nobody can go. */
import { describe, expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { propose } from '../../src/planning/index.ts';
import { afterProposal, planItinerant } from '../../src/planning/itinerant/index.ts';
import { weeklyPeriods } from '../../src/rules/establishment/curriculum.ts';
import { placesOf } from '../../src/rules/itinerant/places.ts';
import { mayServe } from '../../src/rules/itinerant/reach.ts';
import { mover } from '../support/tiny-county.ts';
import { music, town } from '../support/tiny-itinerant.ts';

const MUSIC = { 'itinerant.subjects': ['音乐'] };
const planned = async (county: County, policy: Record<string, unknown> = {}) =>
  (await planItinerant(county, parsePolicy({ ...MUSIC, ...policy }))).plan;
const values = ({ tiers }: Awaited<ReturnType<typeof planned>>) => tiers.map(({ value }) => value);

describe('lessons a week by the curriculum (L06)', () => {
  const evenly = (stage: 'P' | 'J', classes: number) => ({ stage, classes, classesByGrade: null });
  test('two periods of music a class in primary schools, one in junior ones', () => {
    expect(weeklyPeriods(evenly('P', 4), '音乐')).toBe(8);
    expect(weeklyPeriods(evenly('J', 4), '音乐')).toBe(4);
  });
  test('evenly spread classes count with the mean hours, rounded up', () => {
    // 1 1 2 2 2 2: ten sixths of a period for each of four classes.
    expect(weeklyPeriods(evenly('P', 4), '科学')).toBe(7);
    expect(weeklyPeriods(evenly('P', 6), '体育')).toBe(20);
  });
  test('classes by grade count with the hours of their grades', () => {
    const low = { stage: 'P' as const, classes: 3, classesByGrade: [2, 1, 0, 0, 0, 0] };
    expect(weeklyPeriods(low, '科学')).toBe(3);
    expect(weeklyPeriods(low, '信息科技')).toBe(0);
    const high = { stage: 'P' as const, classes: 3, classesByGrade: [0, 0, 0, 0, 2, 1] };
    expect(weeklyPeriods(high, '信息科技')).toBe(3);
    expect(weeklyPeriods(high, '劳动综合')).toBe(6);
    expect(weeklyPeriods(high, '心理')).toBe(2);
  });
  test('no table, no lessons', () => {
    expect(weeklyPeriods({ stage: 'H', classes: 9, classesByGrade: null }, '音乐')).toBe(0);
    expect(weeklyPeriods(evenly('P', 9), '物理')).toBe(0);
  });
});

describe('a post at the central school serves its site (W01)', () => {
  test('8 periods are three days of 3.6; 3 km of road factor 1.3, there and back', async () => {
    const plan = await planned(town([music('a', 'c')]));
    expect(values(plan).slice(0, 3)).toEqual([40, 2 * 390 * 3, 1]);
    expect(plan.trips).toMatchObject([
      { teacherId: 'a', homePlaceId: 'c/P', placeId: 'c-1', days: 3, allowance: 150, match: 100 },
    ]);
    expect(new Set(plan.trips[0]?.weekdays).size).toBe(3);
    expect(plan.coverage).toMatchObject([{ need: 40, before: 0, travelling: 40, after: 40 }]);
    expect(plan.findings).toEqual([]);
  });

  test('the home place keeps its own lessons: one teacher, nine classes, nobody to send', async () => {
    // 9 classes on the campus beside the 4 of the site: 18 periods, a full load.
    const schools = [{ id: 'c', classes: 13 }];
    const alone = await planned(town([music('a', 'c')], { schools }));
    expect(alone.trips).toEqual([]);
    expect(alone.findings).toMatchObject([
      { code: 'gap-left', subject: '音乐', missing: 40, heads: 1 },
    ]);
    const two = await planned(town([music('a', 'c'), music('b', 'c')], { schools }));
    expect(values(two).slice(0, 3)).toEqual([40, 2340, 1]);
    const given = two.teachers.reduce((sum, { homeAfter }) => sum + homeAfter, 0);
    expect(given).toBeGreaterThanOrEqual(90);
    expect(two.teachers.every((row) => row.homeAfter + row.away <= row.norm)).toBe(true);
  });

  test('lessons told are dealt out anew among the teachers of the subject', async () => {
    // 14 and 4 of 18 periods told: the first keeps 14, the second has 14 periods, three days, to give.
    const people = [music('a', 'c', { weeklyHours: 14 }), music('b', 'c', { weeklyHours: 4 })];
    const plan = await planned(town(people, { schools: [{ id: 'c', classes: 13 }] }));
    const weeks = new Map(plan.teachers.map((row) => [row.teacherId, row]));
    const sent = plan.trips[0]?.teacherId as string;
    expect(weeks.get(sent)?.away).toBe(54);
    expect(plan.teachers.reduce((sum, { homeAfter }) => sum + homeAfter, 0)).toBe(90);
  });

  test('class teachers and leaders stay', async () => {
    expect((await planned(town([music('a', 'c', { classTeacher: true })]))).trips).toEqual([]);
    expect((await planned(town([music('a', 'c', { leader: true })]))).trips).toEqual([]);
  });

  test('at most maxDaysAway days away; the rest takes a second teacher', async () => {
    const policy = { 'itinerant.maxDaysAway': 2 };
    const one = await planned(town([music('a', 'c')]), policy);
    expect(values(one)[0]).toBe(36);
    const two = await planned(town([music('a', 'c'), music('b', 'c')]), policy);
    expect(values(two).slice(0, 3)).toEqual([40, 2340, 2]);
  });

  test('fewest teachers travel: one goes three days rather than two go', async () => {
    const plan = await planned(town([music('a', 'c'), music('b', 'c'), music('d', 'c')]));
    expect(plan.trips.map(({ days }) => days)).toEqual([3]);
  });
});

describe('who may go where (W02, W04, W05)', () => {
  const serve = (from: string, to: string, scope: 'central-school' | 'town' | 'community') => {
    const county = town([], {
      sites: [{ id: 'c-1', schoolId: 'c', classes: 4 }],
      schools: [{ id: 'u', classes: 4 }],
    });
    const places = new Map(placesOf(county).map((place) => [place.id, place]));
    const [home, place] = [places.get(from), places.get(to)];
    if (home === undefined || place === undefined) throw new Error(`${from}, ${to}`);
    return mayServe(home, place, scope);
  };
  test.each([
    ['c/P', 'c-1', 'central-school', true],
    ['t/P', 'c-1', 'central-school', false],
    ['t/P', 'c-1', 'town', true],
    ['b/P', 'c-1', 'town', false],
    ['b/P', 'c-1', 'community', true],
    ['b/P', 'c/P', 'community', false],
    ['c/P', 'u/P', 'community', true],
    ['t/P', 'u/P', 'community', false],
    ['o/P', 'c-1', 'community', false],
  ] as const)('%s → %s within %s: %s', (from, to, scope, may) => {
    expect(serve(from, to, scope)).toBe(may);
  });

  test('inside the community the order of flow is not asked, so a rural teacher goes up to a weak street school', async () => {
    const centre = { id: 'c', classes: 0 };
    const schools = [centre, { id: 'u', classes: 4 }];
    const plan = await planned(town([music('a', 'c')], { schools, sites: [] }));
    expect(plan.trips).toMatchObject([{ placeId: 'u/P', days: 3 }]);
    const outside = [centre, { id: 'u', classes: 4, community: null }];
    expect((await planned(town([music('a', 'c')], { schools: outside, sites: [] }))).trips).toEqual(
      [],
    );
  });

  test('a limit on the way is kept, and a place without position is named', async () => {
    const county = town([music('a', 'b')]);
    expect((await planned(county)).trips).toHaveLength(1);
    expect((await planned(county, { 'distance.maxKm': 20 })).trips).toEqual([]);
    const lost = town([music('a', 'c')], {
      sites: [{ id: 'c-1', schoolId: 'c', classes: 4, position: null }],
    });
    expect((await planned(lost)).findings.map(({ code }) => code)).toEqual([
      'gap-left',
      'no-position',
    ]);
  });
});

describe('what is taught (W03)', () => {
  test('a further subject counts at 60, one on the certificate alone does not', async () => {
    const second = town([music('a', 'c', { mainSubject: '数学', otherSubjects: ['音乐'] })]);
    expect((await planned(second)).trips).toMatchObject([{ match: 60, fifthsPerDay: 18 }]);
    const paper = { stage: 'P', subject: '音乐' } as const;
    const certified = town([music('a', 'c', { mainSubject: '数学', certificates: [paper] })]);
    expect((await planned(certified)).trips).toEqual([]);
  });

  test('the certificate must cover the stage of the place (L02)', async () => {
    const schools = [
      { id: 'u', classes: 8, stage: 'J' as const },
      { id: 'c', classes: 0 },
    ];
    const sent = async (stage: 'P' | 'J') => {
      const certificates = [{ stage, subject: null }];
      const county = town([music('a', 'c', { certificates })], { schools, sites: [] });
      return (await planned(county)).trips.map(({ placeId }) => placeId);
    };
    expect(await sent('P')).toEqual([]);
    expect(await sent('J')).toEqual(['u/J']);
  });

  test('people on leave, of failed assessments, unplaced or exempt are not sent; new recruits are', async () => {
    const papers = { missing: [], from: null, to: null };
    const sent = async (more: object) =>
      (await planned(town([music('a', 'c', more)]))).trips.length > 0;
    expect(await sent({ exemption: { kind: 'maternity-leave', ...papers } })).toBe(false);
    expect(await sent({ exemption: { kind: 'pregnant-nursing', ...papers } })).toBe(false);
    expect(await sent({ assessments: ['fail'] })).toBe(false);
    expect(await sent({ hiring: 'unplaced', unplacedReason: 'not-hired' })).toBe(false);
    expect(await sent({ exemption: { kind: 'new-recruit', ...papers } })).toBe(true);
  });

  test('a county without a music teacher is told so, with the heads it would take', async () => {
    const plan = await planned(town([music('a', 'c', { mainSubject: '语文' })]));
    expect(plan.trips).toEqual([]);
    expect(values(plan)).toEqual([0, 0, 0, 0, 0]);
    expect(plan.findings).toMatchObject([
      { code: 'no-teacher', subject: '音乐', missing: 40, heads: 1, places: ['c-1'] },
    ]);
    expect(plan.findings[0]?.message).toContain('全县没有能任教「音乐」的教师');
  });
});

describe('teachers elsewhere (R08, W05)', () => {
  const SENIOR = { id: 'b', stage: 'H' as const };
  const seniors = (weeklyHours: number | null) =>
    town([music('a', 'b', { weeklyHours })], { schools: [SENIOR] });

  test('whom a senior school can spare travels, with a certificate that covers the stage below', async () => {
    // 14 periods are a full load there; 4 told leave 10: three whole days of 2.8.
    const plan = await planned(seniors(4));
    expect(plan.trips).toMatchObject([{ homePlaceId: 'b/H', placeId: 'c-1', days: 3 }]);
    expect(plan.findings).toEqual([]);
    expect(plan.teachers).toMatchObject([{ norm: 70, homeBefore: 20, homeAfter: 20, away: 42 }]);
  });
  test('at a senior school nobody gives what is taught, or of hours nobody told; it is not said that there is nobody', async () => {
    for (const hours of [null, 14]) {
      const { trips, findings } = await planned(seniors(hours));
      expect(trips).toEqual([]);
      expect(findings).toMatchObject([{ code: 'gap-left', missing: 40 }]);
    }
  });
  test('teachers of a kindergarten, or unplaced, are told of, not denied', async () => {
    const kinder = town([music('a', 'o')], { schools: [{ id: 'o', stage: 'K' }] });
    const out = town([mover(music('a', 'o'))]);
    for (const county of [kinder, out]) {
      const { findings } = await planned(county);
      expect(findings).toMatchObject([{ code: 'none-at-work', missing: 40, heads: 1 }]);
      expect(findings[0]?.message).toContain('全县登记有「音乐」学科教师 1 人');
    }
  });
});

describe('researchers (W06)', () => {
  const researcher = {
    ...({ id: 'r', subject: '音乐', stage: 'P', schoolId: 'c' } as const),
    ...{ since: '2019-09', lastInSchool: null },
  };
  const county = (more: object = {}) =>
    town([], { researchers: [{ ...researcher, ...more }], schools: [{ id: 'c', classes: 10 }] });
  const policy = { researchersTeach: true, referenceMonth: '2026-09' };

  test('100 periods in 20 weeks are five periods a week at the school they are assigned to', async () => {
    const plan = await planned(county(), policy);
    expect(plan.researchers).toMatchObject([{ fifths: 25, years: 7, owesYear: true }]);
    const campus = plan.coverage.find(({ placeId }) => placeId === 'c/P');
    expect(campus).toMatchObject({ need: 60, before: 0, researchers: 25, after: 25 });
  });
  test('they free a teacher of the place to travel', async () => {
    const one = (researchersTeach: boolean) =>
      planned(
        town([music('a', 'c')], { researchers: [researcher], schools: [{ id: 'c', classes: 12 }] }),
        { ...policy, researchersTeach },
      );
    // 16 periods of 18 at home leave no whole day; with five of them given by the researcher one day is free.
    expect((await one(false)).trips).toEqual([]);
    expect((await one(true)).trips).toMatchObject([{ teacherId: 'a', days: 1 }]);
  });
  test('without a school, off, or in another subject they give nothing, and the list says why', async () => {
    const why = async (more: object, asked: Record<string, unknown> = policy) =>
      (await planned(county(more), asked)).researchers[0];
    expect(await why({ schoolId: null })).toMatchObject({ fifths: 0, reason: 'no-school' });
    expect(await why({ stage: 'H' })).toMatchObject({ fifths: 0, reason: 'no-such-stage' });
    expect(await why({ subject: '语文' })).toMatchObject({ reason: 'not-itinerant-subject' });
    expect(await why({}, {})).toMatchObject({ fifths: 0, reason: 'not-asked' });
  });
  test('a year in a school starts the count anew', async () => {
    const plan = await planned(county({ lastInSchool: '2024-08' }), policy);
    expect(plan.researchers).toMatchObject([{ years: 2, owesYear: false }]);
  });
});

describe('after a placement', () => {
  const county = town([mover(music('a', 'o')), music('z', 'o', { mainSubject: '语文' })], {
    groups: [{ schoolId: 'c', subject: '音乐' }],
  });
  const policy = parsePolicy(MUSIC);

  test('whoever is placed teaches, and travels, from the new school', async () => {
    expect((await planItinerant(county, policy)).plan.findings).toMatchObject([
      { code: 'none-at-work' },
    ]);
    const outcome = await propose(county, policy);
    if (outcome.kind !== 'proposal') throw new Error(outcome.kind);
    expect(outcome.proposal.placements).toMatchObject([{ teacherId: 'a', schoolId: 'c' }]);
    const after = afterProposal(county, outcome.proposal);
    expect((await planItinerant(after, policy)).plan.trips).toMatchObject([
      { teacherId: 'a', homePlaceId: 'c/P', placeId: 'c-1', days: 3 },
    ]);
    const other = { ...county, name: 'other' };
    expect(() => afterProposal(other, outcome.proposal)).toThrow('不是由这个县');
  });
});
