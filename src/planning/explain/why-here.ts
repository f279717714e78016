/** Why a person is where the proposal puts her: the parts of the fit, what she adds to each tier, the rules that bound. */
import {
  type FitParts,
  fitParts,
  softBreaches,
  stayFit,
  wishRank,
} from '../../rules/objective-terms.ts';
import type { GroupFacts, PersonFacts } from '../../rules/round.ts';
import { subjectMatch } from '../../rules/subject-match.ts';
import { type BindingCap, bindingAt } from './binding.ts';
import { type Explainer, type GoalId, groupOf, pairOf, personOf, postLabel } from './explainer.ts';
import { outsideWords } from './outside.ts';
import { WORDS } from './words.ts';

export interface WhyHere {
  readonly teacherId: string;
  readonly decision: 'placed' | 'standby' | 'stays' | 'outside';
  readonly postGroupId: string | null;
  readonly sentence: string;
  /** Hundredths of a point; null without a post of the round. A stay has no wish. */
  readonly fit: { readonly total: number; readonly parts: FitParts } | null;
  readonly wishRank: number | null;
  /** Percent of the subject match; null without a new post. */
  readonly subjectMatch: number | null;
  /** What the choice adds to each tier; lots aside. */
  readonly terms: readonly { readonly tier: GoalId; readonly value: number }[];
  /** Soft rules that the placement breaks, in words. */
  readonly soft: readonly string[];
  readonly locked: boolean;
  /** Null where the proposal is not the proven optimum. */
  readonly binding: readonly BindingCap[] | null;
}

/** @throws InputError when the county has nobody of this number */
export function whyHere(explainer: Explainer, teacherId: string): WhyHere {
  const person = personOf(explainer, teacherId);
  if (person === null) return outside(explainer, teacherId);
  const postId = explainer.postOf.get(teacherId);
  if (postId === undefined) return withoutMove(explainer, person);
  const post = groupOf(explainer, postId);
  const { round, policy } = explainer;
  const parts = fitParts(person, post, round);
  const pair = pairOf(explainer, teacherId, postId);
  const match = subjectMatch(person.teacher, post.group, policy);
  const distance = person.distances[post.site.at] ?? null;
  const breaches = softBreaches(person, post, round);
  return {
    teacherId,
    decision: 'placed',
    postGroupId: postId,
    sentence: WORDS.placed(postLabel(post)),
    fit: { total: totalOf(parts), parts },
    wishRank: wishRank(person, post),
    subjectMatch: match,
    terms: termsOf(explainer, columnOf(explainer, pair)),
    soft: [
      ...(breaches.includes('fallback') ? [WORDS.softFallback] : []),
      ...(breaches.includes('training') ? [WORDS.softTraining] : []),
      ...(breaches.includes('farAway') && distance !== null
        ? [WORDS.softFar(distance, policy.distance.softLimitKm)]
        : []),
    ],
    locked: person.forced === postId,
    binding: bindingAt(explainer, columnOf(explainer, pair)),
  };
}

const NOTHING = { fit: null, wishRank: null, subjectMatch: null, terms: [], soft: [] } as const;

function outside(explainer: Explainer, teacherId: string): WhyHere {
  return {
    ...NOTHING,
    teacherId,
    decision: 'outside',
    postGroupId: null,
    sentence: outsideWords(explainer, teacherId),
    locked: false,
    binding: [],
  };
}

/** On standby, or staying. */
function withoutMove(explainer: Explainer, person: PersonFacts): WhyHere {
  const { columns } = explainer.formulation;
  const p = explainer.personAt.get(person.teacher.id) as number;
  const stay = columns.stay[p] as number;
  const column = stay === -1 ? (columns.standby[p] as number) : stay;
  const stays = stay !== -1;
  const parts = stays ? stayParts(person) : null;
  return {
    ...NOTHING,
    teacherId: person.teacher.id,
    decision: stays ? 'stays' : 'standby',
    postGroupId: stays ? (person.homeGroup as GroupFacts).group.id : null,
    sentence: stays ? `${WORDS.stays}${person.mayMove ? '' : WORDS.mayNotRotate}` : WORDS.standby,
    fit: parts && { total: stayFit(person), parts },
    terms: column === -1 ? [] : termsOf(explainer, column),
    locked: false,
    binding: bindingAt(explainer, column),
  };
}

/** The fixed parts of a stay (README: fit); what is left of its points is the way to the own school. */
function stayParts(person: PersonFacts): FitParts {
  const fixed = { subject: 4000, stage: 1500, wish: 0, title: 500 };
  return { ...fixed, near: stayFit(person) - 6000 };
}

function totalOf({ subject, stage, wish, near, title }: FitParts): number {
  return subject + stage + wish + near + title;
}

/** The pair's column in the answer: its `first` where that one is used. */
function columnOf({ formulation: { columns }, replanner: { values } }: Explainer, pair: number) {
  const first = columns.first[pair] as number;
  return first !== -1 && values[first] === 1 ? first : (columns.pair[pair] as number);
}

function termsOf({ formulation: { tiers } }: Explainer, column: number): WhyHere['terms'] {
  return tiers
    .filter(({ id }) => id !== 'hash-high' && id !== 'hash-low')
    .map(({ id, objective }) => ({ tier: id, value: objective.coefficients[column] as number }));
}
