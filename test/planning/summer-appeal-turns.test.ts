/**
 * 申诉 where a stage decides in turns (in-school batches I02, directions of a cascade A1): one decision re-opened, against every
 * allocation of tiny counties, turns read here once more from the definition.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reopen } from '../../src/planning/summer/index.ts';
import { stageCounty } from '../../src/planning/summer/stage-county.ts';
import {
  accepted,
  BATCHES,
  batchTurn,
  bestOf,
  compare,
  heldIn,
  KIND,
  opened,
} from '../support/every-appeal.ts';
import { runSummer, summerOf, whereabouts } from '../support/summer.ts';
import { type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';

const post = (subject: '语文' | '数学' | null, posts: number) => ({
  ...{ schoolId: 'h', subject, posts, openings: 0 },
  ...(subject === null ? { category: 'A' as const } : {}),
});
const school = (groups: ReturnType<typeof post>[], teachers: Omit<TinyTeacher, 'schoolId'>[]) =>
  tinyCounty({
    schools: [{ id: 'h', districtId: 'D', stage: 'J', quota: 40 }],
    groups,
    teachers: teachers.map((each) => ({ ...each, schoolId: 'h' }) as TinyTeacher),
  });

describe('an in-school decision', () => {
  const batches = school(
    [post('语文', 1), post('数学', 1)],
    [
      { id: 'class', classTeacher: true, merit: 10, otherSubjects: ['数学'] },
      { id: 'maths', mainSubject: '数学', merit: 5000 },
      { id: 'good', merit: 9000 },
    ],
  );

  test('awarded the post of a class teacher: who was called first is not passed over, so two make room', async () => {
    const { state } = await runSummer(batches, { to: 'in-school' });
    expect(whereabouts(state)).toEqual({
      class: 'in-school in-school h/J/T/语文',
      maths: 'in-school in-school h/J/T/数学',
    });
    const answer = await reopen(summerOf(batches), state, {
      ...{ teacherId: 'good', postGroupId: 'h/J/T/语文' },
    });
    if (answer.kind !== 'reopened') throw new Error(answer.kind);
    expect(answer).toMatchObject({
      stage: 'in-school',
      leastMoved: 2,
      proof: 'dual',
      moved: [
        { teacherId: 'class', from: 'h/J/T/语文', to: 'h/J/T/数学' },
        { teacherId: 'maths', from: 'h/J/T/数学', to: null },
      ],
    });
    expect(
      answer.state.stages[1]?.decisions.map(({ teacherId, batch }) => [teacherId, batch]),
    ).toEqual([
      ['class', 2],
      ['good', 3],
    ]);
    accepted(batches, answer.state);
    // The summer goes on from it: who lost the post competes between the schools.
    const { state: end } = await runSummer(batches, { from: answer.state });
    expect(whereabouts(end)).toMatchObject({ maths: 'standby standby -' });
  });

  test('an unnamed post: nobody of an earlier batch makes room for the person', async () => {
    const county = school(
      [post('语文', 1)],
      [
        { id: 'class', classTeacher: true, merit: 10 },
        { id: 'good', merit: 9000 },
      ],
    );
    const { state } = await runSummer(county, { to: 'in-school' });
    const ask = (postGroupId: string | null) =>
      reopen(summerOf(county), state, { teacherId: 'good', postGroupId });
    expect(await ask(null)).toMatchObject({ kind: 'impossible', stage: 'in-school' });
    expect(await ask('h/J/T/语文')).toMatchObject({ kind: 'reopened', leastMoved: 1 });
  });

  test('D07: who competed of own choice and makes room falls back on the direct hire', async () => {
    const ill = { kind: 'illness', missing: [], from: null, to: null } as const;
    const county = school(
      [post('语文', 1)],
      [
        { id: 'keen', exemption: ill, optsIn: true, merit: 9000 },
        { id: 'late', merit: 10 },
      ],
    );
    const { state } = await runSummer(county, { to: 'in-school' });
    const answer = await reopen(summerOf(county), state, {
      ...{ teacherId: 'late', postGroupId: 'h/J/T/语文' },
    });
    if (answer.kind !== 'reopened') throw new Error(answer.kind);
    expect(whereabouts(answer.state)).toEqual({
      keen: 'in-school direct h/J/T/语文',
      late: 'in-school in-school h/J/T/语文',
    });
    expect(answer.state.stages[1]?.ledger).toMatchObject({ held: 1, above: 1, vacant: 0 });
    // And back: what was awarded stands, so the place above the posts is all that is left.
    const again = await opened(
      county,
      { policy: {}, state: answer.state },
      {
        ...{ teacherId: 'keen', postGroupId: null },
      },
    );
    expect(again).toMatchObject({ kind: 'impossible' });
  });
});

const staff = fc.record({
  kind: fc.constantFrom('middle', 'class', 'subject', 'support'),
  main: fc.constantFrom('语文', '数学'),
  both: fc.boolean(),
  merit: fc.nat(10_000),
});
const competition = fc.record({
  people: fc.array(staff, { minLength: 3, maxLength: 4 }),
  posts: fc.constantFrom([1, 1, 0], [2, 3, 0], [1, 1, 1], [1, 0, 1] as const),
  order: fc.constantFrom<keyof typeof BATCHES>('default', 'backwards'),
  who: fc.nat(4),
  award: fc.constantFrom(null, 'h/J/T/语文', 'h/J/T/数学', 'h/J/A/-'),
});

describe('against every allocation', () => {
  test('in school: no legal allocation that passes nobody over moves fewer, and none of those is better', async () => {
    const seen = new Set<number | string>();
    await fc.assert(
      fc.asyncProperty(competition, async ({ people, posts, order, who, award }) => {
        const county = school(
          [post('语文', posts[0]), post('数学', posts[1]), post(null, posts[2])],
          people.map(({ kind, main, both, merit }, k) => ({
            ...{ id: `p${k}`, mainSubject: main as '语文', merit },
            otherSubjects: both ? [main === '语文' ? ('数学' as const) : ('语文' as const)] : [],
            ...(KIND[kind as keyof typeof KIND] as object),
          })),
        );
        const policy = { inSchool: { batches: BATCHES[order] } };
        const { state } = await runSummer(county, { policy, to: 'in-school' });
        const teacherId = `p${who % people.length}`;
        const held = heldIn(state.stages[1]?.decisions ?? []);
        fc.pre(award === null || held.get(teacherId) !== award);
        const answer = await opened(county, { policy, state }, { teacherId, postGroupId: award });
        const { policy: values } = summerOf(county, policy);
        const competitors = new Set(county.teachers.map(({ id }) => id));
        const best = bestOf({
          seen: stageCounty(county, values, new Map(), { competitors, opens: () => true }),
          policy: { ...values, round: 'in-school' },
          turnOf: batchTurn(BATCHES[order]),
          ...{ held, teacherId, awarded: award },
        });
        compare(answer, best, seen);
        if (answer !== 'refused' && answer.kind === 'reopened') accepted(county, answer.state);
      }),
      { seed: 20260722, numRuns: 30 },
    );
    expect([...seen].sort()).toEqual([0, 1, 2, 'none']);
  });

  test('in a cascade: nobody of an earlier direction is passed over', async () => {
    const seen = new Set<number | string>();
    const person = fc.record({
      home: fc.constantFrom('b', 'u', 'r'),
      merit: fc.nat(10_000),
      both: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 3, maxLength: 4 }),
        fc.tuple(
          fc.integer({ min: 0, max: 1 }),
          fc.integer({ min: 1, max: 2 }),
          fc.integer({ min: 0, max: 1 }),
        ),
        fc.nat(3),
        fc.constantFrom(null, 'R/P/T/语文', 'U/P/T/语文'),
        async (people, [street, rural, maths], who, award) => {
          const county = tinyCounty({
            schools: (['B', 'U', 'R'] as const).flatMap((tier) => [
              { id: tier.toLowerCase(), tier, districtId: `${tier}1`, quota: 40 },
              { id: tier, tier, districtId: `${tier}2`, quota: 40 },
            ]),
            groups: [
              { schoolId: 'U', posts: street, openings: 0 },
              { schoolId: 'U', subject: '数学', posts: maths, openings: 0 },
              { schoolId: 'R', posts: rural, openings: 0 },
              { schoolId: 'R', subject: '数学', posts: 1, openings: 0 },
            ],
            teachers: people.map(({ home, merit, both }, k) => ({
              ...{ id: `p${k}`, schoolId: home, merit, examPassed: true },
              otherSubjects: both ? ['数学' as const] : [],
            })),
          });
          const policy = { flow: { mode: 'cascade' } };
          const { state } = await runSummer(county, { policy, to: 'cross-district' });
          const teacherId = `p${who % people.length}`;
          const held = heldIn(state.stages[3]?.decisions ?? []);
          fc.pre(award === null || held.get(teacherId) !== award);
          const answer = await opened(county, { policy, state }, { teacherId, postGroupId: award });
          const { policy: values } = summerOf(county, policy);
          const competitors = new Set(county.teachers.map(({ id }) => id));
          const order = ['BU', 'UR', 'RR', 'BR'];
          const best = bestOf({
            seen: stageCounty(county, values, new Map(), { competitors, opens: () => true }),
            policy: { ...values, round: 'placement' },
            turnOf: ({ schoolId }, groupId) => {
              const turn = order.indexOf(schoolId.toUpperCase() + groupId[0]);
              return turn === -1 ? null : turn;
            },
            ...{ held, teacherId, awarded: award },
          });
          compare(answer, best, seen);
          if (answer !== 'refused' && answer.kind === 'reopened') accepted(county, answer.state);
        },
      ),
      { seed: 20260723, numRuns: 25 },
    );
    expect([...seen].sort()).toEqual([0, 1, 2, 'none']);
  });
});
