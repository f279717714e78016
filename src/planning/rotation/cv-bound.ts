/**
 * 差异系数的下界: a coefficient of variation that no legal plan of the year goes below, however it moves people.
 *
 * CV² = W·Σ x_s²/w_s ∕ (Σ x_s)² − 1 over the parts s of a stage, x_s heads with the attribute, w_s pupils (or quota). A move
 * takes at most one such head out of one part and brings at most one into another, so a plan of at most K moves takes O ≤ K
 * out and brings I ≤ K in, never both at one part (they would cancel, and K be the same). For each (O, I) the best heads to
 * take are those that lower the sum most (2x − 1)/w, falling within a part), the best to bring those that raise it least
 * (2x + 1)/w; the least value over all (O, I) is a bound. O(K² + n log n), n = heads that may move. Rules beyond who
 * may leave and how many a post group may take are left out: they only raise the true minimum.
 */

export interface BoundPart {
  /** x_s, and w_s > 0. */
  readonly heads: number;
  readonly weight: number;
  /** Most heads with the attribute that may leave, and most people that may come. */
  readonly out: number;
  readonly in: number;
}

/** @param moves K. @returns null when there is no head or no weight */
export function leastCoefficient(parts: readonly BoundPart[], moves: number): number | null {
  const weight = total(parts, (part) => part.weight);
  const heads = total(parts, (part) => part.heads);
  if (weight === 0 || heads === 0) return null;
  const squares = total(parts, ({ heads: x, weight: w }) => (x * x) / w);
  const gains = sums(
    marginals(parts, 'out').sort((a, b) => b - a),
    moves,
  );
  const costs = sums(
    marginals(parts, 'in').sort((a, b) => a - b),
    moves,
  );
  let least = Infinity;
  for (const [out, gain] of gains.entries())
    for (const [into, cost] of costs.entries()) {
      const there = heads - out + into;
      if (there > 0) least = Math.min(least, (weight * (squares - gain + cost)) / there ** 2);
    }
  return Math.sqrt(Math.max(0, least - 1));
}

/** What each head in turn takes off the sum of squares, or adds to it. */
function marginals(parts: readonly BoundPart[], way: 'out' | 'in'): number[] {
  return parts.flatMap(({ heads, weight, ...most }) =>
    Array.from({ length: most[way] }, (_, k) =>
      way === 'out' ? (2 * (heads - k) - 1) / weight : (2 * (heads + k) + 1) / weight,
    ),
  );
}

/** 0, the first, the first two …, at most `most` of them. */
function sums(values: readonly number[], most: number): number[] {
  const all = [0];
  for (const value of values.slice(0, most)) all.push((all.at(-1) as number) + value);
  return all;
}

function total(parts: readonly BoundPart[], value: (part: BoundPart) => number): number {
  return parts.reduce((sum, part) => sum + value(part), 0);
}
