/** 职称岗位: school caps after the rural tilt (T01–T05, A4) and who holds a title where. */
import type { County, School, SchoolPart } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import type { Stage, TitleLevel } from '../domain/vocabulary.ts';
import { largestRemainder } from './arithmetic.ts';

/** Heads by level, and cumulated where a higher post may carry a lower title (高岗低用). */
export interface TitleCount {
  readonly senior: number;
  readonly seniorMiddle: number;
}

/** Rural or weak schools receive the tilt (T02, T05). */
export function receivesTilt(school: Pick<School, 'tier' | 'weak'>): boolean {
  return school.tier === 'R' || school.weak;
}

interface TiltedPart {
  readonly school: School;
  readonly part: SchoolPart;
}

/** Tilted caps by school id, cumulated. */
export function tiltedTitleCaps(county: County, policy: Policy): Map<string, TitleCount> {
  const parts = county.schools.flatMap((school) => school.parts.map((part) => ({ school, part })));
  const senior = tiltLevel(parts, 'H', policy);
  const middle = tiltLevel(parts, 'M', policy);
  const caps = new Map<string, TitleCount>();
  parts.forEach(({ school }, at) => {
    const before = caps.get(school.id) ?? { senior: 0, seniorMiddle: 0 };
    const high = senior[at] as number;
    caps.set(school.id, {
      senior: before.senior + high,
      seniorMiddle: before.seniorMiddle + high + (middle[at] as number),
    });
  });
  return caps;
}

/** Tilted caps of one level, in the order of `parts`. */
export function tiltLevel(
  parts: readonly TiltedPart[],
  level: 'H' | 'M',
  policy: Policy,
): number[] {
  const { mode, pct } = policy.titleTilt;
  const caps = parts.map(({ part }) => part.titleCaps[level]);
  if (mode === 'pool') return poolTilt(parts, caps, policy.titleTilt);
  return parts.map(({ school, part }, at) => {
    const cap = caps[at] as number;
    if (mode === 'off' || !receivesTilt(school)) return cap;
    return mode === 'points'
      ? cap + Math.floor((pct * part.quota) / 100)
      : Math.floor(((100 + pct) * cap) / 100);
  });
}

/**
 * T02, A4 (a): posts of one level and stage that go over to rural and weak schools.
 * @param total posts of the stage
 * @param given of those, the posts of the other schools before the tilt
 */
export function pooledPosts(total: number, given: number, { pct }: Policy['titleTilt']): number {
  return Math.min(Math.floor((pct * total) / 100), given);
}

/** A4 (a): pct % of each stage's posts move from the other schools to rural and weak ones; totals stay. */
function poolTilt(
  parts: readonly TiltedPart[],
  caps: readonly number[],
  tilt: Policy['titleTilt'],
): number[] {
  const tilted = [...caps];
  for (const stage of new Set(parts.map(({ part }) => part.stage))) {
    const members = parts.flatMap(({ school, part }, at) =>
      part.stage === stage
        ? [{ at, id: school.id, weight: caps[at] as number, receives: receivesTilt(school) }]
        : [],
    );
    const receivers = members.filter((member) => member.receives);
    const donors = members.filter((member) => !member.receives);
    const sum = (list: typeof members) => list.reduce((total, { weight }) => total + weight, 0);
    if (sum(receivers) === 0 || sum(donors) === 0) continue;
    const pool = pooledPosts(sum(members), sum(donors), tilt);
    for (const [list, sign] of [
      [receivers, 1],
      [donors, -1],
    ] as const) {
      largestRemainder(pool, list).forEach((share, k) => {
        const { at } = list[k] as (typeof members)[number];
        tilted[at] = (tilted[at] as number) + sign * share;
      });
    }
  }
  return tilted;
}

/** Approved caps of a stage over all schools, before the tilt (the county total of T01). */
export function stageTitleCap(county: County, stage: Stage): TitleCount {
  let senior = 0;
  let seniorMiddle = 0;
  for (const school of county.schools) {
    for (const part of school.parts) {
      if (part.stage !== stage) continue;
      senior += part.titleCaps.H;
      seniorMiddle += part.titleCaps.H + part.titleCaps.M;
    }
  }
  return { senior, seniorMiddle };
}

/** Whether a title counts against the senior / the senior + middle cap. */
export function titleCounts(title: TitleLevel): TitleCount {
  return { senior: title === 'H' ? 1 : 0, seniorMiddle: title === 'E' ? 0 : 1 };
}
