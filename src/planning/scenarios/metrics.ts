/** What is measured of every allocation: heads, wishes, tiers and indicators, all by the definitions of one policy. */
import type { Metric } from '../../domain/comparison.ts';
import type { County } from '../../domain/county.ts';
import { INDICATOR_NAME, type IndicatorReport } from '../../domain/indicators.ts';
import type { ObjectiveTierId, Policy } from '../../domain/policy.ts';
import { type Proposal, type RuleCheck, TIER_NAME_ZH } from '../../domain/proposal.ts';
import { STAGE_ZH, type Stage } from '../../domain/vocabulary.ts';
import { tierOrder } from '../../rules/tier-order.ts';
import { measureIndicators } from '../indicators/index.ts';

type Placements = Proposal['placements'];

/** An allocation with what the independent check says of it. */
export interface Measurable {
  readonly county: County;
  /** The base policy, whose definitions count. */
  readonly policy: Policy;
  readonly placements: Placements;
  readonly standby: number;
  readonly unfilled: number;
  readonly ruleChecks: readonly RuleCheck[];
  readonly tiers: readonly { readonly id: ObjectiveTierId; readonly value: number }[];
}

interface Measure extends Metric {
  readonly of: (measured: Measurable) => number | null;
}

const HEADS: readonly Measure[] = [
  {
    id: 'placed',
    zh: '安排人数',
    en: 'placed',
    sense: null,
    of: ({ placements }) => placements.length,
  },
  { id: 'standby', zh: '待岗人数', en: 'standby', sense: 'min', of: ({ standby }) => standby },
  {
    id: 'unfilled',
    zh: '未补岗位',
    en: 'posts unfilled',
    sense: 'min',
    of: ({ unfilled }) => unfilled,
  },
  {
    id: 'rural',
    zh: '到农村或薄弱学校人数',
    en: 'to rural or weak schools',
    sense: 'max',
    of: ({ county, placements }) => {
      const favoured = new Set(
        county.schools.filter(({ tier, weak }) => tier === 'R' || weak).map(({ id }) => id),
      );
      return placements.filter(({ schoolId }) => favoured.has(schoolId)).length;
    },
  },
  {
    id: 'wish-1',
    zh: '第一志愿人数',
    en: 'first wishes met',
    sense: 'max',
    of: ({ placements }) => placements.filter(({ wishRank }) => wishRank === 1).length,
  },
  {
    id: 'wish-any',
    zh: '志愿满足人数',
    en: 'any wish met',
    sense: 'max',
    of: ({ placements }) => placements.filter(({ wishRank }) => wishRank !== null).length,
  },
  {
    id: 'training',
    zh: '需转岗培训人数',
    en: 'need training',
    sense: 'min',
    of: ({ placements }) => placements.filter(({ needsTraining }) => needsTraining).length,
  },
  {
    id: 'mean-km',
    zh: '平均距离（公里）',
    en: 'mean distance, km',
    sense: 'min',
    of: ({ placements }) => mean(placements.flatMap(({ distance }) => distance ?? [])),
  },
  {
    id: 'mean-fit',
    zh: '平均适配分',
    en: 'mean fit, points',
    sense: 'max',
    of: ({ placements }) => mean(placements.map(({ fit }) => fit)),
  },
  {
    id: 'over-title',
    zh: '职称超岗人数',
    en: 'over title posts',
    sense: 'min',
    of: ({ ruleChecks }) => ruleChecks.find(({ ruleId }) => ruleId === 'T07')?.measured ?? null,
  },
  {
    id: 'broken',
    zh: '违反基准政策的硬性检查项',
    en: 'hard checks of the base policy broken',
    sense: 'min',
    of: ({ ruleChecks }) => ruleChecks.filter(({ status }) => status === 'fail').length,
  },
];

/** Mean of whole hundredths, as units with two decimals; null of nothing. */
function mean(hundredths: readonly number[]): number | null {
  if (hundredths.length === 0) return null;
  const sum = hundredths.reduce((total, each) => total + each, 0);
  return Math.round(sum / hundredths.length) / 100;
}

/** As the formulation has them: a test compares the two. */
const TIER_SENSE: Record<ObjectiveTierId, 'min' | 'max'> = {
  coverage: 'max',
  'soft-rules': 'min',
  'shortage-tilt': 'max',
  balance: 'max',
  'balance-arts': 'max',
  'balance-backbone': 'min',
  'balance-degree': 'min',
  'balance-senior': 'min',
  fit: 'max',
  merit: 'max',
  'same-conditions': 'max',
  'fewest-moves': 'min',
  'rural-service': 'max',
  'hash-high': 'max',
  'hash-low': 'max',
};

function tierMetric(id: ObjectiveTierId): Metric {
  return { id: `tier:${id}`, zh: `目标：${TIER_NAME_ZH[id]}`, en: id, sense: TIER_SENSE[id] };
}

/** Figures of an indicator row, with the way that is better where there is one. */
const FIGURES = [
  { key: 'value', zh: '', en: '', sense: null },
  { key: 'cv', zh: '差异系数', en: 'CV', sense: 'min' },
  { key: 'meeting', zh: '达标校数', en: 'schools meeting', sense: 'max' },
] as const;

type StageRow = IndicatorReport['stages'][number];

function indicatorMetrics(row: StageRow): { metric: Metric; value: number }[] {
  return FIGURES.flatMap(({ key, zh, en, sense }) => {
    const value = row[key];
    if (value === null) return [];
    const stage = row.stage === null ? '' : STAGE_ZH[row.stage as Stage];
    const name = INDICATOR_NAME[row.indicator];
    const id = ['indicator', row.indicator, row.stage ?? 'all', key].join(':');
    return [
      {
        metric: {
          id,
          zh: [stage, name.zh, zh].filter((part) => part !== '').join(' '),
          en: [row.stage ?? '', name.en, en].filter((part) => part !== '').join(' '),
          sense,
        },
        value,
      },
    ];
  });
}

/** Value of every metric, in the order in which they are reported. */
export function measure(measured: Measurable): Record<string, number | null> {
  const { county, policy, placements, tiers } = measured;
  const report = measureIndicators(county, policy, placements);
  return Object.fromEntries([
    ...HEADS.map(({ id, of }) => [id, of(measured)] as const),
    ...tiers.map(({ id, value }) => [`tier:${id}`, value] as const),
    ...report.stages
      .flatMap(indicatorMetrics)
      .map(({ metric, value }) => [metric.id, value] as const),
  ]);
}

/** All metrics that a comparison under this policy can have, in order. */
export function metricsOf(county: County, policy: Policy): Metric[] {
  const { stages } = measureIndicators(county, policy);
  return [
    ...HEADS.map(({ id, zh, en, sense }) => ({ id, zh, en, sense })),
    ...tierOrder(policy).map(tierMetric),
    ...stages.flatMap(indicatorMetrics).map(({ metric }) => metric),
  ];
}
