/** A line chart as SVG: values against the points of a sweep, one panel a measure. Same input, same bytes. */

/** One panel. */
interface Panel {
  readonly title: string;
  /** One value a point; null leaves a gap. */
  readonly values: readonly (number | null)[];
  /** Level to compare with, dashed; null = none. */
  readonly reference: number | null;
}

export interface CurveChart {
  readonly title: string;
  /** What is swept. */
  readonly axis: string;
  readonly points: readonly string[];
  readonly panels: readonly Panel[];
}

/** Colour-blind safe (Okabe and Ito), dark enough on white. */
const STROKE = '#0072b2';
const INK = '#222222';
const GREY = '#767676';
const FAINT = '#e4e4e4';
const WIDTH = 720;
const PANEL = { height: 190, top: 36, bottom: 34, left: 96, right: 24 };
const HEAD = 52;
const FOOT = 34;
/** More labels than this on the axis would overlap. */
const MOST_LABELS = 12;

export function curveSvg({ title, axis, points, panels }: CurveChart): string {
  const height = HEAD + PANEL.height * panels.length + FOOT;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif" role="img" aria-label="${escaped(title)}">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    label(title, 24, 32, { size: 17, weight: 600 }),
    ...panels.flatMap((panel, k) => drawn(panel, points, HEAD + PANEL.height * k)),
    label(axis, WIDTH / 2, height - 12, { anchor: 'middle' }),
    '</svg>\n',
  ].join('\n');
}

function drawn({ title, values, reference }: Panel, points: readonly string[], top: number) {
  const known = values.filter((value) => value !== null);
  const ticks = niceTicks(reference === null ? known : [...known, reference]);
  const [low, high] = [ticks[0] as number, ticks.at(-1) as number];
  const bottom = top + PANEL.height - PANEL.bottom;
  const y = (value: number) => bottom - ((value - low) / (high - low)) * (bottom - top - PANEL.top);
  const places = placesOf(points);
  const x = (at: number) =>
    PANEL.left + (WIDTH - PANEL.left - PANEL.right) * (places[at] as number);
  return [
    label(title, PANEL.left, top + 20, { size: 13, weight: 600 }),
    ...ticks.flatMap((value) => [
      line([PANEL.left, y(value)], [WIDTH - PANEL.right, y(value)], FAINT),
      label(figure(value), PANEL.left - 8, y(value) + 4, { anchor: 'end', fill: GREY, size: 12 }),
    ]),
    ...(reference === null
      ? []
      : [line([PANEL.left, y(reference)], [WIDTH - PANEL.right, y(reference)], GREY, '5 4')]),
    ...labels(points, x, bottom),
    ...strokes(values, x, y),
    ...values.flatMap((value, at) =>
      value === null
        ? []
        : [`<circle cx="${fixed(x(at))}" cy="${fixed(y(value))}" r="3.5" fill="${STROKE}"/>`],
    ),
  ];
}

/** 0 … 1 along the axis: by value where all points are different numbers, else equally far apart. */
function placesOf(points: readonly string[]): number[] {
  const numbers = points.map(Number);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  if (points.length > 1 && Number.isFinite(low) && Number.isFinite(high) && low < high) {
    return numbers.map((value) => (value - low) / (high - low));
  }
  return points.map((_, at) => (points.length === 1 ? 0.5 : at / (points.length - 1)));
}

function labels(points: readonly string[], x: (at: number) => number, bottom: number): string[] {
  const every = Math.ceil(points.length / MOST_LABELS);
  return points.flatMap((point, at) =>
    at % every === 0
      ? [label(point, x(at), bottom + 18, { anchor: 'middle', fill: GREY, size: 12 })]
      : [],
  );
}

/** One polyline for each run of known values. */
function strokes(
  values: readonly (number | null)[],
  x: (at: number) => number,
  y: (value: number) => number,
): string[] {
  const runs: string[][] = [[]];
  values.forEach((value, at) => {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push(`${fixed(x(at))},${fixed(y(value))}`);
  });
  return runs
    .filter((run) => run.length > 1)
    .map(
      (run) =>
        `<polyline points="${run.join(' ')}" fill="none" stroke="${STROKE}" stroke-width="2.5" stroke-linejoin="round"/>`,
    );
}

/** Three to six round figures that hold all values between the first and the last. */
function niceTicks(values: readonly number[]): number[] {
  const low = values.length === 0 ? 0 : Math.min(...values);
  const high = values.length === 0 ? 1 : Math.max(...values);
  const raw = (high - low || Math.max(1, Math.abs(low) / 10)) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= raw) as number) * power;
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  return Array.from({ length: last - first + 1 }, (_, k) =>
    Number(((first + k) * step).toFixed(9)),
  );
}

interface Style {
  readonly size?: number;
  readonly weight?: number;
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
}

function label(words: string, x: number, y: number, style: Style = {}): string {
  const { size = 13, weight = 400, fill = INK, anchor = 'start' } = style;
  return `<text x="${fixed(x)}" y="${fixed(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

type At = readonly [number, number];

function line([x1, y1]: At, [x2, y2]: At, stroke: string, dashes = ''): string {
  const dashed = dashes === '' ? '' : ` stroke-dasharray="${dashes}"`;
  return `<line x1="${fixed(x1)}" y1="${fixed(y1)}" x2="${fixed(x2)}" y2="${fixed(y2)}" stroke="${stroke}"${dashed}/>`;
}

function fixed(value: number): string {
  return value.toFixed(1);
}

/** Groups of three digits: 1 234 567. */
function figure(value: number): string {
  const [whole = '', ...rest] = String(value).split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ' '), ...rest].join('.');
}

function escaped(words: string): string {
  return words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
