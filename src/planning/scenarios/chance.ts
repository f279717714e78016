/** The sign test: of n differences that are not 0, how likely is a split as uneven as this one by a fair coin? */

/**
 * Two-sided p = min(1, 2·Σ_{k ≤ min(up, down)} C(n, k) / 2ⁿ), n = up + down.
 * @returns null when n is 0
 */
export function signTest(up: number, down: number): number | null {
  const n = up + down;
  if (n === 0) return null;
  let term = 1;
  let sum = 0;
  for (let k = 0; k <= Math.min(up, down); k++) {
    sum += term;
    term = (term * (n - k)) / (k + 1);
  }
  return Math.min(1, (2 * sum) / 2 ** n);
}
