/** 决策说明: why here, why not each wish, what is next best; hand-made cases with one reason each. */
import { describe, expect, test } from 'vitest';
import { type Policy, parsePolicy } from '../../src/domain/policy.ts';
import { propose } from '../../src/planning/index.ts';
import { reasoner } from '../../src/reports/decision-reasons.ts';
import { personDecisions } from '../../src/reports/decisions.ts';
import { overTitleWords } from '../../src/reports/over-titles.ts';
import { reportContext } from '../../src/reports/sources.ts';
import { mover, type TinyCounty, tinyCounty } from '../support/tiny-county.ts';

async function contextOf(tiny: TinyCounty, raw: Record<string, unknown> = {}) {
  const county = tinyCounty(tiny);
  const policy: Policy = parsePolicy(raw);
  const outcome = await propose(county, policy);
  if (outcome.kind !== 'proposal') throw new Error('no allocation');
  const { proposal } = outcome;
  return reportContext({ county, policy, proposal, publicity: null, phone: null });
}

const wish = (schoolId: string, postGroupId: string | null = null) => ({ schoolId, postGroupId });

/** Two people of the bureau-run school wish for the one post of the street school; a rural one would go upward. */
const SCENE: TinyCounty = {
  schools: [
    { id: 'b', tier: 'B' },
    { id: 'u', tier: 'U' },
    { id: 'r', tier: 'R' },
  ],
  groups: [
    { schoolId: 'u', openings: 1 },
    { schoolId: 'u', subject: '英语', openings: 1 },
    { schoolId: 'r', openings: 1 },
    { schoolId: 'r', category: 'M', openings: 1 },
  ],
  teachers: [
    mover({ id: 'good', schoolId: 'b', merit: 9000, wishes: [wish('u')] }),
    mover({ id: 'less', schoolId: 'b', merit: 1000, wishes: [wish('u'), wish('b')] }),
    mover({ id: 'rural', schoolId: 'r', merit: 9000, wishes: [wish('u', 'u/P/T/语文')] }),
  ],
};

describe('the reasons of a wish', () => {
  test('met, lost to a better record, no such post, against the direction', async () => {
    const context = await contextOf(SCENE);
    const ask = reasoner(context);
    const codes = (id: string) => ask(id)?.wishes.map(({ code }) => code);
    expect(
      context.proposal.placements.map(({ teacherId, schoolId }) => [teacherId, schoolId]),
    ).toEqual([
      ['good', 'u'],
      ['less', 'r'],
    ]);
    expect(codes('good')).toEqual(['met']);
    expect(codes('less')).toEqual(['merit', 'no-post']);
    expect(codes('rural')).toEqual(['a1']);
    expect(ask('nobody')).toBeNull();
  });
  test('full where the record of the others is no better; plan where a place was left', async () => {
    const teachers = [
      mover({ id: 'a', schoolId: 'b', merit: 5000, wishes: [wish('u', 'u/P/T/语文')] }),
      mover({ id: 'c', schoolId: 'b', merit: 5000, wishes: [wish('u', 'u/P/T/语文')] }),
    ];
    const full = await contextOf({ ...SCENE, teachers });
    const stranded = full.proposal.placements.find(({ schoolId }) => schoolId === 'r')!;
    expect(reasoner(full)(stranded.teacherId)?.wishes.map(({ code }) => code)).toEqual(['full']);
    const banned = { 'locks.forced': [{ teacherId: 'a', postGroupId: 'r/P/T/语文' }] };
    const planned = await contextOf({ ...SCENE, teachers: [teachers[0]!] }, banned);
    // A lock is a test of its own.
    expect(reasoner(planned)('a')?.wishes.map(({ code }) => code)).toEqual(['a14']);
    const shut = await contextOf(
      { ...SCENE, teachers: [teachers[0]!] },
      { 'objective.order': ['coverage', 'shortage-tilt', 'fit', 'hash-high', 'hash-low'] },
    );
    // The rural post weighs more than the wish.
    expect(reasoner(shut)('a')?.wishes.map(({ code }) => code)).toEqual(['plan']);
  });
  test('the next best post is the admissible one with the most points beside the own', async () => {
    const context = await contextOf(SCENE);
    const ask = reasoner(context);
    expect(ask('good')?.nextBest?.postGroupId).toBe('r/P/T/语文');
    expect(ask('rural')?.nextBest).toBeNull();
  });
});

test('everybody is decided once: outcome and reasons in words, no score in them', async () => {
  const people = personDecisions(await contextOf(SCENE));
  expect(people.map(({ teacherId, outcome }) => [teacherId, outcome])).toEqual([
    ['good', '安排到u 小学语文岗位'],
    ['less', '安排到r 小学语文岗位'],
    ['rural', '待岗：无匹配岗位'],
  ]);
  expect(people[0]?.why).toEqual([
    '学科匹配：学科一致',
    '志愿：第 1 志愿',
    '流向：局直→街道',
    '距离：0.0 公里',
  ]);
});

test('超岗 counts the heads of arrivals only, with a lower title in a higher post where there is room (T01, T07)', async () => {
  const school = (titleCaps: { H: number; M: number; E: number }): TinyCounty => ({
    ...SCENE,
    schools: [
      { id: 'b', tier: 'B' },
      { id: 'u', tier: 'U', titleCaps },
    ],
    groups: [{ schoolId: 'u', openings: 2 }],
    teachers: [
      mover({ id: 'm1', schoolId: 'b', title: 'H' }),
      mover({ id: 'm2', schoolId: 'b', title: 'M' }),
      { id: 's1', schoolId: 'u', title: 'M' },
      { id: 's2', schoolId: 'u', title: 'M' },
    ],
  });
  const words = async (H: number, M: number) => {
    const over = overTitleWords(
      await contextOf(school({ H, M, E: 9 }), { 'titleTilt.mode': 'off' }),
    );
    return [over('u', 'H'), over('u', 'M'), over('u', 'E')];
  };
  expect(await words(1, 3)).toEqual(['', '', '']);
  expect(await words(2, 2)).toEqual(['', '', '']);
  expect(await words(0, 4)).toEqual(['高级 +1', '', '']);
  // The own staff is over by one already: that is nobody's arrival.
  expect(await words(0, 1)).toEqual(['高级 +1，高中级 +2', '高中级 +2', '']);
});
