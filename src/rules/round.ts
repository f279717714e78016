/**
 * The facts of one round, derived once from county and policy: head counts, headroom, title room,
 * distances, wishes. Everything that admissibility, row families and objective terms read.
 */
import type { County, PostGroup, School, Teacher, Wish } from '../domain/county.ts';
import { schoolQuota } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import { type Ledger, ledgerOf, type Stage } from '../domain/vocabulary.ts';
import { isExempt, keepsHomePost } from './direct-hire.ts';
import { distanceTable } from './geography.ts';
import { meritPercent } from './merit.ts';
import { countBy, holdsPlace, homeGroupId, isCounted, isDue, participants } from './movers.ts';
import { STAGE_LEVEL } from './stage.ts';
import { type TitleCount, tiltedTitleCaps, titleCounts } from './title-posts.ts';

export interface SchoolFacts {
  /** Position in `county.schools`. */
  readonly at: number;
  readonly school: School;
  readonly districtAt: number;
  readonly ledger: Ledger;
  /** E_s. */
  readonly quota: number;
  /** Heads above it that the turnover pool has lent before (Q03). */
  readonly lent: number;
  /** n_s: heads counted against the hiring places outside the program. */
  readonly settled: number;
  /** The same by stage, and of those the non-teaching. */
  readonly settledByStage: ReadonlyMap<Stage, number>;
  readonly settledNonTeaching: ReadonlyMap<Stage, number>;
  /** Counted heads before the round, participants included. */
  readonly present: number;
  readonly presentNonTeaching: ReadonlyMap<Stage, number>;
  /** v_s: volunteers of the round, who keep their place until they have another (X17, X18). */
  readonly volunteers: number;
  /** h_s = max(0, E_s − n_s − v_s). */
  readonly headroom: number;
  /** p̄_s: most heads the turnover pool may lend (Q03). */
  readonly poolCap: number;
  readonly titleCap: TitleCount;
  /** Titles of settled heads (placement) or of everybody present (rotation). */
  readonly titleHeld: TitleCount;
}

export interface GroupFacts {
  /** Position in `county.postGroups`; −1 for a home group that the post table lacks. */
  readonly at: number;
  readonly group: PostGroup;
  readonly site: SchoolFacts;
  readonly level: number;
  /** Counted heads whose home group this is. */
  readonly present: number;
  /** Most people in the group after the round. */
  readonly capacity: number;
  /** Least arrivals (placement: mustFill); rotation: least people after the exchange (`rotation.floorCounts`). */
  readonly least: number;
  /** Rotation: least people who stay (X06). */
  readonly stayFloor: number;
  /** W03/ζ: the school has nobody of this subject. */
  readonly lacksSubject: boolean;
}

export interface PersonFacts {
  /** Position in `county.teachers`. */
  readonly at: number;
  readonly teacher: Teacher;
  readonly home: SchoolFacts;
  readonly homeGroup: GroupFacts | null;
  readonly level: number;
  readonly exempt: boolean;
  readonly due: boolean;
  /** Placement and competitions: true. Rotation: due, volunteer or structural surplus; the others only stay. */
  readonly mayMove: boolean;
  readonly merit: number;
  /** Those of the form; none when it came too late (S06). */
  readonly wishes: readonly Wish[];
  /** Hundredths of a km to each school, by school position. */
  readonly distances: readonly (number | null)[];
  /** The post group the planner fixed for this person. */
  readonly forced: string | null;
}

export interface Round {
  readonly county: County;
  readonly policy: Policy;
  readonly schools: readonly SchoolFacts[];
  readonly groups: readonly GroupFacts[];
  readonly people: readonly PersonFacts[];
  /** District id by school id. */
  readonly districtOf: ReadonlyMap<string, string>;
  /** Pool size W after the idle-quota limit. */
  readonly poolSize: number;
  /** Title counts of everybody present, by stage (T01). */
  readonly stageTitles: ReadonlyMap<Stage, TitleCount>;
}

/** A16: the county with the tiers that count in a round. */
function withTiers(county: County, { flow }: Policy): County {
  if (flow.tierOf === 'school') return county;
  const tiers = new Map(county.districts.map(({ id, tier }) => [id, tier]));
  const schools = county.schools.map((school) => ({
    ...school,
    tier: tiers.get(school.districtId) ?? school.tier,
  }));
  return { ...county, schools };
}

