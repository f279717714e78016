/**
 * Largest remainder with least shares (保底). Claims whose exact share lies below their least get the least; the rest
 * is shared among the others in proportion, and so on until none lies below. Then whole heads by largest remainder.
 */
import { isProductLess, largestRemainder, roundShare, type Share } from '../arithmetic.ts';
import { sum } from './sums.ts';

export interface LeastShare extends Share {
  /** Whole, ≥ 0. */
  readonly least: number;
}

export interface Shares {
  /** Whole, in the order of the claims; they add up to the total. */
  readonly whole: readonly number[];
  /** The exact shares before rounding to whole heads, in hundredths. */
  readonly hundredths: readonly number[];
}

/**
 * @param total whole, ≥ 0
 * @returns null when the least shares exceed the total, or when nobody has a weight for what is left
 */
export function shareWithLeast(total: number, claims: readonly LeastShare[]): Shares | null {
  const held = new Set<LeastShare>();
  for (;;) {
    const rest = total - sum([...held].map(({ least }) => least));
    const free = claims.filter((claim) => !held.has(claim));
    const weight = sum(free.map((claim) => claim.weight));
    if (rest < sum(free.map(({ least }) => least)) || (weight === 0 && rest > 0)) return null;
    const low = free.filter(({ weight: own, least }) =>
      isProductLess([rest, own], [least, weight]),
    );
    const none = weight === 0 ? free.filter(({ least }) => least > 0) : low;
    if (none.length === 0) return sharesOf(rest, claims, held);
    for (const claim of none) held.add(claim);
  }
}

function sharesOf(
  rest: number,
  claims: readonly LeastShare[],
  held: ReadonlySet<LeastShare>,
): Shares {
  const free = claims.filter((claim) => !held.has(claim));
  const weight = sum(free.map((claim) => claim.weight));
  const whole = largestRemainder(rest, free);
  const at = new Map(free.map((claim, k) => [claim, k]));
  return {
    whole: claims.map((claim) => whole[at.get(claim) ?? -1] ?? claim.least),
    hundredths: claims.map((claim) =>
      held.has(claim) || weight === 0
        ? 100 * (held.has(claim) ? claim.least : 0)
        : roundShare(100 * rest, claim.weight, weight),
    ),
  };
}
