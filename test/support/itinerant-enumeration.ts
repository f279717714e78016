/** Every itinerant plan of a tiny county enumerated, person by person; pairs and lacks as the independent check reads them. */
import fc from 'fast-check';
import type { County } from '../../src/domain/county.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { tieHasher } from '../../src/domain/tie-hash.ts';
import { Subject } from '../../src/domain/vocabulary.ts';
import { loadOf } from '../../src/verification/itinerant/lessons.ts';
import {
  isNear,
  lackAt,
  matchOf,
  wayBetween,
  within,
} from '../../src/verification/itinerant/pairs.ts';
import {
  certified,
  type Member,
  type Scene,
  sceneOf,
} from '../../src/verification/itinerant/supply.ts';
import { tinyCounty } from './tiny-county.ts';

interface Target {
  readonly key: string;
  readonly lack: number;
  readonly perDay: number;
  readonly way: number;
  readonly isHome: boolean;
}

/** Where a person could give days. */
function targetsOf(scene: Scene, member: Member): Target[] {
  const { policy, spots } = scene;
  return [...spots.values()].flatMap((spot) =>
    Subject.options.flatMap((subject) => {
      const lack = lackAt(scene, spot, subject);
      const way = wayBetween(member.spot, spot, policy);
      const isHome = spot.id === member.spot.id;
      if (lack === 0 || way === null || matchOf(member, subject, policy) === 0) return [];
      if (!within(member.spot, spot, policy) || !certified(member.person, spot.stage)) return [];
      if (!isHome && !isNear(way, policy)) return [];
      const perDay = loadOf(spot.stage, subject);
      return [{ key: `${spot.id}/${subject}`, lack, perDay, way, isHome }];
    }),
  );
}

/** All ways to give days to targets within the person's limits. */
function weeksOf(targets: readonly Target[], { daysAway }: Member): number[][] {
  let weeks: number[][] = [[]];
  for (const { lack, perDay } of targets) {
    const most = Math.ceil(lack / perDay);
    weeks = weeks.flatMap((week) =>
      Array.from({ length: most + 1 }, (_, days) => [...week, days]).filter((next) => {
        const away = next.reduce((sum, days, at) => sum + (targets[at]?.isHome ? 0 : days), 0);
        return away <= daysAway && next.reduce((sum, days) => sum + days, 0) <= 5;
      }),
    );
  }
  return weeks;
}

/** Best values of all five tiers, and how many plans there are; minimised ones negated. */
export function bestByEnumeration(
  county: County,
  policy: Policy,
): { tiers: number[]; plans: number } {
  const scene = sceneOf(county, policy);
  const people = [...scene.groups.values()].flatMap((group) =>
    group.members
      .filter(({ kind }) => kind !== null)
      .map((member) => ({ group, member, targets: targetsOf(scene, member) })),
  );
  let best: number[] | null = null;
  let plans = 0;
  const choose = (at: number, chosen: readonly (readonly number[])[]): void => {
    if (at < people.length) {
      const { member, targets } = people[at]!;
      for (const week of weeksOf(targets, member)) choose(at + 1, [...chosen, week]);
      return;
    }
    const value = worthOf(people, chosen, policy);
    if (value === null) return;
    plans++;
    if (best === null || isBetter(value, best)) best = value;
  };
  choose(0, []);
  return { tiers: best ?? [], plans };
}

function worthOf(
  people: readonly { group: { id: string; spare: number }; member: Member; targets: Target[] }[],
  chosen: readonly (readonly number[])[],
  { objective }: Policy,
): number[] | null {
  const spare = new Map(people.map(({ group }) => [group.id, group.spare]));
  const given = new Map<string, { target: Target; days: number }>();
  let [distance, travellers, high, low] = [0, 0, 0, 0];
  for (const [at, { group, member, targets }] of people.entries()) {
    const lot = tieHasher(objective.tieSeed, member.kind as string);
    let isTravelling = false;
    for (const [k, target] of targets.entries()) {
      const days = chosen[at]![k]!;
      if (days === 0) continue;
      spare.set(group.id, spare.get(group.id)! - days);
      given.set(target.key, { target, days: days + (given.get(target.key)?.days ?? 0) });
      distance += 2 * target.way * days;
      isTravelling ||= !target.isHome;
      high += days * lot.high(target.key);
      low += days * lot.low(target.key);
    }
    if (isTravelling) travellers++;
  }
  if ([...spare.values()].some((left) => left < 0)) return null;
  let covered = 0;
  for (const { target, days } of given.values()) {
    if (days > Math.ceil(target.lack / target.perDay)) return null;
    covered += Math.min(target.lack, days * target.perDay);
  }
  return [covered, -distance, -travellers, -high, -low];
}

function isBetter(a: readonly number[], b: readonly number[]): boolean {
  const k = a.findIndex((value, at) => value !== b[at]);
  return k !== -1 && a[k]! > b[k]!;
}

const far = fc.integer({ min: 0, max: 12 }).map((km) => ({ east: 1000 * km, north: 0 }));

/** A teacher of the central school, its site, or the bureau school. */
const teacher = fc.record({
  schoolId: fc.constantFrom('b', 'c', 'c', 'c', 'h'),
  atSite: fc.boolean(),
  mainSubject: fc.constantFrom('音乐', '音乐', '音乐', '数学' as const),
  otherSubjects: fc.constantFrom<('音乐' | '美术')[][]>([], ['美术'], ['音乐']),
  classTeacher: fc.constantFrom(false, false, false, false, false, true),
  weeklyHours: fc.constantFrom(null, 6, 12),
});

/** At most three teachers and a few places that lack music or art. */
export const tinyTown = fc
  .record({
    teachers: fc.array(teacher, { minLength: 2, maxLength: 3 }),
    siteClasses: fc.integer({ min: 1, max: 4 }),
    secondSite: fc.integer({ min: 0, max: 3 }),
    weak: fc.integer({ min: 0, max: 3 }),
    positions: fc.tuple(far, far, far, far),
  })
  .map(({ teachers, siteClasses, secondSite, weak, positions }): County => {
    const [b, first, second, u] = positions;
    const none = { classes: 0, pupils: 0, community: 'K' };
    return tinyCounty({
      schools: [
        { id: 'b', tier: 'B', ...none, position: b },
        { id: 'c', tier: 'R', districtId: 'T', ...none },
        { id: 'h', tier: 'B', stage: 'H', ...none, position: b },
        { id: 'u', tier: 'U', weak: true, ...none, classes: weak, position: u },
      ],
      sites: [
        { id: 'c-1', schoolId: 'c', classes: siteClasses, position: first },
        { id: 'c-2', schoolId: 'c', classes: secondSite, position: second },
      ],
      teachers: teachers.map(({ atSite, ...each }, k) => ({
        id: `t${k}`,
        ...each,
        otherSubjects: each.otherSubjects.filter((subject) => subject !== each.mainSubject),
        siteId: atSite && each.schoolId === 'c' ? 'c-1' : null,
      })),
    });
  });

export const tinyItinerantPolicy = fc.record({
  itinerant: fc.record({
    subjects: fc.constantFrom(['音乐'], ['音乐', '美术']),
    scope: fc.constantFrom('central-school', 'town', 'community', 'community'),
    maxDaysAway: fc.integer({ min: 1, max: 2 }),
  }),
});
