/** Road distances from where a person lives (or works) to a school, hundredths of a km. */
import type { County, School, Teacher } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import { nearest, sum } from './arithmetic.ts';

export type Position = NonNullable<School['position']>;

/** Mean position of a district's located schools, whole metres. */
function centroid(positions: readonly Position[]): Position | null {
  if (positions.length === 0) return null;
  return {
    east: nearest(sum(positions.map(({ east }) => east)), positions.length),
    north: nearest(sum(positions.map(({ north }) => north)), positions.length),
  };
}

/** Straight metres times the road factor, in hundredths of a km. */
export function roadDistance(from: Position, to: Position, roadFactorPct: number): number {
  const dx = from.east - to.east;
  const dy = from.north - to.north;
  return Math.round((Math.sqrt(dx * dx + dy * dy) * roadFactorPct) / 1000);
}

/** Answers D for a person and a school; null when a position is unknown. */
export function distances(
  county: County,
  policy: Policy,
): (person: Teacher, school: School) => number | null {
  const located = new Map<string, Position[]>();
  for (const school of county.schools) {
    if (school.position === null) continue;
    located.set(school.districtId, [...(located.get(school.districtId) ?? []), school.position]);
  }
  const centroids = new Map([...located].map(([id, positions]) => [id, centroid(positions)]));
  const schools = new Map(county.schools.map((school) => [school.id, school.position]));
  return (person, school) => {
    const district = person.homeDistrictId === null ? null : centroids.get(person.homeDistrictId);
    const from = district ?? schools.get(person.schoolId) ?? null;
    if (from === null || school.position === null) return null;
    return roadDistance(from, school.position, policy.distance.roadFactorPct);
  };
}
