/**
 * 年度结转: the decisions of a year carried out, the year gone by, and the county as the next year's work begins with it
 * (F00). Nobody joins and nobody leaves; pupils, classes, quotas and posts stay as they are until they are set anew.
 */
import { canonicalCounty } from '../../domain/canonical.ts';
import { County, type PostGroup, type Teacher } from '../../domain/county.ts';
import { CertificateError } from '../../domain/errors.ts';
import type { Policy } from '../../domain/policy.ts';
import { addMonths, MONTHS_PER_YEAR } from '../../rules/arithmetic.ts';
import { countBy, homeGroupId, isCounted } from '../../rules/movers.ts';
import { keptHomePosts } from '../../rules/rotation/home-post.ts';
import { verifyRollover } from '../../verification/index.ts';
import { checkDecisions } from './decisions.ts';
import { endYear, type YearTurn } from './end-year.ts';
import { type Places, placesOf } from './places.ts';
import { settled } from './settle.ts';
import { takePost } from './take-post.ts';
import type { Rollover, RolloverOptions, YearDecision } from './types.ts';
import { yearEndOf } from './year-end.ts';

/** A person through the year: as the roster has it, at home again, at the post of the year, a year later. */
export interface PersonYear {
  readonly roster: Teacher;
  readonly home: Teacher;
  readonly during: Teacher;
  readonly after: Teacher;
  /** R05: an exchange that was over before the year ended with a post at the exchange school. */
  readonly stays: boolean;
}

/**
 * @param decisions at most one a person; who has none stays
 * @param policy of the year that ends: its reference month, terms and lengths
 * @throws InputError for unknown people or posts, somebody decided twice, somebody sent on a second exchange, or somebody
 *   who is to stay at a school where no exchange ends
 * @throws CertificateError when the independent check makes another county of the year
 */
export function rollover(
  county: County,
  decisions: readonly YearDecision[],
  policy: Policy,
  { stays = [] }: RolloverOptions = {},
): Rollover {
  const places = placesOf(county);
  const next = nextYear(policy);
  const byPerson = checkDecisions(county, decisions, places);
  const turn: YearTurn = { places, policy, next, stays: new Set(stays) };
  const people = county.teachers.map((teacher) =>
    throughYear(teacher, byPerson.get(teacher.id), turn),
  );
  const yearEnd = yearEndOf(people, decisions, turn);
  const teachers = people.map(({ after }) => after);
  const postGroups = vacancies(county.postGroups, teachers, next);
  const after = County.parse(canonicalCounty({ ...county, teachers, postGroups }));
  const { accepted, findings } = verifyRollover(county, { policy, decisions, stays }, after);
  if (!accepted) throw new CertificateError(findings);
  return { county: after, yearEnd };
}

/** The policy of the next year. */
export function nextYear(policy: Policy): Policy {
  return { ...policy, referenceMonth: addMonths(policy.referenceMonth, MONTHS_PER_YEAR) };
}

function throughYear(
  roster: Teacher,
  decision: YearDecision | undefined,
  turn: YearTurn,
): PersonYear {
  const post = postOf(decision, turn.places);
  const taken = decision === undefined ? null : { kind: decision.kind, post };
  const { teacher: home, stays } = settled(roster, taken, turn);
  const during = decision === undefined ? home : takePost(home, decision, post, turn.policy);
  return { roster, home, during, after: endYear(during, turn), stays };
}

function postOf(decision: YearDecision | undefined, { groups }: Places): PostGroup | null {
  const id = decision?.postGroupId ?? null;
  return id === null ? null : (groups.get(id) as PostGroup);
}

/** Posts that nobody holds and nobody comes back to are open again; what must be filled is decided anew. */
function vacancies(
  groups: readonly PostGroup[],
  teachers: readonly Teacher[],
  policy: Policy,
): PostGroup[] {
  const holders = teachers.filter(
    (teacher) => isCounted(teacher, policy) && teacher.hiring !== 'unplaced',
  );
  const held = countBy(holders, homeGroupId);
  const reserved = keptHomePosts(holders, policy);
  return groups.map((group) => {
    const taken = (held.get(group.id) ?? 0) + (reserved.get(group.id) ?? 0);
    return { ...group, openings: Math.max(0, group.posts - taken), mustFill: 0 };
  });
}
