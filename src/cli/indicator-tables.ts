/** The tables of `tiaopei indicators`. */
import { INDICATOR_NAME, type IndicatorReport, type StageIndicator } from '../domain/indicators.ts';
import type { ObjectiveTierId } from '../domain/policy.ts';
import { type Bilingual, STAGE_ZH, type Stage } from '../domain/vocabulary.ts';
import type { BalanceComparison } from '../planning/index.ts';
import type { Say } from './language.ts';
import { tierLabel } from './summary.ts';
import { table } from './terminal.ts';

/** The stages as English words. */
export const STAGE_EN: Record<Stage, string> = {
  K: 'kindergarten',
  P: 'primary',
  J: 'junior',
  H: 'senior',
  V: 'vocational',
  X: 'special',
};
const COMPULSORY: Bilingual = { zh: '义务教育', en: 'compulsory' };

type Cell = string | number;

function stageLabel({ stage }: StageIndicator, say: Say): string {
  return say(stage === null ? COMPULSORY : { zh: STAGE_ZH[stage], en: STAGE_EN[stage] });
}

function figure(value: number | null): string {
  return value === null ? '-' : String(value);
}

/** A figure against its limit: 「0.5184 ✗」. */
function marked(value: number | null, met: boolean | null): string {
  return `${figure(value)}${met === null ? '' : met ? ' ✓' : ' ✗'}`;
}

function meeting({ meeting: reached, schools }: StageIndicator): string {
  return reached === null ? '-' : `${reached}/${schools}`;
}

/** Every indicator of every stage, with limits and the schools at the ends. */
export function standingLines({ stages }: IndicatorReport, say: Say): string[] {
  const head: Cell[] = [
    say({ zh: '指标', en: 'indicator' }),
    say({ zh: '学段', en: 'stage' }),
    say({ zh: '值', en: 'value' }),
    say({ zh: '标准', en: 'limit' }),
    say({ zh: '差异系数', en: 'CV' }),
    say({ zh: '限值', en: 'limit' }),
    say({ zh: '达标学校', en: 'schools' }),
    say({ zh: '最低', en: 'lowest' }),
    say({ zh: '最高', en: 'highest' }),
  ];
  const rows = stages.map((row): Cell[] => [
    say(INDICATOR_NAME[row.indicator]),
    stageLabel(row, say),
    marked(row.value, row.met),
    figure(row.limit),
    marked(row.cv, row.cvMet),
    figure(row.cvLimit),
    meeting(row),
    row.min === null ? '-' : `${row.min.schoolId} ${row.min.value}`,
    row.max === null ? '-' : `${row.max.schoolId} ${row.max.value}`,
  ]);
  return table([head, ...rows]);
}

/** Before / standard optimum / balanced optimum for each indicator, then what the tiers gave up. */
export function comparisonLines(found: BalanceComparison, say: Say): string[] {
  const { before, standard, balanced, tier, tiers } = found;
  const names = tiers.map(({ id }) => tierLabel(id, say)).join(' > ');
  const head: Cell[] = [
    say({ zh: '指标', en: 'indicator' }),
    say({ zh: '学段', en: 'stage' }),
    ...[
      { zh: '现状', en: 'now' },
      { zh: '原方案', en: 'standard' },
      { zh: '均衡方案', en: 'balanced' },
    ].flatMap((name) => [say(name), say({ zh: '差异系数', en: 'CV' })]),
    say({ zh: '限值', en: 'limit' }),
    say({ zh: '达标学校', en: 'schools' }),
  ];
  const rows = before.stages.map((row, k): Cell[] => {
    const all = [before, standard.indicators, balanced.indicators].map(
      ({ stages }) => stages[k] as StageIndicator,
    );
    return [
      say(INDICATOR_NAME[row.indicator]),
      stageLabel(row, say),
      ...all.flatMap(({ value, cv, cvMet }) => [figure(value), marked(cv, cvMet)]),
      figure(row.cvLimit),
      row.meeting === null ? '-' : all.map(meeting).join(' → '),
    ];
  });
  return [
    headline(found, say),
    say({ zh: `目标层次序：${names}`, en: `Order of the tiers: ${names}` }),
    '',
    ...table([head, ...rows]),
    '',
    say({
      zh: `加入「${tierLabel(tier, say)}」后各目标层的值`,
      en: `Value of each tier with "${tierLabel(tier, say)}" put in`,
    }),
    ...table(costRows(found, say)),
  ];
}

function headline({ standard, balanced, placedOtherwise }: BalanceComparison, say: Say): string {
  const proof = ({ status, gap }: BalanceComparison['standard']) =>
    status === 'optimal'
      ? say({ zh: '已证明最优', en: 'proven optimal' })
      : say({ zh: `未证明最优（差距 ${gap ?? '未知'}）`, en: `open (gap ${gap ?? 'unknown'})` });
  return say({
    zh: `原方案安排 ${standard.placed} 人（${proof(standard)}），均衡方案安排 ${balanced.placed} 人（${proof(balanced)}），去向不同 ${placedOtherwise} 人`,
    en: `standard: ${standard.placed} placed (${proof(standard)}); balanced: ${balanced.placed} placed (${proof(balanced)}); ${placedOtherwise} people go elsewhere`,
  });
}

function costRows({ tiers }: BalanceComparison, say: Say): Cell[][] {
  const head: Cell[] = [
    '  ',
    say({ zh: '目标层', en: 'tier' }),
    say({ zh: '方向', en: 'sense' }),
    say({ zh: '原方案', en: 'standard' }),
    say({ zh: '均衡方案', en: 'balanced' }),
    say({ zh: '变化', en: 'change' }),
    '',
  ];
  const rows = tiers.map(({ id, sense, standard, balanced, change }, k): Cell[] => {
    return [
      `  ${k + 1}`,
      tierLabel(id, say),
      say(sense === 'max' ? { zh: '越大越好', en: 'max' } : { zh: '越小越好', en: 'min' }),
      standard,
      balanced,
      change,
      changeMark(id, sense === 'max' ? change : -change, say),
    ];
  });
  return [head, ...rows];
}

/** Lots drawn otherwise are neither gain nor cost. */
function changeMark(id: ObjectiveTierId, gain: number, say: Say): string {
  if (gain === 0 || id === 'hash-high' || id === 'hash-low') return '';
  return say(gain > 0 ? { zh: '更好', en: 'better' } : { zh: '代价', en: 'cost' });
}
