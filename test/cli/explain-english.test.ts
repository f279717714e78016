/** With `--lang en` no line of an explanation is Chinese; post ids keep their subject. */
import { expect, test } from 'vitest';
import { type Answer, answerLines } from '../../src/cli/explain-lines.ts';
import type { County } from '../../src/domain/county.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import {
  envyReport,
  explainInfeasible,
  explainTeacher,
  nearestPosts,
  openProposal,
  otherPosts,
  personOf,
  unfilledPosts,
  whyNot,
} from '../../src/planning/explain/index.ts';
import { propose } from '../../src/planning/index.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

const schools = [
  { id: 'b', tier: 'B' as const },
  { id: 'u', tier: 'U' as const },
  { id: 'r', tier: 'R' as const, position: { east: 60_000, north: 0 } },
];
const county = tinyCounty({
  schools,
  groups: [
    { schoolId: 'u', openings: 1 },
    { schoolId: 'r', openings: 1 },
    { schoolId: 'r', subject: '音乐', openings: 1 },
  ],
  teachers: [
    mover({ id: 'a', schoolId: 'b', merit: 100, wishes: [{ schoolId: 'u', postGroupId: null }] }),
    mover({ id: 'c', schoolId: 'b', merit: 900, wishes: [{ schoolId: 'u', postGroupId: null }] }),
    mover({ id: 'd', schoolId: 'r' }),
    { id: 'stays', schoolId: 'b' },
  ],
});

const english = (answer: Answer): string[] =>
  answerLines(answer, ({ en }) => en).map((line) => line.replaceAll(/\S+\/[PJH]\/T\/\S+/g, 'POST'));

async function answers(of: County): Promise<Answer[]> {
  const outcome = await propose(of, parsePolicy({}));
  if (outcome.kind !== 'proposal') throw new Error(outcome.kind);
  const explainer = await openProposal(of, outcome.proposal);
  const someone = personOf(explainer, 'd');
  if (someone === null) throw new Error('nobody');
  const teachers = ['a', 'c', 'd', 'stays'];
  const posts = of.postGroups.map(({ id }) => id);
  const told: Answer[] = [
    { kind: 'envy', ...(await envyReport(explainer)) },
    {
      kind: 'standby',
      people: [{ teacherId: 'd', nearest: nearestPosts(explainer, someone, 3) }],
      posts: unfilledPosts(explainer),
    },
  ];
  for (const id of teachers) {
    const ranking = id === 'a' ? await otherPosts(explainer, id, 2) : null;
    told.push({ kind: 'teacher', ranking, ...explainTeacher(explainer, id) });
    for (const post of posts)
      told.push({ kind: 'why-not', answer: await whyNot(explainer, id, post), confirmed: true });
  }
  return told;
}

test('no answer about a proposal has a Chinese line', async () => {
  const lines = (await answers(county)).flatMap(english);
  expect(lines.length).toBeGreaterThan(40);
  expect(lines.filter((line) => /\p{Script=Han}/u.test(line))).toEqual([]);
  const text = lines.join('\n');
  for (const words of ['not admissible (', 'it costs', 'Who moves:']) expect(text).toContain(words);
});

test('nor one about what may give way', async () => {
  const must = tinyCounty({
    schools,
    groups: [{ schoolId: 'r', openings: 2, mustFill: 2 }],
    teachers: [mover({ id: 'a', schoolId: 'u' }), mover({ id: 'c', schoolId: 'u' })],
  });
  const report = await explainInfeasible(must, parsePolicy({ 'distance.maxKm': 20 }));
  const lines = english({ kind: 'infeasible', ...report });
  expect(lines.join('\n')).toContain('beyond the limit on the way');
  expect(lines.filter((line) => /\p{Script=Han}/u.test(line))).toEqual([]);
});
