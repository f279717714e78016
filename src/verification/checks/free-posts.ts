/** Posts that a placement left open, and who could have had one without loss to anybody else. */
import type { PostGroup, Teacher } from '../../domain/county.ts';
import { admits } from '../admission.ts';
import { sum } from '../arithmetic.ts';
import * as limits from '../limits.ts';
import type { Move, Outcome } from '../outcome.ts';
import { matchClass } from '../subject-match.ts';
import {
  type Coefficients,
  FIRST_BONUS,
  GOOD_MATCH,
  lacksSubject,
  pairCoefficients,
} from '../worth.ts';

/** Openings of a post group that nobody took. */
export function leftOpen({ movesInto }: Outcome, { id, openings }: PostGroup): number {
  return openings - (movesInto.get(id)?.length ?? 0);
}

/** Teaching posts left open at schools that could still take somebody. */
export function freePosts(outcome: Outcome): PostGroup[] {
  return outcome.facts.county.postGroups.filter(
    (group) => group.category === 'T' && leftOpen(outcome, group) > 0 && hasRoom(outcome, group),
  );
}

/** Whether every quota above a post group, without the pool, has room for one more. */
export function hasRoom({ facts, moves, movesToSchool }: Outcome, group: PostGroup): boolean {
  const site = facts.schools.get(group.schoolId)!;
  const came = (id: string) => movesToSchool.get(id)?.length ?? 0;
  const fits = (districtId: string | null) => {
    const schools = limits.schoolsOf(facts, site.ledger, districtId);
    const limit = districtId === null ? limits.ledgerLimit : limits.districtLimit;
    return sum(schools.map(({ school }) => came(school.id))) < limit(facts, schools);
  };
  const stage = limits.stageLimit(facts, group.stage);
  const atStage = moves.filter((move) => move.group.stage === group.stage).length;
  return (
    came(group.schoolId) < limits.headroom(site) &&
    (!site.school.keySchool ||
      !limits.capsKeySchools(facts) ||
      came(group.schoolId) < facts.policy.keySchool.cap) &&
    (stage === null || atStage < stage) &&
    fits(site.school.districtId) &&
    fits(null)
  );
}

/** Whether one of the free posts was open to the person: admissible, better, and no soft rule more broken. */
export function couldHaveHad(
  outcome: Outcome,
  move: Move,
  free: readonly PostGroup[],
  isBetter: (then: Coefficients, now: Coefficients) => boolean,
): boolean {
  const { person, group } = move;
  const matching = free.filter((post) => matchClass(outcome.facts, person, post) > 0);
  const coefficients = pairCoefficients(outcome.facts, person);
  const worth = (post: PostGroup): Coefficients => {
    const own = coefficients(post);
    const tilt = own['shortage-tilt'] + firstBonus(outcome, person, post);
    return { ...own, 'shortage-tilt': tilt };
  };
  const now = worth(group);
  return matching.some((post) => {
    const then = worth(post);
    return (
      then['soft-rules'] <= now['soft-rules'] &&
      isBetter(then, now) &&
      hasTitlePost(outcome, move, post) &&
      admits(outcome.facts, person, post)
    );
  });
}

/** What the person is worth more as the only new teacher of a subject that the school lacks. */
function firstBonus({ facts, movesInto }: Outcome, person: Teacher, post: PostGroup): number {
  const teaches = (who: Teacher) => matchClass(facts, who, post) >= GOOD_MATCH;
  const others = (movesInto.get(post.id) ?? []).filter((move) => move.person.id !== person.id);
  const alone = !others.some((move) => teaches(move.person));
  return lacksSubject(facts, post) && teaches(person) && alone ? FIRST_BONUS : 0;
}

function hasTitlePost(outcome: Outcome, { person }: Move, post: PostGroup): boolean {
  const site = outcome.facts.schools.get(post.schoolId)!;
  const arrivals = (outcome.movesToSchool.get(post.schoolId) ?? []).map((move) => move.person);
  const seniors = arrivals.filter(({ title }) => title === 'H').length;
  const titled = arrivals.filter(({ title }) => title !== 'E').length;
  return (
    (person.title !== 'H' || seniors < limits.titleLimit(outcome.facts, site, 'H')) &&
    (person.title === 'E' || titled < limits.titleLimit(outcome.facts, site, 'HM'))
  );
}
