/** Whole-number arithmetic shared by the rules: stated rounding, largest remainder, months. */
import { compareIds } from '../domain/canonical.ts';
import type { YearMonth } from '../domain/county.ts';

/** ⌊a/b⌉ with halves up; a whole (may be negative), b > 0 whole. */
export function roundDiv(a: number, b: number): number {
  return Math.floor((2 * a + b) / (2 * b));
}

/** Months since year 0; differences are month counts. */
export function monthNumber(month: YearMonth): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** One claimant of a shared total. */
export interface Share {
  readonly id: string;
  /** ≥ 0, whole. */
  readonly weight: number;
}

/**
 * Largest remainder (最大余数法): splits `total` in proportion to the weights, exactly.
 * Equal remainders: larger weight first, then id.
 * @returns whole shares in the order of `claims`; all 0 when the weights sum to 0
 */
export function largestRemainder(total: number, claims: readonly Share[]): number[] {
  const sum = claims.reduce((s, claim) => s + claim.weight, 0);
  if (sum === 0) return claims.map(() => 0);
  const shares = claims.map((claim) => Math.floor((total * claim.weight) / sum));
  const order = claims
    .map((claim, at) => ({ claim, at, remainder: (total * claim.weight) % sum }))
    .sort(
      (a, b) =>
        b.remainder - a.remainder ||
        b.claim.weight - a.claim.weight ||
        compareIds(a.claim.id, b.claim.id),
    );
  let left = total - shares.reduce((s, share) => s + share, 0);
  for (const { at } of order) {
    if (left === 0) break;
    shares[at] = (shares[at] ?? 0) + 1;
    left--;
  }
  return shares;
}
