/** The comparison: one row a case, a chosen measure as a curve over the values of the key. */

import type { EChartsOption } from 'echarts';
import { useMemo, useState } from 'preact/hooks';
import type { Comparison, ComparisonRow, Metric } from '../../../domain/comparison.ts';
import { Chart } from '../../charts/chart.tsx';
import { curvePoints, liveliestMetric } from '../../charts/curve-data.ts';
import { ACCENT, FONT, INK, INK_SOFT } from '../../charts/look.ts';
import { useAsked } from '../../components/use-asked.ts';
import { Wide } from '../../components/wide.tsx';
import { count, heading, say, t } from '../../messages/index.ts';
import { rulesBook } from '../../state/rules-book.ts';

/** Measures that the table shows; every one can be drawn. */
const SHOWN = 6;

export function ScenarioTable({ comparison }: { comparison: Comparison }) {
  const { metrics, baseline, rows } = comparison;
  const [chosen, setChosen] = useState(() => liveliestMetric(comparison));
  const metric = metrics.find(({ id }) => id === chosen) ?? metrics[0];
  const shown = metrics.slice(0, SHOWN);
  return (
    <>
      <Wide name={t('scenario.title')}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{t('scenario.case')}</th>
              <th scope="col">{t('word.status')}</th>
              {shown.map((each) => (
                <th scope="col" class="number" key={each.id}>
                  {heading(each)}
                </th>
              ))}
              <th scope="col" class="number">
                {t('scenario.changed')}
              </th>
            </tr>
          </thead>
          <tbody>
            {[baseline, ...rows].map((row) => (
              <Case key={row.key + row.name} row={row} metrics={shown} base={row === baseline} />
            ))}
          </tbody>
        </table>
      </Wide>
      {metric !== undefined && (
        <>
          <br />
          <label class="field">
            <span>{t('scenario.measure')}</span>
            <select value={metric.id} onChange={({ currentTarget: { value } }) => setChosen(value)}>
              {metrics.map((each) => (
                <option key={each.id} value={each.id}>
                  {heading(each)}
                </option>
              ))}
            </select>
          </label>
          <Curve comparison={comparison} metric={metric} />
        </>
      )}
    </>
  );
}

function Case(props: { row: ComparisonRow; metrics: readonly Metric[]; base: boolean }) {
  const { row, metrics, base } = props;
  const setting = Object.entries(row.setting).map(([, value]) => String(value));
  return (
    <tr>
      <th scope="row" class="nowrap">
        {base ? t('scenario.today') : setting.join(' · ') || row.name}
      </th>
      <td class={row.message === null ? 'nowrap' : undefined}>
        {row.message ?? t(`scenario.status.${row.status}`)}
      </td>
      {metrics.map(({ id }) => {
        const value = row.values[id];
        const verdict = row.verdict[id];
        return (
          <td
            key={id}
            class={
              verdict === 'worse' ? 'number loss' : verdict === 'better' ? 'number gain' : 'number'
            }
          >
            {value == null ? '—' : count(value)}
          </td>
        );
      })}
      <td class="number">{base ? '' : row.changed.length}</td>
    </tr>
  );
}

function Curve({ comparison, metric }: { comparison: Comparison; metric: Metric }) {
  const axis = useAxisName(comparison);
  const points = useMemo(() => curvePoints(comparison, metric.id), [comparison, metric]);
  const option = useMemo(
    (): EChartsOption => ({
      textStyle: { fontFamily: FONT, color: INK },
      grid: { left: 64, right: 16, top: 16, bottom: 52 },
      tooltip: { trigger: 'axis' },
      xAxis: {
        type: 'category',
        data: points.map(({ at }) => at),
        axisLabel: { color: INK_SOFT },
        name: axis,
        nameLocation: 'middle',
        nameGap: 28,
        nameTextStyle: { color: INK_SOFT },
      },
      yAxis: {
        type: 'value',
        scale: true,
        // People: no halves between them.
        minInterval: 1,
        axisLabel: { color: INK_SOFT },
        splitLine: { lineStyle: { color: '#edf0f2' } },
      },
      series: [
        {
          type: 'line',
          name: heading(metric),
          data: points.map(({ value }) => value),
          symbolSize: 8,
          lineStyle: { color: ACCENT, width: 2.5 },
          itemStyle: { color: ACCENT },
        },
      ],
    }),
    [points, axis],
  );
  if (points.length < 2) return null;
  return (
    <Chart name={t('scenario.curve', { metric: heading(metric) })} option={option} size="low" />
  );
}

/** What is swept, with its unit: by the book of rules, for the name of the scenario is in the language that it was asked in. */
function useAxisName({ rows }: Comparison): string {
  const [book] = useAsked(rulesBook, []);
  const [swept] = Object.keys(rows[0]?.setting ?? {});
  const rule =
    book.state === 'there' ? book.value.keys.find(({ key }) => key === swept) : undefined;
  if (rule === undefined) return '';
  return rule.unit === null ? heading(rule.label) : `${heading(rule.label)} (${say(rule.unit)})`;
}
