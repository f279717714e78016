/** One check after the other on the trips, the weeks and the table of lessons of an itinerant plan. */
import type { ItinerantPlan, TeacherWeek, Trip } from '../../domain/itinerant.ts';
import { sum } from '../arithmetic.ts';
import { must, type Result, should } from '../checks/result.ts';
import { loadOf } from './lessons.ts';
import { isNear, matchOf, wayBetween, within } from './pairs.ts';
import { certified, type Group, type Member, type Scene } from './supply.ts';

export interface Claimed {
  readonly scene: Scene;
  readonly plan: ItinerantPlan;
}

export const isAway = ({ placeId, homePlaceId }: Trip): boolean => placeId !== homePlaceId;
export const daysOf = (trips: readonly Trip[]): number => sum(trips.map(({ days }) => days));
const ids = (trips: readonly Trip[]): string[] => trips.map(({ teacherId }) => teacherId);

/** Trips of which a claim about person and place does not hold. */
function wrongTrips(
  { scene, plan }: Claimed,
  holds: (trip: Trip, member: Member) => boolean,
): Trip[] {
  return plan.trips.filter((trip) => {
    const member = scene.members.get(trip.teacherId);
    return member === undefined || !holds(trip, member);
  });
}

/** W01: whole days, a week of at most five, no more away than allowed, no more than the group can give. */
export function sharedDays(claimed: Claimed): Result {
  const { scene, plan } = claimed;
  const strange = wrongTrips(
    claimed,
    ({ homePlaceId, homeSchoolId, days }, { spot, kind }) =>
      kind !== null &&
      homePlaceId === spot.id &&
      homeSchoolId === spot.school.id &&
      Number.isInteger(days) &&
      days >= 1,
  );
  const people = [...scene.members.values()].filter(({ person, daysAway }) => {
    const own = plan.trips.filter(({ teacherId }) => teacherId === person.id);
    return daysOf(own) > 5 || daysOf(own.filter(isAway)) > daysAway;
  });
  const groups = [...scene.groups.values()].filter(({ members, spare }) => {
    const own = new Set(members.map(({ person }) => person.id));
    return daysOf(plan.trips.filter(({ teacherId }) => own.has(teacherId))) > spare;
  });
  return {
    name: 'shared-days',
    rules: ['W01'],
    status: must(strange.length + people.length + groups.length === 0),
    measured: daysOf(plan.trips.filter(isAway)),
    limit: null,
    text: `走教 ${daysOf(plan.trips.filter(isAway))} 天·人；超过个人可派天数 ${people.length} 人，超过本校可派天数 ${groups.length} 组。`,
    offenders: [
      ...ids(strange),
      ...people.map(({ person }) => person.id),
      ...groups.map(({ id }) => id),
    ],
  };
}

/** Two weekdays differ by at most one visit. */
function isEven(days: readonly number[]): boolean {
  const counts = [1, 2, 3, 4, 5].map((day) => days.filter((each) => each === day).length);
  return Math.max(...counts) - Math.min(...counts) <= 1;
}

/** W01: nobody in two places on a day; persons, home places, places and subjects spread over the week. */
export function weekdays({ plan }: Claimed): Result {
  const trips = plan.trips.filter(isAway);
  const wrong = plan.trips.filter(
    (trip) =>
      trip.weekdays.length !== (isAway(trip) ? trip.days : 0) ||
      new Set(trip.weekdays).size !== trip.weekdays.length,
  );
  const families: ((trip: Trip) => string)[] = [
    ({ teacherId }) => teacherId,
    ({ homePlaceId }) => `home ${homePlaceId}`,
    ({ placeId }) => placeId,
    ({ placeId, subject }) => `${placeId}/${subject}`,
  ];
  const uneven = families.flatMap((keyOf) =>
    [...new Set(trips.map(keyOf))].filter(
      (key) =>
        !isEven(trips.filter((each) => keyOf(each) === key).flatMap((each) => each.weekdays)),
    ),
  );
  return {
    name: 'weekdays',
    rules: ['W01'],
    status: must(wrong.length + uneven.length === 0),
    measured: uneven.length,
    limit: 0,
    text: `走教日与天数不符 ${wrong.length} 条；一周内分布不匀的人员、校点 ${uneven.length} 个。`,
    offenders: [...ids(wrong), ...uneven],
  };
}

/** W03: the subjects of the policy, taught by those who have them, with a certificate of the stage. */
export function subjects(claimed: Claimed): Result {
  const { scene, plan } = claimed;
  const wrong = wrongTrips(claimed, ({ subject, match, placeId, fifthsPerDay }, member) => {
    const spot = scene.spots.get(placeId);
    return (
      spot !== undefined &&
      match === matchOf(member, subject, scene.policy) &&
      certified(member.person, spot.stage) &&
      fifthsPerDay === loadOf(spot.stage, subject)
    );
  });
  return {
    name: 'subjects',
    rules: ['W03'],
    status: must(wrong.length === 0),
    measured: plan.trips.length,
    limit: null,
    text: `走教安排 ${plan.trips.length} 条；学科、资格或课时不符 ${wrong.length} 条。`,
    offenders: ids(wrong),
  };
}

