/** 方案比较: comparison.xlsx and the curves of the sweeps. Staff numbers only; names stay in the proposal's workbook. */
import type { Comparison, ComparisonRow, Metric } from '../domain/comparison.ts';
import { type SheetToWrite, writeWorkbook } from '../workbook/index.ts';
import { type CurveChart, curveSvg } from './curve-svg.ts';

export const STATUS_ZH: Record<ComparisonRow['status'], string> = {
  optimal: '已证明最优',
  feasible: '可行，未证明',
  infeasible: '无合法方案',
  none: '限时内未找到',
  failed: '未能求解',
  'not-run': '未运行',
};
export const VERDICT_ZH = {
  better: '改善',
  worse: '变差',
  equal: '持平',
  changed: '变化',
} as const;

/** `comparison.json`, `comparison.xlsx` and a `curve-<n>.svg` for each swept key. */
export async function comparisonFiles(
  comparison: Comparison,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }[]> {
  const encoder = new TextEncoder();
  const json = `${JSON.stringify(comparison, null, 2)}\n`;
  return [
    { name: 'comparison.json', bytes: encoder.encode(json) },
    { name: 'comparison.xlsx', bytes: await writeWorkbook(comparisonSheets(comparison)) },
    ...comparisonCurves(comparison).map(({ name, svg }) => ({ name, bytes: encoder.encode(svg) })),
  ];
}

/** Sheets: overview, every metric, changed people, and repetition where there is one. */
export function comparisonSheets(comparison: Comparison): SheetToWrite[] {
  return [
    overviewSheet(comparison),
    metricSheet(comparison),
    peopleSheet(comparison),
    ...(comparison.repetition === null ? [] : [repetitionSheet(comparison, comparison.repetition)]),
  ];
}

function overviewSheet({ baseline, rows, metrics }: Comparison): SheetToWrite {
  const heads = metrics.filter(({ id }) => !id.startsWith('indicator:'));
  return {
    name: '方案比较',
    headers: [
      '方案',
      '结果',
      '按目标次序',
      '决定的目标层',
      '调整人数',
      '个人改善',
      '个人变差',
      ...heads.map(({ zh }) => zh),
      '说明',
    ],
    rows: [baseline, ...rows].map((row) => [
      row.name,
      STATUS_ZH[row.status],
      row.order === null ? '' : VERDICT_ZH[row.order.verdict],
      tierName(row, metrics),
      row.changed.length,
      row.personsBetter,
      row.personsWorse,
      ...heads.map(({ id }) => row.values[id] ?? null),
      row.message ?? row.broken.map(({ ruleId, name }) => `${ruleId} ${name}`).join('、'),
    ]),
  };
}

function tierName({ order }: ComparisonRow, metrics: readonly Metric[]): string {
  const tier = order?.tier ?? null;
  return tier === null ? '' : (metrics.find(({ id }) => id === `tier:${tier}`)?.zh ?? tier);
}

function metricSheet({ baseline, rows, metrics, tolerance }: Comparison): SheetToWrite {
  return {
    name: '逐项指标',
    headers: ['方案', '指标编号', '指标', '基准', '数值', '变化', '容差', '评定'],
    widths: [36, 30, 44, 14, 14, 14, 8, 8],
    rows: rows.flatMap((row) =>
      metrics.flatMap(({ id, zh }) => {
        const change = row.change[id];
        const verdict = row.verdict[id];
        if (change === undefined || verdict === undefined) return [];
        const [from, to] = [baseline.values[id] ?? null, row.values[id] ?? null];
        const most = tolerance[row.scenario]?.[id] ?? 0;
        return [[row.name, id, zh, from, to, change, most, VERDICT_ZH[verdict]]];
      }),
    ),
  };
}

function peopleSheet({ rows }: Comparison): SheetToWrite {
  return {
    name: '安排有变的人员',
    headers: ['方案', '职工号', '基准岗位', '本方案岗位'],
    widths: [36, 14, 30, 30],
    rows: rows.flatMap(({ name, changed }) =>
      changed.map(({ teacherId, from, to }) => [name, teacherId, from ?? '无', to ?? '无']),
    ),
  };
}

function repetitionSheet(
  { metrics }: Comparison,
  { seeds, results }: NonNullable<Comparison['repetition']>,
): SheetToWrite {
  const names = new Map(metrics.map(({ id, zh }) => [id, zh]));
  return {
    name: '多县重复',
    headers: [
      '方案',
      '指标',
      '升高县数',
      '降低县数',
      '改善县数',
      '变差县数',
      '持平县数',
      '平均变化',
      '符号检验 p（未作多重检验校正）',
      ...seeds.map((seed) => `种子 ${seed}`),
    ],
    rows: results.map(({ name, metric, up, down, better, worse, equal, mean, p, changes }) => [
      name,
      names.get(metric) ?? metric,
      up,
      down,
      better,
      worse,
      equal,
      mean,
      p,
      ...changes,
    ]),
  };
}

/** Metrics drawn of a sweep: those that move, tiers first, then in the order of the report, at most so many. */
const MOST_PANELS = 8;

/** One SVG for each curve; nothing is drawn where nothing moves. */
function comparisonCurves(comparison: Comparison): { name: string; svg: string }[] {
  const rows = new Map(comparison.rows.map((row) => [row.key, row]));
  return comparison.curves.flatMap((curve, k) => {
    const members = curve.points.flatMap(({ key }) => rows.get(key) ?? []);
    const moving = comparison.metrics.filter(
      ({ id }) => !/hash|rural-service/.test(id) && differs(members, id),
    );
    if (moving.length === 0) return [];
    const isTier = ({ id }: Metric) => id.startsWith('tier:');
    const drawn = [...moving.filter(isTier), ...moving.filter((each) => !isTier(each))];
    const chart: CurveChart = {
      title: `${curve.scenario}：${curve.parameter}`,
      axis: `${curve.parameter}（虚线：基准 baseline）`,
      points: curve.points.map(({ at }) => at),
      panels: drawn.slice(0, MOST_PANELS).map(({ id, zh }) => ({
        title: zh,
        values: members.map(({ values }) => values[id] ?? null),
        reference: comparison.baseline.values[id] ?? null,
      })),
    };
    return [{ name: `curve-${k + 1}.svg`, svg: curveSvg(chart) }];
  });
}

function differs(rows: readonly ComparisonRow[], id: string): boolean {
  const values = rows.flatMap(({ values: all }) => all[id] ?? []);
  return values.some((value) => value !== values[0]);
}
