/** School and post-group records: title posts by largest remainder of the stage totals, open posts from posts − staff. */
import type { PostGroup, School, SchoolPart, TitleCaps } from '../../src/domain/county.ts';
import { postGroupId } from '../../src/domain/county.ts';
import type { Stage } from '../../src/domain/vocabulary.ts';
import { apportion } from './apportion.ts';
import { grouped } from './person.ts';
import type { Place, Places } from './places.ts';
import { type Dice, dice } from './random.ts';
import type { StaffedPart } from './staffing.ts';
import type { UnitPlan } from './units.ts';

/** Senior (T03) and middle title posts, percent of the quota of the stage. */
const TITLE_POST_PCT: Readonly<Record<Stage, { readonly H: number; readonly M: number }>> = {
  K: { H: 6, M: 30 },
  P: { H: 10, M: 45 },
  J: { H: 30, M: 40 },
  H: { H: 35, M: 38 },
  V: { H: 35, M: 38 },
  X: { H: 10, M: 45 },
};

/** Title posts of the parts of one stage: ⌊share · quota⌋ in all, to the schools by largest remainder. */
function titleCaps(stage: Stage, quotas: readonly number[]): TitleCaps[] {
  const total = quotas.reduce((sum, quota) => sum + quota, 0);
  const cap = (pct: number) => apportion(Math.floor((total * pct) / 100), quotas);
  const senior = cap(TITLE_POST_PCT[stage].H);
  const middle = cap(TITLE_POST_PCT[stage].M);
  return quotas.map((quota, index) => {
    const [H, M] = [senior[index]!, middle[index]!];
    return { H, M, E: Math.max(0, quota - H - M) };
  });
}

/** Boarders in hundredths of the pupils: half of the rural junior schools and most senior schools have some. */
const BOARDING = { J: { chance: 0.5, from: 10, to: 30 }, H: { chance: 0.8, from: 30, to: 60 } };

function drawBoarders(source: Dice, { unit, stage, pupils }: StaffedPart): number {
  const rate = stage === 'H' || (stage === 'J' && unit.tier === 'R') ? BOARDING[stage] : null;
  if (rate === null || !source.chance(rate.chance)) return 0;
  return Math.floor((pupils * (rate.from + source.below(rate.to - rate.from))) / 100);
}

/** Pupils from which on a school has a 党总支 rather than a 党支部. */
const COMMITTEE_FROM = 2000;

function partRecords(parts: readonly StaffedPart[], seed: number): Map<StaffedPart, SchoolPart> {
  const source = dice(seed, 'temporary');
  const boarding = dice(seed, 'boarders');
  const records = new Map<StaffedPart, SchoolPart>();
  for (const [stage, own] of grouped(parts, (part) => part.stage)) {
    const caps = titleCaps(
      stage as Stage,
      own.map((part) => part.quota),
    );
    own.forEach((part, index) => {
      const { classes, pupils, quota } = part;
      const short = part.subjects.reduce((sum, row) => sum + Math.max(0, row.posts - row.staff), 0);
      const temporary = Math.floor(short * source.next());
      records.set(part, {
        stage: part.stage,
        classes,
        pupils,
        quota,
        temporary,
        titleCaps: caps[index]!,
        classesByGrade: null,
        boarders: drawBoarders(boarding, part),
        expectedPupils: null,
      });
    });
  }
  return records;
}

/** Ten communities of one strong school and the schools dealt out to it; senior schools stay outside. */
function communities(units: readonly UnitPlan[], perCounty: number): Map<string, string> {
  const core = units.filter((unit) => unit.stages.some((stage) => stage === 'P' || stage === 'J'));
  const count = Math.max(1, Math.round(core.length / perCounty));
  return new Map(core.map((unit, index) => [unit.code, `第${(index % count) + 1}共同体`]));
}

/** Farther from the seat than this the county is 山区, metres. */
const MOUNTAIN_FROM = 24_000;

function zoneOf(place: Place, seat: Place): 'plain' | 'mountain' {
  const away = (place.east - seat.east) ** 2 + (place.north - seat.north) ** 2;
  return away > MOUNTAIN_FROM ** 2 ? 'mountain' : 'plain';
}

/** School records in code order. */
export function schoolRecords(
  units: readonly UnitPlan[],
  parts: readonly StaffedPart[],
  places: Places,
  seed: number,
): School[] {
  const records = partRecords(parts, seed);
  const community = communities(units, 5.1);
  const pupilsOf = (own: readonly SchoolPart[]) => own.reduce((sum, part) => sum + part.pupils, 0);
  const partsOf = (unit: UnitPlan) =>
    parts.filter((part) => part.unit === unit).map((part) => records.get(part)!);
  return units.map((unit) => ({
    id: unit.code,
    name: unit.name,
    kind: unit.kind,
    districtId: unit.district,
    tier: unit.tier,
    weak: unit.weak,
    zone: zoneOf(places.schools.get(unit.code)!, places.seat),
    community: community.get(unit.code) ?? null,
    keySchool: unit.key,
    partyCommittee: pupilsOf(partsOf(unit)) >= COMMITTEE_FROM,
    position: places.schools.get(unit.code)!,
    parts: partsOf(unit),
  }));
}

/** Every post group with posts or people; openings = posts − staff where positive. */
export function postGroups(parts: readonly StaffedPart[]): PostGroup[] {
  return parts.flatMap((part) => {
    const base = { schoolId: part.unit.code, stage: part.stage };
    const teaching = part.subjects.map(({ subject, posts, staff }) => {
      const key = { ...base, category: 'T' as const, subject };
      return {
        id: postGroupId(key),
        ...key,
        posts,
        openings: Math.max(0, posts - staff),
        mustFill: 0,
      };
    });
    const support = part.support.map(({ category, posts }) => {
      const key = { ...base, category, subject: null };
      return { id: postGroupId(key), ...key, posts, openings: 0, mustFill: 0 };
    });
    return [...teaching, ...support];
  });
}
