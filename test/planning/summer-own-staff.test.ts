/** Own staff first (I03, X17, X18, Q16, Q23, §4.5): volunteers beside a school's own people, places and records over the stages. */
import { describe, expect, test } from 'vitest';
import type { Exemption } from '../../src/domain/county.ts';
import { posts } from '../support/one-of-each.ts';
import { runSummer, whereabouts } from '../support/summer.ts';
import { type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';

const ILL: Exemption = { kind: 'illness', missing: [], from: null, to: null };

describe('volunteers for a primary school (X17, X18)', () => {
  const county = (incumbents: number) =>
    tinyCounty({
      schools: [
        { id: 'j', districtId: 'D1', stage: 'J', kind: '初级中学', quota: 40 },
        { id: 'p', districtId: 'D1', quota: 40 },
        { id: 'm', districtId: 'D2', tier: 'R', zone: 'mountain', quota: 40 },
      ],
      groups: [posts('j', '语文', 3), posts('p', '语文', 2), posts('m', '语文', 1)],
      teachers: [
        volunteer('near', 'p', 9000),
        volunteer('hill', 'm', 8000),
        volunteer('third', 'm', 7000),
        ...Array.from({ length: incumbents }, (_, k) => ({ id: `p${k}`, schoolId: 'p' })),
      ],
    });
  const volunteer = (id: string, wish: string, merit: number) => ({
    id,
    schoolId: 'j',
    merit,
    volunteer: true,
    wishes: [{ schoolId: wish, postGroupId: null }],
  });

  test('inside the district a transfer, to the mountains as on an exchange, the rest competes', async () => {
    const { state } = await runSummer(county(1), { to: 'in-school' });
    expect(whereabouts(state)).toEqual({
      near: 'direct-hire transfer p/P/T/语文',
      hill: 'direct-hire rotation m/P/T/语文',
      third: 'in-school in-school j/J/T/语文',
      p0: 'in-school in-school p/P/T/语文',
    });
    expect(state.stages[0]?.ledger).toMatchObject({ volunteers: 2, direct: 0 });
  });

  test('they take what is vacant beside the school’s own people (I03)', async () => {
    const { state } = await runSummer(county(2), { to: 'in-school' });
    expect(whereabouts(state)).toMatchObject({
      near: expect.stringMatching(/^(direct-hire rotation m|in-school in-school j)/),
      p0: 'in-school in-school p/P/T/语文',
      p1: 'in-school in-school p/P/T/语文',
    });
  });

  const full = (rest: Partial<TinyTeacher> = {}, policy: Record<string, unknown> = {}) =>
    runSummer(
      tinyCounty({
        schools: [
          { id: 'j', districtId: 'D1', stage: 'J', kind: '初级中学', quota: 40 },
          { id: 'p', districtId: 'D1', quota: 3 },
        ],
        groups: [
          posts('j', '英语', 1),
          posts('p', '语文', 2),
          posts('p', '数学', 1),
          posts('p', '英语', 1),
        ],
        teachers: [
          { id: 'head', schoolId: 'p', leader: true },
          { id: 'own', schoolId: 'p', mainSubject: '数学' },
          { ...volunteer('near', 'p', 9000), mainSubject: '英语' },
          { id: 'third', schoolId: 'p', ...rest },
        ],
      }),
      { policy, to: 'in-school' },
    );

  test('a school that its own people fill takes none: quota and pool are theirs (I03, Q16)', async () => {
    for (const pool of [{ size: 0 }, { size: 1 }]) {
      const { state } = await full({}, { pool });
      expect(whereabouts(state)).toMatchObject({
        near: 'in-school in-school j/J/T/英语',
        own: 'in-school in-school p/P/T/数学',
        third: 'in-school in-school p/P/T/语文',
      });
    }
    // A third who is away and on no post leaves a place (Q23, D11).
    const { state } = await full({ countsAgainstPosts: false, exemption: ILL });
    expect(whereabouts(state).near).toBe('direct-hire transfer p/P/T/英语');
  });

  test('another volunteer’s place is not free before that one goes', async () => {
    const county = tinyCounty({
      schools: [
        { id: 'j', districtId: 'D1', stage: 'J', kind: '初级中学', quota: 40 },
        {
          id: 'n',
          districtId: 'D1',
          parts: [
            { stage: 'P', quota: 1 },
            { stage: 'J', quota: 0 },
          ],
        },
      ],
      groups: [posts('n', '语文', 1), { ...posts('n', '语文', 1), stage: 'J' }],
      teachers: [
        volunteer('comes', 'n', 9000),
        { ...volunteer('stays', 'n', 8000), schoolId: 'n', stage: 'J' },
      ],
    });
    const { state } = await runSummer(county, { to: 'in-school' });
    expect(whereabouts(state).stays).toBe('in-school in-school n/J/T/语文');
    expect(whereabouts(state).comes).toBeUndefined();
  });

  test('papers of not being hired are not asked for before anybody is hired (S03)', async () => {
    const { state } = await runSummer(
      tinyCounty({
        schools: [
          { id: 'j', districtId: 'D1', stage: 'J', kind: '初级中学', quota: 40 },
          { id: 'p', districtId: 'D1', quota: 3 },
        ],
        groups: [posts('p', '语文', 1)],
        teachers: [
          { ...volunteer('near', 'p', 9000), documentsComplete: false },
          { ...volunteer('late', 'p', 9500), documentsComplete: false, formLate: true },
        ],
      }),
      { to: 'direct-hire' },
    );
    // Who handed in the form too late has no wish (S06).
    expect(whereabouts(state)).toEqual({ near: 'direct-hire transfer p/P/T/语文' });
  });

  test('switched off, they compete like all others', async () => {
    const { state } = await runSummer(county(1), {
      policy: { volunteersFirst: false },
      to: 'in-school',
    });
    expect(state.stages[0]?.solves).toEqual([]);
    expect(whereabouts(state).near).toBe('in-school in-school j/J/T/语文');
  });
});

describe('places and records', () => {
  test('Q23: who must compete for a post takes a place with it', async () => {
    const { state } = await runSummer(
      tinyCounty({
        schools: [{ id: 's', quota: 1 }],
        groups: [posts('s', '语文', 2)],
        teachers: [
          { id: 'absent', schoolId: 's', countsAgainstPosts: false, classTeacher: true },
          { id: 'other', schoolId: 's' },
        ],
      }),
    );
    expect(whereabouts(state)).toEqual({
      absent: 'in-school in-school s/P/T/语文',
      other: 'standby standby -',
    });
  });

  test('the only teacher is hired although another school of the district is over its quota (I03)', async () => {
    const { state } = await runSummer(
      tinyCounty({
        schools: [
          { id: 'a', districtId: 'D1', quota: 1 },
          { id: 'b', districtId: 'D1', quota: 1 },
        ],
        groups: [posts('a', '语文', 2), posts('b', '语文', 1)],
        teachers: [
          { id: 'a1', schoolId: 'a', leader: true },
          { id: 'a2', schoolId: 'a', leader: true },
          { id: 'b1', schoolId: 'b' },
        ],
      }),
    );
    expect(whereabouts(state).b1).toBe('in-school in-school b/P/T/语文');
  });

  test('§4.5: a record is ranked among the colleagues of the old school, wherever they are hired', async () => {
    const town = { districtId: 'D1', quota: 40 } as const;
    const wishes = [{ schoolId: 'r', postGroupId: null }];
    const { state } = await runSummer(
      tinyCounty({
        schools: [
          { id: 'a', ...town },
          { id: 'b', ...town },
          { id: 'c', districtId: 'D3', quota: 40 },
          { id: 'r', districtId: 'D2', tier: 'R', quota: 40 },
        ],
        groups: [
          posts('a', '语文', 1),
          posts('b', '数学', 1),
          posts('c', '语文', 7),
          posts('r', '语文', 1),
        ],
        teachers: [
          { id: 'a-top', schoolId: 'a', merit: 9000 },
          { id: 'a-mid', schoolId: 'a', merit: 6000, otherSubjects: ['数学'] },
          // The last of three: 16 %; it would be 25 % of two.
          { id: 'a-low', schoolId: 'a', merit: 5000, wishes },
          // The seventh of eight: 18 %.
          { id: 'c-low', schoolId: 'c', merit: 2000, wishes },
          ...[1000, 3000, 3100, 3200, 3300, 3400, 3500].map((merit, k) => ({
            id: `c-${k}`,
            schoolId: 'c',
            merit,
            leader: true,
          })),
        ],
      }),
    );
    expect(whereabouts(state)).toMatchObject({
      'a-mid': 'in-district in-district b/P/T/数学',
      'c-low': 'cross-district cross-district r/P/T/语文',
      'a-low': 'standby standby -',
    });
  });
});
