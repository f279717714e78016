/** 流向: moves between tiers, and between districts. */
import type { EChartsOption } from 'echarts';
import { useMemo } from 'preact/hooks';
import { Chart } from '../../charts/chart.tsx';
import { type Flow, flowsBy } from '../../charts/flow-data.ts';
import { ACCENT, FONT, INK, TIER_COLOUR } from '../../charts/look.ts';
import { Empty } from '../../components/panel-parts.tsx';
import { count, t } from '../../messages/index.ts';
import type { OpenPlan } from '../../state/plans.ts';
import { districtName, word } from '../words.ts';

export function Flows({ plan }: { plan: OpenPlan }) {
  return (
    <>
      <OneFlow plan={plan} what="tiers" />
      <OneFlow plan={plan} what="districts" />
    </>
  );
}

function OneFlow({ plan, what }: { plan: OpenPlan; what: 'tiers' | 'districts' }) {
  const { proposal, roster } = plan;
  const flows = useMemo(() => flowsBy(what, proposal, roster), [proposal, what]);
  const name = (id: string) => (what === 'tiers' ? word('tier', id) : districtName(roster, id));
  const option = useMemo(() => sankey(flows, name, what === 'tiers'), [flows]);
  return (
    <section class="card">
      <h2>{t(`flows.${what}`)}</h2>
      <p class="soft">{t('flows.help')}</p>
      {flows.length === 0 ? (
        <Empty words={t('flows.none')} />
      ) : (
        <Chart
          name={t(`flows.${what}`)}
          option={option}
          {...(what === 'districts' ? { size: 'tall' } : {})}
        >
          <FlowTable flows={flows} name={name} />
        </Chart>
      )}
    </section>
  );
}

function sankey(
  flows: readonly Flow[],
  name: (id: string) => string,
  tiers: boolean,
): EChartsOption {
  const words = nodeWords(flows, name);
  const node = (side: '<' | '>', id: string) => ({
    name: `${side}${id}`,
    itemStyle: { color: (tiers && TIER_COLOUR[id]) || ACCENT },
    label: {
      position: side === '<' ? ('left' as const) : ('right' as const),
      formatter: words(side, id),
    },
  });
  return {
    textStyle: { fontFamily: FONT, color: INK },
    series: [
      {
        type: 'sankey',
        left: room(flows.map(({ from }) => words('<', from))),
        right: room(flows.map(({ to }) => words('>', to))),
        top: 10,
        bottom: 10,
        nodeGap: tiers ? 24 : 8,
        nodeWidth: 14,
        draggable: false,
        data: [
          ...[...new Set(flows.map(({ from }) => from))].map((id) => node('<', id)),
          ...[...new Set(flows.map(({ to }) => to))].map((id) => node('>', id)),
        ],
        links: flows.map(({ from, to, count: people }) => ({
          source: `<${from}`,
          target: `>${to}`,
          value: people,
        })),
        lineStyle: { color: 'source', opacity: 0.28, curveness: 0.5 },
        emphasis: { focus: 'adjacency' },
        tooltip: {
          formatter: (item) => {
            const { data } = item as { data: { source?: string; target?: string; value?: number } };
            if (data.source === undefined || data.target === undefined) return '';
            return `${name(data.source.slice(1))} → ${name(data.target.slice(1))}  ${data.value}`;
          },
        },
      },
    ],
    tooltip: {},
  };
}

/** Where people come from or go to, with how many. */
function nodeWords(flows: readonly Flow[], name: (id: string) => string) {
  return (side: '<' | '>', id: string) => {
    const own = flows.filter(({ from, to }) => (side === '<' ? from : to) === id);
    return t('flows.node', {
      name: name(id),
      people: own.reduce((sum, flow) => sum + flow.count, 0),
    });
  };
}

/** Pixels for the longest of the names at one side. */
function room(names: readonly string[]): number {
  const widths = names.map((each) =>
    [...each].reduce((sum, letter) => sum + (letter > '\u2e80' ? 13 : 7), 0),
  );
  return Math.min(MOST_ROOM, 12 + Math.max(0, ...widths));
}
const MOST_ROOM = 150;

function FlowTable({ flows, name }: { flows: readonly Flow[]; name: (id: string) => string }) {
  return (
    <table class="plain">
      <thead>
        <tr>
          <th scope="col">{t('flows.from')}</th>
          <th scope="col">{t('flows.to')}</th>
          <th scope="col" class="number">
            {t('flows.people')}
          </th>
        </tr>
      </thead>
      <tbody>
        {flows.map(({ from, to, count: people }) => (
          <tr key={`${from}>${to}`}>
            <td>{name(from)}</td>
            <td>{name(to)}</td>
            <td class="number">{count(people)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
