/** Which rows of a long table are in sight. */

/** Height of a row in pixels, the same as `--row` of the styles. */
export const ROW_HEIGHT = 36;
/** Rows drawn above and below what is in sight, so that a fast scroll shows no gaps. */
const SPARE = 12;

/**
 * @param top how far the box is scrolled, pixels
 * @param height of the box, pixels
 * @returns rows from `first` up to, not including, `last`
 */
export function windowOf({ top, height, rows }: { top: number; height: number; rows: number }): {
  first: number;
  last: number;
} {
  const seen = Math.ceil(height / ROW_HEIGHT) + 1;
  const start = Math.floor(top / ROW_HEIGHT);
  const first = Math.min(Math.max(0, start - SPARE), Math.max(0, rows - seen - SPARE));
  return { first, last: Math.min(rows, Math.max(0, start) + seen + SPARE) };
}
