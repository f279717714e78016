/** The two pictures: time against size, and how many times longer the others take. */
import { growthExponent, type Measurement } from '../protocol.ts';
import { growthPoints } from './around-targets.ts';
import {
  bar,
  COLOURS,
  decades,
  dot,
  GREY,
  INK,
  line,
  logScale,
  type Point,
  page,
  path,
  text,
} from './svg.ts';
import { OURS, type TargetRow } from './target-row.ts';
import { digits, seconds } from './wording.ts';

interface Series {
  readonly label: string;
  readonly points: readonly Point[];
  readonly colour: string;
}

const SERIES = [
  { peer: OURS, suffix: '', label: 'flow, whole program' },
  { peer: 'highs', suffix: '', label: 'highs (WASM), whole program' },
  { peer: 'cbc-lp-first', suffix: '', label: 'CBC, LP first, whole program' },
  { peer: OURS, suffix: '/network', label: 'flow, network' },
  { peer: 'lemon-cost-scaling', suffix: '/network', label: 'LEMON cost scaling, network' },
  { peer: 'lemon-network-simplex', suffix: '/network', label: 'LEMON simplex, network' },
];

const WIDTH = 860;
const FRAME = { left: 84, right: 590, top: 60, bottom: 430 };

/**
 * Time against admissible pairs, both axes logarithmic; each line with its fitted exponent.
 * @returns null when there is nothing to draw
 */
export function growthPlot(all: readonly Measurement[]): string | null {
  const series = SERIES.map(({ peer, suffix, label }, k): Series => {
    return { label, points: growthPoints(all, peer, suffix), colour: COLOURS[k]! };
  }).filter(({ points }) => points.length > 0);
  if (series.length === 0) return null;
  const xs = decades(series.flatMap(({ points }) => points.map(({ x }) => x)));
  const ys = decades(series.flatMap(({ points }) => points.map(({ y }) => y)));
  const x = logScale(xs[0]!, xs.at(-1)!, FRAME.left, FRAME.right);
  const y = logScale(ys[0]!, ys.at(-1)!, FRAME.bottom, FRAME.top);
  const place = (point: Point) => ({ x: x(point.x), y: y(point.y) });
  return page(WIDTH, 490, 'Time to the proven optimum against size', [
    ...axes(
      xs.map((value) => ({ at: x(value), value })),
      ys.map((value) => ({ at: y(value), value })),
    ),
    ...series.flatMap(({ points, colour }) => [
      path(points.map(place), colour),
      ...points.map((point) => dot(place(point), colour)),
    ]),
    ...legend(series),
  ]);
}

interface Tick {
  readonly at: number;
  readonly value: number;
}

function axes(xs: readonly Tick[], ys: readonly Tick[]): string[] {
  const { left, right, top, bottom } = FRAME;
  const middle = { x: (left + right) / 2, y: bottom + 46 };
  return [
    ...xs.flatMap(({ at, value }) => [
      line({ x: at, y: top }, { x: at, y: bottom }),
      text(tens(value), { x: at, y: bottom + 20 }, { anchor: 'middle', fill: GREY }),
    ]),
    ...ys.flatMap(({ at, value }) => [
      line({ x: left, y: at }, { x: right, y: at }),
      text(seconds(value), { x: left - 8, y: at + 4 }, { anchor: 'end', fill: GREY }),
    ]),
    text('admissible pairs (person × post group)', middle, { anchor: 'middle' }),
  ];
}

/** 10³ and the like. */
function tens(value: number): string {
  const power = String(Math.round(Math.log10(value)));
  return `10${[...power].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`;
}

function legend(series: readonly Series[]): string[] {
  return series.flatMap(({ label, points, colour }, k) => {
    const y = FRAME.top + 14 + 44 * k;
    const slope = points.length > 2 ? `time ~ pairs^${growthExponent(points).toFixed(2)}` : '';
    return [
      dot({ x: FRAME.right + 26, y: y - 4 }, colour),
      text(label, { x: FRAME.right + 38, y }),
      text(slope, { x: FRAME.right + 38, y: y + 17 }, { size: 12, fill: GREY }),
    ];
  });
}

const ROW = 30;
const BARS = { left: 400, right: 770, top: 76 };

/**
 * One bar for each comparison: how many times our time the other takes; a tick where the target lies.
 * @returns null when no ratio was measured
 */
export function ratioPlot(rows: readonly TargetRow[]): string | null {
  const drawn = rows.filter(
    ({ ratio, part }) => ratio !== null && part !== 'verify' && part !== 'warm',
  );
  if (drawn.length === 0) return null;
  const times = drawn.flatMap(({ ratio, limit }) => [1 / ratio!, ...(limit ? [1 / limit] : [])]);
  const ticks = decades([1, ...times]);
  const x = logScale(ticks[0]!, ticks.at(-1)!, BARS.left, BARS.right);
  const bottom = BARS.top + ROW * drawn.length;
  return page(WIDTH, bottom + 64, 'How many times longer than flow the others take', [
    ...ticks.flatMap((value) => [
      line({ x: x(value), y: BARS.top - 8 }, { x: x(value), y: bottom }),
      text(`${digits(value)}×`, { x: x(value), y: bottom + 18 }, { anchor: 'middle', fill: GREY }),
    ]),
    ...drawn.flatMap((row, k) => ratioBar(row, BARS.top + ROW * k, x)),
    line({ x: BARS.left, y: bottom + 40 }, { x: BARS.left + 22, y: bottom + 40 }, INK, '3 3'),
    text(
      'target: green reaches it, orange does not, grey has none',
      { x: BARS.left + 30, y: bottom + 44 },
      { size: 12 },
    ),
  ]);
}

function ratioBar(row: TargetRow, y: number, x: (value: number) => number): string[] {
  const times = 1 / row.ratio!;
  const [from, to] = [x(1), x(times)].sort((a, b) => a - b) as [number, number];
  const met = row.limit === null || row.ratio! <= row.limit;
  const goal = row.limit === null ? null : x(1 / row.limit);
  const beyond = goal === null || goal < to || goal > to + 60 ? to : goal;
  const fill = row.limit === null ? '#9aa7b0' : met ? COLOURS[2] : COLOURS[0];
  return [
    text(row.what, { x: BARS.left - 12, y: y + 15 }, { anchor: 'end', size: 12 }),
    bar({ x: from, y: y + 2 }, to - from, 18, fill),
    text(`${digits(times)}×`, { x: beyond + 8, y: y + 16 }, { size: 12, weight: 600 }),
    ...(goal === null ? [] : [line({ x: goal, y: y - 2 }, { x: goal, y: y + 24 }, INK, '3 3')]),
  ];
}
