/** 校长交流任职 worked by hand (P01–P04), and what a planner is told when not everything can be had. */
import { describe, expect, test } from 'vitest';
import type { Leadership } from '../../src/domain/county.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import type { HeadDemands, PrincipalsReport } from '../../src/domain/principals.ts';
import { planPrincipals, readDemands } from '../../src/planning/principals/index.ts';
import { type TinySchool, type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';
import { deputy, head } from '../support/tiny-heads.ts';

async function plan(
  schools: readonly (string | TinySchool)[],
  teachers: readonly TinyTeacher[],
  demands: Partial<HeadDemands> = {},
  raw: Record<string, unknown> = {},
): Promise<PrincipalsReport> {
  const county = tinyCounty({
    schools: schools.map((each) => (typeof each === 'string' ? { id: each } : each)),
    teachers,
  });
  const asked = readDemands(demands, county);
  return (await planPrincipals(county, parsePolicy(raw), asked)).report;
}

/** `school: head kind`. */
const places = ({ appointments }: PrincipalsReport) =>
  Object.fromEntries(
    appointments.map(({ schoolId, teacherId, kind }) => [schoolId, `${teacherId} ${kind}`]),
  );
const standings = ({ heads }: PrincipalsReport) =>
  Object.fromEntries(heads.map(({ teacherId, standing }) => [teacherId, standing]));
const failed = ({ candidates }: PrincipalsReport) =>
  Object.fromEntries(candidates.map(({ teacherId, failed }) => [teacherId, failed]));
const asides = ({ relaxation }: PrincipalsReport) =>
  relaxation?.items.map(({ kind, teacherId, schoolId }) => `${kind} ${teacherId} ${schoolId}`);

describe('P01, P02: where a head stands', () => {
  test.each([
    ['a year ago', '2025-09', 'in-term'],
    ['three years ago, to the month', '2023-09', 'free'],
    ['three years ago, less a month', '2023-10', 'in-term'],
    ['in mid-year: the term ended last winter', '2023-02', 'free'],
    ['four years ago: inside the second term', '2022-09', 'in-term'],
    ['six years ago, to the month', '2020-09', 'must-move'],
    ['six years ago, less a month', '2020-10', 'in-term'],
    ['eight years ago', '2018-09', 'must-move'],
    ['nobody knows when', null, 'in-term'],
  ])('%s', async (_, since, standing) => {
    const report = await plan(['a'], [head('h', 'a', since)]);
    expect(standings(report)).toEqual({ h: standing });
  });
  test('the limits are policy: two terms of four years, six years untouched', async () => {
    const keys = { principals: { termYears: 4, mustMoveYears: 30 } };
    const report = await plan(
      ['a', 'b', 'c'],
      [head('h', 'a', '2018-09'), head('i', 'b', '2019-09'), head('j', 'c', '2022-09')],
      {},
      keys,
    );
    expect(standings(report)).toEqual({ h: 'must-move', i: 'in-term', j: 'free' });
  });
  test('two who must move change places; the one inside a term is not touched', async () => {
    const report = await plan(
      ['a', 'b', 'c'],
      [head('h', 'a', '2019-09'), head('i', 'b', '2018-09'), head('j', 'c', '2025-09')],
    );
    expect(places(report)).toEqual({ a: 'i move', b: 'h move', c: 'j stay' });
    expect(report.status).toBe('optimal');
    expect(report.tiers.every(({ proof }) => proof === 'dual')).toBe(true);
    expect(report.heads.map(({ outcome }) => outcome)).toEqual(['moves', 'moves', 'stays']);
    expect(report.heads[0]?.reason.zh).toBe('在本校任职7年，满2届、满6年，应交流（P01, P02）');
  });
  test('one who must move and one whose term has ended change places; nobody else moves', async () => {
    const report = await plan(
      ['a', 'b', 'c'],
      [
        head('h', 'a', '2019-09'),
        head('i', 'b', '2023-09'),
        head('j', 'c', '2023-09', { kinSchoolIds: ['a'] }),
      ],
    );
    // j may not go to a: the move that goes beyond those who must is i's.
    expect(places(report)).toEqual({ a: 'i move', b: 'h move', c: 'j stay' });
    expect(report.tiers.find(({ name }) => name === 'extra-moves')?.value).toBe(1);
  });
  test('the only school: who must move leaves, and the deputy follows', async () => {
    const report = await plan(['a'], [head('h', 'a', '2019-09'), deputy('d', 'a')]);
    expect(places(report)).toEqual({ a: 'd new' });
    expect(report.heads[0]).toMatchObject({ outcome: 'leaves', toSchoolId: null });
  });
});

describe('P01, P02: back at a school', () => {
  const once = (until: string, months: number | null, more: Partial<Leadership> = {}) =>
    deputy('d', 'a', { leadership: { ...more, lastHeaded: { schoolId: 'b', until, months } } });
  test.each([
    ['a year after two terms', '2025-09', 72, []],
    ['a whole term after two terms', '2023-09', 72, ['d']],
    ['a whole term less a month', '2023-10', 72, []],
    ['a year after one term', '2025-09', 36, ['d']],
    ['a year after nobody knows how long', '2025-09', null, []],
  ])('%s', async (_, until, months, leads) => {
    const report = await plan(['b'], [once(until, months)]);
    expect(report.appointments.map(({ teacherId }) => teacherId)).toEqual(leads);
    expect(asides(report) ?? []).toEqual(leads.length === 0 ? ['must-move d null'] : []);
  });
  test('another school is open', async () => {
    expect(places(await plan(['a'], [once('2025-09', 72)]))).toEqual({ a: 'd new' });
  });
  test('an office that counts on is part of the six years; the terms are those of the present one', async () => {
    const back = (until: string) => {
      const lastHeaded = { schoolId: 'a', until, months: 36 };
      return plan(['a'], [head('h', 'a', '2023-09', { leadership: { lastHeaded } })]);
    };
    expect((await back('2022-09')).heads[0]).toMatchObject({ standing: 'must-move', months: 72 });
    expect((await back('2020-09')).heads[0]).toMatchObject({ standing: 'free', months: 36 });
  });
  test('P03: who was head once has had the years as deputy, not those of teaching', async () => {
    const none = { deputyYears: 0, middleYears: 0 };
    expect(failed(await plan(['a'], [once('2020-09', 36, none)]))).toEqual({ d: [] });
    const fresh = once('2020-09', 36, { ...none, teachingYears: 4 });
    expect(failed(await plan(['a'], [fresh]))).toEqual({ d: ['experience'] });
  });
});

describe('P03 and the papers: who may be appointed', () => {
  const cases: readonly [string, Partial<Leadership>, readonly string[]][] = [
    ['two years as deputy', { deputyYears: 2, middleYears: 0 }, []],
    ['three at middle level', { deputyYears: 1, middleYears: 3 }, []],
    ['one and two', { deputyYears: 1, middleYears: 2 }, ['experience']],
    ['five years of teaching', { teachingYears: 5 }, []],
    ['four years of teaching', { teachingYears: 4 }, ['experience']],
    ['239 hours', { trainingHours: 239 }, ['training']],
    ['no certificate', { certificate: false }, ['certificate']],
    ['one 不合格', { reviews: ['fail', 'pass', 'pass'] }, ['not-dismissed']],
    ['two 基本合格 running', { reviews: ['pass', 'basic', 'basic'] }, ['not-dismissed']],
    ['… earlier on', { reviews: ['basic', 'basic', 'pass'] }, ['not-dismissed']],
    ['two 基本合格 with a year between', { reviews: ['basic', 'pass', 'basic'] }, []],
    ['one 基本合格', { reviews: ['basic', 'pass'] }, []],
  ];
  test.each(cases)('%s', async (_, leadership, expected) => {
    const report = await plan(['a'], [deputy('d', 'a', { leadership })]);
    expect(failed(report)).toEqual({ d: expected });
    expect(report.vacancies).toEqual(expected.length === 0 ? [] : ['a']);
  });
  test('less than a term to retirement: nobody new, but who leads may go on', async () => {
    // Women born 1972-03: 55 years in 2027-03, seven months later by the schedule.
    const old = { birth: '1972-03' } as const;
    const report = await plan(['a', 'b'], [head('h', 'a', '2023-09', old), deputy('d', 'b', old)]);
    expect(places(report)).toEqual({ a: 'h stay' });
    expect(failed(report)).toEqual({ d: ['full-term'] });
  });
  test('past retirement: leaves, and is no candidate', async () => {
    const report = await plan(['a'], [head('h', 'a', '2025-09', { birth: '1960-01' })]);
    expect(standings(report)).toEqual({ h: 'retired' });
    expect(report.vacancies).toEqual(['a']);
    expect(report.relaxation).toMatchObject({ items: [], vacant: ['a'], proven: true });
  });
  test('L09: not where a relative leads', async () => {
    const report = await plan(['a'], [deputy('d', 'a', { kinSchoolIds: ['a'] })]);
    expect(report.vacancies).toEqual(['a']);
  });
  test('away sick: no candidate', async () => {
    const until = (to: string) => ({ kind: 'sick-leave' as const, missing: [], from: null, to });
    const people = [
      deputy('d', 'a', { exemption: until('2027-01') }),
      deputy('e', 'a', { exemption: until('2026-08') }),
    ];
    const report = await plan(['a'], people);
    expect(report.candidates.map(({ teacherId }) => teacherId)).toEqual(['e']);
  });
});

describe('L02: the stage', () => {
  const junior = { id: 'j', stage: 'J' } as const;
  const withCertificate = (stage: 'P' | 'J' | 'H') => ({
    certificates: [{ stage, subject: null }],
  });
  test('a primary head with a junior certificate has not led or taught juniors', async () => {
    const report = await plan(['p', junior], [head('h', 'p', '2019-09', withCertificate('J'))]);
    expect(report.appointments).toEqual([]);
    expect(asides(report)).toEqual(['must-move h null']);
  });
  test('a nine-year school has juniors', async () => {
    const nine = { id: 'n', parts: [{ stage: 'P' as const }, { stage: 'J' as const }] };
    const report = await plan(
      [nine, junior],
      [head('h', 'n', '2019-09', { stage: 'P', ...withCertificate('J') })],
    );
    expect(places(report)).toEqual({ j: 'h move' });
  });
  test('… but the certificate must cover them', async () => {
    const nine = { id: 'n', parts: [{ stage: 'P' as const }, { stage: 'J' as const }] };
    const report = await plan(
      [nine, junior],
      [head('h', 'n', '2019-09', { stage: 'P', ...withCertificate('P') })],
    );
    expect(report.appointments).toEqual([]);
  });
  test('a junior head may lead a primary school', async () => {
    const report = await plan(['p', junior], [head('h', 'j', '2019-09', withCertificate('J'))]);
    expect(places(report)).toEqual({ p: 'h move' });
  });
});

describe('P04: reviews', () => {
  test('a head with a 不合格 leaves, also inside a term', async () => {
    const report = await plan(
      ['a'],
      [head('h', 'a', '2025-09', { leadership: { reviews: ['fail'] } }), deputy('d', 'a')],
    );
    expect(standings(report)).toEqual({ h: 'dismissed' });
    expect(places(report)).toEqual({ a: 'd new' });
  });
  const share = async (best: number, of: number, stage: 'P' | 'J') => {
    const schools = Array.from({ length: of }, (_, k) => ({ id: `s${10 + k}`, stage }));
    const heads = schools.map(({ id }, k) =>
      head(`h${10 + k}`, id, '2025-09', {
        leadership: { reviews: [k < best ? 'excellent' : 'pass'] },
      }),
    );
    const { checks } = await plan(schools, heads);
    return checks.find(({ name }) => name === 'excellent-share');
  };
  test('one 优秀 of ten is allowed, two are a warning; one of nine too', async () => {
    expect(await share(1, 10, 'P')).toMatchObject({ status: 'pass', measured: 1, limit: 1 });
    expect(await share(2, 10, 'J')).toMatchObject({ status: 'warn', measured: 2, limit: 1 });
    expect(await share(1, 9, 'P')).toMatchObject({ status: 'warn', measured: 1, limit: 0 });
  });
});

describe('the choice among plans', () => {
  test('X09: heads of strong schools go to weak ones, and back', async () => {
    const report = await plan(
      ['a', 'b', { id: 'w', weak: true }, { id: 'x', weak: true }],
      ['a', 'b', 'w', 'x'].map((id) => head(`h-${id}`, id, '2019-09')),
    );
    expect(report.tiers.find(({ name }) => name === 'two-way')?.value).toBe(6);
    const from = Object.fromEntries(
      report.appointments.map(({ schoolId, fromSchoolId }) => [schoolId, fromSchoolId]),
    );
    expect([from.a, from.b].sort()).toEqual(['w', 'x']);
  });
  test('the more experienced deputy, then the nearer one', async () => {
    const far = { east: 20_000, north: 0 };
    const report = await plan(
      ['a', { id: 'b', position: far }],
      [
        head('h', 'a', '2025-09'),
        deputy('d', 'a', { leadership: { deputyYears: 5 } }),
        deputy('e', 'a', { leadership: { deputyYears: 6 } }),
        deputy('f', 'b', { leadership: { deputyYears: 6 } }),
      ],
    );
    expect(places(report)).toEqual({ a: 'h stay', b: 'f new' });
    expect(report.appointments.find(({ schoolId }) => schoolId === 'b')?.distance).toBe(0);
  });
  test('a wish decides between two deputies, but not against a head who would lose the school', async () => {
    const deputies = [
      deputy('d', 'a', { leadership: { deputyYears: 5 } }),
      deputy('e', 'a', { leadership: { deputyYears: 9 } }),
    ];
    const wished = [{ teacherId: 'd', schoolId: 'a' }];
    expect(places(await plan(['a'], deputies, { wished }))).toEqual({ a: 'd new' });
    const free = [...deputies, head('h', 'a', '2023-09')];
    expect(places(await plan(['a'], free, { wished }))).toEqual({ a: 'h stay' });
  });
});

describe('I08', () => {
  test('teaching points are counted and left to their central school', async () => {
    const report = await plan(['a', { id: 'z', kind: '教学点' }], [head('h', 'a', '2025-09')]);
    expect([report.schools, report.outOfScope]).toEqual([1, 1]);
    expect(report.vacancies).toEqual([]);
  });
});

describe('the least relaxation', () => {
  test('two people forced on one school: one demand gives way', async () => {
    const report = await plan(['a'], [deputy('d', 'a'), deputy('e', 'a')], {
      forced: [
        { teacherId: 'd', schoolId: 'a' },
        { teacherId: 'e', schoolId: 'a' },
      ],
    });
    expect(report.status).toBe('impossible');
    expect(report.appointments).toEqual([]);
    expect(report.relaxation).toMatchObject({ proven: true, confirmed: true, vacant: [] });
    expect(asides(report)).toHaveLength(1);
    expect(asides(report)?.[0]).toMatch(/^forced [de] a$/);
  });
  test('a head inside a term is demanded elsewhere: the demand, not the term', async () => {
    const report = await plan(['a', 'b'], [head('h', 'a', '2025-09'), head('i', 'b', '2025-09')], {
      forced: [{ teacherId: 'h', schoolId: 'b' }],
    });
    expect(report.status).toBe('impossible');
    expect(asides(report)).toEqual(['forced h b']);
    expect(report.relaxation?.appointments).toEqual([
      { teacherId: 'h', schoolId: 'a' },
      { teacherId: 'i', schoolId: 'b' },
    ]);
  });
  test('too few people: the missing hours of one deputy, not the certificate of the other', async () => {
    const report = await plan(
      ['a'],
      [
        deputy('d', 'a', { leadership: { certificate: false } }),
        deputy('e', 'a', { leadership: { trainingHours: 100 } }),
      ],
    );
    expect(report.status).toBe('optimal');
    expect(report.vacancies).toEqual(['a']);
    expect(asides(report)).toEqual(['training e null']);
  });
  test('protected rules last: two papers missing rather than P03', async () => {
    const papers = { certificate: false, trainingHours: 0 };
    const teachers = [
      deputy('d', 'a', { leadership: papers }),
      deputy('e', 'a', { leadership: { teachingYears: 4 } }),
    ];
    const report = await plan(['a'], teachers);
    expect(asides(report)?.sort()).toEqual(['certificate d null', 'training d null']);
    expect(report.relaxation?.items.some((each) => each.protected)).toBe(false);
  });
  test('… and where nothing else helps they are named as protected', async () => {
    const report = await plan(['a'], [deputy('e', 'a', { leadership: { teachingYears: 4 } })]);
    expect(report.relaxation?.items).toMatchObject([{ kind: 'experience', protected: true }]);
    expect(report.relaxation?.items[0]?.sentence.zh).toContain('受保护规则');
  });
  test('nobody at all: the school is named, nothing is offered', async () => {
    const report = await plan(['a'], []);
    expect(report.relaxation).toMatchObject({ items: [], vacant: ['a'], proven: true });
  });
  test('two heads on file at one school: one of the terms', async () => {
    const report = await plan(['a', 'b'], [head('h', 'a', '2025-09'), head('i', 'a', '2025-09')]);
    expect(report.status).toBe('impossible');
    expect(asides(report)).toHaveLength(1);
    expect(asides(report)?.[0]).toMatch(/^in-term [hi] null$/);
    expect(report.relaxation).toMatchObject({ vacant: [], confirmed: true });
  });
  test('a ban that shuts a head out of the own school inside a term is impossible', async () => {
    const report = await plan(['a', 'b'], [head('h', 'a', '2025-09'), deputy('d', 'b')], {
      banned: [{ teacherId: 'h', schoolId: 'a' }],
    });
    expect(report.status).toBe('impossible');
    expect(asides(report)).toEqual(['banned h a']);
  });
});

describe('the demands file', () => {
  const county = tinyCounty({ schools: [{ id: 'a' }, { id: 'z', kind: '教学点' }] });
  const refuse = (raw: unknown) => () => readDemands(raw, county);
  test('a demand made twice is one demand', () => {
    const pair = { teacherId: 'd', schoolId: 'a' };
    const two = tinyCounty({ schools: [{ id: 'a' }], teachers: [deputy('d', 'a')] });
    expect(readDemands({ forced: [pair, pair] }, two).forced).toEqual([pair]);
  });
  test('names what it does not know', () => {
    const forced = [{ teacherId: 'nobody', schoolId: 'nowhere' }];
    expect(refuse({ forced })).toThrow(/没有职工号「nobody」[\s\S]*没有学校「nowhere」/);
    expect(refuse({ banned: [{ teacherId: 'nobody', schoolId: 'z' }] })).toThrow(/教学点「z」/);
    expect(refuse({ force: [] })).toThrow(/任职要求/);
    expect(refuse([])).toThrow(/任职要求/);
  });
});
