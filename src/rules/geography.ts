/** Road distances (X20, §5.6): straight metres times the road factor, in hundredths of a km. */
import type { County, School, Teacher } from '../domain/county.ts';
import { roundDiv } from './arithmetic.ts';

export interface Point {
  readonly east: number;
  readonly north: number;
}

/** Distance in hundredths of a km; null when one end is unknown. */
export function roadDistance(
  a: Point | null,
  b: Point | null,
  roadFactorPct: number,
): number | null {
  if (a === null || b === null) return null;
  const east = a.east - b.east;
  const north = a.north - b.north;
  return Math.round((Math.sqrt(east * east + north * north) * roadFactorPct) / 1000);
}

function centroid(schools: readonly School[]): Point | null {
  const known = schools.flatMap((school) => (school.position === null ? [] : [school.position]));
  if (known.length === 0) return null;
  return {
    east: roundDiv(
      known.reduce((sum, point) => sum + point.east, 0),
      known.length,
    ),
    north: roundDiv(
      known.reduce((sum, point) => sum + point.north, 0),
      known.length,
    ),
  };
}

/** Where a person lives: the middle of the home district, else the old school; null = unknown. */
export function homes(county: County): (teacher: Teacher) => Point | null {
  const positionOf = new Map(county.schools.map((school) => [school.id, school.position]));
  const centroids = new Map(
    county.districts.map((district) => [
      district.id,
      centroid(county.schools.filter((school) => school.districtId === district.id)),
    ]),
  );
  return ({ homeDistrictId, schoolId }) => {
    const home = homeDistrictId === null ? null : centroids.get(homeDistrictId);
    return home ?? positionOf.get(schoolId) ?? null;
  };
}

/**
 * Distances from a person's home to every school, in the order of `county.schools`.
 * People with the same origin share one array.
 */
export function distanceTable(
  county: County,
  roadFactorPct: number,
): (teacher: Teacher) => readonly (number | null)[] {
  const homeOf = homes(county);
  const rows = new Map<string, readonly (number | null)[]>();
  return (teacher) => {
    const origin = homeOf(teacher);
    const key = origin === null ? '' : `${origin.east},${origin.north}`;
    let row = rows.get(key);
    if (row === undefined) {
      row = county.schools.map((school) => roadDistance(origin, school.position, roadFactorPct));
      rows.set(key, row);
    }
    return row;
  };
}