/** Derives the facts; pure, same input same facts. */
export function prepareRound(asRead: County, policy: Policy): Round {
  const county = withTiers(asRead, policy);
  const rotation = policy.round === 'rotation';
  const participating = participants(county, policy);
  const counted = county.teachers.filter((teacher) => isCounted(teacher, policy));
  const inProgram = new Set(participating.map((teacher) => teacher.id));
  const settled = counted.filter(
    (teacher) => !inProgram.has(teacher.id) || (!rotation && keepsHomePost(teacher, policy)),
  );
  const isSettled = new Set(settled);
  const volunteers = counted.filter(
    (teacher) => !rotation && !isSettled.has(teacher) && teacher.unplacedReason === 'volunteer',
  );
  const { schools, poolSize } = schoolFacts(county, policy, { counted, settled, volunteers });
  const schoolById = new Map(schools.map((facts) => [facts.school.id, facts]));
  const present = countBy(counted, homeGroupId);
  const subjectHeld = new Set(
    (rotation ? counted : settled)
      .filter((teacher) => teacher.category === 'T')
      .map((teacher) => `${teacher.schoolId}/${teacher.mainSubject}`),
  );
  const toGroup = (group: PostGroup, at: number): GroupFacts => {
    const site = schoolById.get(group.schoolId) as SchoolFacts;
    const here = present.get(group.id) ?? 0;
    return {
      at,
      group,
      site,
      level: STAGE_LEVEL[group.stage],
      present: here,
      capacity: rotation ? Math.max(group.posts, here) : group.openings,
      least: rotation ? floorOf(group, here, policy, 'people') : group.mustFill,
      stayFloor: rotation ? floorOf(group, here, policy, 'stays') : 0,
      lacksSubject:
        group.category === 'T' && !subjectHeld.has(`${group.schoolId}/${group.subject}`),
    };
  };
  const groups = county.postGroups.map(toGroup);
  const groupById = new Map(groups.map((facts) => [facts.group.id, facts]));
  const people = peopleFacts(county, policy, participating, schoolById, (teacher) => {
    const id = homeGroupId(teacher);
    const known = groupById.get(id);
    if (known !== undefined || !rotation) return known ?? null;
    const missing = toGroup(missingGroup(teacher, id), -1);
    groupById.set(id, missing);
    return missing;
  });
  return {
    county: asRead,
    policy,
    schools,
    groups,
    people,
    districtOf: new Map(county.schools.map((school) => [school.id, school.districtId])),
    poolSize,
    // T01: the titles of a stage stay in it, whoever still waits for a later batch.
    stageTitles: stageTitles(county.teachers.filter((teacher) => holdsPlace(teacher, policy))),
  };
}

/** C8 (X06): what a donor keeps of a subject, where the policy counts it in these heads. */
function floorOf(
  group: PostGroup,
  present: number,
  { rotation }: Policy,
  counts: Policy['rotation']['floorCounts'],
): number {
  return rotation.donorFloor && rotation.floorCounts === counts
    ? Math.min(group.posts, present)
    : 0;
}

function missingGroup(teacher: Teacher, id: string): PostGroup {
  return {
    id,
    schoolId: teacher.schoolId,
    stage: teacher.stage,
    category: teacher.category,
    subject: teacher.category === 'T' ? teacher.mainSubject : null,
    posts: 0,
    openings: 0,
    mustFill: 0,
  };
}

