/** explain: a question about a proposal. The proposal stays open, so that the next question takes milliseconds. */
import type { Question } from '../../domain/job.ts';
import { Proposal } from '../../domain/proposal.ts';
import {
  type AppealPack,
  answerInEnglish,
  appealPack,
  type EnvyReport,
  type Explainer,
  envyReport,
  explainTeacher,
  isConfirmed,
  nearestPosts,
  notesOf,
  openProposal,
  otherPeople,
  otherPosts,
  type PlannersAnswer,
  personOf,
  unfilledPost,
  unfilledPosts,
  whyNot,
} from '../../planning/explain/index.ts';
import { checkModelSize } from '../model-size.ts';
import { productVersion } from '../product-version.ts';
import { countyOf, jsonFile, textOf } from './common.ts';
import type { OperationInput, SpecOf } from './input.ts';
import type { OperationResult } from './result.ts';

/** Opened proposals, the latest used last. */
const opened = new Map<string, Explainer>();
const MOST_OPENED = 2;
const NEAREST = 3;

export async function explain(
  { proposalId, question }: SpecOf<'explain'>,
  input: OperationInput,
): Promise<OperationResult> {
  const explainer = opened.get(proposalId) ?? (await open(proposalId, input));
  opened.delete(proposalId);
  opened.set(proposalId, explainer);
  for (const id of [...opened.keys()].slice(0, -MOST_OPENED)) opened.delete(id);
  const notes = notesOf(explainer);
  const told = await answered(explainer, question, proposalId);
  const answer = { notes, ...told };
  const files = [jsonFile('answer.json', answer)];
  if (told.kind === 'envy' || told.kind === 'appeal') return { kind: 'answer', files };
  const english = jsonFile('answer.en.json', answerInEnglish(explainer, { notes, ...told }));
  return { kind: 'answer', files: [...files, english] };
}

/** The round is solved once for it: @throws InputError `model-too-large` before anything of it is built */
async function open(proposalId: string, input: OperationInput): Promise<Explainer> {
  const raw: unknown = JSON.parse(textOf(input.proposals[proposalId] as Uint8Array));
  const county = countyOf(input);
  checkModelSize(county, Proposal.parse(raw).policy.values, input.memoryMiB);
  return openProposal(county, raw);
}

/** The shapes of `tiaopei explain --json`. */
type Told =
  | PlannersAnswer
  | ({ readonly kind: 'envy' } & EnvyReport)
  | ({ readonly kind: 'appeal' } & AppealPack);

async function answered(
  explainer: Explainer,
  question: Question,
  proposalId: string,
): Promise<Told> {
  switch (question.ask) {
    case 'teacher': {
      const { teacherId, alternatives } = question;
      const ranking = alternatives ? await otherPosts(explainer, teacherId, alternatives) : null;
      return { kind: 'teacher', ...explainTeacher(explainer, teacherId), ranking };
    }
    case 'why-not': {
      const answer = await whyNot(explainer, question.teacherId, question.postGroupId);
      const confirmed = 'losses' in answer ? isConfirmed(explainer, answer) : null;
      return { kind: 'why-not', answer, confirmed };
    }
    case 'post': {
      const { postGroupId, alternatives } = question;
      const ranking = alternatives ? await otherPeople(explainer, postGroupId, alternatives) : null;
      return { kind: 'post', ...unfilledPost(explainer, postGroupId), ranking };
    }
    case 'envy':
      return { kind: 'envy', ...(await envyReport(explainer)) };
    case 'standby':
      return leftOver(explainer);
    case 'appeal-pack': {
      const pack = await appealPack(explainer, question.teacherId, {
        postGroupIds: [],
        product: productVersion(),
        replay: `POST /jobs {"kind":"explain","proposalId":"${proposalId}"}`,
      });
      return { kind: 'appeal', ...pack };
    }
  }
}

function leftOver(explainer: Explainer): PlannersAnswer {
  const people = explainer.allocation.standby.map((teacherId) => {
    const person = personOf(explainer, teacherId);
    return { teacherId, nearest: person === null ? [] : nearestPosts(explainer, person, NEAREST) };
  });
  return { kind: 'standby', people, posts: unfilledPosts(explainer) };
}
