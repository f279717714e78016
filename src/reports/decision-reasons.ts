/**
 * 决策说明 as data: why a person comes to a post, why each wish was not met, and the next best post. Everything follows from
 * the rules and the proposal, without solving again; `tiaopei explain` solves again and says what a change would cost.
 */
import type { Placement } from '../domain/proposal.ts';
import { ADMISSIBILITY_TESTS } from '../rules/admissibility.ts';
import { nearestPosts } from '../rules/nearest-posts.ts';
import { fitPoints } from '../rules/objective-terms.ts';
import type { GroupFacts, PersonFacts, Round } from '../rules/round.ts';
import { ADMISSIBLE, screening } from '../rules/screening.ts';
import { subjectMatch } from '../rules/subject-match.ts';
import type { ReportContext } from './sources.ts';

/** Why a wish was not met: a1 … a15 by the first failing test, or what the other people of the post decide. */
interface WishReason {
  /** 1–5. */
  readonly rank: number;
  readonly schoolId: string;
  /** null = the wish names a school that has no post of the person's kind. */
  readonly postGroupId: string | null;
  readonly code: string;
  readonly text: string;
}

interface NextBest {
  readonly postGroupId: string;
  /** Hundredths of a point of fit. */
  readonly fit: number;
}

export interface PersonReasons {
  readonly wishes: readonly WishReason[];
  /** Admissible post with the best fit beside the own one; null = none. */
  readonly nextBest: NextBest | null;
  /** Posts of the person's subjects by distance, those that the rules admit first. */
  readonly nearest: readonly {
    readonly postGroupId: string /** Name of the first failing test. */;
    readonly stoppedBy: string | null;
  }[];
}

const NEAREST = 3;
const OTHER_REASONS = {
  met: '已按此志愿安排',
  merit: '符合条件，名额由业绩考核更高的人员取得',
  full: '符合条件，名额已满：由学科更匹配或总体方案更优的人员取得',
  plan: '符合条件，但须服从全县方案的目标次序，或编制、岗位限额',
  'no-post': '该校没有与本人岗位类别相应的岗位',
} as const;

/** Asks about people of the round one by one; `null` for who is not in it. */
export function reasoner(context: ReportContext): (teacherId: string) => PersonReasons | null {
  const round = context.round();
  const people = new Map(round.people.map((person) => [person.teacher.id, person]));
  const placements = new Map(context.proposal.placements.map((each) => [each.teacherId, each]));
  const screen = screening(round);
  const holders = new Map<string, PersonFacts[]>();
  for (const { teacherId, postGroupId } of context.proposal.placements) {
    const person = people.get(teacherId);
    if (person === undefined) continue;
    holders.set(postGroupId, [...(holders.get(postGroupId) ?? []), person]);
  }
  return (teacherId) => {
    const person = people.get(teacherId);
    if (person === undefined) return null;
    const verdicts = screen(person);
    const asked: Asked = {
      person,
      placement: placements.get(teacherId) ?? null,
      groups: round.groups,
      verdict: (group) => verdicts[group.at] as number,
      match: (group) => subjectMatch(person.teacher, group.group, round.policy),
      holders: (id) => holders.get(id) ?? [],
    };
    const pointsOf = (group: GroupFacts) => fitPoints(person, group, round);
    return {
      wishes: person.wishes.map((_, k) => wishReason(asked, k)),
      nextBest: nextBest(asked, pointsOf),
      nearest: nearest(asked, round),
    };
  };
}

interface Asked {
  readonly person: PersonFacts;
  readonly placement: Placement | null;
  readonly groups: readonly GroupFacts[];
  readonly verdict: (group: GroupFacts) => number;
  readonly match: (group: GroupFacts) => number;
  readonly holders: (postGroupId: string) => readonly PersonFacts[];
}

function wishReason(asked: Asked, k: number): WishReason {
  const { person, placement, groups, match, verdict } = asked;
  const wish = person.wishes[k] as PersonFacts['wishes'][number];
  const of = groups.filter(({ group }) =>
    wish.postGroupId === null
      ? group.schoolId === wish.schoolId && group.category === person.teacher.category
      : group.id === wish.postGroupId,
  );
  const fitting = of.filter((group) => match(group) > 0);
  // The post that comes nearest to being open to the person speaks for the wish.
  const [best] = (fitting.length > 0 ? fitting : of).sort(
    (a, b) => laterTest(verdict(b)) - laterTest(verdict(a)) || match(b) - match(a),
  );
  const rank = k + 1;
  const { schoolId } = wish;
  if (best === undefined)
    return { rank, schoolId, postGroupId: null, code: 'no-post', text: OTHER_REASONS['no-post'] };
  const own = of.find(({ group }) => group.id === placement?.postGroupId);
  const code = own === undefined ? codeOf(asked, best) : 'met';
  const postGroupId = (own ?? best).group.id;
  return { rank, schoolId, postGroupId, code, text: textOf(code, verdict(best)) };
}

const laterTest = (verdict: number) =>
  verdict === ADMISSIBLE ? ADMISSIBILITY_TESTS.length : verdict;

function codeOf({ person, verdict, holders }: Asked, post: GroupFacts): string {
  const failed = ADMISSIBILITY_TESTS[verdict(post)];
  if (failed !== undefined) return failed.address;
  const there = holders(post.group.id);
  if (there.length < post.capacity) return 'plan';
  return there.every(({ merit }) => merit > person.merit) ? 'merit' : 'full';
}

function textOf(code: string, verdict: number): string {
  if (code in OTHER_REASONS) return OTHER_REASONS[code as keyof typeof OTHER_REASONS];
  return ADMISSIBILITY_TESTS[verdict]?.sentence.zh ?? '';
}

function nextBest(
  { groups, verdict, placement }: Asked,
  pointsOf: (group: GroupFacts) => number,
): NextBest | null {
  let best: NextBest | null = null;
  for (const group of groups) {
    if (verdict(group) !== ADMISSIBLE || group.group.id === placement?.postGroupId) continue;
    const points = pointsOf(group);
    if (best === null || points > best.fit) best = { postGroupId: group.group.id, fit: points };
  }
  return best;
}

function nearest({ person, verdict }: Asked, round: Round): PersonReasons['nearest'] {
  const admits = (post: GroupFacts) => verdict(post) === ADMISSIBLE;
  return nearestPosts(person, round, admits, NEAREST).map((post) => ({
    postGroupId: post.group.id,
    stoppedBy: ADMISSIBILITY_TESTS[verdict(post)]?.name ?? null,
  }));
}
