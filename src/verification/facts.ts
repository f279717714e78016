/** What the county and the policy say before anybody moves: the derived data of the definition, in one look-up. */
import { canonicalCounty } from '../domain/canonical.ts';
import type { County, PostGroup, School, Teacher } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import { type Ledger, ledgerOf, type Stage } from '../domain/vocabulary.ts';
import { sum } from './arithmetic.ts';
import { distances } from './geography.ts';
import { meritPercents } from './merit.ts';
import { exemption, homeGroupId, isCounted, isDue, isWaiting, moversOf } from './people.ts';
import { type TitlePosts, titlePosts } from './title-caps.ts';

/** Counted people: all, non-teaching, by title (cumulated). */
export interface Heads {
  total: number;
  nonTeaching: number;
  readonly titles: { H: number; HM: number };
}
const nobody = (): Heads => ({ total: 0, nonTeaching: 0, titles: { H: 0, HM: 0 } });

/** One school before the round. */
export interface SchoolFacts {
  readonly school: School;
  readonly index: number;
  readonly ledger: Ledger;
  /** E_s. */
  readonly quota: number;
  /** Counted non-movers n (rotation: nobody), all and by stage. */
  readonly settled: Heads;
  readonly settledAt: Map<Stage, Heads>;
  /** v_s: movers who applied to go and keep their place until they do (X17, X18). */
  volunteers: number;
  /** Counted people, movers included, all and by stage. */
  readonly present: Heads;
  readonly presentAt: Map<Stage, Heads>;
  /** Counted people by stage, those of later batches included: for the title totals of a stage only. */
  readonly onRollAt: Map<Stage, Heads>;
  readonly titlePosts: TitlePosts;
  /** Main subjects of counted category-T people: non-movers (placement), everybody (rotation). */
  readonly taughtSubjects: Set<string>;
}

export interface Facts {
  readonly county: County;
  readonly policy: Policy;
  readonly rotation: boolean;
  readonly schools: ReadonlyMap<string, SchoolFacts>;
  readonly groups: ReadonlyMap<string, PostGroup>;
  readonly people: ReadonlyMap<string, Teacher>;
  /** The set I. */
  readonly movers: ReadonlySet<string>;
  /** Movers that may have pairs at all (placement: all of I). */
  readonly mayMove: ReadonlySet<string>;
  readonly due: ReadonlySet<string>;
  readonly exempt: ReadonlyMap<string, ReturnType<typeof exemption>>;
  /** Counted people by home group id. */
  readonly presentInGroup: ReadonlyMap<string, number>;
  readonly merit: ReadonlyMap<string, number>;
  readonly distance: (person: Teacher, school: School) => number | null;
  readonly forced: ReadonlyMap<string, ReadonlySet<string>>;
  readonly banned: ReadonlyMap<string, ReadonlySet<string>>;
}

export function homeSchool(facts: Pick<Facts, 'schools'>, person: Teacher): School {
  return facts.schools.get(person.schoolId)!.school;
}

export function headsAt(heads: ReadonlyMap<Stage, Heads>, stage: Stage): Heads {
  return heads.get(stage) ?? nobody();
}

function count(heads: Heads, person: Teacher): void {
  heads.total++;
  if (person.category !== 'T') heads.nonTeaching++;
  if (person.title === 'H') heads.titles.H++;
  if (person.title !== 'E') heads.titles.HM++;
}

function countAt(heads: Map<Stage, Heads>, person: Teacher): void {
  const here = headsAt(heads, person.stage);
  count(here, person);
  heads.set(person.stage, here);
}

function schoolFacts(county: County, policy: Policy): Map<string, SchoolFacts> {
  const posts = titlePosts(county, policy);
  return new Map(
    county.schools.map((school, index) => [
      school.id,
      {
        school,
        index,
        ledger: ledgerOf(school.parts[0]!.stage),
        quota: sum(school.parts.map((part) => part.quota)),
        settled: nobody(),
        volunteers: 0,
        settledAt: new Map(),
        present: nobody(),
        presentAt: new Map(),
        onRollAt: new Map(),
        titlePosts: posts.get(school.id)!,
        taughtSubjects: new Set<string>(),
      },
    ]),
  );
}

