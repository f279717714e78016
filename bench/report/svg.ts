/** The little SVG that two charts need: shapes as strings, a light page, one type face. */

/** Colour-blind safe (Okabe and Ito), dark enough for text on white; ours first. */
export const COLOURS = ['#d55e00', '#0072b2', '#009e73', '#cc79a7', '#8a6d00', '#56b4e9'] as const;
export const INK = '#222222';
export const GREY = '#767676';
const FAINT = '#e4e4e4';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A page with a title; `body` is drawn over a white ground. */
export function page(
  width: number,
  height: number,
  title: string,
  body: readonly string[],
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, 'Segoe UI', Helvetica, Arial, sans-serif" role="img" aria-label="${escaped(title)}">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(title, { x: 24, y: 34 }, { size: 17, weight: 600 }),
    ...body,
    '</svg>\n',
  ].join('\n');
}

interface TextStyle {
  readonly size?: number;
  readonly weight?: number;
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly turn?: number;
}

export function text(words: string, { x, y }: Point, style: TextStyle = {}): string {
  const { size = 13, weight = 400, fill = INK, anchor = 'start', turn } = style;
  const turned = turn === undefined ? '' : ` transform="rotate(${turn} ${x} ${y})"`;
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}"${turned}>${escaped(words)}</text>`;
}

export function line(from: Point, to: Point, stroke: string = FAINT, dashes = ''): string {
  const dashed = dashes === '' ? '' : ` stroke-dasharray="${dashes}"`;
  return `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="${stroke}"${dashed}/>`;
}

export function path(points: readonly Point[], stroke: string): string {
  const list = points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  return `<polyline points="${list}" fill="none" stroke="${stroke}" stroke-width="2.5" stroke-linejoin="round"/>`;
}

export function dot({ x, y }: Point, fill: string): string {
  return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="4.5" fill="${fill}" stroke="#ffffff" stroke-width="1.5"/>`;
}

export function bar(from: Point, width: number, height: number, fill: string): string {
  return `<rect x="${from.x}" y="${from.y}" width="${Math.max(1, width).toFixed(1)}" height="${height}" rx="3" fill="${fill}"/>`;
}

/** Where a value lies between two ends, on a logarithmic axis. */
export function logScale(low: number, high: number, from: number, to: number) {
  const span = Math.log10(high) - Math.log10(low);
  return (value: number) => from + ((Math.log10(value) - Math.log10(low)) / span) * (to - from);
}

/** The powers of ten from just below the least value to just above the greatest. */
export function decades(values: readonly number[]): number[] {
  const from = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9));
  return Array.from({ length: to - from + 1 }, (_, k) => 10 ** (from + k));
}

function escaped(words: string): string {
  return words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
