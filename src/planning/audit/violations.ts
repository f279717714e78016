/** What an allocation breaks, rule by rule, and who stands for it. Hard rules first. */
import type { Audit, BrokenPlace, Violation } from '../../domain/audit.ts';
import { compareIds } from '../../domain/canonical.ts';
import type { RuleCheck } from '../../domain/proposal.ts';
import { flowAllowed } from '../../rules/flow-direction.ts';
import type { Round, SchoolFacts } from '../../rules/round.ts';
import { type Placements, postsOf } from '../plan-posts.ts';
import { isShortage, PlanMap, placeKind } from './broken-places.ts';

/** Soft checks of a person that also say for whom a school has no title post left. */
const TITLE_OF_PERSON = 'post-for-title';

/** @param checks of the independent check on the same placements */
export function violationsOf(
  round: Round,
  placements: Placements,
  checks: readonly RuleCheck[],
): Violation[] {
  const broken = checks.flatMap((check) => byStatus(round, placements, check));
  const personal = peopleNamed(broken, ({ status }) => status === 'fail');
  const titled = peopleNamed(broken, ({ name }) => name === TITLE_OF_PERSON);
  const map = PlanMap.of(round, placements);
  return broken
    .map((check) => {
      const explains =
        check.status === 'fail' ? personal : new Set<string>([...personal, ...titled]);
      return violation(check, map, explains);
    })
    .sort(hardFirst);
}

type Broken = RuleCheck & { readonly status: 'fail' | 'warn' };

/** Broken checks; the order of flow (X01) counts barred directions and unlisted ones, which are told apart here. */
function byStatus(round: Round, placements: Placements, check: RuleCheck): Broken[] {
  const { status, ruleId } = check;
  if (status === 'pass') return [];
  if (ruleId !== 'X01' || status === 'warn') return [{ ...check, status }];
  const barred = new Set(barredPeople(round, placements));
  const part = (offenders: string[], as: Broken['status']): Broken[] =>
    offenders.length === 0 ? [] : [{ ...check, status: as, measured: offenders.length, offenders }];
  return [
    ...part(
      check.offenders.filter((id) => barred.has(id)),
      'fail',
    ),
    ...part(
      check.offenders.filter((id) => !barred.has(id)),
      'warn',
    ),
  ];
}

function barredPeople({ county, policy, groups, schools }: Round, placements: Placements) {
  const posts = postsOf(placements);
  const sites = new Map(schools.map((site) => [site.school.id, site]));
  const siteOf = new Map(groups.map(({ group, site }) => [group.id, site]));
  return county.teachers
    .filter(({ id, schoolId, returnRight }) => {
      const to = siteOf.get(posts.get(id) ?? '');
      const from = sites.get(schoolId) as SchoolFacts;
      return to && !flowAllowed(from.school.tier, to.school.tier, returnRight, policy);
    })
    .map(({ id }) => id);
}

function peopleNamed(broken: readonly Broken[], wanted: (check: Broken) => boolean): Set<string> {
  const named = broken.filter((check) => placeKind(check) === null && wanted(check));
  return new Set(named.flatMap(({ offenders }) => offenders));
}

function violation(check: Broken, map: PlanMap, explains: ReadonlySet<string>): Violation {
  const { ruleId, name, strength, status, measured, limit, text, offenders } = check;
  const kind = placeKind(check);
  const places = kind === null ? [] : brokenPlaces(check, kind, map, explains);
  const people = kind === null ? offenders : places.flatMap((place) => place.people);
  return {
    ruleId,
    name,
    strength,
    status,
    measured,
    limit,
    text,
    people: [...new Set(people)].sort(compareIds),
    places,
  };
}

/**
 * People who break a rule of their own stand for the place first; a single arrival does in any case. Where they are
 * fewer than the heads too many, nobody can say who of the others it is.
 */
function brokenPlaces(
  check: Broken,
  kind: BrokenPlace['kind'],
  map: PlanMap,
  explains: ReadonlySet<string>,
): BrokenPlace[] {
  const places = check.offenders.map((id) => {
    const there = isShortage(check) ? [] : map.at(check, id);
    const own = there.filter((each) => explains.has(each));
    return { id, there, people: there.length === 1 ? there : own };
  });
  const named = new Set(places.flatMap(({ people }) => people)).size;
  const enough = named >= check.measured - (check.limit ?? 0);
  return places.map(({ id, there, people }) => ({
    kind,
    id,
    people,
    candidates: enough && people.length > 0 ? [] : there.filter((each) => !people.includes(each)),
  }));
}

function hardFirst(a: Violation, b: Violation): number {
  const rank = ({ status }: Violation) => (status === 'fail' ? 0 : 1);
  return rank(a) - rank(b) || compareIds(a.ruleId, b.ruleId) || compareIds(a.name, b.name);
}

/** Which rules each person breaks, in order of staff number. */
export function brokenBy(violations: readonly Violation[]): Audit['people'] {
  const ids = [...new Set(violations.flatMap(({ people }) => people))].sort(compareIds);
  return ids.map((teacherId) => {
    const own = violations.filter(({ people }) => people.includes(teacherId));
    const rules = (status: Violation['status']) => [
      ...new Set(own.filter((each) => each.status === status).map(({ ruleId }) => ruleId)),
    ];
    return { teacherId, hard: rules('fail'), soft: rules('warn') };
  });
}
