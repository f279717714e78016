/** 经度/纬度 → metres east and north of the county's south-west corner (equirectangular, X20 needs no more). */
import type { School } from '../domain/county.ts';

/** Metres in one degree of a great circle: 40 030 200 m / 360. */
const METRES_PER_DEGREE = 111_195;

export interface Degrees {
  readonly longitude: number;
  readonly latitude: number;
}

/** True for a point in China: anything else is a swapped or mistyped pair. */
export function isPlausible({ longitude, latitude }: Degrees): boolean {
  return longitude >= 73 && longitude <= 136 && latitude >= 3 && latitude <= 54;
}

/** Positions in whole metres, in the order given; they depend on the set of points, not on its order. */
export function toMetres(points: readonly (Degrees | null)[]): School['position'][] {
  const known = points.filter((point) => point !== null);
  const west = known.reduce((least, point) => Math.min(least, point.longitude), 180);
  const south = known.reduce((least, point) => Math.min(least, point.latitude), 90);
  const north = known.reduce((most, point) => Math.max(most, point.latitude), -90);
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  return points.map((point) =>
    point === null
      ? null
      : {
          east: Math.round((point.longitude - west) * shrink * METRES_PER_DEGREE),
          north: Math.round((point.latitude - south) * METRES_PER_DEGREE),
        },
  );
}
