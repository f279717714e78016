/** ECharts with no more than the page draws: flows, bars, lines; drawn as SVG, words and tips inside the picture. */

import type { EChartsOption } from 'echarts';
import { BarChart, LineChart, SankeyChart } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([
  BarChart,
  LineChart,
  SankeyChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
]);

export interface Drawing {
  draw(option: EChartsOption): void;
  fit(): void;
  end(): void;
}

export function drawIn(element: HTMLElement): Drawing {
  const chart = init(element, null, { renderer: 'svg' });
  return {
    draw: (option) => {
      // Tips as text of the picture: an HTML tip would need inline styles, which the security policy forbids.
      chart.setOption({ ...option, tooltip: { renderMode: 'richText', ...option.tooltip } }, true);
    },
    fit: () => chart.resize(),
    end: () => chart.dispose(),
  };
}
