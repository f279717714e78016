/** The comparison on a terminal. */
import type { Comparison, ComparisonRow, Metric, Repeated, Verdict } from '../domain/comparison.ts';
import { ObjectiveTierId } from '../domain/policy.ts';
import { STATUS_ZH, VERDICT_ZH } from '../reports/scenario-report.ts';
import type { Say } from './language.ts';
import { tierLabel } from './summary.ts';
import { table } from './terminal.ts';

/** Columns of the table beside the tiers. */
const SHOWN = ['standby', 'unfilled', 'rural', 'wish-1', 'mean-fit', 'over-title', 'broken'];
/** Ties of the tiers say nothing to a reader. */
function isShown(id: string): boolean {
  return SHOWN.includes(id) || (id.startsWith('tier:') && !/hash|rural-service/.test(id));
}

/** Rows shown before the rest is only counted. */
const MOST_ROWS = 60;
/** Two-sided sign test: at or below this a difference is called more than chance. */
const LEVEL = 0.05;

export function comparisonLines(comparison: Comparison, say: Say): string[] {
  const { baseline, rows, metrics } = comparison;
  const columns = metrics.filter(({ id }) => isShown(id));
  const shown = rows.slice(0, MOST_ROWS);
  return [
    ...headLines(comparison, say),
    ...table([
      [
        say({ zh: '方案', en: 'scenario' }),
        say({ zh: '结果', en: 'result' }),
        say({ zh: '按次序', en: 'by order' }),
        say({ zh: '变动人数', en: 'changed' }),
        ...columns.map((metric) => metricName(metric, say)),
      ],
      ...[baseline, ...shown].map((row) => [
        row.scenario === '' ? say({ zh: '基准', en: 'baseline' }) : row.name,
        say({ zh: STATUS_ZH[row.status], en: row.status }),
        row.order === null || row === baseline ? '' : verdict(row.order.verdict, say),
        row.changed.length,
        ...columns.map(({ id }) => cell(row, id, row === baseline)),
      ]),
    ]),
    ...(rows.length > shown.length
      ? [
          say({
            zh: `……另有 ${rows.length - shown.length} 个`,
            en: `… and ${rows.length - shown.length} more`,
          }),
        ]
      : []),
    ...messages([baseline, ...rows]),
    ...repetitionLines(comparison, say),
  ];
}

function metricName({ id, zh, en }: Metric, say: Say): string {
  const tier = ObjectiveTierId.safeParse(id.replace(/^tier:/, ''));
  return tier.success ? tierLabel(tier.data, say) : say({ zh, en });
}

function verdict(of: Verdict, say: Say): string {
  return say({ zh: VERDICT_ZH[of], en: of });
}

/** Baseline: the value. Others: the change with a mark of its verdict. */
function cell({ values, change, verdict: verdicts }: ComparisonRow, id: string, plain: boolean) {
  const by = change[id];
  if (plain || by === undefined) return values[id] ?? '-';
  if (by === 0) return '=';
  const mark = { better: '✓', worse: '✗', equal: '≈', changed: '' }[verdicts[id] ?? 'changed'];
  return `${by > 0 ? '+' : ''}${by}${mark}`;
}

function headLines({ rows, complete, county }: Comparison, say: Say): string[] {
  const count = (...of: ComparisonRow['status'][]) =>
    rows.filter(({ status }) => of.includes(status)).length;
  const done = count('optimal', 'feasible');
  const others = (['feasible', 'infeasible', 'none', 'failed', 'not-run'] as const)
    .filter((status) => count(status) > 0)
    .map((status) => `${say({ zh: STATUS_ZH[status], en: status })} ${count(status)}`);
  const listed = { zh: `（${others.join('，')}）`, en: ` (${others.join(', ')})` };
  const rest = others.length === 0 ? '' : say(listed);
  return [
    say({
      zh: `${county.name}：${rows.length} 个方案，${done} 个已求解${rest}${complete ? '' : '（已中断，--resume 可接着算）'}；数值为相对基准的变化，✓ 改善 ✗ 变差 ≈ 容差内`,
      en: `${county.name}: ${rows.length} cases, ${done} solved${rest}${complete ? '' : ' (stopped; --resume goes on)'}; figures are changes against the baseline, ✓ better ✗ worse ≈ within the tolerance`,
    }),
  ];
}

function messages(rows: readonly ComparisonRow[]): string[] {
  return rows.flatMap(({ name, message }) => (message === null ? [] : [`! ${name}: ${message}`]));
}

function repetitionLines({ repetition, metrics }: Comparison, say: Say): string[] {
  if (repetition === null) return [];
  const { seeds, scale, results } = repetition;
  const names = new Map(metrics.map((metric) => [metric.id, metricName(metric, say)]));
  const telling = results.filter(({ metric, up, down }) => up + down > 0 && isShown(metric));
  return [
    '',
    say({
      zh: `在 ${seeds.length} 个生成县（${scale}）上重复；p 为双侧符号检验，各指标单独检验，未作多重检验校正`,
      en: `Repeated over ${seeds.length} generated counties (${scale}); p of the two-sided sign test of each metric alone, not corrected for multiple tests`,
    }),
    ...table([
      [
        say({ zh: '方案', en: 'scenario' }),
        say({ zh: '指标', en: 'metric' }),
        say({ zh: '升高', en: 'up' }),
        say({ zh: '降低', en: 'down' }),
        say({ zh: '改善', en: 'better' }),
        say({ zh: '变差', en: 'worse' }),
        say({ zh: '持平', en: 'equal' }),
        say({ zh: '平均变化', en: 'mean' }),
        'p',
        '',
      ],
      ...telling.map((each) => [
        each.name,
        names.get(each.metric) ?? each.metric,
        each.up,
        each.down,
        each.better ?? '-',
        each.worse ?? '-',
        each.equal,
        each.mean ?? '-',
        each.p ?? '-',
        chance(each, say),
      ]),
    ]),
  ];
}

function chance({ p }: Repeated, say: Say): string {
  if (p === null) return '';
  return p <= LEVEL
    ? say({ zh: '单看此项，不像偶然', en: 'alone, more than chance' })
    : say({ zh: '不能排除偶然', en: 'may be chance' });
}
