/** The two roundings of the definition, on whole numbers below 2^53. */

/** ⌊a/b⌉: nearest whole number, halves up; b > 0. */
export function nearest(a: number, b: number): number {
  return Math.floor((2 * a + b) / (2 * b));
}

/** Percent of a whole number, rounded up: ⌈pct·n/100⌉. */
export function percentUp(pct: number, n: number): number {
  return Math.ceil((pct * n) / 100);
}

/** Percent of a whole number, rounded down: ⌊pct·n/100⌋. */
export function percentDown(pct: number, n: number): number {
  return Math.floor((pct * n) / 100);
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
