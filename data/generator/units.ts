/** The list of districts and schools of a county: who exists, where it belongs and what it is called. */
import type { SchoolKind, SchoolTier, Stage } from '../../src/domain/vocabulary.ts';
import { type Scale, TIERS, type TierUnits } from './scales.ts';

export interface DistrictPlan {
  readonly name: string;
  readonly tier: SchoolTier;
}

export interface UnitPlan {
  readonly code: string;
  readonly name: string;
  readonly kind: SchoolKind;
  readonly tier: SchoolTier;
  readonly district: string;
  readonly stages: readonly Stage[];
  /** 中心校 of a town: larger, and its 教学点 count as part of it. */
  readonly centre: boolean;
  readonly weak: boolean;
  /** 重点校. */
  readonly key: boolean;
}

type Draft = Omit<UnitPlan, 'code' | 'tier' | 'weak' | 'key'> & {
  readonly weak?: boolean;
  readonly key?: boolean;
};

const DISTRICT_WORD: Record<SchoolTier, string> = { B: '局直', U: '街道', R: '镇' };

function districtName(tier: SchoolTier, index: number): string {
  return tier === 'B' ? '局直学区' : `${DISTRICT_WORD[tier]}${index + 1}`;
}

/** 1 bureau district, streets, towns. */
export function planDistricts(scale: Scale): DistrictPlan[] {
  return TIERS.flatMap((tier) =>
    Array.from({ length: scale.units[tier].districts }, (_, index) => ({
      name: districtName(tier, index),
      tier,
    })),
  );
}

/** Names inside one tier: bureau schools are county schools, the others bear the name of their district. */
function naming(tier: SchoolTier) {
  const used = new Map<string, number>();
  return (district: string, word: string, alone = `第N${word}`): string => {
    const prefix = tier === 'B' ? '县' : district;
    const key = prefix + word;
    const number = (used.get(key) ?? 0) + 1;
    used.set(key, number);
    const pattern = number === 1 && tier !== 'B' ? alone : `第N${word}`;
    return prefix + pattern.replace('N', `${number}`);
  };
}

/** Schools of one kind in turn over the districts, starting at `offset`. */
function spread(
  tier: SchoolTier,
  units: TierUnits,
  count: number,
  offset: number,
  make: (district: string, index: number) => Draft,
): Draft[] {
  return Array.from({ length: count }, (_, index) =>
    make(districtName(tier, (offset + index) % units.districts), index),
  );
}

/** How many of the non-central rural primaries, junior schools and street primaries are weak: 6, 3 and 1 of the county. */
function weakCounts(tier: SchoolTier, units: TierUnits): { primary: number; junior: number } {
  if (tier === 'R')
    return { primary: units.primary - units.centres, junior: Math.floor(units.junior / 3) };
  return tier === 'U'
    ? { primary: Math.floor(units.primary / 9), junior: 0 }
    : { primary: 0, junior: 0 };
}

function draftsOf(tier: SchoolTier, units: TierUnits): Draft[] {
  const name = naming(tier);
  const weak = weakCounts(tier, units);
  const core = { centre: false } as const;
  return [
    ...spread(tier, units, units.centres, 0, (district) => ({
      name: `${district}中心小学`,
      kind: '小学',
      district,
      stages: ['P'],
      centre: true,
    })),
    ...spread(tier, units, units.primary - units.centres, 0, (district, index) => ({
      ...core,
      name: name(district, '小学'),
      kind: '小学',
      district,
      stages: ['P'],
      weak: index < weak.primary,
    })),
    ...spread(tier, units, units.junior, 0, (district, index) => ({
      ...core,
      name: name(district, '初级中学', '初级中学'),
      kind: '初级中学',
      district,
      stages: ['J'],
      weak: index < weak.junior,
    })),
    ...spread(tier, units, units.nineYear, units.junior, (district) => ({
      ...core,
      name: name(district, '九年一贯制学校', '学校'),
      kind: '九年一贯制',
      district,
      stages: ['P', 'J'],
    })),
    ...spread(tier, units, units.senior, 0, (district, index) => ({
      ...core,
      name: name(district, '高级中学', '高级中学'),
      kind: '高级中学',
      district,
      stages: ['H'],
      key: tier === 'B' && index === 0,
    })),
    ...spread(tier, units, units.kindergarten, 0, (district) => ({
      ...core,
      name: name(district, '幼儿园', '中心幼儿园'),
      kind: '幼儿园',
      district,
      stages: ['K'],
    })),
    ...spread(tier, units, units.vocational, 0, (district) => ({
      ...core,
      name: name(district, '职业中专'),
      kind: '中职',
      district,
      stages: ['V'],
    })),
    ...spread(tier, units, units.special, 0, (district) => ({
      ...core,
      name: name(district, '特殊教育学校'),
      kind: '特教',
      district,
      stages: ['X'],
    })),
  ];
}

/** Every school, codes in the order B, U, R. */
export function planUnits(scale: Scale): UnitPlan[] {
  return TIERS.flatMap((tier) =>
    draftsOf(tier, scale.units[tier]).map((draft) => ({ tier, draft })),
  ).map(({ tier, draft }, index) => ({
    weak: false,
    key: false,
    ...draft,
    tier,
    code: `S${String(index + 1).padStart(3, '0')}`,
  }));
}
