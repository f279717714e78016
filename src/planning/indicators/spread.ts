/**
 * 差异系数 (L04): X̄ = Σxᵢ/Σwᵢ, Xᵢ = xᵢ/wᵢ, S = √Σ(wᵢ/W)(Xᵢ − X̄)², CV = S/X̄, weighted by pupils (wᵢ = Pᵢ).
 * Terms are added up in the given order, so the same parts give the same bits.
 */

/** One school part: whole heads and a whole weight > 0. */
export interface Weighted {
  readonly count: number;
  readonly weight: number;
}

export interface Spread {
  /** X̄, per unit of weight. */
  readonly mean: number;
  /** S, the weighted standard deviation. */
  readonly deviation: number;
  /** CV = S / X̄. */
  readonly coefficient: number;
}

/** @returns null when there is no weight or no head at all */
export function spreadOf(parts: readonly Weighted[]): Spread | null {
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  if (weight === 0 || count === 0) return null;
  const mean = count / weight;
  let variance = 0;
  for (const part of parts) {
    const off = part.count / part.weight - mean;
    variance += (part.weight / weight) * off * off;
  }
  const deviation = Math.sqrt(variance);
  return { mean, deviation, coefficient: deviation / mean };
}

/**
 * Whether CV ≤ pct/100, in whole numbers: W·Σ xᵢ²/wᵢ ≤ (1 + (pct/100)²)·(Σxᵢ)². A coefficient that lies exactly on
 * its limit must not fail by the rounding of a square root.
 * @param parts weights > 0
 * @param pct whole percent
 */
export function staysWithin(parts: readonly Weighted[], pct: number): boolean {
  let weight = 0n;
  let heads = 0n;
  let numerator = 0n;
  let denominator = 1n;
  for (const part of parts) {
    const [x, w] = [BigInt(part.count), BigInt(part.weight)];
    weight += w;
    heads += x;
    numerator = numerator * w + x * x * denominator;
    denominator *= w;
  }
  const limit = 10_000n + BigInt(pct) ** 2n;
  return 10_000n * weight * numerator <= limit * heads * heads * denominator;
}
