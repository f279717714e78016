/**
 * 年度结转: the decisions of a year carried out, the year gone by, and the county as the next year's work begins with it
 * (F00). Nobody joins and nobody leaves; pupils, classes, quotas and posts stay as they are until they are set anew.
 */
import { canonicalCounty } from '../../domain/canonical.ts';
import { County, type PostGroup, type Teacher } from '../../domain/county.ts';
import { InputError } from '../../domain/errors.ts';
import type { Policy } from '../../domain/policy.ts';
import { addMonths, MONTHS_PER_YEAR } from '../../rules/arithmetic.ts';
import { countBy, homeGroupId, isCounted } from '../../rules/movers.ts';
import { endedExchange, endYear, headsTermEnds, isEnded, isOver, type Places } from './end-year.ts';
import { takePost } from './take-post.ts';
import type { Rollover, YearDecision, YearEnd } from './types.ts';

/**
 * @param decisions at most one a person; who has none stays
 * @param policy of the year that ends: its reference month, terms and lengths
 * @throws InputError for unknown people or posts, somebody decided twice, or somebody sent on a second exchange
 */
export function rollover(
  county: County,
  decisions: readonly YearDecision[],
  policy: Policy,
): Rollover {
  const places: Places = {
    schools: new Map(county.schools.map((school) => [school.id, school])),
    groups: new Map(county.postGroups.map((group) => [group.id, group])),
  };
  const byPerson = checked(county, decisions, places);
  const next = addMonths(policy.referenceMonth, MONTHS_PER_YEAR);
  const during = county.teachers.map((teacher): Teacher => {
    const decision = byPerson.get(teacher.id);
    if (decision === undefined) return teacher;
    const { postGroupId } = decision;
    const post = postGroupId === null ? null : (places.groups.get(postGroupId) as PostGroup);
    return takePost(teacher, decision, post, policy);
  });
  const teachers = during.map((teacher) => endYear(teacher, next, places));
  return {
    county: County.parse(
      canonicalCounty({
        ...county,
        teachers,
        postGroups: vacancies(county.postGroups, teachers, policy),
      }),
    ),
    yearEnd: yearEndOf(county, during, { decisions, policy, next, places }),
  };
}

/** The policy of the next year. */
export function nextYear(policy: Policy): Policy {
  return { ...policy, referenceMonth: addMonths(policy.referenceMonth, MONTHS_PER_YEAR) };
}

function checked(
  county: County,
  decisions: readonly YearDecision[],
  { groups }: Places,
): Map<string, YearDecision> {
  const people = new Set(county.teachers.map(({ id }) => id));
  const byPerson = new Map<string, YearDecision>();
  for (const decision of decisions) {
    const { teacherId, postGroupId } = decision;
    if (!people.has(teacherId)) throw unknown('unknown-teacher', teacherId, '花名册中没有此职工');
    if (postGroupId !== null && !groups.has(postGroupId))
      throw unknown('unknown-post-group', postGroupId, '岗位设置表中没有此岗位组');
    if (byPerson.has(teacherId)) throw unknown('decided-twice', teacherId, '同一职工有两项决定');
    byPerson.set(teacherId, decision);
  }
  return byPerson;
}

function unknown(code: string, path: string, what: string): InputError {
  return new InputError([{ code, path, message: `「${path}」：${what}，请核对 (${code})。` }]);
}

/** Posts that nobody holds are open again; what must be filled is decided anew. */
function vacancies(
  groups: readonly PostGroup[],
  teachers: readonly Teacher[],
  policy: Policy,
): PostGroup[] {
  const held = countBy(
    teachers.filter((teacher) => isCounted(teacher, policy) && teacher.hiring !== 'unplaced'),
    homeGroupId,
  );
  return groups.map((group) => {
    const openings = Math.max(0, group.posts - (held.get(group.id) ?? 0));
    return { ...group, openings, mustFill: 0 };
  });
}

interface YearFacts {
  readonly decisions: readonly YearDecision[];
  readonly policy: Policy;
  readonly next: string;
  readonly places: Places;
}

/** @param during the people at their posts of the year */
function yearEndOf(
  before: County,
  during: readonly Teacher[],
  { decisions, policy, next, places }: YearFacts,
): YearEnd {
  const from = policy.referenceMonth;
  const earlier = new Map(before.teachers.map((teacher) => [teacher.id, teacher]));
  const moved = (teacher: Teacher) => earlier.get(teacher.id)?.schoolId !== teacher.schoolId;
  const begun = (teacher: Teacher) => teacher.exchange?.since === from && moved(teacher);
  const ids = (holds: (teacher: Teacher) => boolean) => during.filter(holds).map(({ id }) => id);
  return {
    from,
    to: next,
    transferred: ids((teacher) => moved(teacher) && !begun(teacher)),
    exchangesBegun: ids(begun),
    returned: during
      .filter(({ exchange }) => isOver(exchange, next))
      .map((teacher) => endedExchange(teacher, places)),
    away: ids(({ exchange }) => exchange !== null && !isOver(exchange, next)),
    termsEnded: ids(
      ({ boundUntil, exchange }) => exchange === null && boundUntil !== null && boundUntil < next,
    ),
    exemptionsEnded: ids(({ exemption }) => isEnded(exemption, next)),
    headsTermsEnded: ids((teacher) =>
      headsTermEnds(teacher, { from, to: next }, MONTHS_PER_YEAR * policy.principals.termYears),
    ),
    standby: decisions
      .filter(({ kind }) => kind === 'standby')
      .map(({ teacherId }) => teacherId)
      .sort(),
  };
}
