/** A chart: its room is there from the start, the drawing library comes when it is first needed, and a table says the same. */

import type { EChartsOption } from 'echarts';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Wide } from '../components/wide.tsx';
import { t } from '../messages/index.ts';
import type { Drawing } from './echarts.ts';

export interface ChartProps {
  /** What the chart shows, for those who do not see it. */
  readonly name: string;
  readonly option: EChartsOption;
  readonly size?: 'low' | 'tall';
  /** The same figures as a table. */
  readonly children?: ComponentChildren;
}

export function Chart({ name, option, size, children }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  useEffect(() => {
    let ended = false;
    let made: Drawing | null = null;
    const fit = new ResizeObserver(() => made?.fit());
    void import('./echarts.ts').then(({ drawIn }) => {
      if (ended || box.current === null) return;
      made = drawIn(box.current);
      fit.observe(box.current);
      setDrawing(made);
    });
    return () => {
      ended = true;
      fit.disconnect();
      made?.end();
    };
  }, []);
  useEffect(() => drawing?.draw({ animation: !calm(), ...option }), [drawing, option]);
  return (
    <figure>
      <div
        ref={box}
        class={size === undefined ? 'chart' : `chart ${size}`}
        role="img"
        aria-label={name}
      />
      {children !== undefined && (
        <details class="small">
          <summary>{t('chart.table')}</summary>
          <Wide name={name}>{children}</Wide>
        </details>
      )}
    </figure>
  );
}

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