/** W03: kilometres by road, inside the limit, and the allowance of each day. */
export function waysAndAllowance(claimed: Claimed): Result {
  const { scene, plan } = claimed;
  const { policy, spots } = scene;
  const wrong = wrongTrips(claimed, (trip, { spot: home }) => {
    const spot = spots.get(trip.placeId);
    const way = spot === undefined ? null : wayBetween(home, spot, policy);
    const due = isAway(trip) ? trip.days * policy.itinerant.allowancePerDay : 0;
    const isReachable = !isAway(trip) || isNear(way, policy);
    return trip.distance === way && isReachable && trip.allowance === due;
  });
  return {
    name: 'allowance',
    rules: ['W03'],
    status: must(wrong.length === 0),
    measured: sum(plan.trips.map(({ allowance }) => allowance)),
    limit: null,
    text: `每周走教补贴 ${sum(plan.trips.map(({ allowance }) => allowance))} 元；里程或补贴不符 ${wrong.length} 条。`,
    offenders: ids(wrong),
  };
}

/** W03: trips farther than the policy calls far. */
export function longWays({ scene, plan }: Claimed): Result {
  const { softLimitKm } = scene.policy.distance;
  const far = plan.trips.filter(({ distance }) => distance > 100 * softLimitKm);
  return {
    name: 'long-way',
    rules: ['W03'],
    status: should(far.length === 0),
    measured: far.length,
    limit: 0,
    text: `单程超过 ${softLimitKm} 公里的走教 ${far.length} 条。`,
    offenders: ids(far),
  };
}

/** W04, W05: inside the school, the town or the community; the order of flow binds outside a community only. */
export function reach(claimed: Claimed): Result {
  const { scene } = claimed;
  const wrong = wrongTrips(claimed, ({ placeId, schoolId }, { spot: home }) => {
    const spot = scene.spots.get(placeId);
    return spot !== undefined && spot.school.id === schoolId && within(home, spot, scene.policy);
  });
  return {
    name: 'reach',
    rules: ['W04', 'W05'],
    status: must(wrong.length === 0),
    measured: wrong.length,
    limit: 0,
    text: `超出中心校、乡镇、共同体范围或在范围外逆向的走教 ${wrong.length} 条。`,
    offenders: ids(wrong),
  };
}

/** W01, L06: in groups that give days nobody is above the norm, and the place keeps its lessons. */
export function weeks({ scene, plan }: Claimed): Result {
  const travellers = new Set(ids(plan.trips));
  const giving = [...scene.groups.values()].filter(({ members }) =>
    members.some(({ person }) => travellers.has(person.id)),
  );
  const expected = giving.flatMap((group) => weeksOf(group, plan));
  const rows = new Map(plan.teachers.map((row) => [row.teacherId, row]));
  const wrong = expected.filter((row) => {
    const claim = rows.get(row.teacherId);
    return (Object.keys(row) as (keyof TeacherWeek)[]).some((key) => claim?.[key] !== row[key]);
  });
  const over = plan.teachers.filter(
    ({ homeAfter, away, norm, daysAway }) => daysAway > 0 && homeAfter + away > norm,
  );
  const short = giving.filter(({ members, own }) => {
    const given = sum(members.map(({ person }) => rows.get(person.id)?.homeAfter ?? 0));
    return given < own;
  });
  const isComplete = rows.size === expected.length && plan.teachers.length === expected.length;
  return {
    name: 'weeks',
    rules: ['W01'],
    status: must(wrong.length + over.length + short.length === 0 && isComplete),
    measured: plan.teachers.length,
    limit: expected.length,
    text: `派出走教的组有教师 ${expected.length} 人；超过周课时标准 ${over.length} 人，记录不符 ${wrong.length} 人，本校课时不保 ${short.length} 组。`,
    offenders: [
      ...[...wrong, ...over].map(({ teacherId }) => teacherId),
      ...short.map(({ id }) => id),
    ],
  };
}

/** Told lessons as far as there is room beside the days given; what then lacks, to who has room, by staff number. */
function weeksOf(group: Group, plan: ItinerantPlan): TeacherWeek[] {
  const { members, load, own, spot, subject } = group;
  const rows = members.map(({ person, norm, told }) => {
    const trips = plan.trips.filter(({ teacherId }) => teacherId === person.id);
    const daysAway = daysOf(trips.filter(isAway));
    const room = norm - load * daysOf(trips);
    const extra = load * (daysOf(trips) - daysAway);
    return { id: person.id, norm, told, daysAway, room, extra, lessons: Math.min(told, room) };
  });
  let lacking = own - sum(rows.map(({ lessons }) => lessons));
  for (const row of rows) {
    const more = Math.max(0, Math.min(lacking, row.room - row.lessons));
    row.lessons += more;
    lacking -= more;
  }
  return rows.map(({ id, norm, told, daysAway, extra, lessons }) => ({
    ...{ teacherId: id, schoolId: spot.school.id, homePlaceId: spot.id, subject, norm },
    ...{ homeBefore: told, homeAfter: lessons + extra, daysAway, away: load * daysAway },
  }));
}
