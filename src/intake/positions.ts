/** 经度/纬度 → metres east and north of the county's south-west corner (equirectangular, X20 needs no more). */
import type { School } from '../domain/county.ts';
import { parseDecimal } from './cells.ts';
import type { Fields } from './fields.ts';

/** Metres in one degree of a great circle: 40 030 200 m / 360. */
const METRES_PER_DEGREE = 111_195;

export interface Degrees {
  readonly longitude: number;
  readonly latitude: number;
}

/** True for a point in China: anything else is a swapped or mistyped pair. */
function isPlausible({ longitude, latitude }: Degrees): boolean {
  return longitude >= 73 && longitude <= 136 && latitude >= 3 && latitude <= 54;
}

/** The county's frame: its south-west corner in degrees and the shrinking of longitudes at its middle. */
export interface Frame {
  readonly west: number;
  readonly south: number;
  readonly shrink: number;
}

/** The frame of a set of points; it depends on the set, not on its order. */
export function frameOf(points: readonly (Degrees | null)[]): Frame {
  const known = points.filter((point) => point !== null);
  const south = known.reduce((least, point) => Math.min(least, point.latitude), 90);
  const north = known.reduce((most, point) => Math.max(most, point.latitude), -90);
  return {
    west: known.reduce((least, point) => Math.min(least, point.longitude), 180),
    south,
    shrink: Math.cos((((south + north) / 2) * Math.PI) / 180),
  };
}

/** Whole metres east and north of the frame's corner; negative for a point outside. */
export function toMetres(point: Degrees | null, frame: Frame): School['position'] {
  if (point === null) return null;
  return {
    east: Math.round((point.longitude - frame.west) * frame.shrink * METRES_PER_DEGREE),
    north: Math.round((point.latitude - frame.south) * METRES_PER_DEGREE),
  };
}

/** 经度 and 纬度 of a row; null with a remark when they are no pair in China, without one when both are blank. */
export function readDegrees(fields: Fields<'schools'> | Fields<'sites'>): Degrees | null {
  const longitude = parseDecimal(fields.raw('longitude'));
  const latitude = parseDecimal(fields.raw('latitude'));
  if (longitude === 'missing' && latitude === 'missing') return null;
  if (typeof longitude === 'number' && typeof latitude === 'number') {
    if (isPlausible({ longitude, latitude })) return { longitude, latitude };
  }
  fields.warn('longitude', {
    code: 'bad-position',
    message: `「${fields.row.text('name').slice(0, 30)}」的经纬度不是有效的一对数（经度 73–136，纬度 3–54，十进制）。`,
    suggestion: '按位置未知处理。',
  });
  return null;
}