function countPeople(
  facts: Pick<Facts, 'county' | 'policy' | 'rotation' | 'movers' | 'exempt'>,
  schools: ReadonlyMap<string, SchoolFacts>,
): Map<string, number> {
  const presentInGroup = new Map<string, number>();
  for (const person of facts.county.teachers) {
    if (!isCounted(person, facts.policy)) continue;
    const home = schools.get(person.schoolId);
    if (home === undefined) continue;
    countAt(home.onRollAt, person);
    if (isWaiting(person)) continue;
    const group = homeGroupId(person);
    presentInGroup.set(group, (presentInGroup.get(group) ?? 0) + 1);
    count(home.present, person);
    countAt(home.presentAt, person);
    // A14: by policy an exempt person keeps the home post until the reason ends.
    const { keepsHomePost } = facts.policy.exempt;
    const keeps = keepsHomePost && !facts.rotation && facts.exempt.get(person.id) !== null;
    const settled = keeps || !facts.movers.has(person.id);
    if (settled) {
      count(home.settled, person);
      countAt(home.settledAt, person);
    } else if (!facts.rotation && person.unplacedReason === 'volunteer') home.volunteers++;
    const teaches = person.category === 'T' && person.mainSubject !== null;
    if (teaches && (settled || facts.rotation)) home.taughtSubjects.add(person.mainSubject!);
  }
  return presentInGroup;
}

function pairSets(
  pairs: readonly { teacherId: string; postGroupId: string }[],
): Map<string, Set<string>> {
  const sets = new Map<string, Set<string>>();
  for (const { teacherId, postGroupId } of pairs) {
    sets.set(teacherId, (sets.get(teacherId) ?? new Set()).add(postGroupId));
  }
  return sets;
}

/** Rotation: who may leave the own school. */
function mayRotate(
  person: Teacher,
  facts: Pick<Facts, 'due' | 'groups' | 'presentInGroup'>,
): boolean {
  const home = homeGroupId(person);
  const surplus = (facts.presentInGroup.get(home) ?? 0) - (facts.groups.get(home)?.posts ?? 0);
  return (
    !person.leader &&
    person.category === 'T' &&
    // C16: direct hires have a stay arc only.
    person.hiring !== 'direct' &&
    (facts.due.has(person.id) || person.volunteer || surplus > 0)
  );
}

/** A16: under `flow.tierOf` = district every school has the tier of its district. */
function tagged(county: County, policy: Policy): County {
  if (policy.flow.tierOf !== 'district') return county;
  const districtTier = (id: string) => county.districts.find((each) => each.id === id)!.tier;
  const schools = county.schools.map((each) => ({ ...each, tier: districtTier(each.districtId) }));
  return { ...county, schools };
}

export function gatherFacts(input: County, policy: Policy): Facts {
  const county = tagged(canonicalCounty(input), policy);
  const rotation = policy.round === 'rotation';
  const movers = moversOf(county, policy);
  const schools = schoolFacts(county, policy);
  const groups = new Map(county.postGroups.map((group) => [group.id, group]));
  const exempt = new Map(county.teachers.map((person) => [person.id, exemption(person, policy)]));
  const presentInGroup = countPeople({ county, policy, rotation, movers, exempt }, schools);
  const inRound = county.teachers.filter(({ id }) => movers.has(id));
  const due = new Set(inRound.filter((each) => isDue(each, policy)).map(({ id }) => id));
  const free = inRound.filter(
    (person) => !rotation || mayRotate(person, { due, groups, presentInGroup }),
  );
  return {
    county,
    policy,
    rotation,
    schools,
    groups,
    people: new Map(county.teachers.map((person) => [person.id, person])),
    movers,
    mayMove: new Set(free.map(({ id }) => id)),
    due,
    exempt,
    presentInGroup,
    merit: meritPercents(county, policy),
    distance: distances(county, policy),
    forced: pairSets(policy.locks.forced),
    banned: pairSets(policy.locks.banned),
  };
}
