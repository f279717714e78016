/** Largest remainder (Hamilton) apportionment: whole shares that add up exactly. */

/**
 * Splits `total` in proportion to the weights; equal remainders go to the larger weight, then to the earlier entry.
 * @param total whole number ≥ 0
 * @param weights ≥ 0, at least one > 0 unless total is 0; whole weights give exact arithmetic below 2^53
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0) return weights.map(() => 0);
  const shares = weights.map((weight) => Math.floor((total * weight) / sum));
  const order = weights
    .map((weight, index) => ({ index, weight, remainder: (total * weight) % sum }))
    .sort((a, b) => b.remainder - a.remainder || b.weight - a.weight || a.index - b.index);
  const missing = total - shares.reduce((a, b) => a + b, 0);
  for (const { index } of order.slice(0, missing)) shares[index]!++;
  return shares;
}
