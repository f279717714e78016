/** Bound and incumbent over time as points of an SVG line. */
import type { Sighting } from '../../state/run.ts';

/** Room above and below the lines, as a share of the height. */
const MARGIN = 0.1;

/** Of the last tier only: another tier has another unit. */
export function sparkPoints(
  sightings: readonly Sighting[],
  width: number,
  height: number,
): { readonly incumbent: string; readonly bound: string } {
  const tier = sightings.at(-1)?.tier;
  const shown = sightings.filter((each) => each.tier === tier);
  const values = shown.flatMap(({ incumbent, bound }) =>
    [incumbent, bound].filter((value): value is number => value !== null),
  );
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const span = most - least || 1;
  const room = height * MARGIN;
  const x = (at: number) => (shown.length === 1 ? width / 2 : (at / (shown.length - 1)) * width);
  const y = (value: number) => height - room - ((value - least) / span) * (height - 2 * room);
  const line = (pick: (sighting: Sighting) => number | null) =>
    shown
      .flatMap((sighting, at) => {
        const value = pick(sighting);
        return value === null ? [] : [`${x(at).toFixed(1)},${y(value).toFixed(1)}`];
      })
      .join(' ');
  return {
    incumbent: line(({ incumbent }) => incumbent),
    bound: line(({ bound }) => bound),
  };
}
