/**
 * The three scales and the calibrated tables (data/README.md). A *cell* is a (tier, stage) pair of the
 * primary–junior–senior ledger; its pupils, classes and net staffing are fixed, the schools inside are drawn.
 */
import type { SchoolTier } from '../../src/domain/vocabulary.ts';
import { apportion } from './apportion.ts';
import { quotaByRatio } from './quota.ts';

export type ScaleName = 'round' | 'county' | 'large';
type CoreStage = 'P' | 'J' | 'H';
export const CORE_STAGES = ['P', 'J', 'H'] as const;
export const TIERS = ['B', 'U', 'R'] as const;

/** Units of one tier; `centres` of the primaries are 中心校, one a town. */
export interface TierUnits {
  readonly districts: number;
  readonly centres: number;
  readonly primary: number;
  readonly junior: number;
  readonly nineYear: number;
  readonly senior: number;
  readonly kindergarten: number;
  readonly vocational: number;
  readonly special: number;
}

export interface Cell {
  readonly tier: SchoolTier;
  readonly stage: CoreStage;
  readonly pupils: number;
  readonly classes: number;
  /** Quota of the table; a drawn county reaches it within ±1. */
  readonly quota: number;
  /** Staff minus quota, heads. */
  readonly net: number;
}

export interface Scale {
  readonly units: Readonly<Record<SchoolTier, TierUnits>>;
  readonly quota: Readonly<Record<CoreStage, number>>;
  readonly cells: readonly Cell[];
  /** Gross subject surplus (heads) a tier is brought to; null = as drawn. */
  readonly surplus: Readonly<Record<SchoolTier, number>> | null;
  /** Ledger of kindergartens, vocational and special schools. */
  readonly otherQuota: Readonly<Record<'K' | 'V' | 'X', number>>;
}

const cell = (
  tier: SchoolTier,
  stage: CoreStage,
  figures: readonly [number, number, number, number],
): Cell => ({
  tier,
  stage,
  pupils: figures[0],
  classes: figures[1],
  quota: figures[2],
  net: figures[3],
});

/** Pupils, classes, quota, staff − quota. Pupils per member of staff: 19 · 13.5 · 12.5. */
const COUNTY_CELLS: readonly Cell[] = [
  cell('B', 'P', [9622, 228, 444, 25]),
  cell('U', 'P', [18281, 462, 875, 30]),
  cell('R', 'P', [20205, 745, 1213, -95]),
  cell('B', 'J', [7290, 153, 525, 28]),
  cell('U', 'J', [6561, 141, 475, 25]),
  cell('R', 'J', [10449, 267, 800, -50]),
  cell('B', 'H', [13388, 276, 1071, 21]),
  cell('R', 'H', [2362, 51, 189, -6]),
];

type UnitRow = readonly [number, number, number, number, number, number, number, number, number];
const units = (row: UnitRow): TierUnits => ({
  districts: row[0],
  centres: row[1],
  primary: row[2],
  junior: row[3],
  nineYear: row[4],
  senior: row[5],
  kindergarten: row[6],
  vocational: row[7],
  special: row[8],
});

const COUNTY: Scale = {
  units: {
    B: units([1, 0, 3, 3, 1, 4, 3, 2, 1]),
    U: units([5, 0, 9, 3, 2, 0, 4, 0, 0]),
    R: units([12, 12, 18, 9, 3, 1, 8, 0, 0]),
  },
  quota: { P: 2532, J: 1800, H: 1260 },
  cells: COUNTY_CELLS,
  surplus: { B: 98, U: 78, R: 122 },
  otherQuota: { K: 420, V: 560, X: 106 },
};

/** 400 schools of the main ledger only; seven times the units (and eight more rural primaries), rates unchanged. */
function large(): Scale {
  const quota = { P: 9056, J: 6438, H: 4506 } as const;
  const pupils = { P: 172_064, J: 86_913, H: 56_325 } as const;
  const cells = CORE_STAGES.flatMap((stage) => {
    const small = COUNTY_CELLS.filter((c) => c.stage === stage);
    const shares = apportion(
      pupils[stage],
      small.map((c) => c.pupils),
    );
    const sizes = small.map((c, index) => ({
      pupils: shares[index]!,
      classes: Math.round((c.classes * shares[index]!) / c.pupils),
    }));
    const quotas = quotaByRatio(stage, quota[stage], sizes);
    return small.map(
      (c, index): Cell => ({
        ...c,
        ...sizes[index]!,
        quota: quotas[index]!,
        net: Math.round((c.net * quotas[index]!) / c.quota),
      }),
    );
  });
  return {
    units: {
      B: units([1, 0, 21, 21, 7, 28, 0, 0, 0]),
      U: units([35, 0, 63, 21, 14, 0, 0, 0, 0]),
      R: units([84, 84, 134, 63, 21, 7, 0, 0, 0]),
    },
    quota,
    cells,
    surplus: null,
    otherQuota: { K: 0, V: 0, X: 0 },
  };
}

/** The fixed figures of a scale; `round` and `county` are the same county. */
export function scaleOf(name: ScaleName): Scale {
  return name === 'large' ? large() : COUNTY;
}