function schoolFacts(
  county: County,
  policy: Policy,
  {
    counted,
    settled,
    volunteers,
  }: Readonly<Record<'counted' | 'settled' | 'volunteers', Teacher[]>>,
): { schools: SchoolFacts[]; poolSize: number } {
  const rotation = policy.round === 'rotation';
  const districtAt = new Map(county.districts.map((district, at) => [district.id, at]));
  const presentAt = bySchool(counted);
  const settledAt = bySchool(settled);
  const keeping = countBy(volunteers, (teacher) => teacher.schoolId);
  const caps = tiltedTitleCaps(county, policy);
  const base = county.schools.map((school, at) => {
    const here = settledAt.get(school.id) ?? [];
    const everybody = presentAt.get(school.id) ?? [];
    const quota = schoolQuota(school);
    const stillHere = keeping.get(school.id) ?? 0;
    return {
      at,
      school,
      districtAt: districtAt.get(school.districtId) as number,
      ledger: ledgerOf((school.parts[0] as School['parts'][number]).stage),
      quota,
      lent: school.lent ?? 0,
      settled: here.length,
      settledByStage: countStages(here),
      settledNonTeaching: countStages(here.filter((teacher) => teacher.category !== 'T')),
      present: everybody.length,
      presentNonTeaching: countStages(everybody.filter((teacher) => teacher.category !== 'T')),
      volunteers: stillHere,
      headroom: Math.max(0, quota - here.length - stillHere),
      titleCap: caps.get(school.id) as TitleCount,
      titleHeld: sumTitles(rotation ? everybody : here),
    };
  });
  const idle = base
    .filter((facts) => facts.ledger === 'school')
    .reduce((sum, facts) => sum + facts.headroom, 0);
  const poolSize = rotation ? 0 : Math.min(policy.pool.size, idle);
  const lends = (facts: (typeof base)[number]) =>
    facts.ledger === 'school' && facts.quota + facts.lent >= facts.settled + facts.volunteers;
  return {
    schools: base.map((facts) => ({ ...facts, poolCap: lends(facts) ? poolSize : 0 })),
    poolSize,
  };
}

function bySchool(teachers: readonly Teacher[]): Map<string, Teacher[]> {
  const lists = new Map<string, Teacher[]>();
  for (const teacher of teachers) {
    const list = lists.get(teacher.schoolId);
    if (list === undefined) lists.set(teacher.schoolId, [teacher]);
    else list.push(teacher);
  }
  return lists;
}

function countStages(teachers: readonly Teacher[]): Map<Stage, number> {
  return countBy(teachers, (teacher) => teacher.stage) as Map<Stage, number>;
}

function sumTitles(teachers: readonly Teacher[]): TitleCount {
  let senior = 0;
  let seniorMiddle = 0;
  for (const { title } of teachers) {
    const counts = titleCounts(title);
    senior += counts.senior;
    seniorMiddle += counts.seniorMiddle;
  }
  return { senior, seniorMiddle };
}

function stageTitles(counted: readonly Teacher[]): Map<Stage, TitleCount> {
  const stages = new Set(counted.map((teacher) => teacher.stage));
  return new Map(
    [...stages].map((stage) => [
      stage,
      sumTitles(counted.filter((teacher) => teacher.stage === stage)),
    ]),
  );
}

function peopleFacts(
  county: County,
  policy: Policy,
  participating: readonly Teacher[],
  schoolById: ReadonlyMap<string, SchoolFacts>,
  homeGroupOf: (teacher: Teacher) => GroupFacts | null,
): PersonFacts[] {
  const positionOf = new Map(county.teachers.map((teacher, at) => [teacher.id, at]));
  const forced = new Map(
    policy.locks.forced.map(({ teacherId, postGroupId }) => [teacherId, postGroupId]),
  );
  const merit = meritPercent(county, policy);
  const distances = distanceTable(county, policy.distance.roadFactorPct);
  return participating.map((teacher) => {
    const homeGroup = homeGroupOf(teacher);
    const due = isDue(teacher, policy);
    return {
      at: positionOf.get(teacher.id) as number,
      teacher,
      home: schoolById.get(teacher.schoolId) as SchoolFacts,
      homeGroup,
      level: STAGE_LEVEL[teacher.stage],
      exempt: isExempt(teacher, policy),
      due,
      mayMove: policy.round !== 'rotation' || mayRotate(teacher, due, homeGroup),
      merit: merit(teacher),
      wishes: teacher.formLate ? [] : teacher.wishes,
      distances: distances(teacher),
      forced: forced.get(teacher.id) ?? null,
    };
  });
}

function mayRotate(teacher: Teacher, due: boolean, homeGroup: GroupFacts | null): boolean {
  // C16: leaders and direct hires are fixed (I08, D14).
  if (teacher.leader || teacher.hiring === 'direct' || teacher.category !== 'T') return false;
  const surplus = homeGroup !== null && homeGroup.present > homeGroup.group.posts;
  return due || teacher.volunteer || surplus;
}
