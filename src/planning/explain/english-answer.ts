/** An answer with its sentences in English: the same shape, the same codes and figures. */
import type { GroupFacts } from '../../rules/round.ts';
import type { Ranking } from './alternatives.ts';
import type { BindingCap } from './binding.ts';
import {
  boundEn,
  hereEn,
  type Known,
  moveEn,
  nearEn,
  noteEn,
  softEn,
  testEn,
  unfilledEn,
  whyNotEn,
  wishEn,
} from './english.ts';
import { type Explainer, personOf } from './explainer.ts';
import { testFigures } from './figures.ts';
import type { NearPost, UnfilledPost } from './standby.ts';
import type { TeacherExplanation } from './teacher.ts';
import type { WhyNot } from './why-not.ts';
import { postEn } from './words.ts';

/** The questions that a planner's page asks; what is handed in (appeal, audit of envy) stays Chinese. */
export type PlannersAnswer =
  | ({ readonly kind: 'teacher'; readonly ranking: Ranking | null } & TeacherExplanation)
  | { readonly kind: 'why-not'; readonly answer: WhyNot; readonly confirmed: boolean | null }
  | ({ readonly kind: 'post'; readonly ranking: Ranking | null } & UnfilledPost)
  | {
      readonly kind: 'standby';
      readonly people: readonly { teacherId: string; nearest: readonly NearPost[] }[];
      readonly posts: readonly UnfilledPost[];
    };

export function answerInEnglish<T extends PlannersAnswer & { readonly notes: readonly string[] }>(
  explainer: Explainer,
  answer: T,
): T {
  return { ...answer, notes: answer.notes.map(noteEn), ...translated(explainer, answer) };
}

function translated(explainer: Explainer, answer: PlannersAnswer): object {
  switch (answer.kind) {
    case 'teacher':
      return { ...teacherEn(explainer, answer), ranking: rankingEn(explainer, answer.ranking) };
    case 'why-not':
      return { answer: whyNotAnswerEn(explainer, answer.answer) };
    case 'post':
      return { ...postAnswerEn(explainer, answer), ranking: rankingEn(explainer, answer.ranking) };
    case 'standby':
      return {
        people: answer.people.map(({ teacherId, nearest }) => ({
          teacherId,
          nearest: nearest.map((near) => nearAnswerEn(near, knownTo(explainer, teacherId))),
        })),
        posts: answer.posts.map((post) => postAnswerEn(explainer, post)),
      };
  }
}

const said = <T>(line: T, sentence: string): T & { readonly sentence: string } => ({
  ...line,
  sentence,
});

/** Posts by their schools' names. */
function postNames({ round, groupAt }: Explainer): Known['post'] {
  return (id) => {
    const at = groupAt.get(id);
    return at === undefined ? id : postEn(round.groups[at] as GroupFacts);
  };
}

/** And the figures of a test for this person. */
function knownTo(explainer: Explainer, teacherId: string): Known {
  const { round, groupAt } = explainer;
  const person = personOf(explainer, teacherId);
  return {
    post: postNames(explainer),
    figures: (id, test) => {
      const at = groupAt.get(id);
      if (person === null || at === undefined) return '';
      return testFigures(test, person, round.groups[at] as GroupFacts, round).en;
    },
  };
}

const bindingEn = (binding: readonly BindingCap[] | null) =>
  binding?.map((each) => said(each, boundEn(each))) ?? null;

function teacherEn(explainer: Explainer, { here, wishes, nearest }: TeacherExplanation): object {
  const known = knownTo(explainer, here.teacherId);
  return {
    here: {
      ...said(here, hereEn(here, known)),
      soft: here.soft.map(softEn),
      binding: bindingEn(here.binding),
    },
    wishes: wishes.map((wish) => said(wish, wishEn(wish, known))),
    nearest: nearest.map((near) => nearAnswerEn(near, known)),
  };
}

function nearAnswerEn(near: NearPost, known: Known): NearPost {
  const { test, postGroupId } = near;
  const told = test && { ...test, figures: known.figures(postGroupId, test.name) };
  return { ...said(near, nearEn(near, known)), test: told };
}

function whyNotAnswerEn(explainer: Explainer, answer: WhyNot): object {
  const known = knownTo(explainer, answer.teacherId);
  const told = said(answer, whyNotEn(answer, known));
  if (answer.kind === 'not-admissible') {
    const figures = known.figures(answer.postGroupId, answer.test.name);
    return { ...told, test: { ...answer.test, figures } };
  }
  if (!('losses' in answer)) return told;
  const chains = answer.chains.map((chain) => chain.map((move) => said(move, moveEn(move, known))));
  return { ...told, binding: bindingEn(answer.binding), chains };
}

function rankingEn(explainer: Explainer, ranking: Ranking | null): object | null {
  return (
    ranking && { ...ranking, best: ranking.best.map((each) => whyNotAnswerEn(explainer, each)) }
  );
}

function postAnswerEn(explainer: Explainer, post: UnfilledPost): UnfilledPost {
  return {
    ...said(post, unfilledEn(post, { post: postNames(explainer) })),
    standbyRejected: post.standbyRejected.map((each) => said(each, testEn(each.test))),
  };
}
