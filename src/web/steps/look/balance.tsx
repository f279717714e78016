/** 均衡: an indicator school by school, before and after, against its limit; the coefficient of variation against its own. */
import type { EChartsOption } from 'echarts';
import { useMemo, useState } from 'preact/hooks';
import type { StageIndicator } from '../../../domain/indicators.ts';
import { type Balance, balanceOf, measured } from '../../charts/balance-data.ts';
import { Chart } from '../../charts/chart.tsx';
import { ACCENT, BAD, FONT, INK, INK_SOFT, LINE, QUIET } from '../../charts/look.ts';
import { DataTable } from '../../components/data-table.tsx';
import { count, type MessageKey, measure, t } from '../../messages/index.ts';
import { openPanel } from '../../state/place.ts';
import type { OpenPlan } from '../../state/plans.ts';
import { schoolName, word } from '../words.ts';

export function BalanceView({ plan }: { plan: OpenPlan }) {
  const { proposal, roster } = plan;
  const choices = useMemo(() => measured(proposal.indicators.after), [proposal]);
  const [chosen, setChosen] = useState(
    () => choices.find(({ indicator }) => indicator === 'arts') ?? choices[0],
  );
  if (chosen === undefined) return <p class="empty">{t('balance.none')}</p>;
  const stages = choices.filter(({ indicator }) => indicator === chosen.indicator);
  const indicators = [...new Set(choices.map(({ indicator }) => indicator))];
  const balance = balanceOf(proposal.indicators, chosen.indicator, chosen.stage);
  return (
    <section class="card">
      <div class="row">
        <label class="field">
          <span>{t('balance.indicator')}</span>
          <select
            value={chosen.indicator}
            onChange={({ currentTarget: { value } }) =>
              setChosen(choices.find(({ indicator }) => indicator === value) ?? chosen)
            }
          >
            {indicators.map((indicator) => (
              <option key={indicator} value={indicator}>
                {indicatorName(indicator)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{t('word.stage')}</span>
          <select
            value={chosen.stage}
            onChange={({ currentTarget: { value } }) => setChosen({ ...chosen, stage: value })}
          >
            {stages.map(({ stage }) => (
              <option key={stage} value={stage}>
                {word('stage', stage)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Coefficient before={balance.before} after={balance.after} />
      <Bars balance={balance} plan={plan} name={indicatorName(chosen.indicator)} />
      <h3>{t('balance.schools')}</h3>
      <DataTable
        name={t('balance.schools')}
        rows={balance.bars}
        rowKey={({ schoolId }) => schoolId}
        empty={t('balance.none')}
        columns={[
          {
            id: 'school',
            title: t('word.school'),
            width: 164,
            text: ({ schoolId }) => schoolName(roster, schoolId),
            cell: ({ schoolId }) => (
              <button
                type="button"
                class="link"
                onClick={() => openPanel({ kind: 'school', id: schoolId })}
              >
                {schoolName(roster, schoolId)}
              </button>
            ),
          },
          {
            id: 'before',
            title: t('balance.before'),
            width: 76,
            number: true,
            text: ({ before }) => (before === null ? '—' : measure(before)),
            order: ({ before }) => before ?? -1,
          },
          {
            id: 'after',
            title: t('balance.after'),
            width: 76,
            number: true,
            text: ({ after }) => (after === null ? '—' : measure(after)),
            order: ({ after }) => after ?? -1,
          },
          {
            id: 'met',
            title: t('balance.met'),
            width: 100,
            filter: true,
            text: ({ met }) => (met === null ? '—' : t(met ? 'balance.yes' : 'balance.no')),
            cell: ({ met }) =>
              met === null ? (
                '—'
              ) : (
                <span class={met ? 'chip good' : 'chip bad'}>
                  {met ? '✓ ' : '✗ '}
                  {t(met ? 'balance.yes' : 'balance.no')}
                </span>
              ),
          },
        ]}
      />
    </section>
  );
}

export function indicatorName(id: string): string {
  return t(`indicator.${id}` as MessageKey);
}

function Coefficient(props: { before: StageIndicator | null; after: StageIndicator | null }) {
  const { before, after } = props;
  if (after === null) return null;
  const figure = (value: number | null | undefined) => (value == null ? '—' : count(value, 3));
  return (
    <p class="row spaced">
      <span>
        {t('balance.cv')} <strong>{figure(before?.cv)}</strong> →{' '}
        <strong>{figure(after.cv)}</strong>
      </span>
      {after.cvLimit !== null && (
        <span class="soft">{t('balance.cv-limit', { limit: figure(after.cvLimit) })}</span>
      )}
      {after.cvMet !== null && (
        <span class={after.cvMet ? 'chip good' : 'chip bad'}>
          {after.cvMet ? '✓ ' : '✗ '}
          {t(after.cvMet ? 'balance.yes' : 'balance.no')}
        </span>
      )}
      {after.meeting !== null && (
        <span class="soft">
          {t('balance.meeting', { meeting: after.meeting, schools: after.schools })}
        </span>
      )}
    </p>
  );
}

function Bars({ balance, plan, name }: { balance: Balance; plan: OpenPlan; name: string }) {
  const option = useMemo(() => bars(balance, (id) => schoolName(plan.roster, id)), [balance]);
  return <Chart name={t('balance.chart', { name })} option={option} />;
}

function bars({ bars: schools, after }: Balance, name: (id: string) => string): EChartsOption {
  const limit = after?.limit ?? null;
  return {
    textStyle: { fontFamily: FONT, color: INK },
    grid: { left: 48, right: 16, top: 36, bottom: 92 },
    legend: {
      top: 0,
      right: 0,
      textStyle: { color: INK },
      data: [t('balance.before'), t('balance.after')],
    },
    tooltip: { trigger: 'axis' },
    xAxis: {
      type: 'category',
      data: schools.map(({ schoolId }) => name(schoolId)),
      axisLabel: {
        rotate: 50,
        width: 110,
        overflow: 'truncate',
        hideOverlap: true,
        color: INK_SOFT,
      },
      axisTick: { alignWithLabel: true },
      axisLine: { lineStyle: { color: LINE } },
    },
    yAxis: {
      type: 'value',
      axisLabel: { color: INK_SOFT },
      splitLine: { lineStyle: { color: '#edf0f2' } },
    },
    series: [
      {
        name: t('balance.before'),
        type: 'bar',
        data: schools.map(({ before }) => before),
        itemStyle: { color: QUIET },
        barGap: '0%',
      },
      {
        name: t('balance.after'),
        type: 'bar',
        data: schools.map((school) => ({
          value: school.after,
          itemStyle: { color: school.met === false ? BAD : ACCENT },
        })),
        itemStyle: { color: ACCENT },
        ...(limit === null
          ? {}
          : {
              markLine: {
                silent: true,
                symbol: 'none',
                lineStyle: { color: INK, type: 'dashed' },
                label: {
                  formatter: t('balance.limit', { limit: count(limit) }),
                  position: 'insideEndTop',
                  // It may lie on bars.
                  backgroundColor: 'rgba(255, 255, 255, 0.85)',
                  padding: [2, 4],
                },
                data: [{ yAxis: limit }],
              },
            }),
      },
    ],
  };
}
