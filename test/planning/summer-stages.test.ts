/** 全程各环节 on counties by hand: who is arranged where, in which stage, and what the ledger says. */
import { describe, expect, test } from 'vitest';
import type { Exemption } from '../../src/domain/county.ts';
import { oneOfEach, posts } from '../support/one-of-each.ts';
import { runSummer, whereabouts } from '../support/summer.ts';
import { tinyCounty } from '../support/tiny-county.ts';

const ILL: Exemption = { kind: 'illness', missing: [], from: null, to: null };

describe('a summer with one of each way', () => {
  test('each person is arranged by the stage that their case is about', async () => {
    const { state, end } = await runSummer(oneOfEach());
    expect(whereabouts(state)).toEqual({
      head: 'direct-hire direct a/P/T/语文',
      // The class teachers' batch comes before the better record of the subject teachers.
      class: 'in-school in-school a/P/T/语文',
      own: 'in-school in-school b/P/T/语文',
      near: 'in-district in-district b/P/T/数学',
      far: 'cross-district cross-district r/P/T/语文',
      left: 'standby standby -',
    });
    expect(end.kind).toBe('closed');
  });

  test('the ledger after each stage', async () => {
    const { state } = await runSummer(oneOfEach());
    const rows = state.stages.map(({ ledger }) => Object.values(ledger));
    // posts, people, direct, volunteers, in school, in district, cross, standby, open, held, vacant, above
    expect(rows).toEqual([
      [6, 6, 1, 0, 0, 0, 0, 0, 5, 1, 5, 0],
      [6, 6, 1, 0, 2, 0, 0, 0, 3, 3, 3, 0],
      [6, 6, 1, 0, 2, 1, 0, 0, 2, 4, 2, 0],
      [6, 6, 1, 0, 2, 1, 1, 0, 1, 5, 1, 0],
      [6, 6, 1, 0, 2, 1, 1, 1, 0, 5, 1, 0],
    ]);
  });

  test('vacancies are announced before the two stages between schools', async () => {
    const { state } = await runSummer(oneOfEach());
    expect(state.stages.map(({ announced }) => announced)).toEqual([
      [],
      [],
      [
        { postGroupId: 'b/P/T/数学', count: 1 },
        { postGroupId: 'r/P/T/英语', count: 1 },
        { postGroupId: 'r/P/T/语文', count: 1 },
      ],
      [
        { postGroupId: 'r/P/T/英语', count: 1 },
        { postGroupId: 'r/P/T/语文', count: 1 },
      ],
      [],
    ]);
  });

  test('every solve is proven optimal and names its certificate', async () => {
    const { state } = await runSummer(oneOfEach());
    const solves = state.stages.flatMap((record) => record.solves);
    expect(solves.map(({ name }) => name)).toEqual([
      'in-school/2',
      'in-school/3',
      'in-school/4',
      'in-school/5',
      'in-school/6',
      'in-district',
      'cross-district',
    ]);
    for (const { status, tiers, certificate } of solves) {
      expect(status).toBe('optimal');
      expect(certificate).toMatch(/^[0-9a-f]{64}$/);
      for (const { value, bound } of tiers) expect(bound).toBe(value);
    }
  });
});

