/** Where the schools stand: bureau schools in the county seat, streets within 8 km, towns 12 to 35 km away (metres). */
import type { SchoolTier } from '../../src/domain/vocabulary.ts';
import { type Dice, dice } from './random.ts';
import type { DistrictPlan, UnitPlan } from './units.ts';

export interface Place {
  readonly east: number;
  readonly north: number;
}

/** The county is 40 × 45 km; its seat, the origin, lies off the middle. */
const BOX = { west: -16_000, east: 24_000, south: -17_000, north: 28_000 } as const;
/** Distance of a district's centre from the seat, and of a school from that centre, metres. */
const RING: Record<
  SchoolTier,
  { readonly inner: number; readonly outer: number; readonly spread: number }
> = {
  B: { inner: 0, outer: 1, spread: 2000 },
  U: { inner: 2500, outer: 7000, spread: 1000 },
  R: { inner: 13_000, outer: 33_000, spread: 3500 },
};

const squared = (a: Place, b: Place) => (a.east - b.east) ** 2 + (a.north - b.north) ** 2;
const SEAT: Place = { east: 0, north: 0 };

function drawCentre(source: Dice, tier: SchoolTier, others: readonly Place[]): Place {
  if (tier === 'B') return SEAT;
  const { inner, outer } = RING[tier];
  let apart = tier === 'R' ? 7000 : 3000;
  for (let tries = 1; ; tries++) {
    const place = {
      east: BOX.west + source.below(BOX.east - BOX.west),
      north: BOX.south + source.below(BOX.north - BOX.south),
    };
    const away = squared(place, SEAT);
    if (away < inner ** 2 || away > outer ** 2) continue;
    if (others.every((other) => squared(place, other) >= apart ** 2)) return place;
    if (tries % 40 === 0) apart = Math.floor(apart * 0.9);
  }
}

export interface Places {
  /** By school code, metres from the south-west corner of the schools. */
  readonly schools: ReadonlyMap<string, Place>;
  /** The county seat in the same coordinates. */
  readonly seat: Place;
}

/** Positions of all schools; a 中心校 stands in the middle of its town. */
export function placeSchools(
  districts: readonly DistrictPlan[],
  units: readonly UnitPlan[],
  seed: number,
): Places {
  const source = dice(seed, 'places');
  const centres = new Map<string, Place>();
  for (const district of districts) {
    centres.set(district.name, drawCentre(source, district.tier, [...centres.values()]));
  }
  const drawn = units.map((unit) => {
    const centre = centres.get(unit.district)!;
    const spread = unit.centre ? 200 : RING[unit.tier].spread;
    const east = centre.east + source.below(2 * spread) - spread;
    const north = centre.north + source.below(2 * spread) - spread;
    return [unit.code, { east, north }] as const;
  });
  const west = Math.min(...drawn.map(([, place]) => place.east));
  const south = Math.min(...drawn.map(([, place]) => place.north));
  const shifted = (place: Place): Place => ({
    east: place.east - west,
    north: place.north - south,
  });
  return {
    schools: new Map(drawn.map(([code, place]) => [code, shifted(place)])),
    seat: shifted(SEAT),
  };
}

/** South-west corner of the invented county, degrees, and metres of one degree of a great circle. */
const CORNER = { longitude: 118, latitude: 36 } as const;
const METRES_PER_DEGREE = 111_195;

/**
 * Longitude and latitude of places, six decimals (a tenth of a metre), in the order given. The inverse of the
 * intake's projection: longitudes shrink by the cosine of the middle latitude of the frame.
 * @param frame the schools, whose south-west corner is the origin
 */
export function degreesOf(
  places: readonly Place[],
  frame: readonly Place[] = places,
): { longitude: number; latitude: number }[] {
  const sixDecimals = (value: number) => Math.round(value * 1e6) / 1e6;
  const latitudeOf = ({ north }: Place) => sixDecimals(CORNER.latitude + north / METRES_PER_DEGREE);
  const latitudes = frame.map(latitudeOf);
  const middle = (Math.min(...latitudes) + Math.max(...latitudes)) / 2;
  const shrink = Math.cos((middle * Math.PI) / 180);
  return places.map((place) => ({
    longitude: sixDecimals(CORNER.longitude + place.east / (shrink * METRES_PER_DEGREE)),
    latitude: latitudeOf(place),
  }));
}
