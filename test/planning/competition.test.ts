/** Whole proposals of the summer's competitions on hand-made counties: who gets the post, and why. */
import { describe, expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { CertificateError, InputError } from '../../src/domain/errors.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { fingerprint, formulate } from '../../src/formulation/index.ts';
import { finish, propose, recheck } from '../../src/planning/index.ts';
import { mover, type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';

type Raw = Record<string, unknown>;

async function solved(county: County, raw: Raw) {
  const outcome = await propose(county, parsePolicy(raw));
  if (outcome.kind !== 'proposal') throw new Error(JSON.stringify(outcome.reasons));
  expect(outcome.proposal).toMatchObject({ status: 'optimal', gap: 0, round: raw.round });
  expect(recheck(JSON.parse(JSON.stringify(outcome.proposal)), county)).toEqual([]);
  return outcome.proposal;
}
const placed = async (county: County, raw: Raw) =>
  (await solved(county, raw)).placements.map(({ teacherId, postGroupId }) => [
    teacherId,
    postGroupId,
  ]);

describe('in-school: two people, one post', () => {
  const winner = async (a: Partial<TinyTeacher>, b: Partial<TinyTeacher>, raw: Raw = {}) => {
    const county = tinyCounty({
      schools: [{ id: 's' }],
      groups: [{ schoolId: 's', openings: 1 }],
      teachers: [mover({ id: 'a', schoolId: 's', ...a }), mover({ id: 'b', schoolId: 's', ...b })],
    });
    const policy = { round: 'in-school', 'merit.scale': 'raw', ...raw };
    return (await placed(county, policy)).map(([id]) => id).join();
  };
  test('the better record wins, whoever is the lot’s favourite (I06)', async () => {
    expect(await winner({ merit: 8000 }, { merit: 7000 })).toBe('a');
    expect(await winner({ merit: 7000 }, { merit: 8000 })).toBe('b');
  });
  test('class teachers, backbone and a full load count three points each (E02)', async () => {
    expect(await winner({ merit: 8000 }, { merit: 7800, classTeacher: true })).toBe('b');
    expect(await winner({ merit: 8000 }, { merit: 7800, backbone: true })).toBe('b');
    expect(await winner({ merit: 8000 }, { merit: 7800, weeklyHours: 14 })).toBe('b');
    expect(await winner({ merit: 8000 }, { merit: 7800, weeklyHours: 13 })).toBe('a');
    const none = { 'merit.classTeacherBonus': 0 };
    expect(await winner({ merit: 8000 }, { merit: 7800, classTeacher: true }, none)).toBe('a');
  });
  test('at an equal record the present subject teacher (I05)', async () => {
    const second: Partial<TinyTeacher> = {
      merit: 8000,
      mainSubject: '数学',
      otherSubjects: ['语文'],
    };
    expect(await winner({ merit: 8000 }, second)).toBe('a');
    expect(await winner(second, { merit: 8000 })).toBe('b');
  });
  test('by the order of the policy’s own tiers', async () => {
    const conditionsFirst = {
      'inSchool.order': ['coverage', 'same-conditions', 'merit', 'hash-high', 'hash-low'],
    };
    const second: Partial<TinyTeacher> = {
      merit: 9000,
      mainSubject: '数学',
      otherSubjects: ['语文'],
    };
    expect(await winner(second, { merit: 8000 })).toBe('a');
    expect(await winner(second, { merit: 8000 }, conditionsFirst)).toBe('b');
  });
});

describe('in-school, titles that people hold already are not priced (T01, I06, I07)', () => {
  const school = (stage: 'P' | 'J') => ({
    schools: [{ id: 's', stage, quota: 40, titleCaps: { H: 0, M: 0, E: 9 } }],
  });
  const senior = { title: 'H', merit: 8000 } as const;
  const policy = { round: 'in-school', 'merit.scale': 'raw' };
  test('the better record wins above the title posts, and the overflow is told', async () => {
    const county = tinyCounty({
      ...school('P'),
      groups: [{ schoolId: 's', openings: 1 }],
      teachers: [
        mover({ id: 'senior', schoolId: 's', ...senior }),
        mover({ id: 'junior', schoolId: 's', title: 'E', merit: 7000 }),
      ],
    });
    const { placements, objective, ruleChecks } = await solved(county, policy);
    expect(placements.map(({ teacherId }) => teacherId)).toEqual(['senior']);
    expect(objective.tiers.find(({ id }) => id === 'soft-rules')?.value).toBe(0);
    expect(ruleChecks).toContainEqual(
      expect.objectContaining({ name: 'title-senior', status: 'warn', measured: 1 }),
    );
    expect(await placed(county, { ...policy, titleCaps: 'hard' })).toEqual([
      ['junior', 's/P/T/语文'],
    ]);
  });
  test('nor is the way to the own school: only training is', async () => {
    const county = tinyCounty({
      schools: [
        { id: 's', quota: 40, position: { east: 0, north: 0 } },
        { id: 'old', districtId: 'far', position: { east: 90_000, north: 0 } },
      ],
      groups: [{ schoolId: 's', openings: 1 }],
      teachers: [mover({ id: 'a', schoolId: 's', homeDistrictId: 'far' })],
    });
    const { objective, placements } = await solved(county, policy);
    expect(placements[0]?.distance).toBeGreaterThan(9000);
    expect(objective.tiers.find(({ id }) => id === 'soft-rules')?.value).toBe(0);
  });
  test('a teacher gets a support post after the support staff, whatever their titles', async () => {
    const county = tinyCounty({
      ...school('J'),
      groups: [{ schoolId: 's', category: 'A', openings: 1 }],
      teachers: [
        mover({ id: 'aide', schoolId: 's', category: 'A', title: 'H', merit: 1000 }),
        mover({ id: 'teacher', schoolId: 's', title: 'E', merit: 9000 }),
      ],
    });
    expect(await placed(county, policy)).toEqual([['aide', 's/J/A/-']]);
  });
});

test('a surplus junior teacher goes over to support, within the non-teaching limit (I07, N01)', async () => {
  const county = (quota: number) =>
    tinyCounty({
      schools: [{ id: 's', stage: 'J', quota }],
      groups: [{ schoolId: 's', category: 'W', openings: 2 }],
      teachers: ['a', 'b'].map((id) => mover({ id, schoolId: 's' })),
    });
  const policy = { round: 'in-school' };
  // ⌊12 % of 9⌋ = 1, of 8 = 0.
  const { placements } = await solved(county(9), policy);
  expect(placements).toMatchObject([{ kind: 'in-school', needsTraining: true, subjectMatch: 30 }]);
  expect(await placed(county(8), policy)).toEqual([]);
  expect(await placed(county(9), { ...policy, repostToSupport: false })).toEqual([]);
});

describe('a couple (C15)', () => {
  const both: readonly TinyTeacher[] = [
    mover({ id: 'a', schoolId: 'home', partnerId: 'b' }),
    mover({ id: 'b', schoolId: 'home', partnerId: 'a', mainSubject: '数学' }),
  ];
  const county = (teachers: readonly TinyTeacher[], second = '数学') =>
    tinyCounty({
      schools: [
        { id: 'home', tier: 'U', districtId: 'D0' },
        { id: 'near', tier: 'R', districtId: 'D1' },
        { id: 'far', tier: 'R', districtId: 'D2', position: { east: 30_000, north: 0 } },
      ],
      groups: [
        { schoolId: 'near' },
        { schoolId: 'far' },
        { schoolId: 'far', subject: second as '数学' },
      ],
      teachers,
    });
  const policy = { round: 'placement', couples: 'same-town' };
  test('goes to one town together', async () => {
    const together = [
      ['a', 'far/P/T/语文'],
      ['b', 'far/P/T/数学'],
    ];
    expect(await placed(county(both), { round: 'placement' })).toEqual([
      ['a', 'near/P/T/语文'],
      ['b', 'far/P/T/数学'],
    ]);
    expect(await placed(county(both), policy)).toEqual(together);
  });
  test('or nowhere', async () => {
    expect(await placed(county(both, '音乐'), policy)).toEqual([]);
  });
  test('a request that only one of them makes, or of somebody outside the round, is not read', async () => {
    const alone = both.map((each) => (each.id === 'b' ? { ...each, partnerId: null } : each));
    const settled = both.map((each) =>
      each.id === 'b' ? { ...each, hiring: 'hired' as const, unplacedReason: null } : each,
    );
    expect(await placed(county(alone), policy)).toHaveLength(2);
    expect(await placed(county(settled), policy)).toHaveLength(1);
  });
  test('locked into two towns: no allocation, said in head counts', async () => {
    const forced = [
      { teacherId: 'a', postGroupId: 'near/P/T/语文' },
      { teacherId: 'b', postGroupId: 'far/P/T/数学' },
    ];
    const outcome = await propose(county(both), parsePolicy({ ...policy, locks: { forced } }));
    expect(outcome).toMatchObject({ kind: 'no-allocation', reasons: [{ code: 'locks' }] });
  });
  test('one town in a cascade too', async () => {
    const cascade = { ...policy, 'flow.mode': 'cascade' };
    expect(await placed(county(both), cascade)).toHaveLength(2);
  });
  test('a plan that parts them is refused, and so is a program that forgets a row', () => {
    const formulation = formulate(county(both), parsePolicy(policy));
    const proven = { closed: [], limit: null, solver: { backend: 'none', version: '0' } };
    const plan = (...placements: [string, string][]) =>
      finish(
        formulation,
        {
          placements: placements.map(([teacherId, postGroupId]) => ({ teacherId, postGroupId })),
          standby: [],
        },
        { ...proven, rounds: null, certificate: null },
      );
    const parted = () => plan(['a', 'near/P/T/语文'], ['b', 'far/P/T/数学']);
    expect(parted).toThrow(CertificateError);
    expect(parted).toThrow(/couple/);
    const row = [...formulation.couples[0]!.rows.values()][0]!;
    formulation.model.rowUpper[row] = 1;
    expect(Object.keys(fingerprint(formulation))).toContain('couple/odd');
    expect(() => plan(['a', 'far/P/T/语文'], ['b', 'far/P/T/数学'])).toThrow(/couple\/odd/);
  });
});

describe('policy', () => {
  test.each([
    ['inDistrict.order', ['fit', 'coverage'], 'coverage'],
    ['inSchool.order', ['fit', 'fit'], '重复'],
  ])('%s %j is bad input', (key, value, word) => {
    expect(() => parsePolicy({ [key]: value })).toThrow(InputError);
    expect(() => parsePolicy({ [key]: value })).toThrow(word);
  });
});