describe('direct hire (stage 1)', () => {
  test('confirmed grounds are hired, unconfirmed ones compete, the absent take no place', async () => {
    const { state } = await runSummer(
      tinyCounty({
        schools: [{ id: 'a', quota: 40 }],
        groups: [posts('a', '语文', 2)],
        teachers: [
          { id: 'ill', schoolId: 'a', exemption: ILL },
          { id: 'absent', schoolId: 'a', exemption: ILL, countsAgainstPosts: false },
          { id: 'paperless', schoolId: 'a', exemption: { ...ILL, missing: ['evidence'] } },
          { id: 'bound', schoolId: 'a', boundUntil: '2027-08', mainSubject: '英语' },
          { id: 'outside', schoolId: 'a', employment: 'temporary' },
        ],
      }),
    );
    const [direct] = state.stages;
    expect(
      direct?.decisions.map((d) => [d.teacherId, d.ground, d.postGroupId, d.contractMonths]),
    ).toEqual([
      ['absent', 'illness', null, null],
      ['bound', 'bound', 'a/P/T/英语', 12],
      ['ill', 'illness', 'a/P/T/语文', 12],
    ]);
    // The post table has no English post: the head stands above the posts.
    expect(direct?.ledger).toMatchObject({ direct: 3, held: 1, vacant: 1, above: 1 });
    expect(whereabouts(state).paperless).toBe('in-school in-school a/P/T/语文');
    expect(whereabouts(state).outside).toBeUndefined();
  });

  test('the contract runs as many years as the policy says (A21)', async () => {
    const { state } = await runSummer(oneOfEach(), { policy: { contract: { postYears: 3 } } });
    const months = state.stages.flatMap(({ decisions }) => decisions.map((d) => d.contractMonths));
    expect(new Set(months)).toEqual(new Set([36, null]));
  });

  test.each([
    {
      merit: 9999,
      expected: { ill: 'in-school in-school a/P/T/语文', other: 'standby standby -' },
    },
    {
      merit: 1,
      expected: { ill: 'in-school direct a/P/T/语文', other: 'in-school in-school a/P/T/语文' },
    },
  ])(
    'D07: an exempt person competes once and is taken back (merit $merit)',
    async ({ merit, expected }) => {
      const county = tinyCounty({
        schools: [{ id: 'a', quota: 40 }],
        groups: [posts('a', '语文', 1)],
        teachers: [
          { id: 'ill', schoolId: 'a', exemption: ILL, optsIn: true, merit },
          { id: 'other', schoolId: 'a', merit: 5000 },
        ],
      });
      const { state } = await runSummer(county);
      expect(whereabouts(state)).toEqual(expected);
      const closed = await runSummer(county, { policy: { directHire: { mayCompete: false } } });
      expect(whereabouts(closed.state).ill).toBe('direct-hire direct a/P/T/语文');
    },
  );
});

describe('in-school batches (I02, I07)', () => {
  const county = tinyCounty({
    schools: [{ id: 'j', stage: 'J', kind: '初级中学', quota: 40 }],
    groups: [
      posts('j', '语文', 1),
      { ...posts('j', null, 1), stage: 'J' },
      { schoolId: 'j', category: 'W', posts: 1, openings: 0 },
    ],
    teachers: [
      { id: 'best', schoolId: 'j', merit: 9000 },
      { id: 'loser', schoolId: 'j', merit: 8000 },
      { id: 'second', schoolId: 'j', merit: 7000 },
      { id: 'cook', schoolId: 'j', category: 'W' },
    ],
  });

  test('a loser goes on into the later batches: a support post, not that of the logistics staff', async () => {
    const { state } = await runSummer(county, { to: 'in-school' });
    expect(whereabouts(state)).toEqual({
      best: 'in-school in-school j/J/T/语文',
      loser: 'in-school in-school j/J/A/-',
      cook: 'in-school in-school j/J/W/-',
    });
    expect(state.stages[1]?.decisions.map(({ teacherId, batch }) => [teacherId, batch])).toEqual([
      ['best', 3],
      ['cook', 6],
      ['loser', 4],
    ]);
  });

  test('without I07 nobody changes the category', async () => {
    const { state } = await runSummer(county, {
      policy: { repostToSupport: false },
      to: 'in-school',
    });
    expect(whereabouts(state).loser).toBeUndefined();
  });

  test('batches of the policy: class teachers and subject teachers together are ranked by merit', async () => {
    const merged = {
      inSchool: {
        batches: [
          ['class-teachers', 'subject-teachers'],
          ['middle-leaders', 'support', 'administration', 'logistics'],
        ],
      },
      merit: { classTeacherBonus: 0 },
    };
    const { state } = await runSummer(oneOfEach(), { policy: merged, to: 'in-school' });
    expect(whereabouts(state)).toMatchObject({ near: 'in-school in-school a/P/T/语文' });
    expect(whereabouts(state).class).toBeUndefined();
  });
});
