/**
 * 最近可安排岗位 of everybody on the standby list (§6): the posts of their subjects as they stand when the summer is over, vacant
 * ones first, each with its distance and what stops the person. Posts of the own school are judged by the tests of the
 * in-school round, those of the own district by the in-district ones, all others by the cross-district ones.
 */
import type { County } from '../../domain/county.ts';
import type { JournalEntry } from '../../domain/journal.ts';
import type { Decision, SummerState } from '../../domain/summer.ts';
import { ADMISSIBILITY_TESTS } from '../../rules/admissibility.ts';
import { type GroupFacts, type PersonFacts, prepareRound, type Round } from '../../rules/round.ts';
import {
  lastKnownDay,
  type NearPost,
  type StandbyRecord,
  standbyRecords,
} from '../../rules/standby/index.ts';
import { subjectMatch } from '../../rules/subject-match.ts';
import { refusedOffers } from '../../rules/workflow/index.ts';
import type { Summer } from './advance.ts';
import { roundPolicy } from './competition.ts';
import { stageCounty } from './stage-county.ts';
import { decisionsOf } from './standing.ts';
import { summerCounty } from './summer-county.ts';

/** Posts named for each person. */
const MOST = 3;

/** @returns by staff number, nearest first; nobody before the summer is over */
export function nearestPosts(
  summer: Pick<Summer, 'county' | 'calendar'>,
  state: SummerState,
): Map<string, NearPost[]> {
  if (state.stages.at(-1)?.stage !== 'standby') return new Map();
  const rounds = roundsAfter(summer, state);
  return new Map(
    rounds.placement.people.map(({ teacher }, p) => [teacher.id, nearestOf(rounds, p)]),
  );
}

type Rounds = Readonly<Record<'in-school' | 'in-district' | 'placement', Round>>;

/** The county when the summer is over, as each kind of round sees it: who is on the list competes for what is vacant. */
function roundsAfter(summer: Pick<Summer, 'county' | 'calendar'>, state: SummerState): Rounds {
  const policy = state.policy.values;
  const { journal, stages } = state;
  const county = summerCounty(summer, state, 'standby');
  const asOf = lastKnownDay({ policy, journal });
  const records = standbyRecords(stages, { county, policy, journal, asOf });
  const waiting = records.filter((record) => record.state !== 'on-post');
  const competitors = new Set(waiting.map(({ teacherId }) => teacherId));
  const setup = { competitors, opens: () => true };
  const known = withRefusals(county, journal, competitors);
  const seen = stageCounty(known, policy, decisionsSince(state, records), setup);
  const round = (kind: keyof Rounds) => prepareRound(seen, roundPolicy(policy, kind, seen));
  return {
    'in-school': round('in-school'),
    'in-district': round('in-district'),
    placement: round('placement'),
  };
}

/** X04: what the people were offered and refused since the last stage bars them as well. */
function withRefusals(
  county: County,
  journal: readonly JournalEntry[],
  waiting: ReadonlySet<string>,
): County {
  const refused = refusedOffers(journal);
  const teachers = county.teachers.map((teacher) => {
    const since = waiting.has(teacher.id) ? (refused.get(teacher.id) ?? []) : [];
    const refusedPostGroupIds = [...new Set([...teacher.refusedPostGroupIds, ...since])];
    return since.length === 0 ? teacher : { ...teacher, refusedPostGroupIds };
  });
  return { ...county, teachers };
}

/** The decisions as the journal has moved them since: offered posts taken up, posts refused. */
function decisionsSince({ stages }: SummerState, records: readonly StandbyRecord[]) {
  const since = new Map(decisionsOf(stages));
  for (const { teacherId, heldPostId } of records) {
    const decision = since.get(teacherId) as Decision;
    if (heldPostId === null) since.delete(teacherId);
    else since.set(teacherId, { ...decision, kind: 'cross-district', postGroupId: heldPostId });
  }
  return since;
}

function nearestOf(rounds: Rounds, p: number): NearPost[] {
  return rounds.placement.groups
    .map((_, g) => seenFrom(rounds, p, g))
    .filter((post) => post !== null)
    .sort(byNearness)
    .slice(0, MOST);
}

/** @returns null where the group has no posts, or none of the person's subjects */
function seenFrom(rounds: Rounds, p: number, g: number): NearPost | null {
  const kind = roundBetween(rounds.placement, p, g);
  const round = rounds[kind];
  const [person, post] = [round.people[p] as PersonFacts, round.groups[g] as GroupFacts];
  if (post.at === -1 || post.group.posts === 0) return null;
  if (subjectMatch(person.teacher, post.group, round.policy) === 0) return null;
  return {
    postGroupId: post.group.id,
    distance: person.distances[post.site.at] ?? null,
    vacant: post.group.openings,
    stops: ADMISSIBILITY_TESTS.filter(
      ({ name, holds }) => name !== 'open-post' && !holds(person, post, round),
    ).map(({ name }) => name),
  };
}

function roundBetween(round: Round, p: number, g: number): keyof Rounds {
  const { home } = round.people[p] as PersonFacts;
  const { site } = round.groups[g] as GroupFacts;
  if (home.at === site.at) return 'in-school';
  return home.districtAt === site.districtAt ? 'in-district' : 'placement';
}

/** Vacant first, then what the rules admit, then by distance. */
function byNearness(a: NearPost, b: NearPost): number {
  const far = ({ distance }: NearPost) => distance ?? Number.MAX_SAFE_INTEGER;
  return (
    Number(b.vacant > 0) - Number(a.vacant > 0) ||
    a.stops.length - b.stops.length ||
    far(a) - far(b) ||
    (a.postGroupId < b.postGroupId ? -1 : 1)
  );
}
