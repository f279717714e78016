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

/** The month `count` months later; `count` may be negative. */
export function addMonths(month: YearMonth, count: number): YearMonth {
  const number = monthNumber(month) + count;
  const year = Math.floor(number / MONTHS_PER_YEAR);
  return `${year}-${String(number - year * MONTHS_PER_YEAR + 1).padStart(2, '0')}`;
}
export const MONTHS_PER_YEAR = 12;

/** a·b = quotient·c + remainder, exactly, also where a·b is beyond 2^53; whole numbers, c > 0. */
function divide(a: number, b: number, c: number): { quotient: number; remainder: number } {
  const product = a * b;
  if (Number.isSafeInteger(product)) {
    const remainder = product % c;
    return { quotient: (product - remainder) / c, remainder };
  }
  const exact = BigInt(a) * BigInt(b);
  return { quotient: Number(exact / BigInt(c)), remainder: Number(exact % BigInt(c)) };
}

/** ⌊a·b/c⌉ with halves up, exact; a, b ≥ 0 and c > 0 whole. */
export function roundShare(a: number, b: number, c: number): number {
  const { quotient, remainder } = divide(a, b, c);
  return 2 * remainder >= c ? quotient + 1 : quotient;
}

/** Whether a·b < c·d, exactly; whole numbers ≥ 0. */
export function isProductLess([a, b]: Pair, [c, d]: Pair): boolean {
  return BigInt(a) * BigInt(b) < BigInt(c) * BigInt(d);
}
type Pair = readonly [number, number];

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
  const parts = claims.map((claim) => divide(total, claim.weight, sum));
  const shares = parts.map(({ quotient }) => quotient);
  const order = claims
    .map((claim, at) => ({ claim, at, remainder: parts[at]?.remainder ?? 0 }))
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
