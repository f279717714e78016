/** An answer in English has the shape, codes and figures of the Chinese one; only its sentences are others. */
import { expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import {
  answerInEnglish,
  explainTeacher,
  nearestPosts,
  notesOf,
  openProposal,
  otherPosts,
  type PlannersAnswer,
  personOf,
  unfilledPost,
  unfilledPosts,
  whyNot,
} from '../../src/planning/explain/index.ts';
import { propose } from '../../src/planning/index.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

const HAN = /\p{Script=Han}/u;
const county = tinyCounty({
  schools: [
    { id: 'b', tier: 'B', name: '实验小学' },
    { id: 'u', tier: 'U', name: '城南小学' },
    { id: 'r', tier: 'R', name: '河口小学', position: { east: 60_000, north: 0 } },
  ],
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
const NAMES = county.schools.map(({ name }) => name);
/** Ids of posts hold their subject as the data write it. */
const plain = (text: string) =>
  NAMES.reduce((rest, name) => rest.replaceAll(name, ''), text).replaceAll(
    /\S+\/[PJH]\/T\/\S+/g,
    '',
  );

/** Every sentence of an answer, wherever it stands. */
function sentences(value: unknown, key = ''): string[] {
  if (typeof value === 'string')
    return ['sentence', 'soft', 'notes', 'figures'].includes(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => sentences(each, key));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, each]) => sentences(each, name));
}

/** The answer with every sentence taken out. */
function bare(value: unknown, key = ''): unknown {
  if (['sentence', 'soft', 'notes', 'figures'].includes(key)) return null;
  if (Array.isArray(value)) return value.map((each) => bare(each));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, bare(each, name)]));
}

async function opened() {
  const outcome = await propose(county, parsePolicy({}));
  if (outcome.kind !== 'proposal') throw new Error(outcome.kind);
  return openProposal(county, outcome.proposal);
}

test('whatever a planner asks: English sentences, the same codes and figures', async () => {
  const explainer = await opened();
  const posts = county.postGroups.map(({ id }) => id);
  const answers: PlannersAnswer[] = [];
  for (const { id } of county.teachers) {
    const ranking = id === 'a' ? await otherPosts(explainer, id, 2) : null;
    answers.push({ kind: 'teacher', ...explainTeacher(explainer, id), ranking });
    for (const post of posts)
      answers.push({ kind: 'why-not', answer: await whyNot(explainer, id, post), confirmed: null });
  }
  const [post = ''] = posts;
  answers.push({ kind: 'post', ...unfilledPost(explainer, post), ranking: null });
  const someone = personOf(explainer, 'd');
  const nearest = someone === null ? [] : nearestPosts(explainer, someone, 3);
  const people = [{ teacherId: 'd', nearest }];
  answers.push({ kind: 'standby', people, posts: unfilledPosts(explainer) });
  for (const answer of answers) {
    const chinese = { notes: notesOf(explainer), ...answer };
    const english = answerInEnglish(explainer, chinese);
    expect(bare(english)).toEqual(bare(chinese));
    expect(sentences(english).length).toBe(sentences(chinese).length);
    expect(sentences(english).filter((text) => HAN.test(plain(text)))).toEqual([]);
  }
});

test('schools are called by their names, and a refusal tells its figures', async () => {
  const explainer = await opened();
  const barred = await whyNot(explainer, 'd', 'u/P/T/语文');
  const { answer } = answerInEnglish(explainer, {
    ...{ notes: [], kind: 'why-not' as const, answer: barred, confirmed: null },
  });
  expect(answer.sentence).toContain('from a rural to a street school');
  expect(answer.sentence).toContain('right to return: no');
  const told = answerInEnglish(explainer, {
    ...{ notes: [], kind: 'teacher' as const, ranking: null, ...explainTeacher(explainer, 'c') },
  });
  expect(told.here.sentence).toBe('placed at 城南小学 (street), primary Chinese');
});

test('an answer to the page has no word of the command line', async () => {
  const explainer = await opened();
  for (const { id } of county.teachers)
    expect(JSON.stringify(explainTeacher(explainer, id))).not.toContain('--post');
});
