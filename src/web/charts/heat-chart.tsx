/** 热力图: places down, subjects across, the darker the more is missing; the totals stand at the edges. */
import { useState } from 'preact/hooks';
import { Wide } from '../components/wide.tsx';
import type { Shortage } from './shortage-data.ts';
import { shade, totalsOf } from './shortage-data.ts';

export interface HeatChartProps {
  readonly shortage: Shortage;
  readonly name: string;
  readonly placeName: (id: string) => string;
  readonly subjectName: (subject: string) => string;
  /** What stands in the status line for a cell under the pointer; `help` where there is none. */
  readonly cellWords: (
    place: string,
    subject: string,
    unfilled: number,
    openings: number,
  ) => string;
  readonly help: string;
  readonly totalName: string;
}

/** Pixels: a cell, the room for slanted names on top, for totals at the right. */
const [CELL, TOP, RIGHT] = [34, 92, 52];
/** Characters of a place's name that fit to the left; Chinese ones take twice the room. */
const FITS = 20;

export function HeatChart(props: HeatChartProps) {
  const { shortage, name, help, cellWords, placeName, subjectName } = props;
  const { subjects, places } = shortage;
  const [pointed, setPointed] = useState<string | null>(null);
  const totals = totalsOf(shortage);
  const left = roomFor([...places.map(({ id }) => shortened(placeName(id))), props.totalName]);
  const width = left + subjects.length * CELL + RIGHT;
  const height = TOP + (places.length + 1) * CELL;
  return (
    <figure class="heat-chart">
      <p class="soft" role="status">
        {pointed ?? help}
      </p>
      <Wide name={name}>
        <svg
          {...{ width, height }}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={name}
          onMouseLeave={() => setPointed(null)}
        >
          {subjects.map((subject, column) => (
            <text
              key={subject}
              class="across"
              transform={`translate(${left + column * CELL + CELL / 2 + 4} ${TOP - 8}) rotate(-50)`}
            >
              {subjectName(subject)}
            </text>
          ))}
          <text class="total" x={width - 8} y={TOP - 8}>
            {props.totalName}
          </text>
          {places.map(({ id, cells }, row) => (
            <g key={id} transform={`translate(0 ${TOP + row * CELL})`}>
              <text class="down" x={left - 8} y={CELL / 2 + 5}>
                {shortened(placeName(id))}
                <title>{placeName(id)}</title>
              </text>
              {cells.map((cell, column) =>
                cell === null ? null : (
                  <Cell
                    key={subjects[column]}
                    x={left + column * CELL}
                    unfilled={cell.unfilled}
                    shade={shade(cell.unfilled, totals.largest)}
                    onPoint={() =>
                      setPointed(
                        cellWords(
                          placeName(id),
                          subjectName(subjects[column] ?? ''),
                          cell.unfilled,
                          cell.openings,
                        ),
                      )
                    }
                  />
                ),
              )}
              <text class="total" x={width - 8} y={CELL / 2 + 5}>
                {totals.places[row]}
              </text>
            </g>
          ))}
          <Totals
            {...{ left, width, totals: totals.subjects, name: props.totalName }}
            y={height - CELL}
          />
        </svg>
      </Wide>
    </figure>
  );
}

function Cell(props: {
  x: number;
  unfilled: number;
  shade: 0 | 1 | 2 | 3 | 4;
  onPoint: () => void;
}) {
  const { x, unfilled, shade: dark, onPoint } = props;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer only repeats what the table below says
    <g class={`heat-${dark}`} onMouseEnter={onPoint}>
      <rect x={x + 1} y={1} width={CELL - 2} height={CELL - 2} rx={4} />
      {unfilled > 0 && (
        <text x={x + CELL / 2} y={CELL / 2 + 5}>
          {unfilled}
        </text>
      )}
    </g>
  );
}

function Totals(props: {
  y: number;
  left: number;
  width: number;
  totals: readonly number[];
  name: string;
}) {
  const { y, left, width, totals, name } = props;
  return (
    <g transform={`translate(0 ${y})`}>
      <text class="down" x={left - 8} y={CELL / 2 + 5}>
        {name}
      </text>
      {totals.map((total, column) => (
        <text key={column} class="sum" x={left + column * CELL + CELL / 2} y={CELL / 2 + 5}>
          {total}
        </text>
      ))}
      <text class="total" x={width - 8} y={CELL / 2 + 5}>
        {totals.reduce((sum, each) => sum + each, 0)}
      </text>
    </g>
  );
}

/** Chinese letters take twice the room of others. */
const broad = (letter: string): number => (letter > '\u2e80' ? 2 : 1);

function shortened(text: string): string {
  let room = FITS;
  const end = [...text].findIndex((letter) => {
    room -= broad(letter);
    return room < 0;
  });
  return end === -1 ? text : `${[...text].slice(0, end - 1).join('')}…`;
}

/** Pixels for the longest name. */
function roomFor(names: readonly string[]): number {
  const widths = names.map((each) => [...each].reduce((sum, letter) => sum + broad(letter), 0));
  return 16 + 6.8 * Math.max(0, ...widths);
}
