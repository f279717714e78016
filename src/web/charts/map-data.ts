/** 地图: schools by their coordinates and moves as arcs, in the units of an SVG picture. */

import type { School } from '../../domain/county.ts';
import type { Placement } from '../../domain/proposal.ts';

interface MapSchool {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** Radius by the square root of the quota. */
  readonly radius: number;
}
interface MapArc {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** Path of an arc that bends to the left of its direction, so that there and back do not lie on each other. */
  readonly path: string;
}
export interface MapPicture {
  readonly width: number;
  readonly height: number;
  readonly schools: readonly MapSchool[];
  readonly arcs: readonly MapArc[];
}

const WIDTH = 1000;
const MARGIN = 40;
const LEAST_HEIGHT = 320;
const [LEAST_RADIUS, MOST_RADIUS] = [4, 16];
/** How far an arc bends, as a share of its length. */
const BEND = 0.18;

/** Schools without a position are not on the map. */
export function mapPicture(
  schools: readonly School[],
  placements: readonly Pick<Placement, 'fromSchoolId' | 'schoolId'>[],
): MapPicture {
  const placed = schools.flatMap((school) =>
    school.position === null ? [] : [{ school, ...school.position }],
  );
  const box = boxOf(placed);
  const scale =
    (WIDTH - 2 * MARGIN) / Math.max(1, box.east - box.west, (box.north - box.south) / 2);
  const height = Math.max(LEAST_HEIGHT, (box.north - box.south) * scale + 2 * MARGIN);
  const quota = ({ parts }: School) => parts.reduce((sum, part) => sum + part.quota, 0);
  const largest = Math.max(1, ...placed.map(({ school }) => quota(school)));
  const at = placed.map(({ school, east, north }) => ({
    id: school.id,
    x: round(MARGIN + (east - box.west) * scale),
    // North is up; an SVG counts downwards.
    y: round(height - MARGIN - (north - box.south) * scale),
    radius: round(LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * Math.sqrt(quota(school) / largest)),
  }));
  return { width: WIDTH, height: round(height), schools: at, arcs: arcsOf(at, placements) };
}

const round = (value: number) => Math.round(value * 10) / 10;

function boxOf(places: readonly { readonly east: number; readonly north: number }[]) {
  const east = places.map((place) => place.east);
  const north = places.map((place) => place.north);
  if (places.length === 0) return { west: 0, east: 0, south: 0, north: 0 };
  return {
    west: Math.min(...east),
    east: Math.max(...east),
    south: Math.min(...north),
    north: Math.max(...north),
  };
}

function arcsOf(
  schools: readonly MapSchool[],
  placements: readonly Pick<Placement, 'fromSchoolId' | 'schoolId'>[],
): MapArc[] {
  const site = new Map(schools.map((school) => [school.id, school]));
  const counts = new Map<string, number>();
  for (const { fromSchoolId, schoolId } of placements) {
    if (fromSchoolId === schoolId || !site.has(fromSchoolId) || !site.has(schoolId)) continue;
    const key = `${fromSchoolId}\n${schoolId}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => {
    const [from = '', to = ''] = key.split('\n');
    return { from, to, count, path: arc(site.get(from) as MapSchool, site.get(to) as MapSchool) };
  });
}

function arc(a: MapSchool, b: MapSchool): string {
  const x = (a.x + b.x) / 2 + (b.y - a.y) * BEND;
  const y = (a.y + b.y) / 2 - (b.x - a.x) * BEND;
  return `M${a.x} ${a.y}Q${round(x)} ${round(y)} ${b.x} ${b.y}`;
}
