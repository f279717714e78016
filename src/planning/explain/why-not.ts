/**
 * Why a person is not at another post: the first rule that forbids it with its figures, or what it would cost: the
 * round solved again with the person placed there, who would have to move, and that plan checked by the verification.
 */
import type { Allocation } from '../../formulation/index.ts';
import { ADMISSIBILITY_TESTS, firstFailure } from '../../rules/admissibility.ts';
import type { GroupFacts, PersonFacts } from '../../rules/round.ts';
import { verify } from '../../verification/index.ts';
import { goalValues } from '../wishes-by-rank.ts';
import { type BindingCap, bindingAt } from './binding.ts';
import {
  type Explainer,
  groupOf,
  NOTHING_CLAIMED,
  pairOf,
  personOf,
  postLabel,
} from './explainer.ts';
import { testFigures } from './figures.ts';
import { type LossFloor, lossFloor } from './floor.ts';
import { chains, firstLoss, lossesOf, lossWords, type Move, type TierLoss } from './losses.ts';
import { outsideWords } from './outside.ts';
import { testSentence, WORDS } from './words.ts';

/** An admissibility test that the pair fails first. */
export interface FailedTest {
  readonly name: string;
  readonly rules: readonly string[];
  readonly figures: string;
}

export type WhyNot = {
  readonly teacherId: string;
  readonly postGroupId: string;
  readonly sentence: string;
} & (
  | { readonly kind: 'is-here' | 'outside' | 'may-not-rotate' }
  | { readonly kind: 'not-admissible'; readonly test: FailedTest }
  /** No legal allocation has the person there: proven by the re-solve. */
  | { readonly kind: 'impossible' }
  /** A limit ended the re-solve before it found a plan or proved that there is none. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'costs' | 'free' | 'better';
      /** All places of the post are taken in the proposal. */
      readonly full: boolean;
      /** Caps that the proposal uses up on the way to the post; null where it is not the proven optimum. */
      readonly binding: readonly BindingCap[] | null;
      readonly losses: readonly TierLoss[];
      readonly chains: readonly (readonly Move[])[];
      /** The plan that was found; legal and worth what the losses say. */
      readonly allocation: Allocation;
      /** Every tier of it is closed. */
      readonly proven: boolean;
    }
);

/** The answer that needs no solve: a rule, or null when only a re-solve can tell. */
export function barred(
  explainer: Explainer,
  teacherId: string,
  post: GroupFacts,
): Extract<WhyNot, { kind: 'is-here' | 'outside' | 'may-not-rotate' | 'not-admissible' }> | null {
  const postGroupId = post.group.id;
  const head = { teacherId, postGroupId };
  const person = personOf(explainer, teacherId);
  if (person === null)
    return { ...head, kind: 'outside', sentence: outsideWords(explainer, teacherId) };
  const here = explainer.postOf.get(teacherId) ?? stayOf(explainer, person);
  if (here === postGroupId) return { ...head, kind: 'is-here', sentence: WORDS.isHere };
  if (!person.mayMove) return { ...head, kind: 'may-not-rotate', sentence: WORDS.mayNotRotate };
  const test = failedTest(explainer, person, post);
  if (test === null) return null;
  const sentence = WORDS.notAdmitted(test.rules, testSentence(test.name), test.figures);
  return { ...head, kind: 'not-admissible', test, sentence };
}

function stayOf({ policy }: Explainer, { homeGroup }: PersonFacts): string | null {
  return policy.round === 'rotation' ? (homeGroup?.group.id ?? null) : null;
}

/** The first admissibility test that the pair fails, with figures; null = admissible. */
export function failedTest(
  { round }: Explainer,
  person: PersonFacts,
  post: GroupFacts,
): FailedTest | null {
  const test = ADMISSIBILITY_TESTS[firstFailure(person, post, round)];
  if (test === undefined) return null;
  const { name, rules } = test;
  return { name, rules, figures: testFigures(name, person, post, round).zh };
}

/** A pair that the rules admit, without a solve: what the proof says of it. */
export function floorOf(
  explainer: Explainer,
  teacherId: string,
  postGroupId: string,
): LossFloor | null {
  const pair = pairOf(explainer, teacherId, postGroupId);
  return pair === -1 || !explainer.isOptimum ? null : lossFloor(explainer, pair);
}

/** @throws InputError when the county has no such person or post */
export async function whyNot(
  explainer: Explainer,
  teacherId: string,
  postGroupId: string,
): Promise<WhyNot> {
  const post = groupOf(explainer, postGroupId);
  return barred(explainer, teacherId, post) ?? forced(explainer, teacherId, post);
}

/** Solves again with the person placed there. The pair is admissible. */
export async function forced(
  explainer: Explainer,
  teacherId: string,
  post: GroupFacts,
): Promise<WhyNot> {
  const postGroupId = post.group.id;
  const head = { teacherId, postGroupId };
  const label = postLabel(post);
  const { plan, termination } = await explainer.replanner.tryOut([
    { kind: 'force', teacherId, postGroupId },
  ]);
  if (plan === null && termination !== 'infeasible')
    return { ...head, kind: 'unknown', sentence: WORDS.unknown(label) };
  if (plan === null) return { ...head, kind: 'impossible', sentence: WORDS.impossible(label) };
  const losses = lossesOf(explainer, plan);
  const first = firstLoss(losses);
  const kind = first === null ? 'free' : first.loss > 0 ? 'costs' : 'better';
  const full = placesLeft(explainer, post) <= 0;
  const found = chains(explainer, plan.allocation, teacherId);
  const others = found.flat().length - 1;
  const what = {
    free: () => WORDS.free(label),
    costs: () => WORDS.costs(label, full, lossWords(losses), others),
    better: () => WORDS.better(label, lossWords(losses)),
  }[kind]();
  const { allocation, proven } = plan;
  const sentence = proven || kind !== 'costs' ? what : `${what}${WORDS.atMost}`;
  const pair = pairOf(explainer, teacherId, postGroupId);
  const binding = bindingAt(explainer, explainer.formulation.columns.pair[pair] as number);
  return { ...head, kind, sentence, full, binding, losses, chains: found, allocation, proven };
}

/** Places of a post that nobody has in the proposal. */
export function placesLeft(
  { policy, movedTo, leftFrom }: Explainer,
  { group, capacity, present }: GroupFacts,
): number {
  const arrived = movedTo.get(group.id)?.length ?? 0;
  if (policy.round !== 'rotation') return capacity - arrived;
  return capacity - (present - (leftFrom.get(group.id) ?? 0)) - arrived;
}

/** The verification's word on the plan of an answer: legal, and worth what the losses say. */
export function isConfirmed(
  { county, policy, formulation }: Explainer,
  answer: Extract<WhyNot, { kind: 'costs' | 'free' | 'better' }>,
): boolean {
  const checked = verify(county, policy, { ...answer.allocation, ...NOTHING_CLAIMED });
  const values =
    checked.weighted === null
      ? goalValues(formulation, answer.allocation, checked.tiers).map(({ value }) => value)
      : [checked.weighted];
  return checked.accepted && answer.losses.every(({ other }, k) => other === values[k]);
}
